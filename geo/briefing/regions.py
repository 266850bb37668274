"""Claims that lie far apart: which belong on one map, and how several maps share a stage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from geo.briefing.scene import Box
from geo.briefing.view import Bounds, bounds_around, mercator_y

if TYPE_CHECKING:
    from geo.briefing.brief import Brief
    from geo.places.location import Location

MOST_REGIONS: Final = 3
"""One main map and two insets; more would be a page of stamps."""

LEAST_GAP_DEG: Final = 12.0
"""No inset for claims nearer to each other than this, in degrees of longitude at the equator."""

LEAST_GAIN: Final = 1.35
"""An inset must let the larger of the maps grow at least so much."""

MAIN: Final = 0.64
"""How much the size of the main map counts beside that of all insets together, of 1."""

MOST_ZOOM: Final = 6.0
"""An inset's scale is at most so many times the main map's: it must still show where it is."""

SHARES: Final = (0.26, 0.32, 0.38, 0.44, 0.5)
"""Parts of the stage that insets may take."""


@dataclass(frozen=True, slots=True)
class Region:
    """What one map shows: its bounds and the rows whose places lie there."""

    bounds: Bounds
    rows: tuple[int, ...]

    @property
    def west(self) -> float:
        """Its western edge."""
        return self.bounds[0]


def regions(brief: Brief) -> tuple[Region, ...]:
    """The maps of a brief: first the one with most claims, then the insets from west to east.

    One, when the brief names its bounds, wants no inset, or its claims lie together.
    """
    from geo.places.location import Shape

    every = tuple(brief.rows)
    places = [brief.table.locations[row] for row in every]
    if brief.bounds is not None:
        return (Region(brief.bounds, every),)
    whole = Region(bounds_around(place for place in places if place), every)
    if not brief.parts.inset:
        return (whole,)
    rows_of: dict[int, list[int]] = {}
    known: dict[int, Location] = {}
    for row, place in zip(every, places, strict=True):
        if place is not None and place.shape not in (Shape.NONE, Shape.COUNTRY):
            rows_of.setdefault(id(place), []).append(row)
            known[id(place)] = place
    groups = [list(known.values())]
    while len(groups) < MOST_REGIONS:
        parted = [(at, two) for at, group in enumerate(groups) if (two := _parted(group))]
        if not parted:
            break
        at, two = parted[0]
        groups[at : at + 1] = two
    if len(groups) == 1:
        return (whole,)
    made = [
        Region(
            bounds_around(group),
            tuple(sorted((r for place in group for r in rows_of[id(place)]), key=every.index)),
        )
        for group in groups
    ]
    made.sort(key=lambda one: (-len(one.rows), one.west))
    return (made[0], *sorted(made[1:], key=lambda one: one.west))


def _parted(places: Sequence[Location]) -> list[list[Location]] | None:
    """The places in two groups, at their widest gap, if maps of their own serve them better."""
    if len(places) < 2:
        return None
    boxes = np.array([_box(place) for place in places])
    near, edges = _tree(boxes)
    widest = int(np.argmax(edges))
    if edges[widest] < LEAST_GAP_DEG:
        return None
    # What hangs on the widest edge of the tree is one group, the rest the other.
    parent = {child: start for at, (start, child) in enumerate(near) if at != widest}
    root = near[widest][1]

    def hangs(at: int) -> bool:
        while at in parent:
            at = parent[at]
        return at == root

    away = [hangs(at) for at in range(len(places))]
    groups = [
        [place for place, one in zip(places, away, strict=True) if one is side]
        for side in (False, True)
    ]
    gain = _needs(bounds_around(places)) / max(_needs(bounds_around(group)) for group in groups)
    return groups if gain >= LEAST_GAIN else None


def _box(place: Location) -> tuple[float, float, float, float]:
    """Middle longitude, middle mercator ordinate, and half width and height of a place."""
    if place.geometry is None or place.shape == "point":
        return (place.lon, mercator_y(place.lat), 0.0, 0.0)
    west, south, east, north = bounds_around([place])
    low, high = mercator_y(south), mercator_y(north)
    # (The padding is a part of every map and so of every distance.)
    return ((west + east) / 2, (low + high) / 2, (east - west) / 2, (high - low) / 2)


def _tree(boxes: NDArray[np.float64]) -> tuple[list[tuple[int, int]], list[float]]:
    """The shortest tree over all boxes: its edges as (from, to), and their lengths in degrees."""
    count = len(boxes)
    best = np.full(count, np.inf)
    start = np.zeros(count, dtype=int)
    todo = np.ones(count, dtype=bool)
    at = 0
    edges: list[tuple[int, int]] = []
    lengths: list[float] = []
    todo[0] = False
    for _ in range(count - 1):
        across = np.abs((boxes[:, 0] - boxes[at, 0] + 180.0) % 360.0 - 180.0)
        gap_x = np.maximum(0.0, across - boxes[:, 2] - boxes[at, 2])
        gap_y = np.maximum(0.0, np.abs(boxes[:, 1] - boxes[at, 1]) - boxes[:, 3] - boxes[at, 3])
        gap = np.hypot(gap_x, gap_y)
        closer = todo & (gap < best)
        best[closer], start[closer] = gap[closer], at
        at = int(np.argmin(np.where(todo, best, np.inf)))
        todo[at] = False
        edges.append((int(start[at]), at))
        lengths.append(float(best[at]))
    return edges, lengths


def _spans(bounds: Bounds) -> tuple[float, float]:
    west, south, east, north = bounds
    east += 360.0 if east < west else 0.0
    return max(east - west, 1e-6), max(mercator_y(north) - mercator_y(south), 1e-6)


def _needs(bounds: Bounds) -> float:
    """How much of a landscape page's width the bounds need, in degrees."""
    width, height = _spans(bounds)
    return max(width, 1.4 * height)


def map_size(found: Sequence[Region], stage: Box) -> float:
    """How large a stage can show the regions: pixels per degree, of several a middle value."""
    return max(size for size, _ in _divisions(found, stage, 0.0))


def divided(found: Sequence[Region], stage: Box, gap: float) -> tuple[Box, ...]:
    """The stage as one box a region, so that all are shown as large as can be."""
    return max(_divisions(found, stage, gap), key=lambda one: one[0])[1]


def _divisions(
    found: Sequence[Region], stage: Box, gap: float
) -> list[tuple[float, tuple[Box, ...]]]:
    """All ways to divide a stage, each with how large it shows the regions."""
    main, insets = found[0], found[1:]
    if not insets:
        return [(_size(main.bounds, stage), (stage,))]
    made: list[tuple[float, tuple[Box, ...]]] = []
    western = sum(one.west < main.west for one in insets) * 2 >= len(insets)
    for share in SHARES:
        for below in (False, True):
            for along in (False, True) if len(insets) > 1 else (below,):
                large, small = _cut(stage, share, gap, below=below, first=western and not below)
                boxes = (large, *_split(small, len(insets), gap, along=along))
                sizes = [_size(r.bounds, b) for r, b in zip(found, boxes, strict=True)]
                sizes = [min(size, MOST_ZOOM * sizes[0]) for size in sizes]
                value = sizes[0] ** MAIN * float(np.prod(sizes[1:])) ** ((1 - MAIN) / len(insets))
                made.append((value, boxes))
    return made


def _size(bounds: Bounds, box: Box) -> float:
    width, height = _spans(bounds)
    return max(min(box.width / width, box.height / height), 1e-6)


def _cut(stage: Box, share: float, gap: float, *, below: bool, first: bool) -> tuple[Box, Box]:
    """The larger and the smaller part of a stage."""
    if below:
        tall = round(stage.height * share)
        upper = Box(stage.left, stage.top, stage.width, max(1.0, stage.height - tall - gap))
        return upper, Box(stage.left, stage.bottom - tall, stage.width, tall)
    wide = round(stage.width * share)
    rest = max(1.0, stage.width - wide - gap)
    if first:
        small = Box(stage.left, stage.top, wide, stage.height)
        return Box(stage.right - rest, stage.top, rest, stage.height), small
    large = Box(stage.left, stage.top, rest, stage.height)
    return large, Box(stage.right - wide, stage.top, wide, stage.height)


def _split(box: Box, parts: int, gap: float, *, along: bool) -> list[Box]:
    """A box in equal parts, side by side or one below the other."""
    if along:
        wide = (box.width - gap * (parts - 1)) / parts
        return [Box(box.left + i * (wide + gap), box.top, wide, box.height) for i in range(parts)]
    tall = (box.height - gap * (parts - 1)) / parts
    return [Box(box.left, box.top + i * (tall + gap), box.width, tall) for i in range(parts)]
