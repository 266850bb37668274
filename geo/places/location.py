"""What a claim's wording supports: a place and a relation become a shape with an uncertainty.

A claim about a region is never a bare pin, and "near X" is never X. The rules and where their
figures come from are in docs/decisions/resolution.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely import Point
from shapely.geometry.base import BaseGeometry

from geo.errors import ModelError
from geo.places import coast, geodesy
from geo.places.place import Level, Place

if TYPE_CHECKING:
    from geo.places.regions import Regions

NEAR_RADIUS_KM = 30.0
"""How far "near X" reaches when the source gives no distance: a convention of this project."""

OFF_COAST_KM = 50.0
"""How far "off the coast of X" reaches out to sea when the source gives no distance: a convention
of this project, about twice the territorial sea of 12 nautical miles."""

OFF_COAST_MAX_KM = 500.0

DIRECTION_HALF_WIDTH_DEG = 22.5
"""A compass word names one of eight directions, so each covers 45 degrees."""

DISTANCE_TOLERANCE = 0.2
"""A reported distance is rounded, and measured from centre or edge: 20 % either way ..."""

DISTANCE_TOLERANCE_MIN_KM = 5.0
"""... and never less than 5 km."""


class Relation(StrEnum):
    """How the wording ties the event to the place."""

    IN = "in"
    NEAR = "near"
    AT = "at"
    BETWEEN = "between"
    OFF_COAST = "off-coast"
    KM_DIRECTION = "km-direction"


class Shape(StrEnum):
    """What the map draws. `country` claims go to a quiet tint and a tray, never to a pin."""

    NONE = "none"
    POINT = "point"
    RING = "ring"
    AREA = "area"
    COUNTRY = "country"


@dataclass(frozen=True)
class Circle:
    """A circle on the ground, drawn when somebody looks at it: maps of many go by the radius."""

    lon: float
    lat: float
    radius_m: float

    @cached_property
    def geometry(self) -> BaseGeometry:
        """The circle as a polygon, EPSG:4326."""
        return geodesy.circle(self.lon, self.lat, self.radius_m)


@dataclass(frozen=True, slots=True)
class Location:
    """A place as a claim uses it.

    `form` is in EPSG:4326 (lon/lat); `lon`, `lat` is where a label or symbol goes, inside of it;
    `radius_m` how far from it, in metres, the event may have happened. Of a sector or corridor
    lon/lat is its middle.
    """

    place: Place
    relation: Relation
    shape: Shape
    form: BaseGeometry | Circle | None
    lon: float
    lat: float
    radius_m: float

    @property
    def geometry(self) -> BaseGeometry | None:
        """The form as a geometry; of a point without one the point itself."""
        if self.form is None and self.shape is Shape.POINT:
            return Point(self.lon, self.lat)
        return self.form.geometry if isinstance(self.form, Circle) else self.form


def locate(
    place: Place,
    relation: Relation,
    regions: Regions,
    *,
    near_radius_km: float | None = None,
    distance_km: float | None = None,
    bearing_deg: float | None = None,
    other: Place | None = None,
) -> Location:
    """Turn place and relation into a shape on the ground.

    A settlement or base is a point with its own radius; `near` it a circle of `near_radius_km`
    (30 km unless told); a region, area or sea its polygon, or a circle of its radius when it has
    none; a country its polygon, drawn as `Shape.COUNTRY`. `near` a region or area widens it by
    the near radius. `km-direction` needs `distance_km` and `bearing_deg` (clockwise from north)
    and gives a sector; without a distance ("north of X") it reaches out as far as `near`.
    `between` needs `other` and gives a corridor. `off-coast` gives the sea within `distance_km`
    (50 km unless told) of the place, and no land. Raises `ModelError` when a
    relation lacks what it needs, `UnknownAreaError` when the place's area is not known.
    """
    near_km = NEAR_RADIUS_KM if near_radius_km is None else near_radius_km
    if not 0 < near_km <= 2_000:
        raise ModelError(f"near radius of {near_km} km: give one between 0 and 2,000 km.")
    if relation is Relation.KM_DIRECTION:
        return _sector(place, distance_km, bearing_deg, near_km)
    if relation is Relation.OFF_COAST:
        return _off_coast(place, regions, OFF_COAST_KM if distance_km is None else distance_km)
    if relation is Relation.BETWEEN:
        return _corridor(place, other)
    if place.level.is_point:
        if relation is Relation.NEAR:
            return _ring(place, relation, near_km)
        return Location(
            place, relation, Shape.POINT, None, place.lon, place.lat, place.radius_km * 1000
        )  # fmt: skip
    if not place.area:
        margin_km = near_km if relation is Relation.NEAR else 0.0
        return _ring(place, relation, place.radius_km + margin_km)
    return _area(place, relation, regions, near_km)


def _ring(place: Place, relation: Relation, radius_km: float) -> Location:
    radius_m = radius_km * 1000
    ring = Circle(place.lon, place.lat, radius_m)
    shape = Shape.COUNTRY if place.level is Level.COUNTRY else Shape.RING
    return Location(place, relation, shape, ring, place.lon, place.lat, radius_m)


def _area(place: Place, relation: Relation, regions: Regions, near_km: float) -> Location:
    area: BaseGeometry = regions.area(place.area)
    radius_m = place.radius_km * 1000
    country = place.level is Level.COUNTRY
    # Around a whole country a margin of 30 km says nothing, and costs a buffer of its coast.
    if relation is Relation.NEAR and not country:
        area = geodesy.widened(area, place.lon, place.lat, near_km * 1000)
        radius_m += near_km * 1000
    spot = Point(place.lon, place.lat)
    if not shapely.intersects(area, spot):  # another boundary view can move an edge past it
        spot = area.representative_point()
    shape = Shape.COUNTRY if country else Shape.AREA
    return Location(place, relation, shape, area, spot.x, spot.y, radius_m)


def _sector(
    place: Place, distance_km: float | None, bearing_deg: float | None, near_km: float
) -> Location:
    if bearing_deg is None:
        raise ModelError(
            f"km-direction of {place.id!r} needs a bearing and a distance: give bearing_deg (0 is "
            f"north, 90 east) and distance_km, or use the relation 'near'."
        )
    if distance_km is None:  # "north of X": as far as "near" reaches
        reach_km = near_km if near_km > place.radius_km else near_km + place.radius_km
        distance_km = spread_km = reach_km / 2
    else:
        spread_km = spread_of(distance_km, place.radius_km)
    if not 0 < distance_km <= 2_000:
        raise ModelError(f"distance of {distance_km} km: give one between 0 and 2,000 km.")
    inner_m, outer_m = (max(0.0, distance_km - spread_km) * 1000, (distance_km + spread_km) * 1000)
    area = geodesy.sector(
        place.lon, place.lat, bearing_deg, DIRECTION_HALF_WIDTH_DEG, inner_m, outer_m
    )
    lon, lat, _ = geodesy.GEOD.fwd(place.lon, place.lat, bearing_deg, distance_km * 1000)
    radius_m = _farthest_m(lon, lat, area)
    return Location(place, Relation.KM_DIRECTION, Shape.AREA, area, lon, lat, radius_m)


def spread_of(distance_km: float, radius_km: float) -> float:
    """How far off a reported distance from a place may be, in km."""
    return max(distance_km * DISTANCE_TOLERANCE, DISTANCE_TOLERANCE_MIN_KM, radius_km)


def _off_coast(place: Place, regions: Regions, reach_km: float) -> Location:
    if not 0 < reach_km <= OFF_COAST_MAX_KM:
        raise ModelError(
            f"{reach_km:g} km off a coast: give a distance between 0 and {OFF_COAST_MAX_KM:g} km."
        )
    if place.level is Level.SEA:
        raise ModelError(f"{place.id!r} is a sea and has no coast of its own: use 'in' or 'near'.")
    if place.area and not place.level.is_point:
        water = coast.water_along(regions.area(place.area), reach_km)
    else:
        water = coast.water_around(place.lon, place.lat, reach_km + place.radius_km)
    if shapely.is_empty(water):
        raise ModelError(
            f"{place.id!r} has no sea within {reach_km:g} km, so nothing lies off its coast: use "
            f"the relation 'near', or give a larger distance_km."
        )
    widest = max(shapely.get_parts(water), key=lambda part: part.area)
    spot = shapely.point_on_surface(widest)
    radius_m = _farthest_m(spot.x, spot.y, water)
    return Location(place, Relation.OFF_COAST, Shape.AREA, water, spot.x, spot.y, radius_m)


def _farthest_m(lon: float, lat: float, shape: BaseGeometry) -> float:
    """Metres from lon/lat to the farthest corner of a shape."""
    edge = shapely.get_coordinates(shape)
    starts = np.full(len(edge), lon), np.full(len(edge), lat)
    return float(np.max(geodesy.GEOD.inv(*starts, edge[:, 0], edge[:, 1])[2]))


def _corridor(place: Place, other: Place | None) -> Location:
    if other is None or other.id == place.id:
        raise ModelError(
            f"between {place.id!r} and what? Give a second place as `other`, or use the relation "
            f"'near'."
        )
    start, end = (place.lon, place.lat), (other.lon, other.lat)
    length_m = geodesy.distance_m(start, end)
    if length_m > 2_000_000:
        raise ModelError(
            f"{place.id!r} and {other.id!r} are {length_m / 1000:,.0f} km apart: a place between "
            f"them is too vague to draw; use the region they lie in."
        )
    half_m = max(length_m / 10, place.radius_km * 1000, other.radius_km * 1000, 5_000.0)
    area = geodesy.corridor(start, end, half_m)
    azimuth = geodesy.GEOD.inv(*start, *end)[0]
    lon, lat, _ = geodesy.GEOD.fwd(*start, azimuth, length_m / 2)
    return Location(place, Relation.BETWEEN, Shape.AREA, area, lon, lat, length_m / 2 + half_m)
