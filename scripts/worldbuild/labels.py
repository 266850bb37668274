"""Names on the basemap: countries, seas, admin-1 areas and towns, the most important first.

Rows are ordered by importance; whoever draws them goes down the list and skips what would overlap.
Names are English. `minzoom` is the zoom a name first appears at, `maxzoom` the last.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from .sources import Sources
from .units import label_point

LAST_LOW_ZOOM = 5  # names that appear later go into the second file

# Natural Earth's zooms suit a wall map. Screens overlap-test every name and can afford more.
TOWNS_EARLIER = 0.7


class Row(NamedTuple):
    """One name: `kind` is country, sea, admin1, capital or city; `importance` sorts ascending."""

    text: str
    lon: float
    lat: float
    kind: str
    minzoom: float
    maxzoom: float
    importance: float


# A country as wide as Russia is named once per half.
SECOND_COUNTRY_LABELS = (("Russia", 108.0, 62.5),)

SHORT_COUNTRY_NAMES = {
    "People's Republic of China": "China",
    "Federated States of Micronesia": "Micronesia",
    "South Georgia and the South Sandwich Islands": "South Georgia",
    "Bosnia and Herzegovina": "Bosnia & Herz.",
    "Central African Republic": "Central African Rep.",
    "United Arab Emirates": "UAE",
    "French Southern and Antarctic Lands": "French Southern Lands",
}

# NAME_EN of the towns layer comes from Wikidata and is sometimes another town's ("Taza" for
# Oujda); it is used where it is a spelling of NAME, or here.
TOWN_NAME_MENDS = {
    "Archangel": "Arkhangelsk",
    "Bur Said": "Port Said",
    "Chernobyl": "Chornobyl",
    "Göteborg": "Gothenburg",
    "Kirovohrad": "Kropyvnytskyi",
    "København": "Copenhagen",
    "Makkah": "Mecca",
    "Nur-Sultan": "Astana",  # renamed back in 2022
    "Qaraghandy": "Karaganda",
    "Rostov": "Rostov-on-Don",
    "Washington,  D.C.": "Washington",
    "Odessa": "Odesa",  # only in Ukraine, see _town_name
    "Bandjarmasin": "Banjarmasin",
}


def label_rows(sources: Sources, areas: gpd.GeoDataFrame, zooms: dict[str, int]) -> list[Row]:
    """All names; `zooms` is the zoom of each country's admin-1 lines."""
    rows = [*_countries(sources, areas), *_seas(sources.seas), *_admin1(areas, zooms)]
    rows += [*_towns(sources.towns), *_small_towns(sources)]
    return sorted(rows, key=lambda row: (row.importance, row.text, row.lon, row.lat))


def _countries(sources: Sources, areas: gpd.GeoDataFrame) -> Iterator[Row]:
    surface = areas.groupby("country")["area_km2"].sum()
    table = sources.countries
    for key, name, lon, lat, zoom in zip(
        table["country"], table["name"], table["lon"], table["lat"], table["min_label"], strict=True
    ):
        if key in ("PGA", "KAS", "ESB", "WSB", "UM"):  # reefs, glaciers and bases need no name
            continue
        if np.isnan(lon):
            largest = areas[areas["country"].eq(key)].sort_values("area_km2").iloc[-1]
            lon, lat = largest["lon"], largest["lat"]
        text = SHORT_COUNTRY_NAMES.get(name, name)
        importance = 10 * zoom - float(np.log10(surface[key]))
        small = surface[key] < 2_500
        first, last = max(5.0 if small else 2.0, zoom), 9.9 if small else 6.9
        yield Row(text, round(lon, 3), round(lat, 3), "country", first, last, importance)
        for second, east, north in SECOND_COUNTRY_LABELS:
            if second == text:
                yield Row(text, east, north, "country", 3.0, last, importance + 1)


def _seas(seas: gpd.GeoDataFrame) -> Iterator[Row]:
    for name, rank, zoom, geometry in zip(
        seas["name_en"], seas["scalerank"], seas["min_label"], seas.geometry, strict=True
    ):
        if rank > 6 or not isinstance(name, str) or name in ("Caspian Sea", "Southern Ocean"):
            continue
        lon, lat = label_point(geometry)
        if abs(lat) > 80:
            continue
        first = max(2.0, zoom)
        yield Row(name, lon, lat, "sea", first, 8.9 if rank else 5.9, 10 * first + 8)
    yield Row("Caspian Sea", 50.6, 41.8, "sea", 3.0, 8.9, 38.0)


def _admin1(areas: gpd.GeoDataFrame, zooms: dict[str, int]) -> Iterator[Row]:
    for code, country, name, lon, lat, area_km2 in zip(
        areas["code"], areas["country"], areas["name"], areas["lon"], areas["lat"],
        areas["area_km2"], strict=True,
    ):  # fmt: skip
        # A name needs room: an area should be some 75 pixels wide before it is named.
        width = float(np.sqrt(area_km2)) or 1.0
        first = max(zooms[country] + 0.0, round(float(np.log2(75 * 156.5 / width)), 1), 5.0)
        if name and first < 9.5 and code:
            yield Row(name, lon, lat, "admin1", first, 9.9, 10 * first + 12)


def _towns(towns: gpd.GeoDataFrame) -> Iterator[Row]:
    for name, english, kind, iso, zoom, people, lon, lat in zip(
        towns["NAME"], towns["NAME_EN"], towns["FEATURECLA"], towns["ISO_A2"], towns["MIN_ZOOM"],
        towns["POP_MAX"], towns.geometry.x, towns.geometry.y, strict=True,
    ):  # fmt: skip
        if "tation" in kind:
            continue
        # Whose capital Jerusalem is, is disputed; second seats (Lagos, Yangon) are towns here.
        capital = kind == "Admin-0 capital" and name != "Jerusalem"
        first = zoom - TOWNS_EARLIER if capital or people >= 1_000 else max(zoom, 8.0)
        importance = 10 * max(zoom, first) + (0 if capital else 12)
        importance -= float(np.log10(max(people, 1)))
        yield Row(
            _town_name(name, english, iso), round(lon, 3), round(lat, 3),
            "capital" if capital else "city", round(first, 1), 22.0, importance,
        )  # fmt: skip


def _town_name(name: str, english: str | None, iso: str) -> str:
    if name in TOWN_NAME_MENDS and not (name == "Odessa" and iso != "UA"):
        return TOWN_NAME_MENDS[name]
    tidy = " ".join(name.replace("St. ", "Saint ").replace("Ft. ", "Fort ").split())
    if not english or len(english) > len(tidy) + 3:
        return tidy
    similar = difflib.SequenceMatcher(None, tidy.lower(), english.lower()).ratio()
    return english if similar >= 0.75 else tidy


def _small_towns(sources: Sources) -> Iterator[Row]:
    """GeoNames towns for zoom 7 to 10 that Natural Earth lacks, without suburbs."""
    towns = sources.settlements
    towns = towns[towns["population"].ge(10_000)].sort_values(
        ["population", "geonames_id"], ascending=[False, True]
    )
    lon = np.concatenate([sources.towns.geometry.x, towns["lon"]])
    lat = np.concatenate([sources.towns.geometry.y, towns["lat"]])
    people = np.maximum(np.concatenate([sources.towns["POP_MAX"], towns["population"]]), 0.0)
    known = len(sources.towns)
    # Metres of slack are fine here: degrees with the longitude shrunk, 111 km each.
    flat = np.asarray(shapely.points(lon * np.cos(np.radians(lat)), lat))
    tree = shapely.STRtree(flat)
    # A metropolis of ten million swallows the names of its suburbs within some 24 km.
    reach_km = 5 + 6 * np.sqrt(people / 1e6)
    left, right = tree.query(flat[known:], predicate="dwithin", distance=30 / 111)
    left += known
    distance_km = shapely.distance(flat[left], flat[right]) * 111
    bigger = (right < known) | (people[right] > people[left])
    hidden = set(left[(left != right) & bigger & (distance_km < reach_km[right])].tolist())
    for number, name in enumerate(towns["name"], start=known):
        if number in hidden:
            continue
        first = 7.0 if people[number] >= 100_000 else 8.0 if people[number] >= 30_000 else 9.0
        importance = 10 * first + 14 - float(np.log10(people[number]))
        at = round(float(lon[number]), 3), round(float(lat[number]), 3)
        yield Row(str(name), *at, "city", first, 22.0, importance)


def document(rows: list[Row]) -> dict[str, list[object]]:
    """Columns, which compress better than one object per name."""
    table = pd.DataFrame(rows)
    return {
        name: table[name].tolist() for name in ("text", "lon", "lat", "kind", "minzoom", "maxzoom")
    }
