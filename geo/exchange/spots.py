"""Where rows say something happened: by name through the gazetteer, by coordinates as places.

A coordinate is never a bare pin: it becomes a place with an honest radius, one for all rows that
share coordinate, radius and name. A country is never inferred from a point, since boundaries are a
matter of view; a point only tells which admin-1 area of a country that the row itself names.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from geo.errors import ClaimAtlasError, UnknownPlaceError
from geo.exchange.area_places import AreaPlaces
from geo.exchange.countries import country_name
from geo.exchange.making import Making, digest
from geo.places.country_bounds import COUNTRY_BOUNDS, is_near
from geo.places.gazetteer import Gazetteer
from geo.places.geodesy import distance_m
from geo.places.location import DISTANCE_TOLERANCE, DISTANCE_TOLERANCE_MIN_KM, Relation
from geo.places.place import Level, Place
from geo.places.regions import Regions
from geo.places.resolution import Status

NO_PLACE: Final = {
    Status.AMBIGUOUS: "names that may mean several places; these claims have no place yet",
    Status.UNRESOLVED: "names that the gazetteer does not know; these claims have no place yet",
}
"""What a report says of names that settle no place."""

MADE_PREFIX: Final = "at-"
"""Begins the ids of places that imports make out of coordinates. They have no spellings, so that
an import does not find other places the second time."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a claim is put: the fields of `geo.claims.model.Claim` that say so."""

    place: str | None = None
    relation: Relation = Relation.IN
    words: str = ""
    near_km: float | None = None
    distance_km: float | None = None
    bearing_deg: float | None = None
    other_place: str | None = None

    def fields(self) -> dict[str, Any]:
        """As arguments of a claim."""
        return {
            "place": self.place, "relation": self.relation, "place_words": self.words,
            "near_km": self.near_km, "distance_km": self.distance_km,
            "bearing_deg": self.bearing_deg, "other_place": self.other_place,
        }  # fmt: skip


class Spots:
    """Finds or makes the places of one file; what is asked again costs nothing."""

    def __init__(self, gazetteer: Gazetteer, regions: Regions, making: Making) -> None:
        self.gazetteer = gazetteer
        self.regions = regions
        self._making = making
        self._named: dict[tuple[str, str, str], tuple[Spot, Status]] = {}
        self._areas = AreaPlaces(self.gazetteer, regions, making)
        self._towns: dict[tuple[str, str], Place | None] = {}

    @cached_property
    def _of_geonames(self) -> dict[int, str]:
        places = self.gazetteer.places
        return {place.geonames_id: place.id for place in reversed(places) if place.geonames_id}

    def named(self, name: str, country: str = "", admin1: str = "") -> Spot:
        """The place that a name means; without one where that is not sure, and noted so.

        `country` is an ISO code, `admin1` a region's name beside the place's. A phrase ("near
        Kursk", "40 km north of Kursk") keeps its relation.
        """
        key = (name, country, admin1)
        if key not in self._named:
            if len(self._named) > 50_000:
                self._named.clear()
            self._named[key] = self._look_up(name, country, admin1)
        spot, status = self._named[key]
        if status in NO_PLACE:
            self._making.report.note(NO_PLACE[status])
        return spot

    def _look_up(self, name: str, country: str, admin1: str) -> tuple[Spot, Status]:
        words = " ".join(name.split())[:500]
        asked = words[:160]
        answer = self.gazetteer.resolve(asked, country=country or None)
        if admin1 and answer.status is not Status.RESOLVED:
            qualified = self.gazetteer.resolve(f"{asked}, {admin1[:80]}", country=country or None)
            if qualified.status is Status.RESOLVED:
                answer = qualified
        if answer.status is not Status.RESOLVED or answer.place is None:
            return Spot(words=words), answer.status
        found = self.gazetteer.related(asked, country=country or None)
        if found is None or found.phrase.is_border:
            return Spot(answer.place.id, words=words), answer.status
        phrase = found.phrase
        near = phrase.relation is Relation.NEAR
        try:
            found.locate(self.regions)
        except ClaimAtlasError:  # nothing of the kind is there: no sea, too far apart
            return Spot(words=words), Status.UNRESOLVED
        return (
            Spot(
                answer.place.id, phrase.relation, words,
                near_km=_reach_km(phrase.distance_km) if near else None,
                distance_km=None if near else phrase.distance_km,
                bearing_deg=phrase.bearing_deg,
                other_place=found.other.id if found.other else None,
            ),
            answer.status,
        )  # fmt: skip

    def at(
        self,
        lon: float,
        lat: float,
        radius_km: float,
        source: str,
        *,
        name: str = "",
        country: str = "",
        level: Level = Level.SETTLEMENT,
        admin1: str = "",
        geonames_id: int | None = None,
    ) -> str:
        """The id of the place at a coordinate (degrees) with a radius, made when it is new.

        `source` says in a sentence where the position comes from and what precision it was given.
        """
        lon, lat = round(lon, 6) + 0.0, round(lat, 6) + 0.0  # no negative zero
        name = " ".join(name.split())[:150] or _position(lon, lat)
        mark = digest(lon, lat, radius_km, level, name, country, admin1, source)
        made = f"{MADE_PREFIX}{mark}"
        if not self._making.known(f"p:{made}"):
            place = Place(
                made, name, level, country, admin1, lon, lat, radius_km, "", (), geonames_id, "",
                source, "",
            )  # fmt: skip
            self._making.add(f"p:{made}", place)
        return made

    def of_geonames(self, number: int | None) -> Place | None:
        """The gazetteer's own place for a GeoNames number, if it has it."""
        if number is None:
            return None
        try:
            return self.gazetteer.place(self._of_geonames.get(number) or f"gn-{number}")
        except UnknownPlaceError:
            return None

    def town_km(self, name: str, country: str, lon: float, lat: float, least_km: float) -> float:
        """The radius of a city as the gazetteer has it, if it is there; else `least_km`.

        Asked of names that end in "city" only: what happened in Baghdad may be far from its
        centre, what happened in a village is not.
        """
        if not name.endswith((" city", " City")):
            return least_km
        if (name, country) not in self._towns:
            self._towns[name, country] = self.gazetteer.resolve(
                name[:-5][:120], country=country or None
            ).place
        place = self._towns[name, country]
        if place is None or not place.level.is_point:
            return least_km
        apart_m = distance_m((place.lon, place.lat), (lon, lat))
        near = apart_m <= 1000 * max(place.radius_km, 10.0)
        return max(least_km, place.radius_km) if near else least_km

    def admin1(
        self, name: str, country: str, lon: float | None = None, lat: float | None = None
    ) -> Place | None:
        """The admin-1 area of a country; see `geo.exchange.area_places`."""
        return self._areas.admin1(name, country, lon, lat)

    def country(self, code: str) -> Place | None:
        """The gazetteer's place for an ISO code."""
        return self._areas.country(code)


def position_problem(lon: float, lat: float, country: str) -> tuple[str, str] | None:
    """Message and remedy where a position lies far from its country, else ``None``.

    The boxes are generous and hold disputed land; see `geo.places.country_bounds`.
    """
    if country not in COUNTRY_BOUNDS or is_near(country, lon, lat):
        return None
    shown = country_name(country)
    if abs(lon) <= 90 and is_near(country, lat, lon):
        return (
            f"with lat {lat:g} lies outside {shown}, but fits the other way round.",
            f"Longitude and latitude are probably swapped: put {lat:g} in lon and {lon:g} in lat.",
        )
    return f"with lat {lat:g} lies outside {shown}.", "Correct the position or the country."


def _position(lon: float, lat: float) -> str:
    """Coordinates as the name of a place that has none: latitude first, with its letter."""
    north = f"{abs(lat):.4f}°{'N' if lat >= 0 else 'S'}"
    return f"{north} {abs(lon):.4f}°{'E' if lon >= 0 else 'W'}"


def _reach_km(distance_km: float | None) -> float | None:
    """How far "10 km from X" reaches, with the tolerance of `geo.places.location`."""
    if distance_km is None:
        return None
    return distance_km + max(distance_km * DISTANCE_TOLERANCE, DISTANCE_TOLERANCE_MIN_KM)
