"""A CSV file as rows of named cells, each able to say what is wrong with it and where."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from geo.claims.dates import EdtfDate, read_date
from geo.errors import DateError, Problem

Word = TypeVar("Word", bound=StrEnum)

LIST_SEPARATOR = "|"
"""Between the items of a cell that holds several."""


@dataclass
class Row:
    """One record. `number` counts records as a spreadsheet does (the header is row 1)."""

    file: str
    number: int
    cells: dict[str, str]
    problems: list[Problem] = field(default_factory=list)

    def refuse(self, column: str | None, message: str, remedy: str) -> None:
        """Note a problem with one cell, or with the row when `column` is ``None``."""
        value = self.cells.get(column, "") if column else ""
        self.problems.append(Problem(self.file, self.number, column, value, message, remedy))

    def text(self, column: str) -> str:
        """The cell as it stands, empty where the file has no such optional column."""
        return self.cells.get(column, "")

    def needed(self, column: str, what: str) -> str:
        """A cell that must not be empty; `what` completes "Give …"."""
        value = self.text(column)
        if not value:
            self.refuse(column, "is empty.", f"Give {what}.")
        return value

    def listed(self, column: str) -> tuple[str, ...]:
        """The items of a cell that may hold several."""
        items = (item.strip() for item in self.text(column).split(LIST_SEPARATOR))
        return tuple(item for item in items if item)

    def word(self, column: str, vocabulary: type[Word], default: Word | None = None) -> Word | None:
        """A word of a closed list; an empty cell means `default` where there is one."""
        value = self.text(column)
        if not value and default is not None:
            return default
        try:
            return vocabulary(value)
        except ValueError:
            known = ", ".join(vocabulary)
            self.refuse(column, "is not in the vocabulary.", f"Use one of: {known}.")
            return None

    def date(self, column: str) -> EdtfDate | None:
        """An EDTF date, or ``None`` for an empty or refused cell."""
        return self._read(column, read_date)

    def number_in(self, column: str, low: float, high: float, unit: str) -> float | None:
        """A number from `low` to `high`, or ``None`` for an empty or refused cell."""

        def read(text: str) -> float:
            number = float(text)
            if not low <= number <= high:
                raise ValueError(text)
            return number

        return self._read(
            column, read, f"Give {unit} from {low:g} to {high:g}, without thousands separators."
        )

    def whole(self, column: str) -> int | None:
        """A whole number, or ``None`` for an empty or refused cell."""
        return self._read(column, int, "Give a whole number or leave it empty.")

    def yes(self, column: str) -> bool:
        """``yes`` or ``no``; empty means no."""
        value = self.text(column)
        if value not in ("", "yes", "no"):
            self.refuse(column, "is neither yes nor no.", "Write yes, no or nothing.")
        return value == "yes"

    def _read(self, column: str, read: Callable[[str], _T], remedy: str = "") -> _T | None:
        value = self.text(column)
        if not value:
            return None
        try:
            return read(value)
        except DateError as error:
            # The message of a date error names value and remedy already.
            self.refuse(column, "cannot be used:", str(error))
        except ValueError:
            self.refuse(column, "cannot be used.", remedy)
        return None


_T = TypeVar("_T")


def read_sheet(
    path: Path, columns: Sequence[str], optional: Sequence[str] = ()
) -> tuple[list[Row], list[Problem]]:
    """Read a UTF-8 CSV file with a header row.

    Returns the rows and the problems of the file as a whole. A byte-order mark, CRLF, quoted line
    ends and empty rows are fine; a missing file, another encoding, a missing, unknown or doubled
    column, and rows with more cells than the header are problems.
    """
    name = path.name
    try:
        content = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return [], [Problem(name, None, None, str(path), "is missing.", "Add the file.")]
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        shown = f"byte 0x{error.object[error.start]:02x}"
        remedy = "Save the file as UTF-8."
        return [], [Problem(name, line, None, shown, "is not UTF-8.", remedy)]
    records = _records(content)
    try:
        header = [cell.strip() for cell in next(records)[1]]
    except StopIteration:
        return [], [Problem(name, None, None, "", "The file is empty.", "Add a header row.")]
    problems = _header_problems(name, header, columns, optional)
    if problems:
        return [], problems
    rows = []
    for number, record in records:
        if not any(cell.strip() for cell in record):
            continue
        row = Row(name, number, dict(zip(header, (c.strip() for c in record), strict=False)))
        if len(record) > len(header):
            extra = record[len(header)]
            remedy = "Put cells that hold a comma in double quotes."
            problem = Problem(name, number, None, extra, "is one cell too many.", remedy)
            row.problems.append(problem)
        rows.append(row)
    return rows, []


def _records(content: str) -> Iterator[tuple[int, list[str]]]:
    """Numbered records of a CSV text; NUL characters, which csv refuses, are dropped."""
    csv.field_size_limit(10_000_000)
    return enumerate(csv.reader(io.StringIO(content.replace("\0", ""), newline="")), start=1)


def _header_problems(
    name: str, header: Sequence[str], columns: Sequence[str], optional: Sequence[str]
) -> list[Problem]:
    known = {*columns, *optional}
    problems = [
        Problem(name, 1, column, "", "is missing.", f"Add a column named {column}.")
        for column in columns
        if column not in header
    ]
    for column in dict.fromkeys(header):
        if column not in known:
            remedy = f"Rename or remove it; known columns: {', '.join((*columns, *optional))}."
            problems.append(Problem(name, 1, None, column, "is an unknown column.", remedy))
        elif list(header).count(column) > 1:
            remedy = "Keep one of them."
            problems.append(Problem(name, 1, None, column, "stands in the header twice.", remedy))
    return problems
