"""What somebody typed for a place: what it settles, and what it leaves to be chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from dashboard.forms.claim import OTHER_TYPED, PLACE_TYPED
from dashboard.forms.values import Values, number_text
from geo.places.gazetteer import Gazetteer
from geo.places.location import DISTANCE_TOLERANCE, DISTANCE_TOLERANCE_MIN_KM, Relation
from geo.places.related import Related
from geo.places.resolution import Resolution, Status

SETTLED: Final = "place_settled"
OTHER_SETTLED: Final = "other_settled"
"""What was typed when a place was last looked for: it is looked for once, then a person decides."""

MOST_TYPED: Final = 160


@dataclass(frozen=True, slots=True)
class Found:
    """The gazetteer's answer, and the relation where a phrase was typed ("40 km north of …")."""

    answer: Resolution
    phrase: Related | None = None


def look_up(typed: str, values: Mapping[str, str], gazetteer: Gazetteer) -> Found | None:
    """What the gazetteer says to a text; ``None`` for an empty one. The claim is its context."""
    name = typed.strip()[:MOST_TYPED]
    if not name:
        return None
    around = ". ".join(filter(None, (values.get("place_words", ""), values.get("summary", ""))))
    context = around if around and name not in around else around or None
    said = gazetteer.related(name, context=context)
    return Found(said.answer if said else gazetteer.resolve(name, context=context), said)


def settle(values: Values, gazetteer: Gazetteer) -> None:
    """Take the places that are clear from what was typed; what is ambiguous stays open."""
    for typed, settled, field in (
        (PLACE_TYPED, SETTLED, "place"),
        (OTHER_TYPED, OTHER_SETTLED, "other_place"),
    ):
        text = values.get(typed, "").strip()
        if text == values.get(settled, "") and (values.get(field) or not text):
            continue  # what was not clear may be by now: somebody added the place
        values[settled] = text
        values[field] = ""
        found = look_up(text, values, gazetteer)
        if found is None or found.answer.place is None:
            continue
        if found.answer.status is Status.RESOLVED:
            choose(values, found.answer.place.id, found if field == "place" else None, field)


def choose(values: Values, place: str, found: Found | None, field: str = "place") -> None:
    """Take a place, with the relation of the phrase that was typed, if it was one."""
    values[field] = place
    if found is None or found.phrase is None or found.phrase.phrase.is_border:
        return
    phrase = found.phrase.phrase
    values["relation"] = phrase.relation.value
    distance_km = phrase.distance_km
    if phrase.relation is Relation.NEAR:
        if distance_km is not None:
            margin_km = max(distance_km * DISTANCE_TOLERANCE, DISTANCE_TOLERANCE_MIN_KM)
            values["near_km"] = number_text(round(distance_km + margin_km, 1))
    else:
        values["distance_km"] = number_text(distance_km)
        values["bearing_deg"] = number_text(phrase.bearing_deg)
    if found.phrase.other is not None:
        values["other_place"] = found.phrase.other.id
    if not values.get("place_words", "").strip():
        values["place_words"] = values.get(PLACE_TYPED, "").strip()


def forget(values: Values) -> None:
    """No place: everything that was typed and chosen for one goes, the words of the report stay."""
    values.update(
        dict.fromkeys(
            (PLACE_TYPED, SETTLED, OTHER_TYPED, OTHER_SETTLED, "place", "other_place"), ""
        )
    )
    values["relation"] = Relation.IN.value
