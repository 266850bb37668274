"""A folder as a whole: what is left when rows, files or columns are broken."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.claims.table import ClaimTable
from geo.errors import InputRefused
from geo.exchange.seeds import FILES, bundled_folder, read_folder
from geo.places.gazetteer import load_gazetteer
from tests.geo.exchange.seed_folder import COLUMNS, good, read, write


def test_good_files_are_read_without_a_problem(tmp_path: Path) -> None:
    reading = read(write(tmp_path, good()))
    assert reading.problems == ()
    kept = reading.dataset
    assert list(kept.documents) == ["d1", "d2"]
    assert kept.originators["o2"].parent == "o1"
    assert [one.id for one in kept.claims] == ["c1", "c2"]
    assert kept.claims[1].part_of == "c1"
    assert [one.id for one in kept.statements] == ["s1", "s2"]


def test_the_bundled_folder_has_the_four_files() -> None:
    assert all((bundled_folder() / name).is_file() for name in FILES)
    assert set(FILES) == set(COLUMNS)


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize(
    "change",
    [
        lambda content: b"\xef\xbb\xbf" + content,
        lambda content: content.replace(b"\n", b"\r\n"),
        lambda content: content.rstrip(b"\n"),
        lambda content: content.replace(b"\n", b"\n\n"),
        lambda content: content.replace(b",", b", "),
        lambda content: content + b"\0",
    ],
    ids=["BOM", "CRLF", "no last line end", "empty rows", "spaces", "NUL"],
)
def test_forms_that_change_nothing(
    tmp_path: Path, file: str, change: Callable[[bytes], bytes]
) -> None:
    plain = read(write(tmp_path, good())).dataset
    (tmp_path / file).write_bytes(change((tmp_path / file).read_bytes()))
    reading = read(tmp_path)
    assert reading.problems == ()
    assert reading.dataset.revision == plain.revision


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, "is missing"),
        (b"", "The file is empty"),
        (b"\n\n", "is missing"),
        (b"wrong,header\n1,2\n", "unknown column"),
        (b"\x89PNG\r\n\x1a\n\x00\xff", "unknown column"),
    ],
    ids=["no file", "empty", "blank", "other header", "picture"],
)
def test_a_useless_file_is_told_and_nothing_crashes(
    tmp_path: Path, file: str, content: bytes | None, told: str
) -> None:
    write(tmp_path, good())
    (tmp_path / file).unlink()
    if content is not None:
        (tmp_path / file).write_bytes(content)
    reading = read(tmp_path)
    own = [one for one in reading.problems if one.file == file]
    assert any(told in one.sentence() for one in own)
    assert reading.dataset.claims == ()
    assert all(one.remedy for one in reading.problems)


@pytest.mark.parametrize("file", FILES)
def test_a_missing_column_is_named(tmp_path: Path, file: str) -> None:
    write(tmp_path, good())
    for column in COLUMNS[file]:
        header = ",".join(one for one in COLUMNS[file] if one != column)
        (tmp_path / file).write_text(f"{header}\n", encoding="utf-8")
        own = [one for one in read(tmp_path).problems if one.file == file]
        assert [(one.row, one.column) for one in own if one.row == 1] == [(1, column)]
        assert own[0].remedy == f"Add a column named {column}."


@pytest.mark.parametrize("file", FILES)
def test_an_unknown_column_costs_no_row(tmp_path: Path, file: str) -> None:
    write(tmp_path, good())
    lines = (tmp_path / file).read_text(encoding="utf-8").splitlines()
    wider = "".join(f"{line},x\n" for line in lines)
    (tmp_path / file).write_text(wider, encoding="utf-8")
    reading = read(tmp_path)
    (problem,) = reading.problems
    assert (problem.file, problem.row, problem.value) == (file, 1, "x")
    assert len(reading.dataset.claims) == 2


@pytest.mark.parametrize("file", FILES)
def test_one_cell_too_many_and_a_foreign_byte_cost_one_row(tmp_path: Path, file: str) -> None:
    files = good()
    extra = files[file][1] | {"id": "extra", "part_of": "", "parent": ""}
    extra = {name: value for name, value in extra.items() if name in COLUMNS[file]}
    files[file].append(extra)
    write(tmp_path, files)
    content = (tmp_path / file).read_bytes().rstrip(b"\n")
    for broken, told in ((content + b",x\n", "one cell too many"), (content + b"\xe9", "UTF-8")):
        (tmp_path / file).write_bytes(broken)
        reading = read(tmp_path)
        own = [one for one in reading.problems if one.file == file and one.row == 4]
        assert told in own[0].sentence()
        assert [one.id for one in reading.dataset.claims] == ["c1", "c2"]


def test_what_hangs_on_a_refused_row_is_told_as_well(tmp_path: Path) -> None:
    files = good()
    files["claims.csv"][0]["kind"] = "x"
    reading = read(write(tmp_path, files))
    told = [(one.file, one.row, one.column, one.value) for one in reading.problems]
    assert told == [
        ("claims.csv", 2, "kind", "x"),
        ("statements.csv", 2, "claim", "c1"),
        ("claims.csv", 3, "part_of", "c1"),
    ]
    assert reading.dataset.claims == ()
    assert reading.dataset.statements == ()


def test_a_claim_without_a_source_is_not_shown(tmp_path: Path) -> None:
    files = good()
    files["statements.csv"].pop()
    reading = read(write(tmp_path, files))
    (problem,) = reading.problems
    assert (problem.file, problem.row, problem.column) == ("claims.csv", 3, "id")
    assert "no source" in problem.message
    assert [one.id for one in reading.dataset.claims] == ["c1"]


def test_a_refused_document_takes_its_statements_and_their_claims(tmp_path: Path) -> None:
    files = good()
    files["documents.csv"][0]["published"] = "2024-13-40"
    reading = read(write(tmp_path, files))
    told = [(one.file, one.row, one.column) for one in reading.problems]
    assert told[0] == ("documents.csv", 2, "published")
    assert set(told[1:3]) == {("statements.csv", 2, "document"), ("statements.csv", 3, "document")}
    assert set(told[3:]) == {("claims.csv", 2, "id"), ("claims.csv", 3, "id")}


def test_those_who_speak_for_a_refused_originator_are_refused(tmp_path: Path) -> None:
    files = good()
    files["originators.csv"][0]["kind"] = "x"
    told = [(one.file, one.row, one.column) for one in read(write(tmp_path, files)).problems]
    assert told[:2] == [("originators.csv", 2, "kind"), ("originators.csv", 3, "parent")]


def test_all_problems_make_one_report(tmp_path: Path) -> None:
    files = good()
    files["documents.csv"][1]["outlet"] = ""
    files["originators.csv"][1]["kind"] = "x"
    files["claims.csv"][1]["place"] = "vladivostock"
    files["statements.csv"][0]["stance"] = "x"
    problems = read(write(tmp_path, files)).problems
    assert {one.file for one in problems} == set(FILES)
    report = str(InputRefused(problems))
    assert report.startswith(f"{len(problems)} problems found:")
    assert len(report.splitlines()) == len(problems) + 1
    assert "claims.csv, row 3, column place: 'vladivostock'" in report
    assert "vladivostok" in report


CELLS = st.text(max_size=12) | st.sampled_from(["", "c1", "d1", "o1", "2024-13-40", "1", "near"])


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_cells_are_read_or_refused(tmp_path: Path, data: st.DataObject) -> None:
    files = good()
    for _ in range(data.draw(st.integers(1, 4))):
        file = data.draw(st.sampled_from(FILES))
        row = data.draw(st.integers(0, 1))
        cell = data.draw(CELLS)
        files[file][row][data.draw(st.sampled_from(COLUMNS[file]))] = cell
    reading = read(write(tmp_path, files))
    for problem in reading.problems:
        assert problem.remedy
        problem.sentence().encode("utf-8")
    # What was kept holds together: Dataset checks its references.
    assert {one.claim for one in reading.dataset.statements} == {
        one.id for one in reading.dataset.claims
    }


def test_a_refused_statement_marks_the_claim_that_lost_it(tmp_path: Path) -> None:
    """A misspelt denial must not leave a claim that looks undisputed."""
    gazetteer = load_gazetteer()
    source = bundled_folder()
    for name in FILES:
        text = (source / name).read_text("utf-8")
        if name == "statements.csv":
            start = "base-near-ussuriysk,koranterkini-2024-10,dmitry-peskov,,"
            assert text.count(f"{start}denies") == 1
            text = text.replace(f"{start}denies", f"{start}denys")
        (tmp_path / name).write_text(text, "utf-8")
    reading = read_folder(tmp_path, gazetteer)
    assert [(p.file, p.column, p.value) for p in reading.problems] == [
        ("statements.csv", "stance", "denys")
    ]
    table = ClaimTable(reading.dataset, gazetteer)
    card = table.card(table.row_of["base-near-ussuriysk"])
    assert card.missing == 1
    assert "could not be read" in card.confidence_reasons[0]
    assert card.says().endswith("1 unreadable")
    whole = read_folder(source, gazetteer).dataset
    assert reading.dataset.revision != whole.revision
    assert dict(whole.refused) == {}
