"""Meridians and parallels, where a brief asks for them."""

from __future__ import annotations

import math
from typing import Final

import numpy as np

from geo.briefing import palette
from geo.briefing.fonts import Typeface
from geo.briefing.names import NameField, name_text
from geo.briefing.scene import Box, Outline, Scene, Spot, line
from geo.briefing.view import View

STEPS_DEG: Final = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 45)
LEAST_PX: Final = 130.0
"""Lines of a 1080p picture are at least this far apart."""

Label = tuple[Box, str, int]


def lines(view: View, size_px: int, scale: float, fonts: Typeface) -> tuple[Scene, list[Label]]:
    """The lines, and their labels with the boxes in which they may stand at the map's edge."""
    wanted = LEAST_PX * scale / view.px_per_degree
    step = next((one for one in STEPS_DEG if one >= wanted), STEPS_DEG[-1])
    west, south, east, north = view.bounds
    box = view.box
    scene: Scene = []
    labels: list[Label] = []
    small = round(0.8 * size_px)
    for lon in _between(west, east, step):
        x = float(view.project(np.array([[lon, 0.0]]))[0, 0])
        scene.append(_line((x, box.top), (x, box.bottom), scale, box))
        words = _words((lon + 180.0) % 360.0 - 180.0, "E", "W")
        width = fonts.width(words, small)
        labels.append(
            (Box(x - width / 2, box.bottom - 1.5 * small, width, 1.05 * small), words, small)
        )
    for lat in _between(south, north, step):
        y = float(view.project(np.array([[west, lat]]))[0, 1])
        scene.append(_line((box.left, y), (box.right, y), scale, box))
        words = _words(lat, "N", "S")
        width = fonts.width(words, small)
        left = box.left + 0.5 * small
        labels.append((Box(left, y - 0.52 * small, width, 1.05 * small), words, small))
    return scene, labels


def settled(labels: list[Label], field: NameField, view: View, scale: float) -> Scene:
    """The labels that cover nothing."""
    scene: Scene = []
    for box, words, size in labels:
        free = field.settle(f"graticule {words}", [box])
        if free is not None:
            ink, halo = palette.MUTED, palette.LEADER_HALO
            scene.append(name_text(free, words, size, ink, halo, scale, view.box))
    return scene


def _line(start: Spot, end: Spot, scale: float, clip: Box) -> Outline:
    return line([start, end], palette.GRATICULE, 0.8 * scale, clip=clip)


def _between(low: float, high: float, step: float) -> list[float]:
    """The multiples of a step between two numbers."""
    first, last = math.ceil(low / step), math.floor(high / step)
    return [round(at * step, 6) for at in range(first, last + 1)]


def _words(degrees: float, plus: str, minus: str) -> str:
    if degrees == 0:
        return "0°"
    if abs(degrees) == 180:
        return "180°"
    return f"{abs(degrees):g}° {plus if degrees > 0 else minus}"
