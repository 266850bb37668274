"""The forms in which numbered symbols stand on a map: alone, as a small table, or as a badge."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from geo.briefing.scene import Box, Spot

SYMBOL_REACH: Final = 1.55
"""How far a symbol with its second outline reaches from its centre, in half widths."""


@dataclass(frozen=True, slots=True)
class Pin:
    """One claim on the map: its pixel and symbol's half width; `exact` for a spot on the ground,
    false for an area's label point, which may be anywhere in the area.
    """

    x: float
    y: float
    radius: float
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Metrics:
    """What placement needs to know of text and gaps, in pixels.

    Numbers are given after placement, so that those of one block follow each other; every one is
    allowed the width of the widest, `number_width`, and a badge of `badge_width` two of them.
    """

    number_width: float
    badge_width: float
    text_height: float
    gap: float
    dot: float


@dataclass(frozen=True, slots=True)
class Cell:
    """One claim (its index among the pins) in a block: centre of its symbol, box of its number."""

    member: int
    centre: Spot
    number_box: Box

    def moved(self, dx: float, dy: float) -> Cell:
        """The cell elsewhere."""
        box = self.number_box
        return Cell(
            self.member,
            (self.centre[0] + dx, self.centre[1] + dy),
            Box(box.left + dx, box.top + dy, box.width, box.height),
        )


@dataclass(frozen=True, slots=True)
class Form:
    """A block that has no place yet; coordinates from its upper left corner. A badge has no
    cells. `home` is where in the form the exact spot lies when it is
    placed without a leader.
    """

    width: float
    height: float
    cells: tuple[Cell, ...]
    home: Spot | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """One crowd on the map. `members` are indices of pins, in order; a badge has no `cells`.
    `spots` are the exact places of its claims, `leaders` the lines from
    them to the block (none when the symbol stands at its spot), `exact` whether the spots are more
    than label points of areas.
    """

    box: Box
    members: tuple[int, ...]
    spots: tuple[Spot, ...]
    cells: tuple[Cell, ...]
    leaders: tuple[tuple[Spot, Spot], ...]
    exact: bool


def at_home(member: int, pin: Pin, metrics: Metrics) -> tuple[Form, ...]:
    """A single symbol at its spot, its number right, left, below or above; best first."""
    reach = SYMBOL_REACH * pin.radius
    width = metrics.number_width + 2 * metrics.gap
    height = metrics.text_height
    tall = max(2 * reach, height)
    wide = max(2 * reach, width)
    forms = []
    for left in (False, True):
        centre = (width + reach if left else reach, tall / 2)
        box = Box(0.0 if left else 2 * reach, (tall - height) / 2, width, height)
        cell = Cell(member, centre, box)
        forms.append(Form(2 * reach + width, tall, (cell,), home=centre))
    for above in (False, True):
        centre = (wide / 2, height + reach if above else reach)
        box = Box((wide - width) / 2, 0.0 if above else 2 * reach, width, height)
        cell = Cell(member, centre, box)
        forms.append(Form(wide, 2 * reach + height, (cell,), home=centre))
    return tuple(forms)


def beside(members: Sequence[int], pins: Sequence[Pin], max_cells: int, metrics: Metrics) -> Form:
    """The form of a crowd that stands beside its spot: a table, or a badge if it is too many."""
    if len(members) <= max_cells:
        return _table(members, pins, metrics)
    # Two lines of text (numbers, count) and the bar that shows the mix of confidence.
    return Form(
        metrics.badge_width + 4 * metrics.gap, 2.1 * metrics.text_height + 4 * metrics.gap, ()
    )


def centred(form: Form) -> Form:
    """The form standing on its spot: for areas, whose symbols may stand anywhere inside."""
    return Form(form.width, form.height, form.cells, (form.width / 2, form.height / 2))


def _table(members: Sequence[int], pins: Sequence[Pin], metrics: Metrics) -> Form:
    reach = SYMBOL_REACH * max(pins[i].radius for i in members)
    number_width = metrics.number_width
    cell_width = 2 * reach + number_width + 1.5 * metrics.gap
    cell_height = max(2 * reach, metrics.text_height)
    # A little wider than high, like the map; a pair stands side by side.
    columns = math.ceil(math.sqrt(1.4 * len(members) * cell_height / cell_width))
    columns = max(1, min(len(members), 2 if len(members) == 2 else columns))
    rows = math.ceil(len(members) / columns)
    pad = metrics.gap if len(members) > 1 else metrics.gap / 2
    cells = []
    for at, member in enumerate(members):
        x = pad + at % columns * cell_width
        y = pad + at // columns * cell_height
        number_box = Box(
            x + 2 * reach + metrics.gap / 3,
            y + (cell_height - metrics.text_height) / 2,
            number_width,
            metrics.text_height,
        )
        cells.append(Cell(member, (x + reach, y + cell_height / 2), number_box))
    return Form(2 * pad + columns * cell_width, 2 * pad + rows * cell_height, tuple(cells))
