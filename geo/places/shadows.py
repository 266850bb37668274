"""Which of the things that share a bare name step back, before any text is read.

A bare name is the town, not the region or the lake called after it; "the state of Georgia" is no
country. What steps back stays in the answer, as the runner-up.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from anyascii import anyascii
from rapidfuzz.distance import Indel

from geo.places import wording
from geo.places.atlas import (
    ADMIN1,
    COUNTRY,
    DISTRICT,
    LAKE,
    RIVER,
    SEA,
    TOWN,
    Atlas,
)  # fmt: skip
from geo.places.names import normalise, romanised
from geo.places.world_row import OFFICIAL, OTHER

if TYPE_CHECKING:
    from geo.places.index import Hit

FITS, SHADOWED, MISFIT = 2, 1, 0
"""How well a hit's level suits the wording: a region with a town of its name inside it is
shadowed by that town; a region where a town is asked for (or the reverse) is a misfit."""

_REGIONS = (ADMIN1, DISTRICT)
WATERS = (SEA, LAKE, RIVER)
LARGE_TOWN = 5.0
"""log10 of the inhabitants of a town that outshines a water of its name (Valencia, Kaliningrad):
one of 100,000. The Volga is not called after the village Volga."""
NAMED_LIKE_REGION = 4.5
"""The same for a town that a region's name is an other spelling of (Esfahan: Isfahan)."""

FORMER = 0
"""How good a name is that another place in the country has by sound: a former one, a quarter's."""
SOUNDS_LIKE, SOUNDS_UNLIKE = 0.75, 0.5
_ABOUT_COUNTRIES = frozenset("republic республика республики республике республику 공화국".split())


def step_back(words: tuple[str, ...], hits: list[Hit], atlas: Atlas) -> list[Hit]:
    """Mark those of the hits of a bare name that another of them outshines."""
    if len(hits) < 2:
        return hits
    kinds = {atlas.kind[hit.row] for hit in hits}
    if TOWN in kinds:
        hits = _other_names_behind(" ".join(words), hits, atlas)
    if TOWN in kinds and not kinds.isdisjoint(_REGIONS):
        hits = _regions_behind_towns(" ".join(words), hits, atlas)
    if len(kinds) > 1 and not kinds.isdisjoint(WATERS):
        named = not wording.WATER_WORDS.isdisjoint(words)
        hits = (_lands_behind_waters if named else _waters_behind_lands)(hits, atlas)
    return hits


def countries_behind_states(word: str, hits: list[Hit], atlas: Atlas) -> list[Hit]:
    """After a word for an administrative unit, a state goes before the country of its name."""
    formal = word in wording.FORMAL_REGION_WORDS or word in wording.DOUBLE_REGION_WORDS
    if (
        not formal
        or word in _ABOUT_COUNTRIES
        or not any(atlas.kind[hit.row] == ADMIN1 and hit.how >= OFFICIAL for hit in hits)
    ):
        return hits
    return _marked(hits, [atlas.kind[hit.row] == COUNTRY for hit in hits])


def _regions_behind_towns(asked: str, hits: list[Hit], atlas: Atlas) -> list[Hit]:
    """A bare name is the town, where a region and a town inside it share it.

    That holds for another spelling of the town too (Esfahan), unless the town is only called after
    the region with a further word (Oklahoma City).
    """
    kinds = atlas.kind
    regions = {int(atlas.admin1[hit.row]) for hit in hits if kinds[hit.row] in _REGIONS}
    inside: set[int] = set()
    raised: list[Hit] = []
    for hit in hits:
        region = int(atlas.admin1[hit.row])
        if kinds[hit.row] == TOWN and region in regions:
            if hit.how == OTHER:
                if _is_longer(atlas.place(hit.row).name, asked):
                    raised.append(hit)
                    continue
                if atlas.log_strength[hit.row] >= NAMED_LIKE_REGION:
                    hit = hit._replace(how=OFFICIAL)
            inside.add(region)
        raised.append(hit)
    return _marked(
        raised,
        [kinds[h.row] in _REGIONS and int(atlas.admin1[h.row]) in inside for h in raised],
    )


def _other_names_behind(asked: str, hits: list[Hit], atlas: Atlas) -> list[Hit]:
    """Of the towns of a country, one that is shown by a name like the one asked for goes first.

    GeoNames lists former names, those of quarters and of neighbours beside true spellings, and
    does not say which is which: Donetsk has been Oleksandrivka, Sloviansk is said of Nikopol.
    """
    towns = [at for at, hit in enumerate(hits) if atlas.kind[hit.row] == TOWN]
    if len(towns) < 2 or all(hits[at].how != OTHER for at in towns):
        return hits
    key = _sound(asked)
    likeness = {at: _likeness(key, hits[at], atlas) for at in towns}
    spelled = {int(atlas.country[hits[at].row]) for at in towns if likeness[at] >= SOUNDS_LIKE}
    return [
        hit._replace(how=FORMER)
        if likeness.get(at, 1.0) < SOUNDS_UNLIKE and int(atlas.country[hit.row]) in spelled
        else hit
        for at, hit in enumerate(hits)
    ]


def _likeness(key: str, hit: Hit, atlas: Atlas) -> float:
    if hit.how != OTHER:
        return 1.0
    return Indel.normalized_similarity(key, _sound(atlas.place(hit.row).name))


def _sound(name: str) -> str:
    key = normalise(name)
    return romanised(key) or anyascii(key).lower()


def _is_longer(name: str, asked: str) -> bool:
    words = normalise(name).split()
    return len(words) > len(asked.split()) and set(asked.split()) <= set(words)


def _waters_behind_lands(hits: list[Hit], atlas: Atlas) -> list[Hit]:
    """A lake or sea steps behind a large town, a region or an island of the same bare name."""
    kinds = atlas.kind
    if not any(
        kinds[hit.row] not in WATERS
        and (kinds[hit.row] != TOWN or atlas.log_strength[hit.row] >= LARGE_TOWN)
        for hit in hits
    ):
        return hits
    return _marked(hits, [kinds[hit.row] in WATERS for hit in hits])


def _lands_behind_waters(hits: list[Hit], atlas: Atlas) -> list[Hit]:
    """A region that is called after a water ("Red Sea") steps behind it."""
    return _marked(hits, [atlas.kind[hit.row] in _REGIONS for hit in hits])


def _marked(hits: Sequence[Hit], behind: Sequence[bool]) -> list[Hit]:
    return [
        hit._replace(fit=SHADOWED) if back and hit.fit == FITS else hit
        for hit, back in zip(hits, behind, strict=True)
    ]
