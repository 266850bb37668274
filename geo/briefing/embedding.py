"""Letters taken out of a font as a small TrueType font of their own, for files that carry theirs.

The new font has the outlines and widths of the letters asked for and nothing else: no layout
rules, no instructions, no names of foundries, no dates. Outlines of PostScript kind (Noto Sans CJK)
become TrueType ones, so that every form of output embeds fonts in one way.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from geo.briefing.fonts import Face

CURVE_ERROR_EM: Final = 0.001
"""How far a converted curve may lie from the original, in em."""

ANY_DAY: Final = 3_600_000_000
"""Seconds since 1904 that every font claims to be made at: a clock would change the bytes."""


@dataclass(frozen=True, slots=True)
class Embedded:
    """A font made for one file.

    `glyphs` are glyph numbers by letter and `advances` widths in units of which `units_per_em` are
    an em; `box` is xmin, ymin, xmax, ymax of all glyphs in the same units, like `ascent` and
    `descent` (below the baseline negative).
    """

    data: bytes
    units_per_em: int
    glyphs: Mapping[str, int]
    advances: Mapping[str, int]
    ascent: int
    descent: int
    box: tuple[int, int, int, int]


def embedded(face: Face, letters: frozenset[str]) -> Embedded:
    """The letters of a face as a font. Every letter must be in the face."""
    return _embedded(face.path, "".join(sorted(letters)))


@lru_cache(maxsize=32)
def _embedded(path: str, letters: str) -> Embedded:
    from fontTools.fontBuilder import FontBuilder

    source = _opened(path)
    cmap, drawn, metrics = source.getBestCmap(), source.getGlyphSet(), source["hmtx"].metrics
    units = int(source["head"].unitsPerEm)
    order, glyphs, widths, codes = [".notdef"], {".notdef": _empty()}, {}, {}
    widths[".notdef"] = (units // 2, 0)
    for letter in letters:
        # One glyph a letter, even where the source shares them: what is copied is what was shown.
        name, known = f"u{ord(letter):04X}", cmap[ord(letter)]
        order.append(name)
        glyphs[name] = _outline(drawn, known, units)
        widths[name] = (int(metrics[known][0]), 0)
        codes[ord(letter)] = name
    builder = FontBuilder(units, isTTF=True)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(codes)
    builder.setupGlyf(glyphs)
    table = builder.font["glyf"]
    for name, (advance, _) in widths.items():
        widths[name] = (advance, getattr(table[name], "xMin", 0))
    builder.setupHorizontalMetrics(widths)
    ascent, descent = int(source["hhea"].ascent), int(source["hhea"].descent)
    builder.setupHorizontalHeader(ascent=ascent, descent=descent)
    builder.setupNameTable({"familyName": "Claim Atlas", "styleName": "Subset"})
    builder.setupOS2(sTypoAscender=ascent, usWinAscent=ascent, usWinDescent=-descent)
    builder.setupPost(keepGlyphNames=False)
    builder.font["head"].created = builder.font["head"].modified = ANY_DAY
    builder.font.recalcTimestamp = False
    out = io.BytesIO()
    builder.save(out)
    head: Any = builder.font["head"]
    return Embedded(
        out.getvalue(),
        units,
        {letter: at + 1 for at, letter in enumerate(letters)},
        {letter: widths[codes[ord(letter)]][0] for letter in letters},
        ascent,
        descent,
        (head.xMin, head.yMin, head.xMax, head.yMax),
    )


@lru_cache(maxsize=4)
def _opened(path: str) -> Any:
    from fontTools.ttLib import TTFont

    return TTFont(path, lazy=True, fontNumber=0)


def _empty() -> Any:
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    return TTGlyphPen(None).glyph()


def _outline(drawn: Any, name: str, units: int) -> Any:
    """A glyph's outline as TrueType has it, without references to other glyphs."""
    from fontTools.pens.cu2quPen import Cu2QuPen
    from fontTools.pens.filterPen import DecomposingFilterPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    pen = TTGlyphPen(None)
    # Quadratic curves pass unchanged, references to other glyphs are drawn in full.
    drawn[name].draw(DecomposingFilterPen(Cu2QuPen(pen, CURVE_ERROR_EM * units), drawn))
    return pen.glyph()
