"""The lists behind the world index: complete classes, each row where it says it is."""

from __future__ import annotations

import pytest
import shapely

from geo.places import lists, load_gazetteer
from geo.places.areafile import load_area_file
from geo.places.country_bounds import COUNTRY_BOUNDS, is_near
from geo.places.keys import Asked
from geo.places.parts import names_part
from geo.places.place import Level
from geo.places.world_districts import counties_rows, districts_rows
from geo.places.world_row import Row, geonames, shipped_names

ISLETS_NOT_DRAWN = {"zmiinyi-island", "dokdo", "kuril-islands"}  # too small, or a whole chain
UNINHABITED = {"AQ", "BV", "GS", "HM", "IO", "TF", "UM"}
OTHERS_CITIZENS = {"BL", "BQ", "CC", "CX", "MF", "PM", "SJ", "TK", "YT"}
"""Territories whose people have no English name of their own that news would use."""


def test_every_country_with_people_has_a_demonym() -> None:
    listed = {row["country"] for row in lists.read("demonyms")}
    countries = set(geonames("countries"))
    assert countries - listed - UNINHABITED - OTHERS_CITIZENS - {"AN", "CS"} == set()
    assert all(row["english"] for row in lists.read("demonyms"))


def test_every_state_has_its_postal_code() -> None:
    codes = {row["code"]: row["postal"] for row in lists.read("abbreviations")}
    for country, count in (("US", 51), ("CA", 13), ("AU", 8)):
        regions = {c for c, _, _ in shipped_names()["admin1"] if c.startswith(f"{country}.")}
        assert len(regions) == count
        assert all(codes.get(code) for code in regions)


def test_country_points_lie_in_or_near_their_country() -> None:
    for row in lists.read("country_points"):
        assert is_near(row["country"], float(row["lon"]), float(row["lat"])), row


def test_named_areas_lie_in_their_country_and_region() -> None:
    world = load_area_file()
    for row in lists.read("named_areas"):
        assert row["class"] in {"island", "mountains", "landscape", "conflict", "union"}
        point = shapely.Point(float(row["lon"]), float(row["lat"]))
        if row["admin1"]:
            polygon = world.polygons[world.rows[row["admin1"]]]
            near = ISLETS_NOT_DRAWN & {row["id"]} or shapely.distance(polygon, point) < 0.5
            assert near, row["id"]
        elif row["country"] in COUNTRY_BOUNDS:
            assert is_near(row["country"], point.x, point.y), row["id"]


def test_every_county_of_the_states_has_its_own_position() -> None:
    states = [
        Row(f"s{n}", name, Level.REGION, "US", code, 0.0, 0.0, 900.0, 1e6)
        for n, (code, name, _) in enumerate(shipped_names()["admin1"])
        if code.startswith("US.")
    ]
    rows = list(counties_rows(states))
    assert len(rows) > 3_100
    without = [row.name for row in rows if row.radius_km == 900.0]
    assert len(without) <= 3  # two younger than the boundaries, one too small for them
    assert all(is_near("US", row.lon, row.lat) for row in rows if row.radius_km != 900.0)


def test_districts_have_ids_of_their_own_and_lie_in_their_country() -> None:
    rows = list(districts_rows([]))
    assert len(rows) > 1_100
    assert len({row.id for row in rows}) == len(rows)
    assert [row.id for row in rows if not is_near(row.country, row.lon, row.lat)] == []


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("Kildare County", "district-ie-kildare"),
        ("Co. Mayo", "district-ie-mayo"),
        ("County Durham", "district-gb-durham"),
        ("Yorkshire", "district-gb-yorkshire"),
        ("Province of Messina", "district-it-messina"),
        ("Story County", "us-county-19169"),
        ("Black Sea", "black-sea"),
        ("Laut Hitam", "black-sea"),
        ("Bombay", "gn-1275339"),
        ("Siam", "gn-1605651"),
        ("Mauritanian", "gn-2378080"),
    ],
)
def test_classes_are_found(query: str, expected: str) -> None:
    answer = load_gazetteer().resolve(query)
    assert (answer.status.value, answer.place and answer.place.id) == ("resolved", expected)


def test_a_bare_name_is_the_town_not_its_district() -> None:
    answer = load_gazetteer().resolve("Messina")
    assert answer.place is not None
    assert (answer.place.level, answer.place.country) == (Level.SETTLEMENT, "IT")


def test_a_curated_sea_has_no_double() -> None:
    assert len(load_gazetteer().resolve("Black Sea").candidates) == 1


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("southern Indiana", "Indiana"),
        ("downtown Houston", "Houston"),
        ("north-central Nigeria", "Nigeria"),
    ],
)
def test_a_part_is_answered_with_the_whole_for_review(query: str, name: str) -> None:
    answer = load_gazetteer().resolve(query)
    assert (answer.status.value, answer.place and answer.place.name) == ("ambiguous", name)
    assert any("part without an agreed extent" in reason for reason in answer.reasons)
    assert f"“{name}” is" in answer.reasons[0]


def test_what_only_looks_like_a_part_is_none() -> None:
    gazetteer = load_gazetteer()
    assert gazetteer.resolve("Northern Ireland").status.value == "resolved"
    assert gazetteer.resolve("Upper Peninsula").place is None  # not Peninsula, Ohio
    north = gazetteer.resolve("north of Kursk").place
    assert north is not None and north.name == "Kursk"
    assert names_part(("north",), Asked.ANY) and not names_part(("north", "of"), Asked.ANY)
    assert not names_part(("eastern",), Asked.TOWN)


def test_small_towns_of_one_region_stand_together_against_famous_namesakes() -> None:
    text = "The teams of Paris, Reno, Detroit and Blossom met in Honey Grove and in Clarksville."
    names = ("Paris", "Reno", "Detroit", "Blossom", "Honey Grove", "Clarksville")
    mentions = [(name, text.index(name), text.index(name) + len(name)) for name in names]
    answers = load_gazetteer().resolve_all(mentions, text)
    assert {a.place.admin1 for a in answers if a.place is not None} == {"US.TX"}


def test_countries_named_together_are_no_villages_of_one_state() -> None:
    text = "Delegates from Cuba, Mexico, Peru and Lebanon met."
    names = ("Cuba", "Mexico", "Peru", "Lebanon")
    mentions = [(name, text.index(name), text.index(name) + len(name)) for name in names]
    answers = load_gazetteer().resolve_all(mentions, text)
    assert [a.place.level.value for a in answers if a.place is not None] == ["country"] * 4


@pytest.mark.parametrize("name", ["West Bank", "Gaza Strip", "Taiwan Strait", "Transnistria"])
def test_a_curated_area_stands_for_the_worlds(name: str) -> None:
    answer = load_gazetteer().resolve(name)
    assert answer.status.value == "resolved"
    assert [c.place.name for c in answer.candidates] == [name]
