"""Circles, sectors and corridors on the ellipsoid, as polygons in lon/lat.

Distances are true on the ground (WGS 84 geodesics), so a circle of 30 km is 30 km in Khabarovsk
and in Murmansk alike; a buffer in degrees would be twice as wide north-south. A shape that
crosses the antimeridian is split there, and one that holds a pole is closed along it, as
RFC 7946 section 3.1.9 asks.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import CRS, Geod, Transformer
from shapely import MultiPolygon, Polygon, affinity, box
from shapely.geometry.base import BaseGeometry

GEOD = Geod(ellps="WGS84")
CIRCLE_POINTS = 128  # a chord of a 128-gon strays 0.03 % of the radius from the circle
_HALF_TURN_M = 20_003_931.0  # pole to pole on WGS 84: no point is farther away


def circle(lon: float, lat: float, radius_m: float) -> Polygon | MultiPolygon:
    """All points within `radius_m` metres of lon/lat (degrees), as an EPSG:4326 polygon."""
    if not 0 < radius_m < _HALF_TURN_M / 2:
        raise ValueError(f"radius of {radius_m} m is not between 0 and a quarter of the globe")
    bearings = np.linspace(0.0, 360.0, CIRCLE_POINTS, endpoint=False)
    return _polygon(lon, lat, *_points(lon, lat, bearings, np.full(CIRCLE_POINTS, radius_m)))


def sector(
    lon: float,
    lat: float,
    bearing_deg: float,
    half_width_deg: float,
    inner_m: float,
    outer_m: float,
) -> Polygon | MultiPolygon:
    """The piece of a ring between two distances (metres) and two bearings, seen from lon/lat.

    `bearing_deg` is clockwise from north. Used for "40 km north of X".
    """
    if not 0 <= inner_m < outer_m < _HALF_TURN_M / 2:
        raise ValueError(f"distances {inner_m} m and {outer_m} m do not bound a sector")
    sweep = np.linspace(bearing_deg - half_width_deg, bearing_deg + half_width_deg, 33)
    out_lon, out_lat = _points(lon, lat, sweep, np.full(sweep.size, outer_m))
    back = sweep[::-1] if inner_m > 0 else sweep[:1]  # a sector from 0 m has its tip once
    in_lon, in_lat = _points(lon, lat, back, np.full(back.size, inner_m))
    return _polygon(lon, lat, np.append(out_lon, in_lon), np.append(out_lat, in_lat))


def corridor(
    start: tuple[float, float], end: tuple[float, float], half_width_m: float
) -> Polygon | MultiPolygon:
    """The strip within `half_width_m` metres of the geodesic between two (lon, lat) points."""
    azimuth, _, length_m = GEOD.inv(*start, *end)
    mid_lon, mid_lat, _ = GEOD.fwd(*start, azimuth, length_m / 2)
    line = [start, *GEOD.npts(*start, *end, max(1, int(length_m / 50_000))), end]
    return _in_local_plane(shapely.LineString(line), mid_lon, mid_lat, half_width_m)


def widened(area: BaseGeometry, lon: float, lat: float, margin_m: float) -> BaseGeometry:
    """`area` and everything within `margin_m` metres of it; lon/lat is the plane's centre."""
    return _in_local_plane(area, lon, lat, margin_m)


def distance_m(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Metres along the ground between two (lon, lat) points."""
    return float(GEOD.inv(a[0], a[1], b[0], b[1])[2])


def _in_local_plane(
    shape: BaseGeometry, lon: float, lat: float, margin_m: float
) -> Polygon | MultiPolygon:
    """Buffer in an azimuthal equidistant plane around lon/lat, where metres are true nearby."""
    plane = CRS.from_proj4(f"+proj=aeqd +lat_0={lat} +lon_0={lon} +datum=WGS84 +units=m")
    there = Transformer.from_crs("EPSG:4326", plane, always_xy=True)
    back = Transformer.from_crs(plane, "EPSG:4326", always_xy=True)

    def to_plane(coords: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack(there.transform(coords[:, 0], coords[:, 1]))

    flat = shapely.transform(shape, to_plane)
    grown = shapely.segmentize(shapely.buffer(flat, margin_m), 50_000)
    pieces: list[Polygon] = []
    for part in shapely.get_parts(grown):
        rings = [part.exterior, *part.interiors]
        shell, *holes = (
            _polygon(lon, lat, *(np.asarray(v) for v in back.transform(*np.asarray(r.coords).T)))
            for r in rings
        )
        pieces += _parts(_tidy(shapely.difference(shell, shapely.union_all(holes))))
    return _tidy(shapely.union_all(pieces))


def _points(
    lon: float, lat: float, bearings: NDArray[np.float64], distances_m: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    n = bearings.size
    lons, lats, _ = GEOD.fwd(np.full(n, lon), np.full(n, lat), bearings, distances_m)
    return np.asarray(lons), np.asarray(lats)


def _polygon(
    lon: float, lat: float, lons: NDArray[np.float64], lats: NDArray[np.float64]
) -> Polygon | MultiPolygon:
    """A ring of points around lon/lat as a valid polygon within longitudes -180 to 180."""
    steps = (np.diff(lons, append=lons[0]) + 180.0) % 360.0 - 180.0
    start = lon + (lons[0] - lon + 180.0) % 360.0 - 180.0
    unrolled = start + np.concatenate(([0.0], np.cumsum(steps[:-1])))
    coords: list[tuple[float, float]] = list(zip(unrolled.tolist(), lats.tolist(), strict=True))
    turn = float(steps.sum())
    if abs(turn) > 180.0:  # the ring runs once around the globe: it holds a pole
        pole = math.copysign(90.0, lat)
        coords += [(unrolled[0] + turn, lats[0]), (unrolled[0] + turn, pole), (unrolled[0], pole)]
    return _tidy(_wrapped(Polygon(coords)))


def _wrapped(polygon: Polygon) -> BaseGeometry:
    """Cut a polygon that leaves -180..180 at the antimeridian and shift the pieces back."""
    west, _, east, _ = polygon.bounds
    if west >= -180.0 and east <= 180.0:
        return polygon
    valid = polygon.buffer(0)
    first, last = math.floor((west + 180.0) / 360.0), math.floor((east + 180.0) / 360.0)
    pieces = [
        affinity.translate(
            valid.intersection(box(-180.0 + 360.0 * k, -90.0, 180.0 + 360.0 * k, 90.0)),
            xoff=-360.0 * k,
        )
        for k in range(first, last + 1)
    ]
    return shapely.union_all(pieces)


def _parts(shape: Polygon | MultiPolygon) -> Sequence[Polygon]:
    return [shape] if isinstance(shape, Polygon) else list(shape.geoms)


def _tidy(shape: BaseGeometry) -> Polygon | MultiPolygon:
    """Keep the polygons of a shape: cutting at a line can leave slivers of lines and points."""
    polygons = [p for p in shapely.get_parts(shape) if isinstance(p, Polygon) and p.area > 0]
    return polygons[0] if len(polygons) == 1 else MultiPolygon(polygons)
