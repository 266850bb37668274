"""What an incoming file is, by its first bytes and, of tables, by its header."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import Final

from geo.errors import InputRefused, Problem
from geo.exchange import seed_rows
from geo.exchange.seeds import FILES
from geo.places.rows import COLUMNS as GAZETTEER_COLUMNS

ACCEPTED: Final = (
    "Accepted are CSV tables (of any columns, of UCDP GED, VIINA or ACLED, or as Claim Atlas "
    "writes them), GeoJSON, KML, GeoPackage, GeoParquet, a gazetteer.csv, and a folder with "
    f"{', '.join(FILES)}."
)

_HEAD_BYTES: Final = 65_536
_SQLITE: Final = b"SQLite format 3\0"
_GEOPACKAGE_IDS: Final = (b"GPKG", b"GP10", b"GP11")
_STORE_ID: Final = b"CLAT"

MARKS: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "ucdp": frozenset({"where_prec", "date_prec", "type_of_violence"}),
        "acled": frozenset({"event_id_cnty", "event_date", "geo_precision"}),
        "viina": frozenset({"asciiname", "adm1_name", "geonameid"}),
        "claims-csv": frozenset({"id", "modality", "relation", "statements"}),
        "gazetteer": frozenset({"id", "level", "radius_km", "area", "names"}),
    }
)
"""Columns that tell a table's kind when all of them are there, in small letters."""


def refusal(path: Path, message: str, remedy: str) -> InputRefused:
    """The refusal of a file as a whole."""
    return InputRefused([Problem(path.name, None, None, "", message, remedy)])


def recognised(path: Path) -> str:
    """The value of `geo.exchange.incoming.Format` for a file or folder; see `recognise`."""
    if path.is_dir():
        if any((path / name).is_file() for name in FILES):
            return "seeds"
        raise refusal(path, "is a folder without any of the four files of claims.", ACCEPTED)
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES)
    except FileNotFoundError:
        raise refusal(path, "does not exist.", "Check the name.") from None
    except OSError as error:
        raise refusal(
            path, f"cannot be read ({error.strerror}).", "Check its permissions."
        ) from error
    if not head.strip(b"\0 \t\r\n"):
        raise refusal(path, "is empty.", ACCEPTED)
    return _of_binary(path, head) or _of_text(path, head)


def _of_binary(path: Path, head: bytes) -> str | None:
    if head.startswith(_SQLITE):
        if head[68:72] == _STORE_ID:
            raise refusal(
                path, "is a store of Claim Atlas, not a file to import.",
                "Open it with --store, or export its claims and import that file.",
            )  # fmt: skip
        if head[68:72] in _GEOPACKAGE_IDS or path.suffix.lower() == ".gpkg":
            return "gpkg"
        raise refusal(path, "is a SQLite database, but no GeoPackage.", ACCEPTED)
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(b"PK\x03\x04"):
        return _of_zip(path)
    for start, (what, remedy) in _FOREIGN.items():
        if head.startswith(start):
            raise refusal(path, f"is {what}.", remedy)
    return None


_AS_CSV: Final = "Save the sheet as 'CSV UTF-8 (comma delimited)' and import that file."

_FOREIGN: Final[Mapping[bytes, tuple[str, str]]] = MappingProxyType(
    {
        b"\xd0\xcf\x11\xe0": ("an old Excel or Office file", _AS_CSV),
        b"%PDF": ("a PDF", ACCEPTED),
        b"\x1f\x8b": ("compressed (gzip)", "Unpack it first and import the file in it."),
        b"\x28\xb5\x2f\xfd": ("compressed (zstd)", "Unpack it first and import the file in it."),
        b"Rar!": ("an archive (RAR)", "Unpack it first and import the file in it."),
        b"7z\xbc\xaf": ("an archive (7z)", "Unpack it first and import the file in it."),
        b"\x89PNG": ("a picture", ACCEPTED),
        b"\xff\xd8\xff": ("a picture", ACCEPTED),
    }
)


def _of_zip(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as packed:
            names = [one.lower() for one in packed.namelist()[:10_000]]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise refusal(path, "is a damaged ZIP archive.", ACCEPTED) from None
    if any(name.startswith("xl/") for name in names):
        raise refusal(path, "is an Excel workbook.", _AS_CSV)
    if any(name.endswith("content.xml") for name in names):
        raise refusal(path, "is an OpenDocument file.", _AS_CSV)
    if any(name.endswith(".kml") for name in names):
        return "kml"
    raise refusal(path, "is a ZIP archive.", "Unpack it first and import the file in it.")


def _of_text(path: Path, head: bytes) -> str:
    start = head.removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"").lstrip(b"\xff\xfe \t\r\n")
    if start.startswith((b"{", b"[")):
        return "geojson"
    if start.startswith(b"<"):
        if b"<kml" in start or b":kml" in start or path.suffix.lower() == ".kml":
            return "kml"
        raise refusal(path, "is XML or HTML, but no KML.", ACCEPTED)
    return kind_of_header(path)


def kind_of_header(path: Path) -> str:
    """Which kind of table a file is, by the names of its columns."""
    from geo.exchange.delimited import open_table
    from geo.exchange.report import Report

    with open_table(path, Report(path.name)) as table:
        names = frozenset(name.strip().lower() for name in islice(table.header, 1_000))
    for kind, marks in MARKS.items():
        if marks <= names:
            return kind
    tables: tuple[tuple[str, tuple[str, ...]], ...] = (
        ("gazetteer", GAZETTEER_COLUMNS),
        ("documents.csv", seed_rows.DOCUMENT_COLUMNS),
        ("originators.csv", seed_rows.ORIGINATOR_COLUMNS),
        ("claims.csv", seed_rows.CLAIM_COLUMNS),
        ("statements.csv", seed_rows.STATEMENT_COLUMNS),
    )
    for kind, columns in tables:
        if set(columns) <= names:
            if kind.endswith(".csv"):
                raise refusal(
                    path, f"looks like {kind}, which refers to the other files beside it.",
                    "Import the folder that holds all four.",
                )  # fmt: skip
            return kind
    return "csv"
