"""GeoParquet out and in."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely

from geo.claims.table import ClaimTable
from geo.exchange.incoming import Format
from geo.exchange.parquet import write_parquet
from geo.exchange.records import FIELDS
from geo.places.location import Relation
from tests.geo.claims.builders import claim, dataset
from tests.geo.exchange.spatial_files import GAZETTEER, claims, places, read_all, refusal


def written() -> bytes:
    made = [
        claim("c1", "2024-10~", place="ussuriysk"),
        claim("c2", place="ussuriysk", relation=Relation.NEAR),
        claim("c3"),
    ]
    table = ClaimTable(dataset(made), GAZETTEER)
    out = io.BytesIO()
    write_parquet(table, range(table.n), out, {"version": "1"})
    return out.getvalue()


def test_the_metadata_say_where_the_geometry_is() -> None:
    notes = pq.ParquetFile(io.BytesIO(written())).metadata.metadata
    geo = json.loads(notes[b"geo"])
    column = geo["columns"][geo["primary_column"]]
    assert geo["version"] == "1.1.0"
    assert column["encoding"] == "WKB"
    assert column["geometry_types"] == ["Point", "Polygon"]
    assert column["bbox"][0] < 131.9 < column["bbox"][2]
    assert json.loads(notes[b"claim_atlas"]) == {"version": "1"}


def test_geopandas_reads_it_and_the_same_claims_give_the_same_bytes() -> None:
    frame = gpd.read_parquet(io.BytesIO(written()))
    assert [*FIELDS, "geometry"] == list(frame.columns)
    assert frame.crs.equals("OGC:CRS84")
    assert list(frame.geometry.isna()) == [False, False, True]
    assert json.loads(frame["statements"][0])[0]["document_record"]["outlet"] == "Outlet"
    assert written() == written()


def test_no_claims_are_an_empty_file() -> None:
    table = ClaimTable(dataset([claim()]), GAZETTEER)
    out = io.BytesIO()
    write_parquet(table, (), out)
    assert len(gpd.read_parquet(io.BytesIO(out.getvalue()))) == 0


def events(**columns: Any) -> gpd.GeoDataFrame:
    fields = {"event_date": ["2024-01-02", "2024-01-03"], "source": ["A", "B"]}
    fields |= {"description": ["One thing was reported.", "Another was reported."]} | columns
    return gpd.GeoDataFrame(
        fields, geometry=[shapely.Point(36, 50), shapely.Point(37, 50, 9)], crs="EPSG:4326"
    )


def test_other_reference_systems_are_reprojected(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    events().to_crs("EPSG:32637").to_parquet(path)
    records, report = read_all(path)
    assert [(one.lon, one.lat) for one in places(records)] == [(36.0, 50.0), (37.0, 50.0)]
    assert report.problems == []


def test_a_table_without_geometry_is_read_by_its_columns(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    frame = pd.DataFrame(events().drop(columns="geometry")).assign(lon=[36.5, 37.5], lat=50.25)
    frame["event_date"] = pd.to_datetime(frame["event_date"])
    frame.to_parquet(path)
    assert [one.lon for one in places(read_all(path)[0])] == [36.5, 37.5]


def test_a_damaged_geometry_is_refused_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    events().to_parquet(path)
    table = pq.read_table(path)
    broken = pa.array([b"no WKB", shapely.Point(36, 50).wkb])
    at = table.schema.get_field_index("geometry")
    pq.write_table(table.set_column(at, "geometry", broken), path)
    records, report = read_all(path)
    assert len(claims(records)) == 1
    assert (report.problems[0].row, report.problems[0].column) == (1, "geometry")


@pytest.mark.parametrize(
    ("geo", "said"),
    [
        (b"{", "cannot be read"),
        (b'{"primary_column": "x", "columns": {}}', "cannot be read"),
        (b'{"primary_column": "geometry", "columns": {"geometry": {"encoding": "point"}}}', "WKB"),
        (
            b'{"primary_column": "geometry", "columns": {"geometry": '
            b'{"encoding": "WKB", "crs": "nowhere"}}}',
            "reference system",
        ),
    ],
)
def test_metadata_that_make_no_sense_are_refused(geo: bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    events().to_parquet(path)
    pq.write_table(pq.read_table(path).replace_schema_metadata({b"geo": geo}), path)
    assert said in refusal(path)


def test_a_file_that_is_cut_off_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    path.write_bytes(written()[:-100])
    assert "cannot be read as Parquet" in refusal(path)
    path.write_bytes(b"PAR1")
    assert "cannot be read as Parquet" in refusal(path, format=Format.PARQUET)
