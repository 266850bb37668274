"""What a picture is made of before any drawing library sees it: boxes, outlines and lines of text.

Coordinates are pixels of the finished picture, x to the right and y down from the upper left
corner. A scene is a list painted in order. Layout is tested on it, and every output format paints
the same one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

Spot: TypeAlias = tuple[float, float]
"""x and y of a point in pixels."""

Colour: TypeAlias = tuple[float, float, float, float]
"""Red, green, blue, opacity; each 0 to 1."""

MOVE: Final = 1
LINE: Final = 2
CURVE: Final = 4
CLOSE: Final = 79
"""Path codes, with the numbers that matplotlib's `Path` uses."""


def colour(hexadecimal: str, opacity: float = 1.0) -> Colour:
    """``"#rrggbb"`` as a `Colour`."""
    red, green, blue = (int(hexadecimal[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return (red, green, blue, opacity)


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle in pixels."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """x of the right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """y of the lower edge."""
        return self.top + self.height

    def inset(self, margin: float) -> Box:
        """The box without a margin on every side (a negative margin makes it larger)."""
        return Box(
            self.left + margin,
            self.top + margin,
            max(0.0, self.width - 2 * margin),
            max(0.0, self.height - 2 * margin),
        )

    def overlaps(self, other: Box) -> bool:
        """Whether the two share more than an edge."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def holds(self, other: Box, slack: float = 0.01) -> bool:
        """Whether the other lies inside, give or take `slack` pixels."""
        return (
            other.left >= self.left - slack
            and other.top >= self.top - slack
            and other.right <= self.right + slack
            and other.bottom <= self.bottom + slack
        )


@dataclass(frozen=True, slots=True)
class Outline:
    """A filled and/or stroked path. `vertices` is float64 (n, 2); `codes` uint8 (n,) or ``None``
    for one open line through all vertices. `dash` is lengths on, off, ... in pixels.
    """

    vertices: NDArray[np.float64]
    codes: NDArray[np.uint8] | None = None
    fill: Colour | None = None
    stroke: Colour | None = None
    width_px: float = 0.0
    dash: tuple[float, ...] = ()
    clip: Box | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text; (x, baseline) is its left end. `text` is printable as it stands."""

    x: float
    baseline: float
    text: str
    size_px: int
    ink: Colour
    bold: bool = False
    halo: Colour | None = None
    halo_px: float = 0.0
    clip: Box | None = None


Item: TypeAlias = Outline | Text
Scene: TypeAlias = list[Outline | Text]


def rectangle(
    box: Box,
    *,
    fill: Colour | None = None,
    stroke: Colour | None = None,
    width_px: float = 0.0,
    radius_px: float = 0.0,
    clip: Box | None = None,
) -> Outline:
    """A rectangle, with rounded corners when `radius_px` is given."""
    x0, y0, x1, y1 = box.left, box.top, box.right, box.bottom
    r = min(radius_px, box.width / 2, box.height / 2)
    if r <= 0:
        corners = [(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)]
        codes = [MOVE, LINE, LINE, LINE, CLOSE]
    else:
        k = r * 0.4477  # 1 - 4/3 * (sqrt(2) - 1): a cubic that is a quarter circle
        corners = [(x0 + r, y0), (x1 - r, y0), (x1 - k, y0), (x1, y0 + k), (x1, y0 + r)]
        corners += [(x1, y1 - r), (x1, y1 - k), (x1 - k, y1), (x1 - r, y1)]
        corners += [(x0 + r, y1), (x0 + k, y1), (x0, y1 - k), (x0, y1 - r)]
        corners += [(x0, y0 + r), (x0, y0 + k), (x0 + k, y0), (x0 + r, y0), (x0 + r, y0)]
        codes = [MOVE, LINE, *[CURVE] * 3, LINE, *[CURVE] * 3, LINE, *[CURVE] * 3]
        codes += [LINE, *[CURVE] * 3, CLOSE]
    return Outline(
        np.asarray(corners, dtype=np.float64),
        np.asarray(codes, dtype=np.uint8),
        fill,
        stroke,
        width_px,
        clip=clip,
    )


def line(
    points: Sequence[tuple[float, float]],
    stroke: Colour,
    width_px: float,
    *,
    dash: tuple[float, ...] = (),
    clip: Box | None = None,
) -> Outline:
    """An open line through the points."""
    return Outline(
        np.asarray(points, dtype=np.float64),
        stroke=stroke,
        width_px=width_px,
        dash=dash,
        clip=clip,
    )


def compound(
    parts: Sequence[NDArray[np.float64]], *, closed: bool
) -> tuple[NDArray[np.float64], NDArray[np.uint8]]:
    """Many rings or lines as one path, so that neighbours are painted together without seams."""
    kept = [part for part in parts if len(part) >= (3 if closed else 2)]
    if not kept:
        return np.empty((0, 2)), np.empty(0, dtype=np.uint8)
    vertices = np.concatenate(kept)
    codes = np.full(len(vertices), LINE, dtype=np.uint8)
    ends = np.cumsum([len(part) for part in kept])
    codes[np.concatenate(([0], ends[:-1]))] = MOVE
    if closed:
        codes[ends - 1] = CLOSE
    return vertices, codes
