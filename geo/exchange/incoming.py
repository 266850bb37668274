"""Files that come in: one door for every format.

`recognise` says what a file is, `read_incoming` gives its records one after the other. Each format
is a module with a function ``read``, named in `READERS` and imported when it is needed:

    def read(path: Path, gazetteer: Gazetteer, regions: Regions, report: Report, tick: Tick)
        -> Iterator[Record]

A reader yields whole records in an order in which none refers to a later one, and each id at most
once; it holds no more than a portion of the file at a time; it adds to `report` what it refuses,
with row, column, value and remedy, and goes on; it raises `InputRefused` only where nothing of the
file can be read; it calls `tick` now and then (every few hundred rows). A format with a mapping of
columns takes it as a last argument.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Protocol, cast

from geo.exchange.report import Record, Report, Tick, no_tick

if TYPE_CHECKING:
    from geo.exchange.mapping import Mapping as ColumnMapping
    from geo.places.gazetteer import Gazetteer
    from geo.places.regions import Regions

__all__ = ["READERS", "Format", "Incoming", "Record", "Report", "Tick", "read_incoming"]


class Format(StrEnum):
    """What an incoming file is."""

    CLAIM_ATLAS_CSV = "claims-csv"
    TABLE = "csv"
    UCDP = "ucdp"
    VIINA = "viina"
    ACLED = "acled"
    GEOJSON = "geojson"
    KML = "kml"
    GPKG = "gpkg"
    PARQUET = "parquet"
    SEEDS = "seeds"
    GAZETTEER = "gazetteer"


READERS: Final[Mapping[Format, str]] = MappingProxyType(
    {
        Format.CLAIM_ATLAS_CSV: "geo.exchange.claims_csv_in",
        Format.TABLE: "geo.exchange.table_in",
        Format.UCDP: "geo.exchange.ucdp",
        Format.VIINA: "geo.exchange.viina",
        Format.ACLED: "geo.exchange.acled",
        Format.GEOJSON: "geo.exchange.geojson_in",
        Format.KML: "geo.exchange.kml_in",
        Format.GPKG: "geo.exchange.gpkg_in",
        Format.PARQUET: "geo.exchange.parquet_in",
        Format.SEEDS: "geo.exchange.seeds_in",
        Format.GAZETTEER: "geo.exchange.gazetteer_in",
    }
)
"""The module that reads each format."""

SPATIAL: Final = frozenset({Format.GEOJSON, Format.KML, Format.GPKG, Format.PARQUET})
"""Formats of features; the properties of other programs' features are columns."""

TAKES_MAPPING: Final = SPATIAL | {Format.TABLE}
"""Formats whose reader is given a mapping of columns as a last argument."""


class Reader(Protocol):
    """What a module of `READERS` offers as ``read``."""

    def __call__(
        self,
        path: Path,
        gazetteer: Gazetteer,
        regions: Regions,
        report: Report,
        tick: Tick,
        mapping: ColumnMapping | None = ...,
    ) -> Iterator[Record]:
        """The records of a file."""


@dataclass
class Incoming:
    """A file that is being read: consume `records`, then look at `report`."""

    format: Format
    name: str
    records: Iterator[Record]
    report: Report


def recognise(path: Path) -> Format:
    """What a file or folder is, going by its contents.

    Raises `InputRefused` with what is accepted for anything else.
    """
    from geo.exchange.recognition import recognised

    return Format(recognised(Path(path)))


def read_incoming(
    path: Path,
    gazetteer: Gazetteer,
    regions: Regions,
    *,
    format: Format | None = None,
    mapping: ColumnMapping | None = None,
    tick: Tick | None = None,
) -> Incoming:
    """Open a file; its records come as they are asked for.

    `format` is recognised unless given; `mapping` says what the columns of a table mean, and is
    guessed unless given. Raises `InputRefused` when the file is of no known kind, or while records
    are consumed, where nothing of it can be read. Rows that cannot be used are in the report.
    """
    path = Path(path)
    chosen = recognise(path) if format is None else format
    report = Report(path.name)
    read = cast("Reader", import_module(READERS[chosen]).read)
    watched = no_tick if tick is None else tick
    if chosen in TAKES_MAPPING:
        records = read(path, gazetteer, regions, report, watched, mapping)
    else:
        records = read(path, gazetteer, regions, report, watched)
    return Incoming(chosen, path.name, records, report)
