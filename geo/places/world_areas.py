"""Where admin-1 areas and countries have their middle and their edge, by the shipped polygons."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely

from geo.places.areafile import load_area_file

EARTH_KM = 6371.0


@dataclass(frozen=True, slots=True)
class Outline:
    """An area: its name, its middle (lon/lat, degrees) and its vertices (n, 2)."""

    name: str
    lon: float
    lat: float
    vertices: npt.NDArray[np.float64]
    parts: tuple[shapely.Geometry, ...] = ()  # of countries

    def nearest_to(self, lon: float, lat: float) -> tuple[float, float]:
        """The point itself if it is inside, else the nearest one of the outline."""
        if not self.parts:
            return lon, lat
        point = shapely.points(lon, lat)
        away = shapely.distance(self.parts, point)
        if away.min() == 0:
            return lon, lat
        line = shapely.shortest_line(self.parts[int(np.argmin(away))], point)
        near_lon, near_lat = shapely.get_coordinates(line)[0].tolist()
        return round(near_lon, 3), round(near_lat, 3)

    def reach_from(self, lon: float, lat: float) -> float:
        """The way from a point to the farthest vertex, in km on a sphere."""
        points, here = np.radians(self.vertices), np.radians([lon, lat])
        half = (
            np.sin((points[:, 1] - here[1]) / 2) ** 2
            + np.cos(points[:, 1]) * np.cos(here[1]) * np.sin((points[:, 0] - here[0]) / 2) ** 2
        )
        return max(1.0, round(float(2 * EARTH_KM * np.arcsin(np.sqrt(half.max()))), 0))


def outlines() -> dict[str, Outline]:
    """By admin-1 code ("UA.18") and by country code ("UA").

    The middle of an admin-1 area is its centre of gravity if that lies inside, else the label
    point of the map: what others call the position of a region is nearly always the former. A
    country's middle is that of its largest area.
    """
    world = load_area_file()
    middles = shapely.centroid(world.polygons)
    inside = shapely.contains(world.polygons, middles)
    found: dict[str, Outline] = {}
    members: dict[str, list[int]] = defaultdict(list)
    for row, code in enumerate(world.code.tolist()):
        members[str(world.country[row])].append(row)
        if code:
            lon, lat = (
                (middles[row].x, middles[row].y) if inside[row] else world.label[row].tolist()
            )
            vertices = shapely.get_coordinates(world.polygons[row])
            name = str(world.name[row])
            found[code] = Outline(name, round(lon, 3), round(lat, 3), vertices)
    sizes = shapely.area(world.polygons)
    for country, rows in members.items():
        if len(country) == 2:
            largest = max(rows, key=lambda row: float(sizes[row]))
            lon, lat = world.label[largest].tolist()
            vertices = shapely.get_coordinates(world.polygons[rows])
            parts = tuple(world.polygons[rows])
            found[country] = Outline("", lon, lat, vertices, parts)
    return found
