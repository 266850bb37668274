"""Many names from a CSV file, one answer each, in order."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from geo.errors import DataFileError, InputRefused, Problem
from geo.places.gazetteer import Gazetteer
from geo.places.ranking import abstention
from geo.places.resolution import Resolution

BATCH_COLUMNS = ("id", "name", "context", "country")
"""The last two may be left out or empty."""

SURPLUS = "surplus cells"
"""Where the reader puts cells beyond the last column."""

MAX_CELL = 10_000_000
"""A context may be a whole document; the csv module's own limit is 131,072 characters."""


def resolve_batch(
    source: str | Path | Iterable[Mapping[str, str]], gazetteer: Gazetteer
) -> Iterator[dict[str, Any]]:
    """Yield the JSON object of one resolution per row, with the row's id.

    `source` is a CSV file (UTF-8, with or without BOM) or rows as mappings. Rows are read as they
    are asked for, so the file may be larger than memory. Raises `InputRefused` before the first
    answer when a needed column is missing or named twice, `DataFileError` when the file cannot be
    read. A row with more cells than columns is answered with an abstention that says so: its name
    may be half of what was meant.
    """
    rows = _rows(Path(source)) if isinstance(source, str | Path) else iter(source)
    for row in rows:
        if row.get(SURPLUS):
            yield _torn(row).to_json(row.get("id") or None)
            continue
        answer = gazetteer.resolve(
            row.get("name") or "",
            context=row.get("context") or None,
            country=(row.get("country") or "").strip() or None,
        )
        yield answer.to_json(row.get("id") or None)


def _torn(row: Mapping[str, str]) -> Resolution:
    return abstention(
        row.get("name") or "",
        "The row has more cells than the header names columns: put text that holds commas in "
        "double quotes.",
    )


def _rows(path: Path) -> Iterator[dict[str, str]]:
    old_limit = csv.field_size_limit(MAX_CELL)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, restkey=SURPLUS, restval="", strict=True)
            header = [name.strip() for name in reader.fieldnames or ()]
            problems = list(_header_problems(path.name, header))
            if problems:
                raise InputRefused(problems)
            reader.fieldnames = header
            yield from reader
    except OSError as error:
        raise DataFileError(f"{path}: {error.strerror}. Name a CSV file.") from error
    except UnicodeDecodeError as error:
        raise DataFileError(
            f"{path}: byte {error.start} is not UTF-8. Save the file as CSV UTF-8."
        ) from error
    except csv.Error as error:
        raise DataFileError(f"{path}: not CSV: {error}. Mend the quotes.") from error
    finally:
        csv.field_size_limit(old_limit)


def _header_problems(file: str, header: list[str]) -> Iterator[Problem]:
    wanted = f"The first row names the columns {','.join(BATCH_COLUMNS)}"
    if len(header) == 1 and (mark := next((m for m in ";\t" if m in header[0]), "")):
        name = "semicolons" if mark == ";" else "tabs"
        yield Problem(
            file, 1, None, header[0][:60], f"The columns are separated by {name}.",
            f"{wanted}, separated by commas.",
        )  # fmt: skip
        return
    for column in BATCH_COLUMNS:
        if column not in header and column in BATCH_COLUMNS[:2]:
            yield Problem(file, 1, column, "", "This column is missing.", f"{wanted}.")
        elif header.count(column) > 1:
            yield Problem(
                file, 1, column, "", "This column is there twice.", "Keep one of the two."
            )
