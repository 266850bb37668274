"""Free room on a crowded map: where a block fits, and what a leader to it would cross."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from geo.briefing.blocks import Form
from geo.briefing.scene import Box, Spot

DIRECTIONS: Final = 24
"""Directions tried around a spot."""

Boxes = NDArray[np.float64]
"""Rows of left, top, right, bottom."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What a block must fit into and keep clear of."""

    area: Box
    taken: Boxes
    dots: NDArray[np.float64]
    leaders: NDArray[np.float64]


def candidates(
    spot: Spot, form: Form, gap: float, far: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Corners of the form all around a spot, and how far its edge then is from the spot."""
    # A leader long enough that the name of the place finds room beside its dot.
    steps = np.arange(5.5 * gap, far, max(5.0, 1.5 * gap))
    steps = np.concatenate((steps[:16], steps[16::3]))
    turns = np.arange(DIRECTIONS) * 2 * math.pi / DIRECTIONS - math.pi / 4
    ux, uy = np.cos(turns), np.sin(turns)
    # In each direction the block's edge, not its middle, is `step` away from the spot.
    half = np.minimum(
        (form.width / 2) / np.maximum(np.abs(ux), 1e-9),
        (form.height / 2) / np.maximum(np.abs(uy), 1e-9),
    )
    distance = steps[:, None] + half[None, :]
    x = spot[0] + distance * ux - form.width / 2
    y = spot[1] + distance * uy - form.height / 2
    edge = np.broadcast_to(steps[:, None], x.shape)
    return np.column_stack((x.ravel(), y.ravel())), edge.ravel().astype(np.float64)


def free_corners(
    corners: NDArray[np.float64],
    form: Form,
    ground: Ground,
    dots: NDArray[np.float64],
    dot: float,
) -> NDArray[np.bool_]:
    """Which corners put the form inside the area and clear of boxes and dots."""
    area, taken = ground.area, ground.taken
    left, top = corners[:, 0], corners[:, 1]
    right, bottom = left + form.width, top + form.height
    free: NDArray[np.bool_] = (
        (left >= area.left) & (top >= area.top) & (right <= area.right) & (bottom <= area.bottom)
    )
    for box in (taken, np.column_stack((dots - dot, dots + dot))):
        among = np.flatnonzero(free)
        if not len(among) or not len(box):
            continue
        hit = (
            (left[among, None] < box[:, 2])
            & (right[among, None] > box[:, 0])
            & (top[among, None] < box[:, 3])
            & (bottom[among, None] > box[:, 1])
        )
        free[among[hit.any(axis=1)]] = False
    return free


def crossings(spot: Spot, ends: NDArray[np.float64], ground: Ground) -> NDArray[np.float64]:
    """How many leaders each line from the spot to an end crosses, and half as much for each of
    five points on it that lie under a box.
    """
    start = np.array(spot)
    step = ends - start
    count = np.zeros(len(ends))
    if len(ground.leaders):
        away = ground.leaders[:, :2] - start
        way = ground.leaders[:, 2:] - ground.leaders[:, :2]
        across = step[:, 0:1] * way[:, 1] - step[:, 1:2] * way[:, 0]
        across = np.where(np.abs(across) < 1e-9, 1e-9, across)
        along = (away[:, 0] * way[:, 1] - away[:, 1] * way[:, 0]) / across
        other = (away[:, 0] * step[:, 1:2] - away[:, 1] * step[:, 0:1]) / across
        count += ((along > 0) & (along < 1) & (other > 0) & (other < 1)).sum(axis=1)
    taken = ground.taken
    for part in (0.15, 0.3, 0.45, 0.6, 0.75) if len(taken) else ():
        x, y = (start + part * step).T[:, :, None]
        inside = (x > taken[:, 0]) & (x < taken[:, 2]) & (y > taken[:, 1]) & (y < taken[:, 3])
        count += 0.5 * inside.any(axis=1)
    return count
