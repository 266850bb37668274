"""A place and an answer of the gazetteer in words: plain values that a page shows as text."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable
from typing import Any, Final

from babel import Locale

from geo.claims.model import Claim
from geo.errors import UnknownAreaError, UnknownPlaceError
from geo.places.gazetteer import Gazetteer
from geo.places.labels import country_name, language_name
from geo.places.names import script_of
from geo.places.place import Level, Name, Place
from geo.places.regions import load_regions
from geo.places.resolution import Candidate, Resolution, Status

LEVELS: Final[dict[Level, str]] = {
    Level.SETTLEMENT: "settlement",
    Level.BASE: "base or facility",
    Level.REGION: "region",
    Level.COUNTRY: "country",
    Level.SEA: "sea or water",
    Level.AREA: "area",
}

STATUSES: Final[dict[Status, str]] = {
    Status.RESOLVED: "Resolved",
    Status.AMBIGUOUS: "Ambiguous",
    Status.UNRESOLVED: "Not resolved",
}

STATUS_NOTES: Final[dict[Status, str]] = {
    Status.RESOLVED: "clear enough to be drawn",
    Status.AMBIGUOUS: "the best guess; no map draws it before somebody has looked",
    Status.UNRESOLVED: "the gazetteer abstains",
}

_SCRIPTS: Final = Locale("en").scripts
_NO_SCRIPT: Final = "Zyyy"
NO_LANGUAGE: Final = "und"
"""The tag of a language that nobody states."""


def countries(place: Place) -> str:
    """The names of a place's countries: "Russia and Ukraine"; empty for the high seas."""
    return " and ".join(country_name(code) for code in place.countries)


def admin1(place: Place) -> str:
    """The name of the admin-1 area with its code: "Donetsk (UA.05)"; empty without one."""
    if not place.admin1:
        return ""
    try:
        return f"{load_regions().admin1_info(place.admin1).name} ({place.admin1})"
    except UnknownAreaError:
        return place.admin1


def where_said(claim: Claim, gazetteer: Gazetteer) -> str:
    """Where a claim says it is: in the report's words, else the place's name; empty without."""
    if claim.place_words or claim.place is None:
        return claim.place_words
    try:
        return gazetteer.place(claim.place).name
    except UnknownPlaceError:
        return ""


def described(place: Place) -> str:
    """Level and countries in a line: "settlement in Ukraine"."""
    level, land = LEVELS[place.level], countries(place)
    if place.level is Level.COUNTRY or not land:
        return level
    return f"{level} in {land}"


def position(place: Place) -> str:
    """Coordinates as a map shows them, latitude first: ``"48.0230° N, 37.8022° E"``."""
    north = f"{abs(place.lat):.4f}° {'N' if place.lat >= 0 else 'S'}"
    east = f"{abs(place.lon):.4f}° {'E' if place.lon >= 0 else 'W'}"
    return f"{north}, {east}"


def extent(place: Place) -> str:
    """How exact the position is, in words."""
    radius = f"{place.radius_km:,.0f}" if place.radius_km >= 10 else f"{place.radius_km:g}"
    if place.level.is_point:
        return f"anywhere within {radius} km of this point"
    if place.area:
        return f"its whole outline; the point is where a label goes, {radius} km from its edge"
    return f"about {radius} km around this point; its outline is not known"


def script_label(name: Name) -> str:
    """The script of a name in words; of one the gazetteer has no code for, by its first letter."""
    if name.script != _NO_SCRIPT:
        return str(_SCRIPTS.get(name.script, name.script))
    letter = next((one for one in name.text if one.isalpha()), "")
    return unicodedata.name(letter, "").partition(" ")[0].capitalize() if letter else ""


def spellings(place: Place, names: Iterable[str] = ()) -> list[dict[str, Any]]:
    """The names of a place by language and script, those whose language nobody states at the end.

    `names` are all spellings that are listed anywhere; those the place has a language for are
    not repeated.
    """
    groups: dict[tuple[str, str], list[str]] = {}
    said = [name for name in place.names if name.language != NO_LANGUAGE]
    known = {name.text for name in said}
    rest = [name.text for name in place.names if name.language == NO_LANGUAGE]
    for text in dict.fromkeys((*rest, *names)):
        if text not in known and text != place.name:
            said.append(Name(text, NO_LANGUAGE, script_of(text)))
    for name in said:
        group = groups.setdefault((name.language, script_label(name)), [])
        if name.text not in group:
            group.append(name.text)
    return [
        {
            "tag": "" if tag == NO_LANGUAGE else tag,
            "language": "" if tag == NO_LANGUAGE else language_name(tag),
            "script": script,
            "names": listed,
        }
        for (tag, script), listed in groups.items()
    ]


def place_json(place: Place, names: Iterable[str], own: Collection[str]) -> dict[str, Any]:
    """Everything a reader is shown of one place with all its `names`.

    `own` are the ids of the user's entries.
    """
    return {
        "id": place.id,
        "name": place.name,
        "described": described(place),
        "country": countries(place),
        "admin1": admin1(place),
        "position": position(place),
        "extent": extent(place),
        "dispute": place.dispute,
        "source": place.source,
        "reviewed": place.reviewed,
        "geonames": "" if place.geonames_id is None else str(place.geonames_id),
        "own": place.id in own,
        "spellings": spellings(place, names),
    }


def candidate_json(number: int, one: Candidate, own: Collection[str]) -> dict[str, Any]:
    """One candidate in a list."""
    place = one.place
    return {
        "number": number,
        "id": place.id,
        "name": place.name,
        "described": described(place),
        "admin1": admin1(place),
        "score": round(one.score, 3),
        "own": place.id in own,
    }


def answer_json(
    answer: Resolution | None, front: Place | None, names: Iterable[str], own: Collection[str]
) -> dict[str, Any]:
    """An answer, and the place looked at with all its `names`: it need not be a candidate."""
    listed: dict[str, Any] = {"query": "", "status": "", "reasons": [], "candidates": []}
    if answer is not None:
        listed = {
            "query": answer.query[:200],
            "status": answer.status.value,
            "status_label": STATUSES[answer.status],
            "status_note": STATUS_NOTES[answer.status],
            "reasons": list(answer.reasons),
            "best": answer.place.id if answer.place else None,
            "candidates": [
                candidate_json(number, one, own)
                for number, one in enumerate(answer.candidates, start=1)
            ],
        }
    return {**listed, "front": None if front is None else place_json(front, names, own)}
