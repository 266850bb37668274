"""What a date field says to the person who types: how it reads, and which days filters take."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from dashboard.forms.everyday import Proposal, propose
from geo.claims.dates import EdtfDate, day_words, read_date
from geo.errors import DateError

HELP: Final = (
    "`2024-10-15` a day · `2024-10` a month · `2024` a year · `2024-10~` about then · `2024-10?` "
    "uncertain · `2024-10-01/2024-10-15` some time between · `2023-08/..` since then · "
    "`../2024-10-18` until then · `2024-23` autumn (21 spring to 24 winter) · or write it in "
    "everyday words and take the proposal."
)
"""The notation, for a help bubble."""


@dataclass(frozen=True, slots=True)
class DateAnswer:
    """What stands below a date field: a sentence where it is a date, else proposals or a hint."""

    date: EdtfDate | None
    sentence: str
    proposals: tuple[Proposal, ...] = ()


def answer(typed: str, *, since_ends: str = "the newest report") -> DateAnswer:
    """What a date field answers to its text. Empty text gets an empty sentence.

    `since_ends` says where filters end a date that is open.
    """
    text = typed.strip()
    if not text:
        return DateAnswer(None, "")
    try:
        found = read_date(text)
    except DateError as error:
        proposals, hint = propose(text)
        if proposals:
            return DateAnswer(None, "Not yet a date. Is this what you mean?", proposals)
        if not any(letter.isalpha() for letter in text):  # meant as EDTF
            hint = "This " + str(error).removeprefix(f"{text!r} ")
        return DateAnswer(None, hint)
    return DateAnswer(found, sentence(found, since_ends=since_ends))


def sentence(found: EdtfDate, *, since_ends: str = "the newest report") -> str:
    """``"about Oct 2024: 1 to 31 Oct 2024 for filters"``; of a single day no more than that."""
    if found.first is not None and found.first == found.last:
        weekday = _WEEKDAYS[found.first.weekday()]
        return f"{found.words()}, a {weekday}"
    return f"{found.words()}: {_days(found, since_ends)} for filters"


_WEEKDAYS: Final = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


def _days(found: EdtfDate, since_ends: str) -> str:
    if found.first is None:
        return f"any day up to {_day(found.last)}"
    if found.last is None:
        return f"{_day(found.first)} to {since_ends}"
    start, end = _day(found.first), _day(found.last)
    if found.first.year == found.last.year:
        start = start.rpartition(" ")[0]
        if found.first.month == found.last.month:
            start = start.rpartition(" ")[0]
    return f"{start} to {end}"


def _day(day: date | None) -> str:
    return day_words(day) if day else ""
