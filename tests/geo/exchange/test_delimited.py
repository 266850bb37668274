"""A delimited text as rows: separators, headers, quotes, and rows that cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.errors import InputRefused
from geo.exchange import delimited
from geo.exchange.delimited import open_table, peek
from geo.exchange.report import Report

Rows = list[tuple[int, list[str]]]


def read(path: Path, content: bytes | str) -> tuple[tuple[str, ...], Rows, Report]:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    report = Report(path.name)
    with open_table(path, report) as table:
        return table.header, list(table.rows()), report


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found(tmp_path: Path, separator: str) -> None:
    text = "id,text,n\n1,two words,3\n2,more,4\n".replace(",", separator)
    header, rows, _ = read(tmp_path / "a.csv", text)
    assert header == ("id", "text", "n")
    assert rows == [(2, ["1", "two words", "3"]), (3, ["2", "more", "4"])]


def test_decimal_commas_do_not_divide(tmp_path: Path) -> None:
    header, rows, _ = read(tmp_path / "a.csv", "a;b;c\n1,5;2,5;x\n3,5;4,5;y\n")
    assert (header, rows[0][1]) == (("a", "b", "c"), ["1,5", "2,5", "x"])


def test_excel_may_say_the_separator_itself(tmp_path: Path) -> None:
    header, rows, _ = read(tmp_path / "a.csv", "sep=;\na;b\n1,2;3\n")
    assert (header, rows) == (("a", "b"), [(3, ["1,2", "3"])])


def test_rows_are_numbered_as_a_spreadsheet_does(tmp_path: Path) -> None:
    text = 'a,b\n1,"x\ny"\n\n,\n2,z\n'
    _, rows, report = read(tmp_path / "a.csv", text)
    assert rows == [(2, ["1", "x\ny"]), (5, ["2", "z"])]
    assert report.rows == 2


def test_headers_above_between_and_without_names(tmp_path: Path) -> None:
    text = "Incidents of 2024\n\nid,name,name,\n1,a,b,c\nID,Name,Name,\n2,d,e,f\n"
    header, rows, report = read(tmp_path / "a.csv", text)
    assert header == ("id", "name", "name (2)", "column 4")
    assert [cells[0] for _, cells in rows] == ["1", "2"]
    assert report.notes == {
        "rows above the header, passed over": 1,
        "rows that repeat the header, passed over": 1,
    }


def test_an_open_quote_costs_its_own_row_only(tmp_path: Path) -> None:
    text = 'a,b\n1,x\n2,"open\n3,y\n4,"he "said" so"\n5,z\n'
    _, rows, report = read(tmp_path / "a.csv", text)
    assert [cells[0] for _, cells in rows] == ["1", "3", "5"]
    assert [one.row for one in report.problems] == [3, 5]
    assert all("quote" in one.remedy for one in report.problems)


def test_an_open_quote_does_not_swallow_a_long_file(tmp_path: Path) -> None:
    lines = "".join(f"{n},x\n" for n in range(5_000))
    _, rows, report = read(tmp_path / "a.csv", f'a,b\n0,"open\n{lines}')
    assert len(rows) == 5_000
    assert [one.row for one in report.problems] == [2]


def test_cells_too_many_are_refused_and_too_few_are_empty(tmp_path: Path) -> None:
    text = "a,b,c\n1,2,3\n1,2,3,4\n1,2,3,,\n1,2\n"
    _, rows, report = read(tmp_path / "a.csv", text)
    assert [cells for _, cells in rows] == [["1", "2", "3"], ["1", "2", "3"], ["1", "2", ""]]
    assert [(one.row, one.value) for one in report.problems] == [(3, "4")]
    assert report.notes == {"rows shorter than the header; the missing cells count as empty": 1}


def test_huge_cells_and_bytes_of_no_encoding_are_refused(tmp_path: Path) -> None:
    huge = "x" * (delimited.LONGEST_CELL + 1)
    _, rows, report = read(tmp_path / "a.csv", f"a,b\n1,{huge}\n2,y\n")
    assert [cells[0] for _, cells in rows] == ["2"]
    assert len(report.problems[0].value) <= 500
    _, rows, report = read(tmp_path / "a.csv", "a,b\n1,Харків".encode()[:-1] + b"\n2,y\n")
    assert [cells[0] for _, cells in rows] == ["2"]
    assert "UTF-8" in report.problems[0].remedy


def test_deep_quotes_are_one_cell(tmp_path: Path) -> None:
    _, rows, report = read(tmp_path / "a.csv", "a,b\n1," + '"' * 20_000 + "\n2,y\n")
    assert rows[-1][1] == ["2", "y"]
    assert len(rows) + len(report.problems) == 2


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("one column\nonly\n", "no columns"),
        ("1,2\n3,4\n", "begins with values"),
        (b"", "no columns"),
        (",,,\n,,,\n", "no columns"),
        (",".join(f"c{n}" for n in range(3_000)) + "\n", "3,000 columns"),
    ],
)
def test_what_is_no_table_is_refused_with_a_remedy(
    tmp_path: Path, content: bytes | str, said: str
) -> None:
    with pytest.raises(InputRefused, match=said) as refused:
        read(tmp_path / "a.csv", content)
    assert refused.value.problems[0].remedy


def test_a_look_at_the_first_rows(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("a,b\n1,2\n3,4\n5,6\n")
    assert peek(tmp_path / "a.csv", 2) == (("a", "b"), [["1", "2"], ["3", "4"]])
