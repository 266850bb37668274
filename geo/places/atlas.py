"""All places in one table: the rows of the world index, then the curated places, which win.

A curated place with the GeoNames id of a row of the world takes that row's place in every look-up.
Rows are numbers; a `Place` is made only for what is shown.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import numpy as np

from geo.places.keys import filing_keys
from geo.places.labels import country_name, where
from geo.places.names import normalise, script_of
from geo.places.namesakes import primary_of
from geo.places.place import Level, Name, Place
from geo.places.world_index import WorldIndex
from geo.places.world_row import KINDS, MAIN, OFFICIAL

LEVELS = tuple(Level)
TOWN, COUNTRY, ADMIN1, COUNTY, AREA, SEA, LAKE, RIVER, DISTRICT = range(len(KINDS))
_KIND_OF = {
    Level.SETTLEMENT: TOWN,
    Level.BASE: TOWN,
    Level.REGION: ADMIN1,
    Level.COUNTRY: COUNTRY,
    Level.SEA: SEA,
    Level.AREA: AREA,
}
_STRENGTH = {
    Level.BASE: 200_000.0,
    Level.REGION: 1_500_000.0,
    Level.COUNTRY: 50_000_000.0,
    Level.SEA: 2_000_000.0,
    Level.AREA: 3_000_000.0,
}
CURATED_GAIN = 3.0
"""A curated place weighs as one of three times its size: somebody had a reason to list it."""
PEOPLE_PER_KM2 = 1250.0
EARTH_KM = 6371.0
_SAME_KIND = {Level.SEA: (SEA, LAKE, RIVER), Level.AREA: (AREA,), Level.REGION: (ADMIN1,)}

Posting = tuple[int, int, Name | None]
"""Row, how good the name is, and the curated name met (the world's are not kept one by one)."""


class Atlas:
    """Every row with what the ranking needs of it, as columns; look-ups by key."""

    def __init__(self, places: tuple[Place, ...], world: WorldIndex | None) -> None:
        """Join the curated `places` to the `world` (None: they are all there is)."""
        self.places, self.world = places, world
        self.first_curated = world.rows if world else 0
        self.replaced: dict[int, int] = {}
        if world is not None:
            for number, place in enumerate(places):
                row = world.row_of_geonames(place.geonames_id) if place.geonames_id else None
                if row is not None:
                    self.replaced[row] = self.first_curated + number
        self._fill_columns()
        self._replace_namesakes()
        self._curated: dict[str, list[Posting]] = defaultdict(list)
        for number, place in enumerate(places):
            shown = place.name.partition(" (")[0]  # what sets namesakes apart is not the name
            for name in (Name(shown, "en", script_of(shown)), *place.names):
                posting = (self.first_curated + number, MAIN, name)
                for _, key in filing_keys(name.text, is_point=place.level.is_point):
                    self._curated[key].append(posting)
        self.primary = primary_of(places, self.first_curated)
        self._by_own_names = {
            self.first_curated + number
            for number, place in enumerate(places)
            if place.level is Level.REGION
        }
        self._curated = dict(self._curated)  # a look-up must not create empty entries
        self.place = lru_cache(maxsize=50_000)(self._place)
        self.where = lru_cache(maxsize=50_000)(self._where)
        self._regions: dict[str, list[int]] = {}
        self._countries: dict[str, int] = {}
        self._file_areas()

    def postings(self, key: str) -> list[Posting]:
        """Who is filed under a key (with its drawer's letter): curated first, then by strength.

        A curated region answers to its curated names only: GeoNames calls many an oblast by the
        bare name of its town.
        """
        found = self._curated.get(key, ())
        if self.world is None:
            return list(found)
        mine = [*found]
        seen = {posting[0] for posting in found}
        for value in self.world.postings(key):
            row = self.replaced.get(value >> 2, value >> 2)
            if row not in seen and not (row in self._by_own_names and key[0] in "=~%"):
                seen.add(row)
                mine.append((row, value & 3, None))
        return mine

    def curated_keys(self) -> Iterator[str]:
        """All keys of curated names, each with its drawer's letter."""
        return iter(self._curated)

    def curated(self, key: str) -> list[Posting]:
        """Only the curated places under a key."""
        return self._curated.get(key, [])

    def row_of(self, id: str) -> int | None:
        """The row of an id of the world index (a curated place keeps its own id)."""
        row = self.world.row_of(id) if self.world else None
        return None if row is None else self.replaced.get(row, row)

    def region_rows(self, code: str) -> list[int]:
        """The rows that stand for one admin-1 area ("US.TX")."""
        return self._regions.get(code, [])

    def country_row(self, code: str) -> int | None:
        """The row of a country by ISO code."""
        return self._countries.get(code)

    def countries_of(self, row: int) -> tuple[str, ...]:
        """ISO codes of a row."""
        return tuple(code for code in self.country_codes[self.country[row]].split("/") if code)

    def admin1_of(self, row: int) -> tuple[str, ...]:
        """The admin-1 areas a row lies in or, for an area, covers."""
        if row >= self.first_curated:
            kind, _, codes = self.places[row - self.first_curated].area.partition(":")
            if kind == "admin1":
                return tuple(codes.split(","))
        code = self.admin1_codes[self.admin1[row]]
        return (code,) if code else ()

    def _where(self, row: int) -> str:
        """A place with its region and country: "Paris, Texas, United States"."""
        place = self.place(row)
        if row < self.first_curated and self.kind[row] in (TOWN, COUNTY, DISTRICT):
            region = next(iter(self.region_rows(place.admin1)), None)
            shown = self.place(region).name if region is not None else ""
            if shown and shown != place.name:
                return f"{place.name}, {shown}, {country_name(place.country)}"
        return where(place)

    def is_within_reach(self, row: int, area: int) -> bool:
        """Whether a row is no farther from a county or district than that reaches.

        A row's own county is in no list; of larger areas the codes tell, so they always pass.
        """
        if self.kind[area] not in (COUNTY, DISTRICT):
            return True
        apart = float(self.xyz[row] @ self.xyz[area])
        return math.acos(min(1.0, apart)) * EARTH_KM <= self.place(area).radius_km

    def is_point(self, row: int) -> bool:
        """Whether a row is a town or a base."""
        return self.kind[row] == TOWN

    def _place(self, row: int) -> Place:
        if row >= self.first_curated:
            return self.places[row - self.first_curated]
        if self.world is None:
            raise IndexError(row)
        return self.world.place(row)

    def _fill_columns(self) -> None:
        columns: dict[str, Any] = self.world.columns if self.world else {}
        codes = list(self.world.countries) if self.world else [""]
        regions = list(self.world.admin1) if self.world else [""]
        code_number = {code: number for number, code in enumerate(codes)}
        region_number = {code: number for number, code in enumerate(regions)}

        def number_of(value: str, numbers: dict[str, int], listed: list[str]) -> int:
            if value not in numbers:
                numbers[value] = len(listed)
                listed.append(value)
            return numbers[value]

        def column(name: str, mine: list[Any], kind: Any) -> Any:
            theirs = columns.get(name, np.zeros(0, dtype=kind))
            return np.concatenate([theirs.astype(kind), np.array(mine, dtype=kind)])

        places = self.places
        self.country = column(
            "country", [number_of(p.country, code_number, codes) for p in places], np.int32
        )
        self.admin1 = column(
            "admin1", [number_of(p.admin1, region_number, regions) for p in places], np.int32
        )
        self.country_codes, self.admin1_codes = codes, regions
        strengths = [self._strength(place) for place in places]
        self.log_strength = np.log10(column("strength", strengths, np.float32))
        fame = column("fame", [self._fame(place) for place in places], np.float32)
        self.log_fame = np.log10(fame + 1)
        self.kinds = column("kind", [_KIND_OF[p.level] for p in places], np.uint8)
        self.kind: bytes = self.kinds.tobytes()  # one at a time, quicker than the array
        lon = np.radians(column("lon", [p.lon for p in places], np.float64))
        lat = np.radians(column("lat", [p.lat for p in places], np.float64))
        flat = np.cos(lat)
        self.xyz = np.stack([flat * np.cos(lon), flat * np.sin(lon), np.sin(lat)], axis=1).astype(
            np.float32
        )

    def _replace_namesakes(self) -> None:
        """A curated water, area or region stands for the world's of its name, kind and place.

        Only one without a GeoNames id to be joined by: same name, same kind of thing, and the
        middles no farther apart than the larger of the two reaches.
        """
        if self.world is None:
            return
        for number, place in enumerate(self.places):
            kinds = () if place.geonames_id else _SAME_KIND.get(place.level, ())
            for text in {place.name, *(name.text for name in place.names)} if kinds else ():
                for value in self.world.postings(f"={normalise(text)}"):
                    row, mine = value >> 2, self.first_curated + number
                    if value & 3 >= OFFICIAL and self.kind[row] in kinds:
                        away = math.acos(min(1.0, float(self.xyz[row] @ self.xyz[mine])))
                        reach = float(self.world.columns["radius_km"][row])
                        if away * EARTH_KM <= max(reach, place.radius_km):
                            self.replaced.setdefault(row, mine)

    def _strength(self, place: Place) -> float:
        if self.world is not None and place.geonames_id:
            row = self.world.row_of_geonames(place.geonames_id)
            if row is not None:
                return float(self.world.columns["strength"][row]) * CURATED_GAIN
        guess = PEOPLE_PER_KM2 * 3.14159 * place.radius_km**2
        return _STRENGTH.get(place.level, guess) * CURATED_GAIN

    def _fame(self, place: Place) -> float:
        if self.world is not None and place.geonames_id:
            row = self.world.row_of_geonames(place.geonames_id)
            if row is not None:
                return max(float(self.world.columns["fame"][row]), float(len(place.names)))
        return float(len(place.names))

    def _file_areas(self) -> None:
        for row in np.flatnonzero(np.isin(self.kinds, (COUNTRY, ADMIN1))).tolist():
            if row in self.replaced:
                continue
            if self.kind[row] == COUNTRY:
                self._countries[self.country_codes[self.country[row]]] = row
            else:
                for code in self.admin1_of(row):
                    self._regions.setdefault(code, []).append(row)
