"""Other people's geometries, checked before anything is drawn of them.

Everything that comes out is two-dimensional, finite, within the world and valid, in EPSG:4326
(lon/lat). `GeometryRefusedError` says what is wrong, and what to do.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

MOST_CORNERS: Final = 2_000_000
_DEPTH: Final = {
    "Point": 0, "MultiPoint": 1, "LineString": 1, "MultiLineString": 2, "Polygon": 2,
    "MultiPolygon": 3,
}  # fmt: skip
_NUMBERS: Final = "Give longitude and latitude as plain numbers, longitude first."


class GeometryRefusedError(ValueError):
    """A geometry cannot be used; `value` is what was found, `remedy` what to do."""

    def __init__(self, value: str, message: str, remedy: str) -> None:
        super().__init__(message)
        self.value = value
        self.message = message
        self.remedy = remedy


def from_geojson(geometry: Any, level: int = 0) -> BaseGeometry | None:
    """A GeoJSON geometry (RFC 7946, section 3.1); ``None`` for null and for an empty one.

    Raises `GeometryRefusedError`.
    """
    if geometry is None:
        return None
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind == "GeometryCollection":
        parts = geometry.get("geometries")
        if level > 8 or not isinstance(parts, list):
            raise GeometryRefusedError(
                kind, "is nested too deeply or holds no list.", "Take its parts out of it."
            )
        found = [from_geojson(part, level + 1) for part in parts]
        return checked(shapely.GeometryCollection([one for one in found if one is not None]))
    if kind not in _DEPTH:
        raise GeometryRefusedError(
            str(kind)[:80], "is no kind of geometry.", f"Use one of {', '.join(_DEPTH)}."
        )
    coordinates = geometry.get("coordinates")
    if coordinates in ([], None):
        return None
    return checked(_built(kind, coordinates))


def checked(geometry: BaseGeometry | None) -> BaseGeometry | None:
    """A geometry that can be used, made valid if need be; ``None`` for none or an empty one.

    Raises `GeometryRefusedError` when it lies outside the world or holds no finite numbers.
    """
    if geometry is None or geometry.is_empty:
        return None
    flat = shapely.force_2d(geometry) if geometry.has_z else geometry
    _check_numbers(shapely.get_coordinates(flat))
    if isinstance(flat, shapely.Point) or flat.is_valid:
        return flat
    mended = shapely.make_valid(flat)
    return None if mended.is_empty else mended


def _built(kind: str, coordinates: Any) -> BaseGeometry:
    points = _points(coordinates, _DEPTH[kind])
    try:
        if kind == "Point":
            return shapely.Point(points)
        if kind == "MultiPoint":
            return shapely.MultiPoint(points)
        if kind == "LineString":
            return shapely.LineString(points)
        if kind == "MultiLineString":
            return shapely.MultiLineString([line for line in points if line])
        if kind == "Polygon":
            return shapely.Polygon(points[0], points[1:])
        rings = [polygon for polygon in points if polygon]
        return shapely.MultiPolygon([(one[0], one[1:]) for one in rings])
    except (ValueError, TypeError, IndexError, shapely.errors.GEOSException) as error:
        message = f"makes no {kind} ({error})."
        raise GeometryRefusedError("", message, "Mend or empty the geometry.") from None


def _points(coordinates: Any, depth: int) -> Any:
    """Coordinates with nothing but lon and lat in the innermost lists."""
    if not isinstance(coordinates, list):
        raise GeometryRefusedError(str(coordinates)[:80], "is no list of positions.", _NUMBERS)
    if depth > 0:
        return [_points(one, depth - 1) for one in coordinates]
    if len(coordinates) < 2:
        raise GeometryRefusedError(str(coordinates)[:80], "is no position.", _NUMBERS)
    lon, lat = coordinates[:2]
    for one in (lon, lat):
        if type(one) not in (int, float) or not math.isfinite(one):
            raise GeometryRefusedError(
                str(coordinates)[:80], "holds a coordinate that is no finite number.", _NUMBERS
            )
    return float(lon), float(lat)


def _check_numbers(corners: NDArray[np.float64]) -> None:
    if len(corners) > MOST_CORNERS:
        raise GeometryRefusedError(
            f"{len(corners):,} corners", f"are more than {MOST_CORNERS:,}.", "Simplify the shape."
        )
    finite = np.isfinite(corners).all(axis=1)
    if not finite.all():
        raise GeometryRefusedError(
            _shown(corners[~finite][0]), "holds a coordinate that is no finite number.", _NUMBERS
        )
    outside = (np.abs(corners) > (180.0, 90.0)).any(axis=1)
    if outside.any():
        lon, lat = corners[outside][0]
        swapped = abs(lon) <= 90 and abs(lat) <= 180
        hint = "Longitude and latitude are probably swapped. " if swapped else ""
        raise GeometryRefusedError(
            _shown((lon, lat)), "lies outside -180 to 180 and -90 to 90 degrees.",
            f"{hint}Give degrees of EPSG:4326, longitude first; reproject the file if it is in "
            "metres.",
        )  # fmt: skip


def _shown(point: Sequence[float] | NDArray[np.float64]) -> str:
    return f"{float(point[0]):g}, {float(point[1]):g}"
