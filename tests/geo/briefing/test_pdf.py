"""The PDF: real text in fonts of its own, tagged, all claims on its pages, the PNG's picture."""

from __future__ import annotations

import io
import re

import pikepdf
import pytest

from geo.briefing import SIZES, Form, render
from geo.briefing.compose import compose
from geo.briefing.fonts import Typeface
from geo.briefing.pdf import pdf
from geo.briefing.rendering import facts_for
from geo.claims.vocabulary import Stance
from geo.symbols import BANNER
from tests.geo.briefing.drawn import apart, far_apart, pdf_pages, png_picture
from tests.geo.briefing.made_up import make_brief, make_card, make_statement, spread

SIZE = (1280, 720)


def flat(text: str) -> str:
    """Text without line ends, as somebody would search it."""
    return " ".join(text.split())


@pytest.fixture(scope="module")
def document() -> bytes:
    return render(make_brief(spread(60), handling="For this room only"), Form.PDF, SIZE)


def test_no_claim_is_lost(document: bytes) -> None:
    everything = flat(" ".join(pdf_pages(document)[0]))
    for row in range(60):
        assert f"Something of note is said to have come about, number {row}." in everything
    assert everything.count("denies:") == 60
    assert "see the table export" not in everything


def test_every_page_says_what_must_be_said(document: bytes) -> None:
    texts, _ = pdf_pages(document)
    assert len(texts) > 2
    for number, text in enumerate(texts, start=1):
        shown = flat(text)
        assert f"Page {number} of {len(texts)}" in shown
        assert shown.count("For this room only") == 2
        assert BANNER in shown
        assert "What is claimed" in shown
        assert "Data 0123456789ab" in shown and "Natural Earth" in shown
    assert "on further pages" in flat(texts[0])


def test_one_page_has_no_number() -> None:
    texts, _ = pdf_pages(render(make_brief(spread(2)), Form.PDF, SIZE))
    assert len(texts) == 1
    assert "Page 1" not in texts[0]


def test_a_claim_longer_than_a_page_goes_on() -> None:
    many = tuple(
        make_statement(Stance.ASSERTS, originator=f"Voice number {at}", document=f"d{at}")
        for at in range(120)
    )
    cards = [make_card(0, statements=many), make_card(1)]
    texts, _ = pdf_pages(render(make_brief(spread(2), cards), Form.PDF, SIZE))
    everything = flat(" ".join(texts))
    assert all(f"Voice number {at} " in everything for at in range(120))
    assert "number 1." in everything


@pytest.mark.parametrize(
    ("size", "points"),
    [
        (SIZES["slide"], (960, 540)),
        (SIZES["a4"], (842, 595)),
        (SIZES["a4-portrait"], (595, 842)),
        (SIZES["square"], (960, 960)),
    ],
)
def test_pages_have_the_size_of_paper(size: tuple[int, int], points: tuple[int, int]) -> None:
    content = render(far_apart(), Form.PDF, size)
    with pikepdf.Pdf.open(io.BytesIO(content)) as opened:
        for page in opened.pages:
            assert [round(float(edge)) for edge in page.mediabox] == [0, 0, *points]


def test_letters_on_paper_can_be_read(fonts: Typeface) -> None:
    for name in ("a4", "a4-portrait"):
        content = render(make_brief(spread(60)), Form.PDF, SIZES[name])
        with pikepdf.Pdf.open(io.BytesIO(content)) as opened:
            stream = opened.pages[1].Contents.read_bytes().decode()
        scale = float(stream.split()[1])
        sizes = {int(size) * scale for size in re.findall(r"/F\d (\d+) Tf", stream)}
        assert min(sizes) > 5.5
        assert sum(size > 7.4 for size in sizes) >= 2


def test_tags_title_and_language(document: bytes) -> None:
    with pikepdf.Pdf.open(io.BytesIO(document)) as opened:
        root = opened.Root
        assert str(root.Lang) == "en"
        assert bool(root.MarkInfo.Marked)
        assert str(opened.docinfo.Title) == "What is claimed"
        assert "/CreationDate" not in opened.docinfo
        elements = list(root.StructTreeRoot.K[0].K)
        kinds = [str(one.S) for one in elements]
        assert kinds[0] != "/Figure" and kinds.count("/H1") == 1 and kinds.count("/Figure") == 1
        assert kinds.count("/P") > 60
        figure = elements[kinds.index("/Figure")]
        assert "60 numbered claims" in str(figure.Alt)
        # Every marked passage of every page is in the tree, once.
        for number, page in enumerate(opened.pages):
            marks = re.findall(rb"/MCID (\d+)", page.Contents.read_bytes())
            parents = root.StructTreeRoot.ParentTree.Nums[2 * number + 1]
            assert sorted(map(int, marks)) == list(range(len(parents)))


def test_fonts_are_inside_and_small(document: bytes) -> None:
    with pikepdf.Pdf.open(io.BytesIO(document)) as opened:
        for font in opened.pages[0].Resources.Font.values():
            inner = font.DescendantFonts[0]
            assert "/FontFile2" in inner.FontDescriptor
            assert len(inner.FontDescriptor.FontFile2.read_bytes()) < 30_000
            assert "/ToUnicode" in font


def test_it_looks_like_the_png(fonts: Typeface) -> None:
    brief = far_apart(handling="For this room only")
    sheet = compose(brief, *SIZE, fonts).sheet
    content = pdf([sheet], facts_for(brief, Form.PDF, SIZE, [sheet], fonts), "words", fonts)
    mean, far = apart(pdf_pages(content)[1][0], png_picture(render(brief, Form.PNG, SIZE)))
    assert mean < 5
    assert far < 0.004


def test_hostile_text_is_only_text() -> None:
    evil = (
        "‮(evil) \\ ) Tj ET endstream endobj %%EOF <</S/JavaScript>> 우수리스크 مرحبا \u0000\ud83d"
    )
    brief = make_brief(spread(1), [make_card(0, summary=evil)], title=evil, subtitle=evil)
    content = render(brief, Form.PDF, SIZE)
    texts, _ = pdf_pages(content)
    assert "endstream endobj %%EOF" in flat(texts[0])
    with pikepdf.Pdf.open(io.BytesIO(content)) as opened:
        assert not opened.check_pdf_syntax()
        assert "/OpenAction" not in opened.Root and "/Names" not in opened.Root
