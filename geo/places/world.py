"""The basemap for drawings made in Python: the same files and rules as the map on the screen.

Coordinates are lon/lat in degrees, EPSG:4326. A box may cross the antimeridian; longitudes then
run on past 180 instead of jumping, so that whoever draws needs no special case.
"""

from __future__ import annotations

import gzip
import json
import math
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

from geo.data import REMEDY, data_path, manifest
from geo.errors import DataFileError
from geo.places.regions import BoundaryView
from geo.places.topojson import Group, read_topology

Box = tuple[float, float, float, float]
Lonlat = npt.NDArray[np.float64]

ATTRIBUTION = manifest().attribution
BROKEN = (OSError, EOFError, ValueError, KeyError, zlib.error)  # what a damaged file raises
FINE_ZOOM = 6.0  # as FINE_ZOOM in geo/web/basemap.js


class Detail(StrEnum):
    """How fine the basemap is: LOW looks right up to zoom 5, HIGH from zoom 6."""

    LOW = "low"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class Label:
    """A name: `kind` is country, admin1, capital, city or sea; `rank` 0 is the most important."""

    text: str
    lon: float
    lat: float
    kind: str
    rank: int


def zoom_of(bbox: Box, width_px: float) -> float:
    """The web map zoom at which a box (W, S, E, N, degrees) is `width_px` pixels wide."""
    west, _, east, _ = _unwrapped(bbox)
    return math.log2(360.0 * width_px / (256.0 * (east - west)))


def detail_for(zoom: float) -> Detail:
    """The detail that the map on the screen uses at a zoom."""
    return Detail.HIGH if zoom >= FINE_ZOOM else Detail.LOW


def basemap_layers(
    view: BoundaryView, bbox: Box, detail: Detail, zoom: float | None = None
) -> dict[str, list[Any]]:
    """What to draw inside a box, clipped to it.

    `bbox` is (west, south, east, north); west > east crosses the antimeridian. The answer has

    * "land", "lakes": polygons, each a list of rings (n, 2), the exterior first, counter-clockwise,
      holes clockwise. Fill all land as one path: polygons filled one by one show seams;
    * "coast", "borders", "disputed", "admin1", "rivers": lines (n, 2). Disputed ones are to be
      dashed. The coast is no border, and has no line along the edges of the box.

    Rivers, lakes and admin-1 lines that appear only at a larger zoom are left out if `zoom` is
    given. Raises DataFileError if a file is missing or damaged.
    """
    west, south, east, north = _unwrapped(bbox)
    answer: dict[str, list[Any]] = {
        "land": [], "lakes": [], "coast": [], "borders": [], "disputed": [], "admin1": [],
        "rivers": [],
    }  # fmt: skip
    for name, group, tree in _shown(_level(Detail(detail)), BoundaryView(view), zoom):
        for shift, box in _copies(west, south, east, north):
            found = group.geometries[np.sort(tree.query(shapely.box(*box)))]
            clipped = shapely.get_parts(shapely.clip_by_rect(found, *box))
            if name in ("land", "lakes"):
                answer[name] += _polygons(clipped, shift)
            else:
                answer[name] += _lines(clipped, shift)
    return answer


def labels(bbox: Box, zoom: float) -> list[Label]:
    """The names inside a box that the map may show at a zoom, most important first.

    They overlap one another: place them in order and skip those without room.
    """
    west, south, east, north = _unwrapped(bbox)
    found = []
    for rank, (text, lon, lat, kind, minzoom, maxzoom) in enumerate(_names()):
        if not (minzoom <= zoom <= maxzoom and south <= lat <= north):
            continue
        found += [
            Label(text, lon + 360 * copy, lat, kind, rank)
            for copy in range(math.floor((west - lon) / 360), math.floor((east - lon) / 360) + 1)
            if west <= lon + 360 * copy
        ]
    return found


def _unwrapped(bbox: Box) -> Box:
    west, south, east, north = bbox
    if east <= west:
        east += 360.0
    if not (-90 <= south < north <= 90 and east - west <= 720):
        raise ValueError(f"The box {bbox} is not west, south, east, north in degrees.")
    return west, south, east, north


def _copies(west: float, south: float, east: float, north: float) -> Iterator[tuple[float, Box]]:
    """The parts of a box that fall on each copy of the world, with the copy's offset."""
    for copy in range(math.floor((west + 180) / 360), math.ceil((east + 180) / 360)):
        shift = 360.0 * copy
        yield shift, (max(west - shift, -180.0), south, min(east - shift, 180.0), north)


def _shown(
    level: dict[str, list[tuple[Group, shapely.STRtree]]], view: BoundaryView, zoom: float | None
) -> Iterator[tuple[str, Group, shapely.STRtree]]:
    names = {"border": "borders"}
    for layer, groups in level.items():
        for group, tree in groups:
            properties = group.properties
            if zoom is not None and properties.get("minzoom", 0) > zoom:
                continue
            if properties.get("view", "both") not in ("both", view):
                continue
            kind = properties.get("kind", layer)
            yield names.get(kind, kind), group, tree


def _polygons(clipped: npt.NDArray[np.object_], shift: float) -> list[list[Lonlat]]:
    polygons = clipped[shapely.get_type_id(clipped) == shapely.GeometryType.POLYGON]
    return [
        [_moved(ring, shift) for ring in (polygon.exterior, *polygon.interiors)]
        for polygon in shapely.orient_polygons(polygons)
        if not polygon.is_empty
    ]


def _lines(clipped: npt.NDArray[np.object_], shift: float) -> list[Lonlat]:
    return [
        _moved(line, shift)
        for line in clipped
        if line.geom_type in ("LineString", "LinearRing") and not line.is_empty
    ]


def _moved(line: shapely.Geometry, shift: float) -> Lonlat:
    lonlat: Lonlat = shapely.get_coordinates(line)
    moved: Lonlat = lonlat + np.array((shift, 0.0))
    return moved


@cache
def _level(detail: Detail) -> dict[str, list[tuple[Group, shapely.STRtree]]]:
    path = data_path(f"basemap/{detail}.topo.json.gz")
    try:
        layers = read_topology(path)
        layers["coast"] = [Group({}, _shores(layers["land"]))]
    except BROKEN as error:
        raise DataFileError(f"The data file {path} cannot be read: {error}. {REMEDY}") from error
    return {
        name: [(group, shapely.STRtree(group.geometries)) for group in groups]
        for name, groups in layers.items()
    }


def _shores(land: list[Group]) -> npt.NDArray[np.object_]:
    """The rings of the land without the cut along the antimeridian."""
    rings = shapely.get_rings(np.concatenate([group.geometries for group in land]))
    west, _, east, _ = shapely.bounds(rings).T
    cut = (west <= -180.0) | (east >= 180.0)
    inside = shapely.box(-179.9999, -90, 179.9999, 90)
    opened = shapely.get_parts(shapely.intersection(rings[cut], inside))
    whole: npt.NDArray[np.object_] = np.concatenate([rings[~cut], opened])
    return whole


@cache
def _names() -> list[tuple[str, float, float, str, float, float]]:
    rows: list[tuple[str, float, float, str, float, float]] = []
    for detail in Detail:
        path = data_path(f"basemap/labels-{detail}.json.gz")
        try:
            with gzip.open(path) as file:
                table = json.load(file)
            columns = [table[c] for c in ("text", "lon", "lat", "kind", "minzoom", "maxzoom")]
            rows += zip(*columns, strict=True)
        except BROKEN as error:
            raise DataFileError(f"The file {path} cannot be read: {error}. {REMEDY}") from error
    return rows
