"""Where the parts of a picture stand: header, map, legend, list, footer, at any size and shape."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from geo.briefing.scene import Box
from geo.briefing.entries import Density, Style

BESIDE: Final = (
    # Share of the width for the list, its columns, its letters in pixels of a 1080p picture, and
    # how densely it is set; in the order they are tried: a short list leaves the map its room
    # and is set in large type.
    (0.27, 1, 17, Density.ROOMY),
    (0.30, 1, 15, Density.ROOMY),
    (0.36, 1, 14, Density.ROOMY),
    (0.42, 2, 13, Density.ROOMY),
    (0.42, 2, 12, Density.DENSE),
    (0.46, 2, 11, Density.DENSE),
    (0.52, 3, 11, Density.DENSE),
    (0.52, 3, 11, Density.RUN_IN),
    (0.58, 3, 11, Density.RUN_IN),
)
BELOW: Final = (
    # The same for an upright or square picture; shares of the height.
    (0.30, 1, 17, Density.ROOMY),
    (0.38, 2, 15, Density.ROOMY),
    (0.45, 2, 13, Density.ROOMY),
    (0.50, 2, 12, Density.DENSE),
    (0.56, 3, 11, Density.DENSE),
    (0.56, 3, 11, Density.RUN_IN),
)

LEAST_TEXT_PX: Final = 9
"""No letters are smaller than this, however small the picture."""

UPRIGHT: Final = 1.2
"""Below this width to height the list stands below the map."""


@dataclass(frozen=True, slots=True)
class Plan:
    """One way to divide a picture. `scale` is 1 at 1080p and never below what keeps signs legible;
    text sizes come from `type_px`."""

    page: Box
    header: Box
    map_and_legend: Box
    listing: Box
    footer: Box
    style: Style
    scale: float


def scale_of(width_px: int, height_px: int) -> float:
    """Size of signs relative to a 1920 x 1080 picture; small pictures get relatively larger ones."""
    return max(min(width_px / 1920, height_px / 1080), 0.3) ** (
        1.0 if min(width_px / 1920, height_px / 1080) >= 1 else 0.8
    )


def type_px(size_at_1080p: float, scale: float) -> int:
    """Whole pixels for letters that have this size in a 1080p picture."""
    return max(LEAST_TEXT_PX, round(size_at_1080p * scale))


def plans(width_px: int, height_px: int, header_px: float, footer_px: float) -> list[Plan]:
    """The divisions to try, those with the most room for the map first."""
    scale = scale_of(width_px, height_px)
    page = Box(0, 0, width_px, height_px)
    header = Box(0, 0, width_px, header_px)
    footer = Box(0, height_px - footer_px, width_px, footer_px)
    margin = round(16 * scale)
    body = Box(
        margin,
        header.bottom + margin,
        width_px - 2 * margin,
        height_px - header_px - footer_px - 1.5 * margin,
    )
    gap = round(18 * scale)
    upright = width_px / height_px < UPRIGHT
    made: list[Plan] = []
    for share, columns, size, density in BELOW if upright else BESIDE:
        type_size = type_px(size, scale)
        if upright:
            split = round(body.height * (1 - share))
            stage = Box(body.left, body.top, body.width, split - gap)
            listing = Box(body.left, body.top + split, body.width, body.height - split)
        else:
            split = round(body.width * (1 - share))
            stage = Box(body.left, body.top, split - gap, body.height)
            listing = Box(body.left + split, body.top, body.width - split, body.height)
        # A column narrower than some thirty letters breaks every line.
        most = max(1, int(listing.width / (22 * type_size)))
        style = Style(type_size, min(max(columns, 1), most), round(16 * scale), density)
        made.append(Plan(page, header, stage, listing, footer, style, scale))
    return made
