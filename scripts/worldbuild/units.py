"""From Natural Earth's polygons to the areas the product speaks of: one per admin-1 code.

Coordinates are put on a grid of 0.0001 degrees (11 m). Neighbours share their vertices exactly
and keep doing so, which `areas` checks: borders are then nothing but shared edges.
"""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

GRID = 10_000  # steps per degree

LABEL_NAMES = {
    ("RU", "Gorno-Altay"): "Altai Republic",
    ("RU", "Altay"): "Altai Krai",
    ("RU", "Yevrey"): "Jewish Autonomous Oblast",
    ("RU", "Buryat"): "Buryatia",
    ("RU", "Chukchi Autonomous Okrug"): "Chukotka",
    ("RU", "Adygey"): "Adygea",
    ("RU", "Chuvash"): "Chuvashia",
    ("RU", "Kalmyk"): "Kalmykia",
    ("RU", "Khakass"): "Khakassia",
    ("RU", "Udmurt"): "Udmurtia",
    ("RU", "Kabardin-Balkar"): "Kabardino-Balkaria",
    ("RU", "Karachay-Cherkess"): "Karachay-Cherkessia",
    ("RU", "Ingush"): "Ingushetia",
    ("RU", "Nizhegorod"): "Nizhny Novgorod",
    ("RU", "City of St. Petersburg"): "Saint Petersburg",
    ("RU", "Mariy-El"): "Mari El",
    ("RU", "Yamal-Nenets"): "Yamalo-Nenets",
    ("RU", "Khanty-Mansiy"): "Khanty-Mansi",
    ("UA", "Transcarpathia"): "Zakarpattia",
    ("UA", "Zaporizhzhya"): "Zaporizhzhia",
    ("UA", "Vinnytsya"): "Vinnytsia",
    ("UA", "Odessa"): "Odesa",
    ("UA", "Khmel'nyts'kyy"): "Khmelnytskyi",
    ("UA", "Mykolayiv"): "Mykolaiv",
    ("BY", "City of Minsk"): "Minsk City",
}


def areas(polygons: gpd.GeoDataFrame, codes: pd.DataFrame) -> gpd.GeoDataFrame:
    """One row per area: polygons of one code merged, those without a code on their own.

    `polygons` needs the column `code` ("" where unmatched). The answer has `code`, `country`
    (recognised view), `country_de_facto`, `name`, label point `lon`/`lat`, `area_km2` and the
    geometry on the grid; it is ordered by country, code and position, so that builds agree.
    """
    geometries = shapely.transform(polygons.geometry.to_numpy(), _on_grid)
    official = dict(zip(codes["code"], codes["name"], strict=True))
    groups = polygons.groupby(
        polygons["code"].where(polygons["code"].ne(""), polygons.index.astype(str)), sort=True
    )
    rows = []
    for rownumbers in groups.indices.values():
        first = polygons.iloc[rownumbers[0]]
        merged = shapely.normalize(shapely.coverage_union_all(geometries[rownumbers]))
        # A code's own name only where Natural Earth has several smaller areas instead of it.
        names = set(polygons.iloc[rownumbers]["name"])
        name = first["name"] if len(names) == 1 else official[first["code"]]
        name = LABEL_NAMES.get((first["country"], name), name.replace("'", ""))
        lon, lat = label_point(merged)
        rows.append(
            (first["code"], first["country"], first["country_de_facto"], name, lon, lat, merged)
        )
    table = gpd.GeoDataFrame(
        rows,
        columns=["code", "country", "country_de_facto", "name", "lon", "lat", "geometry"],
        geometry="geometry",
        crs="EPSG:4326",
    )
    table["area_km2"] = shapely.area(table.geometry.to_crs("ESRI:54034").to_numpy()) / 1e6
    table = table.sort_values(["country", "code", "lon", "lat"], ignore_index=True)
    if not (shapely.is_valid(table.geometry).all() and shapely.coverage_is_valid(table.geometry)):
        raise ValueError("The areas overlap or have invalid rings after rounding to the grid")
    return table


def _on_grid(lonlat: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Coordinates on the grid, and the antimeridian where it belongs.

    Natural Earth 4.1 as shipped cuts Chukotka, Wrangel, Fiji and Antarctica at exactly 179.9
    degrees, which would leave a strip of sea 9 km wide between the halves.
    """
    steps = np.round(lonlat * GRID)
    longitude = steps[:, 0]
    at_cut = np.abs(longitude) == 1_799_000
    steps[:, 0] = np.where(at_cut, np.sign(longitude) * 180 * GRID, longitude)
    return steps / GRID


def label_point(geometry: shapely.Geometry) -> tuple[float, float]:
    """lon/lat of the point of the largest part that is furthest from its edge.

    Found on a surface stretched by the cosine of the latitude, so that northern areas do not get
    their label at a far tip.
    """
    parts = shapely.get_parts(geometry)
    largest = parts[int(np.argmax(shapely.area(parts)))]
    shrink = max(0.05, float(np.cos(np.radians(largest.centroid.y))))
    flat = shapely.transform(largest, lambda lonlat: lonlat * [shrink, 1.0])
    west, south, east, north = flat.bounds
    circle = shapely.maximum_inscribed_circle(flat, max(east - west, north - south) / 100)
    x, y = circle.coords[0]
    return round(x / shrink, 3), round(y, 3)
