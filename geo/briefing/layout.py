"""Where the parts of a picture stand: header, map, legend, list, footer, at any size and shape."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from geo.briefing.entries import Density, Style
from geo.briefing.scene import Box
from geo.briefing.view import Bounds, mercator_y

BESIDE: Final = (
    # The list to the right of the map: its share of the width, its columns, its letters in pixels
    # of a 1080p picture, and how densely it is set.
    (0.27, 1, 17, Density.ROOMY),
    (0.30, 1, 15, Density.ROOMY),
    (0.36, 1, 14, Density.ROOMY),
    (0.42, 2, 13, Density.ROOMY),
    (0.42, 2, 12, Density.DENSE),
    (0.46, 2, 11, Density.DENSE),
    (0.52, 3, 11, Density.DENSE),
    (0.52, 3, 11, Density.RUN_IN),
    (0.58, 3, 11, Density.RUN_IN),
    (0.62, 3, 11, Density.RUN_IN),
)
BELOW: Final = (
    # The same below the map, shares of the height; as many columns as there is room for.
    (0.28, 9, 17, Density.ROOMY),
    (0.34, 9, 15, Density.ROOMY),
    (0.40, 9, 13, Density.ROOMY),
    (0.46, 9, 12, Density.DENSE),
    (0.52, 9, 11, Density.DENSE),
    (0.58, 9, 11, Density.RUN_IN),
)

EASE: Final = {Density.ROOMY: 1.0, Density.DENSE: 0.9, Density.RUN_IN: 0.75}
"""How well a list of equal letters reads, for weighing one division against another."""

LEAST_MAP: Final = 0.5
"""A division is tried only if its map shows the bounds at least this large beside the best one."""

LEGEND_LENGTH_PX: Final = 2100.0
LEGEND_ROW_PX: Final = 22.0
"""About how long a full legend is when set in one row, and how high a row, at 1080p."""

LEAST_COLUMN_EM: Final = 20
"""No column is narrower than so many letter heights (some forty letters)."""

GOOD_COLUMN_EM: Final = 28
"""As many columns are set below a map as are at least this wide."""

LEAST_TEXT_PX: Final = 9
"""No letters are smaller than this, however small the picture."""


@dataclass(frozen=True, slots=True)
class Plan:
    """One way to divide a picture. `scale` is that of signs, 1 at 1080p."""

    page: Box
    header: Box
    map_and_legend: Box
    listing: Box
    footer: Box
    style: Style
    scale: float


def scale_of(width_px: int, height_px: int) -> float:
    """Size of signs and letters relative to a 1920 x 1080 picture.

    In smaller pictures they shrink less than the page, or nobody could read them.
    """
    plain = min(width_px / 1920, height_px / 1080)
    return plain if plain >= 1 else float(plain**0.75)


def type_px(size_at_1080p: float, scale: float) -> int:
    """Whole pixels for letters that have this size in a 1080p picture."""
    return max(LEAST_TEXT_PX, round(size_at_1080p * scale))


def plans(
    width_px: int, height_px: int, header_px: float, footer_px: float, bounds: Bounds
) -> list[Plan]:
    """The divisions to try. Those come first that show the bounds large and the list in large
    letters; the last one gives the list the most room.
    """
    scale = scale_of(width_px, height_px)
    margin, gap = round(16 * scale), round(18 * scale)
    page = Box(0, 0, width_px, height_px)
    header = Box(0, 0, width_px, header_px)
    footer = Box(0, height_px - footer_px, width_px, footer_px)
    body = Box(
        margin,
        header.bottom + margin,
        width_px - 2 * margin,
        max(1.0, height_px - header_px - footer_px - 1.5 * margin),
    )
    made: list[Plan] = []
    for below, options in ((False, BESIDE), (True, BELOW)):
        for share, columns, size, density in options:
            stage, listing = _divided(body, share, gap, below)
            letters = type_px(size, scale)
            least = GOOD_COLUMN_EM if below else LEAST_COLUMN_EM
            most = int(listing.width / (least * letters))
            if most >= 1 or below:
                style = Style(letters, max(1, min(columns, most)), round(16 * scale), density)
                made.append(Plan(page, header, stage, listing, footer, style, scale))
    # However long the list, the map it belongs to must not shrink to a strip.
    least_size = LEAST_MAP * max(_map_size(plan, bounds) for plan in made)
    made = [plan for plan in made if _map_size(plan, bounds) >= least_size]
    made.sort(key=lambda plan: -_worth(plan, bounds))
    roomiest = max(made, key=_capacity)
    return [plan for plan in made if plan is not roomiest] + [roomiest]


def for_cut_list(tried: Sequence[Plan], bounds: Bounds) -> Plan:
    """The division to use when even the roomiest list would leave out most claims: one that does
    not sacrifice the map to it.
    """
    return max(
        tried,
        key=lambda plan: _map_size(plan, bounds) * math.sqrt(_capacity(plan)),
    )


def _divided(body: Box, share: float, gap: float, below: bool) -> tuple[Box, Box]:
    """The body as map and list, the list getting its share."""
    if below:
        split = round(body.height * (1 - share))
        return (
            Box(body.left, body.top, body.width, max(1, split - gap)),
            Box(body.left, body.top + split, body.width, body.height - split),
        )
    split = round(body.width * (1 - share))
    return (
        Box(body.left, body.top, max(1, split - gap), body.height),
        Box(body.left + split, body.top, body.width - split, body.height),
    )


def _worth(plan: Plan, bounds: Bounds) -> float:
    """How well map and list can be read."""
    style = plan.style
    return _map_size(plan, bounds) * style.size_px * EASE[style.density]


def _map_size(plan: Plan, bounds: Bounds) -> float:
    """How large the map can show the bounds, in pixels per degree, below it room for a legend."""
    stage = plan.map_and_legend
    rows = math.ceil(LEGEND_LENGTH_PX * plan.scale / stage.width)
    height = max(1.0, stage.height - rows * LEGEND_ROW_PX * plan.scale)
    west, south, east, north = bounds
    east += 360.0 if east < west else 0.0
    rise = max(mercator_y(north) - mercator_y(south), 1e-6)
    return min(stage.width / max(east - west, 1e-6), height / rise)


def _capacity(plan: Plan) -> float:
    """Roughly how many letters the list has room for."""
    return (
        plan.listing.width * plan.listing.height / plan.style.size_px**2 / EASE[plan.style.density]
    )
