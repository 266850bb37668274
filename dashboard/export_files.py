"""Claims as a file to take away: which formats there are, what for, and how each is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from dashboard.jobs import Tick
from dashboard.uploads import OwnFile
from geo.claims.table import ClaimTable

_TICK_EVERY: Final = 200

Writer = Callable[[ClaimTable, Iterable[int], Path, Mapping[str, Any]], None]


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """A format: its name, what it is for in one line, the ending and type of its files."""

    name: str
    purpose: str
    ending: str
    mime: str
    write: Writer


def _csv(table: ClaimTable, rows: Iterable[int], path: Path, about: Mapping[str, Any]) -> None:
    from geo.exchange.claims_csv import write_claims_csv

    with path.open("x", encoding="utf-8", errors="backslashreplace", newline="") as out:
        write_claims_csv(table, rows, out)


def _geojson(table: ClaimTable, rows: Iterable[int], path: Path, about: Mapping[str, Any]) -> None:
    from geo.exchange.geojson import write_geojson

    with path.open("x", encoding="utf-8", errors="backslashreplace", newline="\n") as out:
        write_geojson(table, rows, out, about)


def _parquet(table: ClaimTable, rows: Iterable[int], path: Path, about: Mapping[str, Any]) -> None:
    from geo.exchange.parquet import write_parquet

    with path.open("xb") as out:
        write_parquet(table, rows, out, about)


def _gpkg(table: ClaimTable, rows: Iterable[int], path: Path, about: Mapping[str, Any]) -> None:
    from geo.exchange.gpkg import write_gpkg

    write_gpkg(table, rows, path, about)


def _kml(table: ClaimTable, rows: Iterable[int], path: Path, about: Mapping[str, Any]) -> None:
    from geo.exchange.kml import write_kml

    with path.open("x", encoding="utf-8", errors="backslashreplace", newline="\n") as out:
        write_kml(table, rows, out, about)


FORMATS: Final = (
    ExportFormat(
        "CSV", "For a spreadsheet. What a spreadsheet might run as a formula is made harmless.",
        "csv", "text/csv", _csv,
    ),
    ExportFormat(
        "GeoJSON", "For web maps and most programs that know geometry.",
        "geojson", "application/geo+json", _geojson,
    ),
    ExportFormat(
        "GeoPackage", "For QGIS: opens with the colours and symbols of the map.",
        "gpkg", "application/geopackage+sqlite3", _gpkg,
    ),
    ExportFormat(
        "GeoParquet", "For Python, R and DuckDB: small, and quick to read.",
        "parquet", "application/vnd.apache.parquet", _parquet,
    ),
    ExportFormat(
        "KML", "For Google Earth, with the dates on its time slider.",
        "kml", "application/vnd.google-earth.kml+xml", _kml,
    ),
)  # fmt: skip
"""In the order they are offered. All hold every field, so that importing them gives the same
claims again."""


@dataclass(frozen=True, slots=True)
class Exported:
    """A finished file and how many claims are in it."""

    file: OwnFile
    bytes: int
    claims: int


def export(
    format: ExportFormat,
    table: ClaimTable,
    rows: Sequence[int],
    name: str,
    about: Mapping[str, Any],
    tick: Tick,
    owner: str = "",
) -> Exported:
    """Write claims to a new file called `name` with the format's ending.

    `owner` is the session it is for. Raises `ExportError`, and `Cancelled` when `tick` does; no
    file is left then.
    """
    file = OwnFile(f"{name}.{format.ending}", owner)
    try:
        with file.held() as path:
            format.write(table, _watched(rows, tick), path, about)
    except BaseException:
        file.remove()
        raise
    return Exported(file, file.path.stat().st_size, len(rows))


def _watched(rows: Sequence[int], tick: Tick) -> Iterator[int]:
    for done, row in enumerate(rows):
        if done % _TICK_EVERY == 0:
            tick(done, len(rows))
        yield row
    tick(len(rows), len(rows))
