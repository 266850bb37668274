"""Outlines as the numbers of a vector file: tenths of a pixel, without what nobody can see."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from geo.briefing.scene import CLOSE, CURVE, LINE, MOVE, Outline

TENTHS: Final = 10
"""Vector files count in tenths of a pixel, so that every number is a whole one."""


def steps(item: Outline) -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
    """Vertices (n, 2) in tenths of a pixel and codes (n,) of an outline, without lines to the
    point where the pen is already.
    """
    points = np.round(item.vertices * TENTHS).astype(np.int64)
    if item.codes is None:
        codes = np.full(len(points), LINE, dtype=np.uint8)
        codes[:1] = MOVE
    else:
        codes = item.codes
    if len(points) > 1:
        still = np.zeros(len(points), dtype=bool)
        still[1:] = (points[1:] == points[:-1]).all(axis=1) & (codes[1:] == LINE)
        # A line of one point keeps its only step: with round ends it is a dot.
        still[1:-1] &= (codes[2:] == LINE) | (codes[2:] == CLOSE)
        still[-1] = False
        points, codes = points[~still], codes[~still]
    return points, codes


def pieces(item: Outline) -> Iterator[tuple[int, NDArray[np.int64]]]:
    """An outline as stretches of one code: ``MOVE``, ``LINE``, ``CURVE`` (three vertices a curve)
    or ``CLOSE``, whose vertices say nothing.
    """
    points, codes = steps(item)
    if not len(points):
        return
    edges = np.flatnonzero(codes[1:] != codes[:-1]) + 1
    for start, end in zip([0, *edges.tolist()], [*edges.tolist(), len(codes)], strict=True):
        code = int(codes[start])
        assert code in (MOVE, LINE, CURVE, CLOSE)  # noqa: S101 - all that scenes are made of
        yield code, points[start:end]
