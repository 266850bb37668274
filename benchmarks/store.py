"""How fast claims come in, are opened, edited and go out, beside pandas and GeoPandas.

    python -m benchmarks.store

Made-up claims go into a SQLite store, out in every format, and from each of these files into an
empty store again. Then pandas or GeoPandas reads and writes the very same files: they put rows
into memory; an import also checks every field, joins documents, originators and statements, and
writes a history with a hash to the disk. Circles of "near X" make spatial files large, so these
are made of fewer claims. Wall-clock seconds of one run; prints Markdown.
"""

from __future__ import annotations

import argparse
import gc
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import pandas as pd

from benchmarks.store_report import Opening, Results, Trip, markdown
from benchmarks.synthetic import write_store
from dashboard.loading import Loaded, load_claims, make_store
from dashboard.stores import StoreAt, StoreKind
from geo.claims.layers import pack_columns
from geo.claims.table import ClaimTable
from geo.exchange.claims_csv import write_claims_csv
from geo.exchange.geojson import write_geojson
from geo.exchange.gpkg import write_gpkg
from geo.exchange.incoming import read_incoming
from geo.exchange.parquet import write_parquet
from geo.exchange.report import Report
from geo.places.gazetteer import Gazetteer, load_gazetteer
from geo.places.regions import load_regions
from geo.store.contents import current
from geo.store.edits import edit
from geo.store.fill import take_in
from geo.store.opening import create_store
from geo.store.records import By, RecordKind

CLAIMS: Final = 100_000
SPATIAL: Final = 10_000
QUICK: Final = 300
EDITS: Final = 30
OPENINGS: Final = 5

_BY: Final = By("Benchmark", "to measure")


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line, measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.store", description=__doc__)
    parser.add_argument("--claims", type=int, default=CLAIMS, help="claims in the store")
    parser.add_argument("--spatial", type=int, default=SPATIAL, help="claims in spatial files")
    parser.add_argument("--quick", action="store_true", help=f"{QUICK} claims, to try it out")
    options = parser.parse_args(arguments)
    if options.quick:
        options.claims = options.spatial = QUICK
    with tempfile.TemporaryDirectory() as folder:
        print(markdown(measure(Path(folder), options.claims, options.spatial)))
    return 0


def measure(folder: Path, claims: int, spatial: int) -> Results:
    """Everything, in `folder`."""
    write_store(folder / "csv", claims)
    results = Results(claims)
    results.fill_s = timed(lambda: make_store(folder / "claims.db", folder / "csv"))[0]
    at = StoreAt(StoreKind.FILE, str(folder / "claims.db"))
    shipped = load_gazetteer()
    say(f"opening {claims:,} claims")
    openings = [open_all(at, shipped) for _ in range(OPENINGS)]
    results.opening = min((one for one, _, _ in openings), key=lambda one: one.all_s)
    loaded, table = openings[-1][1:]
    del openings
    say("editing")
    results.saved_ms, results.shown_ms = edits(at, loaded, shipped)
    plain_table(table, folder / "plain.csv")
    results.trips.append(came_in("CSV of other columns", folder / "plain.csv", claims, None))
    for name, file, write, number in (
        ("CSV", "claims.csv", _csv, claims),
        ("GeoParquet", "claims.parquet", _parquet, spatial),
        ("GeoPackage", "claims.gpkg", _gpkg, spatial),
        ("GeoJSON", "claims.geojson", _geojson, spatial),
    ):
        path = folder / file
        say(f"{name}: {number:,} claims")
        rows = range(min(number, table.n))
        seconds = timed(partial(write, table, rows, path))[0]
        results.trips.append(came_in(name, path, len(rows), seconds))
        path.unlink()
    return results


def open_all(at: StoreAt, shipped: Gazetteer) -> tuple[Opening, Loaded, ClaimTable]:
    """A store read anew, up to the bytes that the map is sent."""
    read_s, loaded = timed(lambda: load_claims(at, None, shipped))
    table_s, table = timed(lambda: ClaimTable(loaded.dataset, loaded.gazetteer))
    pack_s, _ = timed(lambda: pack_columns(table))
    return Opening(read_s, table_s, pack_s), loaded, table


def edits(at: StoreAt, loaded: Loaded, shipped: Gazetteer) -> tuple[list[float], list[float]]:
    """Milliseconds until an edit is on the disk, and until the map's columns hold it."""
    store, saved, shown = at.open(), [], []
    step = max(1, len(loaded.held.claims) // EDITS)
    for number, old in enumerate(loaded.held.claims[::step][:EDITS]):
        version = current(store, RecordKind.CLAIM, old.id)
        new = replace(old, summary=f"{old.summary} Edited {number}.", date=None)
        saved.append(timed(partial(edit, store, [(new, version.change)], _BY))[0] * 1000)

        def show(earlier: Loaded = loaded) -> Loaded:
            read = load_claims(at, None, shipped, earlier=earlier)
            pack_columns(ClaimTable(read.dataset, read.gazetteer))
            return read

        seconds, loaded = timed(show)
        shown.append(seconds * 1000)
    return saved, shown


def came_in(name: str, path: Path, claims: int, out_s: float | None) -> Trip:
    """A file read into an empty store, and what pandas or GeoPandas takes for the same file."""
    store = create_store(path.with_name("incoming.db"))
    gazetteer, regions = load_gazetteer(), load_regions()

    def bring_in() -> Report:
        incoming = read_incoming(path, gazetteer, regions)
        take_in(store, incoming.records, _BY, problems=incoming.report.problems)
        return incoming.report

    in_s, report = timed(bring_in)
    path.with_name("incoming.db").unlink()
    if report.taken != claims:
        refused = "; ".join(one.sentence() for one in report.problems[:3])
        raise RuntimeError(f"{report.taken:,} of {claims:,} claims of {path.name}: {refused}")
    read, write = _THEIRS[path.suffix]
    their_in_s, frame = timed(lambda: read(path))
    their_out_s = timed(lambda: write(frame, path.with_name(f"theirs{path.suffix}")))[0]
    size_mb = path.stat().st_size / 1e6
    return Trip(name, claims, size_mb, in_s, out_s, their_in_s, their_out_s)


def plain_table(table: ClaimTable, path: Path) -> None:
    """The claims as others would write them down: a table of their own columns."""
    days = pd.to_datetime(pd.Series(table.first_day).where(table.first_day > -1_000_000), unit="D")
    named = ["" if one is None else one.place.name for one in table.locations]
    columns = {
        "event_id": table.ids,
        "event_date": days.dt.strftime("%Y-%m-%d"),
        "latitude": table.lat.round(4),
        "longitude": table.lon.round(4),
        "location": named,
        "description": [f"Row {one}" for one in table.ids],
        "published": "2026-11-20",
        "source": [f"Outlet {number % 40}" for number in range(table.n)],
    }
    pd.DataFrame(columns).to_csv(path, index=False)


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds that something takes, and what it gives; garbage of before is not counted."""
    gc.collect()
    began = time.perf_counter()
    found = work()
    return time.perf_counter() - began, found


def say(text: str) -> None:
    """Progress, for whoever watches."""
    print(text, file=sys.stderr, flush=True)


def _csv(table: ClaimTable, rows: range, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as out:
        write_claims_csv(table, rows, out)


def _geojson(table: ClaimTable, rows: range, path: Path) -> None:
    with path.open("w", encoding="utf-8") as out:
        write_geojson(table, rows, out, {})


def _gpkg(table: ClaimTable, rows: range, path: Path) -> None:
    write_gpkg(table, rows, path)


def _parquet(table: ClaimTable, rows: range, path: Path) -> None:
    with path.open("wb") as out:
        write_parquet(table, rows, out)


def _read_layers(path: Path) -> gpd.GeoDataFrame:
    layers = [gpd.read_file(path, layer=one) for one in ("claims_points", "claims_areas")]
    return gpd.GeoDataFrame(pd.concat(layers, ignore_index=True), crs=layers[0].crs)


_THEIRS: Final[dict[str, tuple[Callable[[Path], Any], Callable[[Any, Path], Any]]]] = {
    ".csv": (pd.read_csv, lambda frame, path: frame.to_csv(path, index=False)),
    ".parquet": (gpd.read_parquet, lambda frame, path: frame.to_parquet(path)),
    ".gpkg": (_read_layers, lambda frame, path: frame.to_file(path, driver="GPKG")),
    ".geojson": (gpd.read_file, lambda frame, path: frame.to_file(path, driver="GeoJSON")),
}


if __name__ == "__main__":
    sys.exit(main())
