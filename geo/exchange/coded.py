"""What the readers of coded event data (UCDP GED, ACLED, VIINA) share: cells by name, dates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from geo.claims.checks import WEB_ADDRESS
from geo.claims.dates import EdtfDate
from geo.errors import DateError, InputRefused, ModelError, Problem
from geo.exchange import cells
from geo.exchange.cell_dates import Order, cell_date, needs_order
from geo.exchange.column_orders import ColumnOrders
from geo.exchange.delimited import Table, open_table
from geo.exchange.report import Record, Report, Tick
from geo.exchange.spots import position_problem

TICK_ROWS: Final = 500
LONGEST_EMPTY: Final = max(map(len, cells.EMPTY))


class Refused(Exception):
    """A row that cannot be used; says which column and value, why, and what to do."""

    def __init__(self, column: str | None, value: str, message: str, remedy: str) -> None:
        super().__init__(message)
        self.column = column
        self.value = value
        self.message = message
        self.remedy = remedy


class Cells:
    """The cells of one row by the names of their columns, whatever the letters' case."""

    __slots__ = ("_at", "_cells", "_orders", "row")

    def __init__(
        self,
        at: dict[str, int],
        row: int,
        found: Sequence[str],
        orders: ColumnOrders | None = None,
    ) -> None:
        self._at = at
        self._cells = found
        self._orders = orders
        self.row = row

    def text(self, *columns: str) -> str:
        """The first of the columns that is there and not empty."""
        for column in columns:
            if cell := self.one(column):
                return cell
        return ""

    def one(self, column: str) -> str:
        """The cell of a column; nothing where it is empty, or there is no such column."""
        position = self._at.get(column)
        if position is None:
            return ""
        cell = self._cells[position]
        return cell if len(cell) > LONGEST_EMPTY or cell.casefold() not in cells.EMPTY else ""

    def needed(self, *columns: str) -> str:
        """As `text`; refuses the row where all are empty."""
        if found := self.text(*columns):
            return found
        raise Refused(columns[0], "", "is empty.", "Fill it in, or remove the row.")

    def code(self, column: str, low: int, high: int) -> int | None:
        """A precision code, ``None`` where the cell is empty; refuses others."""
        cell = self.text(column)
        if not cell:
            return None
        found = cells.code_of(cell)
        if found is None or not low <= found <= high:
            raise Refused(column, cell, "is no code of this data set.", f"Use {low} to {high}.")
        return found

    def date(self, column: str) -> EdtfDate:
        """A date that must be there; which number is the day, the whole column tells."""
        cell = self.needed(column)
        order = Order.UNKNOWN
        if self._orders is not None and needs_order(cell):
            order = self._orders.of(column)
        try:
            return cell_date(cell, order)
        except DateError as error:
            raise Refused(column, cell, "cannot be used:", str(error)) from None

    def amount(self, column: str) -> float | None:
        """A count of people, or ``None`` where there is none."""
        cell = self.text(column)
        if not cell:
            return None
        try:
            low, high, _ = cells.amount(cell)
        except ValueError as error:
            raise Refused(column, cell, "is no count.", str(error)) from None
        return low if low is not None else high

    def position(self, lon: str, lat: str, country: str) -> tuple[float, float] | None:
        """Longitude and latitude in degrees; ``None`` where both are empty.

        Refused are those that fit the country the other way round only. What lies outside
        altogether is left: countries of a data set may be those of an earlier year.
        """
        texts = self.text(lon), self.text(lat)
        if not texts[0] and not texts[1]:
            return None
        return position_of(texts, (lon, lat), country, strict=False)

    def all(self) -> Sequence[str]:
        """All cells of the row."""
        return self._cells


def position_of(
    texts: tuple[str, str], columns: tuple[str, str], country: str, *, strict: bool = True
) -> tuple[float, float]:
    """Longitude and latitude out of two cells; `columns` name them in a refusal.

    Not `strict`, a position outside the country is refused only where it would fit swapped.
    """
    found = []
    for text, column, limit in zip(texts, columns, (180.0, 90.0), strict=True):
        try:
            if not text:
                raise ValueError("Give both longitude and latitude, or neither.")
            found.append(cells.degrees(text, -limit, limit))
        except ValueError as error:
            what = "is no longitude" if limit == 180 else "is no latitude"
            raise Refused(column, text, f"{what} in degrees.", str(error)) from None
    lon, lat = found
    problem = position_problem(lon, lat, country)
    if problem and (strict or "other way round" in problem[0]):
        raise Refused(columns[0], texts[0], *problem)
    return lon, lat


def read_rows(
    path: Path,
    report: Report,
    tick: Tick,
    needed: Sequence[str],
    take: Callable[[Cells], list[Record]],
    drop: Callable[[], None],
    *,
    encoding: str = "",
) -> Iterator[Record]:
    """Take the rows of a coded table one after the other; refused ones go to the report.

    `take` makes the records of a row, `drop` forgets those of a row that was refused on the way.
    Raises `InputRefused` when one of the `needed` columns is missing.
    """
    with open_table(path, report, encoding=encoding) as table:
        at = columns_of(table)
        missing = [one for one in needed if one not in at]
        if missing:
            raise InputRefused(
                Problem(
                    path.name, 1, one, "", "is missing.",
                    "Add the column, or import the file as a table of any columns (csv).",
                )
                for one in missing
            )  # fmt: skip
        orders = ColumnOrders(path, encoding=encoding)
        yield from taken_rows(table, report, tick, at, take, drop, orders)


def columns_of(table: Table) -> dict[str, int]:
    """Position of each column by its name in small letters; the first of equal ones."""
    at: dict[str, int] = {}
    for position, name in enumerate(table.header):
        at.setdefault(name.lower(), position)
    return at


def taken_rows(
    table: Table,
    report: Report,
    tick: Tick,
    at: dict[str, int],
    take: Callable[[Cells], list[Record]],
    drop: Callable[[], None],
    orders: ColumnOrders | None = None,
) -> Iterator[Record]:
    """The records of every row that can be used."""
    done = 0
    for number, found in table.rows():
        done += 1
        if done % TICK_ROWS == 0:
            tick(done, table.total_rows(done))
        row = Cells(at, number, found, orders)
        try:
            yield from take(row)
        except Refused as error:
            drop()
            report.refuse(number, error.column, error.value, error.message, error.remedy)
        except (ModelError, DateError) as error:
            drop()
            report.refuse(number, None, "", str(error), "")
    tick(done, done)


def span(first: EdtfDate, last: EdtfDate | None, column: str) -> tuple[dt.date, dt.date]:
    """First and last day of two dates; refuses a reversed span."""
    start, end = first.first, (last or first).last
    if start is None or end is None:
        raise Refused(column, first.text, "is open-ended.", "Give a day.")
    if end < start:
        raise Refused(column, first.text, f"lies after the end ({end}).", "Swap the two dates.")
    return start, end


def web_address(cell: str) -> str | None:
    """A web address, or nothing for what is none."""
    return cell if WEB_ADDRESS.fullmatch(cell) and len(cell) <= 2_000 else None


def listed(text: str, separators: str = ";") -> list[str]:
    """The parts of a cell that holds several, without empty ones."""
    for other in separators[1:]:
        text = text.replace(other, separators[0])
    return [part for one in text.split(separators[0]) if (part := cells.text_of(one.strip(' "')))]


def count_words(number: float, one: str) -> str:
    """``1 death``, ``14 deaths``, ``1,200 deaths``."""
    return f"{number:,.0f} {one if number == 1 else one + 's'}"
