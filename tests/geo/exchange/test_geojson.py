from __future__ import annotations

import io
import json
from typing import Any

import pytest
import shapely
from shapely.geometry import shape

from geo.claims.dataset import Dataset
from geo.claims.dates import read_date
from geo.claims.model import Claim, Document, Grade, Originator, Statement
from geo.claims.table import ClaimTable
from geo.claims.vocabulary import Kind, Modality, OriginatorKind, Stance
from geo.exchange.geojson import geometry_json, write_geojson
from geo.exchange.records import FIELDS
from geo.exchange.seeds import bundled_folder, read_folder
from geo.places.gazetteer import load_gazetteer
from geo.places.location import Relation


@pytest.fixture(scope="module")
def bundled() -> ClaimTable:
    gazetteer = load_gazetteer()
    return ClaimTable(read_folder(bundled_folder(), gazetteer).dataset, gazetteer)


def one_claim(**fields: Any) -> ClaimTable:
    """A table of one claim; `fields` are the claim's, and `retracted` its statement's."""
    document = Document("d", "Outlet", read_date("2024-10-18"), "printed", "en", "")
    origin = Originator("o", "Origin", OriginatorKind.AGENCY)
    taken_back = fields.pop("retracted", None)
    claim = Claim("c", Kind.SIGHTING, Modality.HAPPENED, **{"summary": "Said.", **fields})
    voice = Statement(
        "s", "c", "d", "o", Stance.ASSERTS, Grade("B", "2"), "known", retracted=taken_back
    )
    return ClaimTable(Dataset({"d": document}, {"o": origin}, (claim,), (voice,)), load_gazetteer())


def collection(table: ClaimTable, about: dict[str, Any] | None = None) -> dict[str, Any]:
    out = io.StringIO()
    write_geojson(table, range(table.n), out, about)
    content: dict[str, Any] = json.loads(
        out.getvalue(), parse_constant=lambda name: pytest.fail(f"{name} is not JSON")
    )
    return content


def feature(table: ClaimTable) -> dict[str, Any]:
    found: dict[str, Any] = collection(table)["features"][0]
    return found


def test_every_claim_is_a_feature_with_the_fields_of_the_contract(bundled: ClaimTable) -> None:
    content = collection(bundled)
    assert content["type"] == "FeatureCollection"
    assert [one["properties"]["id"] for one in content["features"]] == list(bundled.ids)
    for one in content["features"]:
        assert tuple(one["properties"]) == FIELDS
        assert one["type"] == "Feature"
        assert all(
            set(said) >= {"originator", "via", "stance", "grade", "document", "outlet", "published"}
            for said in one["properties"]["statements"]
        )


def test_geometries_keep_the_rules_of_rfc_7946(bundled: ClaimTable) -> None:
    for one in collection(bundled)["features"]:
        if one["geometry"] is None:
            continue
        drawn = shape(one["geometry"])
        west, south, east, north = drawn.bounds
        assert -180 <= west <= east <= 180
        assert -90 <= south <= north <= 90
        for polygon in shapely.get_parts(drawn):
            if isinstance(polygon, shapely.Polygon):
                assert polygon.exterior.is_ccw
                assert not any(hole.is_ccw for hole in polygon.interiors)
        coordinates = shapely.get_coordinates(drawn)
        assert (coordinates == coordinates.round(6)).all()


def test_a_town_is_a_point_near_it_a_ring_and_a_region_its_polygon() -> None:
    town = feature(one_claim(place="ussuriysk"))["geometry"]
    assert town == {"type": "Point", "coordinates": [131.95734, 43.80467]}
    ring = shape(feature(one_claim(place="ussuriysk", relation=Relation.NEAR))["geometry"])
    assert ring.geom_type == "Polygon"
    assert ring.contains(shapely.Point(131.95734, 43.80467))
    region = shape(feature(one_claim(place="poltava-oblast"))["geometry"])
    assert region.contains(shapely.Point(34.55, 49.59))


def test_russia_is_cut_at_the_antimeridian() -> None:
    russia = feature(one_claim(place="russia"))
    assert russia["geometry"]["type"] == "MultiPolygon"
    assert russia["properties"]["place_level"] == "country"
    west, _, east, _ = shape(russia["geometry"]).bounds
    assert west == -180
    assert east == 180
    assert max(part.bounds[2] - part.bounds[0] for part in shape(russia["geometry"]).geoms) < 200


def test_without_a_place_the_geometry_is_null_and_the_claim_still_there() -> None:
    found = feature(one_claim())
    assert found["geometry"] is None
    assert found["properties"]["place"] is None
    assert found["properties"]["country"] is None


def test_dates_are_strict_bounds_and_open_ends_close_at_the_report() -> None:
    about = feature(one_claim(date=read_date("2024-10~"), date_basis="b"))["properties"]
    assert (about["date"], about["date_from"], about["date_to"]) == (
        "2024-10~",
        "2024-10-01",
        "2024-10-31",
    )
    since = feature(one_claim(date=read_date("2023-08/.."), date_basis="b"))["properties"]
    assert (since["date_from"], since["date_to"]) == ("2023-08-01", "2024-10-18")
    until = feature(one_claim(date=read_date("../2024-10-01"), date_basis="b"))["properties"]
    assert (until["date_from"], until["date_to"]) == (None, "2024-10-01")
    undated = feature(one_claim())["properties"]
    assert undated["date"] is undated["date_from"] is undated["date_to"] is None


def test_a_statement_that_was_taken_back_says_so() -> None:
    found = feature(one_claim(retracted=read_date("2024-11-01")))["properties"]
    assert found["statements"][0]["retracted"] == "2024-11-01"
    assert found["origins"] == 0


def test_hostile_text_is_only_data() -> None:
    summary = '</script><img onerror=x> ${x} `y` "quoted" \\ \u2028 \u202e \x1b[2J 한국'
    assert feature(one_claim(summary=summary))["properties"]["summary"] == summary


def test_what_the_file_was_made_from_is_a_foreign_member() -> None:
    assert "claim_atlas" not in collection(one_claim())
    assert collection(one_claim(), {"version": "1"})["claim_atlas"] == {"version": "1"}


def test_no_claims_are_an_empty_collection(bundled: ClaimTable) -> None:
    out = io.StringIO()
    write_geojson(bundled, (), out)
    assert json.loads(out.getvalue()) == {"type": "FeatureCollection", "features": []}


def test_rings_are_turned_and_collapsed_ones_left_out() -> None:
    clockwise = shapely.Polygon(
        [(0, 0), (0, 1), (1, 1), (1, 0)], [[(0.2, 0.2), (0.8, 0.2), (0.8, 0.8), (0.2, 0.8)]]
    )
    speck = shapely.box(5, 5, 5 + 1e-8, 5 + 1e-8)
    found = geometry_json(shapely.MultiPolygon([clockwise, speck]))
    assert found is not None
    assert found["type"] == "Polygon"
    outer, hole = found["coordinates"]
    assert shapely.LinearRing(outer).is_ccw
    assert not shapely.LinearRing(hole).is_ccw
    assert geometry_json(speck) == {"type": "Point", "coordinates": [5.0, 5.0]}
    assert geometry_json(shapely.Polygon()) is None
