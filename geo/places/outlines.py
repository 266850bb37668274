"""Outlines of their own, as imports bring them and as a place's ``wkt:`` area holds them."""

from __future__ import annotations

from typing import Final

import shapely

from geo.errors import UnknownAreaError

MAX_OUTLINE: Final = 2_000_000
"""Longest outline that is read, in characters: some 100,000 corners."""

REMEDY: Final = "Write wkt:POLYGON((lon lat, …)) or wkt:MULTIPOLYGON(…)."


def outline(wkt: str) -> shapely.Polygon | shapely.MultiPolygon:
    """The polygon of a well-known text (EPSG:4326, lon/lat), mended where it crosses itself.

    Raises `UnknownAreaError` for what is no polygon, is empty, or leaves the globe.
    """
    shown = f"wkt:{wkt[:60]}{'…' * (len(wkt) > 60)}"
    if len(wkt) > MAX_OUTLINE:
        raise UnknownAreaError(
            f"The area {shown!r} has {len(wkt):,} characters. Simplify it to {MAX_OUTLINE:,}."
        )
    try:
        shape = shapely.force_2d(shapely.from_wkt(wkt))
    except shapely.errors.GEOSException as error:
        raise UnknownAreaError(f"The area {shown!r} cannot be read ({error}). {REMEDY}") from None
    parts = shapely.get_parts(shape if shapely.is_valid(shape) else shapely.make_valid(shape))
    kept = [part for part in parts if isinstance(part, shapely.Polygon | shapely.MultiPolygon)]
    area = shapely.union_all(kept)
    west, south, east, north = shapely.bounds(area)
    if not isinstance(area, shapely.Polygon | shapely.MultiPolygon) or area.is_empty:
        raise UnknownAreaError(f"The area {shown!r} holds no surface. {REMEDY}")
    if west < -180 or east > 180 or south < -90 or north > 90:
        raise UnknownAreaError(
            f"The area {shown!r} leaves the globe. Give degrees, longitude first."
        )
    return area
