"""A CSV file as rows: what is read, what is refused and where."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.claims.vocabulary import Stance
from geo.errors import Problem
from geo.exchange.sheet import Row, read_sheet

COLUMNS = ("id", "note")


def sheet(tmp_path: Path, content: bytes) -> tuple[list[dict[str, str]], list[Problem]]:
    path = tmp_path / "sheet.csv"
    path.write_bytes(content)
    rows, problems = read_sheet(path, COLUMNS, optional=("extra",))
    told = [problem for row in rows for problem in row.problems]
    return [row.cells for row in rows if not row.problems], [*problems, *told]


@pytest.mark.parametrize(
    "content",
    [
        b"id,note\na,b\n",
        b"\xef\xbb\xbfid,note\na,b\n",  # byte-order mark
        b"id,note\r\na,b\r\n",
        b"id,note\ra,b\r",
        b" id , note \n a , b \n",
        b"id,note\na,b",
        b"id,note\n\n,\n  ,\t\na,b\n\n",  # empty rows
        b'"id","note"\n"a","b"\n',
        b"id,note\na,\0b\n",
        b"note,id\nb,a\n",
    ],
)
def test_forms_that_are_fine(tmp_path: Path, content: bytes) -> None:
    assert sheet(tmp_path, content) == ([{"id": "a", "note": "b"}], [])


def test_line_ends_and_commas_inside_quotes(tmp_path: Path) -> None:
    rows, problems = sheet(tmp_path, b'id,note\na,"one\ntwo, ""three"""\nb,x\n')
    assert rows == [{"id": "a", "note": 'one\ntwo, "three"'}, {"id": "b", "note": "x"}]
    assert problems == []


def test_rows_are_numbered_as_a_spreadsheet_does(tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    path.write_bytes(b'id,note\na,"one\ntwo"\n\nb,x\n')
    rows, _ = read_sheet(path, COLUMNS)
    assert [row.number for row in rows] == [2, 4]


def test_ten_thousand_characters_are_a_cell_and_a_short_message(tmp_path: Path) -> None:
    rows, problems = sheet(tmp_path, b"id,note\na," + b"x" * 10_000 + b"\n")
    assert problems == []
    assert len(rows[0]["note"]) == 10_000
    row = Row("f.csv", 2, rows[0])
    row.refuse("note", "is too long.", "Shorten it.")
    assert len(row.problems[0].sentence()) < 250
    assert row.problems[0].value == "x" * 10_000


@pytest.mark.parametrize(
    ("content", "row", "column", "value", "message"),
    [
        (b"", None, None, "", "empty"),
        (b"id\na\n", 1, "note", "", "missing"),
        (b"id,note,id\na,b,c\n", 1, None, "id", "twice"),
        (b"\nid,note\na,b\n", 1, "id", "", "missing"),
        (b"id,note,colour\na,b,red\n", 1, None, "colour", "unknown column"),
        (b"id,note\na,b,c\n", 2, None, "c", "one cell too many"),
        (b"id,note\na,caf\xe9\n", 2, "note", "caf\ufffd", "0xe9"),
        (b"id,note\na,\xff\xfe\n", 2, "note", "\ufffd\ufffd", "0xff"),
        (b'id,note\na,"open\nb,x\n', 2, None, "", "quotes"),
        (b'id,note\na,"b"c\n', 2, None, "", "quotes"),
        (b"id,note\na," + b"x" * 10_000_001 + b"\n", 2, None, "", "field larger"),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_what_is_refused_and_where(
    tmp_path: Path, content: bytes, row: int | None, column: str | None, value: str, message: str
) -> None:
    _, problems = sheet(tmp_path, content)
    problem = problems[0]
    assert (problem.file, problem.row, problem.column) == ("sheet.csv", row, column)
    assert problem.value == value
    assert message in problem.message
    assert problem.remedy


def test_bad_bytes_and_open_quotes_do_not_cost_the_good_rows(tmp_path: Path) -> None:
    content = b'id,note\na,1\nb,caf\xe9\nc,3\nd,"4"4\ne,5\nf,"6'
    rows, problems = sheet(tmp_path, content)
    assert [row["id"] for row in rows] == ["a", "c", "e"]
    assert [problem.row for problem in problems] == [5, 7, 3]


def test_an_unknown_column_is_told_and_left_unread(tmp_path: Path) -> None:
    rows, problems = sheet(tmp_path, b"id,note,colour\na,b,red\n")
    assert len(problems) == 1
    assert "known columns: id, note, extra" in problems[0].remedy
    assert rows[0]["note"] == "b"


def test_an_optional_column_may_be_there(tmp_path: Path) -> None:
    assert sheet(tmp_path, b"id,note,extra\na,b,c\n")[1] == []
    path = tmp_path / "sheet.csv"
    path.write_bytes(b"id,note\na,b\n")
    rows, _ = read_sheet(path, COLUMNS, optional=("extra",))
    assert rows[0].text("extra") == ""


def test_a_missing_file_and_a_folder_in_its_place_are_problems(tmp_path: Path) -> None:
    for path in (tmp_path / "none.csv", tmp_path):
        rows, problems = read_sheet(path, COLUMNS)
        assert rows == []
        assert len(problems) == 1
        assert str(path) in problems[0].sentence()


def test_utf_16_is_a_problem_and_no_crash(tmp_path: Path) -> None:
    rows, problems = sheet(tmp_path, "id,note\na,ü\n".encode("utf-16"))
    assert rows == []
    assert problems
    assert all(problem.sentence().encode("utf-8") for problem in problems)


@given(st.binary(max_size=200))
def test_any_bytes_are_rows_or_problems(tmp_path_factory: pytest.TempPathFactory, b: bytes) -> None:
    path = tmp_path_factory.mktemp("any") / "sheet.csv"
    path.write_bytes(b"id,note\n" + b)
    rows, problems = read_sheet(path, COLUMNS)
    for problem in (*problems, *(one for row in rows for one in row.problems)):
        problem.sentence().encode("utf-8")
    for row in rows:
        "".join(row.cells.values()).encode("utf-8")


def test_a_list_is_split_at_bars() -> None:
    row = Row("f.csv", 2, {"via": " Yonhap |Reuters||  ", "none": ""})
    assert row.listed("via") == ("Yonhap", "Reuters")
    assert row.listed("none") == row.listed("absent") == ()


def test_a_word_off_the_list_is_refused_with_the_list() -> None:
    row = Row("f.csv", 2, {"stance": "assert", "empty": ""})
    assert row.word("stance", Stance) is None
    assert row.problems[0].remedy == "Use one of: asserts, denies, unverified."
    assert row.word("empty", Stance, Stance.DENIES) is Stance.DENIES
    assert row.word("empty", Stance) is None
    assert len(row.problems) == 2


NUMBERS = {
    "0": 0.0,
    "1500": 1500.0,
    "2.5": 2.5,
    "0.125": 0.125,
    "1e3": None,
    "1.500": None,  # 1,500 to half of the readers, 1.5 to the others
    "1.500.000": None,
    "1,500": None,
    "1_500": None,
    "1 500": None,
    "-1": None,
    "+5": None,
    "nan": None,
    "inf": None,
    "٣٠": None,
    "10000": None,
    "many": None,
    "=1+1": None,
}


@pytest.mark.parametrize("text", NUMBERS)
def test_numbers_in_cells(text: str) -> None:
    row = Row("f.csv", 2, {"n": text})
    assert row.number_in("n", 0, 9999, "a number") == NUMBERS[text]
    assert bool(row.problems) == (NUMBERS[text] is None)
    if row.problems:
        assert "from 0 to 9999" in row.problems[0].remedy


@pytest.mark.parametrize("text", ["1.0", "1_0", "x", "٣", "9" * 5_000, "--1"])
def test_what_is_no_whole_number(text: str) -> None:
    row = Row("f.csv", 2, {"n": text})
    assert row.whole("n") is None
    assert "whole number" in row.problems[0].remedy


def test_whole_numbers_and_empty_cells() -> None:
    row = Row("f.csv", 2, {"n": "12", "m": "", "y": "yes", "x": "no"})
    assert (row.whole("n"), row.whole("m")) == (12, None)
    assert (row.yes("y"), row.yes("x"), row.yes("m")) == (True, False, False)
    assert row.date("m") is None
    assert row.number_in("m", 0, 1, "a number") is None
    assert row.shaped("m", re.compile("x"), "an x", "Write x.") == ""
    assert row.problems == []


def test_a_date_is_refused_with_its_remedy() -> None:
    row = Row("f.csv", 7, {"date": "2024-13-40", "sure": "Yes"})
    assert row.date("date") is None
    row.yes("sure")
    sentences = [one.sentence() for one in row.problems]
    assert sentences[0].startswith("f.csv, row 7, column date: '2024-13-40'")
    assert "Write a date as 2024-10-15" in sentences[0]
    assert "yes, no or nothing" in sentences[1]
