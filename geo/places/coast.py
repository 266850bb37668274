"""The sea off a coast: a band of water, cut out with the shipped outlines of land.

Distances are geodesic, as in `borders`: a long coast is widened piece by piece, each in a plane of
its own. What counts as land is every admin-1 area of Natural Earth 1:10m, under either boundary
view; inland lakes are land, the Caspian is sea. The shipped coast is simplified by about a
kilometre, so the band says nothing finer than that.
"""

from __future__ import annotations

import shapely
from shapely.geometry.base import BaseGeometry

from geo.places import geodesy
from geo.places.areafile import load_area_file
from geo.places.borders import widened_line

LEAST_WATER = 1e-4  # square degrees, about 1 km2: less is a gap between simplified outlines


def water_around(lon: float, lat: float, reach_km: float) -> BaseGeometry:
    """The sea within `reach_km` of a point (lon/lat, EPSG:4326); empty where there is none."""
    return _without_land(geodesy.circle(lon, lat, reach_km * 1000))


def water_along(area: BaseGeometry, reach_km: float) -> BaseGeometry:
    """The sea within `reach_km` of the edge of an area (EPSG:4326); empty where there is none."""
    band = widened_line(shapely.boundary(area), reach_km)
    return _without_land(band)


def _without_land(band: BaseGeometry) -> BaseGeometry:
    world = load_area_file()
    near = world.polygons[world.tree.query(band, predicate="intersects")]
    pieces = []
    for part in shapely.get_parts(band):
        west, south, east, north = shapely.bounds(part)
        land = shapely.union_all(shapely.clip_by_rect(near, west, south, east, north))
        pieces += list(shapely.get_parts(shapely.difference(part, land)))
    water = [p for p in pieces if isinstance(p, shapely.Polygon) and p.area >= LEAST_WATER]
    return water[0] if len(water) == 1 else shapely.MultiPolygon(water)
