"""The calm ground of a map: land, water, borders and names, in the style of the map on screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from geo.briefing import palette
from geo.briefing.fonts import Typeface
from geo.briefing.readable import readable
from geo.briefing.scene import (
    Box,
    Colour,
    Outline,
    Scene,
    Text,
    compound,
    rectangle,
)
from geo.briefing.view import View

if TYPE_CHECKING:
    from geo.places.regions import BoundaryView

ADMIN1_FROM_ZOOM: Final = 3.6
RIVERS_FROM_ZOOM: Final = 2.6
"""Below these a picture shows a continent, and such lines are only noise."""

NAME_SIZES: Final = {"country": 15, "admin1": 11, "capital": 13, "city": 12, "sea": 12}
"""Size of names in pixels of a 1080p picture."""

MAX_NAMES: Final = 70


def ground(view: View, boundary: BoundaryView, scale: float) -> Scene:
    """Everything under the claims, without names."""
    from geo.places.world import basemap_layers, detail_for

    layers = basemap_layers(boundary, _bbox(view), detail_for(view.zoom))
    clip = view.box
    scene: Scene = [rectangle(clip, fill=palette.WATER)]

    def surface(name: str, fill: Colour) -> None:
        rings = [view.project(ring) for polygon in layers[name] for ring in polygon]
        vertices, codes = compound(rings, closed=True)
        scene.append(Outline(vertices, codes, fill=fill, clip=clip))

    def lines(
        name: str, ink: Colour, width: float, dash: tuple[float, ...] = ()
    ) -> None:
        vertices, codes = compound([view.project(one) for one in layers[name]], closed=False)
        dashes = tuple(scale * length for length in dash)
        scene.append(
            Outline(vertices, codes, stroke=ink, width_px=width * scale, dash=dashes, clip=clip)
        )

    surface("land", palette.LAND)
    if view.zoom >= ADMIN1_FROM_ZOOM:
        lines("admin1", palette.ADMIN1, 0.9)
    if view.zoom >= RIVERS_FROM_ZOOM:
        lines("rivers", palette.RIVER, 1.0)
    surface("lakes", palette.WATER)
    lines("coast", palette.COAST, 0.9)
    lines("borders", palette.BORDER, 1.3)
    lines("disputed", palette.DISPUTED, 1.5, (5.0, 3.5))
    return scene


def names(
    view: View, taken: Sequence[Box], scale: float, fonts: Typeface
) -> Scene:
    """Names of places that collide with nothing: neither `taken` boxes nor each other."""
    from geo.places.world import labels

    scene: Scene = []
    boxes = [_edges(box) for box in taken]
    seen: set[str] = set()
    frame = view.box.inset(4 * scale)
    shown = 0
    for label in labels(_bbox(view), view.zoom):
        if shown >= MAX_NAMES:
            break
        text = readable(label.text, fonts)
        if not text or text.casefold() in seen:
            continue
        spaced = label.kind == "country"
        shown_text = text.upper() if spaced else text
        size = max(8, round(NAME_SIZES.get(label.kind, 11) * scale))
        x, y = view.project(np.array([[label.lon, label.lat]]))[0]
        width = fonts.width(shown_text, size)
        is_town = label.kind in ("capital", "city")
        for box in _spots(float(x), float(y), width, size, is_town, scale):
            if not frame.holds(box) or _hits(box.inset(-2 * scale), boxes):
                continue
            boxes.append(_edges(box))
            seen.add(text.casefold())
            shown += 1
            if is_town:
                scene.append(_town(float(x), float(y), label.kind == "capital", scale, view.box))
                boxes.append((x - 3 * scale, y - 3 * scale, x + 3 * scale, y + 3 * scale))
            ink, halo = _NAME_INKS.get(label.kind, (palette.CITY_NAME, palette.LAND_HALO))
            scene.append(
                Text(
                    round(box.left),
                    round(box.bottom - 0.22 * size),
                    shown_text,
                    size,
                    ink,
                    halo=halo,
                    halo_px=1.6 * scale,
                    clip=view.box,
                )
            )
            break
    return scene


_NAME_INKS: Final = {
    "country": (palette.COUNTRY_NAME, palette.LAND_HALO),
    "admin1": (palette.ADMIN1_NAME, palette.LAND_HALO),
    "sea": (palette.SEA_NAME, palette.WATER_HALO),
}


def _spots(
    x: float, y: float, width: float, size: int, is_town: bool, scale: float
) -> list[Box]:
    """Boxes to try for a name: beside a town's dot, centred on what is larger."""
    height = 1.05 * size
    if not is_town:
        return [
            Box(x - width / 2, y - height / 2 + dy * height, width, height)
            for dy in (0.0, -1.2, 1.2)
        ]
    away = 5 * scale
    return [
        Box(x + away, y - height / 2, width, height),
        Box(x - away - width, y - height / 2, width, height),
        Box(x - width / 2, y - away - height, width, height),
        Box(x - width / 2, y + away, width, height),
    ]


def _town(x: float, y: float, capital: bool, scale: float, clip: Box) -> Outline:
    r = (2.6 if capital else 2.0) * scale
    return rectangle(
        Box(x - r, y - r, 2 * r, 2 * r),
        fill=palette.LAND if capital else palette.CITY_NAME,
        stroke=palette.CITY_NAME,
        width_px=(1.4 if capital else 0.5) * scale,
        radius_px=r,
        clip=clip,
    )


def _hits(box: Box, boxes: list[tuple[float, float, float, float]]) -> bool:
    if not boxes:
        return False
    others: NDArray[np.float64] = np.array(boxes)
    return bool(
        (
            (others[:, 0] < box.right)
            & (others[:, 2] > box.left)
            & (others[:, 1] < box.bottom)
            & (others[:, 3] > box.top)
        ).any()
    )


def _edges(box: Box) -> tuple[float, float, float, float]:
    return (box.left, box.top, box.right, box.bottom)


def _bbox(view: View) -> tuple[float, float, float, float]:
    """The view's bounds and a rim, so that what is cut there is cut out of sight."""
    west, south, east, north = view.bounds
    rim = min(6 / view.px_per_degree, max(0.0, (360.0 - (east - west)) / 2))
    return (west - rim, max(-85.0, south - rim), east + rim, min(85.0, north + rim))
