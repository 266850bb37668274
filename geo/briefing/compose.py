"""A brief becomes a picture: header, map, legend, list of sources and footer on one page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from geo.briefing import chrome, furniture, mapping, palette
from geo.briefing.desk import Desk
from geo.briefing.dividing import Page, bare, divide
from geo.briefing.entries import Density, Style
from geo.briefing.fonts import Typeface
from geo.briefing.layout import Plan, type_px
from geo.briefing.mapping import Placement
from geo.briefing.numbering import counts_line
from geo.briefing.readable import readable
from geo.briefing.scene import Box, Scene, rectangle
from geo.briefing.sheets import Passage, Role, Sheet
from geo.errors import ExportError

if TYPE_CHECKING:
    from geo.briefing.brief import Brief

LEAST_BODY: Final = 0.25
"""Part of the page that header and footer must leave."""

MOST_NAMES: Final = 12
"""Places that the words for a map name."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A laid-out picture: the sheet to paint, and the page and counts it was made from."""

    sheet: Sheet
    page: Page
    counts: str

    @property
    def scene(self) -> Scene:
        """What is painted."""
        return self.sheet.scene


def compose(
    brief: Brief, width_px: int, height_px: int, fonts: Typeface, *, flowing: bool = False
) -> Picture:
    """Lay out the picture: the first division of the page into which the whole list fits, or one
    with the list cut and saying so. With `flowing` the list is the beginning of one that goes on
    on further pages, in letters no smaller than on those.
    """
    desk = Desk(brief, width_px, height_px, fonts)
    counts = readable(counts_line(brief), fonts)
    header = chrome.header(brief, counts, width_px, desk.scale, fonts)
    pages = chrome.PAGES_AT_MOST if flowing else ""
    footer = chrome.footer(brief, width_px, height_px, desk.scale, fonts, desk.card, pages)
    heights = (header.box.height, footer.box.height)
    if sum(heights) > (1 - LEAST_BODY) * height_px:
        raise ExportError(
            f"title, notes and handling line leave no room for a map at {width_px}x{height_px}. "
            "Shorten them, or use a larger size."
        )
    page = divide(desk, width_px, height_px, *heights, flowing=flowing)
    passages = (
        Passage(Role.FURNITURE, [rectangle(page.plan.page, fill=palette.PAGE)]),
        *header.passages,
        *_map_and_legend(desk, page),
        *page.listing.passages,
        *footer.passages,
    )
    return Picture(Sheet(width_px, height_px, passages), page, counts)


def compose_map(
    brief: Brief, box_px: tuple[int, int], page_px: tuple[int, int], fonts: Typeface
) -> Picture:
    """Map and legend alone in a box of this size, with signs and letters as large as on a page of
    `page_px`: for documents that set title and list in their own text.
    """
    width, height = box_px
    desk = Desk(brief, *page_px, fonts)
    box = Box(0, 0, width, height)
    style = Style(type_px(16, desk.scale), 1, 0.0, Density.ROOMY)
    nothing = Box(width, 0, 0, height)
    plan = Plan(box, Box(0, 0, width, 0), box, nothing, Box(0, height, width, 0), style, desk.scale)
    page = bare(desk, plan)
    passages = (
        Passage(Role.FURNITURE, [rectangle(box, fill=palette.PAGE)]),
        *_map_and_legend(desk, page),
    )
    return Picture(Sheet(width, height, passages), page, readable(counts_line(brief), fonts))


def _map_and_legend(desk: Desk, page: Page) -> tuple[Passage, Passage]:
    maps = [
        item
        for placement in page.placements
        for item in mapping.draw(desk.brief, placement, desk.card, desk.scale, desk.fonts)
    ]
    words = map_words(desk.brief, page, desk.fonts)
    return (
        Passage(Role.FIGURE, [*maps, *_rim(desk, page)], words),
        Passage(Role.PARAGRAPH, page.legend.items(page.legend_box.left, page.legend_box.top)),
    )


def map_words(brief: Brief, page: Page, fonts: Typeface) -> str:
    """The map in a sentence, for those who cannot see it."""
    on_map = len(page.rows)
    names = dict.fromkeys(
        place.place.name
        for place in (brief.table.locations[row] for row in page.rows)
        if place is not None
    )
    noun = "claim" if on_map == 1 else "claims"
    named = ", ".join(list(names)[:MOST_NAMES])
    more = f" and {len(names) - MOST_NAMES} more places" if len(names) > MOST_NAMES else ""
    where = f": {named}{more}" if named else ""
    return readable(f"Map with {on_map} numbered {noun}{where}", fonts)


def _rim(desk: Desk, page: Page) -> Scene:
    """What several maps need: which is where, and which claims an inset holds."""
    if page.locator is None:
        return []
    views = [one.view for one in page.placements]
    scene = furniture.locator(views, page.locator, desk.brief.boundary, desk.scale)
    for one in page.placements[1:]:
        words = inset_words(one)
        scene += furniture.caption(one.view, words, desk.legend_px, desk.scale, desk.fonts)[0]
    return scene


def inset_words(placement: Placement) -> str:
    """``"Inset: 11 to 18"``."""
    numbers = sorted(placement.numbers.values())
    if not numbers:
        return "Inset"
    return f"Inset: {numbers[0]}" + (f" to {numbers[-1]}" if len(numbers) > 1 else "")
