"""Where an area is in a few numbers: its middle, how far it reaches, how many live there."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from .units import label_point

EARTH_KM = 6371.0


def middle(geometry: shapely.Geometry) -> tuple[float, float]:
    """lon/lat of the centre of gravity if it lies inside, else of the label point.

    Of an area on both sides of the antimeridian only the largest part is looked at.
    """
    parts = shapely.get_parts(geometry)
    parts = parts[shapely.area(parts) > 0]
    geometry = shapely.MultiPolygon(list(parts))
    west, _, east, _ = geometry.bounds
    if east - west > 180:
        geometry = parts[int(np.argmax(shapely.area(parts)))]
    centre = shapely.centroid(geometry)
    if shapely.contains(geometry, centre):
        lon, lat = shapely.get_coordinates(centre)[0].tolist()
        return round(lon, 3), round(lat, 3)
    return label_point(geometry)


def reach_km(geometry: shapely.Geometry, lon: float, lat: float) -> float:
    """The way from a point to the farthest vertex, on a sphere, in km."""
    points = np.radians(shapely.get_coordinates(geometry))
    here = np.radians([lon, lat])
    half = (
        np.sin((points[:, 1] - here[1]) / 2) ** 2
        + np.cos(points[:, 1]) * np.cos(here[1]) * np.sin((points[:, 0] - here[0]) / 2) ** 2
    )
    return max(1.0, round(float(2 * EARTH_KM * np.arcsin(np.sqrt(half.max()))), 1))


def inhabitants(areas: gpd.GeoDataFrame, settlements: pd.DataFrame) -> npt.NDArray[np.int64]:
    """The people of GeoNames' towns inside each area (column `country` decides whose they are)."""
    points = shapely.points(settlements["lon"].to_numpy(), settlements["lat"].to_numpy())
    tree = shapely.STRtree(np.asarray(points))
    geometries = areas.geometry.to_numpy()
    shapely.prepare(geometries)
    area_rows, town_rows = tree.query(geometries, predicate="contains")
    own = areas["country"].to_numpy()[area_rows] == settlements["country"].to_numpy()[town_rows]
    people = np.zeros(len(areas), dtype=np.int64)
    np.add.at(people, area_rows[own], settlements["population"].to_numpy()[town_rows[own]])
    return people
