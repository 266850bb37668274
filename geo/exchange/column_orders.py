"""Which of two numbers in a date is the day, found from the whole column."""

from __future__ import annotations

from pathlib import Path

from geo.exchange.cell_dates import Order, order_of
from geo.exchange.delimited import open_table
from geo.exchange.report import Report


class ColumnOrders:
    """Reads a table through once for each column that needs it, and remembers the answer."""

    def __init__(self, path: Path, *, encoding: str = "", separator: str = "") -> None:
        self._path = path
        self._encoding = encoding
        self._separator = separator
        self._found: dict[str, Order] = {}

    def of(self, column: str) -> Order:
        """The order that dates of a column speak for; named as written or in small letters."""
        if column not in self._found:
            with open_table(
                self._path, Report(), encoding=self._encoding, separator=self._separator
            ) as table:
                names = list(table.header)
                if column not in names:
                    names = [name.lower() for name in names]
                at = names.index(column)
                self._found[column] = order_of(cells[at] for _, cells in table.rows())
        return self._found[column]
