"""Claims as a GeoDataFrame, for a notebook or for any format that GeoPandas writes."""

from __future__ import annotations

from collections.abc import Iterable

import geopandas as gpd
import pandas as pd

from geo.claims.table import ClaimTable
from geo.exchange.records import FIELDS, Recorder

CRS = "EPSG:4326"


def to_geodataframe(table: ClaimTable, rows: Iterable[int] | None = None) -> gpd.GeoDataFrame:
    """One row a claim, indexed by claim id, with the fields of `records.FIELDS` and a geometry.

    The geometry is what the claim's wording supports, in EPSG:4326 (lon/lat): a point, the circle
    of "near", the polygon of a region or country, or ``None`` without a place. `date_from` and
    `date_to` are datetime columns (``NaT`` without a date); `statements`, `confidence_reasons` and
    `places` hold lists. `rows` are positions in the table, all of them unless given.
    """
    chosen = list(range(table.n) if rows is None else rows)
    recorder = Recorder(table)
    frame = pd.DataFrame([recorder.record(row) for row in chosen], columns=list(FIELDS))
    for column in ("date_from", "date_to"):
        frame[column] = pd.to_datetime(frame[column], format="ISO8601")
    locations = [table.locations[row] for row in chosen]
    geometries = [None if one is None else one.geometry for one in locations]
    return gpd.GeoDataFrame(frame.set_index("id"), geometry=geometries, crs=CRS)
