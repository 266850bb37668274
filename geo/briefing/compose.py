"""A brief becomes a picture: header, map, legend, list of sources and footer on one page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from geo.briefing import basemap, chrome, furniture, legend, mapping, palette, wording
from geo.briefing.entries import (
    MAX_PART_LINES,
    MAX_RUN_IN_LINES,
    Density,
    Style,
    entry,
    letters,
)
from geo.briefing.flow import line_width
from geo.briefing.fonts import Typeface
from geo.briefing.layout import Plan, alone, for_cut_list, plans, scale_of, type_px
from geo.briefing.legend import Legend
from geo.briefing.mapping import Placement
from geo.briefing.numbering import Section, counts_line, in_sight, sections
from geo.briefing.readable import readable
from geo.briefing.regions import MOST_ZOOM, divided, map_size, regions
from geo.briefing.scene import Box, Scene, rectangle
from geo.briefing.sheets import Passage, Role, Sheet
from geo.briefing.sources import Listing, set_list
from geo.briefing.view import View, no_larger, view_of
from geo.errors import ExportError

if TYPE_CHECKING:
    from geo.briefing.brief import Brief

MAX_LEGEND: Final = 0.42
"""Part of the height of map and legend that the legend may take."""

MAX_LEFT_OUT: Final = 0.35
"""When the roomiest list leaves out more of the claims than this, the map gets its room back."""

REFERENCE_PX: Final = 16
"""Size at which paragraphs are measured to weigh divisions of the page."""

MOST_NAMES: Final = 12
"""Places that the words for a map name."""


@dataclass(frozen=True, slots=True)
class Page:
    """One division of the page with everything in its place. `placements` are the main map and
    its insets; numbers run through them all.
    """

    plan: Plan
    placements: tuple[Placement, ...]
    legend: Legend
    legend_box: Box
    sections: tuple[Section, ...]
    listing: Listing
    locator: Box | None

    @property
    def placement(self) -> Placement:
        """The main map."""
        return self.placements[0]

    @property
    def rows(self) -> tuple[int, ...]:
        """Rows that have a symbol, in the order of their numbers."""
        return tuple(row for placement in self.placements for row in placement.ordered)


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


class Desk:
    """What all attempts at one picture share."""

    def __init__(self, brief: Brief, width_px: int, height_px: int, fonts: Typeface) -> None:
        self.brief = brief
        self.fonts = fonts
        self.scale = scale_of(width_px, height_px)
        self.card = cache(brief.table.card)
        self.regions = regions(brief)
        self.legend_px = type_px(14, self.scale)
        self.number_px = type_px(17, self.scale)
        self._lengths: dict[Density, NDArray[np.float64]] = {}

    def shown(self, stage: Box) -> float:
        """How large a box can show the map."""
        return map_size(self.regions, stage)

    def where(self, row: int) -> str:
        """Where a row is said to be, in few words."""
        return wording.where_words(self.brief.table.locations[row], self.card(row))

    def listing(
        self, found: tuple[Section, ...], plan: Plan, *, cut: bool, flowing: bool
    ) -> Listing | None:
        """The list of sources in a division of the page; cut only when it does not fit."""
        if not cut and self.least_height(plan) > plan.listing.height * plan.style.columns:
            return None
        for may_cut in (False, True) if cut else (False,):
            done = set_list(
                found,
                self.card,
                self.where,
                plan.listing,
                plan.style,
                self.fonts,
                cut=may_cut,
                flowing=flowing,
            )
            if done is not None:
                return done
        return None

    def least_height(self, plan: Plan) -> float:
        """How high the list is in one column of this plan at the very least: a quick no to most
        plans that are too small.
        """
        style = plan.style
        column = (plan.listing.width - style.gutter_px * (style.columns - 1)) / style.columns
        most = MAX_RUN_IN_LINES if style.density is Density.RUN_IN else MAX_PART_LINES
        lines = np.minimum(np.ceil(self.lengths(style.density) * style.size_px / column), most)
        return float(lines.sum()) * style.pitch + len(self.brief.rows) * style.after

    def lengths(self, density: Density) -> NDArray[np.float64]:
        """Length in em, a little less than it is, of each paragraph of the list."""
        known = self._lengths.get(density)
        if known is None:
            style = Style(REFERENCE_PX, 1, 0.0, density)
            cards = [self.card(row) for row in self.brief.rows]
            lettered = letters(cards) if density is not Density.ROOMY else {}
            known = np.array(
                [
                    line_width(words, size, self.fonts) / REFERENCE_PX
                    for row, card in zip(self.brief.rows, cards, strict=True)
                    for words, size, _ in entry(
                        1, row, card, self.where(row), 1e9, 0.0, style, lettered, self.fonts
                    ).lines
                ]
            )
            # Letters of other sizes are rounded to other widths.
            known = self._lengths[density] = 0.93 * known
        return known

    def legend_share(self, plan: Plan) -> float:
        """Part of the height of map and legend that the legend needs."""
        stage = plan.map_and_legend
        return self.legend(stage.width, ()).height / stage.height

    def legend(self, width: float, placements: Sequence[Placement]) -> Legend:
        """The legend of what occurs on the maps as placed; before that, of what may occur."""
        from geo.places.location import Shape

        if not self.brief.parts.legend:
            return Legend(0.0, (), self.legend_px, self.scale)
        rows = self.brief.rows
        on_map = [row for one in placements for row in one.rows] if placements else rows
        places = (self.brief.table.locations[row] for row in on_map)
        shapes = {place.shape for place in places if place}
        blocks = [block for one in placements for block in one.blocks]
        found = legend.contents(
            [self.card(row) for row in rows],
            [int(self.brief.table.size[row]) for row in on_map],
            areas=Shape.AREA in shapes,
            rings=Shape.RING in shapes,
            leaders=any(block.leaders for block in blocks),
            crowded=any(not block.cells for block in blocks),
            boundary=self.brief.boundary.value,
            disputed=any(self.disputed(one.view) for one in placements),
        )
        return legend.set_legend(found, width, self.legend_px, self.scale, self.fonts)

    @cache  # noqa: B019 - a desk lives as long as its picture
    def disputed(self, view: View) -> bool:
        """Whether a disputed line is in view."""
        return basemap.disputed(view, self.brief.boundary)


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
    if brief.parts.sources:
        tried = plans(width_px, height_px, *heights, desk.shown, flowing=flowing)
        legible = [plan for plan in tried if desk.legend_share(plan) <= MAX_LEGEND]
        page = _page(desk, legible or [min(tried, key=desk.legend_share)], flowing=flowing)
    else:
        page = _bare(desk, alone(width_px, height_px, *heights))
    maps = [
        item
        for placement in page.placements
        for item in mapping.draw(brief, placement, desk.card, desk.scale, fonts)
    ]
    passages = (
        Passage(Role.FURNITURE, [rectangle(page.plan.page, fill=palette.PAGE)]),
        *header.passages,
        Passage(Role.FIGURE, [*maps, *_rim(desk, page)], map_words(brief, page, fonts)),
        Passage(Role.PARAGRAPH, page.legend.items(page.legend_box.left, page.legend_box.top)),
        *page.listing.passages,
        *footer.passages,
    )
    return Picture(Sheet(width_px, height_px, passages), page, counts)


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


def _page(desk: Desk, tried: Sequence[Plan], *, flowing: bool) -> Page:
    # The order of the list hardly changes its length, so that a list in the order of the rows
    # tells which divisions are worth placing symbols for.
    rough = sections(*in_sight(desk.brief, desk.brief.rows))
    for plan in tried:
        if desk.listing(rough, plan, cut=False, flowing=flowing) is not None:
            page = _laid_out(desk, plan, cut=False, flowing=flowing)
            if page is not None:
                return page
    roomiest = tried[-1]
    shortened = desk.listing(rough, roomiest, cut=True, flowing=flowing)
    most = MAX_LEFT_OUT * len(desk.brief.rows)
    if flowing or (shortened is not None and shortened.left_out > most):
        roomiest = for_cut_list(tried, desk.shown)
    page = _laid_out(desk, roomiest, cut=True, flowing=flowing)
    if page is None:
        raise ExportError(
            "the list of claims cannot be set at this size. Use for example 1920x1080."
        )
    return page


def _laid_out(desk: Desk, plan: Plan, *, cut: bool, flowing: bool) -> Page | None:
    """A division with map, legend and list; ``None`` when the list does not fit uncut."""
    placements, locator, key, key_box = _place(desk, plan)
    found = _sections(desk, placements)
    listing = desk.listing(found, plan, cut=cut, flowing=flowing)
    if listing is None:
        return None
    return Page(plan, placements, key, key_box, found, listing, locator)


def _bare(desk: Desk, plan: Plan) -> Page:
    """A page without a list."""
    placements, locator, key, key_box = _place(desk, plan)
    nothing = Listing((), (), 0)
    return Page(plan, placements, key, key_box, _sections(desk, placements), nothing, locator)


def _sections(desk: Desk, placements: Sequence[Placement]) -> tuple[Section, ...]:
    on_map = [row for one in placements for row in one.ordered]
    return sections(on_map, *in_sight(desk.brief, on_map)[1:])


def _place(desk: Desk, plan: Plan) -> tuple[tuple[Placement, ...], Box | None, Legend, Box]:
    """Maps, locator and legend of a division; the maps give way to the legend's height."""
    stage = plan.map_and_legend
    gap = 10 * desk.scale
    key = desk.legend(stage.width, ())
    tallest = 0.0
    while True:
        tallest = max(tallest, key.height)
        room = min(tallest + gap, 0.8 * stage.height) if tallest else 0.0
        map_box = Box(stage.left, stage.top, stage.width, max(1, round(stage.height - room)))
        placements, locator = _maps(desk, map_box)
        key = desk.legend(stage.width, placements)
        if key.height <= tallest:
            break
    key_box = Box(stage.left, map_box.bottom + gap, stage.width, key.height)
    return placements, locator, key, key_box


def _maps(desk: Desk, stage: Box) -> tuple[tuple[Placement, ...], Box | None]:
    """The main map and the insets in a stage, and where the locator stands."""
    boxes = divided(desk.regions, stage, round(8 * desk.scale))
    main = view_of(desk.regions[0].bounds, boxes[0])
    views = [main]
    for region, box in zip(desk.regions[1:], boxes[1:], strict=True):
        views.append(no_larger(view_of(region.bounds, box), MOST_ZOOM * main.px_per_degree))
    made: list[Placement] = []
    locator: Box | None = None
    if len(views) > 1:
        places = (desk.brief.table.locations[row] for row in desk.regions[0].rows)
        spots = [main.spot(place.lon, place.lat) for place in places if place]
        locator = furniture.locator_box(main.box, spots, desk.scale)
    first = 1
    for region, view in zip(desk.regions, views, strict=True):
        reserved: list[Box] = []
        if made:
            words = f"Inset: {'8' * 3} to {'8' * 3}"
            size = desk.legend_px
            reserved.append(furniture.caption(view, words, size, desk.scale, desk.fonts)[1])
        elif locator is not None:
            reserved.append(locator.inset(-3 * desk.scale))
        made.append(
            mapping.arrange(
                desk.brief,
                view,
                region.rows,
                first,
                reserved,
                desk.number_px,
                desk.scale,
                desk.fonts,
            )
        )
        first += len(made[-1].rows)
    return tuple(made), locator
