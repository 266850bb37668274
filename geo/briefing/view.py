"""The window of the world that a map shows: web mercator, as on screen, at exact bounds.

Web mercator keeps directions and the picture the reader knows from the screen. Longitudes run on
without a jump inside a view, so that a window across the antimeridian is like any other.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.briefing.scene import Box

if TYPE_CHECKING:
    from geo.places.location import Location

Bounds = tuple[float, float, float, float]
"""West, south, east, north in degrees; here always west < east, east may exceed 180."""

MAX_LAT: Final = 85.051128779806
"""Where web mercator makes the world a square; nothing is shown beyond."""

EARTH_CIRCUMFERENCE_M: Final = 40_075_016.686
"""At the equator, WGS 84."""

PADDING: Final = 0.12
"""Room around fitted claims, as a part of the window's width and height on each side."""

MIN_SPAN_DEG: Final = 5.0
"""Least width of a fitted window: one town is shown with its surroundings."""

EVERYTHING: Final[Bounds] = (-20.0, -50.0, 200.0, 78.0)
"""The inhabited world, when there is nothing to fit to; split in the Atlantic."""


def mercator_y(lat: float) -> float:
    """Mercator ordinate in degrees of longitude at the equator."""
    clamped = max(-MAX_LAT, min(MAX_LAT, lat))
    return math.degrees(math.asinh(math.tan(math.radians(clamped))))


def latitude(y: float) -> float:
    """Inverse of `mercator_y`."""
    return math.degrees(math.atan(math.sinh(math.radians(y))))


@dataclass(frozen=True, slots=True)
class View:
    """A window (degrees) filling `box` (pixels)."""

    bounds: Bounds
    box: Box

    @property
    def px_per_degree(self) -> float:
        """Pixels per degree of longitude."""
        return self.box.width / (self.bounds[2] - self.bounds[0])

    @property
    def zoom(self) -> float:
        """Zoom in the tile sense (world = 256 * 2**zoom pixels)."""
        return math.log2(360.0 * self.px_per_degree / 256.0)

    @property
    def centre_lat(self) -> float:
        """Latitude of the middle of the map."""
        return latitude((mercator_y(self.bounds[1]) + mercator_y(self.bounds[3])) / 2)

    def metres_per_px(self, lat: float) -> float:
        """Ground length of a pixel at a latitude."""
        return EARTH_CIRCUMFERENCE_M / 360.0 / self.px_per_degree * math.cos(math.radians(lat))

    def unroll(self, lon: float) -> float:
        """The turn of a longitude that lies in the window, or nearest to it."""
        middle = (self.bounds[0] + self.bounds[2]) / 2
        return lon + 360.0 * round((middle - lon) / 360.0)

    def project(self, lonlat: NDArray[np.float64]) -> NDArray[np.float64]:
        """Pixels (n, 2) of lon/lat degrees (n, 2); longitudes are taken as they stand."""
        lat = np.radians(np.clip(lonlat[:, 1], -MAX_LAT, MAX_LAT))
        scale = self.px_per_degree
        x = self.box.left + (lonlat[:, 0] - self.bounds[0]) * scale
        top = mercator_y(self.bounds[3])
        y = self.box.top + (top - np.degrees(np.arcsinh(np.tan(lat)))) * scale
        return np.column_stack((x, y))

    def spot(self, lon: float, lat: float) -> tuple[float, float]:
        """Pixel of one lon/lat, on the turn of the world that the window shows."""
        x, y = self.project(np.array([[self.unroll(lon), lat]]))[0]
        return float(x), float(y)


def view_of(bounds: Bounds, box: Box) -> View:
    """The smallest window that holds the bounds and has the shape of the box.

    At most one turn of the world is shown: a box wider than that gets a window cut at the poles.
    """
    west, south, east, north = bounds
    if west > east:
        east += 360.0
    turn = 360.0 * math.floor((west + 180.0) / 360.0)
    west, east = west - turn, east - turn
    low, high = mercator_y(south), mercator_y(north)
    width = max(east - west, (high - low) * box.width / box.height, 1e-4)
    width = min(width, 360.0)
    height = width * box.height / box.width
    middle_x, middle_y = (west + east) / 2, (low + high) / 2
    limit = mercator_y(MAX_LAT)
    if height >= 2 * limit:
        middle_y = 0.0
    else:
        middle_y = max(height / 2 - limit, min(limit - height / 2, middle_y))
    return View(
        (
            middle_x - width / 2,
            latitude(middle_y - height / 2),
            middle_x + width / 2,
            latitude(middle_y + height / 2),
        ),
        box,
    )


def no_larger(view: View, px_per_degree: float) -> View:
    """The view, or one around the same middle whose scale is no larger than this."""
    factor = view.px_per_degree / px_per_degree
    if factor <= 1:
        return view
    west, south, east, north = view.bounds
    low, high = mercator_y(south), mercator_y(north)
    wide, tall = (factor - 1) * (east - west) / 2, (factor - 1) * (high - low) / 2
    return view_of(
        (west - wide, latitude(low - tall), east + wide, latitude(high + tall)), view.box
    )


def bounds_around(locations: Iterable[Location]) -> Bounds:
    """Padded bounds of everything that is drawn of the locations, across the antimeridian where
    that is shorter. Country claims count only when there is nothing else.
    """
    from geo.places.location import Shape

    known = list({id(place): place for place in locations if place.shape != Shape.NONE}.values())
    drawn = [place for place in known if place.shape != Shape.COUNTRY] or known
    spans: list[tuple[float, float]] = []
    south, north = 90.0, -90.0
    for place in drawn:
        spans.append((place.lon, place.lon))
        south, north = min(south, place.lat), max(north, place.lat)
        if place.geometry is None or place.shape == Shape.POINT:
            continue
        for west, low, east, high in shapely.bounds(shapely.get_parts(place.geometry)):
            spans.append((float(west), float(east)))
            south, north = min(south, float(low)), max(north, float(high))
    if not spans:
        return EVERYTHING
    west, east = _shortest_arc(spans)
    north = min(north, 76.0)  # mercator makes of the Arctic islands of an area half a picture
    margin = max(PADDING * (east - west), (MIN_SPAN_DEG - (east - west)) / 2)
    low, high = mercator_y(south), mercator_y(max(north, south + 1e-6))
    rise = max(PADDING * (high - low), (MIN_SPAN_DEG - (high - low)) / 2)
    if east - west + 2 * margin >= 360.0:
        return (west, latitude(low - rise), west + 360.0, latitude(high + rise))
    return (west - margin, latitude(low - rise), east + margin, latitude(high + rise))


def _shortest_arc(spans: list[tuple[float, float]]) -> tuple[float, float]:
    """The shortest stretch of longitudes that holds all spans: the circle less its widest gap."""
    wrapped: list[tuple[float, float]] = []
    for west, east in spans:
        start = (west + 180.0) % 360.0 - 180.0
        wrapped.append((start, start + min(east - west, 360.0)))
    wrapped.sort()
    first = wrapped[0][0]
    reach, best_gap, best_start, best_end = wrapped[0][1], -1.0, first, first
    for start, end in wrapped[1:]:
        if start - reach > best_gap:
            best_gap, best_start, best_end = start - reach, start, reach
        reach = max(reach, end)
    closing_gap = first + 360.0 - reach
    if closing_gap >= best_gap:
        return first, reach
    return best_start, best_end + 360.0
