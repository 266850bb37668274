"""From a spelling to the places it may name: an index of keys, built once, read by hashing.

A name with a region word ("Kursk Oblast", «Курская область», "쿠르스크주") is also filed under its
core ("kursk"), in drawers of its own, so that "wilayah Kursk" finds the region and bare "Kursk"
shows it only as the runner-up.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from geo.places import wording
from geo.places.names import normalise, romanised, script_of
from geo.places.place import Name, Place


class Match(StrEnum):
    """How a spelling met a listed name, surest first."""

    EXACT = "exact"
    INFLECTED = "inflected"
    ROMANISED = "romanised"
    FUZZY = "fuzzy"


class Asked(StrEnum):
    """What the words around the name ask for: nothing, a region, a town."""

    ANY = "any"
    REGION = "region"
    TOWN = "town"


QUALITY = {Match.EXACT: 1.0, Match.INFLECTED: 0.97, Match.ROMANISED: 0.95, Match.FUZZY: 0.7}
FUZZY_MIN_LETTERS = 6


@dataclass(frozen=True, slots=True)
class Hit:
    """A place a spelling may name; `fits` tells whether its level is what the wording asks for."""

    place: Place
    name: Name
    match: Match
    fits: bool = True


@dataclass(frozen=True, slots=True)
class LookUp:
    """The hits for one spelling (at most one per place) and what was read from the wording.

    `word` is the region or town word found, `dropped` the words taken off before the name was
    found (prepositions, "near").
    """

    hits: tuple[Hit, ...]
    asked: Asked = Asked.ANY
    word: str = ""
    dropped: tuple[str, ...] = ()


_Drawer = dict[str, list[tuple[Place, Name]]]
_POSSESSIVE = re.compile(r"['’]s(?!\w)")


class NameIndex:
    """All names of a gazetteer under every key they can be found by."""

    def __init__(self, places: Iterable[Place]) -> None:
        """File every name of `places`; the display name counts as an English one."""
        self._bare: dict[Match, _Drawer] = {m: defaultdict(list) for m in Match}
        self._regions: dict[Match, _Drawer] = {m: defaultdict(list) for m in Match}
        self._by_script: dict[str, list[str]] = defaultdict(list)
        for place in places:
            shown = place.name.partition(" (")[0]  # what sets namesakes apart is not the name
            for name in (Name(shown, "en", script_of(shown)), *place.names):
                self._file(place, name)
        for drawers in (self._bare, self._regions):
            for match, drawer in drawers.items():
                drawers[match] = dict(drawer)  # a look-up must not create empty entries
        for key in self._bare[Match.EXACT]:
            if len(key) >= FUZZY_MIN_LETTERS:
                self._by_script[script_of(key)].append(key)
        self.look_up: Callable[[str], LookUp] = lru_cache(maxsize=20_000)(self._look_up)
        self.find: Callable[[str], LookUp] = lru_cache(maxsize=20_000)(self._find)

    def nearest(self, text: str, limit: int = 3) -> list[str]:
        """Listed names spelled most like `text`, for a message; none if nothing is close."""
        key = normalise(text)
        found = process.extract(
            key, self._by_script.get(script_of(key), ()), scorer=OSA.normalized_similarity,
            limit=limit, score_cutoff=0.6,
        )  # fmt: skip
        drawer = self._bare[Match.EXACT]
        return list(dict.fromkeys(drawer[key][0][0].name for key, _, _ in found))

    def _file(self, place: Place, name: Name) -> None:
        key = normalise(name.text)
        words = tuple(key.split())
        for match, found in _keys(words):
            self._bare[match][found].append((place, name))
        if not place.level.is_point:
            asked, _, core = _split(words)
            if asked is Asked.REGION and core:
                for match, found in _region_keys(core):
                    self._regions[match][found].append((place, name))

    def _look_up(self, text: str) -> LookUp:
        """Everything tried in order: as it stands, without prepositions, with a typing error."""
        as_it_stands = self._find(text)
        if as_it_stands.hits:
            return as_it_stands
        words = _words(_POSSESSIVE.sub("", text))
        rest, dropped = words, 0
        while rest and (rest[0] in wording.PREPOSITIONS or rest[0] in wording.RELATION_WORDS):
            rest, dropped = rest[1:], dropped + 1
            found = self._in_words(rest)
            if found.hits:
                return replace(found, dropped=words[:dropped])
        return self._fuzzy(rest or words)

    def _find(self, text: str) -> LookUp:
        """As `look_up`, but only what the text says as it stands: for scanning running text."""
        found = self._in_words(_words(text))
        shorter = _POSSESSIVE.sub("", text)
        return found if found.hits or shorter == text else self._in_words(_words(shorter))

    def _in_words(self, words: tuple[str, ...]) -> LookUp:
        asked, word, core = _split(words)
        hits = self._hits(words, asked, core)
        if hits or not words or script_of(words[-1]) != "Hang":
            return LookUp(hits, asked, word)
        for form in wording.without_particles(words[-1]):
            stripped = (*words[:-1], form)
            asked, word, core = _split(stripped)
            if hits := self._hits(stripped, asked, core):
                return LookUp(hits, asked, word)
        return LookUp(())

    def _hits(self, words: tuple[str, ...], asked: Asked, core: tuple[str, ...]) -> tuple[Hit, ...]:
        if asked is Asked.ANY:
            bare = _matched(self._bare, _keys(words))
            towns = any(hit.place.level.is_point for hit in bare)
            hits = [replace(h, fits=h.place.level.is_point or not towns) for h in bare]
            also = _matched(self._regions, _region_keys(words))
            return _best(hits + [replace(hit, fits=False) for hit in also])
        whole = _matched(self._bare, _keys(words))
        inner = _matched(self._bare, _keys(core)) + _matched(self._regions, _region_keys(core))
        town = asked is Asked.TOWN
        if town and whole and not inner:  # the word belongs to the name: "Mexico City"
            return _best(whole)
        return _best([replace(h, fits=h.place.level.is_point is town) for h in whole + inner])

    def _fuzzy(self, words: tuple[str, ...]) -> LookUp:
        """One slip in six to eight letters, two in more; never a change of script."""
        asked, word, core = _split(words)
        key = " ".join(core or words)
        if len(key) < FUZZY_MIN_LETTERS:
            return LookUp((), asked, word)
        allowed = 1 if len(key) <= 8 else 2
        keys: Sequence[str] = self._by_script.get(script_of(key), ())
        found = process.extract(key, keys, scorer=OSA.distance, score_cutoff=allowed, limit=5)
        hits = [
            Hit(place, name, Match.FUZZY, asked is not Asked.REGION or not place.level.is_point)
            for close, _, _ in found
            if close[0] == key[0]  # slips in the first letter are rare, other towns are not
            for place, name in self._bare[Match.EXACT][close]
        ]
        return LookUp(_best(hits), asked, word)


def _words(text: str) -> tuple[str, ...]:
    return tuple(normalise(text).split())


def _keys(words: tuple[str, ...]) -> list[tuple[Match, str]]:
    """The keys of a spelling, surest first."""
    key = " ".join(words)
    script = "Latn" if key.isascii() else script_of(key)
    if script in ("Hang", "Hani"):
        return [(Match.EXACT, key.replace(" ", ""))]
    keys = [(Match.EXACT, key)]
    if script == "Cyrl":
        stem = wording.noun_stem(key) if len(words) == 1 else wording.phrase_stem(words)
        if stem:
            keys.append((Match.INFLECTED, stem))
    if (roman := romanised(key)) is not None:
        keys.append((Match.ROMANISED, roman))
    return keys


def _region_keys(core: tuple[str, ...]) -> list[tuple[Match, str]]:
    keys = _keys(core)
    if script_of(" ".join(core)) == "Cyrl":
        keys = [pair for pair in keys if pair[0] is not Match.INFLECTED]
        if stem := wording.phrase_stem(core):
            keys.insert(1, (Match.INFLECTED, stem))
    return [
        (match, wording.latin_region_stem(key) if match is Match.ROMANISED else key)
        for match, key in keys
    ]


def _split(words: tuple[str, ...]) -> tuple[Asked, str, tuple[str, ...]]:
    """Take a region or town word off either end: what is asked, the word, the rest."""
    if len(words) == 1 and script_of(words[0]) == "Hang":
        if region := wording.hangul_region(words[0]):
            return Asked.REGION, region[1], (region[0],)
        if town := wording.hangul_town(words[0]):
            return Asked.TOWN, "시", (town,)
    if len(words) > 1:
        for word, core in ((words[-1], words[:-1]), (words[0], words[1:])):
            core = core[1:] if core[0] == "of" and len(core) > 1 else core
            if word in wording.REGION_WORDS:
                return Asked.REGION, word, core
            if word in wording.TOWN_WORDS:
                return Asked.TOWN, word, core
        if script_of(words[-1]) == "Hang" and (region := wording.hangul_region(words[-1])):
            return Asked.REGION, region[1], (*words[:-1], region[0])
    return Asked.ANY, "", words


def _matched(drawers: dict[Match, _Drawer], keys: list[tuple[Match, str]]) -> list[Hit]:
    """The hits of the surest kind of match that has any."""
    for match, key in keys:
        if entries := drawers[match].get(key):
            return [Hit(place, name, match) for place, name in entries]
    return []


def _best(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    """One hit per place: the fitting one before the others, then the surest."""
    best: dict[str, Hit] = {}
    for hit in hits:
        old = best.get(hit.place.id)
        if old is None or (hit.fits, QUALITY[hit.match]) > (old.fits, QUALITY[old.match]):
            best[hit.place.id] = hit
    return tuple(best.values())
