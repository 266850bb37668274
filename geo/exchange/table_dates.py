"""The dates of a table's rows: of the event and of the report, each with how it is known."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Final

from geo.claims.dates import EdtfDate, read_date
from geo.errors import DateError
from geo.exchange.cell_dates import Order, cell_date, needs_order
from geo.exchange.coded import Cells, Refused
from geo.exchange.column_orders import ColumnOrders
from geo.exchange.mapping import Mapping
from geo.exchange.report import Report
from geo.exchange.spans import about, later, span_text

_PRECISIONS: Final = tuple(
    (word, re.compile(form, re.IGNORECASE))
    for word, form in (
        ("about", r"approx|about|circa|estimat|~|приблиз|около|perkiraan|약|추정"),
        ("week", r"week|тижд|тижн|недел|minggu|주"),
        ("month", r"month|місяц|месяц|bulan|월"),
        ("year", r"year|рік|року|год|tahun|연|년"),
        ("day", r"day|exact|precise|день|доба|точн|hari|tepat|일|정확"),
    )
)


class TableDates:
    """Reads the dates of rows as a mapping says."""

    def __init__(self, mapping: Mapping, path: Path, report: Report) -> None:
        self._mapping = mapping
        self._orders = ColumnOrders(path, encoding=mapping.encoding, separator=mapping.separator)
        self._report = report
        self._stated = Order(mapping.date_order)
        self._published: dict[tuple[str, str], tuple[EdtfDate, str]] = {}

    def event(self, row: Cells) -> tuple[EdtfDate | None, str]:
        """When the event was and how that is known; ``None`` where the row does not say."""
        mapping = self._mapping
        start = row.one(mapping.date)
        end = row.one(mapping.date_end)
        if not start and not end:
            return None, ""
        column = mapping.date if start else mapping.date_end
        first, how = self._read(column, start or end)
        basis = f"Column {column!r}{how}"
        when = first
        if start and end:
            last, _ = self._read(mapping.date_end, end)
            basis += f", to column {mapping.date_end!r}"
            when = self._span(first, last, row.one(mapping.date))
        return self._as_precise(row, when, f"{basis}.")

    def published(self, row: Cells, when: EdtfDate | None) -> tuple[EdtfDate, str]:
        """When the report came out and how that is known; refuses rows that do not tell at all."""
        mapping = self._mapping
        if cell := row.one(mapping.published):
            found, how = self._read(mapping.published, cell)
            if found.first is None or found.last is None:
                raise Refused(
                    mapping.published, cell, "is open-ended.", "Give a day or an interval."
                )
            return found, f"Column {mapping.published!r}{how}."
        if mapping.default_published:
            return read_date(mapping.default_published), "Given for the whole file at import."
        if when is None:
            raise Refused(
                mapping.date or mapping.published, "",
                "has neither a date of the event nor of the report.",
                "Fill one in, or give a date of publication for the whole file "
                "(default_published).",
            )  # fmt: skip
        key = (when.text, mapping.date)
        if key not in self._published:
            if len(self._published) > 20_000:
                self._published.clear()
            self._published[key] = _about_then(when)
        return self._published[key]

    def _read(self, column: str, cell: str) -> tuple[EdtfDate, str]:
        """A date, and how it was read where that was a choice."""
        order, how = Order.UNKNOWN, ""
        if needs_order(cell):
            order = self._order(column)
            how = f", read as {order.value}"
        try:
            return cell_date(cell, order), how
        except DateError as error:
            raise Refused(column, cell, "cannot be used:", str(error)) from None

    def _order(self, column: str) -> Order:
        """As the mapping says, else as the whole column tells; it is read through once for that."""
        if self._stated is not Order.UNKNOWN:
            return self._stated
        return self._orders.of(column)

    def _span(self, first: EdtfDate, last: EdtfDate, cell: str) -> EdtfDate:
        if first.text == last.text:
            return first
        if "/" in first.text or "/" in last.text:
            raise Refused(
                self._mapping.date, cell, "is an interval beside another date.",
                "Put start and end into their columns.",
            )  # fmt: skip
        try:
            if first.first and last.last and (first.first, last.last) == (first.last, last.first):
                return read_date(span_text(first.first, last.last))
            return read_date(f"{first.text}/{last.text}")
        except DateError as error:
            raise Refused(self._mapping.date, cell, "cannot be used:", str(error)) from None

    def _as_precise(self, row: Cells, when: EdtfDate, basis: str) -> tuple[EdtfDate, str]:
        """The date as wide as the row says that it is known."""
        cell = row.one(self._mapping.date_precision)
        if not cell:
            return when, basis
        basis = f"{basis} Column {self._mapping.date_precision!r}: {cell[:60]}."
        word = next((word for word, form in _PRECISIONS if form.search(cell)), "")
        if not word:
            self._report.note("precisions of dates in words or codes that are not known")
            return when, basis
        day = when.first
        if day is None or day != when.last or word == "day":
            return when, basis
        if word == "about":
            return (when if when.approximate else about(when.text)), basis
        if word == "month":
            return read_date(f"{day.year:04}-{day.month:02}"), basis
        if word == "year":
            return read_date(f"{day.year:04}"), basis
        first = day - timedelta(days=min(3, (day - day.min).days))
        return about(span_text(first, later(day, 3))), basis


def _about_then(when: EdtfDate) -> tuple[EdtfDate, str]:
    """About the day of the event, which is all that a row without a date of its report tells."""
    basis = "Not given; taken to be of about the date of the event."
    halves = [half.rstrip("?~%") for half in when.text.split("/")]
    if when.first is None or when.last is None:
        known = [half for half in halves if half != ".."]
        return read_date(f"{known[0]}~"), basis
    return read_date("/".join(f"{half}~" for half in halves)), basis
