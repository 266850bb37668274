"""The measure of the store on a hundred claims: that it measures, not how fast."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import store
from benchmarks.store_report import Opening, Results, Trip, markdown


def test_a_store_is_filled_opened_edited_and_its_files_go_out_and_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "EDITS", 3)
    monkeypatch.setattr(store, "OPENINGS", 1)
    results = store.measure(tmp_path, 100, 40)
    assert results.opening.all_s > 0 and results.fill_s > 0
    assert len(results.saved_ms) == len(results.shown_ms) == 3
    assert [(one.name, one.claims) for one in results.trips] == [
        ("CSV of other columns", 100),
        ("CSV", 100),
        ("GeoParquet", 40),
        ("GeoPackage", 40),
        ("GeoJSON", 40),
    ]
    assert all(one.in_s > 0 and one.their_in_s > 0 for one in results.trips)
    assert "| GeoPackage | 40 |" in markdown(results)


def test_figures_stand_side_by_side() -> None:
    results = Results(1_000, 0.5, Opening(0.2, 0.1, 0.05), [5.0, 7.0, 40.0], [80.0])
    results.trips = [Trip("CSV", 1_000, 2.5, 0.2, None, 0.1, 0.3)]
    told = markdown(results)
    assert "| filled from a folder of CSV files, claims a second | 2,000 |" in told
    assert "| **0.35** |" in told and "| 7 (40) |" in told
    assert "| CSV | 1,000 | 2 | 0.2 | 5,000 | 0.1 | 2.0 | – | 0.3 | – |" in told
