"""The outlines of letters, for what a vector file must draw and not write."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from geo.briefing.fonts import Face, Typeface
from geo.briefing.runs import runs
from geo.briefing.scene import CURVE, Text

QUADRATIC: Final = 3
"""matplotlib's code of a curve with one control point."""

Path = tuple[NDArray[np.float64], NDArray[np.uint8]]


def line_outline(item: Text, fonts: Typeface) -> Path:
    """A line of text as one path: vertices (n, 2) in pixels and codes (n,)."""
    vertices: list[NDArray[np.float64]] = [np.empty((0, 2))]
    codes: list[NDArray[np.uint8]] = [np.empty(0, dtype=np.uint8)]
    for run in runs(item, fonts):
        # The same widths as the text that is written over it.
        natural = [_letter(run.face, letter)[2] * item.size_px for letter in run.text]
        spacing = (run.width - sum(natural)) / len(run.text)
        x = run.x
        for letter, width in zip(run.text, natural, strict=True):
            points, marks, _ = _letter(run.face, letter)
            vertices.append(points * [item.size_px, -item.size_px] + [x, round(item.baseline)])
            codes.append(marks)
            x += width + spacing
    return np.concatenate(vertices), np.concatenate(codes)


@lru_cache(maxsize=4_096)
def _letter(face: Face, letter: str) -> tuple[NDArray[np.float64], NDArray[np.uint8], float]:
    """A letter's outline and advance in em, y up, all curves cubic."""
    vertices, codes, advance = face.outline(letter)
    points: list[tuple[float, float]] = []
    marks: list[int] = []
    at = 0
    while at < len(codes):
        if codes[at] == QUADRATIC:
            start, control, end = np.asarray(points[-1]), vertices[at], vertices[at + 1]
            points += [tuple(start + 2 / 3 * (control - start)),
                       tuple(end + 2 / 3 * (control - end)), tuple(end)]  # fmt: skip
            marks += [CURVE] * 3
            at += 2
        elif codes[at] == CURVE:
            points += [tuple(one) for one in vertices[at : at + 3]]
            marks += [CURVE] * 3
            at += 3
        else:
            points.append(tuple(vertices[at]))
            marks.append(int(codes[at]))
            at += 1
    return np.asarray(points).reshape(-1, 2), np.asarray(marks, dtype=np.uint8), advance
