"""``claim-atlas claims``: filters, formats, where the output goes, what is said beside it."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dashboard.cli import main
from geo.exchange.records import FIELDS

Run = Callable[..., tuple[list[dict[str, Any]], str]]


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str]) -> Run:
    """Properties of the claims that pass, and what stderr said."""

    def run(*arguments: str) -> tuple[list[dict[str, Any]], str]:
        assert main(["claims", "--format", "geojson", *arguments]) == 0
        shown = capsys.readouterr()
        features = json.loads(shown.out)["features"]
        return [one["properties"] for one in features], shown.err

    return run


@pytest.fixture
def store(tmp_path: Path, repo_root: Path) -> Path:
    folder = tmp_path / "store"
    shutil.copytree(repo_root / "seeds", folder)
    return folder


def test_without_filters_every_claim_is_there(ask: Run, repo_root: Path) -> None:
    claims, said = ask()
    with (repo_root / "seeds" / "claims.csv").open(encoding="utf-8", newline="") as file:
        ids = [row["id"] for row in csv.DictReader(file)]
    assert [one["id"] for one in claims] == ids
    assert said == f"{len(ids)} of {len(ids)} claims\n"


def test_a_date_filter_leaves_out_undated_claims_and_says_so(ask: Run) -> None:
    everything, _ = ask()
    undated = {one["id"] for one in everything if one["date"] is None}
    claims, said = ask("--from", "2024-10-01", "--to", "2024-10-31")
    assert claims
    assert all(one["date_from"] <= "2024-10-31" for one in claims)
    assert all(one["date_to"] >= "2024-10-01" for one in claims)
    assert f"{len(undated)} claims without a date left out; add --include-undated" in said
    more, said = ask("--from", "2024-10-01", "--to", "2024-10-31", "--include-undated")
    assert {one["id"] for one in more} == {one["id"] for one in claims} | undated
    assert "left out" not in said


def test_dates_of_reports_are_another_clock(ask: Run) -> None:
    claims, said = ask("--from", "2025-01-01", "--date", "report")
    assert claims
    assert all(any(voice["published"] >= "2025" for voice in one["statements"]) for one in claims)
    assert "without a date" not in said


def test_a_repeated_option_means_either(ask: Run) -> None:
    everything, _ = ask()
    claims, _ = ask("--kind", "transfer", "--kind", "incident", "--confidence", "low")
    expected = [
        one["id"]
        for one in everything
        if one["kind"] in ("transfer", "incident") and one["confidence"] == "low"
    ]
    assert [one["id"] for one in claims] == expected
    assert expected


def test_stance_and_status_go_by_statements(ask: Run) -> None:
    denied, _ = ask("--stance", "denies")
    assert denied
    assert all(any(v["stance"] == "denies" for v in one["statements"]) for one in denied)
    contested, _ = ask("--status", "contested")
    assert {one["status"] for one in contested} == {"contested"}


@pytest.mark.parametrize("box", [["--bbox=-10,35,40,70"], ["--bbox", "-10,35,40,70"]])
def test_a_box_may_begin_with_a_minus(box: list[str], ask: Run) -> None:
    claims, said = ask(*box)
    assert "Ussuriysk" not in {one["place"] for one in claims}
    assert "Poltava Oblast" in {one["place"] for one in claims}
    assert "without a place left out; add --include-unplaced" in said


def test_a_box_across_the_antimeridian(ask: Run) -> None:
    claims, _ = ask("--bbox", "130,40,-170,70")
    places = {one["place"] for one in claims}
    assert "Ussuriysk" in places
    assert "Poltava Oblast" not in places


def test_what_was_known_on_a_day(ask: Run) -> None:
    claims, _ = ask("--as-known", "2024-12-31")
    assert claims
    assert all(v["published"] < "2025" for one in claims for v in one["statements"])


def test_boundaries_are_stated_with_the_data(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["claims", "--json", "--boundary", "de-facto", "--kind", "sighting"]) == 0
    about = json.loads(capsys.readouterr().out)["claim_atlas"]
    assert "de facto" in about["boundaries"]
    assert about["filters"] == {"kind": ["sighting"]}
    assert len(about["revision"]) == 64


def test_csv_has_the_same_claims(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["claims", "--format", "csv", "--kind", "incident"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert {row["kind"] for row in rows} == {"incident"}
    assert tuple(rows[0]) == FIELDS


def test_a_table_is_the_default(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["claims", "--kind", "incident"]) == 0
    shown = capsys.readouterr()
    assert shown.out.startswith("id ")
    assert "claims" in shown.err


def test_nothing_passes_and_it_is_still_data(ask: Run) -> None:
    claims, said = ask("--from", "1990-01-01", "--to", "1990-01-02")
    assert claims == []
    assert said.startswith("0 of ")


def test_a_file_appears_whole_in_place_of_the_old_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "claims.geojson"
    target.write_text("old", encoding="utf-8")
    target.chmod(0o640)
    link = tmp_path / "link.geojson"
    link.symlink_to(target)
    assert main(["claims", "--json", "-o", str(link)]) == 0
    assert capsys.readouterr().out == ""
    assert json.loads(target.read_text(encoding="utf-8"))["features"]
    assert link.is_symlink()
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert sorted(p.name for p in tmp_path.iterdir()) == ["claims.geojson", "link.geojson"]


def test_a_new_file_is_readable_by_others_as_the_user_has_set(tmp_path: Path) -> None:
    mask = os.umask(0o022)
    try:
        assert main(["claims", "-o", str(tmp_path / "claims.txt")]) == 0
    finally:
        os.umask(mask)
    assert stat.S_IMODE((tmp_path / "claims.txt").stat().st_mode) == 0o644


def test_a_failure_leaves_the_old_file_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    target = tmp_path / "claims.geojson"
    target.write_text("old", encoding="utf-8")
    monkeypatch.setattr("dashboard.commands.output.os.fsync", full)
    assert main(["claims", "--json", "-o", str(target)]) == 1
    assert "No space left on device" in capsys.readouterr().err
    assert target.read_text(encoding="utf-8") == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["claims.geojson"]


def test_a_device_is_written_to_and_not_replaced() -> None:
    assert main(["claims", "-o", os.devnull]) == 0
    assert not Path(os.devnull).is_file()


@pytest.mark.parametrize("command", [["claims"], ["brief"]])
def test_an_output_that_cannot_be_is_refused_before_the_work(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*command, "-o", str(tmp_path)]) == 2
    assert "is a folder. Name a file in it" in capsys.readouterr().err
    assert main([*command, "-o", str(tmp_path / "none" / "x")]) == 2
    assert "does not exist. Make it first" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_good_rows_go_on_beside_refused_ones(
    store: Path, ask: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    statements = store / "statements.csv"
    text = statements.read_text(encoding="utf-8")
    statements.write_text(text.replace(",asserts,", ",asserst,", 1), encoding="utf-8")
    claims, said = ask("--store", str(store))
    assert claims
    assert "1 row refused: run claim-atlas check --store" in said


def test_hostile_text_reaches_no_terminal(
    store: Path, capsys: pytest.CaptureFixture[str], ask: Run
) -> None:
    hostile = "\x1b[2J\u202e=1+1 ${x} `y` <img onerror=x>"
    with (store / "claims.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rows[0]["summary"] = hostile
    rows[0]["kind"] = hostile
    rows[1]["summary"] = hostile
    with (store / "claims.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    assert main(["claims", "--store", str(store)]) == 0
    shown = capsys.readouterr()
    assert "\x1b" not in shown.out + shown.err
    assert "\u202e" not in shown.out + shown.err
    assert main(["check", str(store)]) == 1
    shown = capsys.readouterr()
    assert "claims.csv, row 2, column kind" in shown.out
    assert "\x1b" not in shown.out + shown.err
    claims, _ = ask("--store", str(store))
    assert claims[0]["summary"] == hostile
