"""What a place tells about itself."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from geo.errors import ModelError
from geo.places.place import Level, Name, Place

TOWN = Place(
    "poltava", "Poltava", Level.SETTLEMENT, "UA", "UA.18", 34.55367, 49.58925, 10.0, "",
    (Name("Poltava", "en", "Latn"), Name("Полтава", "uk", "Cyrl")), 696643, "", "test",
    "2026-11-22",
)  # fmt: skip


def test_json_has_the_keys_of_the_contract_in_order() -> None:
    assert TOWN.to_json() == {
        "id": "poltava",
        "name": "Poltava",
        "level": "settlement",
        "country": "UA",
        "admin1": "UA.18",
        "lon": 34.55367,
        "lat": 49.58925,
        "radius_km": 10.0,
    }


def test_missing_codes_are_null_in_json() -> None:
    sea = dataclasses.replace(TOWN, country="", admin1="", level=Level.SEA)
    assert sea.to_json()["country"] is None
    assert sea.to_json()["admin1"] is None
    assert sea.countries == ()


def test_a_border_zone_has_two_countries() -> None:
    zone = dataclasses.replace(TOWN, country="RU/UA", level=Level.AREA)
    assert zone.countries == ("RU", "UA")


def test_name_in_a_language_falls_back_to_english() -> None:
    assert TOWN.name_in("uk") == "Полтава"
    assert TOWN.name_in("ko") == "Poltava"


@pytest.mark.parametrize("level", Level)
def test_only_towns_and_bases_are_points(level: Level) -> None:
    assert level.is_point is (level in {Level.SETTLEMENT, Level.BASE})


def test_a_place_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        TOWN.lat = 0.0  # type: ignore[misc]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"lon": float("nan")}, "no position"),
        ({"lat": 91.0}, "no position"),
        ({"radius_km": 0.0}, "cannot be drawn"),
        ({"radius_km": float("inf")}, "cannot be drawn"),
        ({"name": " "}, "an id and a name"),
        ({"area": "POLYGON((0 0,1 1,1 0,0 0))"}, "is none"),
        ({"area": "wkt:LINESTRING(0 0,1 1)"}, "is none"),
    ],
)
def test_what_could_not_be_drawn_is_no_place(fields: dict[str, Any], words: str) -> None:
    with pytest.raises(ModelError, match=words):
        dataclasses.replace(TOWN, **fields)
