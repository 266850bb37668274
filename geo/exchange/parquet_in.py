"""GeoParquet in, in portions of rows; a Parquet file without geometry is a table of its columns."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq
import shapely
from shapely.errors import GEOSException
from shapely.geometry.base import BaseGeometry

from geo.errors import InputRefused, Problem
from geo.exchange.crs_in import Reproject, to_lonlat
from geo.exchange.feature import Extent, Feature
from geo.exchange.features import records_of
from geo.exchange.geometry_in import GeometryRefusedError, checked
from geo.exchange.mapping import Mapping as ColumnMapping
from geo.exchange.rebuild import is_full
from geo.exchange.report import Record, Report, Tick
from geo.places.gazetteer import Gazetteer
from geo.places.regions import Regions

_PORTION: Final = 2_000
_AGAIN: Final = "Export it again as GeoParquet with WKB geometries."


def read(
    path: Path,
    gazetteer: Gazetteer,
    regions: Regions,
    report: Report,
    tick: Tick,
    mapping: ColumnMapping | None = None,
) -> Iterator[Record]:
    """The records of a (Geo)Parquet file; `features` says what is refused."""
    extent = Extent()
    found = features(path, report, extent)
    yield from records_of(found, gazetteer, regions, report, tick, extent, mapping)


def features(path: Path, report: Report, extent: Extent) -> Iterator[Feature]:
    """The rows of a (Geo)Parquet file; other reference systems are reprojected.

    Raises `InputRefused` when it cannot be read or its geometries are in no known form.
    """
    try:
        with pq.ParquetFile(path) as file:
            extent.features = file.metadata.num_rows
            yield from _features(file, report)
    except (pa.ArrowException, OSError) as error:
        what = f"cannot be read as Parquet ({str(error)[:200]})."
        raise _refused(report, None, "", what, _AGAIN) from error


def _features(file: pq.ParquetFile, report: Report) -> Iterator[Feature]:
    column, reproject = _geometry_column(file, report)
    number = 0
    for batch in file.iter_batches(batch_size=_PORTION):
        for fields in batch.to_pylist():
            number += 1
            binary = fields.pop(column, None) if column else None
            if is_full(fields):
                yield Feature(number, fields)
                continue
            try:
                yield Feature(number, fields, shape_of(binary, reproject))
            except GeometryRefusedError as error:
                report.rows += 1
                report.refuse(number, column, error.value, error.message, error.remedy)


def shape_of(binary: Any, reproject: Reproject) -> BaseGeometry | None:
    """A WKB geometry, checked. Raises `GeometryRefusedError`."""
    if binary is None:
        return None
    try:
        geometry = shapely.from_wkb(binary)
    except (GEOSException, TypeError, ValueError) as error:
        raise GeometryRefusedError(
            "", f"is no geometry that can be read ({str(error)[:120]}).", "Mend or empty it."
        ) from None
    if geometry is None or geometry.is_empty:
        return None
    return checked(reproject(shapely.force_2d(geometry)))


def _geometry_column(file: pq.ParquetFile, report: Report) -> tuple[str | None, Reproject]:
    """The column that holds WKB, and the way from its reference system to lon/lat."""
    notes = file.metadata.metadata or {}
    try:
        geo = json.loads(notes.get(b"geo", b"null"))
        if geo is None:
            return None, to_lonlat("EPSG:4326")
        column = geo["primary_column"]
        about = geo["columns"][column]
        encoding, crs = about.get("encoding"), about.get("crs", "OGC:CRS84")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        message = "has geo metadata that cannot be read."
        raise _refused(report, None, "", message, _AGAIN) from None
    if encoding != "WKB" or column not in file.schema_arrow.names:
        message = "is not the encoding WKB of a column of the file."
        raise _refused(report, "geometry", str(encoding), message, _AGAIN)
    if crs is None:
        report.note("The file says nothing of its reference system; read as longitude and latitude")
        crs = "OGC:CRS84"
    try:
        return column, to_lonlat(crs)
    except GeometryRefusedError as error:
        raise _refused(report, "crs", error.value, error.message, error.remedy) from None


def _refused(
    report: Report, column: str | None, value: str, message: str, remedy: str
) -> InputRefused:
    return InputRefused([Problem(report.file, None, column, value, message, remedy)])
