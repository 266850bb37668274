"""What the columns of a table mean: guessed, remembered from the last such table, or chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from dashboard.mappings import recalled
from geo.exchange.cells import text_of
from geo.exchange.columns import guess_columns, peek_columns
from geo.exchange.incoming import SPATIAL, Format
from geo.exchange.mapping import COLUMN_FIELDS
from geo.exchange.mapping import Mapping as ColumnMapping

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
    tells that a table with the same columns was read like this before; `drawn` that geometries
    say where things are.
    """

    header: tuple[str, ...]
    examples: Mapping[str, tuple[str, ...]]
    guess: ColumnMapping
    mapping: ColumnMapping
    asked_first: tuple[str, ...]
    remembered: bool = False
    drawn: bool = False


OF_A_GEOMETRY: Final = ("lon", "lat", "point")
"""Meanings that no column needs where features have geometries."""

ENCODINGS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "": "found out",
        "cp1250": "Windows-1250, Central European",
        "cp1251": "Windows-1251, Cyrillic",
        "cp1252": "Windows-1252, Western",
        "koi8-r": "KOI8-R, Cyrillic",
        "cp949": "Windows-949, Korean",
        "gb18030": "GB 18030, Chinese",
    }
)
"""How a table may be written that is not UTF-8."""

_USUAL: Final = ("summary", "place", "date", "source")


def look_at(path: Path, format: Format = Format.TABLE, encoding: str = "") -> Columns | None:
    """Look at a table, or at the properties of features; ``None`` for an export of our own.

    Raises `InputRefused` where there is nothing to be read.
    """
    header, rows = peek_columns(path, format, encoding)
    if not header:
        return None
    # Where no column names a source, the page asks for it: the name of a file is none.
    guess = replace(guess_columns(format, header, rows, ""), encoding=encoding)
    known = recalled(header)
    if known is not None and encoding:
        known = replace(known, encoding=encoding)
    mapping = known or guess
    chosen = set(mapping.columns())
    asked = tuple(one for one in COLUMN_FIELDS if one in chosen or one in _USUAL)
    drawn = format in SPATIAL
    asked = tuple(one for one in asked if not (drawn and one in OF_A_GEOMETRY))
    return Columns(header, _examples(header, rows), guess, mapping, asked, known is not None, drawn)


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
    named: dict[str, Any] = {one: columns.get(one, "") for one in COLUMN_FIELDS}
    return replace(before, **named, **values)
