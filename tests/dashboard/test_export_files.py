"""Claims as files to take away: every format is written, counted, and can be imported again."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.export_files import FORMATS, ExportFormat, export
from geo.claims.table import ClaimTable
from geo.errors import Cancelled
from geo.exchange.incoming import recognise
from geo.exchange.seeds import bundled_folder, read_folder
from geo.places.gazetteer import load_gazetteer


@pytest.fixture(scope="module")
def table() -> ClaimTable:
    gazetteer = load_gazetteer()
    return ClaimTable(read_folder(bundled_folder(), gazetteer).dataset, gazetteer)


@pytest.mark.parametrize("chosen", FORMATS, ids=lambda one: one.ending)
def test_every_format_is_written_and_known_again(chosen: ExportFormat, table: ClaimTable) -> None:
    ticks: list[tuple[int, int | None]] = []
    made = export(
        chosen, table, [0, 3, 5], "claims", {"version": "1"}, lambda *one: ticks.append(one)
    )
    assert made.file.name == f"claims.{chosen.ending}"
    assert (made.claims, made.bytes) == (3, made.file.path.stat().st_size)
    assert ticks[-1] == (3, 3)
    expected = {"csv": "claims-csv"}.get(chosen.ending, chosen.ending)
    assert recognise(made.file.path).value == expected
    assert table.ids[3].encode() in made.file.path.read_bytes()


def test_stopped_it_leaves_no_file(table: ClaimTable, monkeypatch: pytest.MonkeyPatch,
                                   tmp_path: Path) -> None:  # fmt: skip
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    def stop(done: int, total: int | None) -> None:
        raise Cancelled("stopped.")

    with pytest.raises(Cancelled):
        export(FORMATS[0], table, [0], "claims", {}, stop)
    assert list(tmp_path.iterdir()) == []
