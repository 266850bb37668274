"""Why a claim stands where it stands, as plain values for its card."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

from dashboard.place_moves import PlaceChange
from dashboard.place_words import described
from geo.claims.model import Claim
from geo.errors import UnknownPlaceError
from geo.places.gazetteer import Gazetteer
from geo.places.labels import where
from geo.places.mention import name_in
from geo.places.place import Place
from geo.places.resolution import Resolution, Status

_SHOWN_APART: Final = "Runner-up:"
"""How the gazetteer's sentence on the runner-up begins, which the card shows with a button."""


def place_reasons(
    claim: Claim, gazetteer: Gazetteer, moved: PlaceChange | None, *, may_write: bool
) -> dict[str, Any] | None:
    """What a card tells of a claim's place; None when the gazetteer does not know the place.

    `reasons` are the gazetteer's for the words that name the place; without such words there are
    none, and `source` says where the place is from. `others` are the candidates that the claim
    does not stand at, the runner-up first. A claim without a place has no `name`. `moved` is
    the last time that somebody gave the claim another place; the reasons are for the one before.
    """
    now = _place(gazetteer, claim.place)
    if (now is None) != (claim.place is None):
        return None
    if moved is not None and moved.after != claim.place:
        moved = None
    given = _place(gazetteer, moved.before) if moved else now
    answer = _named(claim.place_words, given, gazetteer, claim.summary) if given else None
    # Where the data name no place, words that happen to be some village's name suggest nothing.
    found = answer or (_read_otherwise(claim, gazetteer) if given else None)
    others = (
        [] if found is None else [one for one in found.candidates if one.place not in (now, given)]
    )
    return {
        "name": now.name if now else "",
        "words": answer.query if answer else "",
        "worded": bool(claim.place_words.strip()),
        "reasons": [one for one in answer.reasons if not one.startswith(_SHOWN_APART)]
        if answer
        else [],
        "read_as": _label(found.place) if found and found.place not in (None, given) else "",
        "source": now.source if now else "",
        "others": [
            {"id": one.place.id, "label": _label(one.place), "score": round(one.score, 2)}
            for one in others
        ],
        "changed": None
        if moved is None
        else {
            "from": where(given) if given else "no place",
            "reason": moved.reason,
            "date": moved.day.isoformat(),
            "by": moved.by,
            "undo": may_write and moved.alone,
        },
        "may_write": may_write,
    }


def place_words(claim: Claim, given: Place | None, gazetteer: Gazetteer) -> str:
    """The words of a claim that name its place, or all of its wording, or the place's name."""
    if given is None:
        return claim.place_words
    answer = _named(claim.place_words, given, gazetteer, claim.summary)
    return answer.query if answer else claim.place_words or given.name


@lru_cache(maxsize=64)
def _named(words: str, given: Place, gazetteer: Gazetteer, summary: str) -> Resolution | None:
    """`name_in`, kept: every rerun asks again, and so does every letter typed in the dialog."""
    return name_in(words, given, gazetteer, context=summary)


def _read_otherwise(claim: Claim, gazetteer: Gazetteer) -> Resolution | None:
    """The gazetteer's own reading of the wording, if it is a name of some other place."""
    answer = gazetteer.resolve(claim.place_words, context=claim.summary)
    return None if answer.status is Status.UNRESOLVED else answer


def _place(gazetteer: Gazetteer, key: str | None) -> Place | None:
    try:
        return None if key is None else gazetteer.place(key)
    except UnknownPlaceError:
        return None


def _label(place: Place | None) -> str:
    return "" if place is None else f"{place.name}, {described(place)}"
