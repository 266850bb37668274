"""``claim-atlas claims --format gpkg|parquet|kml``: where they go, whole or not at all."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import geopandas as gpd
import pyogrio
import pytest

from dashboard.cli import main
from geo.claims.model import Claim
from geo.exchange.incoming import read_incoming, recognise
from geo.exchange.seeds import bundled_folder, read_folder
from geo.places.gazetteer import load_gazetteer
from geo.places.regions import load_regions

FORMATS = ("geojson", "csv", "gpkg", "parquet", "kml")


@pytest.mark.parametrize("form", FORMATS)
def test_what_is_written_is_recognised_and_comes_back(form: str, tmp_path: Path) -> None:
    target = tmp_path / f"claims.{form}"
    assert main(["claims", "--kind", "incident", "--format", form, "-o", str(target)]) == 0
    assert [one.name for one in tmp_path.iterdir()] == [target.name]
    gazetteer = load_gazetteer()
    incoming = read_incoming(target, gazetteer, load_regions())
    found = {one.id: one for one in incoming.records if isinstance(one, Claim)}
    known = read_folder(bundled_folder(), gazetteer).dataset.claims
    assert found == {one.id: one for one in known if one.kind == "incident"}
    assert incoming.report.problems == []
    assert recognise(target) == ("claims-csv" if form == "csv" else form)


@pytest.mark.parametrize("form", ["gpkg", "parquet"])
def test_a_binary_format_needs_a_file(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["claims", "--format", form]) == 2
    assert "needs -o FILE" in capsys.readouterr().err


def test_a_pipe_can_be_asked_for(repo_root: Path) -> None:
    command = [sys.executable, "-m", "dashboard", "claims", "--format", "parquet", "-o", "-"]
    done = subprocess.run(command, cwd=repo_root, capture_output=True, check=True)
    assert len(gpd.read_parquet(io.BytesIO(done.stdout))) > 30


def test_the_file_says_what_it_was_made_from(tmp_path: Path) -> None:
    target = tmp_path / "claims.gpkg"
    arguments = ["--kind", "incident", "--boundary", "de-facto"]
    assert main(["claims", *arguments, "--format", "gpkg", "-o", str(target)]) == 0
    about = dict(pyogrio.read_dataframe(target, layer="about").values)
    assert about["filters"] == '{"kind": ["incident"]}'
    assert "de facto" in about["boundaries"]
    assert about["note"] == "Claims, not established facts"


@pytest.mark.parametrize("form", FORMATS)
def test_a_failure_leaves_the_old_file_alone(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    target = tmp_path / "claims.out"
    target.write_text("old", encoding="utf-8")
    monkeypatch.setattr("dashboard.commands.output.os.fsync", full)
    assert main(["claims", "--format", form, "-o", str(target)]) == 1
    assert "No space left on device" in capsys.readouterr().err
    assert target.read_text(encoding="utf-8") == "old"
    assert [one.name for one in tmp_path.iterdir()] == ["claims.out"]
