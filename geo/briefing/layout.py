"""Where the parts of a picture stand: header, map, legend, list, footer, at any size and shape."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from geo.briefing.entries import Density, Style
from geo.briefing.scene import Box

MapSize: TypeAlias = Callable[[Box], float]
"""How large a box can show the map, in pixels per degree."""

BESIDE: Final = (
    # The list to the right of the map: its share of the width, its columns, its letters in pixels
    # of a 1080p picture, and how densely it is set.
    (0.27, 1, 20, Density.ROOMY),
    (0.30, 1, 18, Density.ROOMY),
    (0.34, 1, 17, Density.ROOMY),
    (0.36, 1, 16, Density.ROOMY),
    (0.46, 2, 16, Density.ROOMY),
    (0.46, 2, 15, Density.DENSE),
    (0.52, 2, 15, Density.DENSE),
    (0.52, 2, 14, Density.DENSE),
    (0.58, 3, 14, Density.DENSE),
    (0.58, 3, 13, Density.DENSE),
    (0.58, 3, 13, Density.RUN_IN),
    (0.62, 3, 13, Density.RUN_IN),
    (0.52, 3, 12, Density.RUN_IN),
    (0.58, 3, 12, Density.RUN_IN),
    (0.62, 3, 12, Density.RUN_IN),
    (0.58, 3, 11, Density.RUN_IN),
    (0.62, 3, 11, Density.RUN_IN),
)
BELOW: Final = (
    # The same below the map, shares of the height; as many columns as there is room for.
    (0.28, 9, 18, Density.ROOMY),
    (0.34, 9, 17, Density.ROOMY),
    (0.40, 9, 16, Density.ROOMY),
    (0.46, 9, 15, Density.DENSE),
    (0.46, 9, 14, Density.DENSE),
    (0.52, 9, 13, Density.DENSE),
    (0.58, 9, 12, Density.RUN_IN),
    (0.58, 9, 11, Density.RUN_IN),
)
FLOWING_BESIDE: Final = (
    # In a document, whose list goes on on further pages, no letters are smaller than these.
    (0.27, 1, 20, Density.ROOMY),
    (0.30, 1, 18, Density.ROOMY),
    (0.34, 1, 17, Density.ROOMY),
    (0.36, 1, 16, Density.ROOMY),
    (0.46, 2, 16, Density.ROOMY),
)
FLOWING_BELOW: Final = (
    (0.28, 9, 18, Density.ROOMY),
    (0.34, 9, 17, Density.ROOMY),
    (0.40, 9, 16, Density.ROOMY),
    (0.46, 9, 16, Density.ROOMY),
)

EASE: Final = {Density.ROOMY: 1.0, Density.DENSE: 0.9, Density.RUN_IN: 0.75}
"""How well a list of equal letters reads, for weighing one division against another."""

LETTERS_COUNT: Final = 1.3
"""How much more the size of letters counts than that of the map: a list is read from the last row
or not at all.
"""

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
    """Size of signs and letters relative to a 1920 x 1080 picture: as large as the page is, less
    where it is a strip. In smaller pictures they shrink less than the page, or nobody could read
    them.
    """
    area = math.sqrt(width_px * height_px / (1920 * 1080))
    plain = min(area, width_px / 1100, height_px / 760)
    return plain if plain >= 1 else plain**0.75


def type_px(size_at_1080p: float, scale: float) -> int:
    """Whole pixels for letters that have this size in a 1080p picture."""
    return max(LEAST_TEXT_PX, round(size_at_1080p * scale))


def body_of(width_px: int, height_px: int, header_px: float, footer_px: float) -> Box:
    """What header and footer leave of a page, within its margins."""
    margin = round(16 * scale_of(width_px, height_px))
    return Box(
        margin,
        header_px + margin,
        width_px - 2 * margin,
        max(1.0, height_px - header_px - footer_px - 1.5 * margin),
    )


def alone(width_px: int, height_px: int, header_px: float, footer_px: float) -> Plan:
    """The page without a list: all of its body is map and legend."""
    body = body_of(width_px, height_px, header_px, footer_px)
    scale = scale_of(width_px, height_px)
    return Plan(
        Box(0, 0, width_px, height_px),
        Box(0, 0, width_px, header_px),
        body,
        Box(body.right, body.top, 0, body.height),
        Box(0, height_px - footer_px, width_px, footer_px),
        Style(type_px(16, scale), 1, 0.0, Density.ROOMY),
        scale,
    )


def plans(
    width_px: int,
    height_px: int,
    header_px: float,
    footer_px: float,
    shown: MapSize,
    *,
    flowing: bool = False,
) -> list[Plan]:
    """The divisions to try. Those come first that show the map large (as `shown` tells) and the
    list in large letters; the last one gives the list the most room.
    """
    scale = scale_of(width_px, height_px)
    gap = round(18 * scale)
    page = Box(0, 0, width_px, height_px)
    header = Box(0, 0, width_px, header_px)
    footer = Box(0, height_px - footer_px, width_px, footer_px)
    body = body_of(width_px, height_px, header_px, footer_px)
    made: list[Plan] = []
    beside, under = (FLOWING_BESIDE, FLOWING_BELOW) if flowing else (BESIDE, BELOW)
    for below, options in ((False, beside), (True, under)):
        for share, columns, size, density in options:
            stage, listing = _divided(body, share, gap, below)
            letters = type_px(size, scale)
            least = GOOD_COLUMN_EM if below else LEAST_COLUMN_EM
            most = int(listing.width / (least * letters))
            if most >= 1 or below:
                style = Style(letters, max(1, min(columns, most)), round(16 * scale), density)
                made.append(Plan(page, header, stage, listing, footer, style, scale))
    # However long the list, the map it belongs to must not shrink to a strip.
    least_size = LEAST_MAP * max(_map_size(plan, shown) for plan in made)
    made = [plan for plan in made if _map_size(plan, shown) >= least_size]
    made.sort(key=lambda plan: -_worth(plan, shown))
    roomiest = max(made, key=_capacity)
    return [plan for plan in made if plan is not roomiest] + [roomiest]


def for_cut_list(tried: Sequence[Plan], shown: MapSize) -> Plan:
    """The division to use when even the roomiest list would leave out most claims: one that does
    not sacrifice the map to it.
    """
    return max(
        tried,
        key=lambda plan: _map_size(plan, shown) * math.sqrt(_capacity(plan)),
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


def _worth(plan: Plan, shown: MapSize) -> float:
    """How well map and list can be read."""
    style = plan.style
    letters = style.size_px * EASE[style.density]
    return _map_size(plan, shown) * float(letters**LETTERS_COUNT)


def _map_size(plan: Plan, shown: MapSize) -> float:
    """How large the map can be shown, below it room for a legend."""
    stage = plan.map_and_legend
    rows = math.ceil(LEGEND_LENGTH_PX * plan.scale / stage.width)
    height = max(1.0, stage.height - rows * LEGEND_ROW_PX * plan.scale)
    return shown(Box(stage.left, stage.top, stage.width, height))


def _capacity(plan: Plan) -> float:
    """Roughly how many letters the list has room for."""
    return (
        plan.listing.width * plan.listing.height / plan.style.size_px**2 / EASE[plan.style.density]
    )
