"""Other people's GeoJSON: what it becomes, and what of it is refused."""

from __future__ import annotations

import json
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
import shapely

from geo.errors import Cancelled
from geo.exchange import json_stream
from geo.exchange.mapping import Mapping
from geo.places.location import Shape, locate
from geo.places.place import Level
from geo.places.regions import load_regions
from tests.geo.exchange.spatial_files import (
    GAZETTEER,
    claims,
    feature,
    geojson,
    places,
    point,
    read_all,
    refusal,
)


def test_a_point_is_a_place_with_a_radius_and_never_a_bare_pin(tmp_path: Path) -> None:
    path = geojson(tmp_path / "a.geojson", feature(point(35.271234, 51.191234, 120.5)))
    records, report = read_all(path)
    [place], [claim] = places(records), claims(records)
    assert (place.lon, place.lat, place.radius_km) == (35.271234, 51.191234, 5.0)
    assert claim.place == place.id
    assert claim.summary == "Something was reported there."
    assert (report.rows, report.taken, report.problems) == (1, 1, [])


def test_the_radius_follows_the_precision_and_the_mapping(tmp_path: Path) -> None:
    one = feature(point(35.27, 51.19), precision_km="12")
    records, _ = read_all(geojson(tmp_path / "a.geojson", one))
    assert places(records)[0].radius_km == 12.0
    mapping = Mapping(
        summary="description", date="event_date", source="source", default_radius_km=2.5
    )
    records, _ = read_all(tmp_path / "a.geojson", mapping=mapping)
    assert places(records)[0].radius_km == 2.5


def test_an_area_keeps_its_outline(tmp_path: Path) -> None:
    ring = [[35, 51], [36, 51], [36, 52], [35, 52], [35, 51]]
    path = geojson(tmp_path / "a.geojson", feature({"type": "Polygon", "coordinates": [ring]}))
    [place] = places(read_all(path)[0])
    assert place.level is Level.AREA
    assert place.area.startswith("wkt:POLYGON")
    location = locate(place, claims(read_all(path)[0])[0].relation, load_regions())
    assert location.shape is Shape.AREA
    assert location.geometry is not None
    assert location.geometry.equals(shapely.Polygon(ring))
    assert location.geometry.contains(shapely.Point(place.lon, place.lat))


def test_a_long_outline_is_simplified_until_it_can_be_kept(tmp_path: Path) -> None:
    coast = shapely.Point(40, 50).buffer(2, quad_segs=5_000)
    path = geojson(tmp_path / "a.geojson", feature(shapely.geometry.mapping(coast)))
    [place] = places(read_all(path)[0])
    assert len(place.area) < 31_000
    kept = load_regions().area(place.area)
    assert kept.symmetric_difference(coast).area < 0.001 * coast.area


@pytest.mark.parametrize(
    "geometry",
    [
        {"type": "LineString", "coordinates": [[35, 51], [35.2, 51.1]]},
        {"type": "MultiPoint", "coordinates": [[35, 51], [35.2, 51.1]]},
        {"type": "MultiLineString", "coordinates": [[[35, 51], [35.2, 51.1]]]},
        {"type": "GeometryCollection", "geometries": [point(35, 51), point(35.2, 51.1)]},
    ],
)
def test_lines_and_groups_of_points_get_a_width(geometry: Any, tmp_path: Path) -> None:
    [place] = places(read_all(geojson(tmp_path / "a.geojson", feature(geometry)))[0])
    area = load_regions().area(place.area)
    assert area.contains(shapely.Point(35, 51))
    assert area.contains(shapely.Point(35.2, 51.1))
    assert 10 < place.radius_km < 25


def test_without_a_geometry_names_tell_the_place(tmp_path: Path) -> None:
    path = geojson(tmp_path / "a.geojson", feature(None, city="Ussuriysk"))
    records, _ = read_all(path)
    assert claims(records)[0].place == "ussuriysk"
    assert places(records) == []


def test_twice_read_the_records_are_the_same(tmp_path: Path) -> None:
    path = geojson(tmp_path / "a.geojson", feature(point(1, 2)), feature(point(1.5, 2), id="e7"))
    assert read_all(path)[0] == read_all(path)[0]


@pytest.mark.parametrize(
    ("bad", "column", "said"),
    [
        (feature(point(float("nan"), 5)), "geometry", "no finite number"),
        (feature(point(float("inf"), 5)), "geometry", "no finite number"),
        (feature(point("35", 51)), "geometry", "no finite number"),
        (feature(point(51.2, 135.5)), "geometry", "probably swapped"),
        (feature(point(4_000_000, 6_000_000)), "geometry", "reproject"),
        (feature({"type": "Point", "coordinates": [1]}), "geometry", "no position"),
        (feature({"type": "Circle", "coordinates": [1, 2]}), "geometry", "no kind of geometry"),
        (feature({"type": "LineString", "coordinates": [[1, 2]]}), "geometry", "no LineString"),
        (feature({"type": "Polygon", "coordinates": [[[1, 2], [3]]]}), "geometry", "no position"),
        (feature({"type": "Polygon", "coordinates": "x"}), "geometry", "no list"),
        (feature(point(1, 2), event_date="2024-13-40"), "event_date", "does not exist"),
        (feature(point(1, 2), description="half \ud83d"), "description", "not Unicode"),
        ({"type": "Feature", "properties": "x", "geometry": None}, None, "no object"),
        ({"kind": "Feature"}, None, "no feature"),
        (7, None, "no feature"),
    ],
)
def test_a_bad_feature_is_refused_alone(
    bad: Any, column: str | None, said: str, tmp_path: Path
) -> None:
    path = geojson(tmp_path / "a.geojson", feature(point(1, 2)), bad, feature(point(3, 4)))
    records, report = read_all(path)
    assert [one.lon for one in places(records)] == [1.0, 3.0]
    [problem] = report.problems
    assert (problem.file, problem.row, problem.column) == ("a.geojson", 2, column)
    assert said in problem.sentence()
    assert problem.remedy
    assert (report.rows, report.taken) == (3, 2)


def test_empty_geometries_are_none(tmp_path: Path) -> None:
    empty = {"type": "Polygon", "coordinates": []}
    collection = {"type": "GeometryCollection", "geometries": []}
    path = geojson(tmp_path / "a.geojson", feature(empty), feature(collection, id=2))
    records, report = read_all(path)
    assert [one.place for one in claims(records)] == [None, None]
    assert report.problems == []


def test_nesting_without_end_is_skipped(tmp_path: Path) -> None:
    deep = "[" * 100_000 + "]" * 100_000
    good = json.dumps(feature(point(1, 2)))
    bad = f'{{"type": "Feature", "properties": {{"a": {deep}}}, "geometry": null}}'
    content = f'{{"type": "FeatureCollection", "features": [{bad}, {good}, {bad}, {good[:-1]}}}]}}'
    path = tmp_path / "a.geojson"
    path.write_text(content)
    records, report = read_all(path)
    assert len(claims(records)) == 1  # the other good one repeats it
    assert [one.row for one in report.problems] == [1, 3]
    assert "nested too deeply" in report.problems[0].message


def test_collections_in_collections_end_somewhere(tmp_path: Path) -> None:
    inner: Any = point(1, 2)
    for _ in range(20):
        inner = {"type": "GeometryCollection", "geometries": [inner]}
    _, report = read_all(geojson(tmp_path / "a.geojson", feature(inner), feature(point(1, 2))))
    assert "nested too deeply" in report.problems[0].message


@pytest.mark.parametrize(
    ("name", "passes"),
    [
        ("urn:ogc:def:crs:OGC:1.3:CRS84", True),
        ("urn:ogc:def:crs:EPSG::4326", True),
        ("urn:ogc:def:crs:EPSG::3857", False),
        ("EPSG:25832", False),
    ],
)
def test_an_old_crs_may_only_say_what_is_so_anyway(name: str, passes: bool, tmp_path: Path) -> None:
    crs = {"type": "name", "properties": {"name": name}}
    path = geojson(tmp_path / "a.geojson", feature(point(1, 2)), crs=crs)
    if passes:
        assert len(claims(read_all(path)[0])) == 1
    else:
        said = refusal(path)
        assert name in said
        assert "EPSG:4326" in said


def test_a_file_that_breaks_off_gives_what_came_before(tmp_path: Path) -> None:
    path = geojson(tmp_path / "a.geojson", *(feature(point(n, 2), id=n) for n in range(1, 6)))
    content = path.read_text()
    path.write_text(content[: content.rindex('"source"')])
    records, report = read_all(path)
    assert len(claims(records)) == 4
    assert "behind feature 4" in report.problems[-1].message


@pytest.mark.parametrize("content", ['{"type": "FeatureCollection", "features": [', "{]", '{"a": '])
def test_what_is_no_geojson_at_all_is_refused(content: str, tmp_path: Path) -> None:
    path = tmp_path / "a.geojson"
    path.write_text(content)
    assert "JSON" in refusal(path) or "feature" in refusal(path)


def test_features_one_a_line_and_single_ones_are_read_too(tmp_path: Path) -> None:
    lines = tmp_path / "lines.geojson"
    lines.write_text("\n".join(json.dumps(feature(point(n, 2), id=n)) for n in (1, 2, 3)))
    assert len(claims(read_all(lines)[0])) == 3
    marked = tmp_path / "marked.geojson"
    marked.write_bytes(b"\xef\xbb\xbf" + json.dumps(feature(point(1, 2))).encode())
    assert len(claims(read_all(marked)[0])) == 1


def test_a_file_without_a_date_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "a.geojson"
    one = {"type": "Feature", "properties": {"name": "Depot"}, "geometry": point(1, 2)}
    path.write_text(json.dumps(one))
    assert "date of publication" in refusal(path)
    mapping = Mapping(title="name", default_source="Map", default_published="2024-10")
    records, _ = read_all(path, mapping=mapping)
    assert claims(records)[0].summary == "Depot"


def test_a_large_file_is_never_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_stream, "_PORTION", 1 << 14)
    path = tmp_path / "a.geojson"
    bad = json.dumps({"type": "Nothing", "fill": "x" * 1_000})
    with path.open("w") as out:
        out.write('{"type": "FeatureCollection", "features": [')
        out.write(",".join([bad] * 5_000))
        out.write("]}")
    tracemalloc.start()
    _, report = read_all(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(report.problems) == 5_000
    assert peak < path.stat().st_size


def test_whoever_watches_is_told_and_may_stop(tmp_path: Path) -> None:
    path = geojson(tmp_path / "a.geojson", *(feature(point(n % 90, 2), id=n) for n in range(600)))
    told: list[tuple[int, int | None]] = []

    def tick(done: int, total: int | None) -> None:
        told.append((done, total))
        if done >= 500:
            raise Cancelled

    with pytest.raises(Cancelled):
        read_all(path, tick=tick)
    assert [done for done, _ in told] == [250, 500]
    assert GAZETTEER.places


def test_features_that_are_no_list_are_said_to_be_none(tmp_path: Path) -> None:
    path = tmp_path / "a.geojson"
    path.write_text('{"type": "FeatureCollection", "features": {"type": "Feature"}}')
    records, report = read_all(path)
    assert records == []
    assert [(one.column, one.message) for one in report.problems] == [("features", "is no list.")]
