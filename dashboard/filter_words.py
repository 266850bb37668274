"""A filter in words, for the subtitle of an export: a picture must say what it leaves out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from geo.claims.dates import day_words
from geo.claims.selection import Clock, Selection
from geo.claims.vocabulary import Kind, label

PLURALS: Final = {
    Kind.DEPLOYMENT: "deployments",
    Kind.INCIDENT: "incidents",
    Kind.TRANSFER: "transfers",
    Kind.SIGHTING: "sightings",
    Kind.WITHDRAWAL: "withdrawals",
    Kind.OTHER: "other matters",
}


def filter_words(
    selection: Selection,
    as_known: date | None = None,
    names: Mapping[str, str] | None = None,
    as_recorded: date | None = None,
) -> str:
    """The filters for a reader: ``"Claimed deployments, events 1 Oct to 31 Oct 2024, as known on
    27 Feb 2025"``.

    `names` are the readable names of originators by id. Of claims that only `include_undated` or
    `include_unplaced` let in, nothing is said: they are on the picture and speak for themselves.
    """
    parts = [_subject(selection)]
    parts += _voices(selection, names or {})
    span = _span(selection.date_from, selection.date_to)
    if span:
        parts.append(f"{'events' if selection.clock is Clock.EVENT else 'reports'} {span}")
    if selection.text.strip():
        parts.append(f"with the words “{' '.join(selection.text.split())}”")
    if selection.bbox:
        west, south, east, north = selection.bbox
        parts.append(f"within {_lon(west)} to {_lon(east)}, {_lat(south)} to {_lat(north)}")
    if as_known:
        parts.append(f"as known on {day_words(as_known)}")
    if as_recorded:
        parts.append(f"as recorded by {day_words(as_recorded)}")
    return ", ".join(parts)


def _subject(selection: Selection) -> str:
    """What is claimed, and how it is judged."""
    kinds = _either([PLURALS[kind] for kind in selection.kinds], "and")
    statuses = _either([label(one).lower() for one in selection.statuses], "or")
    judged = _either([label(one).lower() for one in selection.confidences], "or")
    subject = f"Claimed {kinds}" if kinds else "All kinds of claims"
    described = [one for one in (statuses, judged) if one]
    if described and not kinds:
        subject = "Claims"
    return ", ".join([subject, *described])


def _voices(selection: Selection, names: Mapping[str, str]) -> list[str]:
    """Stance and originator belong together: one statement must satisfy both."""
    who = _either([names.get(one, one) for one in selection.origins], "or")
    stances = _either([label(one) for one in selection.stances], "or")
    if stances:
        return [f"{who or 'somebody'} {stances}"]
    return [f"statements of {who}"] if who else []


def _either(words: Sequence[str], last: str) -> str:
    """``"a, b or c"``."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def _span(first: date | None, last: date | None) -> str:
    if first and last:
        if first == last:
            return f"on {day_words(first)}"
        start = day_words(first)
        if first.year == last.year:
            start = start.rpartition(" ")[0]
        return f"{start} to {day_words(last)}"
    if first:
        return f"from {day_words(first)}"
    return f"to {day_words(last)}" if last else ""


def _lon(degrees: float) -> str:
    return f"{abs(degrees):g}°{'W' if degrees < 0 else 'E'}"


def _lat(degrees: float) -> str:
    return f"{abs(degrees):g}°{'S' if degrees < 0 else 'N'}"
