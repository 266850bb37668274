"""Give each Natural Earth admin-1 polygon its GeoNames admin-1 code.

Natural Earth and GeoNames cut some countries differently (French departments against regions,
British districts against countries), and Natural Earth's FIPS column has mistakes: Yakutia carries
Chukotka's code. So the towns decide: GeoNames knows the admin-1 code of 234,908 towns, and the
code that most towns inside a polygon carry is the polygon's code. Names and FIPS codes help where
few towns lie inside. Several polygons may share a code; they are one area then.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from anyascii import anyascii

# A majority this clear among at least this many towns needs no second opinion.
SURE_SHARE = 0.6
SURE_TOWNS = 3

# Where neither towns nor names decide, or decide wrongly.
MENDS = {
    ("RU", "Moscow"): "RU.48",
    ("RU", "Moscow Oblast"): "RU.47",
    ("RU", "Zabaykalsky"): "RU.93",
    ("RU", "Yamal-Nenets"): "RU.87",
    ("BY", "City of Minsk"): "BY.04",
    # GeoNames' list has the Norwegian counties of 2020 to 2023, its towns those of 2024.
    ("NO", "Akershus"): "NO.30",
    ("NO", "Buskerud"): "NO.30",
    ("NO", "Østfold"): "NO.30",
    ("NO", "Vestfold"): "NO.38",
    ("NO", "Telemark"): "NO.38",
    ("NO", "Troms"): "NO.54",
    ("NO", "Finnmark"): "NO.54",
}

TYPE_WORDS = re.compile(
    r"\b(oblast|oblasti|krai|kray|raion|respublika|republic|of|the|province|provincia|provincie|"
    r"provinsi|state|estado|region|city|municipality|district|departamento|department|governorate|"
    r"county|prefecture|voivodeship|wojewodztwo|autonomous|avtonomnyy|okrug|misto|gorod|land|"
    r"territory|sheng|shi|do|si|special|capital|muhafazat|wilaya|changwat)\b"
)


def admin1_codes(
    areas: gpd.GeoDataFrame, codes: pd.DataFrame, settlements: pd.DataFrame
) -> list[str]:
    """The code per row of `areas` ("UA.18"), or "" where GeoNames has no counterpart."""
    known = set(codes["code"])
    votes = _votes(areas, settlements, known)
    by_name: dict[tuple[str, str], set[str]] = defaultdict(set)
    for code, name, plain in zip(codes["code"], codes["name"], codes["ascii"], strict=True):
        for spelling in (name, plain):
            by_name[code.split(".")[0], _key(spelling)].add(code)
    found = []
    for row in range(len(areas)):
        area = areas.iloc[row]
        mended = MENDS.get((area["country"], area["name"]))
        found.append(mended or _decide(area, votes[row], by_name, known))
    return found


def _decide(
    area: pd.Series,
    votes: Counter[str],
    by_name: dict[tuple[str, str], set[str]],
    known: set[str],
) -> str:
    country = area["country"]
    total = sum(votes.values())
    # Ties go to the smaller code, so that two builds agree.
    best = min(votes, key=lambda code: (-votes[code], code)) if votes else ""
    if total >= SURE_TOWNS and votes[best] / total >= SURE_SHARE:
        return best
    named: set[str] = set()
    for column in ("name", "gn_name", "woe_name"):
        key = _key(area[column])
        if key:
            named |= by_name.get((country, key), set())
    if len(named) == 1:
        return named.pop()
    if named & set(votes):
        return min(named & set(votes), key=lambda code: (-votes[code], code))
    if best:
        return best
    by_fips = f"{country}.{area['fips'][2:]}"
    return by_fips if by_fips in known else ""


def _votes(
    areas: gpd.GeoDataFrame, settlements: pd.DataFrame, known: set[str]
) -> list[Counter[str]]:
    """For each polygon the codes of the towns inside it that are of its own country."""
    points = np.asarray(
        shapely.points(settlements["lon"].to_numpy(), settlements["lat"].to_numpy())
    )
    tree = shapely.STRtree(points)
    geometries = areas.geometry.to_numpy()
    shapely.prepare(geometries)
    area_rows, town_rows = tree.query(geometries, predicate="contains")
    own = areas["country"].to_numpy()[area_rows] == settlements["country"].to_numpy()[town_rows]
    full = (settlements["country"] + "." + settlements["admin1"].astype(str)).to_numpy()
    votes: list[Counter[str]] = [Counter() for _ in range(len(areas))]
    for area_row, code in zip(area_rows[own], full[town_rows[own]], strict=True):
        if code in known:
            votes[area_row][code] += 1
    return votes


def _key(name: str) -> str:
    """A spelling reduced to what survives transliteration and administrative vocabulary."""
    plain = re.sub(r"[^a-z ]", "", anyascii(name).lower().replace("-", " "))
    return re.sub(r"\s+", "", TYPE_WORDS.sub(" ", plain))


def match_report(areas: gpd.GeoDataFrame, found: list[str], codes: pd.DataFrame) -> list[str]:
    """Lines that say how much was matched, for the build's output."""
    matched = np.array([bool(code) for code in found])
    surface = shapely.area(areas.geometry.to_crs("ESRI:54034").to_numpy())
    used = set(found)
    lines = [
        f"admin-1 polygons with a GeoNames code: {matched.sum()} of {len(found)}"
        f" ({matched.mean():.1%}; {surface[matched].sum() / surface.sum():.2%} of the surface)",
        f"GeoNames codes with a polygon: {len(used & set(codes['code']))} of {len(codes)}",
    ]
    for country in ("RU", "UA", "BY", "KP", "KR", "ID", "CN", "PL", "JP", "MN", "KZ", "RO"):
        wanted = {code for code in codes["code"] if code.startswith(f"{country}.")}
        rows = areas["country"].eq(country).to_numpy()
        missing = ", ".join(
            f"{code} {name}"
            for code, name in zip(codes["code"], codes["ascii"], strict=True)
            if code in wanted - used
        )
        lines.append(
            f"  {country}: {matched[rows].sum()} of {rows.sum()} polygons, "
            f"{len(wanted & used)} of {len(wanted)} codes; without: {missing or 'none'}"
        )
    return lines
