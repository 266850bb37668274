"""Claims as GeoParquet 1.1: one row a claim, geometry as WKB in OGC:CRS84, lists as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import islice
from typing import IO, Any, Final

import pyarrow as pa
import pyarrow.parquet as pq
import shapely
from shapely.geometry.base import BaseGeometry

from geo.claims.table import ClaimTable
from geo.exchange.records import FIELDS, Recorder, flat

GEOMETRY: Final = "geometry"
_PORTION: Final = 10_000
_DAYS: Final = ("date_from", "date_to", "reviewed")
_REALS: Final = ("figure_low", "figure_high", "near_km", "distance_km", "bearing_deg")
_TYPES: Final[Mapping[str, pa.DataType]] = {
    **dict.fromkeys(_DAYS, pa.date32()),
    **dict.fromkeys(_REALS, pa.float64()),
    "figure_approx": pa.bool_(),
    "origins": pa.int32(),
}
_SCHEMA: Final = pa.schema(
    [(name, _TYPES.get(name, pa.string())) for name in FIELDS] + [(GEOMETRY, pa.binary())]
)


def write_parquet(
    table: ClaimTable,
    rows: Iterable[int],
    out: IO[bytes],
    about: Mapping[str, Any] | None = None,
) -> None:
    """Write `rows`; ten thousand are held at once, and the same input gives the same bytes.

    Geometries are those of `geo.exchange.geojson`, unrounded. `about` is kept as JSON in the
    file's metadata under ``claim_atlas``.
    """
    types: set[str] = set()
    bounds: list[tuple[float, ...]] = []
    remaining = iter(rows)
    recorder = Recorder(table)
    with pq.ParquetWriter(out, _SCHEMA) as writer:
        while portion := list(islice(remaining, _PORTION)):
            shapes = [_geometry(table, row) for row in portion]
            types.update(one.geom_type for one in shapes if one is not None)
            bounds += {one.bounds for one in shapes if one is not None}
            records = list(_records(recorder, portion, shapes))
            writer.write_table(pa.Table.from_pylist(records, schema=_SCHEMA))
        column: dict[str, Any] = {"encoding": "WKB", "geometry_types": sorted(types)}
        if bounds:
            west, south, east, north = zip(*bounds, strict=True)
            column["bbox"] = [min(west), min(south), max(east), max(north)]
        geo = {"version": "1.1.0", "primary_column": GEOMETRY, "columns": {GEOMETRY: column}}
        notes = {"geo": json.dumps(geo)}
        if about is not None:
            notes["claim_atlas"] = json.dumps(dict(about), ensure_ascii=False)
        writer.add_key_value_metadata(notes)


def _records(
    recorder: Recorder, portion: list[int], shapes: list[BaseGeometry | None]
) -> Iterator[dict[str, Any]]:
    for row, binary in zip(portion, shapely.to_wkb(shapes), strict=True):
        fields = flat(recorder.record(row))
        for name in _DAYS:
            if fields[name] is not None:
                fields[name] = date.fromisoformat(fields[name])
        fields[GEOMETRY] = binary
        yield fields


def _geometry(table: ClaimTable, row: int) -> BaseGeometry | None:
    location = table.locations[row]
    return None if location is None else location.geometry
