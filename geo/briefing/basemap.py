"""The calm ground of a map: land, water, borders and names, in the style of the map on screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geo.briefing import palette
from geo.briefing.fonts import Typeface
from geo.briefing.names import NameField, beside, name_text, over
from geo.briefing.readable import readable
from geo.briefing.scene import (
    Box,
    Colour,
    Outline,
    Scene,
    compound,
    rectangle,
)
from geo.briefing.view import View

if TYPE_CHECKING:
    from geo.places.regions import BoundaryView

ADMIN1_FROM_ZOOM: Final = 3.6
RIVERS_FROM_ZOOM: Final = 2.6
"""Below these a picture shows a continent, and such lines are only noise."""

NAME_SIZES: Final = {"country": 16, "admin1": 12, "capital": 14, "city": 13, "sea": 13}
"""Size of names in pixels of a 1080p picture."""

MAX_NAMES: Final = 70


def ground(view: View, boundary: BoundaryView, scale: float) -> Scene:
    """Everything under the claims, without names."""
    from geo.places.world import basemap_layers, detail_for

    layers = basemap_layers(boundary, _bbox(view), detail_for(view.zoom))
    clip = view.box
    scene: Scene = [rectangle(clip, fill=palette.WATER)]

    def surface(name: str, fill: Colour) -> None:
        rings = [ring for polygon in layers[name] for ring in polygon]
        lonlat, codes = compound(rings, closed=True)
        scene.append(Outline(view.project(lonlat), codes, fill=fill, clip=clip))

    def lines(name: str, ink: Colour, width: float, dash: tuple[float, ...] = ()) -> None:
        lonlat, codes = compound(layers[name], closed=False)
        dashes = tuple(scale * length for length in dash)
        points = view.project(lonlat)
        scene.append(
            Outline(points, codes, stroke=ink, width_px=width * scale, dash=dashes, clip=clip)
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


def land(view: View, boundary: BoundaryView) -> Scene:
    """Land and water alone, for a small map that says where another one lies."""
    from geo.places.world import basemap_layers, detail_for

    layers = basemap_layers(boundary, _bbox(view), detail_for(view.zoom))
    lonlat, codes = compound([ring for one in layers["land"] for ring in one], closed=True)
    return [
        rectangle(view.box, fill=palette.WATER),
        Outline(view.project(lonlat), codes, fill=palette.LOCATOR_LAND, clip=view.box),
    ]


def disputed(view: View, boundary: BoundaryView) -> bool:
    """Whether a disputed line is in view."""
    from geo.places.world import basemap_layers, detail_for

    return bool(basemap_layers(boundary, view.bounds, detail_for(view.zoom))["disputed"])


def names(view: View, field: NameField, scale: float, fonts: Typeface) -> Scene:
    """Names of places, the most important first, each where it collides with nothing."""
    from geo.places.world import labels

    scene: Scene = []
    shown = 0
    for label in labels(_bbox(view), view.zoom):
        text = readable(label.text, fonts)
        if not text or field.knows(text):
            continue
        wording = text.upper() if label.kind == "country" else text
        size = max(8, round(NAME_SIZES.get(label.kind, 11) * scale))
        x, y = view.spot(label.lon, label.lat)
        is_town = label.kind in ("capital", "city")
        dot = Box(x - 3 * scale, y - 3 * scale, 6 * scale, 6 * scale)
        if is_town and field.covers(dot):
            continue
        width = fonts.width(wording, size)
        boxes = beside(x, y, width, size, 5 * scale)[:8] if is_town else over(x, y, width, size)
        box = field.settle(text, boxes)
        if box is None:
            continue
        if is_town:
            scene.append(_town(x, y, label.kind == "capital", scale, view.box))
            field.block(dot)
        ink, halo = _NAME_INKS.get(label.kind, (palette.CITY_NAME, palette.LAND_HALO))
        scene.append(name_text(box, wording, size, ink, halo, scale, view.box))
        shown += 1
        if shown == MAX_NAMES:
            break
    return scene


_NAME_INKS: Final = {
    "country": (palette.COUNTRY_NAME, palette.LAND_HALO),
    "admin1": (palette.ADMIN1_NAME, palette.LAND_HALO),
    "sea": (palette.SEA_NAME, palette.WATER_HALO),
}


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


def _bbox(view: View) -> tuple[float, float, float, float]:
    """The view's bounds and a rim, so that what is cut there is cut out of sight."""
    west, south, east, north = view.bounds
    rim = min(6 / view.px_per_degree, max(0.0, (360.0 - (east - west)) / 2))
    return (west - rim, max(-85.0, south - rim), east + rim, min(85.0, north + rim))
