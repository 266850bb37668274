"""Dates as analysts have them: EDTF level 1 (ISO 8601-2:2019), with strict, inclusive bounds.

The `edtf` library reads the notation. Its bounds are taken only where they are strict: its fuzzy
bounds turn "about October 2024" into two years, and a filter must never widen a date that somebody
marked as approximate. Marks (``~`` approximate, ``?`` uncertain, ``%`` both) are shown and kept.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException
from edtf.parser.parser_classes import Date, Season, UncertainOrApproximate, Unspecified

from geo.errors import DateError

NORTHERN_SEASON_MONTHS: Final[dict[int, tuple[int, int]]] = {
    21: (3, 5),
    22: (6, 8),
    23: (9, 11),
    24: (12, 2),
}
"""Rule "northern meteorological seasons": first and last month of EDTF seasons 21 to 24.

Winter (24) of a year runs from its December to the February after it.
"""

_REMEDY: Final = (
    "Write a date as 2024-10-15, 2024-10, 2024-10~ (about), 2024-10? (uncertain), "
    "2024-10-01/2024-10-15 (between) or 2023-08/.. (since)."
)
_PLAIN_MONTH: Final = re.compile(r"\d{4}-\d{2}", re.ASCII)
_PLAIN_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_LEVEL_ONE_HALF: Final = re.compile(
    r"(\d{4}|\d{3}X|\d{2}XX)([?~%]?)|\d{4}-(\d{2}|XX)([?~%]?)|\d{4}-(\d{2}-(\d{2}|XX)|XX-XX)([?~%]?)",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class EdtfDate:
    """One date or interval.

    `first` and `last` are the strict inclusive bounds; ``None`` means an open start or end
    (written ``..``). `approximate` and `uncertain` say which marks the text carries.
    """

    text: str
    first: date | None
    last: date | None
    approximate: bool = False
    uncertain: bool = False

    def bounds(self, *, open_end: date) -> tuple[date, date]:
        """Both bounds as days; an open end stops at `open_end`, an open start at year 1.

        `open_end` is the latest publication date of the statements on the claim: "since August"
        says nothing about the days after it was written.
        """
        first = self.first or date.min
        last = self.last or max(open_end, first)
        return first, last

    def words(self) -> str:
        """The date for a reader: ``"about Oct 2024"``, ``"1–15 Oct 2024"`` or ``"since …"``."""
        if self.first is None and self.last is None:
            return "date open at both ends"
        about = "about " if self.approximate else ""
        if self.first is None:
            spoken = f"until {about}{_day_or_month(self.text.partition('/')[2])}"
        elif self.last is None:
            spoken = f"since {about}{_day_or_month(self.text.partition('/')[0])}"
        elif "/" in self.text:
            start, _, end = self.text.partition("/")
            spoken = f"{about}{_span_words(start, end)}"
        else:
            spoken = f"{about}{_day_or_month(self.text)}"
        return f"{spoken} (uncertain)" if self.uncertain else spoken


@lru_cache(maxsize=65_536)
def read_date(text: str) -> EdtfDate:
    """Read one EDTF level 1 date or interval.

    Raises `DateError` when the text is not EDTF level 0 or 1, names a day that does not exist,
    or is an interval whose end lies before its start.
    """
    if _PLAIN_DAY.fullmatch(text):
        day = _existing_day(text, text)
        return EdtfDate(text, day, day)
    marks = dict(approximate=_marked(text, "~%"), uncertain=_marked(text, "?%"))
    start, slash, end = text.partition("/")
    if not slash:
        first, last = _strict_bounds(text, text)
        return EdtfDate(text, first, last, **marks)
    opening = None if start == ".." else _strict_bounds(start, text)[0]
    closing = None if end == ".." else _strict_bounds(end, text)[1]
    if opening is None and closing is None:
        raise DateError(f"{text!r} is open at both ends and says nothing. Leave the date empty.")
    if opening is not None and closing is not None and closing < opening:
        raise DateError(f"{text!r} ends before it starts. Swap the two dates: {end}/{start}.")
    return EdtfDate(text, opening, closing, **marks)


def _strict_bounds(half: str, whole: str) -> tuple[date, date]:
    """Strict first and last day of one date without a slash; `whole` is for the message."""
    bare = half[:-1] if half[-1:] in ("?", "~", "%") else half
    if _PLAIN_DAY.fullmatch(bare):  # the library takes five milliseconds for one
        day = _existing_day(bare, whole)
        return day, day
    if _PLAIN_MONTH.fullmatch(bare) and "01" <= bare[5:] <= "12" and bare[:4] != "0000":
        year, month = int(bare[:4]), int(bare[5:])
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    if not _LEVEL_ONE_HALF.fullmatch(half):
        raise DateError(f"{whole!r} is not a date in EDTF level 1. {_REMEDY}")
    season = re.fullmatch(r"(\d{4})-(2[1-4])[?~%]?", half)
    if season:
        return _season_bounds(int(season[1]), int(season[2]), whole)
    try:
        parsed = parse_edtf(half)
    except EDTFParseException:
        raise DateError(f"{whole!r} holds a day or month that does not exist. {_REMEDY}") from None
    if not isinstance(parsed, Date | UncertainOrApproximate | Unspecified) or isinstance(
        parsed, Season
    ):
        raise DateError(f"{whole!r} is not a date in EDTF level 1. {_REMEDY}")
    lower, upper = parsed.lower_strict(), parsed.upper_strict()
    try:
        return date(*lower[:3]), date(*upper[:3])
    except ValueError:
        raise DateError(f"{whole!r} lies outside the years 1 to 9999. {_REMEDY}") from None


def _season_bounds(year: int, season: int, whole: str) -> tuple[date, date]:
    first_month, last_month = NORTHERN_SEASON_MONTHS[season]
    last_year = year + 1 if last_month < first_month else year
    if not date.min.year <= year <= last_year <= date.max.year:
        raise DateError(f"{whole!r} lies outside the years 1 to 9999. {_REMEDY}")
    last_day = calendar.monthrange(last_year, last_month)[1]
    return date(year, first_month, 1), date(last_year, last_month, last_day)


def _existing_day(text: str, whole: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        kind = "is" if text == whole else "holds"
        raise DateError(f"{whole!r} {kind} a day that does not exist. {_REMEDY}") from None


def _marked(text: str, marks: str) -> bool:
    return any(mark in text for mark in marks)


def day_words(day: date) -> str:
    """A day as a reader writes it, whatever the locale of the machine: ``"5 Oct 2024"``."""
    return f"{day.day} {_MONTHS[day.month]} {day.year}"


# Not `calendar.month_abbr`, which follows the locale of the process.
_MONTHS: Final = ("", *"Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split())

_SEASON_NAMES: Final = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}


def _day_or_month(half: str) -> str:
    """One half of an interval, or a plain date, as a reader writes it."""
    bare = half.rstrip("?~%")
    parts = bare.split("-")
    year = parts[0]
    if year.endswith("XX"):
        return f"{year[:2]}00–{year[:2]}99"  # "the 2000s" would read as the ten years of 200X
    if year.endswith("X"):
        return f"{year[:3]}0s"
    if len(parts) == 1 or parts[1] == "XX":
        return year
    if parts[1] in _SEASON_NAMES:
        return f"{_SEASON_NAMES[parts[1]]} {year}"
    month = _MONTHS[int(parts[1])]
    if len(parts) == 2 or parts[2] == "XX":
        return f"{month} {year}"
    return f"{int(parts[2])} {month} {year}"


def _span_words(start: str, end: str) -> str:
    """Both ends of a closed interval, without saying a shared month or year twice."""
    first, last = _day_or_month(start).split(" "), _day_or_month(end).split(" ")
    if first == last:
        return " ".join(first)
    if len(first) == len(last) == 3 and first[1:] == last[1:]:
        return f"{first[0]}–{' '.join(last)}"
    if len(first) == len(last) and len(first) > 1 and first[-1] == last[-1]:
        return f"{' '.join(first[:-1])} – {' '.join(last)}"
    return f"{' '.join(first)} – {' '.join(last)}"
