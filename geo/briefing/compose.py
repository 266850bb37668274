"""A brief becomes a picture: header, map, legend, list of sources and footer on one page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from geo.briefing import chrome, legend, mapping, palette, wording
from geo.briefing.fonts import Typeface
from geo.briefing.layout import Plan, for_cut_list, plans, scale_of, type_px
from geo.briefing.legend import Legend
from geo.briefing.mapping import Placement
from geo.briefing.numbering import Section, counts_line, in_sight, sections
from geo.briefing.readable import readable
from geo.briefing.scene import Box, Scene, rectangle
from geo.briefing.sheets import Passage, Role, Sheet
from geo.briefing.sources import Listing, set_list
from geo.briefing.view import Bounds, bounds_around, view_of
from geo.errors import ExportError

if TYPE_CHECKING:
    from geo.briefing.brief import Brief

MAX_LEGEND: Final = 0.42
"""Part of the height of map and legend that the legend may take."""

MAX_LEFT_OUT: Final = 0.35
"""When the roomiest list leaves out more of the claims than this, the map gets its room back."""

MOST_NAMES: Final = 12
"""Places that the words for a map name."""


@dataclass(frozen=True, slots=True)
class Page:
    """One division of the page with everything in its place."""

    plan: Plan
    placement: Placement
    legend: Legend
    legend_box: Box
    sections: tuple[Section, ...]
    listing: Listing


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


class _Desk:
    """What all attempts at one picture share."""

    def __init__(self, brief: Brief, width_px: int, height_px: int, fonts: Typeface) -> None:
        self.brief = brief
        self.fonts = fonts
        self.scale = scale_of(width_px, height_px)
        self.card = cache(brief.table.card)
        self.bounds: Bounds = brief.bounds or bounds_around(
            place for place in (brief.table.locations[row] for row in brief.rows) if place
        )
        self.legend_px = type_px(12.5, self.scale)
        self.number_px = type_px(16, self.scale)

    def where(self, row: int) -> str:
        """Where a row is said to be, in few words."""
        return wording.where_words(self.brief.table.locations[row], self.card(row))

    def listing(self, found: tuple[Section, ...], plan: Plan, *, cut: bool) -> Listing | None:
        """The list of sources in a division of the page; cut only when it does not fit."""
        for may_cut in (False, True) if cut else (False,):
            done = set_list(
                found, self.card, self.where, plan.listing, plan.style, self.fonts, cut=may_cut
            )
            if done is not None:
                return done
        return None

    def legend_share(self, plan: Plan) -> float:
        """Part of the height of map and legend that the legend needs."""
        stage = plan.map_and_legend
        return self.legend(stage.width, None).height / stage.height

    def legend(self, width: float, placement: Placement | None) -> Legend:
        """The legend of what occurs on the map as placed; before that, of what may occur."""
        from geo.places.location import Shape

        rows = self.brief.rows
        on_map = rows if placement is None else placement.rows
        places = (self.brief.table.locations[row] for row in on_map)
        shapes = {place.shape for place in places if place}
        blocks = () if placement is None else placement.blocks
        found = legend.contents(
            [self.card(row) for row in rows],
            [int(self.brief.table.size[row]) for row in on_map],
            areas=Shape.AREA in shapes,
            rings=Shape.RING in shapes,
            leaders=any(block.leaders for block in blocks),
            crowded=any(not block.cells for block in blocks),
        )
        return legend.set_legend(found, width, self.legend_px, self.scale, self.fonts)


def compose(brief: Brief, width_px: int, height_px: int, fonts: Typeface) -> Picture:
    """Lay out the picture: the first division of the page into which the whole list fits, or one
    with the list cut and saying so.
    """
    desk = _Desk(brief, width_px, height_px, fonts)
    counts = readable(counts_line(brief), fonts)
    header = chrome.header(brief, counts, width_px, desk.scale, fonts)
    footer = chrome.footer(brief, width_px, height_px, desk.scale, fonts)
    tried = plans(width_px, height_px, header.box.height, footer.box.height, desk.bounds)
    legible = [plan for plan in tried if desk.legend_share(plan) <= MAX_LEGEND]
    page = _page(desk, legible or [min(tried, key=desk.legend_share)])
    passages = (
        Passage(Role.FURNITURE, [rectangle(page.plan.page, fill=palette.PAGE)]),
        *header.passages,
        Passage(
            Role.FIGURE,
            mapping.draw(brief, page.placement, desk.card, desk.scale, fonts),
            map_words(brief, page, fonts),
        ),
        Passage(Role.PARAGRAPH, page.legend.items(page.legend_box.left, page.legend_box.top)),
        *page.listing.passages,
        *footer.passages,
    )
    return Picture(Sheet(width_px, height_px, passages), page, counts)


def map_words(brief: Brief, page: Page, fonts: Typeface) -> str:
    """The map in a sentence, for those who cannot see it."""
    on_map = len(page.placement.rows)
    names = dict.fromkeys(
        place.place.name
        for place in (brief.table.locations[row] for row in page.placement.ordered)
        if place is not None
    )
    noun = "claim" if on_map == 1 else "claims"
    named = ", ".join(list(names)[:MOST_NAMES])
    more = f" and {len(names) - MOST_NAMES} more places" if len(names) > MOST_NAMES else ""
    where = f": {named}{more}" if named else ""
    return readable(f"Map with {on_map} numbered {noun}{where}", fonts)


def _page(desk: _Desk, tried: Sequence[Plan]) -> Page:
    # The order of the list hardly changes its length, so that a list in the order of the rows
    # tells which divisions are worth placing symbols for.
    rough = sections(*in_sight(desk.brief, desk.brief.rows))
    for plan in tried:
        if desk.listing(rough, plan, cut=False) is not None:
            page = _laid_out(desk, plan, cut=False)
            if page is not None:
                return page
    roomiest = tried[-1]
    shortened = desk.listing(rough, roomiest, cut=True)
    if shortened is not None and shortened.left_out > MAX_LEFT_OUT * len(desk.brief.rows):
        roomiest = for_cut_list(tried, desk.bounds)
    page = _laid_out(desk, roomiest, cut=True)
    if page is None:
        raise ExportError(
            "the list of claims cannot be set at this size. Use for example 1920x1080."
        )
    return page


def _laid_out(desk: _Desk, plan: Plan, *, cut: bool) -> Page | None:
    """A division with map, legend and list; ``None`` when the list does not fit uncut."""
    placement, key, key_box = _place(desk, plan)
    found = sections(placement.ordered, *in_sight(desk.brief, placement.rows)[1:])
    listing = desk.listing(found, plan, cut=cut)
    if listing is None:
        return None
    return Page(plan, placement, key, key_box, found, listing)


def _place(desk: _Desk, plan: Plan) -> tuple[Placement, Legend, Box]:
    """Map and legend of a division; the map gives way to the legend's height."""
    stage = plan.map_and_legend
    key = desk.legend(stage.width, None)
    for _ in range(2):
        room = min(key.height + 10 * desk.scale, 0.8 * stage.height)
        map_box = Box(stage.left, stage.top, stage.width, max(1, round(stage.height - room)))
        placement = mapping.arrange(
            desk.brief, view_of(desk.bounds, map_box), desk.number_px, desk.scale, desk.fonts
        )
        before, key = key, desk.legend(stage.width, placement)
        if key.height == before.height:
            break
    key_box = Box(stage.left, map_box.bottom + 10 * desk.scale, stage.width, key.height)
    return placement, key, key_box
