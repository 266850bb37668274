"""What goes out in any format comes back as the same records."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from geo.claims.table import ClaimTable
from geo.exchange.claims_csv import write_claims_csv
from geo.exchange.geojson import write_geojson
from geo.exchange.gpkg import write_gpkg
from geo.exchange.incoming import Format, read_incoming
from geo.exchange.kml import write_kml
from geo.exchange.parquet import write_parquet
from geo.places.regions import load_regions
from tests.geo.exchange.made_datasets import SHIPPED, Made, datasets, keyed

Write = Callable[[ClaimTable, Path], None]


def _csv(table: ClaimTable, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as out:
        write_claims_csv(table, range(table.n), out)


def _geojson(table: ClaimTable, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as out:
        write_geojson(table, range(table.n), out)


def _parquet(table: ClaimTable, path: Path) -> None:
    with path.open("wb") as out:
        write_parquet(table, range(table.n), out)


def _kml(table: ClaimTable, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as out:
        write_kml(table, range(table.n), out)


def _gpkg(table: ClaimTable, path: Path) -> None:
    write_gpkg(table, range(table.n), path)


FORMATS: dict[Format, Write] = {
    Format.CLAIM_ATLAS_CSV: _csv,
    Format.GEOJSON: _geojson,
    Format.PARQUET: _parquet,
    Format.KML: _kml,
    Format.GPKG: _gpkg,
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    yield tmp_path_factory.mktemp("round-trips")


@given(made=datasets())
@settings(
    max_examples=30,
    # A failing example is small already; to shrink it takes minutes.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_export_and_import_give_the_same_in_every_format(made: Made, folder: Path) -> None:
    for form, write in FORMATS.items():
        path = folder / f"claims.{form}"
        path.unlink(missing_ok=True)
        write(made.table, path)
        incoming = read_incoming(path, SHIPPED, load_regions(), format=form)
        assert keyed(incoming.records) == made.records, form
        assert incoming.report.problems == [], form
        assert incoming.report.taken == incoming.report.rows == made.table.n, form
