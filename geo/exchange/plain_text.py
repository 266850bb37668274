"""Text from strangers as text that a terminal can only show.

An escape sequence in a claim could clear the screen, rename the window or paste a command; a
right-to-left override could turn a line round. Here all of that becomes visible or goes away, and
text is measured in terminal columns: Hangul and Han take two, combining marks none.
"""

from __future__ import annotations

import unicodedata
from typing import Final

REPLACEMENT: Final = "\ufffd"
"""Stands for a control character, so that a reader sees that something was there."""

MAX_MARKS: Final = 4
"""Combining marks kept on one letter; more are a trick to draw over neighbouring lines."""

_JAMO_TAILS: Final = range(0x1160, 0x1200)  # vowels and finals join the consonant before them


def plain(text: str) -> str:
    """`text` on one line, without anything that moves, hides or reorders.

    White space and line ends become single spaces, other control characters U+FFFD; format
    characters (zero-width, directional) are dropped.
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    kept: list[str] = []
    marks = 0
    for letter in text:
        category = unicodedata.category(letter)
        marks = marks + 1 if category in ("Mn", "Me") else 0
        if letter.isspace():
            kept.append(" ")
        elif category in ("Cc", "Cs", "Co", "Cn"):
            kept.append(REPLACEMENT)
        elif category != "Cf" and marks <= MAX_MARKS:
            kept.append(letter)
    return " ".join("".join(kept).split())


def width(text: str) -> int:
    """Terminal columns that plain text takes (Unicode Standard Annex 11, East Asian Width)."""
    return len(text) if text.isascii() else sum(map(_letter_width, text))


def shorten(text: str, columns: int) -> str:
    """Plain text cut to at most `columns`, ending in "…" where something is missing."""
    if width(text) <= columns:
        return text
    if columns < 1:
        return ""
    room = columns - 1
    kept: list[str] = []
    for letter in text:
        room -= _letter_width(letter)
        if room < 0:
            break
        kept.append(letter)
    return "".join(kept).rstrip() + "…"


def pad(text: str, columns: int) -> str:
    """Plain text filled with spaces to `columns`."""
    return text + " " * max(0, columns - width(text))


def _letter_width(letter: str) -> int:
    if unicodedata.category(letter) in ("Mn", "Me", "Cf") or ord(letter) in _JAMO_TAILS:
        return 0
    return 2 if unicodedata.east_asian_width(letter) in ("W", "F") else 1
