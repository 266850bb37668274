"""Letters: which fonts are there, what they can draw, how wide it is, and what it looks like.

DejaVu Sans (Latin, Greek, Cyrillic) comes with matplotlib, so that every machine draws the same.
Hangul, Han and kana are drawn with a system font where one is found. What no font has is
transliterated before it is measured, so that a missing-glyph box can never appear.

Glyphs are rasterised once and kept: matplotlib's own text path shapes and renders every string
anew, which took 3.8 ms a line where this takes 0.1 ms. What is given up for it, ligatures and
scripts that need shaping, is transliterated.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from matplotlib.ft2font import FT2Font

EAST_ASIAN: Final = (
    "Noto Sans CJK KR",
    "Noto Sans CJK JP",
    "Noto Sans CJK SC",
    "Noto Sans KR",
    "Source Han Sans KR",
    "Source Han Sans",
    "Apple SD Gothic Neo",
    "Malgun Gothic",
    "NanumGothic",
    "WenQuanYi Zen Hei",
)
"""System fonts with Hangul or Han, best first; the first that is found is used."""

FIRST_EAST_ASIAN: Final = 0x1100
"""Hangul jamo; a font for East Asian letters is asked for nothing before them."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """One letter at one size: opacity 0 to 255 of shape (height, width), and where it goes.

    `left` is pixels from the pen, `top` pixels from the baseline up to the first row.
    """

    alpha: NDArray[np.uint8]
    left: int
    top: int
    advance: int


@dataclass(frozen=True)
class Face:
    """One font file (its first face), with its glyphs kept by letter and size."""

    path: str
    _font: FT2Font = field(repr=False, compare=False)
    _letters: frozenset[int] = field(repr=False, compare=False)
    _glyphs: dict[tuple[str, int], Glyph] = field(default_factory=dict, repr=False, compare=False)
    _advances: dict[tuple[str, int], int] = field(default_factory=dict, repr=False, compare=False)

    def has(self, letter: str) -> bool:
        """Whether the font can draw the character."""
        return ord(letter) in self._letters

    def advance(self, letter: str, size_px: int) -> int:
        """Whole pixels from this letter's pen position to the next one's."""
        known = self._advances.get((letter, size_px))
        if known is None:
            known = self._load(letter, size_px)
            self._advances[letter, size_px] = known
        return known

    def glyph(self, letter: str, size_px: int) -> Glyph:
        """The letter's picture."""
        known = self._glyphs.get((letter, size_px))
        if known is None:
            known = self._render(letter, size_px)
            if len(self._glyphs) > 20_000:  # some 10 MB; a picture uses a few hundred
                self._glyphs.clear()
            self._glyphs[letter, size_px] = known
        return known

    def outline(self, letter: str) -> tuple[NDArray[np.float64], NDArray[np.uint8], float]:
        """The letter as drawn by its maker: vertices (n, 2) in em with y up, matplotlib's path
        codes (n,), and the advance in em.
        """
        from matplotlib.ft2font import LoadFlags

        glyph = self._font.load_char(ord(letter), flags=LoadFlags.NO_SCALE)
        vertices, codes = self._font.get_path()
        em = float(self._font.units_per_EM)
        # (matplotlib takes all lengths for 64ths of a pixel.)
        return vertices * (64 / em), codes.astype(np.uint8), glyph.horiAdvance / em

    def _load(self, letter: str, size_px: int) -> int:
        from matplotlib.ft2font import LoadFlags

        self._font.set_size(size_px, 72)
        glyph = self._font.load_char(ord(letter), flags=LoadFlags.FORCE_AUTOHINT)
        return round(glyph.horiAdvance / 64)

    def _render(self, letter: str, size_px: int) -> Glyph:
        from matplotlib.ft2font import LoadFlags

        advance = self.advance(letter, size_px)
        self._font.set_size(size_px, 72)
        glyph = self._font.load_char(ord(letter), flags=LoadFlags.FORCE_AUTOHINT)
        x0, y0, x1, y1 = glyph.bbox
        # The bitmap is put as far from the given point as the letter's left side is from the pen.
        pen = max(0, 1 - x0 // 64)
        width, height = pen + -(-x1 // 64) + 2, -(-y1 // 64) + 2 - y0 // 64
        drawn = np.zeros((max(1, height), max(1, width)), np.uint8)
        self._font.draw_glyph_to_bitmap(drawn, pen, 0, glyph)
        rows, columns = np.flatnonzero(drawn.any(axis=1)), np.flatnonzero(drawn.any(axis=0))
        if not len(rows):
            return Glyph(np.zeros((0, 0), np.uint8), 0, 0, advance)
        alpha = drawn[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
        return Glyph(alpha, round(glyph.horiBearingX / 64), round(glyph.horiBearingY / 64), advance)


@dataclass(frozen=True)
class Typeface:
    """The faces of a picture: upright and bold, and with `wide` one for East Asian letters if the
    machine has one, which is looked for when the first such letter comes.
    """

    regular: Face
    bold: Face
    wide: bool = True
    _widths: dict[tuple[str, int, bool], int] = field(
        default_factory=dict, repr=False, compare=False
    )

    @cached_property
    def east_asian(self) -> Face | None:
        """The face of Hangul, Han and kana; ``None`` where there is none."""
        path = _find_east_asian() if self.wide else None
        return _face(path) if path else None

    def face(self, letter: str, bold: bool = False) -> Face | None:
        """The face that draws a letter; ``None`` when none can."""
        # (Asked for every letter of a picture: the common case comes first.)
        first = self.bold if bold else self.regular
        if first.has(letter):
            return first
        if self.regular.has(letter):
            return self.regular
        # (No such letter is below the Hangul jamo; the search costs a tenth of a second.)
        if ord(letter) >= FIRST_EAST_ASIAN and self.east_asian is not None:
            return self.east_asian if self.east_asian.has(letter) else None
        return None

    def width(self, text: str, size_px: int, bold: bool = False) -> int:
        """Width of one printable line in pixels; exactly what is painted."""
        known = self._widths.get((text, size_px, bold))
        if known is None:
            known = 0
            for letter in text:
                face = self.face(letter, bold)
                if face is not None:
                    known += face.advance(letter, size_px)
            if len(self._widths) > 50_000:  # some 10 MB of words
                self._widths.clear()
            self._widths[text, size_px, bold] = known
        return known

    def raster(self, text: str, size_px: int, bold: bool) -> tuple[NDArray[np.uint8], int, int]:
        """One printable line as opacities 0 to 255, with the x of its first column from the pen
        and the height of its first row above the baseline.
        """
        placed: list[tuple[int, Glyph]] = []
        pen = 0
        for letter in text:
            face = self.face(letter, bold)
            if face is None:
                continue
            glyph = face.glyph(letter, size_px)
            if glyph.alpha.size:
                placed.append((pen + glyph.left, glyph))
            pen += glyph.advance
        if not placed:
            return np.zeros((0, 0), np.uint8), 0, 0
        left = min(x for x, _ in placed)
        top = max(glyph.top for _, glyph in placed)
        right = max(x + glyph.alpha.shape[1] for x, glyph in placed)
        bottom = max(glyph.alpha.shape[0] - glyph.top for _, glyph in placed)
        canvas = np.zeros((top + bottom, right - left), np.uint8)
        for x, glyph in placed:
            height, width = glyph.alpha.shape
            row, column = top - glyph.top, x - left
            spot = canvas[row : row + height, column : column + width]
            np.maximum(spot, glyph.alpha, out=spot)
        return canvas, left, top


def typeface(east_asian: bool = True) -> Typeface:
    """The fonts of this machine; without `east_asian`, as if no such font were installed."""
    # An FT2Font must not be used across a fork, so that the process is part of the key.
    return _typeface(east_asian, os.getpid())


@lru_cache(maxsize=4)
def _typeface(east_asian: bool, process: int) -> Typeface:
    from matplotlib import get_data_path

    folder = Path(get_data_path(), "fonts", "ttf")
    return Typeface(
        _face(str(folder / "DejaVuSans.ttf")),
        _face(str(folder / "DejaVuSans-Bold.ttf")),
        east_asian,
    )


def _face(path: str) -> Face:
    from matplotlib.ft2font import FT2Font

    font = FT2Font(path)
    return Face(path, font, frozenset(font.get_charmap()))


def _find_east_asian() -> str | None:
    from matplotlib.font_manager import fontManager

    found = {
        entry.name: entry.fname
        for entry in sorted(fontManager.ttflist, key=lambda entry: str(entry.fname), reverse=True)
        if entry.name in EAST_ASIAN and entry.style == "normal" and entry.weight in (400, "normal")
    }
    return next((str(found[name]) for name in EAST_ASIAN if name in found), None)
