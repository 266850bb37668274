"""Take names of places out of texts, with their endings and in whatever case they are written."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any, Final, TypeVar

from geo.claims.card import ClaimCard, StatementLine
from geo.places.place import Place

WITHHELD: Final = "(place withheld)"

LEAST_LETTERS: Final = 3
"""Shorter names are words of other languages more often than places."""

ENDING_FROM: Final = 5
"""Names of so many letters are found with an ending as well ("Ussuriysk's", "Pokrovska")."""

Record = TypeVar("Record", ClaimCard, StatementLine)


def names_of(place: Place) -> set[str]:
    """All names of a place that are long enough to be looked for."""
    texts = (place.name, *(name.text for name in place.names))
    return {text for text in texts if len(text) >= LEAST_LETTERS}


def is_name(words: str) -> bool:
    """Whether a claim's wording of its place names one, rather than "the front"."""
    return len(words) >= LEAST_LETTERS and words.lower() != words


def capitals() -> frozenset[str]:
    """Names of the world's capitals, as the base map has them."""
    from geo.places.world import labels

    world = (-180.0, -90.0, 180.0, 90.0)
    zooms = (3.0, 5.0, 7.0, 10.0)
    return frozenset(
        one.text for zoom in zooms for one in labels(world, zoom) if one.kind == "capital"
    )


def cleaner(names: set[str], kept: set[str]) -> Callable[[str], str]:
    """A function that puts `WITHHELD` for each of the names and leaves the kept ones; where one
    holds another the longer counts.
    """
    known = {_folded(name): False for name in kept} | {_folded(name): True for name in names}
    every = sorted({*names, *kept}, key=lambda name: (-len(name), name))
    if not every:
        return lambda text: text
    pattern = re.compile(
        r"(?<!\w)(?:" + "|".join(_pattern(name) for name in every) + r")(?!\w)", re.IGNORECASE
    )

    def put(found: re.Match[str]) -> str:
        words = _folded(found[0])
        for end in range(len(words), 0, -1):
            if words[:end] in known:
                return WITHHELD if known[words[:end]] else found[0]
        return WITHHELD

    return lambda text: pattern.sub(put, text)


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def _pattern(name: str) -> str:
    words = r"\s+".join(re.escape(word) for word in name.split())
    return words + (r"\w{0,4}" if len(name) >= ENDING_FROM else "")


def cleaned(one: Record, clean: Callable[[str], str]) -> Record:
    """A record with every text in it cleaned; words of the vocabularies are not texts."""
    changed: dict[str, Any] = {}
    for field in fields(one):
        value = getattr(one, field.name)
        if type(value) is str:
            changed[field.name] = clean(value)
        elif type(value) is tuple and all(type(part) is str for part in value):
            changed[field.name] = tuple(clean(part) for part in value)
    return replace(one, **changed)
