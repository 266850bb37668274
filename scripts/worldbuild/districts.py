"""Areas of Natural Earth that are finer than GeoNames' admin-1: counties, provinces, departments.

Where several areas share one GeoNames code (232 British districts, 110 Italian provinces, 101
French departments, ...) or none has a code, each is a district of its own. Names are Natural
Earth's, mended by three rules that hold for every country:

* areas of one code with one name are one area (Cork and Cork City), and one that GeoNames lists
  as an admin-1 area under its own name is left to that;
* several areas of a code with the same name of Where On Earth are together that area (six
  boroughs of Berkshire), unless it is but one member's longer name;
* two or more whose names differ in the point of the compass are together the area without it
  (North, South and West Yorkshire).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely
from anyascii import anyascii
from rapidfuzz import fuzz

from .codes import TYPE_WORDS
from .extent import inhabitants, middle, reach_km

LIKE = 80.0  # how alike two spellings of one name are, 0 to 100
MISTAKEN_MEMBERS = 2  # a name shared by no more than these, one of them in it, is that one's
COMPASS = re.compile(r"(?:North|South|East|West|Central|Mid)(?:ern)? (?=[A-Z])")
IDLE = frozenset(("city", "central", "centre", "north", "south", "east", "west"))
COUNTRY_CODE = 2  # letters; Natural Earth's own codes have three


@dataclass(slots=True)
class District:
    """One finer area: whose it is, the admin-1 code around it ("" for none), its polygons."""

    country: str
    code: str
    name: str
    others: set[str] = field(default_factory=set)
    shapes: list[shapely.Geometry] = field(default_factory=list)
    parent: str = ""
    is_union: bool = False


def district_rows(
    areas: gpd.GeoDataFrame, codes: pd.DataFrame, settlements: pd.DataFrame
) -> list[list[Any]]:
    """[country, admin-1 code, name, lon, lat, radius_km, inhabitants, other names] of each."""
    found = districts(areas, codes)
    table = gpd.GeoDataFrame(
        {"country": [one.country for one in found]},
        geometry=[shapely.union_all(one.shapes) for one in found],
        crs="EPSG:4326",
    )
    people = inhabitants(table, settlements)
    rows: list[list[Any]] = []
    for one, shape, count in zip(found, table.geometry, people, strict=True):
        if not one.code and not count:
            continue  # reefs, zones: nobody's district
        lon, lat = middle(shape)
        reach, others = reach_km(shape, lon, lat), sorted(one.others - {one.name})
        rows.append([one.country, one.code, one.name, lon, lat, reach, int(count), others])
    return sorted(rows)


def districts(areas: gpd.GeoDataFrame, codes: pd.DataFrame) -> list[District]:
    """The districts of the world; `areas` has Natural Earth's polygons with their `code`."""
    official: dict[str, set[str]] = defaultdict(set)
    for code, name, plain in zip(codes["code"], codes["name"], codes["ascii"], strict=True):
        official[code] |= {_key(name), _key(plain)}
    taken = {(code[:2], key) for code, keys in official.items() for key in keys}
    found: list[District] = []
    for (country, code), members in areas.groupby(["country", "code"], sort=True):
        if len(country) != COUNTRY_CODE or len(areas[areas["country"].eq(country)]) == 1:
            continue
        named = _named(country, code, members)
        if code and len(named) == 1:
            continue  # one to one: the admin-1 area itself
        unions = _of_one_parent(named)
        unions += _of_one_compass([*named, *unions])
        found += [*named, *unions]
    # Those with a code before those without, single areas before unions: the first of a name stays.
    chosen: dict[tuple[str, str, str], District] = {}
    for one in sorted(found, key=lambda one: (one.code == "", one.is_union)):
        key = _key(one.name)
        elsewhere = not one.code and any(known[::2] == (one.country, key) for known in chosen)
        if (one.country, key) not in taken and not elsewhere:
            chosen.setdefault((one.country, one.code, key), one)
    return list(chosen.values())


def _named(country: str, code: str, members: gpd.GeoDataFrame) -> list[District]:
    """The members of one code by name, with the other spellings that are theirs."""
    shared: dict[str, set[str]] = defaultdict(set)
    for row in members.itertuples():
        shared[row.woe_name].add(row.name)
    found: dict[str, District] = {}
    for row in members.itertuples():
        name = row.woe_name if row.name.lower() in IDLE else row.name
        if not name:
            continue
        one = found.setdefault(name, District(country, code, name))
        one.shapes.append(row.geometry)
        if len(shared[row.woe_name]) > 1:
            one.parent = row.woe_name
        for other in (row.gn_name, row.woe_name if len(shared[row.woe_name]) == 1 else ""):
            if other and fuzz.partial_ratio(_plain(name), _plain(other)) >= LIKE:
                one.others.add(other)
    return list(found.values())


def _of_one_parent(named: Iterable[District]) -> list[District]:
    by_parent: dict[str, list[District]] = defaultdict(list)
    for one in named:
        by_parent[one.parent].append(one)
    return [
        _union(parent, members)
        for parent, members in by_parent.items()
        if parent
        and len(members) > 1
        and not (len(members) <= MISTAKEN_MEMBERS and any(one.name in parent for one in members))
    ]


def _of_one_compass(named: Iterable[District]) -> list[District]:
    by_stem: dict[str, list[District]] = defaultdict(list)
    for one in named:
        if COMPASS.match(one.name):
            by_stem[COMPASS.sub("", one.name, count=1)].append(one)
    return [_union(stem, members) for stem, members in by_stem.items() if len(members) > 1]


def _union(name: str, members: list[District]) -> District:
    shapes = [shape for one in members for shape in one.shapes]
    return District(members[0].country, members[0].code, name, shapes=shapes, is_union=True)


def _plain(text: str) -> str:
    return anyascii(text).lower()


def _key(name: str) -> str:
    """A spelling without administrative words; the words alone where nothing else is left."""
    plain = re.sub(r"[^a-z ]", "", _plain(name).replace("-", " "))
    return re.sub(r"\s+", "", TYPE_WORDS.sub(" ", plain)) or plain
