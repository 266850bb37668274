"""``claim-atlas resolve``: for people, as JSON, and for a whole file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dashboard.cli import main

KEYS = ["id", "query", "status", "place", "candidates", "reasons"]


def test_an_answer_for_a_person(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["resolve", "Уссурийск", "Blagoveshchensk"]) == 0
    first, second = capsys.readouterr().out.split("\n\n")
    assert first.startswith("Уссурийск: Ussuriysk (settlement, RU) [ussuriysk]\n")
    assert "43.8047°N 131.9573°E, radius 10 km" in first
    assert "\n  - " in first
    assert "other candidates:" in second
    assert "[blagoveshchensk-bashkortostan]" in second


def test_json_is_always_an_array_with_the_fields_of_the_contract(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["resolve", "Poltava oblast", "--json"]) == 0
    (answer,) = json.loads(capsys.readouterr().out)
    assert list(answer) == KEYS
    assert answer["id"] is None
    assert answer["status"] == "resolved"
    assert answer["place"]["id"] == "poltava-oblast"


def test_an_abstention_is_an_answer(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["resolve", "Nowhereville", "--json"]) == 0
    (answer,) = json.loads(capsys.readouterr().out)
    assert answer["status"] == "unresolved"
    assert answer["place"] is None
    assert answer["reasons"]
    assert main(["resolve", ""]) == 0


def test_a_country_is_a_filter_and_context_a_hint(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["resolve", "Donetsk", "--country", "ru", "--json"]) == 0
    (answer,) = json.loads(capsys.readouterr().out)
    assert answer["place"]["id"] == "donetsk-rostov"
    assert main(["resolve", "Donetsk", "--context", "a depot in Rostov Oblast", "--json"]) == 0
    (answer,) = json.loads(capsys.readouterr().out)
    assert answer["place"]["country"] == "RU"


def test_hostile_names_reach_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["resolve", "\x1b[2J\u202eDonetsk"]) == 0
    shown = capsys.readouterr().out
    assert "\x1b" not in shown
    assert "\u202e" not in shown


def test_a_name_may_begin_with_a_dash(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["resolve", "--json", "--", "-Donetsk"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["query"] == "-Donetsk"


def test_a_file_is_answered_line_by_line_in_order(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "names.csv"
    file.write_text(
        "\ufeffid,name,context,country\r\n"
        "b,Donetsk,,RU\r\n"
        "a,,,\r\n"
        "c,Донецьк,,XXL\r\n"
        'd,"Blagoveshchensk, Bashkortostan",,\r\n',
        encoding="utf-8",
    )
    assert main(["resolve", "--batch", str(file)]) == 0
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["id"] for one in answers] == ["b", "a", "c", "d"]
    assert all(list(one) == KEYS for one in answers)
    assert [one["status"] for one in answers] == [
        "resolved",
        "unresolved",
        "unresolved",
        "resolved",
    ]
    assert answers[3]["place"]["id"] == "blagoveshchensk-bashkortostan"


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"id,place\n1,Donetsk\n", "column name"),
        (b"id,name\n1,Donetsk \xff\n", "UTF-8"),
        (None, "No such file"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused(
    content: bytes | None, word: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "names.csv"
    if content is not None:
        file.write_bytes(content)
    assert main(["resolve", "--batch", str(file)]) == 1
    assert word in capsys.readouterr().err
