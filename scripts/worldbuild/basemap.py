"""The basemap as TopoJSON, in two levels of detail that hold both boundary views.

Objects: `land` and `lakes` (MultiPolygons by min zoom), `rivers` and `lines` (MultiLineStrings;
`lines` by kind and view). The views differ only in what a few arcs are called, so one file serves
both and switching needs no fetch.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely

from .simplify import ring_area_deg2, simplify
from .topology import Topology

Ints = npt.NDArray[np.int64]
LineGroups = dict[tuple[str, str, int], list[int]]


@dataclass(frozen=True, slots=True)
class Level:
    """How much of the world one file holds.

    `grid` is steps per degree of the file; `threshold` and `water_threshold` the triangles (square
    degrees) that simplification removes from areas and from water; islands and lakes below
    `smallest` square degrees are left out; `deepest_zoom` is the last zoom the file is drawn at.
    """

    name: str
    grid: int
    threshold: float
    water_threshold: float
    smallest: float
    deepest_zoom: int


# One pixel is 0.044 degrees at zoom 5 and 0.0014 at zoom 10.
LOW = Level("low", 100, 0.0024, 0.0024, 0.005, 5)
HIGH = Level("high", 5_000, 4e-6, 6e-5, 0.0, 10)


class TopoJson:
    """Collects arcs and objects; `document()` is the finished TopoJSON."""

    def __init__(self, level: Level) -> None:
        self.level = level
        self.arcs: list[Ints] = []
        self.objects: dict[str, Any] = {}

    def add_arc(self, arc: Ints, grid: int) -> int | None:
        """The number of an arc given in steps of `grid`; None if it vanishes on this grid."""
        coarse = np.round(arc * (self.level.grid / grid)).astype(np.int64)
        moves = np.any(np.diff(coarse, axis=0) != 0, axis=1)
        coarse = coarse[np.concatenate([[True], moves])]
        if len(coarse) < 2:
            return None
        self.arcs.append(coarse)
        return len(self.arcs) - 1

    def add_geometry(self, name: str, shape: str, arcs: list[Any], **properties: Any) -> None:
        """Append a geometry to the collection `name`."""
        collection = self.objects.setdefault(name, {"type": "GeometryCollection", "geometries": []})
        collection["geometries"].append({"type": shape, "properties": properties, "arcs": arcs})

    def document(self) -> dict[str, Any]:
        """The topology: first point absolute, the others as differences (TopoJSON 1.0)."""
        encoded = [np.vstack([arc[:1], np.diff(arc, axis=0)]).tolist() for arc in self.arcs]
        step = 1 / self.level.grid
        return {
            "type": "Topology",
            "transform": {"scale": [step, step], "translate": [0, 0]},
            "objects": self.objects,
            "arcs": encoded,
        }


def add_areas(
    target: TopoJson,
    topology: Topology,
    land: Iterable[shapely.Polygon],
    groups: LineGroups,
    grid: int,
) -> None:
    """Land polygons and the lines between areas, on shared arcs."""
    level = target.level
    simplified = [
        simplify(arc, level.threshold, grid) if level.threshold else arc for arc in topology.arcs
    ]
    numbers: dict[int, int | None] = {}

    def number(arc: int) -> int | None:
        if arc not in numbers:
            numbers[arc] = target.add_arc(simplified[arc], grid)
        return numbers[arc]

    polygons = []
    for polygon in land:
        rings: list[list[int]] = []
        for ring in topology.references(polygon, grid):
            found = _ring(ring, number) if _worth_drawing(ring, simplified, grid, level) else []
            if found:
                rings.append(found)
            elif not rings:
                break  # no shore left: the holes go with it
        if rings:
            polygons.append(rings)
    target.add_geometry("land", "MultiPolygon", polygons)
    for (kind, view, zoom), arcs in sorted(groups.items()):
        if kind == "coast" or zoom > level.deepest_zoom:
            continue
        drawn = [new for arc in arcs if (new := number(arc)) is not None]
        if drawn:
            target.add_geometry(
                "lines",
                "MultiLineString",
                [[arc] for arc in drawn],
                kind=kind,
                view=view,
                minzoom=zoom,
            )


def _ring(references: list[int], number: Callable[[int], int | None]) -> list[int]:
    """The arcs of a ring under their numbers in the file, without those that vanished."""
    signed = []
    for reference in references:
        new = number(reference if reference >= 0 else ~reference)
        if new is not None:
            signed.append(new if reference >= 0 else ~new)
    return signed


def _worth_drawing(ring: list[int], arcs: list[Ints], grid: int, level: Level) -> bool:
    """Whether the ring is an island or hole large enough for this level."""
    if not level.smallest or len(ring) > 2:
        return True
    pieces = [arcs[ref] if ref >= 0 else arcs[~ref][::-1] for ref in ring]
    return ring_area_deg2(np.vstack(pieces), grid) >= level.smallest


def add_loose_lines(target: TopoJson, by_view: dict[str, shapely.Geometry], grid: int) -> None:
    """Disputed lines that follow no edge of an area."""
    for view, geometry in sorted(by_view.items()):
        arcs = _line_arcs(target, shapely.get_parts(geometry), target.level.threshold, grid)
        if arcs:
            target.add_geometry(
                "lines", "MultiLineString", arcs, kind="disputed", view=view, minzoom=0
            )


def add_rivers(
    target: TopoJson, rivers: gpd.GeoDataFrame, zooms: dict[int, int], grid: int
) -> None:
    """Rivers by the zoom their Natural Earth scale rank first shows at."""
    zoom_of = rivers["scalerank"].map(zooms)
    for zoom in sorted(zoom_of.dropna().unique()):
        # Without line_merge every confluence would cut a river into separately simplified bits.
        merged = shapely.line_merge(
            shapely.union_all(rivers.loc[zoom_of.eq(zoom), "geometry"].dropna().to_numpy())
        )
        arcs = _line_arcs(target, shapely.get_parts(merged), target.level.water_threshold, grid)
        target.add_geometry("rivers", "MultiLineString", arcs, minzoom=int(zoom))


def add_lakes(target: TopoJson, lakes: gpd.GeoDataFrame, zooms: dict[int, int], grid: int) -> None:
    """Lakes by the zoom their Natural Earth scale rank first shows at."""
    level = target.level
    zoom_of = lakes["scalerank"].map(zooms)
    for zoom in sorted(zoom_of.dropna().unique()):
        polygons = []
        chosen = shapely.get_parts(lakes.loc[zoom_of.eq(zoom), "geometry"].to_numpy())
        for polygon in shapely.orient_polygons(chosen):
            rings = []
            for ring in (polygon.exterior, *polygon.interiors):
                points = np.round(shapely.get_coordinates(ring) * grid).astype(np.int64)
                if ring_area_deg2(points, grid) < level.smallest:
                    break
                new = target.add_arc(simplify(points, level.water_threshold, grid), grid)
                if new is not None:
                    rings.append([new])
            if rings:
                polygons.append(rings)
        target.add_geometry("lakes", "MultiPolygon", polygons, minzoom=int(zoom))


def _line_arcs(
    target: TopoJson, lines: Iterable[shapely.LineString], threshold: float, grid: int
) -> list[list[int]]:
    arcs = []
    for line in lines:
        points = np.round(shapely.get_coordinates(line) * grid).astype(np.int64)
        if len(points) < 2:
            continue
        new = target.add_arc(simplify(points, threshold, grid) if threshold else points, grid)
        if new is not None:
            arcs.append([new])
    return arcs
