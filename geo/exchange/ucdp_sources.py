"""The reports behind a UCDP event: newer versions name outlet, date and headline in columns of
their own, older ones in one free text such as ``Reuters 8/14/1992 SIX DIE IN CLASHES``.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Final

from geo.claims.dates import EdtfDate, read_date
from geo.errors import DateError
from geo.exchange.cell_dates import Order, cell_date
from geo.exchange.coded import Cells, listed
from geo.exchange.making import shortened

_ISO: Final = re.compile(r"\d{4}-\d{1,2}-\d{1,2}", re.ASCII)
_SLASHED: Final = re.compile(r"\d{1,2}/\d{1,2}/\d{4}", re.ASCII)
_SPELLED: Final = re.compile(
    r"\b(\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*) (\d{4}|\d{2})\b"
)
_ARCHIVE: Final = re.compile(
    r"\b(?:SOHR|VDC|database|tracker|archive|INSEC|memory ?book)\b", re.IGNORECASE
)
_ACRONYM: Final = re.compile(r"[A-Z]{2,6}")
_LATE_DAYS: Final = 400
"""How long after an event a report may come out for a date that can be read in two ways."""


@dataclass(frozen=True, slots=True)
class Source:
    """One report: outlet, date and how it is known, headline; `is_archive` for lists of victims."""

    outlet: str
    published: EdtfDate
    basis: str
    title: str

    @property
    def is_archive(self) -> bool:
        """Whether the outlet is a monitor or an archive rather than a newsroom."""
        return _ARCHIVE.search(self.outlet) is not None


def sources_of(row: Cells, when: EdtfDate) -> list[Source]:
    """The reports of an event, at least one; `when` is the date of the event."""
    offices = listed(row.text("source_office"))
    if offices:
        return _of_columns(row, offices, when)
    article = row.text("source_article")
    parts = [one for one in re.split(r"\s*;\s*", article) if one.strip(' "')]
    if len(parts) > 1 and not all(map(_dates_in, parts)):
        parts = [article]
    return [_of_text(part, when) for part in parts] or [_unnamed(when)]


def voices_of(row: Cells, sources: list[Source]) -> list[str]:
    """Who is behind the reports: the entries of ``source_original``.

    They are divided by semicolons, now and then by commas ("SOHR, VDC"); a comma counts only
    between abbreviations and outlets of the same row, because offices have commas of their own.
    """
    outlets = {one.outlet.casefold() for one in sources}
    voices: list[str] = []
    for voice in listed(row.text("source_original")):
        parts = [part.strip() for part in voice.split(",")]
        whole = all(_ACRONYM.fullmatch(part) or part.casefold() in outlets for part in parts)
        voices += parts if whole else [voice]
    return voices


def _of_columns(row: Cells, offices: list[str], when: EdtfDate) -> list[Source]:
    dates = [one.strip() for one in row.text("source_date").split(";")]
    articles = [one.strip('" ') for one in re.split(r'"\s*;\s*"', row.text("source_article"))]
    if len(articles) != len(offices):
        articles = [""] * len(offices)
    found = []
    for position, office in enumerate(offices):
        published, basis = _unknown_day(when)
        if len(dates) in (1, len(offices)):
            published, basis = _stated(dates[min(position, len(dates) - 1)], when)
        title = articles[position].removeprefix(office).lstrip(", ")
        if date := _ISO.match(title):
            title = title[date.end() :].lstrip(", ")
        if not title and len(offices) == 1:
            title = row.text("source_headline")
        found.append(
            Source(shortened(office, 150), published, basis, shortened(title.strip(" .,"), 300))
        )
    return found


def _stated(text: str, when: EdtfDate) -> tuple[EdtfDate, str]:
    try:
        return cell_date(text), "The date that UCDP GED gives the report in source_date."
    except DateError:
        return _unknown_day(when)


def _of_text(text: str, when: EdtfDate) -> Source:
    """A report out of a free text: the outlet stands before the date."""
    plain = " ".join(text.split()).strip('" ')
    found = _dates_in(plain)
    published, basis = _unknown_day(when)
    outlet, title = plain, ""
    if found:
        outlet, title = plain[: found.start()], plain[found.end() :]
        day = _day_after(_whole_year(found), when)
        if day is not None:
            published = day
            basis = f"The date in UCDP GED's source_article ({found[0]})."
    outlet = outlet.strip(' ,;:("') or "Report named by UCDP GED"
    if len(outlet) > 60:
        short = re.split(r"[,\"]| - | for ", outlet)[0].strip() or outlet
        title = title or outlet
        outlet = short
    return Source(shortened(outlet, 120), published, basis, shortened(title.strip(' ,;:)."'), 300))


def _dates_in(text: str) -> re.Match[str] | None:
    return _ISO.search(text) or _SLASHED.search(text) or _SPELLED.search(text)


def _whole_year(found: re.Match[str]) -> str:
    """A date such as "14 Apr 97" with its century: the data set begins in 1989."""
    if found.re is not _SPELLED or len(found[2]) == 4:
        return found[0]
    century = "19" if int(found[2]) >= 80 else "20"
    return f"{found[1]} {century}{found[2]}"


def _day_after(text: str, when: EdtfDate) -> EdtfDate | None:
    """A date; one with slashes only where just one order fits a report on the event."""
    found: dict[str, EdtfDate] = {}
    for order in (Order.DAY_FIRST, Order.MONTH_FIRST):
        try:
            one = cell_date(text, order)
        except DateError:
            continue
        found[one.text] = one
    if len(found) > 1 and when.first is not None:
        fitting = {
            key: one for key, one in found.items()
            if one.first and -1 <= (one.first - when.first).days <= _LATE_DAYS
        }  # fmt: skip
        near = min(fitting.values(), key=lambda one: one.first or dt.date.max, default=None)
        late = [one for one in fitting.values() if one is not near]
        # A month more or less is no difference between reports; a wire report is of these days.
        if near is not None and (not late or _within(near, when, 14)):
            return near
        return None
    return next(iter(found.values()), None)


def _within(one: EdtfDate, when: EdtfDate, days: int) -> bool:
    last = when.last or when.first
    return one.first is not None and last is not None and (one.first - last).days <= days


def _unknown_day(when: EdtfDate) -> tuple[EdtfDate, str]:
    """Between the event and the end of the year after it, when UCDP has published the event."""
    first, last = when.first or dt.date.min, when.last or when.first or dt.date.min
    year = min(last.year + 1, dt.date.max.year)
    return (
        read_date(f"{first.isoformat()}/{year:04}-12-31"),
        "Not given. Not before the event began; not after the end of the following year, when UCDP "
        "GED had published it.",
    )


def _unnamed(when: EdtfDate) -> Source:
    return Source("Report not named by UCDP GED", *_unknown_day(when), "")
