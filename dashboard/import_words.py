"""What the import page says: formats, why a file is one, what would become of its records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Final

from dashboard.import_run import Watch, Ways
from geo.errors import InputRefused, Problem
from geo.exchange.delimited import open_table
from geo.exchange.incoming import Format
from geo.exchange.recognition import MARKS
from geo.exchange.report import Report
from geo.store.records import RecordKind
from geo.store.taken import Fate, Taken

NAMES: Final[Mapping[Format, str]] = MappingProxyType(
    {
        Format.TABLE: "Table with columns of its own (CSV)",
        Format.CLAIM_ATLAS_CSV: "Claims as exported here (CSV)",
        Format.UCDP: "UCDP GED events (CSV)",
        Format.VIINA: "VIINA reports (CSV)",
        Format.ACLED: "ACLED events (CSV)",
        Format.GEOJSON: "GeoJSON",
        Format.GPKG: "GeoPackage",
        Format.PARQUET: "GeoParquet",
        Format.KML: "KML or KMZ",
        Format.GAZETTEER: "Places (gazetteer.csv)",
    }
)
"""Formats that a page can be handed, in the order they are offered. A folder is none of them."""

ENDINGS: Final = ("csv", "tsv", "txt", "json", "geojson", "kml", "kmz", "gpkg", "parquet")

_WHY: Final[Mapping[Format, str]] = MappingProxyType(
    {
        Format.TABLE: "a table with columns of its own",
        Format.GEOJSON: "known by its beginning, which is JSON",
        Format.GPKG: "known by its beginning: a database that calls itself a GeoPackage",
        Format.PARQUET: "known by its beginning, the mark of Parquet files",
        Format.KML: "known by the KML document in it",
    }
)

KINDS: Final[Mapping[RecordKind, str]] = MappingProxyType(
    {
        RecordKind.CLAIM: "Claims",
        RecordKind.STATEMENT: "Statements",
        RecordKind.DOCUMENT: "Documents",
        RecordKind.ORIGINATOR: "Originators",
        RecordKind.PLACE: "Places",
    }
)

SEPARATORS: Final = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}

PROBLEM_COLUMNS: Final = ("Row", "Column", "Value", "Why it is refused, and what to do")


def number_of(number: int, one: str, many: str | None = None) -> str:
    """``1 claim``, ``1,200 claims``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def why_format(found: Format) -> str:
    """Why a file was taken for one of a format."""
    if found in _WHY:
        return _WHY[found]
    marks = ", ".join(sorted(MARKS.get(found.value, ())))
    return f"known by its columns {marks}" if marks else "known by its columns"


def table_words(path: Path) -> str:
    """How a table is written: ``"Windows-1252 (Western), semicolons"``. Empty where it is none."""
    try:
        with open_table(path, Report(path.name)) as table:
            return (
                f"{table.encoding.name}, {SEPARATORS.get(table.separator, table.separator)} "
                f"between {len(table.header)} columns"
            )
    except InputRefused:
        return ""


def tally_rows(taken: Taken) -> list[dict[str, object]]:
    """One row for each kind of record of a file, with what becomes of how many.

    Columns in which nothing stands are left out, the first two never.
    """
    fates = {
        "New": Fate.ADDED,
        "Here already, the same": Fate.SAME,
        "Here with other contents": Fate.DIFFERING,
        "Here, but retracted": Fate.RETRACTED,
        "Brought up to date": Fate.UPDATED,
    }
    shown = [
        name for number, (name, fate) in enumerate(fates.items()) if number < 2 or taken.count(fate)
    ]
    return [
        {"": word, **{name: taken.tally[kind, fates[name]] for name in shown}}
        for kind, word in KINDS.items()
        if any(taken.tally[kind, fate] for fate in Fate)
    ]


def to_write(taken: Taken, ways: Ways, *kinds: RecordKind) -> int:
    """How many records of some kinds, or of any, would be written now."""
    return (
        taken.count(Fate.ADDED, *kinds)
        + taken.count(Fate.DIFFERING, *kinds) * ways.update
        + taken.count(Fate.RETRACTED, *kinds) * ways.bring_back
    )


def button_words(taken: Taken, ways: Ways) -> str:
    """What the button promises: ``"Import 12 claims"``; of places alone, those."""
    for kind, one, many in (
        (RecordKind.CLAIM, "claim", "claims"),
        (RecordKind.PLACE, "place", "places"),
    ):
        if number := to_write(taken, ways, kind):
            return f"Import {number_of(number, one, many)}"
    return f"Import {number_of(to_write(taken, ways), 'record')}"


def made_words(taken: Taken) -> str:
    """What an import did: ``"12 claims, 12 statements and 3 documents"``."""
    singular = {kind: word[:-1].lower() for kind, word in KINDS.items()}
    numbers = {
        kind: taken.tally[kind, Fate.ADDED] + taken.tally[kind, Fate.UPDATED] for kind in KINDS
    }
    parts = [number_of(number, singular[kind]) for kind, number in numbers.items() if number]
    return f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else "".join(parts)


def problem_rows(problems: Iterable[Problem]) -> list[dict[str, object]]:
    """Refused values as rows of a table, under `PROBLEM_COLUMNS`."""
    return [
        dict(
            zip(
                PROBLEM_COLUMNS,
                (one.row, one.column or "", one.value, f"{one.message} {one.remedy}".strip()),
                strict=True,
            )
        )
        for one in problems
    ]


def claim_counts(watch: Watch) -> str:
    """How many claims have a place and a date: ``"4 claims: 3 on the map, 1 not yet; …"``."""
    unplaced, undated = watch.claims - watch.placed, watch.claims - watch.dated
    return (
        f"{number_of(watch.claims, 'claim')}: {watch.placed:,} with a place on the map, "
        f"{unplaced:,} without one yet; {watch.dated:,} with a date, {undated:,} without"
    )


def refused_rows(problems: Sequence[Problem]) -> int:
    """How many rows have something refused; the file as a whole counts as one."""
    return len({one.row for one in problems})
