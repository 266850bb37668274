"""The region or country that is shown instead of an exact place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from geo.errors import ModelError, UnknownAreaError
from geo.places.location import Location, Relation, locate
from geo.places.place import Level, Place
from geo.places.regions import Regions

REGION_RADIUS_KM: Final = 300.0
"""Honest radius of an admin-1 area that no gazetteer lists; its outline is what is drawn."""


def areas_of(place: Place) -> Iterable[str]:
    """Areas to put in a place's stead, the finest first."""
    if place.level is Level.COUNTRY:
        yield place.area or f"country:{place.country}"
        return
    if is_region(place):
        yield place.area
    codes = place.countries
    if place.admin1:
        yield f"admin1:{place.admin1}"
    if len(codes) == 1:
        yield f"country:{codes[0]}"


def located(area: str, listed: dict[str, Place], regions: Regions) -> Location | None:
    """An area as a place; ``None`` where this boundary view has none of that name."""
    try:
        return locate(listed.get(area) or _made(area, regions), Relation.IN, regions)
    except (UnknownAreaError, ModelError):
        return None


def _made(area: str, regions: Regions) -> Place:
    """A place for an area that the gazetteer does not list."""
    kind, _, code = area.partition(":")
    if kind == "country":
        spot = regions.country(code).representative_point()
        name, level, lon, lat, country = (
            regions.country_name(code), Level.COUNTRY, spot.x, spot.y, code,
        )  # fmt: skip
    else:
        info = regions.admin1_info(code.partition(",")[0])
        name, level, lon, lat, country = (
            info.name, Level.REGION, info.label_lon, info.label_lat, info.country,
        )  # fmt: skip
    return Place(
        id=area.lower().replace(":", "-"),
        name=name,
        level=level,
        country=country,
        admin1=code if kind == "admin1" else "",
        lon=lon,
        lat=lat,
        radius_km=REGION_RADIUS_KM,
        area=area,
        names=(),
        geonames_id=None,
        dispute="",
        source="",
        reviewed="",
    )


def is_region(place: Place) -> bool:
    """Whether a place is made of whole admin-1 areas, or is a country."""
    return place.area.startswith(("admin1:", "country:"))


def is_coarse(place: Place) -> bool:
    """Whether a place may be named: it is a country, a region, or several of them."""
    return place.level is Level.COUNTRY or (not place.level.is_point and is_region(place))
