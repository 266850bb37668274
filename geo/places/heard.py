"""What a text names beside the mentions asked for: regions, countries, towns of some size.

Quick, since every text is read so: where letters are Latin, one look at the trie for each capital
that may begin a name. Other texts are read by `scan.places_in`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from geo.places.atlas import ADMIN1, DISTRICT, OFFICIAL
from geo.places.index import LookUp, NameIndex
from geo.places.names import normalise
from geo.places.noise import COMMON_WORDS
from geo.places.scan import CAPITAL, PHRASE, TOWN_STRENGTH, Found, bare, phrases, places_in
from geo.places.wording import SHORTENED

_POSSESSIVES = ("'s", "’s")
_AREA_STRENGTH = 5.5  # log10 of inhabitants a region needs to tell where a text plays


def heard_in(text: str, index: NameIndex) -> Iterator[Found]:
    """The areas and larger towns a text names, from left to right."""
    world = index.atlas.world
    if world is None or not text.isascii():
        latin = sum(map(str.isascii, text[:400])) > 0.7 * len(text[:400])
        if world is None or not latin:
            yield from places_in(text, index)
            return
    first_words, last = world.first_words, -1
    for match in CAPITAL.finditer(text):
        start, word = match.start(), _owner(match[0])
        if start < last:
            continue
        short = "." in word and (word.count(".") > 1 or bool(index.abbreviations.rows(word)))
        first = _first_word(word)
        if not short and first not in first_words:
            continue
        spelled = short or first in SHORTENED
        for phrase, end in phrases(text, start) if spelled else _listed(text, start, index):
            found = _telling(phrase, index)
            if found is not None:
                last = end
                yield Found(phrase, start, end, normalise(phrase), found)
                break


def _listed(text: str, start: int, index: NameIndex) -> list[tuple[str, int]]:
    """Of the phrases that start here those that are listed, longest first, with their ends."""
    match, world = PHRASE.match(text, start), index.atlas.world
    if match is None or world is None:
        return []
    keys: list[str] = []
    ends: list[int] = []
    end = start - 1
    for word in match[0].split():
        owner = _owner(word)
        keys.append(f"{keys[-1]} {_normal(owner)}" if keys else f"={_normal(owner)}")
        ends.append(end + 1 + len(owner))
        end += len(word) + 1
        if owner != word:  # "Alabama's" ends a name
            break
    known = world.prefixes(keys[-1])
    return [
        (bare(text[start:end]), end)
        for key, end in zip(reversed(keys), reversed(ends), strict=True)
        if key in known or index.atlas.curated(key)
    ]


def _owner(word: str) -> str:
    return word[:-2] if word.endswith(_POSSESSIVES) else word


@lru_cache(maxsize=20_000)
def _first_word(word: str) -> str:
    return normalise(word.partition("-")[0]).partition(" ")[0]


@lru_cache(maxsize=50_000)
def _normal(word: str) -> str:
    return normalise(word)


@lru_cache(maxsize=100_000)
def _telling(phrase: str, index: NameIndex) -> LookUp | None:
    found = index.find(phrase) if "." in phrase else index.find_exact(phrase)
    return found if _is_telling(found, phrase, index) else None


def _is_telling(found: LookUp, phrase: str, index: NameIndex) -> bool:
    """Whether a place named in passing says where a text plays.

    The first thing its name calls to mind has to be a town of some size, or an area that is not
    small: "Mary", "George", "Central" and "Down" are regions somewhere.
    """
    atlas = index.atlas
    hits = [hit for hit in found.hits if hit.fits and hit.how >= OFFICIAL]
    if not hits or normalise(phrase) in COMMON_WORDS:
        return False
    best = max(hits, key=lambda hit: float(atlas.log_strength[hit.row]) + (hit.how == 3))
    if atlas.is_point(best.row):
        return bool(atlas.log_strength[best.row] >= TOWN_STRENGTH)
    large = bool(atlas.log_strength[best.row] >= _AREA_STRENGTH)
    return large or atlas.kind[best.row] not in (ADMIN1, DISTRICT)
