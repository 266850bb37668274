"""A brief as several: one for each week, place or kind of its claims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from geo.claims.dates import day_words, read_date
from geo.claims.vocabulary import Kind, label
from geo.errors import ExportError

if TYPE_CHECKING:
    from geo.briefing.brief import Brief

WEEK: Final = timedelta(days=7)
MOST_WEEKS: Final = 5
"""A date that covers more weeks than a month can touch stands on a page of its own kind."""

MOST_PAGES: Final = 200
UNDATED: Final = "No date"
VAGUE: Final = "Dated less exactly than a month"
NO_PLACE: Final = "No place"


class Series(StrEnum):
    """What each page of a series is about."""

    WEEK = "week"
    PLACE = "place"
    KIND = "kind"


def in_series(brief: Brief, by: Series) -> tuple[Brief, ...]:
    """A brief for each part that has claims, in order; the first says which parts have none.

    A claim whose date covers several weeks stands on each of them: that is what filtering by each
    week would show. Raises `ExportError` when there is no claim or too many parts.
    """
    parts, empty = {
        Series.WEEK: _weeks, Series.PLACE: _places, Series.KIND: _kinds
    }[by](brief)  # fmt: skip
    if not parts:
        raise ExportError("no claim passes the filters, so a series has no page. Widen them.")
    if len(parts) > MOST_PAGES:
        raise ExportError(
            f"a series by {by.value} of these claims has {len(parts)} parts, more than "
            f"{MOST_PAGES}. Narrow the filters."
        )
    made = []
    for at, (name, rows) in enumerate(parts.items()):
        notes = brief.notes
        if at == 0 and empty:
            notes = (*notes, f"No claims, so no page: {'; '.join(empty)}.")
        if at == 0 and by is Series.WEEK:
            notes = (*notes, "Claims whose date covers several weeks stand on each of them.")
        made.append(
            replace(
                brief,
                title=f"{brief.title} – {name}",
                rows=tuple(rows),
                counts="",
                notes=notes,
            )
        )
    return tuple(made)


def _weeks(brief: Brief) -> tuple[dict[str, list[int]], list[str]]:
    by_week: dict[date, list[int]] = {}
    rest: dict[str, list[int]] = {VAGUE: [], UNDATED: []}
    for row in brief.rows:
        text = brief.table.card(row).date
        known = read_date(text) if text else None
        if known is None:
            rest[UNDATED].append(row)
        elif known.first is None or known.last is None or len(
            weeks := list(_mondays(known.first, known.last))
        ) > MOST_WEEKS + 1:  # fmt: skip
            rest[VAGUE].append(row)
        else:
            for monday in weeks:
                by_week.setdefault(monday, []).append(row)
    parts: dict[str, list[int]] = {}
    empty: list[list[date]] = []
    for monday in _mondays(min(by_week), max(by_week)) if by_week else ():
        if monday in by_week:
            parts[f"week of {day_words(monday)}"] = by_week[monday]
        elif empty and empty[-1][-1] + WEEK == monday:
            empty[-1].append(monday)
        else:
            empty.append([monday])
    said = [_weeks_words(weeks) for weeks in empty]
    return parts | {name: rows for name, rows in rest.items() if rows}, said


def _weeks_words(mondays: Sequence[date]) -> str:
    if len(mondays) == 1:
        return f"week of {day_words(mondays[0])}"
    return f"weeks of {day_words(mondays[0])} to {day_words(mondays[-1])}"


def _mondays(first: date, last: date) -> Iterator[date]:
    """Mondays of all weeks that two days and those between them touch, at most enough to count."""
    monday = first - timedelta(days=first.weekday())
    for _ in range(6_000):
        if monday > last:
            return
        yield monday
        monday += WEEK


def _places(brief: Brief) -> tuple[dict[str, list[int]], list[str]]:
    parts: dict[str, list[int]] = {}
    for row in brief.rows:
        location = brief.table.locations[row]
        parts.setdefault(location.place.name if location else NO_PLACE, []).append(row)
    order = sorted(parts, key=lambda name: (name == NO_PLACE, -len(parts[name]), name))
    return {name: parts[name] for name in order}, []


def _kinds(brief: Brief) -> tuple[dict[str, list[int]], list[str]]:
    parts: dict[str, list[int]] = {label(kind): [] for kind in Kind}
    for row in brief.rows:
        parts[brief.table.card(row).kind_label].append(row)
    return (
        {name: rows for name, rows in parts.items() if rows},
        [name.lower() for name, rows in parts.items() if not rows] if brief.rows else [],
    )
