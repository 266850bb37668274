"""The map of a picture: ground, areas, numbered symbols, names; and what ended up where."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.briefing import basemap, furniture, graticule, marks, palette, shapes
from geo.briefing.badges import badge
from geo.briefing.blocks import Block, Metrics, Pin
from geo.briefing.declutter import place
from geo.briefing.fonts import Typeface
from geo.briefing.names import NameField, around, beside, name_text
from geo.briefing.readable import readable
from geo.briefing.scene import Box, Scene, Spot, Text, colour, rectangle
from geo.briefing.view import View

if TYPE_CHECKING:
    from geo.briefing.brief import Brief
    from geo.claims.card import ClaimCard


@dataclass(frozen=True, slots=True)
class Placement:
    """Which rows are on one map and where. `rows[i]` and `spots[i]` (pixels) belong to pin `i`;
    `numbers` is the number of each row, given block by block; `reserved` what no symbol may cover.
    """

    view: View
    rows: tuple[int, ...]
    blocks: tuple[Block, ...]
    spots: tuple[Spot, ...]
    numbers: Mapping[int, int]
    ordered: tuple[int, ...]
    reserved: tuple[Box, ...]
    number_px: int


def arrange(
    brief: Brief,
    view: View,
    candidates: Sequence[int],
    first: int,
    reserved: Sequence[Box],
    number_px: int,
    scale: float,
    fonts: Typeface,
) -> Placement:
    """Place the symbols of those candidates that have a place in this view, numbered from `first`,
    clear of `reserved`.
    """
    rows: list[int] = []
    pins: list[Pin] = []
    spots: dict[int, tuple[Spot, bool] | None] = {}
    margin = 12 * scale
    for row in candidates:
        location = brief.table.locations[row]
        if location is None:
            continue
        if id(location) not in spots:
            spots[id(location)] = shapes.anchor(location, view, margin)
        found = spots[id(location)]
        if found is None:
            continue
        (x, y), exact = found
        rows.append(row)
        pins.append(Pin(x, y, marks.radius_px(int(brief.table.size[row]), scale), exact))
    digits = len(str(max(first - 1 + len(rows), 10)))
    metrics = Metrics(
        number_width=fonts.width("8" * digits, number_px, True),
        badge_width=max(
            fonts.width("8" * digits + "–" + "8" * digits, number_px, True),
            fonts.width("8" * digits + " claims", round(0.8 * number_px)),
        ),
        text_height=1.15 * number_px,
        gap=4 * scale,
        dot=5 * scale,
    )
    kept_clear = (
        *reserved,
        furniture.scale_bar(view, _small(number_px), scale, fonts)[1],
        furniture.north_arrow(view, _small(number_px), scale, fonts)[1],
    )
    blocks = place(pins, view.box.inset(5 * scale), kept_clear, metrics)
    ordered = tuple(rows[member] for block in blocks for member in block.members)
    numbers = {row: first + at for at, row in enumerate(ordered)}
    return Placement(
        view,
        tuple(rows),
        blocks,
        tuple((pin.x, pin.y) for pin in pins),
        numbers,
        ordered,
        kept_clear,
        number_px,
    )


def draw(
    brief: Brief,
    placement: Placement,
    card: Callable[[int], ClaimCard],
    scale: float,
    fonts: Typeface,
) -> Scene:
    """The whole map with its rim."""
    view = placement.view
    locations = [brief.table.locations[row] for row in placement.rows]
    known = [one for one in locations if one is not None]
    surfaces, edges = shapes.shading(known, view, scale)
    scene: Scene = [*basemap.ground(view, brief.boundary, scale), *surfaces, *edges]
    if brief.parts.graticule:
        lines, labels = graticule.lines(view, _small(placement.number_px), scale, fonts)
        scene += lines
    blocked = [*placement.reserved, *(block.box for block in placement.blocks)]
    blocked += [box for block in placement.blocks for box in _around_leaders(block, scale)]
    field = NameField(view.box.inset(4 * scale), blocked, 2 * scale)
    if brief.parts.graticule:
        scene += graticule.settled(labels, field, view, scale)
    scene += _claim_names(brief, placement, field, scale, fonts)
    scene += basemap.names(view, field, scale, fonts)
    for block in placement.blocks:
        for start, end in block.leaders:
            scene += marks.leader(start, end, scale, view.box)
    for block in placement.blocks:
        shown = block.exact and (bool(block.leaders) or not block.cells)
        for spot in block.spots if shown else ():
            scene += marks.dot(spot, scale, view.box)
    for block in placement.blocks:
        scene += _block(brief, placement, block, card, scale, fonts)
    for part, _ in (
        furniture.scale_bar(view, _small(placement.number_px), scale, fonts),
        furniture.north_arrow(view, _small(placement.number_px), scale, fonts),
    ):
        scene += part
    scene.append(rectangle(view.box, stroke=palette.PLATE_EDGE, width_px=1.2 * scale))
    return scene


def _claim_names(
    brief: Brief, placement: Placement, field: NameField, scale: float, fonts: Typeface
) -> Scene:
    """Names of the places that claims are about: beside the dot, or around the block."""
    size = round(0.87 * placement.number_px)
    scene: Scene = []
    for block in placement.blocks:
        named: dict[Spot, str] = {}
        for member in block.members:
            location = brief.table.locations[placement.rows[member]]
            spot = placement.spots[member]
            if location is not None and spot not in named:
                named[spot] = readable(location.place.name, fonts)
        if len(set(named.values())) > 1 and not (block.exact and block.leaders):
            continue  # one name for the symbols of several places would be wrong for most of them
        for (x, y), text in list(named.items())[:6]:
            if not text or field.knows(text):
                continue
            width = fonts.width(text, size)
            if block.leaders and block.exact:
                boxes = beside(x, y, width, size, 9.5 * scale)
            else:
                boxes = around(block.box, width, size, 2 * scale)
            box = field.settle(text, boxes)
            if box is not None:
                ink = palette.INK if block.exact else colour(marks.AREA_INK)
                scene.append(
                    name_text(box, text, size, ink, palette.LEADER_HALO, scale, placement.view.box)
                )
    return scene


def _block(
    brief: Brief,
    placement: Placement,
    block: Block,
    card: Callable[[int], ClaimCard],
    scale: float,
    fonts: Typeface,
) -> Scene:
    size = placement.number_px
    alone = len(block.cells) == 1 and not block.leaders
    scene: Scene = []
    if alone:
        plate = block.cells[0].number_box.inset(0.06 * size)
        scene.append(rectangle(plate, fill=palette.PLATE, radius_px=4 * scale))
    else:
        scene.append(
            rectangle(
                block.box,
                fill=palette.PLATE,
                stroke=palette.PLATE_EDGE,
                width_px=1.1 * scale,
                radius_px=5 * scale,
            )
        )
    if not block.cells:
        rows = [placement.rows[member] for member in block.members]
        confidences = [card(row).confidence for row in rows]
        first = placement.numbers[rows[0]]
        return scene + badge(block.box, first, confidences, size, scale, fonts)
    for cell in block.cells:
        row = placement.rows[cell.member]
        one = card(row)
        radius = marks.radius_px(int(brief.table.size[row]), scale)
        scene += marks.symbol(
            one.kind, one.confidence, one.status, one.modality, cell.centre, radius
        )
        number = str(placement.numbers[row])
        box = cell.number_box
        width = fonts.width(number, size, True)
        left = box.left + (box.width - width) / 2 if alone else box.left
        scene.append(
            Text(round(left), round(box.bottom - 0.27 * size), number, size, palette.INK, True)
        )
    return scene


def _around_leaders(block: Block, scale: float) -> Sequence[Box]:
    """Small boxes along leaders and on dots, to keep names off them."""
    boxes = []
    for (x0, y0), (x1, y1) in block.leaders:
        steps = max(2, int(max(abs(x1 - x0), abs(y1 - y0)) / (6 * scale)))
        for at in range(steps + 1):
            x, y = x0 + (x1 - x0) * at / steps, y0 + (y1 - y0) * at / steps
            boxes.append(Box(x - 2 * scale, y - 2 * scale, 4 * scale, 4 * scale))
    for x, y in block.spots if block.leaders else ():
        boxes.append(Box(x - 5 * scale, y - 5 * scale, 10 * scale, 10 * scale))
    return boxes


def _small(number_px: int) -> int:
    return round(0.9 * number_px)
