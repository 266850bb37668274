"""Any text as text that can be painted: no controls, no direction tricks, nothing without a glyph.

Claims come from strangers. A right-to-left override can turn a sentence round, thirty combining
marks climb over the line above, and a letter that no font has becomes a box. All of that is
settled here, once, before text is measured.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

from anyascii import anyascii

from geo.briefing.fonts import Typeface

MAX_LETTERS: Final = 4_000
"""More of one field than any picture has room for; what is longer ends in "…"."""

MAX_MARKS: Final = 2
"""Combining marks kept on one letter."""

_SHAPED: Final = frozenset({"R", "AL", "AN"})
"""Bidirectional classes that run right to left: transliterated, so that a line is read one way."""


def readable(text: str, fonts: Typeface) -> str:
    """One line of printable text with glyphs for all of it; white space becomes single spaces."""
    return _readable(text[: MAX_LETTERS + 1], fonts)


@lru_cache(maxsize=8_192)
def _readable(text: str, fonts: Typeface) -> str:
    cut = len(text) > MAX_LETTERS
    if text.isascii() and text.isprintable():
        plain = " ".join(text.split())
    else:
        plain = " ".join(_settle(unicodedata.normalize("NFC", text), fonts).split())
    return plain[:MAX_LETTERS].rstrip() + "…" if cut else plain


def _settle(text: str, fonts: Typeface) -> str:
    kept: list[str] = []
    marks = 0
    for letter in text:
        category = unicodedata.category(letter)
        marks = marks + 1 if category in ("Mn", "Me") else 0
        if category in ("Zs", "Zl", "Zp", "Cc"):
            kept.append(" ")
        elif category in ("Cf", "Cs", "Co", "Cn") or marks > MAX_MARKS:
            continue
        elif unicodedata.bidirectional(letter) not in _SHAPED and fonts.face(letter) is not None:
            kept.append(letter)
        else:
            kept.append("".join(one for one in anyascii(letter) if one.isprintable()) or "?")
    return "".join(kept)
