"""Names for the gazetteer that GeoNames' list of towns lacks: waters, countries, finer areas.

All but the US counties is Natural Earth. Its translations come from Wikidata and are sometimes
another place's ("Taza" for Oujda, "Kaliningrad" for the Vistula Lagoon): a row's translations are
taken only where its own name and its English name are spellings of each other (`LIKE`).
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from anyascii import anyascii
from rapidfuzz import fuzz

from .counties import county_rows
from .districts import district_rows
from .extent import reach_km
from .sources import Sources
from .units import label_point

LANGUAGES = ("en", "id", "uk", "ru", "ko", "zh", "ja", "de", "fr", "es", "pl", "tr")
TOWN_LANGUAGES = ("id", "uk", "ru", "ko", "zh", "ja")  # GeoNames has the Latin ones
LIKE = 60.0
RIVERS = ("River", "River (Intermittent)")
LAST_RIVER_RANK = 6

SEA_KINDS = {"river": "river", "lagoon": "lake"}
"""Everything else in the marine layer is salt water."""


def document(sources: Sources, counties: Path | None, before: Path) -> dict[str, Any]:
    """The content of `geo/data/names.json.gz`.

    `admin1`: [code, name, GeoNames id]; `countries`: ISO code -> [lon, lat, name]; `waters`:
    [kind, name, lon, lat, radius_km, names]; `towns`: GeoNames id -> names; `counties` and
    `districts` as their modules say. Names are {language: name}; positions degrees, EPSG:4326.

    `counties` is the file of the US counties; without it they are taken over from the file of
    this kind that is there already, `before`.
    """
    waters = [
        *_waters(sources.seas, "sea"),
        *_waters(sources.lakes_high, "lake"),
        *_rivers(sources.rivers_high),
    ]
    return {
        "admin1": sources.codes[["code", "name", "geonames_id"]].to_numpy().tolist(),
        "countries": dict(_countries(sources.countries)),
        "waters": sorted(waters, key=lambda row: (row[0], row[1], row[2], row[3])),
        "towns": dict(sorted(_towns(sources.towns))),
        "counties": _counties(sources, counties, before),
        "districts": district_rows(sources.areas, sources.codes, sources.settlements),
    }


def _counties(sources: Sources, path: Path | None, before: Path) -> list[list[Any]]:
    if path is not None:
        return county_rows(path, sources.settlements)
    with gzip.open(before) as file:
        known: list[list[Any]] = json.load(file)["counties"]
    return known


def _countries(countries: pd.DataFrame) -> Iterator[tuple[str, list[Any]]]:
    for code, name, lon, lat in zip(
        countries["country"], countries["name"], countries["lon"], countries["lat"], strict=True
    ):
        if len(code) == 2 and not np.isnan(lon):
            yield code, [round(float(lon), 3), round(float(lat), 3), name]


def _waters(layer: gpd.GeoDataFrame, kind: str) -> Iterator[list[Any]]:
    for row in layer.to_dict("records"):
        name = _text(row.get("name")) or _text(row.get("name_en"))
        if not name or row["featurecla"] in ("generic", "reef"):
            continue
        names = _names(row, name, LANGUAGES, "name_{}")
        geometry = row["geometry"]
        lon, lat = label_point(geometry)
        actual = SEA_KINDS.get(row["featurecla"], kind)
        shown = names.get("en", name.title() if name.isupper() else name)
        yield [actual, shown, lon, lat, reach_km(geometry, lon, lat), names]


def _rivers(layer: gpd.GeoDataFrame) -> Iterator[list[Any]]:
    """One row per river, at the middle of its longest stretch."""
    named = layer[layer["name"].notna() & layer["scalerank"].le(LAST_RIVER_RANK)]
    named = named[
        named.geometry.notna() & named["featurecla"].isin(["River", "River (Intermittent)"])
    ]
    for name, stretches in named.groupby("name", sort=True):
        lengths = shapely.length(stretches.geometry.to_numpy())  # degrees: only to compare
        row = stretches.iloc[int(np.argmax(lengths))].to_dict()
        middle = row["geometry"].interpolate(0.5, normalized=True)
        lon, lat = round(float(middle.x), 3), round(float(middle.y), 3)
        names = _names(row, str(name), LANGUAGES, "name_{}")
        whole = shapely.union_all(stretches.geometry.to_numpy())
        yield ["river", names.get("en", name), lon, lat, reach_km(whole, lon, lat), names]


def _towns(towns: gpd.GeoDataFrame) -> Iterator[tuple[str, dict[str, str]]]:
    for row in towns.drop(columns="geometry").to_dict("records"):
        known = row["GEONAMESID"]
        if np.isnan(known) or known <= 0:
            continue
        names = _names(row, str(row["NAMEASCII"] or row["NAME"]), TOWN_LANGUAGES, "NAME_{}")
        names.pop("en", None)
        if names:
            yield str(int(known)), names


def _names(
    row: Mapping[str, Any], name: str, languages: tuple[str, ...], column: str
) -> dict[str, str]:
    upper = column.isupper() or column.startswith("NAME")
    english = _text(row.get(column.format("EN" if upper else "en")))
    if english and fuzz.partial_ratio(_plain(english), _plain(name)) < LIKE:
        return {"en": name}
    found = {}
    for language in languages:
        text = _text(row.get(column.format(language.upper() if upper else language)))
        if text:
            found[language] = text
    return found


def _plain(text: str) -> str:
    return anyascii(text).lower()


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""
