"""Where numbered symbols go, so that none covers another: at their spot, or beside it on a leader.

A claim that stands alone keeps its exact spot, its number beside it. Claims at one spot (or nearer
to each other than their symbols are wide) become a block: a small table of symbols and numbers,
tied by a leader line to a dot at the exact spot. A crowd too large for that becomes a badge with
the range of its numbers. Blocks never overlap each other or reserved boxes, and where there is any
way round it, no other claim's dot; when no room is left, neighbouring crowds are put together until
there is.

Everything is in pixels and pure arithmetic: the same input gives the same placement.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from geo.briefing.blocks import Block, Form, Metrics, Pin, at_home, beside, centred
from geo.briefing.crowds import Crowd, gather, merge_nearest
from geo.briefing.room import Ground, candidates, crossings, free_corners
from geo.briefing.scene import Box, Spot

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

LONGEST_LEADER: Final = 0.22
"""Of the map's diagonal; neighbours are put together rather than tied by longer lines."""

CROSSING_COST: Final = 60.0
"""A crossing of leaders is worth this many pixels of detour."""


def place(
    pins: Sequence[Pin], area: Box, reserved: Sequence[Box], metrics: Metrics
) -> tuple[Block, ...]:
    """Place all pins inside `area`, clear of `reserved`. Every pin is in exactly one block; the
    blocks come in the order of their first members.
    """
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
    last crowd is placed regardless).
    """
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
        ground = Ground(
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
    crowd: Crowd, pins: Sequence[Pin], away: Form, ground: Ground, metrics: Metrics
) -> Block | None:
    """The best free place for one crowd; ``None`` when there is none."""
    first = crowd.members[0]
    homes: tuple[Form, ...] = ()
    if len(crowd.members) == 1:
        homes = at_home(first, pins[first], metrics)
    elif not pins[first].exact:
        homes = (centred(away),)
    own = np.array([[pins[i].x, pins[i].y] for i in crowd.members])
    spot, dots = (crowd.x, crowd.y), ground.dots
    if not away.cells and len(np.unique(own, axis=0)) > MAX_LEADERS:
        # A badge for many spots stands among them, over their dots, as a cluster does on screen.
        x, y = own.mean(axis=0)
        spot, dots = (float(x), float(y)), np.empty((0, 2))
        homes = tuple(
            replace(away, home=(away.width * across, away.height * down))
            for across, down in ((0.5, 0.5), (0.5, 0.1), (0.5, 0.9), (0.1, 0.5), (0.9, 0.5))
        )
    for form in homes:
        home = form.home or (0.0, 0.0)
        corner = (spot[0] - home[0], spot[1] - home[1])
        if free_corners(np.array([corner]), form, ground, dots, metrics.dot)[0]:
            return _block(crowd, pins, form, corner, True)
    farthest = math.hypot(ground.area.width, ground.area.height)
    if len(crowd.members) < len(pins):
        farthest *= LONGEST_LEADER
    corners, distance = candidates(spot, away, metrics.gap, farthest)
    # A block covers other claims' dots only when there is no way round, its own never.
    for keep_off in (np.concatenate((dots, own)), own) if len(dots) else (own, dots):
        free = free_corners(corners, away, ground, keep_off, metrics.dot)
        if free.any():
            places, detour = corners[free], distance[free]
            middles = places + np.array([away.width / 2, away.height / 2])
            nearest = np.argsort(detour, kind="stable")[:400]
            cost = detour[nearest] + CROSSING_COST * crossings(spot, middles[nearest], ground)
            best = places[nearest[int(np.argmin(np.round(cost, 3)))]]
            return _block(crowd, pins, away, (float(best[0]), float(best[1])), False)
    return None


def _block(crowd: Crowd, pins: Sequence[Pin], form: Form, corner: Spot, home: bool) -> Block:
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
