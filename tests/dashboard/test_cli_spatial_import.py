"""``claim-atlas import`` of exports and of other people's spatial files, into a store."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dashboard.cli import main
from tests.geo.exchange.spatial_files import feature, geojson, point

Import = Callable[..., dict[str, Any]]


@pytest.fixture
def take(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Import:
    """Imports a file into a store of this test; gives what ``--json`` says."""
    monkeypatch.setenv("CLAIM_ATLAS_HOME", str(tmp_path / "home"))

    def run(path: Path, *arguments: str) -> dict[str, Any]:
        main(["import", str(path), "--json", *arguments])
        told: dict[str, Any] = json.loads(capsys.readouterr().out)
        return told

    return run


@pytest.mark.parametrize("form", ["geojson", "csv", "gpkg", "parquet", "kml"])
def test_an_export_brings_nothing_new(form: str, take: Import, tmp_path: Path) -> None:
    path = tmp_path / f"a.{form}"
    assert main(["claims", "--format", form, "-o", str(path)]) == 0
    told = take(path)
    assert (told["added"], told["differing"], told["problems"]) == (0, [], [])
    assert told["same"] > 100
    assert told["mapping"] is None


def test_other_peoples_features_come_in_once(take: Import, tmp_path: Path) -> None:
    path = geojson(tmp_path / "a.geojson", feature(point(35.25, 51.25)), feature(point(999, 1)))
    tried = take(path, "--dry-run")
    assert tried["mapping"]["date"] == "event_date"
    assert (tried["taken"], tried["change"]) == (1, None)
    first = take(path)
    assert first["records"] == {
        "claim": 1, "document": 1, "originator": 1, "place": 1, "statement": 1,
    }  # fmt: skip
    assert (first["added"], len(first["problems"])) == (5, 1)
    again = take(path)
    assert (again["added"], again["same"], again["differing"]) == (0, 5, [])


def test_a_mapping_can_be_given_for_features(take: Import, tmp_path: Path) -> None:
    path = geojson(tmp_path / "a.geojson", feature(point(35.25, 51.25), when="2020-01-01"))
    mapping = tmp_path / "map.json"
    mapping.write_text('{"summary": "description", "date": "when", "source": "source"}')
    assert take(path, "--map", str(mapping))["added"] == 5
    mapping.write_text('{"summary": "nothing of the kind"}')
    assert "not there" in json.dumps(take(path, "--map", str(mapping))["problems"])


def test_a_selection_without_its_total_still_comes_in(take: Import, tmp_path: Path) -> None:
    path = tmp_path / "a.geojson"
    assert main(["claims", "--format", "geojson", "-o", str(path)]) == 0
    content = json.loads(path.read_text(encoding="utf-8"))
    parts = [one for one in content["features"] if one["properties"]["part_of"]]
    assert parts
    for one in parts:  # as from another atlas
        one["properties"] |= {"id": f"other-{one['properties']['id']}", "part_of": "elsewhere"}
        for voice in one["properties"]["statements"]:
            voice["id"] = f"other-{voice['id']}"
    path.write_text(json.dumps(content | {"features": parts}), encoding="utf-8")
    told = take(path)
    assert told["records"]["claim"] == len(parts)
    assert told["problems"] == []
    assert any("total" in one for one in told["notes"])
