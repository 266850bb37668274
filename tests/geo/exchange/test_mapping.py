"""What columns mean: guessed in several languages, checked, kept as JSON."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import InputRefused
from geo.exchange.mapping import Mapping, fingerprint, from_json, problems
from geo.exchange.mapping_guess import guess_mapping

ROW = ["7", "2024-10-05", "Kursk", "36.19", "51.73", "A depot burned near the station", "Reuters"]


@pytest.mark.parametrize(
    "header",
    [
        ["id", "date", "location", "longitude", "latitude", "description", "source"],
        ["ID", "Event Date", "Place", "Lon", "Lat", "Summary", "Outlet"],
        ["№", "Дата", "Місце", "Довгота", "Широта", "Опис", "Джерело"],
        ["номер", "Дата события", "Населённый пункт", "Долгота", "Широта", "Описание", "Источник"],
        ["nomor", "Tanggal", "Lokasi", "Bujur", "Lintang", "Keterangan", "Sumber"],
        ["번호", "날짜", "장소", "경도", "위도", "내용", "출처"],
        ["Nr", "Datum", "Ort", "Längengrad", "Breitengrad", "Beschreibung", "Quelle"],
    ],
)
def test_columns_are_recognised_in_many_languages(header: list[str]) -> None:
    found = guess_mapping(header, [ROW])
    assert (found.date, found.place, found.lon, found.lat, found.summary, found.source) == tuple(
        header[1:]
    )
    assert not problems(found, header)


def test_values_speak_where_names_do_not() -> None:
    header = ["a", "b", "c", "d"]
    rows = [["2024-10-05", "https://example.org/1", "POINT (36 51)", "A long text about a fire"]]
    found = guess_mapping(header, rows)
    assert (found.date, found.url, found.point, found.summary) == ("a", "b", "c", "d")


def test_values_speak_against_names() -> None:
    header = ["source", "date", "text"]
    found = guess_mapping(header, [["12.5", "not a date", "A text with words in it"]] * 3)
    assert (found.source, found.date, found.summary) == ("", "", "text")


def test_what_a_figure_counts_and_the_order_of_dates_are_guessed() -> None:
    found = guess_mapping(["date", "killed"], [["13/10/2024", "3"], ["05/06/2024", "4"]])
    assert (found.best, found.default_unit, found.date_order) == (
        "killed", "deaths", "day-month-year",
    )  # fmt: skip


def test_a_column_means_one_thing() -> None:
    found = guess_mapping(["type", "event type", "source", "source url", "sources"], [])
    columns = list(found.columns().values())
    assert len(columns) == len(set(columns))


def test_json_and_back() -> None:
    mapping = Mapping(summary="опис", others=("a", "b"), default_radius_km=12.5, separator=";")
    assert from_json(mapping.to_json()) == mapping
    assert from_json("{}") == Mapping()


@pytest.mark.parametrize(
    "text",
    ["", "[]", "nonsense", '{"x": 1}', '{"lon": 3}', '{"others": "a"}', '{"others": [1]}',
     '{"default_radius_km": "wide"}', '{"default_radius_km": true}', "[" * 100_000],
)  # fmt: skip
def test_json_of_another_shape_is_refused(text: str) -> None:
    with pytest.raises(InputRefused) as refused:
        from_json(text)
    assert all(one.remedy for one in refused.value.problems)


def test_the_fingerprint_knows_a_header_again() -> None:
    assert fingerprint(["Event Date", "place"]) == fingerprint(["Place ", "event_date"])
    assert fingerprint(["EventDate"]) == fingerprint(["event date"])
    assert fingerprint(["a"]) != fingerprint(["b"])


def test_what_is_missing_is_said() -> None:
    found = {one.column: one.remedy for one in problems(Mapping())}
    assert set(found) == {"source", "date", "summary"}
    assert "whole file" in found["source"]
    enough = Mapping(summary="t", default_source="x", default_published="2024-10")
    assert problems(enough) == []
    assert problems(enough, ["t"]) == []
    assert [one.column for one in problems(enough, ["u"])] == ["summary"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("default_kind", "party"), ("default_country", "Atlantis"), ("default_published", "soon"),
        ("default_published", "2024-10/.."), ("default_radius_km", 0.0), ("date_order", "random"),
        ("default_radius_km", float("nan")), ("separator", "ab"), ("separator", '"'),
        ("encoding", "ebcdic"), ("lon", "x"),
    ],
)  # fmt: skip
def test_defaults_that_cannot_be_are_refused(field: str, value: object) -> None:
    whole = {"summary": "t", "source": "s", "date": "d", field: value}
    found = problems(Mapping(**whole))  # type: ignore[arg-type]
    assert len(found) == 1
    assert found[0].remedy


@given(
    st.lists(st.text(max_size=20), max_size=8),
    st.lists(st.lists(st.text(max_size=20), max_size=8), max_size=4),
)
def test_any_header_gives_a_mapping_that_survives_json(
    header: list[str], rows: list[list[str]]
) -> None:
    found = guess_mapping(header, rows)
    assert from_json(json.dumps(json.loads(found.to_json()))) == found
    assert all(column in header for column in found.columns().values())
    fingerprint(header)
