"""Symbols of claims as outlines, from the one source of their look, `geo.symbols`."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray

from geo import symbols
from geo.briefing import palette
from geo.briefing.scene import (
    CLOSE,
    CURVE,
    LINE,
    MOVE,
    Box,
    Colour,
    Item,
    Outline,
    Spot,
    colour,
    compound,
    line,
    rectangle,
)
from geo.claims.vocabulary import Confidence, Kind, Modality, Status

POSTER_SCALE: Final = 1.25
"""How much larger than on screen a symbol is in a 1080p picture, which is seen from afar."""

OUTER_SCALE: Final = 1.36
"""Reach of a contested claim's second outline, as in `geo.symbols.svg`."""


def symbol(
    kind: Kind,
    confidence: Confidence,
    status: Status,
    modality: Modality,
    centre: tuple[float, float],
    radius_px: float,
    clip: Box | None = None,
) -> list[Outline]:
    """One claim's symbol, painted in order. `radius_px` is half its width."""
    fill, _ = symbols.CONFIDENCE_FILLS[confidence]
    opacity, hatched = symbols.MODALITY_LOOK[modality]
    look = symbols.STATUS_OUTLINES[status]
    vertices, codes = _unit_path(symbols.KIND_PATHS[kind])
    ink = colour(symbols.DENIAL_INK if look == "hollow-bar" else symbols.OUTLINE_INK)
    stroke_px = 0.18 * radius_px
    middle = np.asarray(centre)
    body = middle + vertices * radius_px

    def outline(
        points: NDArray[np.float64],
        inside: Colour | None,
        edge: Colour | None = None,
        width_px: float = 0.0,
        dash: tuple[float, ...] = (),
        marks: NDArray[np.uint8] = codes,
    ) -> Outline:
        return Outline(points, marks, inside, edge, width_px, dash, clip)

    parts: list[Outline] = []
    if look == "double":
        outer = middle + vertices * radius_px * OUTER_SCALE
        parts.append(
            outline(
                outer,
                colour("#ffffff"),
                colour(symbols.DENIAL_INK),
                0.16 * OUTER_SCALE * radius_px,
            )
        )
    if look == "hollow-bar":
        parts.append(outline(body, colour("#ffffff", 0.8)))
    elif hatched:
        parts.append(outline(body, colour("#ffffff")))
        stripes, stripe_codes = _stripes(symbols.KIND_PATHS[kind])
        parts.append(outline(middle + stripes * radius_px, colour(fill), marks=stripe_codes))
    else:
        if opacity < 1:
            parts.append(outline(body, colour("#ffffff")))
        parts.append(outline(body, colour(fill, opacity)))
    dash = (0.42 * radius_px, 0.3 * radius_px) if look == "dashed" else ()
    if dash:  # a white ground, so that the gaps read as gaps on a dark fill and on the map alike
        parts.append(outline(body, None, colour("#ffffff"), stroke_px))
    parts.append(outline(body, None, ink, stroke_px, dash))
    if look == "hollow-bar":
        bar = middle + np.array([[-1.15, 1.15], [1.15, -1.15]]) * radius_px
        parts.append(Outline(bar, None, None, ink, 0.26 * radius_px, clip=clip))
    return parts


def radius_px(size_class: int, scale: float) -> float:
    """Half width of a symbol of a size class; `scale` is 1 in a 1080p picture."""
    return symbols.SIZE_RADII_PX[size_class] * POSTER_SCALE * scale


def area_swatch(box: Box, scale: float) -> Outline:
    """A patch of shaded area, for the legend."""
    return rectangle(
        box, fill=area_fill(3), stroke=AREA_EDGE, width_px=1.6 * scale, radius_px=2 * scale
    )


AREA_INK: Final = "#4a3e68"
"""Areas and rings: the violet of the map layer, no step of the confidence ramp."""


def area_fill(claims: int) -> Colour:
    """Shading of an area: stronger the more claims speak of it, as on screen."""
    return colour(AREA_INK, min(0.3, 0.1 + 0.045 * math.log2(1 + claims)))


AREA_EDGE: Final = colour(AREA_INK, 0.85)


def confidence_fill(confidence: Confidence) -> Colour:
    """The fill that stands for a confidence."""
    return colour(symbols.CONFIDENCE_FILLS[confidence][0])


def ring_swatch(centre: Spot, radius: float, scale: float) -> list[Item]:
    """A dashed circle."""
    turns = np.linspace(0, 2 * math.pi, 49)
    circle = np.column_stack(
        (centre[0] + radius * np.cos(turns), centre[1] + radius * np.sin(turns))
    )
    return ring(circle, scale)


def ring(outline: NDArray[np.float64], scale: float, clip: Box | None = None) -> list[Item]:
    """A dashed, faintly shaded ring; `outline` is closed, (n, 2) pixels."""
    codes = np.full(len(outline), LINE, dtype=np.uint8)
    codes[0], codes[-1] = MOVE, CLOSE
    dash = (5.0 * scale, 3.5 * scale)
    return [
        Outline(outline, codes, fill=colour(AREA_INK, 0.1), clip=clip),
        Outline(outline, codes, stroke=colour("#ffffff", 0.8), width_px=3.2 * scale, clip=clip),
        Outline(outline, codes, stroke=AREA_EDGE, width_px=1.7 * scale, dash=dash, clip=clip),
    ]


def leader(start: Spot, end: Spot, scale: float, clip: Box | None = None) -> list[Item]:
    """The line from a spot to the block that stands for it."""
    return [
        line([start, end], palette.LEADER_HALO, 3.2 * scale, clip=clip),
        line([start, end], palette.LEADER, 1.3 * scale, clip=clip),
    ]


def dot(spot: Spot, scale: float, clip: Box | None = None) -> list[Item]:
    """The exact spot that a leader starts from."""
    x, y = spot
    r = 3.4 * scale
    return [
        rectangle(
            Box(x - r, y - r, 2 * r, 2 * r),
            fill=colour(symbols.OUTLINE_INK),
            stroke=colour("#ffffff"),
            width_px=1.4 * scale,
            radius_px=r,
            clip=clip,
        )
    ]


@lru_cache(maxsize=32)
def _unit_path(data: str) -> tuple[NDArray[np.float64], NDArray[np.uint8]]:
    """SVG path data of absolute M, L, C, Z as vertices (n, 2) in -1..1 and codes (n,)."""
    points: list[tuple[float, float]] = []
    codes: list[int] = []
    words = data.replace(",", " ").split()
    mode, at = "", 0
    while at < len(words):
        if words[at] in ("M", "L", "C", "Z"):
            mode, at = words[at], at + 1
            if mode == "Z":
                points.append(points[codes.index(MOVE)])
                codes.append(CLOSE)
            continue
        steps = 3 if mode == "C" else 1
        for _ in range(steps):
            points.append((float(words[at]), float(words[at + 1])))
            at += 2
        codes += [{"M": MOVE, "L": LINE, "C": CURVE}[mode]] * steps
        mode = "L" if mode == "M" else mode
    return np.asarray(points), np.asarray(codes, dtype=np.uint8)


@lru_cache(maxsize=32)
def _stripes(data: str) -> tuple[NDArray[np.float64], NDArray[np.uint8]]:
    """Diagonal stripes that fill a unit path, half of its surface, as closed rings."""
    vertices, codes = _unit_path(data)
    outline: list[NDArray[np.float64]] = []
    at = 0
    while at < len(vertices):
        if codes[at] == CURVE:
            start, (one, two, end) = outline[-1], vertices[at : at + 3]
            for t in np.linspace(0, 1, 9)[1:]:
                u = 1 - t
                outline.append(
                    u**3 * start + 3 * u * u * t * one + 3 * u * t * t * two + t**3 * end
                )
            at += 3
        else:
            outline.append(vertices[at])
            at += 1
    body = shapely.Polygon(outline)
    bands = []
    for offset in np.arange(-2.0, 2.0, 0.5):
        # In a frame turned by 45 degrees a stripe is an upright bar 0.25 wide.
        bar = np.array([[offset, -3], [offset + 0.25, -3], [offset + 0.25, 3], [offset, 3]])
        turn = np.array([[1, 1], [-1, 1]]) / np.sqrt(2)
        bands.append(shapely.Polygon(bar @ turn))
    cut = shapely.get_parts(shapely.intersection(body, shapely.union_all(bands)))
    return compound(
        [shapely.get_coordinates(part.exterior) for part in cut if part.geom_type == "Polygon"],
        closed=True,
    )
