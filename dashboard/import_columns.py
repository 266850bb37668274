"""What the columns of a table mean: guessed, remembered from the last such table, or chosen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from dashboard import settings
from geo.errors import InputRefused
from geo.exchange.cells import text_of
from geo.exchange.delimited import open_table
from geo.exchange.mapping import COLUMN_FIELDS, fingerprint, from_json, guess_mapping
from geo.exchange.mapping import Mapping as ColumnMapping
from geo.exchange.mapping_words import folded
from geo.exchange.report import Report

_SETTING: Final = "column_mappings"
_REMEMBERED: Final = 40
"""Kinds of tables whose mapping is kept; the one that was not used for longest goes."""

_LOOKED_AT: Final = 200
_EXAMPLES: Final = 3
_LONGEST_EXAMPLE: Final = 48

GROUPS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "What is claimed": (
            "summary", "kind", "actor", "best", "low", "high", "unit", "modality", "stance",
        ),
        "Where": ("place", "lon", "lat", "point", "precision", "country", "admin1"),
        "When": ("date", "date_end", "date_precision"),
        "Who says so": (
            "source", "published", "url", "title", "originator", "grade", "language",
        ),
        "Beside it": ("id", "note"),
    }
)  # fmt: skip
"""The meanings that a column can have, as they are asked for."""

LABELS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "summary": ("Text", "One sentence that says what is claimed."),
        "kind": ("Kind", "Attack, deployment, transfer …: read in several languages."),
        "actor": ("Actor", "Who did it, or whose troops they are."),
        "best": ("Figure", "A number, also “about 1,500”, “10-20” or “3000+”."),
        "low": ("Figure, at least", "The lowest number that is claimed."),
        "high": ("Figure, at most", "The highest number that is claimed."),
        "unit": ("What is counted", "Soldiers, deaths, vehicles …"),
        "modality": ("Happened or planned", "Happened, ongoing, planned or expected."),
        "stance": ("Asserted or denied", "Whether the source asserts, denies or cannot confirm."),
        "place": (
            "Place",
            "A name in any script; what may mean several is left for you to decide.",
        ),
        "lon": ("Longitude", "Degrees east; negative is west."),
        "lat": ("Latitude", "Degrees north; negative is south."),
        "point": ("Coordinates in one", "POINT (lon lat), or “lat, lon”."),
        "precision": ("How exact the place is", "Kilometres, or words such as city or district."),
        "country": ("Country", "A name or code; it helps to find the place."),
        "admin1": ("Region", "Oblast, province, state; it helps to find the place."),
        "date": ("Date, or first day", "When it happened."),
        "date_end": ("Last day", "Where it took more than a day."),
        "date_precision": ("How exact the date is", "Day, week, month, year, or a code 1 to 5."),
        "source": ("Source", "Who published the report: outlet, channel, office."),
        "published": ("Published on", "The day of the report."),
        "url": ("Link", "The address of the report."),
        "title": ("Headline", "The headline of the report."),
        "originator": ("Who says it", "The voice that the source quotes, if it is another."),
        "grade": ("Grade", "Admiralty grade such as B2; otherwise F6, not judged."),
        "language": ("Language", "Of the report, as a code such as uk."),
        "id": ("Id", "The table's own name of a row: importing again then finds it."),
        "note": ("Note", "Kept with the statement as it is."),
    }
)
"""What each meaning is called and one line on it."""


@dataclass(frozen=True)
class Columns:
    """The columns of one table: their names, some values of each, and what they mean.

    `asked_first` are the meanings that were guessed and those that most tables have; `remembered`
    is the day on which a table with the same columns was read like this, or empty.
    """

    header: tuple[str, ...]
    examples: Mapping[str, tuple[str, ...]]
    guess: ColumnMapping
    mapping: ColumnMapping
    asked_first: tuple[str, ...]
    remembered: str = ""


_USUAL: Final = ("summary", "place", "date", "source")


def look_at(path: Path, encoding: str = "", separator: str = "") -> Columns:
    """Look at a table. Raises `InputRefused` where there is none."""
    with open_table(path, Report(path.name), encoding=encoding, separator=separator) as table:
        header = table.header
        rows = [cells for _, cells in islice(table.rows(), _LOOKED_AT)]
    guess = replace(guess_mapping(header, rows), encoding=encoding, separator=separator)
    known, day = recalled(header)
    mapping = replace(known, encoding=encoding, separator=separator) if known else guess
    chosen = set(mapping.columns())
    asked = tuple(one for one in COLUMN_FIELDS if one in chosen or one in _USUAL)
    return Columns(header, _examples(header, rows), guess, mapping, asked, day if known else "")


def _examples(header: Sequence[str], rows: Sequence[Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """A few different values of each column, cut to a length that can be shown."""
    found = {}
    for position, name in enumerate(header):
        values = dict.fromkeys(
            one for row in rows if (one := text_of(" ".join(row[position].split())))
        )
        found[name] = tuple(_shortened(one) for one in islice(values, _EXAMPLES))
    return found


def _shortened(value: str) -> str:
    return value if len(value) <= _LONGEST_EXAMPLE else f"{value[: _LONGEST_EXAMPLE - 1]}…"


def chosen_mapping(
    before: ColumnMapping, columns: Mapping[str, str], values: Mapping[str, Any]
) -> ColumnMapping:
    """A mapping with these columns by meaning alone, and these values for the whole file."""
    named = {one: columns.get(one, "") for one in COLUMN_FIELDS}
    return replace(before, **named, **values)


def recalled(header: Sequence[str]) -> tuple[ColumnMapping | None, str]:
    """How a table with these columns was read last time, and on which day."""
    kept = _kept().get(fingerprint(header))
    if not isinstance(kept, dict):
        return None, ""
    try:
        mapping = from_json(str(kept.get("mapping", "")))
    except InputRefused:  # of another version, or written by hand
        return None, ""
    return _spelt_as(mapping, header), str(kept.get("on", ""))[:10]


def remember(header: Sequence[str], mapping: ColumnMapping) -> None:
    """Keep a mapping for the next table with these columns."""
    kept = _kept()
    key = fingerprint(header)
    kept.pop(key, None)
    kept[key] = {"mapping": mapping.to_json(), "on": f"{dt.datetime.now().astimezone():%Y-%m-%d}"}
    newest = sorted(kept.items(), key=lambda one: str(one[1].get("on", "")))[-_REMEMBERED:]
    settings.remember(_SETTING, dict(newest))


def _kept() -> dict[str, dict[str, str]]:
    found = settings.recall(_SETTING)
    if not isinstance(found, dict):
        return {}
    return {key: one for key, one in found.items() if isinstance(one, dict)}


def _spelt_as(mapping: ColumnMapping, header: Sequence[str]) -> ColumnMapping:
    """The same mapping for columns that are the same but for case and spaces."""
    names = {folded(name): name for name in header}
    columns = {one: names.get(folded(name), "") for one, name in mapping.columns().items()}
    others = tuple(names[folded(one)] for one in mapping.others if folded(one) in names)
    return replace(mapping, others=others, **columns)
