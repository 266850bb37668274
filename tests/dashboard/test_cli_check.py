"""``claim-atlas check``: what is recognised, what is reported, and the exit code."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from dashboard.cli import main


@pytest.fixture
def store(tmp_path: Path, repo_root: Path) -> Path:
    folder = tmp_path / "store"
    shutil.copytree(repo_root / "seeds", folder)
    return folder


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_bundled_claims_and_places_are_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.count("nothing refused") == 2
    assert "claims" in shown.err
    assert "places" in shown.err


def test_every_refused_value_is_reported_at_once(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(store / "claims.csv", ",2024-10~,", ",2024-13-40,")
    change(store / "statements.csv", ",denies,", ",denys,")
    change(store / "originators.csv", ",agency,", ",agencies,")
    assert main(["check", str(store)]) == 1
    report = capsys.readouterr().out
    for part in (
        "claims.csv, row 3, column date: '2024-13-40'",
        "column stance: 'denys'",
        "originators.csv, row 3, column kind: 'agencies'",
    ):
        assert part in report


def test_the_store_in_use_is_checked_without_an_argument(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(store / "statements.csv", ",denies,", ",denys,")
    assert main(["check", "--store", str(store)]) == 1
    assert "'denys'" in capsys.readouterr().out


def test_one_of_the_four_files_is_checked_with_its_folder(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(store / "claims.csv")]) == 0
    assert "its whole folder is checked" in capsys.readouterr().err
    (store / "claims.csv").rename(store / "mine.csv")
    assert main(["check", str(store / "mine.csv")]) == 1
    assert "looks like claims.csv" in capsys.readouterr().err
    assert main(["check", str(store)]) == 1
    assert "claims.csv" in capsys.readouterr().out


def test_a_gazetteer_is_known_by_its_header(
    tmp_path: Path, repo_root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    places = tmp_path / "places.csv"
    shutil.copy(repo_root / "gazetteer.csv", places)
    assert main(["check", str(places)]) == 0
    change(places, "131.95734,43.80467", "131.95734,95")
    change(places, "admin1:UA.18", "admin1:UA.99")
    assert main(["check", str(places), "--json"]) == 1
    shown = capsys.readouterr()
    (checked,) = json.loads(shown.out)
    problems = {(one["column"], one["value"]) for one in checked["problems"]}
    assert ("lat", "95") in problems
    assert ("area", "admin1:UA.99") in problems
    assert all(one["remedy"] for one in checked["problems"])


@pytest.mark.parametrize("name", ["missing.csv", "other.csv", "folder"])
def test_what_is_not_recognised_is_refused_with_what_would_be(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "other.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    (tmp_path / "folder").mkdir()
    assert main(["check", str(tmp_path / name)]) == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "Claim Atlas checks a gazetteer" in shown.err
