"""Read TopoJSON (https://github.com/topojson/topojson-specification) into NumPy arrays.

The counterpart of `geo/web/topology.js`, for drawings made in Python. Coordinates are lon/lat in
degrees, EPSG:4326.
"""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

Lonlat = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Group:
    """Geometries of one kind: `properties` as in the file and Shapely `geometries`."""

    properties: dict[str, Any]
    geometries: npt.NDArray[np.object_]


def read_topology(path: Path) -> dict[str, list[Group]]:
    """The objects of a gzipped TopoJSON file: MultiPolygons as polygons, the rest as lines.

    Raises ValueError, KeyError or OSError if the file is not what it should be.
    """
    with gzip.open(path) as file:
        topology = json.load(file)
    arcs = _decode(topology)
    return {
        name: [
            Group(geometry["properties"], _geometries(geometry, arcs))
            for geometry in collection["geometries"]
        ]
        for name, collection in topology["objects"].items()
    }


def _decode(topology: dict[str, Any]) -> list[Lonlat]:
    """All arcs at once: one cumulative sum, restarted at each arc."""
    raw: list[list[list[int]]] = topology["arcs"]
    lengths = np.array([len(arc) for arc in raw])
    numbers = chain.from_iterable(chain.from_iterable(raw))
    steps = np.fromiter(numbers, np.int64, 2 * int(lengths.sum())).reshape(-1, 2)
    ends = np.cumsum(lengths)
    starts = ends - lengths
    running = np.cumsum(steps, axis=0)
    before = running[starts] - steps[starts]
    grid = running - np.repeat(before, lengths, axis=0)
    transform = topology["transform"]
    lonlat = grid * np.array(transform["scale"]) + np.array(transform["translate"])
    return np.split(lonlat, ends[:-1])


def _join(references: list[int], arcs: list[Lonlat]) -> Lonlat:
    """Arcs end to end; a reference below zero is arc `~reference` backwards."""
    if len(references) == 1 and references[0] >= 0:
        return arcs[references[0]]
    parts = [arcs[ref] if ref >= 0 else arcs[~ref][::-1] for ref in references]
    return np.vstack([parts[0], *(part[1:] for part in parts[1:])])


def _geometries(geometry: dict[str, Any], arcs: list[Lonlat]) -> npt.NDArray[np.object_]:
    if geometry["type"] == "MultiLineString":
        lines = [_join(refs, arcs) for refs in geometry["arcs"]]
        owners = np.repeat(np.arange(len(lines)), [len(line) for line in lines])
        return np.asarray(shapely.linestrings(np.vstack(lines), indices=owners), dtype=object)
    if geometry["type"] == "MultiPolygon":
        polygons = []
        for rings in geometry["arcs"]:
            lonlat = [_join(refs, arcs) for refs in rings]
            lonlat = [ring for ring in lonlat if len(ring) >= 4]
            if lonlat:
                polygons.append(shapely.Polygon(lonlat[0], lonlat[1:]))
        return np.array(polygons, dtype=object)
    raise ValueError(f"The basemap holds a geometry it should not: {geometry['type']}")
