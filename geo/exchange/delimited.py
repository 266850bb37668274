"""A delimited text file as a header and rows of cells, streamed.

Found out from the file itself: encoding (see `geo.exchange.encoding`), separator, and which row is
the header. Put right without asking: byte-order marks, NUL characters, empty rows, the header
standing in the middle once more, rows above the header, columns without a name or with one that is
taken. Refused row by row: quotes that cannot be read, more cells than columns, cells longer than
any text, bytes of no encoding.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Final

from geo.exchange.encoding import Encoding, lines_of, look
from geo.exchange.report import Report
from geo.exchange.table_layout import (
    header_of,
    most_common,
    no_table,
    sample_records,
    separator_of,
    spoken,
    stated_separator,
)

LONGEST_CELL: Final = 100_000
"""Characters; a spreadsheet holds 32,767."""

_LONGEST_RECORD_LINES: Final = 1_000
_SAMPLE_LINES: Final = 400
_SAMPLE_CHARACTERS: Final = 2_000_000

csv.field_size_limit(10_000_000)  # the whole program's limit, as in `geo.exchange.sheet`


@dataclass
class Table:
    """An open table. `rows` can be asked for once; `close` ends it early."""

    path: Path
    encoding: Encoding
    separator: str
    header: tuple[str, ...]
    report: Report
    lines_read: int = 0
    _as_written: tuple[str, ...] = ()
    _records: Iterator[tuple[int, list[str], bool]] = field(default=iter(()), repr=False)

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Number and cells of each row of data, stripped; missing cells at the end are empty.

        Numbers count records as a spreadsheet does. A row with cells missing is noted, a row that
        cannot be used is in the report.
        """
        width = len(self.header)
        repeated = self._as_written or tuple(name.casefold() for name in self.header)
        report = self.report
        for number, record, older in self._records:
            cells = [cell.strip() for cell in record]
            if not any(cells):
                continue
            if len(cells) != width:
                if len(cells) > width and any(cells[width:]):
                    report.rows += 1
                    report.refuse(
                        number, None, cells[width],
                        f"The row has {len(cells)} cells, the header {width}.",
                        f"Put cells that hold {spoken(self.separator)} in double quotes.",
                    )  # fmt: skip
                    continue
                if len(cells) < width:
                    report.note("rows shorter than the header; the missing cells count as empty")
                cells = (cells + [""] * width)[:width]
            if cells[0].casefold() == repeated[0] and self._is_header(cells, repeated):
                report.note("rows that repeat the header, passed over")
                continue
            report.rows += 1
            if self._usable(number, cells, older):
                yield number, cells

    def close(self) -> None:
        """Let go of the file."""
        close = getattr(self._records, "close", None)
        if close is not None:
            with suppress(RuntimeError):
                close()

    def __enter__(self) -> Table:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self.close()

    def total_rows(self, done: int) -> int | None:
        """About how many rows there are, going by the lines read so far."""
        if not self.lines_read:
            return None
        return max(done, round(done * max(1.0, self.encoding.lines / self.lines_read)))

    def _is_header(self, cells: Sequence[str], repeated: Sequence[str]) -> bool:
        same = sum(
            cell.casefold() == name for cell, name in zip(cells, repeated, strict=True) if cell
        )
        return same >= max(2, 0.8 * sum(map(bool, cells)))

    def _usable(self, number: int, cells: Sequence[str], older: bool) -> bool:
        if older:
            self.report.note(f"rows that are not UTF-8, read as {self.encoding.name}")
        elif max(map(len, cells)) <= LONGEST_CELL:
            return True
        for column, cell in zip(self.header, cells, strict=True):
            if len(cell) > LONGEST_CELL:
                self.report.refuse(
                    number, column, cell, f"is {len(cell):,} characters long.",
                    f"Shorten it to {LONGEST_CELL:,}, and see whether a quote before it is open.",
                )  # fmt: skip
                return False
            if older and "\ufffd" in cell:
                self.report.refuse(
                    number, column, cell,
                    f"holds bytes that are neither UTF-8 nor {self.encoding.name}.",
                    "Save the file as UTF-8.",
                )  # fmt: skip
                return False
        return True


def open_table(path: Path, report: Report, *, encoding: str = "", separator: str = "") -> Table:
    """Look at a file and open it at its first row of data.

    `encoding` is the one to take for what is not UTF-8, `separator` the one between cells; both
    are found out unless given. Raises `InputRefused` where there is no table.
    """
    found = look(path, encoding)
    sample = _sample(path, found)
    stated = stated_separator(sample)
    between = separator or stated or separator_of(sample)
    if not between:
        raise no_table(
            path, "has no columns: none of comma, semicolon, tab and | divides its rows.",
            "Save it with one of these between the cells.",
        )  # fmt: skip
    table = Table(path, found, between, (), report)
    table._records = _records(table)
    widths = [len(record) for record in sample_records(sample, between) if any(record)]
    needed = max(2, (most_common(widths) + 1) // 2)
    for number, record, _ in table._records:
        if stated and number == 1:
            continue
        if sum(1 for cell in record if cell.strip()) >= needed:
            table.header = header_of(path, record)
            table._as_written = tuple(cell.strip().casefold() for cell in record)
            return table
        if any(cell.strip() for cell in record):
            report.note("rows above the header, passed over")
        if number > _SAMPLE_LINES:
            break
    raise no_table(path, "has no row that names its columns.", "Add a header as the first row.")


def _sample(path: Path, encoding: Encoding) -> list[str]:
    """The first lines, no more of them than show how the table is laid out."""
    sample: list[str] = []
    characters = 0
    for line, _ in islice(lines_of(path, encoding), _SAMPLE_LINES):
        sample.append(line)
        characters += len(line)
        if characters > _SAMPLE_CHARACTERS:
            break
    return sample


def peek(
    path: Path, rows: int = 200, *, encoding: str = "", separator: str = ""
) -> tuple[tuple[str, ...], list[list[str]]]:
    """Header and first rows of a table, to guess what its columns mean; see `open_table`."""
    report = Report(path.name)
    with open_table(path, report, encoding=encoding, separator=separator) as table:
        return table.header, [cells for _, cells in islice(table.rows(), rows)]


def _records(table: Table) -> Iterator[tuple[int, list[str], bool]]:
    """Numbered records, and whether any line of each was in the older encoding.

    Where quotes cannot be read, the first line of the record is refused and reading goes on with
    the line behind it, so that one open quote never swallows the rows that follow.
    """
    source = lines_of(table.path, table.encoding)
    pushed: list[tuple[str, bool]] = []
    taken: list[tuple[str, bool]] = []
    number = 0

    def lines() -> Iterator[str]:
        while True:
            if pushed:
                one = pushed.pop()
            else:
                following = next(source, None)
                if following is None:
                    return
                one = following
                table.lines_read += 1
            if len(taken) >= _LONGEST_RECORD_LINES:
                pushed.append(one)
                return
            taken.append(one)
            yield one[0]

    try:
        reader = csv.reader(lines(), delimiter=table.separator, strict=True)
        while True:
            taken.clear()
            try:
                record = next(reader)
            except StopIteration:
                if not taken and not pushed:
                    return
                record = []
            except csv.Error:
                number += 1
                first, *others = taken
                if first[0].strip():
                    table.report.rows += 1
                    table.report.refuse(
                        number, None, first[0].strip(), "The quotes of this row cannot be read.",
                        "Close every quote and double those inside a cell.",
                    )  # fmt: skip
                pushed.extend(reversed(others))
                reader = csv.reader(lines(), delimiter=table.separator, strict=True)
                continue
            number += 1
            yield number, record, any(older for _, older in taken)
    finally:
        source.close()  # type: ignore[attr-defined]
