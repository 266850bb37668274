"""What every map needs at its rim: a scale that is true where it says, and where north is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np

from geo.briefing import palette
from geo.briefing.basemap import land
from geo.briefing.fonts import Typeface
from geo.briefing.scene import CLOSE, LINE, MOVE, Box, Outline, Scene, Spot, Text, rectangle
from geo.briefing.view import Bounds, View, view_of

if TYPE_CHECKING:
    from geo.places.regions import BoundaryView

_STEPS: Final = (1, 2, 5)


def scale_length_km(view: View, longest_px: float) -> float:
    """The longest round number of kilometres no longer than `longest_px` at the map's middle."""
    longest_km = longest_px * view.metres_per_px(view.centre_lat) / 1000
    power = 10.0 ** math.floor(math.log10(longest_km))
    return max(step * power for step in _STEPS if step * power <= longest_km)


def scale_words(view: View, length_km: float) -> str:
    """``"500 km at 52° N"``: mercator's scale grows with latitude, so that it is named."""
    amount = f"{length_km:,.0f} km" if length_km >= 1 else f"{length_km * 1000:,.0f} m"
    degrees = round(abs(view.centre_lat))
    where = "the equator" if degrees == 0 else f"{degrees}° {'N' if view.centre_lat > 0 else 'S'}"
    return f"{amount} at {where}"


def scale_bar(view: View, size_px: int, scale: float, fonts: Typeface) -> tuple[Scene, Box]:
    """A scale bar in the lower left corner, and the box to keep clear for it."""
    length_km = scale_length_km(view, 0.2 * view.box.width)
    length_px = length_km * 1000 / view.metres_per_px(view.centre_lat)
    words = scale_words(view, length_km)
    pad = 0.7 * size_px
    width = max(length_px, fonts.width(words, size_px)) + 2 * pad
    height = 2.4 * size_px
    margin = 10 * scale
    plate = Box(view.box.left + margin, view.box.bottom - margin - height, width, height)
    x, y = plate.left + pad, plate.bottom - 0.75 * size_px
    thick = max(3.0, 0.36 * size_px)
    scene: Scene = [
        rectangle(plate, fill=palette.PLATE, radius_px=3 * scale),
        Text(round(x), round(plate.top + 1.15 * size_px), words, size_px, palette.INK),
    ]
    for part in range(4):
        piece = Box(x + part * length_px / 4, y - thick / 2, length_px / 4, thick)
        fill = palette.INK if part % 2 == 0 else palette.PAGE
        scene.append(rectangle(piece, fill=fill, stroke=palette.INK, width_px=scale))
    return scene, plate


def north_arrow(view: View, size_px: int, scale: float, fonts: Typeface) -> tuple[Scene, Box]:
    """An arrow in the upper right corner; mercator has north up everywhere."""
    width, height = 2.2 * size_px, 3.5 * size_px
    margin = 10 * scale
    plate = Box(view.box.right - margin - width, view.box.top + margin, width, height)
    middle = plate.left + width / 2
    tip, foot = plate.top + 0.35 * size_px, plate.top + 2.05 * size_px
    arrow = np.array(
        [[middle, tip], [middle + 0.62 * size_px, foot], [middle, foot - 0.45 * size_px],
         [middle - 0.62 * size_px, foot], [middle, tip]]
    )  # fmt: skip
    codes = np.array([MOVE, LINE, LINE, LINE, CLOSE], dtype=np.uint8)
    letter = fonts.width("N", size_px, True)
    return [
        rectangle(plate, fill=palette.PLATE, radius_px=3 * scale),
        Outline(arrow, codes, fill=palette.INK, stroke=palette.INK, width_px=0.8 * scale),
        Text(
            round(middle - letter / 2),
            round(plate.bottom - 0.35 * size_px),
            "N",
            size_px,
            palette.INK,
            bold=True,
        ),
    ], plate


def caption(
    view: View, words: str, size_px: int, scale: float, fonts: Typeface
) -> tuple[Scene, Box]:
    """What a map beside the main one is, in its upper left corner."""
    margin, pad = 10 * scale, 0.6 * size_px
    width = fonts.width(words, size_px, True) + 2 * pad
    plate = Box(view.box.left + margin, view.box.top + margin, width, 1.7 * size_px)
    at = round(plate.left + pad), round(plate.top + 1.2 * size_px)
    return [
        rectangle(plate, fill=palette.PLATE, radius_px=3 * scale),
        Text(*at, words, size_px, palette.INK, bold=True),
    ], plate


def locator_box(main: Box, spots: Sequence[Spot], scale: float) -> Box:
    """Where on the main map the locator covers fewest spots: in the lower right corner, the upper
    left one, or above the scale bar.
    """
    margin = 10 * scale
    width = min(0.24 * main.width, 250 * scale)
    height = 0.58 * width
    right, bottom = main.right - margin - width, main.bottom - margin - height
    left, top = main.left + margin, main.top + margin
    corners = ((right, bottom), (left, top), (left, bottom - 50 * scale))
    boxes = [Box(x, y, width, height) for x, y in corners]
    return min(boxes, key=lambda box: sum(_within(box.inset(-margin), spot) for spot in spots))


def _within(box: Box, spot: Spot) -> bool:
    return box.left <= spot[0] <= box.right and box.top <= spot[1] <= box.bottom


def locator(views: Sequence[View], frame: Box, boundary: BoundaryView, scale: float) -> Scene:
    """Where on the globe the main map (first) and the insets lie, in `frame`."""
    view = view_of(_around([one.bounds for one in views]), frame)
    scene: Scene = land(view, boundary)
    for at, one in enumerate(views):
        west, south, east, north = one.bounds
        left, top = view.project(np.array([[view.unroll((west + east) / 2), north]]))[0]
        wide = (east - west) * view.px_per_degree
        foot = view.project(np.array([[0.0, south]]))[0][1]
        seen = Box(float(left) - wide / 2, float(top), wide, float(foot - top))
        ink = palette.INK if at == 0 else palette.INSET
        fill = None if at == 0 else palette.INSET_FILL
        scene.append(rectangle(seen, fill=fill, stroke=ink, width_px=1.6 * scale, clip=frame))
    scene.append(rectangle(frame, stroke=palette.INK, width_px=scale))
    return scene


def _around(bounds: Sequence[Bounds]) -> Bounds:
    """Bounds that hold all of them, with room around."""
    first = (bounds[0][0] + bounds[0][2]) / 2
    spans = []
    for west, _, east, _ in bounds:
        turn = 360.0 * round((first - (west + east) / 2) / 360.0)
        spans.append((west + turn, east + turn))
    west, east = min(low for low, _ in spans), max(high for _, high in spans)
    room = 0.12 * (east - west)
    south, north = min(one[1] for one in bounds), max(one[3] for one in bounds)
    return (west - room, max(-80.0, south - 8.0), min(east + room, west - room + 360.0), north)
