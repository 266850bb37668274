"""Finer areas than admin-1: which districts are made of Natural Earth's, and US counties."""

from __future__ import annotations

import json
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from scripts.worldbuild.counties import county_rows, read_counties
from scripts.worldbuild.districts import districts
from scripts.worldbuild.extent import inhabitants, middle, reach_km

CODES = pd.DataFrame(
    {
        "code": ["GB.ENG", "GB.WLS", "FR.11", "FR.12"],
        "name": ["England", "Wales", "Nord", "Sud"],
        "ascii": ["England", "Wales", "Nord", "Sud"],
    }
)


def areas(*rows: tuple[str, str, str, str]) -> gpd.GeoDataFrame:
    """Squares side by side: (country, code, name, Where On Earth name)."""
    return gpd.GeoDataFrame(
        [(*row, "") for row in rows],
        columns=["country", "code", "name", "woe_name", "gn_name"],
        geometry=[shapely.box(n, 0, n + 1, 1) for n in range(len(rows))],
        crs="EPSG:4326",
    )


def names(*rows: tuple[str, str, str, str]) -> set[str]:
    return {one.name for one in districts(areas(*rows), CODES)}


def test_one_to_one_is_no_district() -> None:
    assert names(("GB", "GB.WLS", "Wales", "Wales"), ("FR", "FR.11", "Nord", "Nord")) == set()


def test_areas_of_one_name_are_one() -> None:
    rows = [("GB", "GB.ENG", name, "") for name in ("Kent", "Kent", "Essex")]
    found = districts(areas(*rows), CODES)
    assert {one.name: len(one.shapes) for one in found} == {"Kent": 2, "Essex": 1}


def test_what_geonames_lists_is_left_to_it() -> None:
    rows = [("GB", "GB.ENG", name, "") for name in ("Wales", "Kent", "Essex")]
    assert names(*rows) == {"Kent", "Essex"}


def test_a_shared_parent_is_their_union() -> None:
    rows = [("GB", "GB.ENG", name, "Berkshire") for name in ("Reading", "Slough", "Wokingham")]
    found = {one.name: one for one in districts(areas(*rows), CODES)}
    assert len(found["Berkshire"].shapes) == 3
    assert found["Berkshire"].code == "GB.ENG"


def test_a_longer_name_of_one_member_is_no_parent() -> None:
    rows = [("GB", "GB.ENG", name, "Borough of Enfield") for name in ("Enfield", "Barnet")]
    assert names(*rows) == {"Enfield", "Barnet"}


def test_points_of_the_compass_join() -> None:
    rows = [("GB", "GB.ENG", f"{point} Yorkshire", "") for point in ("North", "South")]
    assert names(*rows, ("GB", "GB.ENG", "East Anglia", "")) == {
        "North Yorkshire", "South Yorkshire", "Yorkshire", "East Anglia",
    }  # fmt: skip


TOPOLOGY = {
    "type": "Topology",
    "transform": {"scale": [0.1, 0.1], "translate": [-100, 40]},
    "arcs": [
        [[0, 0], [10, 0], [0, 10]],
        [[10, 10], [-10, 0], [0, -10]],
        [[10, 10], [10, 0], [0, -10], [-10, 0]],
        [[0, 0], [1, 0]],
    ],
    "objects": {
        "counties": {
            "type": "GeometryCollection",
            "geometries": [
                {"type": "Polygon", "id": "20001", "arcs": [[0, 1]]},
                {"type": "MultiPolygon", "id": "20003", "arcs": [[[2, -1]], [[3]]]},
                {"type": "Polygon", "id": "20005", "arcs": [[3]]},
            ],
        }
    },
}
TOWNS = pd.DataFrame(
    {"lon": [-99.5, -99.5], "lat": [40.5, 40.5], "country": ["US", "CA"], "population": [7, 9]}
)


@pytest.fixture
def topology(tmp_path: Path) -> Path:
    path = tmp_path / "counties.json"
    path.write_text(json.dumps(TOPOLOGY), encoding="utf-8")
    return path


def test_counties_are_read_and_slivers_dropped(topology: Path) -> None:
    counties = read_counties(topology)
    assert counties["fips"].tolist() == ["20001", "20003"]
    assert counties.geometry.iloc[0].equals(shapely.box(-100, 40, -99, 41))


def test_a_county_has_middle_reach_and_people(topology: Path) -> None:
    first, _ = county_rows(topology, TOWNS)
    assert first[:3] == ["20001", -99.5, 40.5]
    assert first[3] == pytest.approx(70, abs=2)
    assert first[4] == 7  # not the Canadian's


def test_middle_of_a_crescent_is_inside() -> None:
    crescent = shapely.box(0, 0, 10, 10) - shapely.box(1, 1, 10, 9)
    assert crescent.contains(shapely.Point(middle(crescent)))


def test_middle_beside_the_antimeridian() -> None:
    both = shapely.MultiPolygon([shapely.box(175, 0, 180, 5), shapely.box(-180, 0, -179, 5)])
    lon, lat = middle(both)
    assert (lon, lat) == (177.5, 2.5)
    assert reach_km(both, lon, lat) < 500


def test_people_are_counted_in_their_own_country() -> None:
    table = gpd.GeoDataFrame({"country": ["CA"]}, geometry=[shapely.box(-100, 40, -99, 41)])
    assert inhabitants(table, TOWNS).tolist() == [9]
