"""From a spelling to the rows it may name, and what the words around it ask for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from geo.places import wording
from geo.places.abbreviations import Abbreviations
from geo.places.atlas import Atlas
from geo.places.keys import QUALITY, Asked, Keys, Match, bare_keys, region_keys, split, words_of
from geo.places.misspelt import Misspelt
from geo.places.names import normalise, script_of
from geo.places.noise import COMMON_WORDS
from geo.places.parts import PART_WORDS, has_parts, names_part
from geo.places.place import Name
from geo.places.shadows import FITS, MISFIT, countries_behind_states, step_back
from geo.places.world_row import OFFICIAL

_SET_ASIDE = wording.PREPOSITIONS | wording.RELATION_WORDS | PART_WORDS
ACRONYM, ACRONYM_STRENGTH = 4, 5.0
_POSSESSIVE = re.compile(r"['’]s(?!\w)")


class Hit(NamedTuple):
    """A row a spelling may name. `how` tells how good the name is, `name` is a curated one."""

    row: int
    how: int
    match: Match
    fit: int = FITS
    name: Name | None = None

    @property
    def fits(self) -> bool:
        """Whether the level is what the wording asks for."""
        return self.fit != MISFIT


@dataclass(frozen=True, slots=True)
class LookUp:
    """The hits for one spelling (at most one per row) and what was read from the wording.

    `word` is the region or town word found, `dropped` the words taken off before the name was
    found (prepositions, "near").
    """

    hits: tuple[Hit, ...]
    asked: Asked = Asked.ANY
    word: str = ""
    dropped: tuple[str, ...] = ()


_NOTHING = LookUp(())


class NameIndex:
    """All names under every key they can be found by."""

    def __init__(self, atlas: Atlas) -> None:
        """Read names from `atlas`; curated ones are also compared letter by letter."""
        self.atlas = atlas
        self.abbreviations = Abbreviations(atlas)
        self.misspelt = Misspelt(atlas)
        self.look_up: Callable[[str], LookUp] = lru_cache(maxsize=20_000)(self._look_up)
        self.find: Callable[[str], LookUp] = lru_cache(maxsize=50_000)(self._find)

    def rows_of(self, text: str) -> list[int]:
        """The rows listed under exactly this spelling, strongest first."""
        return [posting[0] for posting in self.atlas.postings(f"={normalise(text)}")]

    def find_exact(self, text: str) -> LookUp:
        """What is listed letter by letter: quicker than `find`, and no more."""
        key, world = f"={normalise(text)}", self.atlas.world
        if world is not None and not world.has(key) and not self.atlas.curated(key):
            return _NOTHING
        hits = [Hit(row, how, Match.EXACT, FITS, n) for row, how, n in self.atlas.postings(key)]
        if hits and _is_acronym(text):
            hits = [hit for hit in hits if self._is_large(hit.row)]
        return LookUp(tuple(step_back(words_of(text), hits, self.atlas)))

    def _look_up(self, text: str) -> LookUp:
        """Everything tried in order: as it stands, without prepositions, with a typing error."""
        as_it_stands = self._find(text)
        if as_it_stands.hits:
            return as_it_stands
        words = words_of(_POSSESSIVE.sub("", text))
        rest, dropped = words, 0
        if rest and rest[-1] in COMMON_WORDS and len(rest) == 2:
            return _NOTHING  # "the West" is no town called West
        while rest and rest[0] in _SET_ASIDE:
            rest, dropped = rest[1:], dropped + 1
            found = self._in_words(rest)
            if found.hits:
                return self._set_aside(found, words[:dropped])
        return self._fuzzy(rest or words)

    def _set_aside(self, found: LookUp, dropped: tuple[str, ...]) -> LookUp:
        if names_part(dropped, found.asked):
            found = replace(
                found, hits=tuple(h for h in found.hits if has_parts(h.row, self.atlas))
            )
        return replace(found, dropped=dropped)

    def _find(self, text: str) -> LookUp:
        """As `look_up`, but only what the text says as it stands."""
        found = self._find_name(text)
        if short := self.abbreviations.rows(text):
            hits = tuple(Hit(row, OFFICIAL, Match.EXACT) for row in short)
            named = tuple(h for h in found.hits if h.match is Match.EXACT and h.how >= OFFICIAL)
            return LookUp(_best(hits + named))  # "LA" is a state and a city
        return found

    def _find_name(self, text: str) -> LookUp:
        found = self._in_words(words_of(text))
        if found.hits and _is_acronym(text):
            known = tuple(hit for hit in found.hits if self._is_large(hit.row))
            found = replace(found, hits=known)
        shorter = _POSSESSIVE.sub("", text)
        return found if found.hits or shorter == text else self._in_words(words_of(shorter))

    def _is_large(self, row: int) -> bool:
        """Not a small town: a word of four capitals is an abbreviation before it is a village."""
        atlas = self.atlas
        large = float(atlas.log_strength[row]) >= ACRONYM_STRENGTH
        return large or row >= atlas.first_curated or not atlas.is_point(row)

    def _in_words(self, words: tuple[str, ...]) -> LookUp:
        asked, word, core = split(words)
        hits = self._hits(words, asked, word, core)
        if hits or not words or words[-1].isascii() or script_of(words[-1]) != "Hang":
            return LookUp(hits, asked, word)
        for form in wording.without_particles(words[-1]):
            stripped = (*words[:-1], form)
            asked, word, core = split(stripped)
            if hits := self._hits(stripped, asked, word, core):
                return LookUp(hits, asked, word)
        return LookUp(())

    def _hits(
        self, words: tuple[str, ...], asked: Asked, word: str, core: tuple[str, ...]
    ) -> tuple[Hit, ...]:
        if asked is Asked.ANY:
            bare = self._matched(bare_keys(words))
            if words and words[0] in wording.SHORTENED:  # "Mt. Pleasant", "Ft. Worth"
                full = (wording.SHORTENED[words[0]], *words[1:])
                bare += self._matched(bare_keys(full))
            bare = step_back(words, bare, self.atlas)
            also = self._matched(region_keys(words), bare)
            return _best(bare + [hit._replace(fit=MISFIT) for hit in also])
        town = asked is Asked.TOWN
        whole = [self._fit(hit, town) for hit in self._matched(bare_keys(words))]
        inner = [
            self._fit(hit, town)
            for hit in self._matched(bare_keys(core)) + self._matched(region_keys(core))
        ]
        if whole and not inner:  # the word belongs to the name: "Mexico City", "신의주"
            return _best([hit._replace(fit=FITS) for hit in whole])
        if not town:
            inner = countries_behind_states(word, inner, self.atlas)
        if any(hit.fits and hit.how >= OFFICIAL for hit in whole):
            inner = [hit._replace(fit=MISFIT) for hit in inner]
        return _best(whole + inner)

    def _fit(self, hit: Hit, town: bool) -> Hit:
        return hit._replace(fit=FITS if self.atlas.is_point(hit.row) is town else MISFIT)

    def _matched(self, keys: Keys, before: Sequence[Hit] = ()) -> list[Hit]:
        """The hits of the surest kind of match that has any, or that those `before` had.

        A name found as it stands may yet be another's case form ("Сум"): both are kept, and of
        one place the better name.
        """
        hits: dict[int, Hit] = {}
        for match, key in keys:
            for row, how, name in self.atlas.postings(key):
                known = hits.get(row)
                if known is None or (match is Match.INFLECTED and how > known.how):
                    hits[row] = Hit(row, how, match, FITS, name)
            if (hits or before) and (match is Match.INFLECTED or key.isascii()):
                break
        return list(hits.values())

    def _fuzzy(self, words: tuple[str, ...]) -> LookUp:
        asked, word, core = split(words)
        hits = [
            Hit(row, how, Match.FUZZY, self._level_fit(row, asked), name)
            for row, how, name in self.misspelt.postings(" ".join(core or words))
        ]
        if asked is Asked.ANY:
            hits = step_back(words, hits, self.atlas)
        return LookUp(_best(hits), asked, word)

    def _level_fit(self, row: int, asked: Asked) -> int:
        return MISFIT if asked is Asked.REGION and self.atlas.is_point(row) else FITS


def _is_acronym(text: str) -> bool:
    return len(text) <= ACRONYM and text.isupper()


def _best(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    """One hit per row: the fitting one before the others, then the surest."""
    best: dict[int, Hit] = {}
    for hit in hits:
        old = best.get(hit.row)
        if old is None or (hit.fit, QUALITY[hit.match], hit.how) > (
            old.fit,
            QUALITY[old.match],
            old.how,
        ):
            best[hit.row] = hit
    return tuple(best.values())
