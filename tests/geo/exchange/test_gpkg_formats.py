"""GeoPackages out and in: valid, styled, edited elsewhere, and not what they say they are."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import geopandas as gpd
import pyogrio
import pytest
import shapely
from defusedxml.ElementTree import fromstring

from geo.claims.model import Claim, Document, Originator
from geo.claims.table import ClaimTable
from geo.claims.vocabulary import Confidence
from geo.exchange.gpkg import write_gpkg
from geo.exchange.gpkg_schema import APPLICATION_ID, AREAS, POINTS, TABLES, UNPLACED
from geo.exchange.incoming import Format
from geo.exchange.records import FIELDS
from geo.exchange.seeds import bundled_folder, read_folder
from geo.places.location import Relation
from tests.geo.claims.builders import claim, dataset, document, originator
from tests.geo.exchange.spatial_files import GAZETTEER, claims, places, read_all, refusal


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.gpkg"


def write(path: Path, *made: Claim) -> Path:
    people = [originator("nis", parent="state"), originator("state")]
    data = dataset(list(made), documents=[document("other")], originators=people)
    table = ClaimTable(data, GAZETTEER)
    write_gpkg(table, range(table.n), path, {"version": "1"})
    return path


def some() -> tuple[Claim, ...]:
    return (
        claim("c1", "2024-10~", place="ussuriysk"),
        claim("c2", place="ussuriysk", relation=Relation.NEAR),
        claim("c3", place="poltava-oblast"),
        claim("c4"),
        claim("c5", place="russia"),
    )


def run(path: Path, *statements: str) -> list[Any]:
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        return [database.execute(one).fetchall() for one in statements]


def layer(path: Path, name: str) -> Any:
    return pyogrio.read_dataframe(path, layer=name)


def test_each_claim_stands_in_one_layer_with_every_field(path: Path) -> None:
    write(path, *some())
    kinds = dict(pyogrio.list_layers(path))
    assert kinds[POINTS] == "Point"
    assert kinds[AREAS] == "MultiPolygon"
    assert set(kinds) == {POINTS, AREAS, UNPLACED, "layer_styles", *TABLES}
    found = {name: list(layer(path, name)["id"]) for name in (POINTS, AREAS, UNPLACED)}
    assert found == {POINTS: ["c1"], AREAS: ["c2", "c3", "c5"], UNPLACED: ["c4"]}
    frame = gpd.read_file(path, layer=AREAS)
    assert [*FIELDS, "geometry"] == list(frame.columns)
    assert frame.crs.to_epsg() == 4326


def test_the_tables_beside_hold_each_thing_once(path: Path) -> None:
    write(path, *some())
    assert list(layer(path, "statements")["claim"]) == ["c1", "c2", "c3", "c4", "c5"]
    assert list(layer(path, "documents")["id"]) == ["doc"]
    assert list(layer(path, "originators")["id"]) == ["nis", "state"]
    assert list(layer(path, "places")["id"]) == ["poltava-oblast", "russia", "ussuriysk"]
    assert dict(layer(path, "about").values)["version"] == "1"


def test_it_is_a_sound_geopackage(path: Path) -> None:
    write(path, *some())
    sound, keys, application, contents, tree = run(
        path,
        "PRAGMA integrity_check",
        "PRAGMA foreign_key_check",
        "PRAGMA application_id",
        "SELECT table_name, min_x, max_y FROM gpkg_contents WHERE data_type = 'features'",
        "SELECT count(*) FROM rtree_claims_areas_geom",
    )
    assert (sound, keys, application) == ([("ok",)], [], [(APPLICATION_ID,)])
    assert contents[0] == (POINTS, pytest.approx(131.957, abs=0.01), pytest.approx(43.8, abs=0.01))
    assert tree == [(3,)]
    assert list(gpd.read_file(path, layer=AREAS, bbox=(33, 48, 35, 50))["id"]) == ["c3"]


def test_other_programs_can_change_it(path: Path) -> None:
    write(path, *some())
    frame = gpd.read_file(path, layer=POINTS)
    frame["summary"] = "Corrected elsewhere."
    frame["id"] = "c9"
    frame.geometry = [shapely.Point(34.5, 49.6)]
    pyogrio.write_dataframe(frame, path, layer=POINTS, append=True)
    assert len(gpd.read_file(path, layer=POINTS, bbox=(34, 49, 35, 50))) == 1  # the index knows


def test_styles_are_there_for_both_layers(path: Path) -> None:
    write(path, *some())
    [styles] = run(path, "SELECT f_table_name, useAsDefault, styleQML FROM layer_styles")
    assert [row[:2] for row in styles] == [(POINTS, 1), (AREAS, 1)]
    for _, _, qml in styles:
        root = fromstring(qml)
        renderer = root.find("renderer-v2")
        assert renderer is not None
        assert renderer.get("attr") == "confidence"
        values = [one.get("value") for one in renderer.iter("category")]
        assert values == [one.value for one in Confidence]
        symbols = [one.get("name") for one in renderer.find("symbols") or ()]
        assert symbols == ["0", "1", "2", "3"]
        expressions = [
            one.get("value") or "" for one in root.iter("Option") if one.get("name") == "expression"
        ]
        assert any("'withdrawal'" in one for one in expressions)
        assert any("'contested'" in one for one in expressions)


def test_the_same_claims_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = write(tmp_path / "1.gpkg", *some()), write(tmp_path / "2.gpkg", *some())
    assert first.read_bytes() == second.read_bytes()


def test_the_bundled_claims_go_out_and_come_back(path: Path) -> None:
    data = read_folder(bundled_folder(), GAZETTEER).dataset
    table = ClaimTable(data, GAZETTEER)
    write_gpkg(table, range(table.n), path)
    records, report = read_all(path)
    assert report.problems == []
    assert {one.id: one for one in claims(records)} == {one.id: one for one in data.claims}
    assert {one.id for one in records} >= {one.id for one in data.statements}


def test_a_correction_of_a_table_counts_and_so_does_one_of_a_layer(path: Path) -> None:
    write(path, *some())
    run(
        path,
        "UPDATE documents SET outlet = 'Corrected'",
        "UPDATE claims_unplaced SET summary = 'Corrected too.'",
        "DROP INDEX statements_claim",
        "DROP INDEX originators_id",
    )
    records, report = read_all(path)
    assert [one.outlet for one in records if isinstance(one, Document)] == ["Corrected"]
    assert "Corrected too." in [one.summary for one in claims(records)]
    assert [one.id for one in records if isinstance(one, Originator)] == ["state", "nis"]
    assert report.problems == []


def test_a_layer_alone_is_enough_to_come_back(path: Path, tmp_path: Path) -> None:
    write(path, *some())
    alone = tmp_path / "alone.gpkg"
    gpd.read_file(path, layer=AREAS).to_file(alone, layer="mine")
    records, report = read_all(alone)
    assert [one.id for one in claims(records)] == ["c2", "c3", "c5"]
    assert report.problems == []


def events(**columns: Any) -> gpd.GeoDataFrame:
    fields = {"event_date": ["2024-01-02", "2024-01-03"], "source": ["A", "B"]}
    fields |= {"description": ["One thing was reported.", "Another was reported."]} | columns
    shapes = [shapely.Point(36, 50), shapely.box(36, 50, 37, 51)]
    return gpd.GeoDataFrame(fields, geometry=shapes, crs="EPSG:4326")


def test_other_reference_systems_are_reprojected(path: Path) -> None:
    events().to_crs(3857).to_file(path, layer="events")
    found = places(read_all(path)[0])
    assert (found[0].lon, found[0].lat) == (36.0, 50.0)
    assert found[1].lon == pytest.approx(36.5, abs=0.01)


def test_layers_have_columns_of_their_own(path: Path) -> None:
    events().to_file(path, layer="one")
    other = events().rename(columns={"event_date": "tanggal", "description": "uraian"})
    other["source"] = ["C", "D"]
    other.to_file(path, layer="two")
    events()[["geometry"]].to_file(path, layer="bare")
    records, report = read_all(path)
    assert len(claims(records)) == 4
    assert {one.value for one in report.problems} == {"bare"}
    assert report.taken == 4


def test_damaged_geometries_are_refused_alone(path: Path) -> None:
    events().to_file(path, layer="events", SPATIAL_INDEX="NO")
    broken = "UPDATE events SET geom = x'{}' WHERE fid = 1"
    for blob, said in (
        ("00", "no geometry of a GeoPackage"),
        ("4750000100000000ffff", "no geometry that can be read"),
        ("47500001e61000000101000000000000000000f87f0000000000000040", "no finite number"),
    ):
        run(path, broken.format(blob))
        records, report = read_all(path)
        assert len(claims(records)) == 1
        assert said in report.problems[0].message


def test_what_is_no_geopackage_is_refused(tmp_path: Path) -> None:
    foreign = tmp_path / "foreign.gpkg"
    run(foreign, "CREATE TABLE gpkg (a)")
    assert "no GeoPackage" in refusal(foreign, format=Format.GPKG)
    text = tmp_path / "text.gpkg"
    text.write_text("no database at all, " * 100)
    assert "cannot be read" in refusal(text, format=Format.GPKG)
    empty = tmp_path / "empty.gpkg"
    write(empty, *some())
    run(empty, "DELETE FROM gpkg_geometry_columns", f"DROP TABLE {UNPLACED}")
    assert "no layer" in refusal(empty, format=Format.GPKG)


def test_a_file_that_is_cut_off_is_refused(path: Path) -> None:
    write(path, *some())
    os.truncate(path, path.stat().st_size // 2)
    assert "cannot be read" in refusal(path, format=Format.GPKG)


def test_a_file_that_is_open_elsewhere_is_refused(path: Path) -> None:
    write(path, *some())
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("UPDATE claims_unplaced SET summary = 'Not saved yet.'")
        assert "Close it there" in refusal(path)
    assert "Not saved yet." in [one.summary for one in claims(read_all(path)[0])]


def test_reading_changes_nothing(path: Path) -> None:
    before = write(path, *some()).read_bytes()
    run(path, "DROP INDEX statements_claim", "VACUUM")
    changed = path.read_bytes()
    read_all(path)
    assert path.read_bytes() == changed != before
    assert [one.name for one in path.parent.iterdir()] == ["a.gpkg"]
