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
        ("id,name\n1,Kursk\n".encode("utf-16"), "UTF-8"),
        (b"", "column name"),
        (b"id;name\n1;Kursk\n", "separated by semicolons"),
        (b"id\tname\n1\tKursk\n", "separated by tabs"),
        (b"id,name,name\n1,Kursk,Odesa\n", "there twice"),
        (b'id,name\n1,"Kursk\n2,Odesa\n', "Mend the quotes"),
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


def test_a_torn_row_is_not_answered_with_half_a_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "names.csv"
    huge = "x " * 200_000
    file.write_text(
        "id,name,context,country\n"
        "1,Donetsk,fire in Donetsk, Russia\n"
        "2,Donetsk,fire in Donetsk, Russia,,\n"
        f"3,Kursk,{huge},\n"
        f"4,{huge},,\n"
        "5\n"
        "\n"
        "6,=cmd|' /C calc'!A0,,\n",
        encoding="utf-8",
    )
    assert main(["resolve", "--batch", str(file)]) == 0
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["id"] for one in answers] == ["1", "2", "3", "4", "5", "6"]
    assert [one["status"] for one in answers] == [
        "unresolved", "unresolved", "resolved", "unresolved", "unresolved", "unresolved",
    ]  # fmt: skip
    assert "no country code" in answers[0]["reasons"][0]
    assert "double quotes" in answers[1]["reasons"][0]


def test_a_phrase_is_answered_with_its_relation(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["resolve", "40 km north of Kursk", "off the coast of Kursk"]) == 0
    first, second = capsys.readouterr().out.split("\n\n")
    assert second.startswith("off the coast of Kursk: ambiguous, perhaps Kursk")
    assert first.startswith("40 km north of Kursk: Kursk (settlement, RU) [kursk]\n")
    assert "\n  relation km-direction: area, reaching 21 km from 52.0864°N 36.1846°E\n" in first
    assert "28 to 52 km north of Kursk" in first
    assert "has no sea within 50 km" in second
    assert main(["resolve", "між Донецьком і Покровськом"]) == 0
    assert "relation between and Pokrovsk" in capsys.readouterr().out
    assert main(["resolve", "off the coast of Odesa", "--json"]) == 0
    (answer,) = json.loads(capsys.readouterr().out)
    assert list(answer) == KEYS
    assert answer["query"] == "off the coast of Odesa"
    assert answer["place"]["id"] == "odesa"
