"""Cut polygons that share their edges into arcs, each stored once.

A vertex is a junction when the polygons that meet there do not all go on to the same two
neighbours; arcs run from junction to junction. Works on grid coordinates (integers), so "shared"
means equal, not close.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import shapely

Ints = npt.NDArray[np.int64]


@dataclass(slots=True)
class Topology:
    """`arcs[i]` is an (n, 2) array of grid coordinates; `owners[i]` the areas beside it.

    An arc with one owner is coast, with two a border between them.
    """

    arcs: list[Ints] = field(default_factory=list)
    owners: list[tuple[int, ...]] = field(default_factory=list)
    _numbers: dict[bytes, int] = field(default_factory=dict)
    _junctions: set[tuple[int, int]] = field(default_factory=set)

    def references(self, polygon: shapely.Polygon, grid: int) -> list[list[int]]:
        """The rings of a polygon as arc numbers; a reversed arc `i` is `~i` (TopoJSON's way).

        The polygon must be one of those the topology was built from, or a union of some.
        """
        return [
            [self._number(piece)[0] for piece in self._cut(_grid_ring(ring, grid))]
            for ring in (polygon.exterior, *polygon.interiors)
        ]

    def _cut(self, ring: Ints) -> Iterator[Ints]:
        """Pieces of an open ring (first vertex not repeated) between its junctions."""
        at = [i for i, vertex in enumerate(map(tuple, ring.tolist())) if vertex in self._junctions]
        if not at:  # an island: start at its smallest vertex, so that every owner cuts it alike
            at = [int(np.lexsort((ring[:, 1], ring[:, 0]))[0])]
        turned = np.roll(ring, -at[0], axis=0)
        stops = [i - at[0] for i in at] + [len(ring)]
        closed = np.vstack([turned, turned[:1]])
        for start, stop in pairwise(stops):
            yield closed[start : stop + 1]

    def _number(self, piece: Ints) -> tuple[int, bool]:
        """The signed number of an arc, and whether it is new."""
        forward, backward = piece.tobytes(), piece[::-1].tobytes()
        key = min(forward, backward)
        number = self._numbers.get(key)
        fresh = number is None
        if number is None:
            number = self._numbers[key] = len(self.arcs)
            self.arcs.append(np.frombuffer(key, dtype=np.int64).reshape(-1, 2))
        return (number if key == forward else ~number), fresh


def build_topology(geometries: list[shapely.Geometry], grid: int) -> Topology:
    """The topology of a coverage: polygons without overlap whose edges match vertex by vertex."""
    rings: list[Ints] = []
    owner_of_ring: list[int] = []
    for owner, geometry in enumerate(geometries):
        for polygon in shapely.get_parts(geometry):
            for ring in (polygon.exterior, *polygon.interiors):
                rings.append(_grid_ring(ring, grid))
                owner_of_ring.append(owner)
    topology = Topology(_junctions=_find_junctions(rings))
    for ring, owner in zip(rings, owner_of_ring, strict=True):
        for piece in topology._cut(ring):
            signed, fresh = topology._number(piece)
            number = signed if signed >= 0 else ~signed
            if fresh:
                topology.owners.append((owner,))
            else:
                topology.owners[number] = (*topology.owners[number], owner)
    return topology


def _grid_ring(ring: shapely.LinearRing, grid: int) -> Ints:
    lonlat = shapely.get_coordinates(ring)[:-1]
    return np.round(lonlat * grid).astype(np.int64)


def _find_junctions(rings: list[Ints]) -> set[tuple[int, int]]:
    vertices = np.vstack(rings)
    unique, numbers = np.unique(vertices, axis=0, return_inverse=True)
    numbers = numbers.reshape(-1)
    before, after = np.empty_like(numbers), np.empty_like(numbers)
    start = 0
    for ring in rings:
        span = slice(start, start + len(ring))
        before[span] = np.roll(numbers[span], 1)
        after[span] = np.roll(numbers[span], -1)
        start += len(ring)
    pair = np.minimum(before, after) * len(unique) + np.maximum(before, after)
    order = np.argsort(numbers, kind="stable")
    firsts = np.flatnonzero(np.diff(numbers[order], prepend=-1))
    differs = np.minimum.reduceat(pair[order], firsts) != np.maximum.reduceat(pair[order], firsts)
    return set(map(tuple, unique[differs].tolist()))
