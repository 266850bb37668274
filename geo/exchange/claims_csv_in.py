"""The claims CSV that Claim Atlas writes, read back."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from geo.errors import InputRefused, Problem
from geo.exchange.claims_csv import unprotect
from geo.exchange.feature import Extent, Feature
from geo.exchange.features import records_of
from geo.exchange.records import DERIVED, FIELDS, NESTED
from geo.exchange.report import Record, Report, Tick
from geo.places.gazetteer import Gazetteer
from geo.places.regions import Regions

LONGEST_CELL: Final = 10_000_000
"""Characters; `statements` of a claim with a thousand voices has one million."""

_READ: Final = tuple(name for name in FIELDS if name not in DERIVED)
_NOT_NEEDED: Final = frozenset(FIELDS) - {"id", "kind", "modality", "summary", "statements"}


def read(
    path: Path, gazetteer: Gazetteer, regions: Regions, report: Report, tick: Tick
) -> Iterator[Record]:
    """The records of a claims CSV; a row at a time is held.

    Columns may have been moved and others added; those that only follow from the rest (status,
    confidence ...) may be missing. Raises `InputRefused` when the file cannot be read or a column
    is missing without which there is no claim.
    """
    csv.field_size_limit(LONGEST_CELL)
    try:
        size = path.stat().st_size
        with path.open("rb") as binary:
            file = io.TextIOWrapper(binary, "utf-8-sig", "surrogateescape", newline="")
            extent = Extent(share=lambda: binary.tell() / max(1, size))
            yield from records_of(_features(file, report), gazetteer, regions, report, tick, extent)
    except OSError as error:
        what = f"cannot be read ({error.strerror})."
        raise InputRefused(
            [Problem(report.file, None, None, str(path), what, "Put a readable file there.")]
        ) from error


def _features(file: Iterator[str], report: Report) -> Iterator[Feature]:
    reader = csv.reader(file, strict=True)
    header = [cell.strip() for cell in next(reader, [])]
    _check(header, report)
    number = 1
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            report.rows += 1
            report.refuse(
                number, None, "", f"has quotes that cannot be read ({error}).",
                "Close every quote, double those inside a cell, and look at the rows below.",
            )  # fmt: skip
            continue
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(header):
            report.rows += 1
            report.refuse(
                number, None, "", f"has {len(cells)} cells under {len(header)} columns.",
                "Put cells that hold a comma in double quotes, and remove what is too much.",
            )  # fmt: skip
            continue
        yield Feature(number, _fields(dict(zip(header, cells, strict=True))))


def _fields(cells: dict[str, str]) -> dict[str, Any]:
    """The fields of a full record; missing columns that may be missing count as empty."""
    fields: dict[str, Any] = {}
    for name in _READ:
        cell = cells.get(name, "")
        fields[name] = cell if name in NESTED else unprotect(cell)
    return fields


def _check(header: list[str], report: Report) -> None:
    problems = []
    for name in FIELDS:
        if name not in header and name not in _NOT_NEEDED:
            remedy = "Export the claims anew, or import the file as a table of other columns."
            problems.append(Problem(report.file, 1, name, "", "is missing.", remedy))
        elif header.count(name) > 1:
            message = "stands in the header twice."
            problems.append(Problem(report.file, 1, name, "", message, "Keep one of them."))
    if problems:
        raise InputRefused(problems)
