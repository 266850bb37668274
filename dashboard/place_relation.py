"""What a claim about a place would draw: the relation a reader picks, and its shape in words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from geo.errors import ModelError
from geo.places.location import (
    NEAR_RADIUS_KM,
    OFF_COAST_KM,
    Location,
    Relation,
    Shape,
    locate,
    spread_of,
)
from geo.places.place import Place
from geo.places.regions import BoundaryView, load_regions
from geo.places.related import Related

RELATIONS: Final[dict[Relation, str]] = {
    Relation.IN: "in",
    Relation.NEAR: "near",
    Relation.KM_DIRECTION: "at a distance",
    Relation.OFF_COAST: "off the coast",
    Relation.BETWEEN: "between",
}
"""Relations to pick from; "at" draws what "in" does."""

DIRECTIONS: Final[dict[str, float]] = {
    "north": 0.0,
    "north-east": 45.0,
    "east": 90.0,
    "south-east": 135.0,
    "south": 180.0,
    "south-west": 225.0,
    "west": 270.0,
    "north-west": 315.0,
}
"""Compass words and their bearings, degrees clockwise from north."""

LARGEST_KM: Final = 2_000.0
LARGEST_COAST_KM: Final = 500.0


@dataclass(frozen=True, slots=True)
class Wording:
    """A relation with what belongs to it; `other` is the second place of "between"."""

    relation: Relation = Relation.IN
    near_km: float = NEAR_RADIUS_KM
    coast_km: float = OFF_COAST_KM
    distance_km: float = 40.0
    direction: str = "north"
    other: Place | None = None


@dataclass(frozen=True, slots=True)
class Drawn:
    """A shape with a sentence on it; no shape where the sentence tells why there is none."""

    location: Location | None
    sentence: str


@lru_cache(maxsize=64)
def drawn(place: Place, wording: Wording, view: BoundaryView) -> Drawn | None:
    """What a claim with this wording would draw; None for "in", which draws the place itself.

    Kept: a margin around a coast like Nunavut's takes two seconds, and every run asks again.
    """
    relation = wording.relation
    if relation is Relation.IN:
        return None
    if relation is Relation.BETWEEN and wording.other is None:
        return Drawn(None, f"Between {place.name} and what? Name the other place.")
    try:
        location = locate(
            place,
            relation,
            load_regions(view),
            near_radius_km=wording.near_km,
            distance_km=wording.coast_km if relation is Relation.OFF_COAST else wording.distance_km,
            bearing_deg=DIRECTIONS.get(wording.direction, 0.0),
            other=wording.other,
        )
    except ModelError as error:
        return Drawn(None, str(error))
    return Drawn(location, _sentence(place, wording, location))


def drawn_as_said(said: Related, view: BoundaryView) -> Drawn:
    """What a phrase such as "40 km north of Kursk" would draw; its answer must have a place."""
    try:
        location = said.locate(load_regions(view))
    except ModelError as error:
        return Drawn(None, str(error))
    # The reason begins with the words of the phrase, which stand in the field already.
    sentence = said.answer.reasons[0].partition(": ")[2] or said.answer.reasons[0]
    return Drawn(location, sentence[:1].upper() + sentence[1:])


def _sentence(place: Place, wording: Wording, location: Location) -> str:
    if location.shape is Shape.COUNTRY:
        return f"Near {place.name}: the whole country, nothing more exact."
    around = f"anywhere within {location.radius_m / 1000:,.0f} km of its middle"
    if wording.relation is Relation.KM_DIRECTION:
        said = f"{wording.distance_km:,.0f} km {wording.direction} of {place.name}"
        spread_km = spread_of(wording.distance_km, place.radius_km)
        nearest_km = max(0.0, wording.distance_km - spread_km)
        away = f"{nearest_km:,.0f} to {wording.distance_km + spread_km:,.0f} km away"
        return f"“{said}”: {away}, in a sector of 45°; {around}."
    if wording.relation is Relation.OFF_COAST:
        said = f"off the coast of {place.name}"
        return f"“{said}”: the sea within {wording.coast_km:,.0f} km of it, and no land."
    if wording.relation is Relation.BETWEEN and wording.other is not None:
        said = f"between {place.name} and {wording.other.name}"
        return f"“{said}”: a corridor; {around}."
    if location.shape is Shape.RING and place.level.is_point:
        return f"“near {place.name}”: anywhere within {wording.near_km:,.0f} km of its centre."
    return f"“near {place.name}”: the area and {wording.near_km:,.0f} km around it."
