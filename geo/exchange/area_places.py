"""Regions and countries as places: the gazetteer's own, found by name or code."""

from __future__ import annotations

from typing import Final

from geo.errors import UnknownAreaError
from geo.exchange.countries import country_name
from geo.exchange.making import Making
from geo.places.gazetteer import Gazetteer
from geo.places.geodesy import GEOD
from geo.places.place import Level, Place
from geo.places.regions import Admin1, Regions
from geo.places.resolution import Status

_REGION_FORMS: Final = ("{}", "{} Oblast", "{} Province", "{} Region", "{} State")


class AreaPlaces:
    """Finds the areas of one file; what is asked again costs nothing."""

    def __init__(self, gazetteer: Gazetteer, regions: Regions, making: Making) -> None:
        self.gazetteer = gazetteer
        self.regions = regions
        self._making = making
        self._admin1: dict[tuple[str, str], Place | None] = {}
        self._countries: dict[str, Place | None] = {}

    def admin1(
        self, name: str, country: str, lon: float | None = None, lat: float | None = None
    ) -> Place | None:
        """The admin-1 area of a country that a name means, else the one around a point in it.

        `country` is an ISO code and must be known. ``None`` where neither tells.
        """
        if not country:
            return None
        key = (name.casefold(), country)
        if name and key not in self._admin1:
            self._admin1[key] = self._region_named(name, country)
        found = self._admin1.get(key)
        if found is None and lon is not None and lat is not None:
            info = self.regions.admin1_at(lon, lat)
            if info is not None and info.country == country:
                found = self._region_of_code(info)
        return found

    def _region_named(self, name: str, country: str) -> Place | None:
        for form in _REGION_FORMS:
            answer = self.gazetteer.resolve(form.format(name[:120]), country=country)
            if answer.status is Status.UNRESOLVED:
                continue
            for one in answer.candidates:
                place = one.place
                if place.level is Level.REGION and place.area.startswith(f"admin1:{country}."):
                    return place
        return None

    def _region_of_code(self, info: Admin1) -> Place | None:
        """The gazetteer's region with this code, or one made of its polygon."""
        named = self._region_named(info.name, info.country)
        if named is not None and named.area == f"admin1:{info.code}":
            return named
        made = f"admin1-{info.code.lower().replace('.', '-')}"
        try:
            west, south, east, north = self.regions.admin1(info.code).bounds
        except UnknownAreaError:
            return None
        reach_m = max(
            GEOD.inv(info.label_lon, info.label_lat, x, y)[2]
            for x in (west, east) for y in (south, north)
        )  # fmt: skip
        radius_km = float(max(1, round(reach_m / 1000)))
        place = Place(
            made, info.name, Level.REGION, info.country, info.code, info.label_lon, info.label_lat,
            radius_km, f"admin1:{info.code}", (), None, "", "Natural Earth, public domain", "",
        )  # fmt: skip
        if not self._making.known(f"p:{made}"):
            self._making.add(f"p:{made}", place)
        return place

    def country(self, code: str) -> Place | None:
        """The gazetteer's place for an ISO code."""
        if code and code not in self._countries:
            self._countries[code] = self._country(code)
        return self._countries.get(code)

    def _country(self, code: str) -> Place | None:
        for place in self.gazetteer.places:
            if place.level is Level.COUNTRY and place.country == code:
                return place
        answer = self.gazetteer.resolve(country_name(code), country=code)
        for one in answer.candidates:
            if one.place.level is Level.COUNTRY:
                return one.place
        return None
