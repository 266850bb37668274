"""Ids made of words: readable, allowed in an address, and not taken."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from anyascii import anyascii

_MOST: Final = 48
"""Characters of a proposal; an id may have 80, and a number may follow."""

_SMALL_WORDS: Final = frozenset(
    "a an and are as at be been by for from has have in into is it its of on or said that the "
    "their they this to was were which with".split()
)


def slug(words: str, most: int = _MOST) -> str:
    """Words as part of an id: in Latin letters, small, cut at a word; empty where none is left."""
    letters = re.sub(r"['`’]", "", anyascii(words).lower())
    found = [one for one in re.split(r"[^a-z0-9]+", letters) if one]
    kept = [one for one in found if one not in _SMALL_WORDS] or found
    text = ""
    for word in kept:
        longer = f"{text}-{word}" if text else word[:most]
        if len(longer) > most:
            break
        text = longer
    return text


def propose_id(words: str, taken: Callable[[str], bool], otherwise: str) -> str:
    """An id made of words, with a number behind it where it is taken.

    `otherwise` is what a record is called whose words hold no letter.
    """
    stem = slug(words) or otherwise
    number = 1
    found = stem
    while taken(found):
        number += 1
        found = f"{stem}-{number}"
    return found
