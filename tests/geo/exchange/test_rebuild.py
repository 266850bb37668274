"""Full records that were changed on the way: what comes back of them, and what is refused."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from geo.claims.dataset import Dataset
from geo.claims.model import Claim, Document, Statement
from geo.claims.table import ClaimTable
from geo.exchange.claims_csv import write_claims_csv
from geo.exchange.incoming import read_incoming, recognise
from geo.exchange.records import DERIVED
from geo.exchange.report import Record, Report
from geo.places.gazetteer import Gazetteer, load_gazetteer
from geo.places.place import Level, Place
from geo.places.regions import load_regions
from tests.geo.claims.builders import claim, dataset, document, originator, statement
from tests.geo.exchange.spatial_files import claims, places, read_all, refusal

Row = dict[str, Any]
GAZETTEER = load_gazetteer()
OWN = Place(
    "depot", "Depot", Level.AREA, "UA", "", 31.0, 50.0, 9.0, "", (), None, "", "Own work", ""
)  # fmt: skip


def table(**fields: Any) -> ClaimTable:
    """Two claims with two statements each, at a place of their own unless `fields` say else."""
    fields = {"place": "depot"} | fields
    voices = [
        statement(f"{one}-{who}", one, originator=who, document=paper)
        for one, who, paper in (("c1", "nis", "doc"), ("c1", "state", "doc"), ("c2", "nis", "doc"))
    ]
    data = dataset(
        [claim("c1", "2024-10", **fields), claim("c2", part_of="c1")],
        voices,
        documents=[document("doc")],
        originators=[originator("nis", parent="state"), originator("state")],
    )
    own = Gazetteer((*GAZETTEER.places, OWN))
    return ClaimTable(replace(data, places={"depot": OWN}), own)


@pytest.fixture
def changed(tmp_path: Path) -> Callable[..., tuple[list[Record], Report]]:
    """Reads the claims CSV of `table` after a change to its first row, given by column."""

    def read(change: Callable[[Row], None] = lambda row: None) -> tuple[list[Record], Report]:
        out = io.StringIO(newline="")
        write_claims_csv(table(), range(2), out)
        rows = list(csv.DictReader(io.StringIO(out.getvalue(), newline="")))
        change(rows[0])
        path = tmp_path / "a.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0], extrasaction="ignore", restval="")
            writer.writeheader()
            writer.writerows(rows)
        return read_all(path)

    return read


def nested(row: Row, column: str, change: Callable[[Any], None]) -> None:
    """Change the JSON of a cell."""
    value = json.loads(row[column])
    change(value)
    row[column] = json.dumps(value)


def test_everything_comes_before_what_refers_to_it(changed: Any) -> None:
    records, report = changed()
    assert [(type(one).__name__, one.id) for one in records] == [
        ("Place", "depot"),
        ("Document", "doc"),
        ("Originator", "state"),
        ("Originator", "nis"),
        ("Claim", "c1"),
        ("Statement", "c1-nis"),
        ("Statement", "c1-state"),
        ("Claim", "c2"),
        ("Statement", "c2-nis"),
    ]
    assert (report.rows, report.taken, report.problems) == (2, 2, [])


def test_what_follows_from_the_rest_is_not_read_back(changed: Any) -> None:
    def change(row: Row) -> None:
        for column in DERIVED:
            del row[column]
        row["my own column"] = "kept out"

    records, report = changed(change)
    assert len(claims(records)) == 2
    assert report.problems == []


def test_a_correction_in_a_spreadsheet_comes_in(changed: Any) -> None:
    def change(row: Row) -> None:
        row |= {"summary": "Corrected.", "figure_low": "12.50", "figure_unit": "men"}
        row |= {"confidence_override": "high", "override_reason": "Seen.", "near_km": "7"}

    one = claims(changed(change)[0])[0]
    assert one.summary == "Corrected."
    assert one.figure is not None
    assert one.figure.low == 12.5
    assert one.override is not None
    assert one.near_km == 7.0


def test_shipped_places_stay_the_programs_and_own_ones_come_along(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"

    def read(of: ClaimTable, gazetteer: Gazetteer) -> list[Place]:
        with path.open("w", encoding="utf-8", newline="") as out:
            write_claims_csv(of, range(of.n), out)
        return places(list(read_incoming(path, gazetteer, load_regions()).records))

    assert read(table(place="ussuriysk"), GAZETTEER) == []
    assert read(table(), GAZETTEER) == [OWN]
    assert read(table(), Gazetteer((OWN,))) == []  # it is there already
    other = replace(OWN, name="Another depot")
    assert read(table(), Gazetteer((other,))) == [OWN]  # the file's own: a store will ask
    [known] = read(table(place="ussuriysk"), Gazetteer((OWN,)))  # of a program that has it not
    assert known == GAZETTEER.place("ussuriysk")


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("id", "Not An Id", "cannot be used"),
        ("kind", "party", "not in the vocabulary"),
        ("modality", "", "not in the vocabulary"),
        ("summary", " ", "summary is empty"),
        ("summary", "a\0b", "NUL"),
        ("date", "2024-99", "does not exist"),
        ("date_basis", "", "no basis"),
        ("reviewed", "yesterday", "cannot be used"),
        ("figure_low", "1,500", "cannot be used"),
        ("figure_low", "1e999", "cannot be used"),
        ("figure_low", "NaN", "cannot be used"),
        ("figure_low", "-5", "zero or more"),
        ("confidence_override", "high", "needs a reason"),
        ("place_id", "atlantis", "neither in the file nor in the gazetteer"),
        ("relation", "between", "cannot be put on the map"),
        ("near_km", "-3", "cannot be put on the map"),
        ("part_of", "c1", "part of itself"),
        ("statements", "[]", "no source"),
        ("statements", "{", "not JSON"),
        ("statements", "[" * 100_000, "not JSON"),
        ("statements", '["x"]', "not a list of objects"),
        ("statements", '[{"id": NaN}]', "not JSON"),
        ("places", "7", "not a list"),
    ],
)
def test_a_bad_row_is_refused_alone(column: str, value: str, said: str, changed: Any) -> None:
    records, report = changed(lambda row: row.update({column: value}))
    assert [one.id for one in claims(records)] == ["c2"]
    assert any(said in one.sentence() for one in report.problems)
    assert {one.row for one in report.problems} == {2}
    assert (report.rows, report.taken) == (2, 1)


def in_statement(**fields: Any) -> Callable[[Row], None]:
    def change(row: Row) -> None:
        nested(row, "statements", lambda voices: voices[0].update(fields))

    return change


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"stance": "shouts"}, "not in the vocabulary"),
        ({"grade": "Z9"}, "not a grade"),
        ({"grade_basis": ""}, "is empty"),
        ({"start": 5, "end": 2}, "empty or reversed"),
        ({"paragraph": 10**30}, "cannot be used"),
        ({"document_record": None}, "whole record"),
        ({"document_record": {"id": "other"}}, "whole record"),
        ({"originator_chain": []}, "whole record"),
        ({"via": [1]}, "not a list of texts"),
        ({"id": "c1-state"}, "earlier statement"),
        ({"note": "half \ud83d"}, "surrogate"),
        (
            {"originator_chain": [{"id": "x", "name": "X", "kind": "state", "parent": "y"}]},
            "does not come before",
        ),
    ],
)
def test_a_bad_statement_is_refused_and_the_others_stand(
    fields: Row, said: str, changed: Any
) -> None:
    records, report = changed(in_statement(**fields))
    assert {one.id for one in claims(records)} == {"c1", "c2"}
    kept = [one.id for one in records if isinstance(one, Statement)]
    assert kept in (["c1-state", "c2-nis"], ["c1-nis", "c2-nis"]) or len(kept) == 2
    assert any(said in one.sentence() for one in report.problems)
    assert all((one.column or "").startswith("statements") for one in report.problems)


def test_of_two_descriptions_the_first_stands_and_the_other_is_told(changed: Any) -> None:
    def change(row: Row) -> None:
        def other(voices: list[Row]) -> None:
            voices[1]["document_record"] = voices[1]["document_record"] | {"outlet": "Other"}

        nested(row, "statements", other)

    records, report = changed(change)
    assert [one.outlet for one in records if isinstance(one, Document)] == ["Outlet"]
    assert len(claims(records)) == 2
    [problem] = report.problems
    assert problem.column == "statements.document_record.id"
    assert "described differently" in problem.message


@pytest.mark.parametrize(
    "fields",
    [
        {"lon": 200},
        {"lat": "north"},
        {"radius_km": 0},
        {"radius_km": None},
        {"area": "wkt:POLYGON((0 0, 1 1))"},
        {"area": "country:XX"},
        {"level": "planet"},
        {"names": ["x"]},
        {"id": "../depot"},
    ],
)
def test_a_place_that_cannot_be_drawn_costs_its_claim(fields: Row, changed: Any) -> None:
    def change(row: Row) -> None:
        nested(row, "places", lambda some: some[0].update(fields))

    records, report = changed(change)
    assert [one.id for one in claims(records)] == ["c2"]
    assert places(records) == []
    assert any((one.column or "").startswith("places.") for one in report.problems)


def test_one_id_is_one_claim(tmp_path: Path) -> None:
    out = io.StringIO(newline="")
    write_claims_csv(table(), [0, 1, 0], out)
    path = tmp_path / "a.csv"
    path.write_text(out.getvalue(), encoding="utf-8", newline="")
    records, report = read_all(path)
    assert [one.id for one in claims(records)] == ["c1", "c2"]
    assert report.problems[0].row == 4
    assert "already" in report.problems[0].message


def test_rows_that_cannot_be_told_apart_are_refused_alone(tmp_path: Path) -> None:
    out = io.StringIO(newline="")
    write_claims_csv(table(), range(2), out)
    lines = out.getvalue().splitlines(keepends=True)
    path = tmp_path / "a.csv"
    path.write_bytes("".join([lines[0], "only,two\n", "\n", *lines[1:]]).encode() + b"\xff,x\n")
    records, report = read_all(path)
    assert len(claims(records)) == 2
    assert [one.row for one in report.problems] == [2, 6]
    assert recognise(path) == "claims-csv"


def test_a_table_that_lacks_a_column_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id,modality,relation,statements\n")
    assert "kind" in refusal(path)


def test_an_empty_dataset_comes_back_empty(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with path.open("w") as out:
        write_claims_csv(ClaimTable(Dataset({}, {}, (), ()), GAZETTEER), (), out)
    assert read_all(path)[0] == []
    assert isinstance(claim(), Claim)
