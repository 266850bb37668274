"""A phrase with a relation as an answer: which places it is measured from, and what it covers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.places.border_zones import ZONE_KM, zone_between
from geo.places.labels import quoted
from geo.places.location import (
    DISTANCE_TOLERANCE,
    DISTANCE_TOLERANCE_MIN_KM,
    NEAR_RADIUS_KM,
    OFF_COAST_KM,
    Location,
    Relation,
    locate,
    spread_of,
)
from geo.places.phrases import Phrase
from geo.places.place import Place
from geo.places.ranking import abstention
from geo.places.resolution import Candidate, Resolution, Status

if TYPE_CHECKING:
    from geo.places.regions import Regions

_COMPASS = (
    "north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Related:
    """What a phrase means: the answer, whose place is the one measured from; the second place."""

    phrase: Phrase
    answer: Resolution
    other: Place | None = None

    def locate(self, regions: Regions) -> Location:
        """The shape on the ground; the answer must have a place.

        Raises `ModelError` when there is nothing of the kind: no sea, too far apart.
        """
        place = self.answer.place
        if place is None:
            raise ValueError(f"{self.answer.query!r} has no place to be located from")
        phrase = self.phrase
        if phrase.relation is Relation.NEAR and phrase.distance_km is not None:
            return locate(place, Relation.NEAR, regions, near_radius_km=_reach_km(phrase))
        return locate(
            place,
            phrase.relation,
            regions,
            distance_km=phrase.distance_km,
            bearing_deg=phrase.bearing_deg,
            other=self.other,
        )


def related(
    query: str,
    phrase: Phrase,
    resolve: Callable[[str], Resolution],
    listed: Iterable[Place] = (),
) -> Related | None:
    """Answer a phrase; None if one of its names means nothing, so that it is no such phrase.

    `resolve` answers one name; `listed` are the curated places, which may hold a border zone.
    """
    answers = [resolve(name) for name in phrase.names]
    places = [answer.place for answer in answers if answer.place is not None]
    if len(places) < len(answers):
        return None
    doubtful = any(answer.status is Status.AMBIGUOUS for answer in answers)
    status = Status.AMBIGUOUS if doubtful else Status.RESOLVED
    if phrase.is_border:
        zone = zone_between(places[0], places[1], listed)
        if zone is None and any(place.level.is_point for place in places):
            return None
        if zone is None:
            said = f"{quoted(phrase.words)} asks for a border"
            return Related(
                phrase,
                abstention(query, f"{said}, but {_named(places)} share no land border here."),
            )
        reasons = (_sentence(phrase, places), *answers[0].reasons, *answers[1].reasons)
        score = answers[0].candidates[0].score * answers[1].candidates[0].score
        answer = Resolution(query, status, zone, (Candidate(zone, score),), reasons)
        return Related(phrase, answer)
    first = answers[0]
    reasons = (_sentence(phrase, places), *first.reasons)
    if len(answers) > 1:
        reasons += answers[1].reasons
    answer = replace(first, query=query, status=status, reasons=reasons)
    return Related(phrase, answer, places[1] if len(places) > 1 else None)


def _reach_km(phrase: Phrase) -> float:
    distance_km = phrase.distance_km or NEAR_RADIUS_KM
    return distance_km + max(distance_km * DISTANCE_TOLERANCE, DISTANCE_TOLERANCE_MIN_KM)


def _sentence(phrase: Phrase, places: list[Place]) -> str:
    """What the words of the relation cover, and how far that is from being a point."""
    words = quoted(phrase.words)
    if phrase.is_border:
        return f"{words} names the land within {ZONE_KM:g} km of the border of {_named(places)}."
    return f"{words} is a relation, not part of the name: {_covers(phrase, places)}."


def _named(places: list[Place]) -> str:
    return f"{places[0].name} and {places[1].name}"


def _covers(phrase: Phrase, places: list[Place]) -> str:
    place, distance_km = places[0], phrase.distance_km
    if phrase.relation is Relation.BETWEEN:
        return f"what is meant lies between {_named(places)}"
    if phrase.relation is Relation.OFF_COAST:
        reach_km = OFF_COAST_KM if distance_km is None else distance_km
        return f"what is meant lies at sea, within {reach_km:g} km of {place.name}"
    if phrase.relation is Relation.KM_DIRECTION and phrase.bearing_deg is not None:
        towards = f"{_COMPASS[round(phrase.bearing_deg / 45) % 8]} of {place.name}"
        if distance_km is None:
            return f"what is meant lies {towards}, no farther than about {NEAR_RADIUS_KM:g} km"
        spread_km = spread_of(distance_km, place.radius_km)
        nearest = max(0.0, distance_km - spread_km)
        return f"what is meant lies {nearest:.0f} to {distance_km + spread_km:.0f} km {towards}"
    if distance_km is not None:
        return (
            f"what is meant lies within about {_reach_km(phrase):.0f} km of {place.name}, in a "
            f"direction that is not said"
        )
    return f"what is meant lies within about {NEAR_RADIUS_KM:g} km of {place.name}"
