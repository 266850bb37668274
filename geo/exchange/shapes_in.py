"""Places out of other people's geometries: an area keeps its outline, a line gets a width.

A point needs no more than its coordinates and an honest radius; see `geo.exchange.spots`.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo.exchange.geometry_in import GeometryRefusedError
from geo.exchange.making import Making, digest
from geo.places import geodesy
from geo.places.place import MAX_RADIUS_KM, Level, Place

_DECIMALS: Final = 5
"""Of an outline, 1 m: no report of an event is as precise."""

_TOLERANCES_DEG: Final = (0.0, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2)
"""Steps of simplification, 50 m to 20 km, until the outline is short enough."""

_LONGEST_OUTLINE: Final = 30_000
"""Characters of an outline, 1,500 corners. It is written with each claim that is exported."""

_MOST_POINTS: Final = 500


def is_spot(geometry: BaseGeometry) -> bool:
    """Whether a geometry is one point."""
    return bool(len(shapely.get_coordinates(geometry)) == 1)


def place_of_shape(
    geometry: BaseGeometry, margin_km: float, name: str, country: str, making: Making, source: str
) -> str:
    """The id of the place that an area, line or group of points (EPSG:4326) stands for.

    Areas keep their outline, simplified as far as its length asks for; lines and points are
    widened by `margin_km`. The label point lies inside, the radius reaches the farthest corner.
    Raises `GeometryRefusedError` for what has no outline.
    """
    area = _surface(geometry, margin_km)
    wkt = _outline(area)
    key = f"area-of-{digest(wkt, name, country, source)}"
    if not making.known(f"p:{key}"):
        spot = shapely.point_on_surface(max(shapely.get_parts(area), key=lambda part: part.area))
        lon, lat = round(spot.x, 6) + 0.0, round(spot.y, 6) + 0.0
        corners = shapely.get_coordinates(area)
        starts = np.full(len(corners), lon), np.full(len(corners), lat)
        reach_m = np.max(geodesy.GEOD.inv(*starts, corners[:, 0], corners[:, 1])[2])
        radius_km = min(max(round(float(reach_m) / 1000, 1), 0.1), MAX_RADIUS_KM)
        shown = " ".join(name.split())[:150] or f"Area around {lat:.2f}, {lon:.2f}"
        making.add(
            f"p:{key}",
            Place(
                key, shown, Level.AREA, country, "", lon, lat, radius_km, f"wkt:{wkt}", (), None,
                "", source, "",
            ),
        )  # fmt: skip
    return key


def _surface(geometry: BaseGeometry, margin_km: float) -> BaseGeometry:
    """The surface of a geometry; where it has lines or points only, what lies around them."""
    parts = shapely.get_parts(geometry)
    while any(isinstance(part, shapely.GeometryCollection) for part in parts):
        parts = shapely.get_parts(parts)
    areas = [part for part in parts if isinstance(part, shapely.Polygon) and part.area > 0]
    if areas:
        return shapely.union_all(areas)
    if sum(isinstance(part, shapely.Point) for part in parts) > _MOST_POINTS:
        parts = np.array([shapely.convex_hull(geometry)])
    middle = shapely.centroid(shapely.GeometryCollection(list(parts)))
    collection = shapely.union_all(parts)
    return geodesy.widened(collection, middle.x, middle.y, margin_km * 1000)


def _outline(area: BaseGeometry) -> str:
    """The area as text, as exact as fits."""
    for tolerance in _TOLERANCES_DEG:
        simple = shapely.simplify(area, tolerance) if tolerance else area
        rounded = shapely.set_precision(simple, 10.0**-_DECIMALS)
        if rounded.is_empty or not rounded.area > 0:
            break
        wkt: str = shapely.to_wkt(rounded, rounding_precision=_DECIMALS, trim=True)
        if len(wkt) <= _LONGEST_OUTLINE:
            return wkt
    hull: str = shapely.to_wkt(shapely.convex_hull(area), rounding_precision=_DECIMALS, trim=True)
    if len(hull) > _LONGEST_OUTLINE or not shapely.from_wkt(hull).area > 0:
        raise GeometryRefusedError(
            f"{len(shapely.get_coordinates(area)):,} corners", "makes no outline that can be kept.",
            "Simplify the shape, or give a point with a precision.",
        )  # fmt: skip
    return hull
