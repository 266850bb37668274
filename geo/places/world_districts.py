"""Rows for areas finer than admin-1: US counties, and Natural Earth's below GeoNames' codes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from anyascii import anyascii

from geo.places import lists
from geo.places.place import Level
from geo.places.world_row import MAIN, OFFICIAL, OTHER, Row, geonames, shipped_names

COUNTY = " County"
ENGLISH_COUNTIES = frozenset(("GB", "IE"))
"""Where the word goes before the name as well: County Durham, Co. Mayo."""
UNKNOWN_INHABITANTS = 5_000.0  # of an area in which GeoNames knows no town
INDEPENDENT = " city"  # how the Census Bureau names Richmond, which is in no county


def counties_rows(states: Iterable[Row]) -> Iterator[Row]:
    """US counties and what is like them: the Census Bureau's names and middles, joined by code.

    A county younger than the boundaries (two in Alaska) stands in the middle of its state, with a
    radius that says so. The District of Columbia is a state here, not a county.
    """
    abbreviated = {row["postal"]: row["code"] for row in lists.read("abbreviations")}
    by_code = {row.admin1: row for row in states}
    known = {code: rest for code, *rest in shipped_names()["counties"]}
    for county in geonames("us_counties"):
        state = by_code.get(abbreviated.get(county["state"], ""))
        name = county["name"]
        if state is None or name == state.name:
            continue
        lon, lat, radius, people = known.get(
            county["fips"], (state.lon, state.lat, state.radius_km, 0)
        )
        row = Row(
            f"us-county-{county['fips']}", name, Level.REGION, "US", state.admin1, lon, lat, radius,
            float(people) or UNKNOWN_INHABITANTS, kind="county",
        )  # fmt: skip
        row.call(name, MAIN)
        core = name.rsplit(" ", 1)[0]
        if not name.endswith(INDEPENDENT):  # its core is the town itself
            row.call(core, OTHER)
        if name.endswith(COUNTY):
            row.call(f"{core} Co.", OTHER)
        yield row


def districts_rows(countries: Iterable[Row]) -> Iterator[Row]:
    """Counties, provinces, departments, ... of the rest of the world; a country is none."""
    taken = {row.name for row in countries}
    seen: set[str] = set()
    for country, code, name, lon, lat, radius, people, others in shipped_names()["districts"]:
        if name in taken:
            continue  # French overseas departments have an ISO code of their own
        slug = "-".join("".join(c if c.isalnum() else " " for c in anyascii(name).lower()).split())
        key = f"district-{country.lower()}-{slug}"
        if key in seen:
            key = f"{key}-{code.partition('.')[2].lower() or 'none'}"
        seen.add(key)
        row = Row(
            key, name, Level.REGION, country, code, lon, lat, radius,
            float(people) or UNKNOWN_INHABITANTS, kind="district",
        )  # fmt: skip
        row.call(name, MAIN)
        for text in others:
            row.call(text, OFFICIAL)
        if country in ENGLISH_COUNTIES:
            for form in (f"{name}{COUNTY}", f"County {name}", f"Co. {name}"):
                row.call(form, OFFICIAL)
        yield row
