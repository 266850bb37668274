"""A brief becomes a picture: header, map, legend, list of sources and footer on one page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from geo.briefing import chrome, legend, mapping, palette, wording
from geo.briefing.fonts import Typeface
from geo.briefing.layout import Plan, plans, scale_of, type_px
from geo.briefing.legend import Contents, Legend
from geo.briefing.mapping import Placement
from geo.briefing.numbering import Section, counts_line, in_sight, sections
from geo.briefing.scene import Box, Scene, rectangle
from geo.briefing.sources import Listing, set_list
from geo.briefing.view import Bounds, bounds_around, view_of

if TYPE_CHECKING:
    from geo.briefing.brief import Brief
    from geo.claims.card import ClaimCard


@dataclass(frozen=True, slots=True)
class Picture:
    """A laid-out picture: the scene to paint, and the model that it was made from."""

    scene: Scene
    plan: Plan
    placement: Placement
    legend: Legend
    legend_box: Box
    sections: tuple[Section, ...]
    listing: Listing
    counts: str


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
        self.number_px = type_px(15, self.scale)

    def where(self, row: int) -> str:
        """Where a row is said to be, in few words."""
        return wording.where_words(self.brief.table.locations[row], self.card(row))

    def contents(self, *, crowded: bool) -> Contents:
        """What the legend has to explain."""
        from geo.places.location import Shape

        rows = self.brief.rows
        shapes = {
            place.shape for place in (self.brief.table.locations[row] for row in rows) if place
        }
        return legend.contents(
            [self.card(row) for row in rows],
            [int(self.brief.table.size[row]) for row in rows],
            areas=Shape.AREA in shapes,
            rings=Shape.RING in shapes,
            crowded=crowded,
        )


def compose(brief: Brief, width_px: int, height_px: int, fonts: Typeface) -> Picture:
    """Lay out the picture: the first division of the page into which the whole list fits, or the
    last one with the list cut and saying so."""
    desk = _Desk(brief, width_px, height_px, fonts)
    counts = counts_line(brief)
    header = chrome.header(brief, counts, width_px, desk.scale, fonts)
    footer = chrome.footer(brief, width_px, height_px, desk.scale, fonts)
    tried = plans(width_px, height_px, header.box.height, footer.box.height)
    # The order of the list hardly changes its length, so that a list in the order of the rows
    # tells which divisions are worth placing symbols for.
    rough = sections(*_unplaced(desk))
    for at, plan in enumerate(tried):
        last = at == len(tried) - 1
        if not last and _listing(desk, rough, plan, cut=False) is None:
            continue
        placed = _place(desk, plan)
        placement, key, key_box = placed
        found = sections(placement.ordered, *in_sight(brief, placement.rows)[1:])
        listing = _listing(desk, found, plan, cut=False)
        if listing is None and last:
            listing = _listing(desk, found, plan, cut=True)
        if listing is None:
            continue
        scene: Scene = [
            rectangle(plan.page, fill=palette.PAGE),
            *mapping.draw(brief, placement, desk.card, desk.scale, fonts),
            *key.items(key_box.left, key_box.top),
            *listing.items,
            *header.items,
            *footer.items,
        ]
        return Picture(scene, plan, placement, key, key_box, found, listing, counts)
    raise AssertionError("the last division is always taken")


def _unplaced(desk: _Desk) -> tuple[list[int], list[int], list[int], list[int]]:
    return in_sight(desk.brief, desk.brief.rows)


def _listing(
    desk: _Desk, found: tuple[Section, ...], plan: Plan, *, cut: bool
) -> Listing | None:
    return set_list(
        found, desk.card, desk.where, plan.listing, plan.style, desk.fonts, cut=cut
    )


def _place(desk: _Desk, plan: Plan) -> tuple[Placement, Legend, Box]:
    """Map and legend of a division; a legend that must explain badges is set a second time."""
    stage = plan.map_and_legend
    for crowded in (False, True):
        key = legend.set_legend(
            desk.contents(crowded=crowded), stage.width, desk.legend_px, desk.scale, desk.fonts
        )
        room = min(key.height + 10 * desk.scale, 0.35 * stage.height)
        map_box = Box(stage.left, stage.top, stage.width, round(stage.height - room))
        placement = mapping.arrange(
            desk.brief, view_of(desk.bounds, map_box), desk.number_px, desk.scale, desk.fonts
        )
        if crowded or all(block.cells for block in placement.blocks):
            break
    key_box = Box(stage.left, map_box.bottom + 10 * desk.scale, stage.width, key.height)
    return placement, key, key_box
