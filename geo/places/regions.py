"""Areas on the ground: countries, admin-1 areas, unions of them and zones along borders.

An area is named by a specification, as in the column `area` of gazetteer.csv:

* ``country:RU`` - ISO 3166 alpha-2 (or Natural Earth's code where ISO has none: SOL, CYN);
* ``admin1:UA.18`` - a GeoNames admin-1 code; several joined by commas are their union;
* ``border:RU-UA:30km`` - the land of both within that distance of their border; a side may also be
  an admin-1 area, ``border:RU.41-UA:30km``;
* ``wkt:POLYGON((lon lat, …))`` or ``MULTIPOLYGON`` - an outline of its own, as imports bring it.

All geometries are EPSG:4326, lon/lat in degrees. Areas that cross the antimeridian (Chukotka) are
split at it. The data is Natural Earth 1:10m with GeoNames codes, see `geo/data/README.md`.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.errors import UnknownAreaError
from geo.places.areafile import load_area_file
from geo.places.borders import border_zone, shared_border
from geo.places.outlines import outline

if TYPE_CHECKING:
    import numpy.typing as npt

Polygonal = shapely.Polygon | shapely.MultiPolygon


class BoundaryView(StrEnum):
    """Whose boundaries are shown."""

    RECOGNISED = "recognised"
    DE_FACTO = "de-facto"


VIEW_NOTES: Mapping[BoundaryView, str] = MappingProxyType(
    {
        BoundaryView.RECOGNISED: (
            "Boundaries: Crimea and Sevastopol shown in Ukraine (UN General Assembly resolution "
            "68/262); other disputes as Natural Earth"
        ),
        BoundaryView.DE_FACTO: (
            "Boundaries: de facto as Natural Earth, which shows Crimea and Sevastopol under "
            "Russian control; this implies no recognition"
        ),
    }
)

COUNTRY_SPEC = re.compile(r"country:([A-Z]{2,3})")
ADMIN1_SPEC = re.compile(r"admin1:([A-Z]{2}\.[A-Za-z0-9]+(?:\s*,\s*[A-Z]{2}\.[A-Za-z0-9]+)*)")
_SIDE = r"([A-Z]{2,3}|[A-Z]{2}\.[A-Za-z0-9]+)"
BORDER_SPEC = re.compile(rf"border:{_SIDE}-{_SIDE}:(\d+(?:\.\d+)?)\s*km")
OUTLINE_SPEC = re.compile(r"wkt:(.+)", re.DOTALL)
FORMS = (
    "Write country:RU, admin1:UA.18 (several with commas), border:RU-UA:30km or wkt:POLYGON((…))."
)
MAX_ZONE_KM = 500.0


@dataclass(frozen=True, slots=True)
class Admin1:
    """An admin-1 area: GeoNames code ("" where GeoNames has none), country under the view, name."""

    code: str
    country: str
    name: str
    label_lon: float
    label_lat: float


class Regions:
    """The areas of the world under one boundary view; obtained from `load_regions`."""

    def __init__(self, view: BoundaryView) -> None:
        self.view = view
        self._world = load_area_file()
        self._area_of: dict[str, Polygonal] = {}

    def area(self, spec: str) -> Polygonal:
        """The polygon of a specification; kept, so that asking again costs nothing.

        Raises UnknownAreaError naming the specification and what to write instead.
        """
        if spec not in self._area_of:
            self._area_of[spec] = self._resolve(spec.strip())
        return self._area_of[spec]

    def country(self, iso2: str) -> Polygonal:
        """The land of a country under this view.

        Raises UnknownAreaError if the code is not a country's.
        """
        return self.area(f"country:{iso2}")

    def admin1(self, code: str) -> Polygonal:
        """The polygon of a GeoNames admin-1 code such as "UA.18".

        Raises UnknownAreaError if no polygon has the code.
        """
        return self.area(f"admin1:{code}")

    def admin1_codes(self) -> tuple[str, ...]:
        """All GeoNames admin-1 codes that have a polygon, sorted."""
        return tuple(sorted(self._world.rows))

    def admin1_info(self, code: str) -> Admin1:
        """Name, country and label point of an admin-1 code; UnknownAreaError as in `admin1`."""
        return self._info(self._row_of_code(code, f"admin1:{code}"))

    def admin1_at(self, lon: float, lat: float, tolerance_deg: float = 0.2) -> Admin1 | None:
        """The admin-1 area at a point, or the nearest within `tolerance_deg` degrees.

        The tolerance is needed because the shore is simplified: the south of Vladivostok lies
        outside its polygon. None at sea. Says nothing about whose the place is: a country is
        never to be inferred from a point, since boundaries are a matter of view.
        """
        point = shapely.Point(lon, lat)
        rows = self._world.tree.query_nearest(point, max_distance=max(tolerance_deg, 1e-9))
        # A point on a border touches both sides; the first area in file order is taken.
        return self._info(int(min(rows))) if len(rows) else None

    def country_name(self, iso2: str) -> str:
        """The English name of a country code; UnknownAreaError if there is none."""
        try:
            return self._world.country_names[iso2]
        except KeyError:
            raise self._unknown_country(iso2, f"country:{iso2}") from None

    def _resolve(self, spec: str) -> Polygonal:
        if match := COUNTRY_SPEC.fullmatch(spec):
            return self._country_union(match[1], spec)
        if match := ADMIN1_SPEC.fullmatch(spec):
            codes = [code.strip() for code in match[1].split(",")]
            rows = sorted({self._row_of_code(code, spec) for code in codes})
            return _union(self._world.polygons[rows])
        if match := BORDER_SPEC.fullmatch(spec):
            return self._border_zone(match[1], match[2], float(match[3]), spec)
        if match := OUTLINE_SPEC.fullmatch(spec):
            return outline(match[1])
        raise UnknownAreaError(f"The area {spec!r} cannot be read. {FORMS}")

    def _country_union(self, iso2: str, spec: str) -> Polygonal:
        rows = np.flatnonzero(self._countries == iso2)
        if not len(rows):
            raise self._unknown_country(iso2, spec)
        return _union(self._world.polygons[rows])

    def _border_zone(self, first: str, second: str, distance_km: float, spec: str) -> Polygonal:
        if not 0 < distance_km <= MAX_ZONE_KM:
            raise UnknownAreaError(
                f"The area {spec!r} asks for {distance_km:g} km. "
                f"Use a distance above 0 and up to {MAX_ZONE_KM:g} km."
            )
        sides = (self._side(first), self._side(second))
        border = shared_border(*sides)
        if first == second or shapely.is_empty(border):
            raise UnknownAreaError(
                f"The area {spec!r} has no line: {first} and {second} share no land border in "
                f"the {self.view} view. Name two neighbours."
            )
        return border_zone(border, sides, distance_km)

    def _side(self, code: str) -> Polygonal:
        return self.admin1(code) if "." in code else self.country(code)

    @cached_property
    def _countries(self) -> npt.NDArray[np.str_]:
        recognised = self.view is BoundaryView.RECOGNISED
        return self._world.country if recognised else self._world.country_de_facto

    def _row_of_code(self, code: str, spec: str) -> int:
        try:
            return self._world.rows[code]
        except KeyError:
            country = code.split(".")[0]
            known = sorted(c for c in self._world.rows if c.startswith(f"{country}."))
            near = difflib.get_close_matches(code, known, n=3, cutoff=0.0)
            hint = f"Nearest: {', '.join(near)}." if near else "Its country has no admin-1 areas."
            raise UnknownAreaError(
                f"The area {spec!r} names no admin-1 area: there is no {code}. {hint}"
            ) from None

    def _unknown_country(self, iso2: str, spec: str) -> UnknownAreaError:
        near = difflib.get_close_matches(iso2, sorted(self._world.country_names), n=3, cutoff=0.0)
        return UnknownAreaError(
            f"The area {spec!r} names no country: there is no {iso2}. "
            f"Use an ISO 3166 alpha-2 code such as {', '.join(near)}."
        )

    def _info(self, row: int) -> Admin1:
        world = self._world
        return Admin1(
            code=str(world.code[row]),
            country=str(self._countries[row]),
            name=str(world.name[row]),
            label_lon=float(world.label[row, 0]),
            label_lat=float(world.label[row, 1]),
        )


@cache
def load_regions(view: BoundaryView = BoundaryView.RECOGNISED) -> Regions:
    """The areas under `view`; read once per process and view.

    Raises DataFileError if the data file is missing or damaged.
    """
    return Regions(BoundaryView(view))


def _union(polygons: npt.NDArray[np.object_]) -> Polygonal:
    """Neighbours share their vertices exactly, so the fast union for coverages is right."""
    merged = polygons[0] if len(polygons) == 1 else shapely.coverage_union_all(polygons)
    parts = shapely.get_parts(merged)
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(list(parts))
