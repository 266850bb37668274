"""``claim-atlas import``: what goes in, what is told, and what is left as it was."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dashboard import cli
from dashboard.cli import main
from dashboard.commands import import_
from dashboard.loading import make_store
from dashboard.mappings import recalled, remember
from geo.exchange.mapping import Mapping
from geo.store.contents import dataset, problems
from geo.store.history import change_log
from geo.store.opening import open_store
from geo.store.records import By
from geo.store.reversal import undo

TABLE = """id;Дата;Місце;Широта;Довгота;Опис;Джерело;загиблі
1;05.10.2024;Kursk;51,73;36,19;"Пожежа
біля станції";UNIAN;3
2;06.10.2024;Sudzha;;;=1+1;Reuters;
id;Дата;Місце;Широта;Довгота;Опис;Джерело;загиблі
3;31.02.2024;Kursk;;;A day that is none;AFP;NULL
4;07.10.2024;Qwxyzzy;;;A place nobody knows;AFP;1.500
5;07.10.2024;;36,19;51,73;Far away;AFP;
"""


@pytest.fixture
def store(tmp_path: Path, repo_root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CLAIM_ATLAS_HOME", str(tmp_path / "home"))
    make_store(tmp_path / "claims.db", repo_root / "seeds")
    monkeypatch.setenv("CLAIM_ATLAS_STORE", str(tmp_path / "claims.db"))
    return tmp_path / "claims.db"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "події.csv"
    path.write_bytes(TABLE.encode("utf-8-sig"))
    return path


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    capsys.readouterr()
    code = main(["import", *arguments, "--json"])
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    return answer | {"code": code}


def claims_in(store: Path) -> int:
    return len(dataset(open_store(store)).claims)


def test_a_dry_run_tells_everything_and_writes_nothing(
    store: Path, table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = store.read_bytes()
    assert main(["import", str(table), "--dry-run"]) == 0
    said = capsys.readouterr().out
    assert "read as csv: 5 rows with 3 claims" in said
    assert "would be added" in said
    assert "dry run: nothing was written" in said
    assert "row 5, column Дата: '31.02.2024'" in said
    assert store.read_bytes() == before


def test_good_rows_go_in_once_and_refused_ones_are_kept_beside_them(
    store: Path, table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    had = claims_in(store)
    first = told(capsys, str(table), "--author", "Ada", "--reason", "Weekly list.")
    assert (first["code"], first["rows"], first["taken"]) == (0, 5, 3)
    assert [(one["row"], one["column"]) for one in first["problems"]] == [
        (5, "Дата"), (6, "загиблі"),
    ]  # fmt: skip
    assert first["notes"]["rows that repeat the header, passed over"] == 1
    assert first["added"] > 0
    assert claims_in(store) == had + 3
    change = change_log(open_store(store))[-1]
    assert (change.id, change.author, change.reason) == (first["change"], "Ada", "Weekly list.")
    assert [one.value for one in problems(open_store(store))] == ["31.02.2024", "1.500"]
    again = told(capsys, str(table))
    assert (again["code"], again["added"], again["differing"]) == (0, 0, [])
    assert again["same"] == first["added"] + first["same"]
    assert again["change"] is None
    assert len(change_log(open_store(store))) == 2


def test_what_differs_is_named_and_taken_only_when_asked(
    store: Path, table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told(capsys, str(table))
    table.write_bytes(TABLE.replace("=1+1", "Another text").encode("utf-8-sig"))
    second = told(capsys, str(table))
    assert len(second["differing"]) == 1
    assert second["change"] is None
    assert main(["import", str(table)]) == 0
    assert "--update" in capsys.readouterr().out
    third = told(capsys, str(table), "--update")
    assert (third["updated"], third["differing"]) == (1, [])


def test_what_was_undone_comes_back_only_when_asked(
    store: Path, table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = told(capsys, str(table))
    undo(open_store(store), made["change"], By("A tester", "Read as the wrong columns."))
    again = told(capsys, str(table))
    assert (again["added"], again["updated"], again["change"]) == (0, 0, None)
    assert again["retracted"] == made["added"]
    assert main(["import", str(table), "--dry-run"]) == 0
    assert "stand retracted (--bring-back" in capsys.readouterr().out
    back = told(capsys, str(table), "--bring-back")
    assert (back["updated"], back["retracted"]) == (made["added"], 0)
    assert claims_in(store) == 37 + made["taken"]


def test_a_mapping_is_taken_from_a_file_and_remembered(
    store: Path, table: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chosen = tmp_path / "map.json"
    chosen.write_text('{"id": "id", "summary": "Опис", "date": "Дата", "source": "Джерело"}')
    first = told(capsys, str(table), "--map", str(chosen))
    assert first["mapping"] == json.loads(chosen.read_text())
    assert first["taken"] == 4
    assert told(capsys, str(table))["mapping"] == first["mapping"]
    chosen.write_text('{"summary": "nowhere"}')
    refused = told(capsys, str(table), "--map", str(chosen))
    assert refused["code"] == 1
    assert {one["column"] for one in refused["problems"]} == {"summary", "source", "date"}
    assert main(["import", str(tmp_path), "--as", "seeds", "--map", str(chosen)]) == 2


def test_mappings_are_forgotten_only_when_there_are_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLAIM_ATLAS_HOME", str(tmp_path))
    mapping = Mapping(summary="t", source="s", date="d")
    for number in range(60):
        assert remember(["t", "s", "d", str(number)], mapping)
    assert recalled(["T", "s", "d", "59"]) is None  # the columns are named otherwise
    assert recalled(["t", "s", "d", "59"]) == mapping
    assert recalled(["t", "s", "d", "1"]) is None


def test_what_cannot_be_read_is_refused_with_code_1(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04")
    assert main(["import", str(tmp_path / "a.xlsx")]) == 1
    assert "a.xlsx" in capsys.readouterr().err
    (tmp_path / "b.csv").write_text("date,text,source\n,x y,z\n")
    assert main(["import", str(tmp_path / "b.csv")]) == 1
    assert "neither a date" in capsys.readouterr().out
    assert main(["import"]) == 2
    assert main(["import", "x", "--as", "docx"]) == 2


def test_a_folder_is_no_store_to_import_into(
    table: Path, repo_root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", str(table), "--store", str(repo_root / "seeds")]) == 1
    assert "keeps no history" in capsys.readouterr().err


def test_stopped_on_the_way_the_store_is_as_it_was(
    store: Path, table: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = dataset(open_store(store)).revision
    counted = import_._counted

    def interrupted(records: Any, answer: Any) -> Iterator[Any]:
        for number, one in enumerate(counted(records, answer)):
            if number == 5:
                raise KeyboardInterrupt
            yield one

    monkeypatch.setattr(import_, "_counted", interrupted)
    assert main(["import", str(table)]) == cli.INTERRUPTED
    assert dataset(open_store(store)).revision == before
    monkeypatch.setattr(import_, "_counted", counted)
    assert main(["import", str(table)]) == 0


def test_the_formats_of_the_command_are_those_of_the_core() -> None:
    from geo.exchange.incoming import Format

    assert tuple(Format) == import_.FORMATS
