"""The page divided into map, legend and list: the best division into which everything fits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from geo.briefing import furniture, mapping
from geo.briefing.desk import Desk
from geo.briefing.layout import Plan, alone, for_cut_list, plans
from geo.briefing.legend import Legend
from geo.briefing.mapping import Placement
from geo.briefing.numbering import Section, in_sight, sections
from geo.briefing.regions import MOST_ZOOM, divided
from geo.briefing.scene import Box
from geo.briefing.sources import Listing
from geo.briefing.view import no_larger, view_of
from geo.errors import ExportError

MAX_LEGEND: Final = 0.42
"""Part of the height of map and legend that the legend may take."""

MAX_LEFT_OUT: Final = 0.35
"""When the roomiest list leaves out more of the claims than this, the map gets its room back."""


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


def divide(
    desk: Desk, width_px: int, height_px: int, header_px: float, footer_px: float, *, flowing: bool
) -> Page:
    """The page between a header and a footer. Raises `ExportError` when no list can be set."""
    size = (width_px, height_px, header_px, footer_px)
    if not desk.brief.parts.sources:
        return bare(desk, alone(*size))
    tried = plans(*size, desk.shown, flowing=flowing)
    legible = [plan for plan in tried if desk.legend_share(plan) <= MAX_LEGEND]
    return _page(desk, legible or [min(tried, key=desk.legend_share)], flowing=flowing)


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


def bare(desk: Desk, plan: Plan) -> Page:
    """A page without a list, divided as `plan` says."""
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
