"""A filter in words, for the subtitle of an export: a picture must say what it leaves out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from geo.claims.dates import read_date
from geo.claims.selection import Clock, Selection
from geo.claims.vocabulary import label


def filter_words(
    selection: Selection,
    as_known: date | None = None,
    names: Mapping[str, str] | None = None,
    as_recorded: date | None = None,
) -> str:
    """The filters for a reader: ``"events 1–15 Oct 2024 · deployment or transfer"``.

    `names` are the readable names of originators by id. Of claims that only `include_undated` or
    `include_unplaced` let in, nothing is said: they are on the picture and speak for themselves.
    """
    parts = []
    span = _span(selection.date_from, selection.date_to)
    if span:
        parts.append(f"{'events' if selection.clock is Clock.EVENT else 'reports'} {span}")
    chosen = (selection.kinds, selection.statuses, selection.confidences)
    parts += [" or ".join(label(one).lower() for one in values) for values in chosen if values]
    parts += _voices(selection, names or {})
    if selection.text.strip():
        parts.append(f"with the words “{' '.join(selection.text.split())}”")
    if selection.bbox:
        west, south, east, north = selection.bbox
        parts.append(f"within {_lon(west)} to {_lon(east)}, {_lat(south)} to {_lat(north)}")
    if as_known:
        parts.append(f"as published by {read_date(as_known.isoformat()).words()}")
    if as_recorded:
        parts.append(f"as recorded by {read_date(as_recorded.isoformat()).words()}")
    return " · ".join(parts) or "all claims"


def _voices(selection: Selection, names: Mapping[str, str]) -> list[str]:
    """Stance and originator belong together: one statement must satisfy both."""
    who = " or ".join(names.get(one, one) for one in selection.origins)
    stances = " or ".join(label(one) for one in selection.stances)
    if stances:
        return [f"{who or 'somebody'} {stances}"]
    return [f"statements of {who}"] if who else []


def _span(first: date | None, last: date | None) -> str:
    if first and last:
        text = first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"
        return read_date(text).words()
    if first:
        return f"from {read_date(first.isoformat()).words()}"
    return f"to {read_date(last.isoformat()).words()}" if last else ""


def _lon(degrees: float) -> str:
    return f"{abs(degrees):g}°{'W' if degrees < 0 else 'E'}"


def _lat(degrees: float) -> str:
    return f"{abs(degrees):g}°{'S' if degrees < 0 else 'N'}"
