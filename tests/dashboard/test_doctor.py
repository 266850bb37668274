from __future__ import annotations

import json
import re
import shutil
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

from dashboard import doctor
from dashboard.cli import main
from dashboard.doctor import BROWSER_VARIABLE, PACKAGES, Finding, examine
from dashboard.version import version
from geo.errors import ClaimAtlasError, DataFileError
from geo.places.world_index import FOLDER_VARIABLE, WorldIndex


def named(findings: list[Finding], name: str) -> Finding:
    return next(one for one in findings if one.name == name)


def test_everything_essential_is_here(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor"]) == 0
    shown = capsys.readouterr().out
    assert "ok       claim-atlas " in shown
    assert version() in shown
    assert shown.endswith("Everything essential is there.\n")


def test_the_same_as_data(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["ok"] is True
    assert {one["state"] for one in report["findings"]} <= {"ok", "missing"}
    names = [one["name"] for one in report["findings"]]
    assert {"python", "streamlit", "store", "gazetteer", "data files"} <= set(names)
    assert len(set(names)) == len(names)
    assert all(one["remedy"] for one in report["findings"] if one["state"] == "missing")


def test_it_looks_for_what_the_project_needs(repo_root: Path) -> None:
    project = tomllib.loads((repo_root / "pyproject.toml").read_text(encoding="utf-8"))
    needed = {re.split(r"[><=\[ ]", one)[0] for one in project["project"]["dependencies"]}
    assert set(PACKAGES) == needed


def test_the_world_index_is_looked_for_and_not_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, world_index: WorldIndex
) -> None:
    found = named(examine(), "world index")
    assert found.ok
    assert f"{world_index.rows:,} places" in found.found
    assert "GeoNames" in found.found
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    found = named(examine(), "world index")
    assert not found.ok
    assert not found.essential
    assert "half a minute" in found.remedy
    assert list(tmp_path.iterdir()) == []


def test_a_store_with_refused_rows_is_usable_and_says_so(tmp_path: Path, repo_root: Path) -> None:
    store = tmp_path / "store"
    shutil.copytree(repo_root / "seeds", store)
    statements = store / "statements.csv"
    text = statements.read_text(encoding="utf-8")
    statements.write_text(text.replace(",denies,", ",denys,", 1), encoding="utf-8")
    found = named(examine(str(store)), "store")
    assert found.ok
    assert "1 row refused" in found.found
    assert "claim-atlas check --store" in found.remedy


def test_a_store_that_cannot_be_read_is_essential(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--store", "no/such/folder"]) == 1
    shown = capsys.readouterr().out
    assert "missing  store" in shown
    assert "does not exist" in shown
    assert "Something essential is missing" in shown


def test_a_missing_package_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> str:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(doctor.metadata, "version", absent)
    found = named(examine(), "folium")
    assert not found.ok
    assert "pip install claim-atlas" in found.remedy


@pytest.mark.parametrize("error", [DataFileError("gone. Reinstall."), RuntimeError("broken")])
def test_whatever_breaks_is_a_finding(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> list[str]:
        raise error

    monkeypatch.setattr("geo.data.damaged_files", broken)
    found = named(examine(), "data files")
    assert not found.ok
    assert found.essential
    assert str(error) in (found.remedy if isinstance(error, ClaimAtlasError) else found.found)


def test_a_damaged_data_file_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geo.data.damaged_files", lambda: ["areas.npz differs. Reinstall."])
    found = named(examine(), "data files")
    assert not found.ok
    assert "areas.npz" in found.remedy


def test_the_browser_is_for_tests_only(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(BROWSER_VARIABLE, str(tmp_path / "none"))
    found = named(examine(), "browser for tests")
    assert not found.ok
    assert not found.essential
    assert BROWSER_VARIABLE in found.remedy
