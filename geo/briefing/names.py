"""Names on a map, each where it covers nothing: no symbol, no leader, no other name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from geo.briefing.scene import Box, Colour, Text


class NameField:
    """What of a map is taken. Names are settled one after another and never moved again."""

    def __init__(self, frame: Box, taken: Iterable[Box], margin_px: float) -> None:
        """`frame` is where names may stand, `margin_px` the air beside each of them."""
        self._frame = frame
        self._margin = margin_px
        self._boxes = [_edges(box) for box in taken]
        self._names: set[str] = set()

    def knows(self, name: str) -> bool:
        """Whether the name is already on the map."""
        return name.casefold() in self._names

    def block(self, box: Box) -> None:
        """Keep names off a box."""
        self._boxes.append(_edges(box))

    def covers(self, box: Box) -> bool:
        """Whether something stands there already."""
        return self._hits(box)

    def settle(self, name: str, boxes: Sequence[Box]) -> Box | None:
        """The first of the boxes that is free, now taken by the name; ``None`` if all are taken."""
        for box in boxes:
            if self._frame.holds(box) and not self._hits(box):
                self._boxes.append(_edges(box))
                self._names.add(name.casefold())
                return box
        return None

    def _hits(self, box: Box) -> bool:
        if not self._boxes:
            return False
        others = np.array(self._boxes)
        across, along = 2 * self._margin, self._margin
        return bool(
            (
                (others[:, 0] < box.right + across)
                & (others[:, 2] > box.left - across)
                & (others[:, 1] < box.bottom + along)
                & (others[:, 3] > box.top - along)
            ).any()
        )


def beside(x: float, y: float, width: float, size_px: int, away: float) -> list[Box]:
    """Boxes for the name of a spot: right, left, above, below, the corners between; then the same
    twice as far away.
    """
    height = 1.05 * size_px
    boxes = []
    for far in (away, 2 * away):
        left, right, middle = x - far - width, x + far, x - width / 2
        up, down, level = y - far - height, y + far, y - height / 2
        boxes += [
            Box(at_x, at_y, width, height)
            for at_x, at_y in (
                (right, level),
                (left, level),
                (middle, up),
                (middle, down),
                (right, up + far),
                (right, down - far),
                (left, up + far),
                (left, down - far),
            )
        ]
    return boxes


def over(x: float, y: float, width: float, size_px: int) -> list[Box]:
    """Boxes for the name of something large: on its middle, or a line higher or lower."""
    height = 1.05 * size_px
    return [
        Box(x - width / 2, y - height / 2 + rise * height, width, height)
        for rise in (0.0, -1.2, 1.2)
    ]


def around(box: Box, width: float, size_px: int, away: float) -> list[Box]:
    """Boxes for the name of what stands in a box: below, above, right, left."""
    height = 1.05 * size_px
    middle, level = box.left + (box.width - width) / 2, box.top + (box.height - height) / 2
    return [
        Box(middle, box.bottom + away, width, height),
        Box(middle, box.top - away - height, width, height),
        Box(box.right + away, level, width, height),
        Box(box.left - away - width, level, width, height),
    ]


def name_text(
    box: Box, text: str, size_px: int, ink: Colour, halo: Colour, scale: float, clip: Box
) -> Text:
    """A settled name as an item to paint."""
    baseline = round(box.bottom - 0.22 * size_px)
    return Text(
        round(box.left), baseline, text, size_px, ink, halo=halo, halo_px=1.6 * scale, clip=clip
    )


def _edges(box: Box) -> tuple[float, float, float, float]:
    return (box.left, box.top, box.right, box.bottom)
