"""GeoPackages in: our own by their tables, other people's by their layers of features.

Read with SQLite itself, so that a damaged row is refused alone and no more than a row is held.
Nothing in the file is executed: it is opened read-only and its triggers and views are not trusted.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from geo.errors import InputRefused, Problem
from geo.exchange.crs_in import Reproject, to_lonlat
from geo.exchange.feature import Extent, Feature
from geo.exchange.features import records_of
from geo.exchange.geometry_in import GeometryRefusedError
from geo.exchange.gpkg_own import OwnTables
from geo.exchange.gpkg_schema import AREAS, POINTS, UNPLACED
from geo.exchange.mapping import Mapping as ColumnMapping
from geo.exchange.parquet_in import shape_of
from geo.exchange.rebuild import is_full
from geo.exchange.report import Record, Report, Tick
from geo.places.gazetteer import Gazetteer
from geo.places.regions import Regions

_ENVELOPES: Final = (0, 32, 48, 48, 64)
"""Bytes of the bounds in the header of a geometry, by their kind (clause 2.1.3.1.1)."""


def read(
    path: Path,
    gazetteer: Gazetteer,
    regions: Regions,
    report: Report,
    tick: Tick,
    mapping: ColumnMapping | None = None,
) -> Iterator[Record]:
    """The records of a GeoPackage; `features` says what is refused."""
    extent = Extent()
    found = features(path, report, extent)
    yield from records_of(found, gazetteer, regions, report, tick, extent, mapping)


def features(path: Path, report: Report, extent: Extent) -> Iterator[Feature]:
    """The features of a GeoPackage, layer after layer; other reference systems are reprojected.

    Raises `InputRefused` when it is no GeoPackage or nothing of it can be read.
    """
    try:
        _check_journal(path, report)
        with closing(_opened(path)) as database:
            layers = _layers(database, report)
            extent.features = sum(_count(database, name) for name in layers)
            yield from _features(database, layers, report)
    except (sqlite3.Error, OSError) as error:
        message = f"cannot be read as a GeoPackage ({error})."
        remedy = "Export it again; the file may be damaged or cut off."
        raise _refused(report, message, remedy) from error


def _check_journal(path: Path, report: Report) -> None:
    """Refuse a file with its newest changes in a journal beside it, as while QGIS has it open."""
    journal = path.with_name(f"{path.name}-wal")
    if journal.exists() and journal.stat().st_size:
        message = "is open in another program, which has not yet written all its changes into it."
        raise _refused(report, message, "Close it there, and import it again.")


def _opened(path: Path) -> sqlite3.Connection:
    address = path.resolve().as_uri() + "?mode=ro&immutable=1"
    database = sqlite3.connect(address, uri=True, isolation_level=None)
    database.row_factory = sqlite3.Row
    database.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
    for rule in ("trusted_schema = OFF", "cell_size_check = ON", "temp_store = FILE"):
        database.execute(f"PRAGMA {rule}")
    return database


def _layers(database: sqlite3.Connection, report: Report) -> dict[str, str | None]:
    """Tables to read, each with its column of geometry, if it has one."""
    known = {
        row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type='table'")
    }
    if not {"gpkg_contents", "gpkg_spatial_ref_sys"} <= known:
        message = "is a SQLite database, but no GeoPackage: it has no table gpkg_contents."
        raise _refused(report, message, "Export a GeoPackage (.gpkg) from the other program.")
    columns: dict[str, str | None] = {}
    if "gpkg_geometry_columns" in known:
        query = (
            "SELECT table_name, column_name FROM gpkg_geometry_columns WHERE table_name IN "
            "(SELECT table_name FROM gpkg_contents WHERE data_type = 'features')"
        )
        columns = {row[0]: row[1] for row in database.execute(query) if row[0] in known}
    if UNPLACED in known:
        columns[UNPLACED] = None
    if not columns:
        message = "holds no layer of features."
        raise _refused(report, message, "Export a layer of points or areas into it.")
    return columns


def _features(
    database: sqlite3.Connection, layers: dict[str, str | None], report: Report
) -> Iterator[Feature]:
    own = OwnTables(database) if OwnTables.are_in(database) else None
    number = 0
    for layer, column in layers.items():
        try:
            reproject = _reproject(database, layer) if column else to_lonlat("EPSG:4326")
        except GeometryRefusedError as error:
            report.refuse(None, f"{layer}.{column}", error.value, error.message, error.remedy)
            continue
        rows = database.execute(f"SELECT * FROM {_quoted(layer)}")  # noqa: S608
        ours = own is not None and layer in (POINTS, AREAS, UNPLACED)
        records = own.joined(layer, rows) if own is not None and ours else map(dict, rows)
        for fields in records:
            number += 1
            binary = fields.pop(column, None) if column else None
            if is_full(fields):
                yield Feature(number, fields, None, layer)
                continue
            try:
                fields.pop("fid", None)
                yield Feature(number, fields, _shape(binary, reproject), layer)
            except GeometryRefusedError as error:
                report.rows += 1
                report.refuse(number, column, error.value, error.message, error.remedy)


def _shape(binary: Any, reproject: Reproject) -> Any:
    """A geometry out of a GeoPackage's own wrapping; ``None`` for none or an empty one."""
    if binary is None:
        return None
    wrong = GeometryRefusedError("", "is no geometry of a GeoPackage.", "Mend or empty it.")
    if not isinstance(binary, bytes) or len(binary) < 8 or binary[:2] != b"GP":
        raise wrong
    flags = binary[3]
    kind = flags >> 1 & 0b111
    if kind >= len(_ENVELOPES) or flags & 0b100000:  # 0b100000: an extension's own form
        raise wrong
    return shape_of(binary[8 + _ENVELOPES[kind] :], reproject)


def _reproject(database: sqlite3.Connection, layer: str) -> Reproject:
    """The way from a layer's reference system to lon/lat. Raises `GeometryRefusedError`."""
    query = (
        "SELECT s.organization, s.organization_coordsys_id, s.definition, s.srs_id "
        "FROM gpkg_geometry_columns g JOIN gpkg_spatial_ref_sys s ON s.srs_id = g.srs_id "
        "WHERE g.table_name = ?"
    )
    found = database.execute(query, (layer,)).fetchone()
    if found is None:
        raise GeometryRefusedError(
            "", "has no reference system.", "Give the layer one, EPSG:4326 for degrees."
        )
    organization, code, definition, srs = found
    if srs == 0:  # "undefined geographic": degrees, as most of those are
        return to_lonlat("EPSG:4326")
    if str(organization).upper() == "EPSG":
        return to_lonlat(f"EPSG:{code}")
    return to_lonlat(str(definition))


def _count(database: sqlite3.Connection, layer: str) -> int:
    number: int = database.execute(f"SELECT count(*) FROM {_quoted(layer)}").fetchone()[0]  # noqa: S608
    return number


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _refused(report: Report, message: str, remedy: str) -> InputRefused:
    return InputRefused([Problem(report.file, None, None, "", message, remedy)])
