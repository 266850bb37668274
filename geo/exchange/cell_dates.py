"""Dates as people and programs write them, as EDTF.

Read without asking: EDTF itself, ISO with or without a time, ``20241005``, ``5.10.2024``, names of
months in some twenty languages. Two numbers and a year with slashes or hyphens (``5/10/2024``) mean
different days to different people: which order a column has is found from the whole column, told by
the mapping, or the date is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from functools import cache, lru_cache
from typing import Final

from babel import Locale

from geo.claims.dates import EdtfDate, read_date
from geo.errors import DateError

LANGUAGES: Final = tuple(
    "en id uk ru ko de fr es pt it nl pl cs sv tr ro bg sr hr ms be".split()
)  # fmt: skip

REMEDY: Final = "Write it as 2024-10-15, 2024-10 or 2024."


class Order(StrEnum):
    """Which of two numbers before a year is the day."""

    DAY_FIRST = "day-month-year"
    MONTH_FIRST = "month-day-year"
    UNKNOWN = "unknown"
    MIXED = "mixed"


_ISO_TIME: Final = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]\d{1,2}:\d{2}.*", re.ASCII)
_YEAR_FIRST: Final = re.compile(r"(\d{4})[./-](\d{1,2})[./-](\d{1,2})(?:[T ].*)?", re.ASCII)
_COMPACT: Final = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\.0|\d{4}|\d{6})?", re.ASCII)
_DOTTED: Final = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?:[T ,].*)?\.?", re.ASCII)
_EITHER: Final = re.compile(r"(\d{1,2})([/-])(\d{1,2})\2(\d{4})(?:[T ,].*)?", re.ASCII)
_SHORT_YEAR: Final = re.compile(r"\d{1,2}([./-])\d{1,2}\1\d{2}(?:[T ,].*)?", re.ASCII)
_DAY_NAME: Final = re.compile(
    r"(?:\w+,?\s+)??(\d{1,2})(?:st|nd|rd|th|-го)?[\s.\-/]*(?:de\s+)?([^\W\d_]+)[\s.,\-/]*(?:de\s+)?"
    r"(\d{4})(?:\s*(?:р\.?|г\.?|року|года))?(?:[T ,]+\d{1,2}:\d{2}.*)?"
)
_NAME_DAY: Final = re.compile(r"([^\W\d_]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?:[ ,].*)?")
_NAME_YEAR: Final = re.compile(r"([^\W\d_]+)\.?[\s,\-]+(\d{4})(?:\s*(?:р\.?|г\.?|року|года))?")
_HAN: Final = re.compile(r"(\d{4})\s*[년年]\s*(?:(\d{1,2})\s*[월月]\s*)?(?:(\d{1,2})\s*[일日])?")
_YEAR: Final = re.compile(r"(\d{4})(?:\.0)?", re.ASCII)
_EXCEL_DAY: Final = re.compile(r"[34]\d{4}(\.\d+)?", re.ASCII)
_MONTH_YEAR: Final = re.compile(r"(\d{1,2})[./](\d{4})", re.ASCII)


def order_of(cells: Iterable[str]) -> Order:
    """Which order the dates of a column speak for."""
    day_first = month_first = False
    for cell in cells:
        found = _EITHER.fullmatch(cell)
        if found:
            day_first |= int(found[1]) > 12 >= int(found[3])
            month_first |= int(found[3]) > 12 >= int(found[1])
            if day_first and month_first:
                return Order.MIXED
    if day_first or month_first:
        return Order.DAY_FIRST if day_first else Order.MONTH_FIRST
    return Order.UNKNOWN


def needs_order(cell: str) -> bool:
    """Whether a date can be read in two ways."""
    found = _EITHER.fullmatch(cell)
    return bool(found) and int(found[1]) <= 12 and int(found[3]) <= 12 and found[1] != found[3]  # type: ignore[index]


@lru_cache(maxsize=65_536)
def cell_date(cell: str, order: Order = Order.UNKNOWN) -> EdtfDate:
    """A date out of a cell. Raises `DateError` with a remedy for what is none, or none for sure."""
    text = cell.strip()
    found = _EITHER.fullmatch(text)
    if found:
        return _either(text, int(found[1]), int(found[3]), found[4], order)
    for form in (_ISO_TIME, _YEAR_FIRST, _COMPACT):
        if found := form.fullmatch(text):
            parts = found.groups()
            return _day(text, *parts) if len(parts) == 3 else read_date(parts[0])
    if found := _DOTTED.fullmatch(text):
        return _day(text, found[3], found[2], found[1])
    if found := _YEAR.fullmatch(text):
        return read_date(found[1])
    if found := _MONTH_YEAR.fullmatch(text):
        return _month(text, found[2], int(found[1]))
    if _SHORT_YEAR.fullmatch(text):
        raise DateError(f"{text!r} has a year of two digits. {REMEDY}")
    if _EXCEL_DAY.fullmatch(text):
        raise DateError(
            f"{text!r} is a spreadsheet's number of a day. Format the column as a date "
            "(2024-10-15) and save the file again."
        )
    return _named(text) or read_date(text[:200])


def _either(text: str, first: int, second: int, year: str, order: Order) -> EdtfDate:
    if first > 12 or second > 12 or first == second:
        day, month = (second, first) if second > 12 else (first, second)
        return _day(text, year, str(month), str(day))
    if order is Order.DAY_FIRST:
        return _day(text, year, str(second), str(first))
    if order is Order.MONTH_FIRST:
        return _day(text, year, str(first), str(second))
    why = (
        "no date of the column tells" if order is Order.UNKNOWN else "the column has dates of both"
    )
    raise DateError(
        f"{text!r} may be the {first}th or the {second}th: {why} which number is the day. Say so "
        f"in the mapping (date_order: {Order.DAY_FIRST} or {Order.MONTH_FIRST}), or write it as "
        "2024-10-15."
    )


def _named(text: str) -> EdtfDate | None:
    """A date with the name of its month, or in the East Asian form."""
    if found := _HAN.fullmatch(text):
        if not found[2]:
            return read_date(found[1])
        if not found[3]:
            return _month(text, found[1], int(found[2]))
        return _day(text, found[1], found[2], found[3])
    months = _months()
    if (found := _DAY_NAME.fullmatch(text)) and (month := months.get(found[2].casefold())):
        return _day(text, found[3], str(month), found[1])
    if (found := _NAME_DAY.fullmatch(text)) and (month := months.get(found[1].casefold())):
        return _day(text, found[3], str(month), found[2])
    if (found := _NAME_YEAR.fullmatch(text)) and (month := months.get(found[1].casefold())):
        return _month(text, found[2], month)
    return None


def _day(text: str, year: str, month: str, day: str) -> EdtfDate:
    try:
        return read_date(date(int(year), int(month), int(day)).isoformat())
    except ValueError:
        raise DateError(f"{text!r} is a day that does not exist. {REMEDY}") from None


def _month(text: str, year: str, month: int) -> EdtfDate:
    if not 1 <= month <= 12:
        raise DateError(f"{text!r} is a month that does not exist. {REMEDY}")
    return read_date(f"{year}-{month:02}")


@cache
def _months() -> dict[str, int]:
    """Names of months, small and without the point of an abbreviation; ambiguous ones left out."""
    names: dict[str, int] = {}
    double: set[str] = set()
    for language in LANGUAGES:
        for forms in Locale(language).months.values():
            for width in ("wide", "abbreviated"):
                for month, name in forms[width].items():
                    key = str(name).casefold().rstrip(".")
                    if not key or any(letter.isdigit() for letter in key):
                        continue
                    if names.setdefault(key, month) != month:
                        double.add(key)
    names["sept"] = 9
    return {name: month for name, month in names.items() if name not in double}
