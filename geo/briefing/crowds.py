"""Which claims stand so close together on the map that they must share one block."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from geo.briefing.scene import Spot


@dataclass(frozen=True, slots=True)
class Crowd:
    """Members (indices into the list of pins, in order) around (x, y), the spot of the first."""

    x: float
    y: float
    members: tuple[int, ...]


def gather(spots: Sequence[Spot], indices: Sequence[int], reach: float) -> list[Crowd]:
    """Put each pin into the nearest crowd whose first member is closer than `reach` pixels.

    Going by the first member keeps crowds round: chains of neighbours do not grow into one.
    """
    found: list[tuple[float, float, list[int]]] = []
    grid: dict[tuple[int, int], list[int]] = {}
    for index in indices:
        x, y = spots[index]
        column, row = math.floor(x / reach), math.floor(y / reach)
        near = [
            crowd
            for dx in (-1, 0, 1)
            for dy in (-1, 0, 1)
            for crowd in grid.get((column + dx, row + dy), ())
        ]
        best = min(((math.dist((x, y), found[i][:2]), i) for i in near), default=(math.inf, -1))
        if best[0] < reach:
            found[best[1]][2].append(index)
        else:
            grid.setdefault((column, row), []).append(len(found))
            found.append((x, y, [index]))
    return [Crowd(x, y, tuple(members)) for x, y, members in found]


def merge_nearest(crowds: Sequence[Crowd], homeless: Sequence[int]) -> list[Crowd]:
    """Put every crowd that found no room together with its nearest neighbour."""
    left = dict(enumerate(crowds))
    for index in homeless:
        if index not in left or len(left) == 1:
            continue
        crowd = left.pop(index)
        nearest = min(
            (math.dist((crowd.x, crowd.y), (other.x, other.y)), i) for i, other in left.items()
        )[1]
        other = left[nearest]
        first = other if len(other.members) >= len(crowd.members) else crowd
        left[nearest] = Crowd(first.x, first.y, tuple(sorted(other.members + crowd.members)))
    return [left[i] for i in sorted(left)]
