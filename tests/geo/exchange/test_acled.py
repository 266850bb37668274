"""ACLED: its precisions, its list of sources, its one number of fatalities."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.claims.model import Claim
from geo.claims.vocabulary import Kind
from geo.exchange.incoming import Format, recognise
from geo.places.location import Relation
from tests.geo.exchange.incoming_files import Taken, rows_of, take

EVENT = {
    "event_id_cnty": "RUS1234", "event_date": "05 October 2024", "time_precision": "1",
    "event_type": "Battles", "sub_event_type": "Armed clash", "actor1": "Unit A",
    "actor2": "Unit B", "iso": "643", "country": "Russia", "admin1": "Kursk Oblast",
    "admin2": "Sudzhansky", "location": "Sudzha", "latitude": "51.19", "longitude": "35.27",
    "geo_precision": "1", "source": "Wire One; Wire Two", "source_scale": "National",
    "notes": "On 5 October 2024 two units clashed.", "fatalities": "3",
}  # fmt: skip


def read(path: Path, *changes: dict[str, object]) -> Taken:
    return take(rows_of(path / "acled.csv", EVENT, *changes))


def only(taken: Taken) -> Claim:
    assert taken.report.problems == []
    assert len(taken.claims) == 1
    return taken.claims[0]


def test_an_event_is_a_claim_with_a_statement_for_each_outlet(tmp_path: Path) -> None:
    assert recognise(rows_of(tmp_path / "x.csv", EVENT)) is Format.ACLED
    taken = read(tmp_path)
    claim = only(taken)
    assert claim.id.startswith("acled-rus1234")
    assert claim.summary == (
        "Armed clash between Unit A and Unit B in Sudzha, Russia, 3 deaths reported."
    )
    assert claim.figure is not None
    assert claim.figure.words() == "about 3 deaths"
    assert [taken.documents[one.document].outlet for one in taken.statements] == [
        "Wire One", "Wire Two",
    ]  # fmt: skip
    assert len({one.originator for one in taken.statements}) == 2
    document = taken.documents[taken.statements[0].document]
    assert document.published.text == "2024-10-05/2024-11-05"
    assert "Not given" in document.published_basis
    assert "two units clashed" in taken.statements[0].note


@pytest.mark.parametrize(
    ("code", "text"), [(1, "2024-10-05"), (2, "2024-10-02~/2024-10-08~"), (3, "2024-10")]
)
def test_time_precision_is_carried(tmp_path: Path, code: int, text: str) -> None:
    claim = only(read(tmp_path, {"time_precision": code}))
    assert claim.date is not None
    assert claim.date.text == text
    assert f"time_precision {code}" in claim.date_basis


def test_geo_precision_is_carried(tmp_path: Path) -> None:
    taken = read(tmp_path, *({"event_id_cnty": f"RUS{n}", "geo_precision": n} for n in (1, 2, 3)))
    exact, near, region = taken.claims
    assert taken.place(exact).radius_km == 5.0
    assert (near.place, near.relation, near.near_km) == (exact.place, Relation.NEAR, 30.0)
    assert region.place == "kursk-oblast"
    taken = read(tmp_path, {"geo_precision": 3, "admin1": "Nowhere"})
    assert taken.place(only(taken)).radius_km == 100.0


def test_no_fatalities_is_no_figure(tmp_path: Path) -> None:
    claim = only(read(tmp_path, {"fatalities": "0"}))
    assert claim.figure is None
    assert "death" not in claim.summary


def test_strategic_developments_are_no_incidents(tmp_path: Path) -> None:
    taken = read(
        tmp_path,
        {"event_id_cnty": "A1", "sub_event_type": "Headquarters or base established"},
        {"event_id_cnty": "A2", "sub_event_type": "Agreement"},
    )
    assert [claim.kind for claim in taken.claims] == [Kind.DEPLOYMENT, Kind.OTHER]


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"event_id_cnty": "-"}, "event_id_cnty"), ({"source": ";"}, "source"),
        ({"time_precision": "4"}, "time_precision"), ({"geo_precision": "0"}, "geo_precision"),
        ({"event_date": "05/06/2024"}, "event_date"), ({"fatalities": "1.500"}, "fatalities"),
        ({"latitude": "35.27", "longitude": "51.19", "country": "Ukraine", "iso": ""},
         "longitude"),
    ],
)  # fmt: skip
def test_rows_that_break_a_rule_are_refused(
    tmp_path: Path, change: dict[str, object], column: str
) -> None:
    taken = read(tmp_path, {"event_id_cnty": "A1"}, change)
    assert taken.refused() == [(3, column)]
    assert len(taken.claims) == 1
