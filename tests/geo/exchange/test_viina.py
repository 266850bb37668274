"""VIINA: reports of one event are statements on one claim, and an oblast is no town."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.claims.model import Claim
from geo.exchange.incoming import Format, recognise
from geo.exchange.viina import names_town
from geo.places.place import Level
from tests.geo.exchange.incoming_files import Taken, rows_of, take

REPORT = {
    "viina_version": "20241101", "event_id": "11", "event_id_1pd": "7", "date": "20241005",
    "time": "10:00", "geonameid": "706483", "feature_code": "PPLA", "asciiname": "Kharkiv",
    "ADM1_NAME": "Kharkiv", "ADM2_NAME": "Kharkivs'ka", "longitude": "36.23",
    "latitude": "49.99", "GEO_PRECISION": "PPL", "GEO_API": "OSM", "address": "",
    "report_id": "5", "source": "unian", "url": "https://example.org/a",
    "text": "У Харкові пролунали вибухи", "lang": "ua",
}  # fmt: skip


def read(path: Path, *changes: dict[str, object]) -> Taken:
    return take(rows_of(path / "viina.csv", REPORT, *changes))


def only(taken: Taken) -> Claim:
    assert taken.report.problems == []
    assert len(taken.claims) == 1
    return taken.claims[0]


def test_a_report_is_a_claim_at_the_place_it_names(tmp_path: Path) -> None:
    assert recognise(rows_of(tmp_path / "x.csv", REPORT)) is Format.VIINA
    taken = read(tmp_path, {"t_artillery_b": "1", "a_rus_b": "1", "t_mil": "0.99"})
    claim = only(taken)
    assert claim.id == "viina-20241005-7"
    assert claim.summary == (
        "Artillery fire reported in Kharkiv, Kharkiv Oblast, attributed to Russian or "
        "Russian-aligned forces: У Харкові пролунали вибухи"
    )
    assert claim.place == "kharkiv"
    (document,) = taken.documents.values()
    assert (document.outlet, document.url, document.language) == (
        "UNIAN", "https://example.org/a", "uk",
    )  # fmt: skip
    assert document.published.text == "2024-10-05/2024-10-06"


def test_reports_of_one_event_are_statements_on_it(tmp_path: Path) -> None:
    more = {"event_id": "12", "source": "ria", "url": "https://example.org/b"}
    taken = read(tmp_path, {}, more, {})
    assert len(taken.claims) == 1
    assert len(taken.statements) == 2
    assert taken.report.notes == {
        "further reports of an event, taken as statements on it": 1,
        "rows that repeat an earlier row, taken once": 1,
    }


def test_lists_of_sources_are_divided(tmp_path: Path) -> None:
    row = {"source": "", "url": "", "sources_matching": "liga|unknownpaper", "event_id": "",
           "source_urls": "https://example.org/a|https://example.org/b"}  # fmt: skip
    taken = read(tmp_path, row)
    assert [(one.outlet, one.url) for one in taken.documents.values()] == [
        ("LIGA.net", "https://example.org/a"), ("unknownpaper", "https://example.org/b"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("precision", "place"),
    [("ADM1", "kharkiv-oblast"), ("STREET", "kharkiv"), ("ADM0", "ukraine"), ("ADM3", "kharkiv")],
)
def test_geo_precision_decides_the_area(tmp_path: Path, precision: str, place: str) -> None:
    assert only(read(tmp_path, {"GEO_PRECISION": precision})).place == place


def test_a_district_is_a_wide_area_and_an_unknown_town_a_place_of_its_own(tmp_path: Path) -> None:
    taken = read(tmp_path, {"GEO_PRECISION": "ADM2"})
    assert (taken.place(only(taken)).level, taken.place(only(taken)).radius_km) == (
        Level.AREA, 40.0,
    )  # fmt: skip
    taken = read(tmp_path, {"geonameid": "1", "asciiname": "Mala", "GEO_PRECISION": "PPL"})
    place = taken.place(only(taken))
    assert (place.name, place.radius_km, place.country, place.geonames_id) == ("Mala", 5.0, "UA", 1)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("У Харкові пролунали вибухи", "kharkiv"),
        ("Удар по складу в Харківській області", "kharkiv-oblast"),
        ("Пожежа на Харківщині", "kharkiv-oblast"),
        ("Пожежа після атаки", "kharkiv-oblast"),
        ("", "kharkiv"),
    ],
)
def test_without_precision_the_text_must_name_the_town(
    tmp_path: Path, text: str, place: str
) -> None:
    taken = read(tmp_path, {"GEO_PRECISION": "", "text": text})
    assert only(taken).place == place
    assert bool(taken.report.notes) is (place == "kharkiv-oblast")


def test_a_name_is_found_in_any_case_form() -> None:
    assert names_town("Взрывы в Луганске", ("Luhansk", "Луганск"))
    assert names_town("вибухи у Джанкої", ("Dzhankoi",))
    assert not names_town("Вибухи в Криму", ("Simferopol", "Сімферополь"))


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"date": "2024"}, ""), ({"date": "soon"}, "date"), ({"source": ""}, "source"),
        ({"event_id": "", "event_id_1pd": ""}, "event_id_1pd"), ({"latitude": "x"}, "latitude"),
    ],
)  # fmt: skip
def test_rows_that_break_a_rule_are_refused(
    tmp_path: Path, change: dict[str, object], column: str
) -> None:
    taken = read(tmp_path, {"event_id": "99", "event_id_1pd": "99"}, change)
    assert taken.refused() == ([(3, column)] if column else [])
