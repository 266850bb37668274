"""What the map layer is sent."""

from __future__ import annotations

import base64
import json
import struct
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import MultiPolygon, Point

from geo.claims.card import ClaimCard, StatementLine
from geo.claims.layers import (
    COLUMN_TYPES,
    areas_geojson,
    card_json,
    details_json,
    extent,
    pack_columns,
    pack_mask,
    safe_url,
)
from geo.claims.vocabulary import Confidence, Kind, Modality, Stance, Status
from geo.places.location import Shape

HOSTILE = '<script>alert(1)</script>${1+1}`\u202e" \u2028'


def synthetic(n: int) -> Any:
    rng = np.random.default_rng(n)
    lon = rng.uniform(-180, 180, n)
    lon[::7] = np.nan
    codes = {
        name: rng.integers(0, 4, n).astype(np.uint8)
        for name, kind in COLUMN_TYPES.items()
        if kind == "u1"
    }
    return SimpleNamespace(
        n=n,
        lon=lon,
        lat=rng.uniform(-90, 90, n),
        radius_m=rng.uniform(0, 1e6, n),
        area=rng.integers(-1, 5, n).astype(np.int32),
        areas=(),
        **codes,
    )


def unpack(packed: bytes) -> tuple[int, dict[str, np.ndarray]]:
    """Reads as the browser does, and checks what the browser relies on."""
    assert packed[:4] == b"CAT1"
    (length,) = struct.unpack("<I", packed[4:8])
    assert (8 + length) % 8 == 0
    header = json.loads(packed[8 : 8 + length])
    columns = {}
    for name, place in header["columns"].items():
        assert place["offset"] % 8 == 0
        kind = np.dtype(place["type"]).newbyteorder("<")
        columns[name] = np.frombuffer(packed, kind, header["n"], place["offset"])
    return header["n"], columns


@pytest.mark.parametrize("n", [0, 1, 7, 8, 9, 1000, 1_000_000])
def test_columns_come_back_as_they_went(n: int) -> None:
    table = synthetic(n)
    count, columns = unpack(pack_columns(table))
    assert count == n
    assert set(columns) == set(COLUMN_TYPES)
    for name, kind in COLUMN_TYPES.items():
        np.testing.assert_array_equal(columns[name], getattr(table, name).astype(kind))


def test_a_million_claims_are_thirty_million_bytes_at_most() -> None:
    assert len(pack_columns(synthetic(1_000_000))) < 30_000_000


@given(st.lists(st.booleans(), max_size=200))
def test_bit_i_of_the_mask_is_row_i(mask: list[bool]) -> None:
    bits = base64.b64decode(pack_mask(np.array(mask, bool)))
    assert len(bits) == (len(mask) + 7) // 8
    assert [bool(bits[i >> 3] >> (i & 7) & 1) for i in range(len(mask))] == mask


@pytest.mark.parametrize(
    ("lon", "west_east"),
    [
        ([30.0, 40.0], (28.0, 42.0)),
        ([132.0, -170.0, 179.0], (130.0, -168.0)),
        ([30.0, np.nan], (28.0, 32.0)),
    ],
)
def test_the_extent_goes_the_shorter_way_round(
    lon: list[float], west_east: tuple[float, float]
) -> None:
    table: Any = SimpleNamespace(lon=np.array(lon), lat=np.full(len(lon), 50.0))
    box = extent(table, np.ones(len(lon), bool))
    assert box == (west_east[0], 48.0, west_east[1], 52.0)
    assert extent(table, np.zeros(len(lon), bool)) is None


def test_areas_are_simplified_and_rounded_and_keep_their_order() -> None:
    coast = Point(40.123456789, 50).buffer(2, quad_segs=2000)
    island = Point(178, 60).buffer(0.5)
    places = [("Coast", coast), ("Näst <b>", MultiPolygon([island, coast])), ("None", None)]
    areas = tuple(
        SimpleNamespace(place=SimpleNamespace(name=name), geometry=shape) for name, shape in places
    )
    collection = json.loads(areas_geojson(SimpleNamespace(areas=areas)))  # type: ignore[arg-type]
    features = collection["features"]
    assert [one["properties"] for one in features] == [{"name": name} for name, _ in places]
    assert features[2]["geometry"] is None
    ring = features[0]["geometry"]["coordinates"][0]
    assert 20 < len(ring) < 400
    assert all(round(value, 4) == value for point in ring for value in point)
    assert features[1]["geometry"]["type"] == "MultiPolygon"


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://example.org/a?b=1#c", True),
        ("http://example.org", True),
        ("HTTPS://example.org/", True),
        ("javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        (" https://example.org", False),
        ("data:text/html,x", False),
        ("//example.org/x", False),
        ("https:///path", False),
        ("https:\\\\example.org", False),
        ("https://[bad", False),
        ("file:///etc/passwd", False),
        ("example.org", False),
        ("", False),
        (None, False),
    ],
)
def test_only_addresses_of_the_web_are_links(url: str | None, kept: bool) -> None:
    assert safe_url(url) == (url if kept else None)


def card(row: int = 3, url: str | None = "javascript:alert(1)") -> ClaimCard:
    line = StatementLine(
        id="s", originator=HOSTILE, speaks_for="", via=("Yonhap",), stance=Stance.DENIES,
        stance_label="denies", grade="B2", grade_label="usually reliable", grade_basis="",
        outlet="Kontan", published="24 Oct 2024", published_basis="printed", document="d",
        locator="paragraph 2", known="", retracted="", url=url, note="",
    )  # fmt: skip
    return ClaimCard(
        row=row, id="c", summary=HOSTILE, kind=Kind.TRANSFER, kind_label="Transfer",
        modality=Modality.PLANNED, modality_label="planned", status=Status.CONTESTED,
        status_label="Contested", place_id=None, place=None, where="no place given",
        shape=Shape.NONE, when="no date given", when_basis="", date="", figure="about 3",
        figure_note="", actor="", confidence=Confidence.NOT_JUDGED,
        confidence_label="Not judged", confidence_reasons=("a", "b"), asserting=2, denying=1,
        doubting=0, missing=0, statements=(line,),
    )  # fmt: skip


def test_a_card_is_plain_values_with_text_untouched() -> None:
    plain = json.loads(json.dumps(card_json(card())))
    assert plain["summary"] == HOSTILE
    assert (plain["kind"], plain["modality"], plain["status"]) == (
        "transfer", "planned", "contested",
    )  # fmt: skip
    assert plain["confidence"] == "not-judged"
    assert plain["place"] is None
    assert plain["statements"][0]["stance"] == "denies"
    assert plain["statements"][0]["url"] is None
    assert plain["statements"][0]["via"] == ["Yonhap"]


def test_details_keep_the_order_asked() -> None:
    table = SimpleNamespace(card=lambda row: card(row))
    assert [one["row"] for one in json.loads(details_json(table, [7, 2, 7]))] == [7, 2, 7]  # type: ignore[arg-type]
