"""A CSV file as rows of named cells, each able to say what is wrong with it and where."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final, TypeVar

from geo.claims.dates import EdtfDate, read_date
from geo.errors import DateError, Problem

Word = TypeVar("Word", bound=StrEnum)

LIST_SEPARATOR = "|"
"""Between the items of a cell that holds several."""

_PLAIN_NUMBER: Final = re.compile(r"(?![1-9]\d{0,2}(\.\d{3})+$)-?\d+(\.\d+)?", re.ASCII)
"""Digits with at most one decimal point. "1.500" is refused: to many it is 1,500."""

_WHOLE_NUMBER: Final = re.compile(r"-?\d{1,15}", re.ASCII)
_NOT_UTF8: Final = re.compile("[\udc80-\udcff]")
_LONGEST_CELL: Final = 10_000_000


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

    def shaped(self, column: str, form: re.Pattern[str], what: str, remedy: str) -> str:
        """A cell that must have a form unless it is empty; refused, it counts as empty."""
        value = self.text(column)
        if not value or form.fullmatch(value):
            return value
        self.refuse(column, f"is not {what}.", remedy)
        return ""

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
            if not low <= number <= high or not _PLAIN_NUMBER.fullmatch(text):
                raise ValueError(text)
            return number

        return self._read(
            column, read, f"Give {unit} from {low:g} to {high:.15g}, without thousands separators."
        )

    def whole(self, column: str) -> int | None:
        """A whole number, or ``None`` for an empty or refused cell."""

        def read(text: str) -> int:
            if not _WHOLE_NUMBER.fullmatch(text):
                raise ValueError(text)
            return int(text)

        return self._read(column, read, "Give a whole number or leave it empty.")

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

    Returns the rows and the problems that belong to no row. A byte-order mark, CRLF, quoted line
    ends, NUL characters (dropped) and empty rows are fine. Problems of the file are: it is missing
    or empty, a column is missing, unknown or doubled (an unknown one is left unread, the others
    cost the whole file), a quote is never closed. Problems of a row are: bytes that are not
    UTF-8, and more cells than the header has.
    """
    name = path.name
    try:
        # Bytes that are not UTF-8 come as lone surrogates: one bad cell does not cost the file.
        content = path.read_bytes().decode("utf-8-sig", "surrogateescape").replace("\0", "")
    except FileNotFoundError:
        return [], [Problem(name, None, None, str(path), "is missing.", "Add the file.")]
    except OSError as error:
        remedy = "Put a readable file there."
        return [], [Problem(name, None, None, str(path), f"cannot be read ({error}).", remedy)]
    problems: list[Problem] = []
    records = _records(name, content, problems)
    try:
        header = [_NOT_UTF8.sub("\ufffd", cell.strip()) for cell in next(records)[1]]
    except StopIteration:
        empty = Problem(name, None, None, "", "The file is empty.", "Add a header row.")
        return [], problems or [empty]
    problems += _header_problems(name, header, columns, optional)
    if any(header.count(column) != 1 for column in columns):
        return [], problems
    rows = []
    all_utf8 = _NOT_UTF8.search(content) is None  # then no cell needs to be looked at
    for number, record in records:
        if not any(cell.strip() for cell in record):
            continue
        row = Row(name, number, dict(zip(header, map(str.strip, record), strict=False)))
        for column, cell in zip(header, record, strict=False) if not all_utf8 else ():
            row.cells[column] = _NOT_UTF8.sub("\ufffd", cell.strip())
            if found := _NOT_UTF8.search(cell):
                row.refuse(
                    column,
                    f"holds the byte 0x{ord(found[0]) - 0xDC00:02x}, which is not UTF-8.",
                    "Save the file as UTF-8.",
                )
        if len(record) > len(header):
            extra = _NOT_UTF8.sub("\ufffd", record[len(header)])
            remedy = "Put cells that hold a comma in double quotes."
            problem = Problem(name, number, None, extra, "is one cell too many.", remedy)
            row.problems.append(problem)
        rows.append(row)
    return rows, problems


def _records(name: str, content: str, problems: list[Problem]) -> Iterator[tuple[int, list[str]]]:
    """Numbered records of a CSV text; those that cannot be told apart are noted as problems."""
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(content, newline=""), strict=True)
    number = 0
    while True:
        number += 1
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            message = f"The quotes of this row cannot be read ({error})."
            remedy = "Close every quote, double those inside a cell, and look at the rows below."
            problems.append(Problem(name, number, None, "", message, remedy))
        else:
            yield number, record


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
