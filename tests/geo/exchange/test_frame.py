"""Claims as a GeoDataFrame."""

from __future__ import annotations

import pandas as pd

from geo.claims.table import ClaimTable
from geo.exchange.frame import to_geodataframe
from geo.exchange.seeds import bundled_folder, read_folder
from geo.places.gazetteer import load_gazetteer


def bundled_table() -> ClaimTable:
    gazetteer = load_gazetteer()
    return ClaimTable(read_folder(bundled_folder(), gazetteer).dataset, gazetteer)


def test_every_claim_with_what_its_wording_supports() -> None:
    table = bundled_table()
    frame = to_geodataframe(table)
    assert list(frame.index) == list(table.ids)
    assert frame.crs.to_epsg() == 4326
    kinds = frame.geometry.geom_type
    assert kinds["by-sea-to-vladivostok"] == "Point"
    assert kinds["base-near-ussuriysk"] == "Polygon"
    assert kinds["missile-found-in-poltava"] in ("Polygon", "MultiPolygon")
    assert frame.geometry["special-forces-to-the-front"] is None
    metres = frame.loc[["base-near-ussuriysk"]].to_crs(32652).area.iloc[0]
    assert abs(metres / (3.14159 * 30_000**2) - 1) < 0.02


def test_rows_keep_their_order_and_dates_are_dates() -> None:
    table = bundled_table()
    rows = [table.row_of["special-forces-to-vladivostok"], table.row_of["arms-supplies"]]
    frame = to_geodataframe(table, rows)
    assert list(frame.index) == ["special-forces-to-vladivostok", "arms-supplies"]
    assert frame["date_from"].iloc[0] == pd.Timestamp("2024-10-01")
    assert frame["date_to"].iloc[0] == pd.Timestamp("2024-10-10")
    assert frame["date_from"].isna().iloc[1]
    assert frame["statements"].iloc[0][0]["stance"] == "asserts"


def test_no_rows_is_an_empty_frame() -> None:
    frame = to_geodataframe(bundled_table(), [])
    assert len(frame) == 0
    assert frame.crs.to_epsg() == 4326
