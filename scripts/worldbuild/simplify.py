"""Fewer vertices per line, after Visvalingam and Whyatt (1993).

The vertex whose triangle with its two neighbours is smallest goes first, until every triangle left
is larger than a threshold. Ends stay, so simplified arcs still meet.
"""

from __future__ import annotations

import heapq

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]


def simplify(line: Ints, threshold: float, grid: int) -> Ints:
    """`line` (n, 2) in grid coordinates without triangles below `threshold` square degrees.

    Longitudes count by the cosine of the latitude, so the threshold means the same everywhere.
    A closed line keeps at least four vertices (a triangle).
    """
    count = len(line)
    closed = bool((line[0] == line[-1]).all())
    fewest = 4 if closed else 2
    if count <= fewest:
        return line
    stretch = float(np.cos(np.radians(np.clip(line[:, 1].mean() / grid, -85, 85))))
    xs: list[float] = (line[:, 0] * (stretch / grid)).tolist()
    ys: list[float] = (line[:, 1] / grid).tolist()
    before, after = list(range(-1, count - 1)), list(range(1, count + 1))

    def triangle(i: int) -> float:
        a, b = before[i], after[i]
        return abs((xs[i] - xs[a]) * (ys[b] - ys[a]) - (xs[b] - xs[a]) * (ys[i] - ys[a])) / 2

    size = [0.0] * count
    heap = []
    for i in range(1, count - 1):
        size[i] = triangle(i)
        heap.append((size[i], i))
    heapq.heapify(heap)
    gone = [False] * count
    left = count
    while heap and left > fewest:
        area, i = heapq.heappop(heap)
        if gone[i] or area != size[i]:
            continue
        if area >= threshold:
            break
        gone[i] = True
        left -= 1
        a, b = before[i], after[i]
        after[a], before[b] = b, a
        for j in (a, b):
            if 0 < j < count - 1:
                # Never smaller than what was just removed: keeps the order of removal monotone.
                size[j] = max(triangle(j), area)
                heapq.heappush(heap, (size[j], j))
    kept: Ints = line[~np.array(gone)]
    return kept


def ring_area_deg2(ring: Ints, grid: int) -> float:
    """Area of a closed ring in square degrees, longitudes counted by the cosine of latitude."""
    x, y = ring[:, 0] / grid, ring[:, 1] / grid
    doubled = float(np.abs(np.dot(x[:-1], y[1:]) - np.dot(x[1:], y[:-1])))
    return doubled / 2 * float(np.cos(np.radians(np.clip(y.mean(), -85, 85))))
