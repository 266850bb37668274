"""Files that are small and would cost hours or all memory, and values that libraries choke on."""

from __future__ import annotations

import random
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely

from geo.exchange import parquet_in
from geo.exchange.geometry_in import checked, thinned
from tests.geo.exchange.spatial_files import (
    KML,
    SAID,
    claims,
    feature,
    geojson,
    point,
    read_all,
    refusal,
)


def test_a_shape_that_crosses_itself_a_million_times_is_mended_in_seconds(tmp_path: Path) -> None:
    number = random.Random(1)  # noqa: S311  # the same every time
    wild = [[number.uniform(30, 31), number.uniform(50, 51)] for _ in range(20_000)]
    saw = [[30 + i / 20_000, 50 + i % 2 * 1e-5] for i in range(20_000)]
    shapes = [{"type": "Polygon", "coordinates": [[*ring, ring[0]]]} for ring in (wild, saw)]
    line = {"type": "LineString", "coordinates": wild}
    some = (feature(one, id=str(at)) for at, one in enumerate([*shapes, line]))
    records, report = read_all(geojson(tmp_path / "a.geojson", *some))
    assert len(claims(records)) == 3
    assert all(one.place for one in claims(records))
    assert report.problems == []


def test_what_is_mended_keeps_its_surface() -> None:
    bow = checked(shapely.Polygon([(0, 0), (1, 1), (1, 0), (0, 1)]))
    assert bow is not None
    assert bow.is_valid
    assert bow.area == pytest.approx(0.5)
    ring = shapely.Point(30, 50).buffer(1, quad_segs=10_000)
    thin = thinned(ring)
    assert len(shapely.get_coordinates(thin)) <= 500
    assert thin.area == pytest.approx(ring.area, rel=0.001)
    small = shapely.Point(30, 50).buffer(1)
    assert thinned(small) is small


def test_a_kind_of_geometry_that_is_no_text_costs_its_feature(tmp_path: Path) -> None:
    odd = feature({"type": ["Point"], "coordinates": [36, 51]})
    records, report = read_all(geojson(tmp_path / "a.geojson", odd, feature(point(36, 51))))
    assert len(claims(records)) == 1
    assert [one.message for one in report.problems] == ["is no kind of geometry."]


def test_features_with_ever_other_properties_are_refused(tmp_path: Path) -> None:
    many = [feature(point(36, 51), **{f"p{i}": 1 for i in range(at, at + 50)})
            for at in range(0, 2_500, 50)]  # fmt: skip
    path = geojson(tmp_path / "a.geojson", *many)
    assert "one of 2,503 different properties. Keep 2,000 at most." in refusal(path)


def test_a_kmz_packed_in_another_way_and_damaged_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.kmz"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as out:
        out.writestr("doc.kml", KML.format(" " * 10_000))
    damaged = bytearray(path.read_bytes())
    damaged[60:70] = b"\xff" * 10
    path.write_bytes(damaged)
    assert "cannot be read" in refusal(path)


def parquet(path: Path, **columns: pa.Array) -> Path:
    rows = len(next(iter(columns.values())))
    said = {name: pa.array([value] * rows) for name, value in SAID.items()}
    pq.write_table(pa.table(said | columns), path, compression="zstd")
    return path


def test_parquet_with_a_date_of_no_calendar_or_text_that_is_none_is_refused(tmp_path: Path) -> None:
    never = pa.array([2**62], pa.timestamp("us"))
    path = parquet(tmp_path / "a.parquet", event_date=never)
    assert "cannot be read as Parquet" in refusal(path)
    bounds = pa.array([0, 2], pa.int32()).buffers()[1]
    torn = pa.Array.from_buffers(pa.string(), 1, [None, bounds, pa.py_buffer(b"\xff\xfe")])
    path = parquet(tmp_path / "b.parquet", description=torn)
    assert "cannot be read as Parquet" in refusal(path)


def test_parquet_that_unpacks_to_more_than_memory_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet_in, "LARGEST_PORTION", 1_000_000)
    path = parquet(tmp_path / "a.parquet", note=pa.array(["x" * 10_000] * 250))
    assert path.stat().st_size < 20_000
    assert "unpacks 250 rows" in refusal(path)


def test_a_computed_column_of_a_geopackage_cannot_fill_the_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.gpkg"
    with closing(sqlite3.connect(path)) as made:
        made.executescript(
            """
            CREATE TABLE gpkg_spatial_ref_sys (srs_id, organization, organization_coordsys_id,
                                               definition);
            INSERT INTO gpkg_spatial_ref_sys VALUES (4326, 'EPSG', 4326, '');
            CREATE TABLE gpkg_contents (table_name, data_type, srs_id);
            INSERT INTO gpkg_contents VALUES ('t', 'features', 4326);
            CREATE TABLE gpkg_geometry_columns (table_name, column_name, srs_id);
            INSERT INTO gpkg_geometry_columns VALUES ('t', 'geom', 4326);
            CREATE TABLE t (fid INTEGER PRIMARY KEY, geom, description,
                            big AS (zeroblob(100000001)));
            INSERT INTO t (description) VALUES ('a');
            """
        )
    assert "too big" in refusal(path)
