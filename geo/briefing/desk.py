"""What all attempts at one picture share: the brief's cards, regions, list and legend."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from geo.briefing import basemap, legend, wording
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
from geo.briefing.layout import Plan, scale_of, type_px
from geo.briefing.legend import Legend
from geo.briefing.mapping import Placement
from geo.briefing.numbering import Section
from geo.briefing.regions import map_size, regions
from geo.briefing.scene import Box
from geo.briefing.sources import Listing, set_list
from geo.briefing.view import View

if TYPE_CHECKING:
    from geo.briefing.brief import Brief

REFERENCE_PX: Final = 16
"""Size at which paragraphs are measured to weigh divisions of the page."""


class Desk:
    """The brief on the table, and what is found out about it once."""

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
