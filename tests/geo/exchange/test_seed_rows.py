"""Broken rows of each of the four files: one report, and the good rows still there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.geo.exchange.seed_folder import COLUMNS, good, read, write

# File, cells changed in the first row, column that is named, value shown, part of message or remedy
BROKEN: list[tuple[str, dict[str, str], str, str]] = [
    ("documents.csv", {"id": ""}, "id", "Give an id"),
    ("documents.csv", {"id": "Doc 1"}, "id", "lower-case"),
    ("documents.csv", {"id": "x" * 10_000}, "id", "at most 80"),
    ("documents.csv", {"outlet": ""}, "outlet", "Give the name"),
    ("documents.csv", {"published": ""}, "published", "Give the date"),
    ("documents.csv", {"published": "2024-13-40"}, "published", "does not exist"),
    ("documents.csv", {"published": "18 Oct 2024"}, "published", "Write a date as"),
    ("documents.csv", {"published": "2024-10/.."}, "published", "open-ended"),
    ("documents.csv", {"published": "2024-10-18/2024-10-08"}, "published", "Swap"),
    ("documents.csv", {"published_basis": ""}, "published_basis", "how the date is known"),
    ("documents.csv", {"language": ""}, "language", "Give the language"),
    ("documents.csv", {"url": "javascript:alert(1)"}, "url", "http:// or https://"),
    ("documents.csv", {"url": "data:text/html,<script>"}, "url", "web address"),
    ("documents.csv", {"sha256": "123"}, "sha256", "64 lower-case"),
    ("originators.csv", {"id": "=cmd()"}, "id", "lower-case"),
    ("originators.csv", {"name": ""}, "name", "Give a name"),
    ("originators.csv", {"kind": "spokesman"}, "kind", "Use one of: state, agency"),
    ("originators.csv", {"kind": ""}, "kind", "vocabulary"),
    ("originators.csv", {"parent": "nobody"}, "parent", "unknown parent"),
    ("originators.csv", {"parent": "o1"}, "parent", "originator itself"),
    ("originators.csv", {"parent": "o2"}, "parent", "circle"),
    ("claims.csv", {"id": "../c1"}, "id", "lower-case"),
    ("claims.csv", {"kind": "deployement"}, "kind", "Use one of: deployment"),
    ("claims.csv", {"modality": "soon"}, "modality", "happened, ongoing"),
    ("claims.csv", {"summary": ""}, "summary", "one sentence"),
    ("claims.csv", {"place": "usuriysk"}, "place", "Nearest: ussuriysk"),
    ("claims.csv", {"place": "Vladivostok"}, "place", "vladivostok"),
    ("claims.csv", {"place": "<img onerror=x>"}, "place", "not in the gazetteer"),
    ("claims.csv", {"relation": "close to"}, "relation", "near"),
    ("claims.csv", {"place": ""}, "relation", "no place to relate to"),
    ("claims.csv", {"relation": "between"}, "other_place", "second place"),
    ("claims.csv", {"relation": "between", "other_place": "kyivv"}, "other_place", "Nearest"),
    ("claims.csv", {"relation": "km-direction", "bearing_deg": "0"}, "distance_km", "distance"),
    ("claims.csv", {"relation": "km-direction", "distance_km": "4"}, "bearing_deg", "bearing"),
    ("claims.csv", {"bearing_deg": "361"}, "bearing_deg", "from 0 to 360"),
    ("claims.csv", {"near_km": "-3"}, "near_km", "radius"),
    ("claims.csv", {"date": "2024-13-40", "date_basis": "b"}, "date", "2024-10-15"),
    ("claims.csv", {"date": "2024-02-30", "date_basis": "b"}, "date", "does not exist"),
    ("claims.csv", {"date": "2024-10-15/2024-10-01", "date_basis": "b"}, "date", "Swap"),
    ("claims.csv", {"date": "2024-10"}, "date_basis", "how the date is known"),
    ("claims.csv", {"figure_low": "3000"}, "figure_low", "above figure_high"),
    ("claims.csv", {"figure_low": "1.500"}, "figure_low", "thousands separators"),
    ("claims.csv", {"figure_high": "many"}, "figure_high", "number"),
    ("claims.csv", {"figure_high": "nan"}, "figure_high", "number"),
    ("claims.csv", {"figure_unit": ""}, "figure_unit", "what is counted"),
    ("claims.csv", {"figure_approx": "about"}, "figure_approx", "yes, no or nothing"),
    ("claims.csv", {"part_of": "ghost"}, "part_of", "missing or was refused"),
    ("claims.csv", {"part_of": "c1"}, "part_of", "claim itself"),
    ("claims.csv", {"confidence_override": "sure", "override_reason": "r"},
     "confidence_override", "high, moderate"),
    ("claims.csv", {"confidence_override": "high"}, "override_reason", "reason"),
    ("claims.csv", {"reviewed": "2026-11"}, "reviewed", "2024-10-15"),
    ("statements.csv", {"id": "S1"}, "id", "lower-case"),
    ("statements.csv", {"claim": "ghost"}, "claim", "accepted rows of claims.csv"),
    ("statements.csv", {"claim": ""}, "claim", "an id from claims.csv"),
    ("statements.csv", {"document": "ghost"}, "document", "accepted rows of documents.csv"),
    ("statements.csv", {"document": ""}, "document", "an id from documents.csv"),
    ("statements.csv", {"originator": "ghost"}, "originator", "originators.csv"),
    ("statements.csv", {"stance": "assertes"}, "stance", "asserts, denies, unverified"),
    ("statements.csv", {"stance": "Denies"}, "stance", "vocabulary"),
    ("statements.csv", {"source_grade": "G"}, "source_grade", "A to F"),
    ("statements.csv", {"source_grade": ""}, "source_grade", "A to F"),
    ("statements.csv", {"information_grade": "0"}, "information_grade", "1 to 6"),
    ("statements.csv", {"grade_basis": ""}, "grade_basis", "why this grade"),
    ("statements.csv", {"paragraph": "0"}, "paragraph", "Count from 1"),
    ("statements.csv", {"paragraph": "two"}, "paragraph", "whole number"),
    ("statements.csv", {"start": "5"}, "end", "both ends"),
    ("statements.csv", {"end": "5"}, "start", "both ends"),
    ("statements.csv", {"start": "9", "end": "5"}, "end", "behind start"),
    ("statements.csv", {"start": "-2", "end": "5"}, "start", "from 0"),
    ("statements.csv", {"known": "yesterday"}, "known", "Write a date as"),
    ("statements.csv", {"retracted": "2024-02-30"}, "retracted", "does not exist"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "cells", "column", "told"), BROKEN)
def test_a_broken_row_is_named_with_column_value_and_remedy(
    tmp_path: Path, file: str, cells: dict[str, str], column: str, told: str
) -> None:
    files = good()
    files[file][0] |= cells
    reading = read(write(tmp_path, files))
    own = [one for one in reading.problems if (one.file, one.row) == (file, 2)]
    (problem,) = [one for one in own if one.column == column]
    assert problem.value == files[file][0].get(column, "")
    assert problem.message
    assert told in problem.sentence().replace(problem.value, "", 1) or told in problem.sentence()
    assert len(problem.sentence()) < 700
    # One broken cell is told once, and every problem says what to do.
    assert len(own) == 1
    assert all(one.remedy for one in reading.problems)


@pytest.mark.parametrize(("file", "cells", "column", "told"), BROKEN)
def test_rows_that_do_not_need_the_broken_one_stay(
    tmp_path: Path, file: str, cells: dict[str, str], column: str, told: str
) -> None:
    del column, told
    files = good()
    # A third claim that leans on nothing the broken rows hold.
    files["documents.csv"].append(files["documents.csv"][1] | {"id": "d3"})
    files["originators.csv"].append({"id": "o3", "name": "Three", "kind": "media"})
    files["claims.csv"].append(files["claims.csv"][1] | {"id": "c3", "part_of": ""})
    files["statements.csv"].append(
        files["statements.csv"][1]
        | {"id": "s3", "claim": "c3", "document": "d3", "originator": "o3"}
    )
    files[file][0] |= cells
    kept = read(write(tmp_path, files)).dataset
    assert "d3" in kept.documents
    assert "o3" in kept.originators
    assert [one.id for one in kept.claims][-1] == "c3"
    assert [one.id for one in kept.by_claim["c3"]] == ["s3"]


def test_all_broken_cells_of_a_row_are_told_at_once(tmp_path: Path) -> None:
    files = good()
    files["documents.csv"][0] |= {"id": "D", "outlet": "", "published": "x", "url": "ftp://x"}
    files["originators.csv"][0] |= {"id": "", "name": "", "kind": "x"}
    files["claims.csv"][0] |= {"kind": "x", "place": "x", "date": "x", "figure_low": "x"}
    files["statements.csv"][1] |= {"stance": "x", "source_grade": "x", "start": "x", "claim": "x"}
    told = {(one.file, one.row, one.column) for one in read(write(tmp_path, files)).problems}
    assert {("documents.csv", 2, column) for column in ("id", "outlet", "published", "url")} <= told
    assert {("originators.csv", 2, column) for column in ("id", "name", "kind")} <= told
    assert {("claims.csv", 2, c) for c in ("kind", "place", "date", "figure_low")} <= told
    assert {
        ("statements.csv", 3, column) for column in ("stance", "source_grade", "start", "claim")
    } <= told


@pytest.mark.parametrize("file", list(COLUMNS))
def test_an_id_used_twice_is_refused_and_the_first_kept(tmp_path: Path, file: str) -> None:
    files = good()
    files[file].append(files[file][0])
    reading = read(write(tmp_path, files))
    (problem,) = reading.problems
    assert (problem.file, problem.row, problem.column) == (file, 4, "id")
    assert problem.value == files[file][0]["id"]
    assert "row 2" in problem.message
    assert len(reading.dataset.claims) == len(reading.dataset.statements) == 2


@pytest.mark.parametrize("file", list(COLUMNS))
@pytest.mark.parametrize(
    "text",
    [
        "=HYPERLINK(\"http://example.org\",\"x\")",
        "<script>alert(1)</script>",
        "${alert(1)}`{{7*7}}",
        "\u202eright to left",
        "line one\nline two",
        "x" * 10_000,
    ],
    ids=["formula", "script", "template", "bidi", "newline", "long"],
)  # fmt: skip
def test_hostile_text_is_kept_as_text(tmp_path: Path, file: str, text: str) -> None:
    column = {
        "documents.csv": "outlet",
        "originators.csv": "name",
        "claims.csv": "summary",
        "statements.csv": "note",
    }[file]
    files = good()
    files[file][0][column] = text
    reading = read(write(tmp_path, files))
    assert reading.problems == ()
    things = {
        "documents.csv": reading.dataset.documents["d1"],
        "originators.csv": reading.dataset.originators["o1"],
        "claims.csv": reading.dataset.claims[0],
        "statements.csv": reading.dataset.statements[0],
    }
    assert getattr(things[file], column) == text
