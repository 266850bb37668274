"""Spans of days as EDTF."""

from __future__ import annotations

import calendar
import datetime as dt

from geo.claims.dates import EdtfDate, read_date


def span_text(start: dt.date, end: dt.date) -> str:
    """A span of days as EDTF: a day, a whole month or year by its name, else an interval."""
    if start == end:
        return start.isoformat()
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year:
        return f"{start.year:04}"
    last = calendar.monthrange(start.year, start.month)[1]
    if start.day == 1 and (end.year, end.month, end.day) == (start.year, start.month, last):
        return f"{start.year:04}-{start.month:02}"
    return f"{start.isoformat()}/{end.isoformat()}"


def about(text: str) -> EdtfDate:
    """A date marked as approximate, both ends of an interval."""
    return read_date("/".join(f"{half}~" for half in text.split("/")))


def later(day: dt.date, days: int) -> dt.date:
    """A day so many days later, held at the end of the calendar."""
    return day + dt.timedelta(days=min(days, (dt.date.max - day).days))
