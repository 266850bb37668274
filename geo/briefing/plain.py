"""Any text as plain text for files that others set: no controls, no direction tricks.

Unlike `geo.briefing.readable` nothing is transliterated: the program that opens the file has fonts
for it, or none at all.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from geo.briefing.readable import MAX_LETTERS, MAX_MARKS

_SPACE = frozenset({"Zs", "Zl", "Zp", "Cc"})
_DROPPED = frozenset({"Cf", "Cs", "Co", "Cn"})


@lru_cache(maxsize=8_192)
def plain(text: str) -> str:
    """One line of text that XML can hold; white space becomes single spaces."""
    cut = len(text) > MAX_LETTERS
    kept: list[str] = []
    marks = 0
    for letter in unicodedata.normalize("NFC", text[: MAX_LETTERS + 1]):
        category = unicodedata.category(letter)
        marks = marks + 1 if category in ("Mn", "Me") else 0
        if category in _SPACE:
            kept.append(" ")
        elif category not in _DROPPED and marks <= MAX_MARKS:
            kept.append(letter)
    clean = " ".join("".join(kept).split())
    return clean[:MAX_LETTERS].rstrip() + "…" if cut else clean
