"""What a text names beside the mentions asked for: regions, countries, towns of some size.

Quick, since every text is read so: where letters are Latin, one look at the trie for each capital
that may begin a name. Other texts are read by `scan.places_in`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import Enum
from functools import lru_cache

from geo.places.atlas import ADMIN1, DISTRICT
from geo.places.index import LookUp, NameIndex
from geo.places.names import normalise
from geo.places.noise import COMMON_WORDS
from geo.places.scan import CAPITAL, PHRASE, TOWN_STRENGTH, Found, bare, phrases, places_in
from geo.places.wording import SHORTENED
from geo.places.world_row import MAIN, OFFICIAL

_POSSESSIVES = ("'s", "’s")
_AREA_STRENGTH = 5.5  # log10 of inhabitants a region needs to tell where a text plays


class Begins(Enum):
    """Whether a word with a capital may begin a name: by its first letters, or as it is spelled."""

    NOTHING = 0
    LISTED = 1
    SPELLED = 2  # with a dot, or shortened ("Mt."): each phrase is looked up in full

    def __bool__(self) -> bool:
        return self is not Begins.NOTHING


class Ear:
    """Hears the places a text names; what it looked up is kept as long as its index lives."""

    def __init__(self, index: NameIndex) -> None:
        self.index = index
        self._begins: Callable[[str], Begins] = lru_cache(maxsize=50_000)(self._find_begins)
        self._first_told: Callable[[str, bool], tuple[str, int, LookUp] | None] = lru_cache(
            maxsize=50_000
        )(self._find_first_told)
        self._telling: Callable[[str], LookUp | None] = lru_cache(maxsize=100_000)(
            self._find_telling
        )

    def heard_in(self, text: str) -> Iterator[Found]:
        """The areas and larger towns a text names, from left to right."""
        world = self.index.atlas.world
        if world is None or not text.isascii():
            latin = sum(map(str.isascii, text[:400])) > 0.7 * len(text[:400])
            if world is None or not latin:
                yield from places_in(text, self.index)
                return
        last = -1
        for match in CAPITAL.finditer(text):
            start = match.start()
            if start < last:
                continue
            begins = self._begins(match[0])
            if not begins:
                continue
            phrase = PHRASE.match(text, start)
            if phrase is not None:
                told = self._first_told(phrase[0], begins is Begins.SPELLED)
                if told is not None:
                    shown, length, found = told
                    last = start + length
                    yield Found(shown, start, last, normalise(shown), found)

    def _find_begins(self, word: str) -> Begins:
        word, world = _owner(word), self.index.atlas.world
        short = "." in word and (word.count(".") > 1 or bool(self.index.abbreviations.rows(word)))
        first = normalise(word.partition("-")[0]).partition(" ")[0]
        if short or first in SHORTENED:
            return Begins.SPELLED
        listed = world is not None and first in world.first_words
        return Begins.LISTED if listed else Begins.NOTHING

    def _find_first_told(self, phrase: str, spelled: bool) -> tuple[str, int, LookUp] | None:
        """The longest beginning of a phrase that tells where a text plays, with its length."""
        for shown, length in phrases(phrase, 0) if spelled else self._listed(phrase):
            found = self._telling(shown)
            if found is not None:
                return shown, length, found
        return None

    def _listed(self, phrase: str) -> list[tuple[str, int]]:
        """The beginnings of a phrase that are listed, longest first, with their lengths."""
        world = self.index.atlas.world
        if world is None:
            return []
        keys: list[str] = []
        ends: list[int] = []
        end = -1
        for word in phrase.split():
            owner = _owner(word)
            keys.append(f"{keys[-1]} {normalise(owner)}" if keys else f"={normalise(owner)}")
            ends.append(end + 1 + len(owner))
            end += len(word) + 1
            if owner != word:  # "Alabama's" ends a name
                break
        known = world.prefixes(keys[-1])
        return [
            (bare(phrase[:end]), end)
            for key, end in zip(reversed(keys), reversed(ends), strict=True)
            if key in known or self.index.atlas.curated(key)
        ]

    def _find_telling(self, phrase: str) -> LookUp | None:
        found = self.index.find(phrase) if "." in phrase else self.index.find_exact(phrase)
        return found if _is_telling(found, phrase, self.index) else None


def _owner(word: str) -> str:
    return word[:-2] if word.endswith(_POSSESSIVES) else word


def _is_telling(found: LookUp, phrase: str, index: NameIndex) -> bool:
    """Whether a place named in passing says where a text plays.

    The first thing its name calls to mind has to be a town of some size, or an area that is not
    small: "Mary", "George", "Central" and "Down" are regions somewhere.
    """
    atlas = index.atlas
    hits = [hit for hit in found.hits if hit.fits and hit.how >= OFFICIAL]
    if not hits or normalise(phrase) in COMMON_WORDS:
        return False
    best = max(hits, key=lambda hit: float(atlas.log_strength[hit.row]) + (hit.how == MAIN))
    if atlas.is_point(best.row):
        return bool(atlas.log_strength[best.row] >= TOWN_STRENGTH)
    large = bool(atlas.log_strength[best.row] >= _AREA_STRENGTH)
    return large or atlas.kind[best.row] not in (ADMIN1, DISTRICT)
