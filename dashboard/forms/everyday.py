"""Everyday dates ("early October 2024", "since Aug 2023") as proposals in EDTF.

A proposal is only ever shown; a person takes it. What is not understood gives none, with a hint.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from typing import Final

from dashboard.forms.day_words import SEASONS, month_pattern, months
from geo.claims.dates import read_date
from geo.errors import DateError

_MONTH: Final = f"(?P<month>{month_pattern()})"
_YEAR: Final = r"(?P<year>\d{4})"

_FORMS: Final = tuple(
    re.compile(one)
    for one in (
        r"(?P<year>\d{4})-(?P<number>\d{1,2})-(?P<day>\d{1,2})",
        r"(?P<year>\d{4})-(?P<number>\d{1,2})",
        r"(?P<year>\d{4})년 ?((?P<number>\d{1,2})월 ?((?P<day>\d{1,2})일)?)?",
        rf"(?P<day>\d{{1,2}}) ?{_MONTH}( {_YEAR})?",
        rf"{_MONTH} (?P<day>\d{{1,2}})( {_YEAR})?",
        rf"{_MONTH}( {_YEAR})?",
        rf"{_YEAR} {_MONTH}( (?P<day>\d{{1,2}}))?",
        r"(?P<decade>\d{3})0s",
        _YEAR,
        r"(?P<day>\d{1,2})",
    )
)
_NUMERIC: Final = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")
_PART: Final = re.compile(
    r"(?P<part>early|beginning|start|mid|middle|late|end|first half|second half|"
    r"first week|last week|first days|last days)( in| of| the)*[ -]+(?P<rest>.+)"
)
_QUARTER: Final = re.compile(r"(?:q([1-4])|(first|second|third|fourth|last) quarter) (\d{4})")
_QUARTERS: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}
_SPAN: Final = re.compile(r"(?:between|from|during) ")
_JOINT: Final = re.compile(
    r" (?:and|to|till|until|through|-) |(?<=\d)-(?=\d)|(?<=[^\W\d])-(?=[^\W\d])"
)
_SINCE: Final = re.compile(r"(?:since|from|after|starting|as of) (.+?)(?: on| onwards?)?")
_UNTIL: Final = re.compile(r"(?:until|till|up to|by|before|no later than|not after) (.+)")
_ABOUT: Final = re.compile(r"(?:about|around|circa|ca|c|approximately|approx|roughly|~) ?(.+)")
_DOUBT: Final = re.compile(r"(?:probably|possibly|perhaps|maybe|presumably|likely) (.+)|(.+) ?\?")
_HOUR: Final = "night|dawn|morning|noon|midday|afternoon|evening|dusk|midnight"
_WEEKDAY: Final = "(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun"
_BESIDE_A_DAY: Final = re.compile(
    rf"\b(?:(?:in|at|on|during) )?(?:(?:early|late) )?(?:{_HOUR})(?: of| on| to)?\b"
    rf"|\bovernight(?: on| to)?\b"
    rf"|\b(?:(?:early|late) )?(?:on )?(?:{_WEEKDAY})\b(?=.*\d)(?: on\b)?|^on\b"
)
"""An hour or a weekday beside a day: no date here is finer than its day, so the day is meant."""
_RELATIVE: Final = re.compile(
    r"\b(yesterday|today|tomorrow|ago|last (week|month|year)|this (week|month|year)|recently|"
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b"
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A date in EDTF, and how it reads."""

    edtf: str
    words: str


@dataclass(frozen=True, slots=True)
class _Point:
    """What one half of a date says, as far as it says it."""

    year: str = ""
    month: int = 0
    day: int = 0

    def filled(self, later: _Point) -> _Point:
        """With the month and year of the other half, where this one has none."""
        return _Point(self.year or later.year, self.month or later.month, self.day)

    def text(self) -> str:
        if self.day:
            return f"{self.year}-{self.month:02d}-{self.day:02d}"
        return f"{self.year}-{self.month:02d}" if self.month else self.year


def propose(typed: str) -> tuple[tuple[Proposal, ...], str]:
    """Proposals for what somebody typed, and a hint where there is none."""
    words = _plain(typed)
    if not words or len(words) > 120:
        return (), ""
    found: list[Proposal] = []
    texts = _candidates(words)
    for text in texts:
        try:
            date = read_date(text)
        except DateError:
            continue
        if all(one.edtf != text for one in found):
            found.append(Proposal(text, date.words()))
    if found:
        return tuple(found), ""
    if texts:
        return (), "There is no such day."
    if _RELATIVE.search(words):
        return (), "Count back from the day of the report, and write that date."
    if re.search(rf"\b({month_pattern()})\b", words) and not re.search(r"\d{4}", words):
        return (), "Add the year."
    return (), "Try “15 Oct 2024”, “early October 2024”, “since Aug 2023” or “autumn 2024”."


def _plain(typed: str) -> str:
    text = re.sub(r"[–—−]", " - ", typed.lower())
    text = re.sub(r"(\d)(st|nd|rd|th)\b", r"\1", text)
    text = re.sub(r"(?<=[^\W\d])\.|,|\bof the year\b|\bthe\b", " ", text)
    text = re.sub(r"\s+", " ", _BESIDE_A_DAY.sub(" ", re.sub(r"\s+", " ", text))).strip()
    text = re.sub(r"(\d) ?(?:de|of) (?=[^\W\d])", r"\1 ", text)
    text = re.sub(rf"\b({month_pattern()}) (?:de|of) (?=\d)", r"\1 ", text)
    text = re.sub(r"\bmid-", "mid ", re.sub(r"\s+", " ", text).strip())
    return re.sub(r" (року|года|г|р)$", "", text)


def _candidates(words: str) -> list[str]:
    """EDTF texts that the words may mean, best first; some may not be dates after all."""
    if doubt := _DOUBT.fullmatch(words):
        return [_marked(one, "?") for one in _candidates((doubt[1] or doubt[2]).strip())]
    if about := _ABOUT.fullmatch(words):
        return [_marked(one, "~") for one in _candidates(about[1])]
    spans = _between(words)
    if spans:
        return spans
    if since := _SINCE.fullmatch(words):
        return [f"{one.partition('/')[0]}/.." for one in _single(since[1])]
    if until := _UNTIL.fullmatch(words):
        return [f"../{one.rpartition('/')[2]}" for one in _single(until[1])]
    return _single(words)


def _between(words: str) -> list[str]:
    """Both ends of a span; the first takes what it lacks from the second."""
    plain = _SPAN.sub("", words, count=1) if _SPAN.match(words) else words
    for split in _JOINT.finditer(plain):
        first, second = plain[: split.start()].strip(), plain[split.end() :].strip()
        ends = _single(second)
        if not ends:
            continue
        later = _point(second) or _point(ends[0].rpartition("/")[2].rstrip("~?%"))
        if later is None or not later.year:
            continue
        earlier = _point(first)
        if earlier is not None:
            start = earlier.filled(later)
            starts = [start.text()] if start.month or not start.day else []
        else:
            month = f"{later.year}-{later.month:02d}"
            # "early to mid October": the first half names no month of its own.
            tries = (first, f"{first} {month}" if later.month else "", f"{first} {later.year}")
            starts = next((found for one in tries if (found := _single(one))), [])
        if starts:
            return [f"{starts[0].partition('/')[0]}/{ends[0].rpartition('/')[2]}"]
    return []


def _single(words: str) -> list[str]:
    """A day, month, season, year, or a named part of one of those."""
    words = words.strip()
    if numeric := _NUMERIC.fullmatch(words):
        one, two, year = numeric.groups()
        # Day first, as most of the world writes; both, where both exist.
        orders = [(two, one)] if one == two else [(two, one), (one, two)]
        return [f"{year}-{int(month):02d}-{int(day):02d}" for month, day in orders]
    if quarter := _QUARTER.fullmatch(words):
        number = int(quarter[1]) if quarter[1] else _QUARTERS[quarter[2]]
        return [f"{quarter[3]}-{3 * number - 2:02d}/{quarter[3]}-{3 * number:02d}"]
    if (part := _PART.fullmatch(words)) and (whole := _point(part["rest"])):
        return _part(part["part"], whole)
    point = _point(words)
    return [point.text()] if point is not None and point.year else []


def _point(words: str) -> _Point | None:
    for form in _FORMS:
        if found := form.fullmatch(words):
            said = found.groupdict()
            if said.get("decade"):
                return _Point(f"{said['decade']}X")
            name = said.get("month")
            month = months().get(name) or SEASONS[name] if name else int(said.get("number") or 0)
            return _Point(said.get("year") or "", month, int(said.get("day") or 0))
    return None


def _part(name: str, of: _Point) -> list[str]:
    """The beginning, middle or end of a month or year; marked as about, for nobody drew a line."""
    if not of.year or of.day or of.month > 12 or "X" in of.year:
        return []
    if not of.month:
        spans = {"early": (1, 4), "mid": (5, 8), "late": (9, 12), "first half": (1, 6)}
        spans |= {"second half": (7, 12)}
        start, end = spans.get(_same(name), (0, 0))
        return [f"{of.year}-{start:02d}~/{of.year}-{end:02d}~"] if start else []
    last = calendar.monthrange(int(of.year), of.month)[1]
    days = {
        "early": (1, 10), "mid": (11, 20), "late": (21, last), "first half": (1, 15),
        "second half": (16, last), "first week": (1, 7), "last week": (last - 6, last),
        "first days": (1, 5), "last days": (last - 4, last),
    }  # fmt: skip
    first, end = days[_same(name)]
    month = f"{of.year}-{of.month:02d}"
    return [f"{month}-{first:02d}~/{month}-{end:02d}~"]


def _same(name: str) -> str:
    return {
        "beginning": "early", "start": "early", "middle": "mid", "end": "late",
    }.get(name, name)  # fmt: skip


def _marked(text: str, mark: str) -> str:
    """A date with a mark on each of its ends; a second mark makes both of them one."""

    def one(half: str) -> str:
        if half == "..":
            return half
        if half[-1] in "~?%":
            return half if half[-1] == mark else f"{half[:-1]}%"
        return half + mark

    return "/".join(map(one, text.split("/")))
