"""Claims as GeoJSON (RFC 7946), written one feature at a time.

The geometry is what the claim's wording supports: a point for a town, the circle of "near X", the
polygon of a region or country, and null without a place. Coordinates are longitude, latitude in
WGS 84, rounded to six decimals (11 cm); outer rings run counterclockwise (section 3.1.6), and
shapes that cross the antimeridian are cut at it already (section 3.1.9, see
`geo.places.geodesy` and `geo.places.regions`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import IO, Any, Final

import shapely
from shapely.geometry.base import BaseGeometry

from geo.claims.table import ClaimTable
from geo.exchange.records import Recorder, dump

DECIMALS: Final = 6
"""Digits after the point: 11 cm at the equator; RFC 7946, section 11.2, calls that enough."""


def write_geojson(
    table: ClaimTable,
    rows: Iterable[int],
    out: IO[str],
    about: Mapping[str, Any] | None = None,
) -> None:
    """Write a FeatureCollection of `rows` to `out`, one feature a line, then a line end.

    `about` becomes the foreign member ``claim_atlas`` (RFC 7946, section 6.1): which version,
    revision of the data and filters the file was made from.
    """
    out.write('{"type": "FeatureCollection",\n')
    if about is not None:
        out.write(f'"claim_atlas": {dump(dict(about))},\n')
    out.write('"features": [')
    separator = "\n"
    for feature in features(table, rows):
        out.write(f"{separator}{feature}")
        separator = ",\n"
    out.write("\n]}\n")


def features(table: ClaimTable, rows: Iterable[int]) -> Iterator[str]:
    """The features of `rows` in order, each as one line of JSON."""
    recorder = Recorder(table)
    drawn: dict[int, str] = {}  # many claims share one location; its polygon is written once
    for row in rows:
        location = table.locations[row]
        geometry = location.geometry if location is not None else None
        key = id(location)
        if key not in drawn:
            drawn[key] = dump(geometry_json(geometry))
        properties = recorder.record(row)
        yield (
            f'{{"type": "Feature", "id": {dump(properties["id"])}, '
            f'"geometry": {drawn[key]}, "properties": {dump(properties)}}}'
        )


def geometry_json(geometry: BaseGeometry | None) -> dict[str, Any] | None:
    """A point, polygon or multipolygon (EPSG:4326) as a GeoJSON geometry; null for none.

    Rings that collapse when rounded are left out, outer ones with their holes.
    """
    if geometry is None or geometry.is_empty:
        return None
    if isinstance(geometry, shapely.Point):
        return {"type": "Point", "coordinates": _rounded(geometry)[0]}
    polygons = [_polygon(part) for part in shapely.get_parts(geometry)]
    kept = [rings for rings in polygons if rings]
    if not kept:
        spot = geometry.representative_point()
        return {"type": "Point", "coordinates": _rounded(spot)[0]}
    if len(kept) == 1:
        return {"type": "Polygon", "coordinates": kept[0]}
    return {"type": "MultiPolygon", "coordinates": kept}


def _polygon(polygon: shapely.Polygon) -> list[list[list[float]]]:
    """Rounded rings, the outer one first and counterclockwise, holes clockwise."""
    outer = _ring(polygon.exterior, counterclockwise=True)
    if not outer:
        return []
    holes = [_ring(hole, counterclockwise=False) for hole in polygon.interiors]
    return [outer, *(hole for hole in holes if hole)]


def _ring(ring: shapely.LinearRing, *, counterclockwise: bool) -> list[list[float]]:
    """One ring after rounding, without repeated points; empty when nothing of it is left."""
    points = _rounded(ring)
    kept = [point for point, _ in groupby(points)]
    if len(kept) < 4:
        return []
    return kept if bool(shapely.is_ccw(ring)) is counterclockwise else kept[::-1]


def _rounded(geometry: BaseGeometry) -> list[list[float]]:
    """Coordinates as [lon, lat] pairs; -0.0 becomes 0.0."""
    rounded: list[list[float]] = (shapely.get_coordinates(geometry).round(DECIMALS) + 0.0).tolist()
    return rounded
