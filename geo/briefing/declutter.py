"""Where numbered symbols go, so that none covers another: at their spot, or beside it on a leader.

A claim that stands alone keeps its exact spot, its number beside it. Claims at one spot (or nearer
to each other than their symbols are wide) become a block: a small table of symbols and numbers,
tied by a leader line to a dot at the exact spot. A crowd too large for that becomes a badge with
the range of its numbers. Blocks never overlap each other, other claims' dots, or reserved boxes; when
no room is left, neighbouring crowds are put together until there is.

Everything is in pixels and pure arithmetic: the same input gives the same placement.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from geo.briefing.blocks import Block, Form, Metrics, Pin, at_home, beside, centred
from geo.briefing.crowds import Crowd, gather, merge_nearest
from geo.briefing.scene import Box, Spot

DIRECTIONS: Final = 24
"""Directions tried around a spot."""

MAX_FILL: Final = 0.3
"""Blocks may cover this part of the map before neighbours are put together."""

CROWDING: Final = (
    # Distance, in half widths of the largest symbol, below which claims share a block, and how
    # many claims a block shows one by one. The first pair that leaves room enough is used.
    (1.3, 15),
    (1.8, 12),
    (2.4, 8),
    (3.2, 6),
    (4.2, 4),
    (5.5, 3),
    (7.5, 2),
    (10.0, 1),
    (14.0, 1),
    (20.0, 1),
)

MAX_LEADERS: Final = 6
"""Lines drawn to one block; a crowd of more spots is tied by its first."""

CROSSING_COST: Final = 60.0
"""A crossing of leaders is worth this many pixels of detour."""

Boxes = NDArray[np.float64]
"""Rows of left, top, right, bottom."""


@dataclass(frozen=True, slots=True)
class _Ground:
    """What a block must fit into and keep clear of."""

    area: Box
    taken: Boxes
    dots: NDArray[np.float64]
    leaders: NDArray[np.float64]


def place(
    pins: Sequence[Pin], area: Box, reserved: Sequence[Box], metrics: Metrics
) -> tuple[Block, ...]:
    """Place all pins inside `area`, clear of `reserved`. Every pin is in exactly one block; the
    blocks come in the order of their first members."""
    if not pins:
        return ()
    widest = max(pin.radius for pin in pins)
    room = MAX_FILL * area.width * area.height
    for reach, max_cells in CROWDING:
        crowds = _crowds(pins, reach * widest)
        if _covered(crowds, pins, max_cells, metrics) <= room:
            break
    while True:
        blocks, homeless = _arrange(crowds, pins, max_cells, area, reserved, metrics)
        if not homeless:
            return blocks
        crowds = merge_nearest(crowds, homeless)


def _crowds(pins: Sequence[Pin], reach: float) -> list[Crowd]:
    """Exact spots and areas' label points crowd apart: an area's symbols can move aside."""
    spots = [(pin.x, pin.y) for pin in pins]
    exact = [i for i, pin in enumerate(pins) if pin.exact]
    loose = [i for i, pin in enumerate(pins) if not pin.exact]
    return gather(spots, exact, reach) + gather(spots, loose, reach)


def _covered(
    crowds: Sequence[Crowd], pins: Sequence[Pin], max_cells: int, metrics: Metrics
) -> float:
    forms = (beside(crowd.members, pins, max_cells, metrics) for crowd in crowds)
    return sum(form.width * form.height for form in forms)


def _arrange(
    crowds: Sequence[Crowd],
    pins: Sequence[Pin],
    max_cells: int,
    area: Box,
    reserved: Sequence[Box],
    metrics: Metrics,
) -> tuple[tuple[Block, ...], list[int]]:
    """Blocks of the crowds, single exact spots first; and the crowds there was no room for (a
    last crowd is placed regardless)."""
    forms = [beside(crowd.members, pins, max_cells, metrics) for crowd in crowds]
    order = sorted(
        range(len(crowds)),
        key=lambda i: (
            not pins[crowds[i].members[0]].exact,
            len(crowds[i].members) > 1,
            -len(crowds[i].members),
            crowds[i].y,
            crowds[i].x,
        ),
    )
    exact = np.array([pin.exact for pin in pins])
    spots = np.array([[pin.x, pin.y] for pin in pins])
    taken = [_edges(box) for box in reserved]
    leaders: list[tuple[float, float, float, float]] = []
    blocks: list[Block] = []
    homeless: list[int] = []
    for index in order:
        own = np.zeros(len(pins), dtype=bool)
        own[list(crowds[index].members)] = True
        ground = _Ground(
            area,
            np.array(taken, dtype=np.float64).reshape(-1, 4),
            spots[exact & ~own],
            np.array(leaders, dtype=np.float64).reshape(-1, 4),
        )
        block = _settle(crowds[index], pins, forms[index], ground, metrics)
        if block is None:
            if len(crowds) > 1:
                homeless.append(index)
                continue
            block = _block(crowds[index], pins, forms[index], (area.left, area.top), False)
        blocks.append(block)
        taken.append(_edges(block.box.inset(-metrics.gap / 2)))
        leaders += [(*start, *end) for start, end in block.leaders]
    return tuple(sorted(blocks, key=lambda block: block.members)), homeless


def _settle(
    crowd: Crowd, pins: Sequence[Pin], away: Form, ground: _Ground, metrics: Metrics
) -> Block | None:
    """The best free place for one crowd; ``None`` when there is none."""
    first = crowd.members[0]
    homes: tuple[Form, ...] = ()
    if len(crowd.members) == 1:
        homes = at_home(first, pins[first], metrics)
    elif not pins[first].exact:
        homes = (centred(away),)
    for form in homes:
        assert form.home is not None
        corner = (crowd.x - form.home[0], crowd.y - form.home[1])
        if _free(np.array([corner]), form, ground, ground.dots, metrics.dot)[0]:
            return _block(crowd, pins, form, corner, True)
    farthest = math.hypot(ground.area.width, ground.area.height)
    own = np.array([[pins[i].x, pins[i].y] for i in crowd.members])
    corners, distance = _candidates(crowd, away, metrics.gap, farthest)
    # A block covers other claims' dots only when there is no way round, its own never.
    for dots in (np.concatenate((ground.dots, own)), own):
        free = _free(corners, away, ground, dots, metrics.dot)
        if free.any():
            places, detour = corners[free], distance[free]
            middles = places + np.array([away.width / 2, away.height / 2])
            nearest = np.argsort(detour, kind="stable")[:400]
            cost = detour[nearest] + CROSSING_COST * _crossings(
                (crowd.x, crowd.y), middles[nearest], ground
            )
            best = places[nearest[int(np.argmin(np.round(cost, 3)))]]
            return _block(crowd, pins, away, (float(best[0]), float(best[1])), False)
    return None


def _candidates(
    crowd: Crowd, form: Form, gap: float, far: float
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
    x = crowd.x + distance * ux - form.width / 2
    y = crowd.y + distance * uy - form.height / 2
    edge = np.broadcast_to(steps[:, None], x.shape)
    return np.column_stack((x.ravel(), y.ravel())), edge.ravel().astype(np.float64)


def _free(
    corners: NDArray[np.float64],
    form: Form,
    ground: _Ground,
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


def _crossings(
    spot: Spot, ends: NDArray[np.float64], ground: _Ground
) -> NDArray[np.float64]:
    """How many leaders each line from the spot to an end crosses, and half as much for each of
    five points on it that lie under a box."""
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


def _block(
    crowd: Crowd, pins: Sequence[Pin], form: Form, corner: Spot, home: bool
) -> Block:
    left, top = corner
    box = Box(left, top, form.width, form.height)
    spots = tuple(dict.fromkeys((pins[i].x, pins[i].y) for i in crowd.members))
    leaders: tuple[tuple[Spot, Spot], ...] = ()
    if not home:
        tied = spots if len(spots) <= MAX_LEADERS else ((crowd.x, crowd.y),)
        leaders = tuple(
            ((x, y), (min(max(x, box.left), box.right), min(max(y, box.top), box.bottom)))
            for x, y in tied
        )
    return Block(
        box,
        crowd.members,
        spots,
        tuple(cell.moved(left, top) for cell in form.cells),
        leaders,
        any(pins[i].exact for i in crowd.members),
    )


def _edges(box: Box) -> tuple[float, float, float, float]:
    return (box.left, box.top, box.right, box.bottom)
