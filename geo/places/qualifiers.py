"""Qualifiers inside a name: "Donetsk, Rostov Oblast", "Donetsk (Russia)", "Kursk di Rusia".

What the writer puts into the name is a filter, unlike the words around it: a Donetsk in Japan is
no answer at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import dropwhile

from geo.places.atlas import (
    ADMIN1,
    AREA,
    COUNTRY,
    COUNTY,
    TOWN,
    Atlas,
)
from geo.places.index import Hit, LookUp, NameIndex
from geo.places.keys import Match
from geo.places.labels import quoted
from geo.places.names import normalise
from geo.places.shadows import FITS, WATERS
from geo.places.wording import PREPOSITIONS, REGION_WORDS, TOWN_WORDS
from geo.places.world_row import OFFICIAL

_PARTS = re.compile(r"\s*[,(（]\s*|\s+(?:in|di|в|во|у|на)\s+")
_MAX_QUALIFIERS = 4
_MAX_WORDS = 6

_KINDS = {
    word: kinds
    for words, kinds in (
        ("country nation negara страна країна 국가", (COUNTRY,)),
        ("state region province oblast provinsi wilayah область регион регіон 주", (ADMIN1, AREA)),
        ("county", (COUNTY,)),
        ("city town village kota desa город місто село деревня 도시", (TOWN,)),
        ("sea strait river lake laut selat sungai море пролив река протока ріка 바다 강", WATERS),
    )
    for word in words.split()
}
"""Words that stand for a kind of place where a qualifier would stand: "Georgia (country)"."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A name taken apart: the hits that pass its qualifiers, what they said, what stays unsure.

    `outside` are the rows of that name that a qualifier shut out, `head` the name itself where the
    text has qualifiers.
    """

    found: LookUp
    notes: tuple[str, ...] = ()
    doubt: bool = False
    outside: tuple[int, ...] = ()
    head: str = ""


def head_of(text: str) -> str:
    """The name before its first qualifier."""
    return _PARTS.split(text)[0]


def is_qualified(text: str) -> bool:
    """Whether the text has the form of a name with a qualifier."""
    return len(_split(text)) > 1


def read(text: str, index: NameIndex) -> Reading:
    """Look a name up as a whole, then as a head with qualifiers ("X, Y", "X (Y)", "X in Y").

    A qualifier that is no known region or country leaves doubt; it is never dropped silently.
    """
    if not any(hit.fits for hit in index.find(text).hits):
        described = _described(text, index)
        if described is not None:
            return described
    whole, parts = index.look_up(text), _split(text)
    of_a_kind = any(normalise(part) in _KINDS for part in parts[1:])
    if not of_a_kind and any(hit.fits and hit.match is not Match.FUZZY for hit in whole.hits):
        return Reading(whole)
    if len(parts) < 2:
        return _unmarked(text, index) or Reading(whole)
    atlas = index.atlas
    head, *qualifiers = parts[: _MAX_QUALIFIERS + 1]
    found, last = index.look_up(head), index.look_up(qualifiers[-1])
    certain = any(hit.match is not Match.FUZZY for hit in last.hits) and not of_a_kind
    if certain and all_areas(found, atlas) and not all_areas(last, atlas):
        found, head, qualifiers = last, qualifiers[-1], [head, *qualifiers[:-1]]  # big before small
    notes: list[str] = []
    doubt = False
    kept = found.hits
    for qualifier in qualifiers:
        kinds = _KINDS.get(normalise(qualifier))
        if kinds is not None:
            kept = tuple(h._replace(fit=FITS) for h in kept if atlas.kind[h.row] in kinds)
            notes.append(f"{quoted(qualifier)} says what kind of place is meant.")
            continue
        lettered = any(char.isalpha() for char in qualifier)
        areas = containers(index.look_up(qualifier), atlas) if lettered else []
        if areas:
            kept = tuple(hit for hit in kept if any(lies_in(hit.row, a, atlas) for a in areas))
            best = next((a for a in areas if any(lies_in(h.row, a, atlas) for h in kept)), areas[0])
            notes.append(f"{quoted(qualifier)} says that it lies in {atlas.where(best)}.")
        else:
            doubt = True
            notes.append(f"{quoted(qualifier)} is not a region or country known here.")
    return filtered(Reading(found, tuple(notes), doubt, head=head), kept)


def _described(text: str, index: NameIndex) -> Reading | None:
    """A town or region word with a description before it: "the eastern city of Kharkiv".

    Also where no "of" stands between («в приграничном городе Шебекино»); then what is left out must
    begin with small letters. None where the description is itself a name, or nothing is known.
    """
    words = text.split()
    for at in range(1, min(len(words) - 1, _MAX_WORDS)):
        if normalise(words[at]) not in REGION_WORDS | TOWN_WORDS:
            continue
        before, rest = words[:at], words[at:]
        if all(normalise(word) in PREPOSITIONS for word in before):
            continue
        named = list(dropwhile(lambda word: normalise(word) in PREPOSITIONS, words[: at + 1]))
        plain = rest[1] == "of" and not index.find(" ".join(named)).hits
        if not plain and any(word[0].isupper() for word in before):
            continue
        found = read(" ".join(rest), index)
        if any(hit.fits and hit.match is not Match.FUZZY for hit in found.found.hits):
            note = f"{quoted(' '.join(before))} describes the place and was set aside."
            return replace(found, notes=(*found.notes, note), head=found.head or " ".join(rest))
    return None


def _unmarked(text: str, index: NameIndex) -> Reading | None:
    """A region or country set beside the name without a mark: "Kursk Rusia", "러시아 쿠르스크".

    Taken as a qualifier only if both halves are listed and the one lies in the other.
    """
    atlas = index.atlas
    words = text.split()
    for cut in range(1, len(words) if len(words) <= _MAX_WORDS else 0):
        halves = index.find(" ".join(words[:cut])), index.find(" ".join(words[cut:]))
        for at, (found, area) in enumerate((halves, halves[::-1])):
            areas = [row for row in containers(area, atlas) if atlas.kind[row] != AREA]
            kept = tuple(h for h in found.hits if any(_inside(h, a, atlas) for a in areas))
            if any(hit.fits for hit in kept):
                note = f"The name stands beside {atlas.where(areas[0])}, where it lies."
                head = " ".join(words[cut:] if at else words[:cut])
                return filtered(Reading(found, (note,), head=head), kept)
    return None


def _inside(hit: Hit, area: int, atlas: Atlas) -> bool:
    return (
        hit.row != area
        and hit.how >= OFFICIAL
        and atlas.kind[hit.row] != COUNTRY
        and lies_in(hit.row, area, atlas)
    )


def filtered(reading: Reading, kept: tuple[Hit, ...]) -> Reading:
    """Keep only the hits `kept`.

    When they are all of the wrong level though others were not, none is kept: "Donetsk Oblast" in
    Russia is not the town of Donetsk there.
    """
    before = reading.found.hits
    if any(hit.fits for hit in before) and not any(hit.fits for hit in kept):
        kept = ()
    inside = {hit.row for hit in kept}
    outside = tuple(hit.row for hit in before if hit.row not in inside and hit.fits)
    return replace(
        reading, found=replace(reading.found, hits=kept), outside=(*reading.outside, *outside)
    )


def all_areas(found: LookUp, atlas: Atlas) -> bool:
    """Whether a spelling calls a region or country to mind before a town."""
    best = next((hit for hit in found.hits if hit.fits and hit.how >= OFFICIAL), None)
    return best is not None and not atlas.is_point(best.row)


def containers(found: LookUp, atlas: Atlas) -> list[int]:
    """The regions and countries a spelling may name; by its bare name, too: "Donetsk, Rostov"."""
    return [
        hit.row
        for hit in found.hits
        if hit.match is not Match.FUZZY
        and hit.how >= OFFICIAL
        and not atlas.is_point(hit.row)
        and (atlas.admin1[hit.row] or atlas.country[hit.row])
    ]


def lies_in(row: int, area: int, atlas: Atlas) -> bool:
    """Whether the gazetteer's codes put a row in an area; never by point in polygon.

    Of a county or district, which no code names, a row may also lie no farther than it reaches.
    """
    if atlas.kind[area] == COUNTRY:
        return bool(set(atlas.countries_of(area)) & set(atlas.countries_of(row)))
    own = atlas.admin1_of(row)
    inside = bool(own) and set(own) <= set(atlas.admin1_of(area))
    return inside and atlas.is_within_reach(row, area)


def _split(text: str) -> list[str]:
    parts = [part.strip(" )）") for part in _PARTS.split(text) if part.strip(" )）")]
    head, of, owner = (parts[0] if parts else "").rpartition(" of ")
    if of and len(head.split()) > 1 and normalise(head.split()[-1]) in REGION_WORDS | TOWN_WORDS:
        return [head, owner, *parts[1:]]  # the Donetsk region of Ukraine, never the city of Donetsk
    return parts
