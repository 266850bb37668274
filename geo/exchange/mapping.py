"""What the columns of a table mean: guessed (`mapping_guess`), said by a person, remembered.

A `Mapping` holds for every meaning the name of a column, and for what no column gives what holds of
the whole file. Nothing can be saved without a source, a basis of its dates and a grade: `problems`
says what is missing, and an import of a table that lacks it is refused as a whole.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any, Final

from geo.claims.dates import read_date
from geo.claims.vocabulary import Kind
from geo.errors import DateError, InputRefused, Problem
from geo.exchange.cell_dates import Order
from geo.exchange.countries import country_code
from geo.exchange.mapping_words import folded

ENCODINGS: Final = ("", "utf-8", "cp1250", "cp1251", "cp1252", "cp949", "koi8-r", "gb18030")
"""What text that is not UTF-8 may be in, if a person says so."""

_NO_SEPARATORS: Final = tuple(" \"'\r\n\0")

UNKNOWN_DATE_ORDER: Final = Order.UNKNOWN.value


@dataclass(frozen=True, slots=True)
class Mapping:
    """Names of columns by what they mean, empty where there is none; and what holds for all rows.

    Columns: `id`; `summary` the text; `kind`, `modality`, `stance`; `place` a name, `lon` and `lat`
    or both in one `point`; `precision` of the place in words or km; `country`, `admin1`; `date` or
    its start, `date_end`, `date_precision`; `source` the outlet, `published`, `url`, `title`,
    `originator`; `low`, `best`, `high` and `unit` of a figure; `actor`, `language`, `grade`,
    `note`. `others` are columns that are kept as text in the note.

    For the whole file: `default_source` where a cell or column of the outlet is empty,
    `default_published` (EDTF) likewise, `default_kind`, `default_country` (ISO code),
    `default_language`, `default_unit`, `default_radius_km` of coordinates without precision;
    `date_order` ("day-month-year", "month-day-year", "unknown": as the column tells);
    `encoding` of what is not UTF-8, and `separator`, empty to find out.
    """

    id: str = ""
    summary: str = ""
    kind: str = ""
    modality: str = ""
    stance: str = ""
    place: str = ""
    lon: str = ""
    lat: str = ""
    point: str = ""
    precision: str = ""
    country: str = ""
    admin1: str = ""
    date: str = ""
    date_end: str = ""
    date_precision: str = ""
    source: str = ""
    published: str = ""
    url: str = ""
    title: str = ""
    originator: str = ""
    low: str = ""
    best: str = ""
    high: str = ""
    unit: str = ""
    actor: str = ""
    language: str = ""
    grade: str = ""
    note: str = ""
    others: tuple[str, ...] = ()
    default_source: str = ""
    default_published: str = ""
    default_kind: str = Kind.INCIDENT.value
    default_country: str = ""
    default_language: str = "und"
    default_unit: str = "people"
    default_radius_km: float = 5.0
    date_order: str = UNKNOWN_DATE_ORDER
    encoding: str = ""
    separator: str = ""

    def columns(self) -> dict[str, str]:
        """Meaning to column, of those that have one."""
        return {one: column for one in COLUMN_FIELDS if (column := getattr(self, one))}

    def to_json(self) -> str:
        """As JSON text that `from_json` reads; what is as it would be anyway is left out."""
        plain = Mapping()
        kept = {
            one.name: getattr(self, one.name)
            for one in fields(self)
            if getattr(self, one.name) != getattr(plain, one.name)
        }
        return json.dumps(kept, ensure_ascii=False, indent=2)


COLUMN_FIELDS: Final = tuple(
    one.name
    for one in fields(Mapping)
    if not one.name.startswith("default_")
    and one.name not in ("others", "date_order", "encoding", "separator")
)
"""The meanings that a column can have, in the order in which a dialog may list them."""


def from_json(text: str) -> Mapping:
    """A mapping out of its JSON text; raises `InputRefused` with every value it cannot hold."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputRefused([_problem("", str(error)[:200], "Write it anew.")]) from None
    if not isinstance(found, dict):
        raise InputRefused([_problem("", "is no JSON object.", 'Write {"summary": "column"}.')])
    known = {one.name: one for one in fields(Mapping)}
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for name, value in found.items():
        if name not in known:
            remedy = f"Use {', '.join(known)}."
            problems.append(_problem(str(name), "is no part of a mapping.", remedy))
        elif name == "others":
            if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
                problems.append(_problem(name, "is no list of columns.", 'Write ["column"].'))
            else:
                values[name] = tuple(value)
        elif name == "default_radius_km":
            if isinstance(value, bool) or not isinstance(value, int | float):
                problems.append(_problem(name, "is no number.", "Give a radius in km."))
            else:
                values[name] = float(value)
        elif not isinstance(value, str):
            problems.append(_problem(name, "is no text.", "Give the name of a column as text."))
        else:
            values[name] = value
    if problems:
        raise InputRefused(problems)
    return Mapping(**values)


def fingerprint(header: Sequence[str]) -> str:
    """Stands for the names of columns, whatever their order, case and spaces."""
    names = sorted(folded(name) for name in header)
    return hashlib.sha256("\x1f".join(names).encode("utf-8", "backslashreplace")).hexdigest()[:16]


def problems(mapping: Mapping, header: Sequence[str] = ()) -> list[Problem]:
    """What is missing or wrong, each with its remedy; nothing when an import can begin.

    With `header` the columns are looked for as well.
    """
    return list(_problems(mapping, header))


def _problems(mapping: Mapping, header: Sequence[str]) -> Iterator[Problem]:
    if header:
        for meaning, column in mapping.columns().items():
            if column not in header:
                message = f"names the column {column!r}, which is not there."
                yield _problem(meaning, message, "Choose a column of this file.")
    if not (mapping.source or mapping.default_source):
        message = "No column says who published the report."
        yield _problem("source", message, "Choose it, or name the source of the whole file.")
    if not (mapping.date or mapping.published or mapping.default_published):
        message = "No column holds the date of the event or of the report."
        remedy = "Choose one, or give the date of publication of the whole file."
        yield _problem("date", message, remedy)
    if not (mapping.summary or mapping.kind or mapping.place or mapping.actor or mapping.title):
        message = "No column says what is claimed."
        yield _problem("summary", message, "Choose the text, the kind or the place.")
    if bool(mapping.lon) != bool(mapping.lat):
        message = "Only one of longitude and latitude is chosen."
        yield _problem("lon" if mapping.lat else "lat", message, "Choose both or neither.")
    yield from _problems_of_defaults(mapping)


def _problems_of_defaults(mapping: Mapping) -> Iterator[Problem]:
    """What is wrong with values that hold for the whole file."""
    country = mapping.default_country
    for name, allowed in (
        ("default_kind", tuple(Kind)),
        ("date_order", (Order.UNKNOWN, Order.DAY_FIRST, Order.MONTH_FIRST)),
        ("encoding", ENCODINGS),
    ):
        value = getattr(mapping, name)
        if value not in allowed:
            known = ", ".join(filter(None, allowed))
            yield _problem(name, f"{value[:80]!r} is not known.", f"Use one of: {known}.")
    if country and not country_code(country):
        message = f"{country[:80]!r} is no country."
        yield _problem("default_country", message, "Give an ISO 3166 code such as UA.")
    if mapping.default_published:
        try:
            known_date = read_date(mapping.default_published)
            if known_date.first is None or known_date.last is None:
                raise DateError("It is open-ended.")
        except DateError as error:
            yield _problem("default_published", str(error), "Give a day, month or interval.")
    if not 0 < mapping.default_radius_km <= 2_000:
        yield _problem("default_radius_km", "is no radius.", "Give one from 0.1 to 2,000 km.")
    if len(mapping.separator) > 1 or mapping.separator in _NO_SEPARATORS:
        yield _problem("separator", "does not separate cells.", "Use , ; | or a tab.")


def _problem(column: str, message: str, remedy: str) -> Problem:
    return Problem("mapping", None, column or None, "", message, remedy)
