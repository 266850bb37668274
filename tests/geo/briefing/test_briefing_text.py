"""Text of strangers is painted as text: no boxes, no direction tricks, nothing out of column."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.briefing.flow import Span, line_width, wrap
from geo.briefing.fonts import Typeface
from geo.briefing.readable import MAX_LETTERS, readable

BLACK = (0.0, 0.0, 0.0, 1.0)

HOSTILE = [
    "우수리스크 北京 ウラジオストク",
    "Київ · Владивосток · Ångström · Ōsaka",
    "‮gnp.exe‬ ⁦isolated⁩ ‏rtl",
    "a\u0000b\u0007c\u001b[31md\ufffe\ud800e",
    "مرحبا שלום हिन्दी ไทย",
    "Z" + "\u0301" * 40 + "algo",
    "$x^2$ \\frac{1}{2} ${alert(1)} `tick` <script>alert(1)</script>",
    "👩‍👩‍👧‍👦 🇺🇦 😀",
    "\u200b\u200d\ufeff",
    "x" * 10_000,
]


@pytest.mark.parametrize("text", HOSTILE)
def test_every_letter_has_a_glyph(text: str, fonts: Typeface, latin_fonts: Typeface) -> None:
    for face in (fonts, latin_fonts):
        shown = readable(text, face)
        assert all(face.face(letter) is not None for letter in shown)
        assert shown.isprintable()


@given(st.text(max_size=60))
def test_no_text_at_all_escapes(text: str) -> None:
    from geo.briefing.fonts import typeface

    for face in (typeface(), typeface(east_asian=False)):
        shown = readable(text, face)
        assert shown.isprintable()
        assert all(face.face(letter) is not None for letter in shown)
        assert readable(shown, face) == shown


def test_hangul_is_transliterated_where_no_font_has_it(latin_fonts: Typeface) -> None:
    assert readable("우수리스크", latin_fonts) == "USuLiSeuKeu"


def test_direction_overrides_and_controls_are_gone(fonts: Typeface) -> None:
    assert readable("a‮b⁦c\u0007d\u200be", fonts) == "abc de"


def test_ten_thousand_letters_are_cut_and_say_so(fonts: Typeface) -> None:
    shown = readable("x" * 10_000, fonts)
    assert len(shown) == MAX_LETTERS + 1
    assert shown.endswith("…")


def test_dollars_are_dollars(fonts: Typeface) -> None:
    assert readable("$x^2$ costs $5", fonts) == "$x^2$ costs $5"


@given(
    st.lists(st.tuples(st.text(max_size=80), st.booleans()), max_size=4),
    st.integers(40, 400),
    st.integers(9, 30),
    st.one_of(st.none(), st.integers(1, 4)),
)
def test_lines_never_leave_their_column(
    parts: list[tuple[str, bool]], width: int, size: int, most: int | None
) -> None:
    from geo.briefing.fonts import typeface

    face = typeface(east_asian=False)
    lines = wrap(
        [Span(text, BLACK, bold) for text, bold in parts], width, size, face, max_lines=most
    )
    assert most is None or len(lines) <= most
    assert all(line_width(line, size, face) <= width for line in lines)


def test_wrapping_loses_no_word(fonts: Typeface) -> None:
    words = "one two three four five six seven eight nine ten"
    lines = wrap([Span(words, BLACK)], 60, 12, fonts)
    assert " ".join("".join(span.text for span in line) for line in lines) == words


def test_what_is_cut_ends_in_an_ellipsis(fonts: Typeface) -> None:
    lines = wrap([Span("word " * 50, BLACK)], 100, 12, fonts, max_lines=2)
    assert len(lines) == 2
    assert lines[-1][-1].text.endswith("…")


def test_measure_and_picture_agree(fonts: Typeface) -> None:
    for size in (11, 17, 40):
        alpha, left, _ = fonts.raster("Ussuriysk 1,500", size, True)
        assert left + alpha.shape[1] <= fonts.width("Ussuriysk 1,500", size, True) + 1


def test_letters_are_whole_at_any_size(fonts: Typeface) -> None:
    from matplotlib.ft2font import FT2Font, LoadFlags

    font = FT2Font(fonts.bold.path)
    for size in (11, 32, 64, 128):
        for letter in "lijmW1|Ж—":
            font.set_size(size, 72)
            glyph = font.load_char(ord(letter), flags=LoadFlags.FORCE_AUTOHINT)
            alpha, _, _ = fonts.raster(letter, size, True)
            x0, y0, x1, y1 = glyph.bbox
            assert abs(alpha.shape[1] - (x1 - x0) / 64) <= 2, (letter, size)
            assert abs(alpha.shape[0] - (y1 - y0) / 64) <= 2, (letter, size)
