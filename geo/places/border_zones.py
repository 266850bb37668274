"""The zone along the border of two countries or admin-1 areas, as a place of its own.

gazetteer.csv lists the zones that are named most; any other pair of neighbours gets one here, with
an id that can be kept and asked for again: "border-pl-ua", "border-ru41-ua" (Kursk Oblast, RU.41).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

import shapely

from geo.errors import UnknownAreaError
from geo.places import geodesy
from geo.places.place import Level, Place
from geo.places.regions import Regions, load_regions

ZONE_KM = 30.0
"""How far the zone reaches to each side: as far as "near" does, a convention of this project."""

_ID = re.compile(r"border-([a-z]{2})([a-z0-9]*)-([a-z]{2})([a-z0-9]*)")
_ADMIN1 = re.compile(r"admin1:([A-Z]{2}\.[A-Z0-9]+)")


def zone_between(first: Place, second: Place, listed: Iterable[Place] = ()) -> Place | None:
    """The zone along the land border of two places; None if they are no areas or no neighbours.

    A place among `listed` that is this zone is preferred.
    """
    sides = sorted(filter(None, (_code(first), _code(second))))
    if len(sides) < 2 or sides[0] == sides[1]:
        return None
    wanted = {f"border:{a}-{b}:" for a, b in (sides, sides[::-1])}
    for place in listed:
        if place.area.startswith(tuple(wanted)):
            return place
    return _zone(sides[0], sides[1])


def zone_of_id(id: str) -> Place | None:
    """The zone with an id made here; None for any other id or a pair without a border."""
    match = _ID.fullmatch(id)
    if match is None:
        return None
    sides = [
        country.upper() + (f".{region.upper()}" if region else "")
        for country, region in (match.groups()[:2], match.groups()[2:])
    ]
    return _zone(sides[0], sides[1]) if sides == sorted(sides) else None


def _code(place: Place) -> str | None:
    if place.level is Level.COUNTRY:
        return place.country
    match = _ADMIN1.fullmatch(place.area)
    return match[1] if match else None


@lru_cache(maxsize=256)
def _zone(first: str, second: str) -> Place | None:
    regions = load_regions()
    spec = f"border:{first}-{second}:{ZONE_KM:g}km"
    try:
        zone = regions.area(spec)
        names = [_name(code, regions) for code in (first, second)]
    except UnknownAreaError:
        return None
    spot = shapely.point_on_surface(zone)
    edge = shapely.get_coordinates(zone)
    far_km = max(geodesy.distance_m((spot.x, spot.y), (x, y)) for x, y in edge) / 1000
    return Place(
        id="-".join(("border", first.replace(".", "").lower(), second.replace(".", "").lower())),
        name=f"{names[0]}–{names[1]} border zone",
        level=Level.AREA,
        country="/".join(dict.fromkeys((first[:2], second[:2]))),
        admin1="",
        lon=round(spot.x, 4),
        lat=round(spot.y, 4),
        radius_km=round(far_km),
        area=spec,
        names=(),
        geonames_id=None,
        dispute="",
        source=f"land border of Natural Earth 5.1, public domain, {ZONE_KM:g} km to each side",
        reviewed="2026-11-22",
    )


def _name(code: str, regions: Regions) -> str:
    return regions.admin1_info(code).name if "." in code else regions.country_name(code)
