"""A brief as a presentation: a slide with the map, then slides with the table of its sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from geo.briefing import deck, palette, wording
from geo.briefing.chart import Dot, chart_passages
from geo.briefing.compose import Picture, compose_map
from geo.briefing.deck import HEIGHT, WIDTH, Deck
from geo.briefing.facts import facts_of
from geo.briefing.flow import Span, wrap
from geo.briefing.fonts import Typeface
from geo.briefing.forms import Form, Size
from geo.briefing.layout import scale_of
from geo.briefing.numbering import counts_line
from geo.briefing.plain import plain
from geo.briefing.png import picture
from geo.briefing.scene import Box, rectangle
from geo.briefing.sheets import Passage, Role, Sheet
from geo.briefing.statements import claim_notes
from geo.briefing.table_rows import COLUMNS, LETTERS_PX, LINE_PX, PADDING_PX, Row, table_pages
from geo.symbols import BANNER

if TYPE_CHECKING:
    from geo.briefing.brief import Brief

MARGIN: Final = 32
TITLE_PX: Final = 32
SUBTITLE_PX: Final = 18
SMALL_PX: Final = 11
BANNER_PX: Final = 18
HANDLING_PX: Final = 18
DETAIL: Final = 2
"""Pixels of the picture for each of the slide."""

KEY_WIDTH: Final = 372
"""Width of the list beside the map, where all of it fits there."""

MOST_BESIDE: Final = 9
"""More claims than that are not tried there."""


def slides(
    whole: Brief,
    parts: Sequence[Brief],
    size: Size,
    fonts: Typeface,
    dots: Sequence[Dot] | None = None,
) -> bytes:
    """Briefs as a PPTX file of 16:9 slides, and a slide with the chart of `dots`. A `size` wider
    than two pixels for each of the slide's gives the pictures more of them.
    """
    made = Deck()
    for part in parts:
        add_brief(made, part, size, fonts)
    if dots is not None:
        add_chart(made, whole, dots, size, fonts)
    return finished(made, whole, size, fonts)


def add_chart(made: Deck, brief: Brief, dots: Sequence[Dot], size: Size, fonts: Typeface) -> None:
    """Add a slide with the chart of claimed figures; its notes say each of them in words."""
    frame = Frame(brief, fonts)
    detail = max(DETAIL, size[0] / WIDTH)
    stage = frame.body
    width, height = round(stage.width * detail), round(stage.height * detail)
    scale = scale_of(round(WIDTH * detail), round(HEIGHT * detail))
    inside = chart_passages(dots, Box(0, 0, width, height), scale, fonts)
    ground = Passage(Role.FURNITURE, [rectangle(Box(0, 0, width, height), fill=palette.PAGE)])
    sheet = Sheet(width, height, (ground, *inside))
    slide = frame.slide(made, counts_line(brief), "")
    words = next((one.words for one in inside if one.words), "")
    deck.picture(slide, picture(sheet, fonts), stage, words or "No figures", "Chart")
    said = [f"{at}. {one.words} – {one.originator}; {one.outlet}, {one.published}"
            for at, one in enumerate(dots, 1)]  # fmt: skip
    deck.speak(slide, [*frame.spoken(counts_line(brief)), words, *said])


def finished(made: Deck, brief: Brief, size: Size, fonts: Typeface) -> bytes:
    """The file, with what it says about itself."""
    made.attach(facts_of(brief, Form.PPTX, size, (fonts.regular, fonts.bold)).text())
    made.properties(
        brief.title,
        brief.subtitle,
        f"data {brief.table.revision}",
        f"Claim Atlas {brief.version}",
        brief.table.last_change or date(1980, 1, 1),
    )
    return made.content()


def add_brief(made: Deck, brief: Brief, size: Size, fonts: Typeface) -> None:
    """Add the slides of a brief: map, sources."""
    # Which claims have which number is known once the map is laid out, and how wide that may be
    # depends on how many claims there are: so a short list is tried first.
    frame = Frame(brief, fonts)
    body = frame.body
    beside = Box(body.left, body.top, body.width - KEY_WIDTH - 12, body.height)
    key: list[Row] = []
    stage, shown = body, None
    if brief.parts.sources and len(brief.rows) <= MOST_BESIDE:
        shown = _map(brief, beside, size, fonts)
        key = _key_rows(shown, brief, fonts)
        if 27 + sum(row.height_px for row in key) <= body.height:
            stage = beside
        else:
            shown = None
    if shown is None:
        key, shown = [], _map(brief, body, size, fonts)
    pages: list[list[Row]] = []
    if brief.parts.sources:
        pages = table_pages(
            shown.page.sections, brief.table.card, _where(brief), body.height, fonts
        )
    count = 1 + len(pages)
    first = frame.slide(made, shown.counts, _pages(1, count))
    words = f"{brief.title}. {_figure(shown)}. {brief.subtitle}. Numbers are those of the table."
    deck.picture(first, picture(shown.sheet, fonts), stage, words)
    if key:
        heads = (("No.", 46), ("Claim", KEY_WIDTH - 46))
        _table(first, heads, key, Box(stage.right + 12, body.top, 0, 0), "Claims on the map")
    deck.speak(first, [*frame.spoken(shown.counts), _figure(shown)])
    for at, rows in enumerate(pages):
        slide = frame.slide(made, shown.counts, _pages(at + 2, count))
        numbers = [row.number for row in rows if row.row >= 0]
        words = f"Claims {numbers[0]} to {numbers[-1]}: what, where, when, who says so"
        _table(slide, COLUMNS, rows, body, words)
        deck.speak(
            slide,
            [
                line
                for row in rows
                if row.begins and row.row >= 0
                for line in (*claim_notes(row.number, brief.table.card(row.row)), "")
            ],
        )


@dataclass(frozen=True)
class Frame:
    """What every slide of a brief has around its content."""

    brief: Brief
    fonts: Typeface

    @cached_property
    def strip(self) -> float:
        """Height of the handling line."""
        return 1.3 * HANDLING_PX * len(self._handling) + 6 if self._handling else 0

    @cached_property
    def _handling(self) -> list[str]:
        width = WIDTH - 2 * MARGIN
        return _wrapped(self.brief.handling, width, HANDLING_PX, self.fonts, 9, bold=True)

    @cached_property
    def _title(self) -> list[str]:
        width = self._text_width
        return _wrapped(self.brief.title, width, TITLE_PX, self.fonts, 2, bold=True)

    @cached_property
    def _notes(self) -> list[list[str]]:
        width = WIDTH - 2 * MARGIN
        return [
            _wrapped(note, width, SUBTITLE_PX, self.fonts, 4, bold=True)
            for note in self.brief.notes
        ]

    @cached_property
    def _text_width(self) -> float:
        return WIDTH - 3 * MARGIN - self._banner_width

    @cached_property
    def _banner_width(self) -> float:
        return self.fonts.width(BANNER, BANNER_PX, True) + 2 * BANNER_PX

    def _subtitle(self, counts: str) -> list[str]:
        words = ", ".join(one for one in (self.brief.subtitle, counts) if one)
        return _wrapped(words, self._text_width, SUBTITLE_PX, self.fonts, 3)

    @cached_property
    def _head(self) -> float:
        """Height of the header without the handling line; of the counts the longest is reckoned."""
        lines = len(self._subtitle("0" * 60)) + sum(map(len, self._notes))
        return 14 + 1.2 * TITLE_PX * len(self._title) + 1.3 * SUBTITLE_PX * lines + 8

    @cached_property
    def _foot(self) -> list[list[str]]:
        from geo.places.regions import VIEW_NOTES
        from geo.places.world import ATTRIBUTION

        brief = self.brief
        grades = wording.grades_note(brief.table.card(row) for row in brief.rows)
        stamp = f"{ATTRIBUTION} · {wording.stamp_words(brief)}"
        width = WIDTH - 2 * MARGIN - 110
        parts = (VIEW_NOTES[brief.boundary], grades, stamp)
        return [_wrapped(part, width, SMALL_PX, self.fonts, 3) for part in parts if part]

    @cached_property
    def _foot_height(self) -> float:
        return 1.35 * SMALL_PX * sum(map(len, self._foot)) + 8

    @cached_property
    def body(self) -> Box:
        """What header and footer leave."""
        top = self.strip + self._head + 12
        return Box(
            MARGIN, top, WIDTH - 2 * MARGIN, HEIGHT - top - self._foot_height - self.strip - 8
        )

    def slide(self, made: Deck, counts: str, pages: str) -> Any:
        """A slide with header, footer, banner and handling lines."""
        slide = made.add_slide()
        strip = self.strip
        y = strip + 12
        deck.band(slide, "Header", Box(0, strip, WIDTH, self._head), palette.HEADER)
        title = self._title
        height = 1.2 * TITLE_PX * len(title)
        words = _whole(self.brief.title, title)
        deck.title(slide, words, Box(MARGIN, y, self._text_width, height), TITLE_PX)
        y += height + 2
        subtitle = self._subtitle(counts)
        height = 1.3 * SUBTITLE_PX * len(subtitle)
        box = Box(MARGIN, y, self._text_width, height)
        words = _whole(", ".join(one for one in (self.brief.subtitle, counts) if one), subtitle)
        deck.text(slide, "Filters", [[("", words)]], box, SUBTITLE_PX, palette.HEADER_INK)
        y += height
        notes = self._notes
        if notes:
            box = Box(MARGIN, y, WIDTH - 2 * MARGIN, 1.3 * SUBTITLE_PX * sum(map(len, notes)))
            said = [[(_whole(*both), "")] for both in zip(self.brief.notes, notes, strict=True)]
            deck.text(slide, "Notes", said, box, SUBTITLE_PX, palette.BANNER)
        tall = 2 * BANNER_PX
        box = Box(WIDTH - MARGIN - self._banner_width, strip + 16, self._banner_width, tall)
        deck.text(
            slide, "Banner", [[(BANNER, "")]], box, BANNER_PX, palette.BANNER_INK,
            fill=palette.BANNER, align="ctr", middle=True,
        )  # fmt: skip
        foot = Box(
            MARGIN,
            HEIGHT - strip - self._foot_height,
            WIDTH - 2 * MARGIN - 110,
            self._foot_height,
        )
        lines = [[("", " ".join(part))] for part in self._foot]
        deck.text(slide, "Basis", lines, foot, SMALL_PX, palette.MUTED)
        if pages:
            box = Box(WIDTH - MARGIN - 110, foot.top, 110, foot.height)
            deck.text(slide, "Page", [[("", pages)]], box, SMALL_PX + 1, palette.INK, align="r")
        for name, top in (("Handling", 0.0), ("Handling, repeated", HEIGHT - strip)):
            if strip:
                lines = [[(_whole(self.brief.handling, self._handling), "")]]
                box = Box(0, top, WIDTH, strip)
                deck.text(
                    slide, name, lines, box, HANDLING_PX, palette.HANDLING_INK,
                    fill=palette.HANDLING, align="ctr", middle=True,
                )  # fmt: skip
        return slide

    def spoken(self, counts: str) -> list[str]:
        """What the first slide's notes say of the whole."""
        brief = self.brief
        parts = (brief.handling, brief.title, brief.subtitle, counts, *brief.notes, BANNER)
        return [part for part in (*parts, wording.stamp_words(brief)) if part]


def _map(brief: Brief, stage: Box, size: Size, fonts: Typeface) -> Picture:
    """Map and legend for a box of the slide."""
    detail = max(DETAIL, size[0] / WIDTH)
    box = (round(stage.width * detail), round(stage.height * detail))
    return compose_map(brief, box, (round(WIDTH * detail), round(HEIGHT * detail)), fonts)


def _key_rows(shown: Picture, brief: Brief, fonts: Typeface) -> list[Row]:
    """Number, claim and place, for beside the map."""
    where = _where(brief)
    made = []
    for section in shown.page.sections:
        for at, row in enumerate(section.rows):
            card = brief.table.card(row)
            number = section.first + at
            meta = wording.meta_words(card, where(row))
            inside = KEY_WIDTH - 46 - 2 * PADDING_PX
            lines = sum(
                len(_wrapped(words, inside, LETTERS_PX, fonts)) for words in (card.summary, meta)
            )
            cells = (((str(number), ""),), (("", card.summary), ("", meta)))
            made.append(Row(cells, lines * LINE_PX + PADDING_PX, row, number))
    return made


def _table(
    slide: Any, heads: Sequence[tuple[str, float]], rows: Sequence[Row], at: Box, words: str
) -> None:
    deck.table(
        slide,
        heads,
        rows,
        at.left,
        at.top,
        words,
        size_px=LETTERS_PX,
        padding_px=PADDING_PX,
        head_px=LINE_PX + PADDING_PX,
    )


def _where(brief: Brief) -> Any:
    table = brief.table
    return lambda row: wording.where_words(table.locations[row], table.card(row))


def _figure(shown: Picture) -> str:
    return next(one.words for one in shown.sheet.passages if one.words)


def _pages(number: int, count: int) -> str:
    return f"Page {number} of {count}" if count > 1 else ""


def _whole(words: str, lines: Sequence[str]) -> str:
    """The words in their own letters, or as cut where they were."""
    return " ".join(lines) if lines and lines[-1].endswith("…") else plain(words)


def _wrapped(
    words: str,
    width: float,
    size_px: int,
    fonts: Typeface,
    most: int | None = None,
    *,
    bold: bool = False,
) -> list[str]:
    """Lines of plain text as they will break at most; "…" ends what is longer than `most`."""
    lines = wrap([Span(plain(words), palette.INK, bold)], width, size_px, fonts, max_lines=most)
    return ["".join(span.text for span in line).strip() for line in lines]
