"""UCDP GED: precision codes become places and dates, sources become statements."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.claims.model import Claim
from geo.claims.vocabulary import OriginatorKind
from geo.exchange.incoming import Format, recognise
from geo.places.location import Relation
from geo.places.place import Level
from tests.geo.exchange.incoming_files import Taken, rows_of, take

EVENT = {
    "id": "900001.0", "relid": "UKR-2014-1-1-1", "type_of_violence": "1.0",
    "side_a": "Government of Ukraine", "side_b": "Insurgents", "number_of_sources": "2.0",
    "source_article": '"Paper One,2014-10-08,Two killed";"Paper Two,2014-10-09,Deaths, again"',
    "source_office": "Paper One;Paper Two", "source_date": "2014-10-08;2014-10-09",
    "source_headline": "Two killed;Deaths, again", "source_original": "SOHR; VDC",
    "where_prec": "1.0", "where_coordinates": "Debaltseve town",
    "where_description": "near the railway\nstation", "adm_1": "Donetsk oblast",
    "adm_2": "Debaltseve municipality", "latitude": "48.34", "longitude": "38.40",
    "country": "Ukraine", "country_id": "369.0", "event_clarity": "1.0", "date_prec": "1.0",
    "date_start": "2014-10-07 00:00:00.000", "date_end": "2014-10-07 00:00:00.000",
    "best": "2.0", "high": "3.0", "low": "2.0",
}  # fmt: skip


def read(path: Path, *changes: dict[str, object]) -> Taken:
    return take(rows_of(path / "ged.csv", EVENT, *changes))


def only(taken: Taken) -> Claim:
    assert taken.report.problems == []
    assert len(taken.claims) == 1
    return taken.claims[0]


def test_an_event_is_a_claim_in_words_of_our_own(tmp_path: Path) -> None:
    assert recognise(rows_of(tmp_path / "x.csv", EVENT)) is Format.UCDP
    claim = only(read(tmp_path))
    assert claim.id == "ucdp-900001"
    assert claim.summary == (
        "Fighting between Government of Ukraine and Insurgents in Debaltseve town, Ukraine, 2 "
        "deaths by the best estimate (2 to 3)."
    )
    assert claim.figure is not None
    assert claim.figure.words() == "2 to 3 deaths"
    assert claim.place_words == "near the railway station"
    assert claim.actor == "Government of Ukraine – Insurgents"


def test_violence_against_civilians_has_one_actor(tmp_path: Path) -> None:
    claim = only(read(tmp_path, {"type_of_violence": 3, "side_a": "IS", "side_b": "Civilians",
                                 "best": 0, "low": 0, "high": 4}))  # fmt: skip
    assert claim.summary == "Attack on civilians by IS in Debaltseve town, Ukraine, up to 4 deaths."
    assert claim.actor == "IS"


def test_every_source_is_a_document_and_every_original_an_originator(tmp_path: Path) -> None:
    taken = read(tmp_path)
    voices = [
        (
            taken.originators[one.originator].name,
            taken.documents[one.document].outlet,
            taken.documents[one.document].published.text,
            taken.documents[one.document].description,
        )
        for one in taken.statements
    ]
    assert voices == [
        ("SOHR", "Paper One", "2014-10-08", "Two killed"),
        ("VDC", "Paper Two", "2014-10-09", "Deaths, again"),
    ]
    assert "UCDP GED as event 900001 (UKR-2014-1-1-1)" in taken.statements[0].note
    assert {str(one.grade) for one in taken.statements} == {"F6"}


@pytest.mark.parametrize(
    ("original", "names"),
    [
        ("SOHR", ["SOHR", "SOHR"]),
        ("SOHR, VDC", ["SOHR", "VDC"]),
        ("", ["Paper One", "Paper Two"]),
        ("police;SOHR;army spokesman, Kyiv",
         ["Police (Ukraine)", "SOHR", "Army spokesman, Kyiv (Ukraine)"]),
    ],
)  # fmt: skip
def test_originators_are_not_the_outlets(tmp_path: Path, original: str, names: list[str]) -> None:
    taken = read(tmp_path, {"source_original": original})
    assert [taken.originators[one.originator].name for one in taken.statements] == names
    unpaired = len(names) > 2
    assert ("without saying whose is whose" in taken.statements[0].note) is unpaired


@pytest.mark.parametrize(
    ("article", "outlet", "published"),
    [
        ('Reuters 2014-10-09 "REBELS SAY', "Reuters", "2014-10-09"),
        ("Reuters10/9/2014 SIX DIE IN CLASHES.", "Reuters", "2014-10-09"),
        ("Radio One, Tehran 1230 gmt 9 Oct 14 a report", "Radio One, Tehran 1230 gmt",
         "2014-10-09"),
        ("A database without dates", "A database without dates", "2014-10-07/2015-12-31"),
        ("", "Report not named by UCDP GED", "2014-10-07/2015-12-31"),
    ],
)  # fmt: skip
def test_older_events_name_their_report_in_one_text(
    tmp_path: Path, article: str, outlet: str, published: str
) -> None:
    none = {"source_office": "", "source_date": "", "source_headline": "", "source_original": ""}
    taken = read(tmp_path, {**none, "source_article": article})
    (document,) = taken.documents.values()
    assert (document.outlet, document.published.text) == (outlet, published)
    assert document.published_basis
    (originator,) = taken.originators.values()
    assert originator.kind is OriginatorKind.MEDIA


def test_where_prec_decides_how_wide_a_place_is(tmp_path: Path) -> None:
    taken = read(tmp_path, *({"id": 900000 + code, "where_prec": code} for code in range(1, 8)))
    exact, near, second, first, fuzzy, country, water = taken.claims
    assert (taken.place(exact).level, taken.place(exact).radius_km) == (Level.SETTLEMENT, 3.0)
    assert (near.place, near.relation, near.near_km) == (exact.place, Relation.NEAR, 25.0)
    assert (taken.place(second).level, taken.place(second).radius_km) == (Level.AREA, 50.0)
    assert taken.place(second).name == "Debaltseve municipality"
    assert first.place == "donetsk-oblast"
    assert taken.place(first).area == "admin1:UA.05"
    assert taken.place(fuzzy).radius_km == 100.0
    assert country.place == "ukraine"
    assert (taken.place(water).level, taken.place(water).country) == (Level.SEA, "")
    for claim in (exact, second, fuzzy, water):
        assert "where_prec" in taken.place(claim).source


def test_many_events_at_one_point_share_one_area(tmp_path: Path) -> None:
    taken = read(tmp_path, *({"id": n, "where_prec": 4} for n in range(350)))
    assert {claim.place for claim in taken.claims} == {"donetsk-oblast"}
    taken = read(tmp_path, *({"id": n, "where_prec": 1} for n in range(350)))
    assert len(taken.places) == 1


def test_a_first_order_division_is_looked_for_in_its_country_only(tmp_path: Path) -> None:
    by_point = only(read(tmp_path, {"where_prec": 4, "adm_1": "Nowhere province"}))
    assert by_point.place == "donetsk-oblast"
    elsewhere = read(tmp_path, {"where_prec": 4, "adm_1": "Nowhere", "country": "Atlantis",
                                "country_id": ""})  # fmt: skip
    place = elsewhere.place(only(elsewhere))
    assert (place.level, place.country, place.area) == (Level.AREA, "", "")
    assert elsewhere.report.notes == {
        "first-order divisions that were not found by name; drawn as a wide circle": 1
    }


@pytest.mark.parametrize(
    ("code", "start", "end", "text"),
    [
        (1, "2014-10-07", "2014-10-07", "2014-10-07"),
        (2, "2014-10-05", "2014-10-09", "2014-10-05/2014-10-09"),
        (2, "2014-10-05", "2014-10-05", "2014-10-05~"),
        (4, "2014-10-01", "2014-10-31", "2014-10"),
        (5, "2014-01-01", "2014-12-31", "2014"),
        (5, "2014-02-01", "2014-12-31", "2014-02-01/2014-12-31"),
    ],
)
def test_date_prec_becomes_an_interval_that_says_so(
    tmp_path: Path, code: int, start: str, end: str, text: str
) -> None:
    claim = only(read(tmp_path, {"date_prec": code, "date_start": start, "date_end": end}))
    assert claim.date is not None
    assert claim.date.text == text
    assert f"date_prec {code}" in claim.date_basis


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"id": ""}, "id"), ({"where_prec": "8"}, "where_prec"), ({"where_prec": ""}, "where_prec"),
        ({"date_prec": "x"}, "date_prec"), ({"date_start": "2014-10-08"}, "date_start"),
        ({"latitude": "138.3"}, "latitude"), ({"longitude": "NaN."}, "longitude"),
        ({"latitude": "38.40", "longitude": "48.34"}, "longitude"), ({"best": "some"}, "best"),
        ({"date_end": "31.2.2014"}, "date_end"),
    ],
)  # fmt: skip
def test_rows_that_break_a_rule_are_refused(
    tmp_path: Path, change: dict[str, object], column: str
) -> None:
    taken = read(tmp_path, {"id": 1}, change)
    assert taken.refused() == [(3, column)]
    assert len(taken.claims) == 1


def test_points_of_a_country_of_an_earlier_year_lose_the_country_only(tmp_path: Path) -> None:
    taken = read(tmp_path, {"country": "Sudan", "latitude": "4.9", "longitude": "29.5"})
    assert taken.place(only(taken)).country == ""
    assert sum(taken.report.notes.values()) == 1


def test_dates_of_another_order_are_read_as_the_whole_column_tells(tmp_path: Path) -> None:
    both = ("date_start", "date_end")
    taken = read(
        tmp_path,
        {"id": 1, **dict.fromkeys(both, "05/06/2014")},
        {"id": 2, **dict.fromkeys(both, "25/06/2014")},
        {"id": 3, **dict.fromkeys(both, "7.6.2014")},
    )
    assert [claim.date.text for claim in taken.claims if claim.date] == [
        "2014-06-05", "2014-06-25", "2014-06-07",
    ]  # fmt: skip
