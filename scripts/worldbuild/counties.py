"""Counties of the United States and what is like them, from the boundaries of the Census Bureau.

They come as `counties-10m.json` of the package us-atlas 3.0.1 (TopoJSON of the cartographic
boundary files of 2017, simplified; ISC licence, the data in the public domain). Counties made
since then (two in Alaska) are not in it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from .extent import inhabitants, middle, reach_km

Lonlat = npt.NDArray[np.float64]
CLOSED_RING = 4  # vertices; simplifying leaves some islets fewer


def county_rows(path: Path, settlements: pd.DataFrame) -> list[list[Any]]:
    """One row per county: [FIPS code, lon, lat, radius_km, inhabitants], ordered by code."""
    counties = read_counties(path)
    people = inhabitants(counties, settlements)
    rows = []
    for code, geometry, count in zip(counties["fips"], counties.geometry, people, strict=True):
        lon, lat = middle(geometry)
        rows.append([code, lon, lat, reach_km(geometry, lon, lat), int(count)])
    return sorted(rows)


def read_counties(path: Path) -> gpd.GeoDataFrame:
    """The object `counties` of a TopoJSON file: columns `fips`, `country`, geometry EPSG:4326."""
    topology = json.loads(path.read_text(encoding="utf-8"))
    arcs = list(_arcs(topology))
    shapes = topology["objects"]["counties"]["geometries"]
    polygons = [
        shapely.union_all([shapely.make_valid(one) for one in _polygons(shape, arcs)])
        for shape in shapes
    ]
    table = {"fips": [str(shape["id"]) for shape in shapes], "country": "US"}
    counties = gpd.GeoDataFrame(table, geometry=polygons, crs="EPSG:4326")
    return counties[shapely.area(counties.geometry.to_numpy()) > 0].reset_index(
        drop=True
    )  # simplified to nothing


def _arcs(topology: dict[str, Any]) -> Iterator[Lonlat]:
    scale, origin = (np.array(topology["transform"][key]) for key in ("scale", "translate"))
    for steps in topology["arcs"]:
        yield np.cumsum(np.array(steps, dtype=np.int64), axis=0) * scale + origin


def _polygons(shape: dict[str, Any], arcs: list[Lonlat]) -> Iterator[shapely.Polygon]:
    parts = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
    for references in parts:
        rings = [
            np.vstack([arcs[at] if at >= 0 else arcs[~at][::-1] for at in ring])
            for ring in references
        ]
        closed = [ring for ring in rings if len(ring) >= CLOSED_RING]
        if closed:
            yield shapely.Polygon(closed[0], closed[1:])
