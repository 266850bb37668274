"""Qualifiers inside a name: "Donetsk, Rostov Oblast", "Donetsk (Russia)", "Kursk di Rusia".

What the writer puts into the name is a filter, unlike the words around it: a Donetsk in Japan is
no answer at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from geo.places.evidence import admin1_codes
from geo.places.index import Hit, LookUp, Match, NameIndex
from geo.places.labels import quoted, where
from geo.places.place import Level, Place

_PARTS = re.compile(r"\s*[,(（]\s*|\s+(?:in|di|в|во|у|на)\s+")
_MAX_QUALIFIERS = 4
_MAX_WORDS = 6


@dataclass(frozen=True, slots=True)
class Reading:
    """A name taken apart: the hits that pass its qualifiers, what they said, what stays unsure.

    `outside` are the places of that name that a qualifier shut out.
    """

    found: LookUp
    notes: tuple[str, ...] = ()
    doubt: bool = False
    outside: tuple[Place, ...] = ()


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
    whole = index.look_up(text)
    if any(hit.fits and hit.match is not Match.FUZZY for hit in whole.hits):
        return Reading(whole)
    parts = _split(text)
    if len(parts) < 2:
        return _unmarked(text, index) or Reading(whole)
    head, *qualifiers = parts[: _MAX_QUALIFIERS + 1]
    found, last = index.look_up(head), index.look_up(qualifiers[-1])
    if all_areas(found) and last.hits and not all_areas(last):
        found, qualifiers = last, [*qualifiers[:-1], head]  # big before small, as in Russia
    notes: list[str] = []
    doubt = False
    kept = found.hits
    for qualifier in qualifiers:
        areas = [hit.place for hit in index.look_up(qualifier).hits if _says_where(hit)]
        if areas:
            kept = tuple(hit for hit in kept if any(lies_in(hit.place, area) for area in areas))
            notes.append(f"{quoted(qualifier)} says that it lies in {where(areas[0])}.")
        else:
            doubt = True
            notes.append(f"{quoted(qualifier)} is not a region or country known here.")
    return filtered(Reading(found, tuple(notes), doubt), kept)


def _unmarked(text: str, index: NameIndex) -> Reading | None:
    """A region or country set beside the name without a mark: "Kursk Rusia", "러시아 쿠르스크".

    Taken as a qualifier only if both halves are listed and the one lies in the other.
    """
    words = text.split()
    for cut in range(1, len(words) if len(words) <= _MAX_WORDS else 0):
        halves = index.find(" ".join(words[:cut])), index.find(" ".join(words[cut:]))
        for found, area in (halves, halves[::-1]):
            areas = [hit.place for hit in area.hits if _says_where(hit)]
            kept = tuple(h for h in found.hits if any(_inside(h.place, a) for a in areas))
            if any(hit.fits for hit in kept):
                note = f"The name stands beside {where(areas[0])}, where it lies."
                return filtered(Reading(found, (note,)), kept)
    return None


def _inside(place: Place, area: Place) -> bool:
    return place.id != area.id and place.level is not Level.COUNTRY and lies_in(place, area)


def filtered(reading: Reading, kept: tuple[Hit, ...]) -> Reading:
    """Keep only the hits `kept`.

    When they are all of the wrong level though others were not, none is kept: "Donetsk Oblast" in
    Russia is not the town of Donetsk there.
    """
    before = reading.found.hits
    if any(hit.fits for hit in before) and not any(hit.fits for hit in kept):
        kept = ()
    outside = tuple(hit.place for hit in before if hit not in kept and hit.fits)
    return replace(
        reading, found=replace(reading.found, hits=kept), outside=(*reading.outside, *outside)
    )


def all_areas(found: LookUp) -> bool:
    """Whether a spelling names regions or countries rather than a town."""
    fitting = [hit for hit in found.hits if hit.fits]
    return bool(fitting) and all(not hit.place.level.is_point for hit in fitting)


def lies_in(place: Place, area: Place) -> bool:
    """Whether the gazetteer's codes put `place` in `area`; never by point in polygon."""
    if area.level is Level.COUNTRY:
        return area.country in place.countries
    codes = admin1_codes(area)
    own = {place.admin1} if place.admin1 else set(admin1_codes(place))
    return bool(own) and own <= set(codes)


def _says_where(hit: Hit) -> bool:
    """A region or country, also by its bare name: "Donetsk, Rostov" means the oblast."""
    return hit.match is not Match.FUZZY and not hit.place.level.is_point


def _split(text: str) -> list[str]:
    return [part.strip(" )）") for part in _PARTS.split(text) if part.strip(" )）")]
