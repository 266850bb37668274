"""The keys a spelling is filed and found under, surest first, and the words around it.

A name with a region word ("Kursk Oblast", «Курская область», "쿠르스크주") is also filed under its
core ("kursk"), in drawers of its own, so that "wilayah Kursk" finds the region and bare "Kursk"
shows it only as the runner-up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum

from geo.places import wording
from geo.places.names import normalise, romanised, script_of
from geo.places.variants import asked_variants, filed_variants


class Match(StrEnum):
    """How a spelling met a listed name, surest first."""

    EXACT = "exact"
    INFLECTED = "inflected"
    ROMANISED = "romanised"
    VARIANT = "variant"
    FUZZY = "fuzzy"


class Asked(StrEnum):
    """What the words around the name ask for: nothing, a region, a town."""

    ANY = "any"
    REGION = "region"
    TOWN = "town"


QUALITY = {Match.EXACT: 1.0, Match.INFLECTED: 0.97, Match.ROMANISED: 0.95}
QUALITY |= {Match.VARIANT: 0.93, Match.FUZZY: 0.7}

BARE, REGION = "", "@"
DRAWERS = {
    (BARE, Match.EXACT): "=",
    (BARE, Match.INFLECTED): "~",
    (BARE, Match.ROMANISED): "%",
    (BARE, Match.VARIANT): "^",
    (REGION, Match.EXACT): "@",
    (REGION, Match.INFLECTED): "&",
    (REGION, Match.ROMANISED): "#",
}
"""The letter before a key in the index says which drawer it is in."""

_BARE = {match: DRAWERS[BARE, match] for match in Match if (BARE, match) in DRAWERS}
_REGION = {match: DRAWERS[REGION, match] for match in Match if (REGION, match) in DRAWERS}

_GLUED = ("Hang", "Hani")  # scripts that write a region word without a space

Keys = Iterable[tuple[Match, str]]
"""Surest first; worked out one by one, since the first often suffices."""


def words_of(text: str) -> tuple[str, ...]:
    """The normalised words of a spelling."""
    return tuple(normalise(text).split())


def bare_keys(words: tuple[str, ...]) -> Iterator[tuple[Match, str]]:
    """The keys a spelling as it stands is looked up by, each with its drawer's letter."""
    yield from ((match, f"{_BARE[match]}{key}") for match, key in _keys(words, listed=False))
    for key in asked_variants(words):
        yield Match.VARIANT, _BARE[Match.VARIANT] + key


def region_keys(core: tuple[str, ...], *, listed: bool = False) -> Iterator[tuple[Match, str]]:
    """The keys of the core of a region's name, each with its drawer's letter."""
    cyrillic = script_of(" ".join(core)) == "Cyrl"
    for match, key in _keys(core, listed=listed):
        if match is Match.ROMANISED:
            yield match, _REGION[match] + wording.latin_region_stem(key)
        elif match is Match.EXACT or not cyrillic:
            yield match, _REGION[match] + key
        if cyrillic and match is Match.EXACT:
            for stem in wording.phrase_stems(core, listed=listed):
                yield Match.INFLECTED, _REGION[Match.INFLECTED] + stem


def filing_keys(text: str, *, is_point: bool) -> list[tuple[Match, str]]:
    """Every key a listed name is filed under; only areas have a core."""
    words = words_of(text)
    keys = [(match, f"{_BARE[match]}{key}") for match, key in _keys(words, listed=True)]
    keys += [(Match.VARIANT, _BARE[Match.VARIANT] + key) for key in filed_variants(words, is_point)]
    if not is_point:
        asked, _, core = split(words)
        if asked is Asked.REGION and core:
            keys += region_keys(core, listed=True)
    return keys


def split(words: tuple[str, ...]) -> tuple[Asked, str, tuple[str, ...]]:
    """Take a region or town word off either end: what is asked, the word, the rest."""
    if len(words) == 1 and script_of(words[0]) in _GLUED:
        if region := wording.glued_region(words[0]):
            return Asked.REGION, region[1], (region[0],)
        if town := wording.glued_town(words[0]):
            return Asked.TOWN, town[1], (town[0],)
    if len(words) > 2 and " ".join(words[:2]) in wording.DOUBLE_REGION_WORDS:
        return Asked.REGION, " ".join(words[:2]), words[2:]
    if len(words) > 1:
        for word, core in ((words[-1], words[:-1]), (words[0], words[1:])):
            core = core[1:] if core[0] == "of" and len(core) > 1 else core
            if word in wording.REGION_WORDS:
                return Asked.REGION, word, core
            if word in wording.TOWN_WORDS:
                return Asked.TOWN, word, core
        if script_of(words[-1]) == "Hang" and (region := wording.glued_region(words[-1])):
            return Asked.REGION, region[1], (*words[:-1], region[0])
    return Asked.ANY, "", words


def _keys(words: tuple[str, ...], *, listed: bool) -> Iterator[tuple[Match, str]]:
    key = " ".join(words)
    script = "Latn" if key.isascii() else script_of(key)
    if script in _GLUED:
        yield Match.EXACT, key.replace(" ", "")
        return
    yield Match.EXACT, key
    if script == "Cyrl":
        if len(words) == 1:
            stems = wording.noun_stems(key, listed=listed)
        else:
            stems = wording.phrase_stems(words, listed=listed)
        for stem in stems:
            yield Match.INFLECTED, stem
    if (roman := romanised(key)) is not None:
        yield Match.ROMANISED, roman
