"""A brief as a presentation: a slide with the map, then slides with the table of its sources."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from geo.briefing import deck, deck_table, palette, wording
from geo.briefing.chart import chart_passages
from geo.briefing.chart_data import Dot
from geo.briefing.compose import Picture, compose_map
from geo.briefing.deck import HEIGHT, WIDTH, Deck
from geo.briefing.facts import facts_of
from geo.briefing.fonts import Typeface
from geo.briefing.forms import Form, Size
from geo.briefing.layout import scale_of
from geo.briefing.numbering import counts_line
from geo.briefing.png import picture
from geo.briefing.scene import Box, rectangle
from geo.briefing.sheets import Passage, Role, Sheet
from geo.briefing.slide_frame import Frame, wrapped
from geo.briefing.statements import claim_notes
from geo.briefing.table_rows import COLUMNS, LETTERS_PX, LINE_PX, PADDING_PX, Row, table_pages

if TYPE_CHECKING:
    from geo.briefing.brief import Brief

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
                len(wrapped(words, inside, LETTERS_PX, fonts)) for words in (card.summary, meta)
            )
            cells = (((str(number), ""),), (("", card.summary), ("", meta)))
            made.append(Row(cells, lines * LINE_PX + PADDING_PX, row, number))
    return made


def _table(
    slide: Any, heads: Sequence[tuple[str, float]], rows: Sequence[Row], at: Box, words: str
) -> None:
    deck_table.table(
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
