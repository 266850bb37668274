"""Many names from a CSV file, one answer each, in order."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from geo.errors import DataFileError, InputRefused, Problem
from geo.places.gazetteer import Gazetteer

BATCH_COLUMNS = ("id", "name", "context", "country")
"""The last two may be left out or empty."""

MAX_CELL = 10_000_000
"""A context may be a whole document; the csv module's own limit is 131,072 characters."""


def resolve_batch(
    source: str | Path | Iterable[Mapping[str, str]], gazetteer: Gazetteer
) -> Iterator[dict[str, Any]]:
    """Yield the JSON object of one resolution per row, with the row's id.

    `source` is a CSV file (UTF-8, with or without BOM) or rows as mappings. Rows are read as they
    are asked for, so the file may be larger than memory. Raises `InputRefused` before the first
    answer when a needed column is missing, `DataFileError` when the file cannot be read.
    """
    rows = _rows(Path(source)) if isinstance(source, str | Path) else iter(source)
    for row in rows:
        answer = gazetteer.resolve(
            row.get("name") or "",
            context=row.get("context") or None,
            country=(row.get("country") or "").strip() or None,
        )
        yield answer.to_json(row.get("id") or None)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    old_limit = csv.field_size_limit(MAX_CELL)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, restval="")
            header = [name.strip() for name in reader.fieldnames or ()]
            missing = [column for column in BATCH_COLUMNS[:2] if column not in header]
            if missing:
                raise InputRefused(
                    [
                        Problem(
                            path.name, 1, column, "", "This column is missing.",
                            f"The first row names the columns {','.join(BATCH_COLUMNS)}.",
                        )
                        for column in missing
                    ]
                )  # fmt: skip
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
