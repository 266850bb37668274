"""What the columns of a table mean: guessed from names and values, said by a person, remembered.

A `Mapping` holds for every meaning the name of a column, and for what no column gives what holds of
the whole file. Nothing can be saved without a source, a basis of its dates and a grade: `problems`
says what is missing, and an import of a table that lacks it is refused as a whole.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Final

from geo.claims.dates import read_date
from geo.claims.vocabulary import Kind
from geo.errors import DateError, InputRefused, ModelError, Problem
from geo.exchange import cells
from geo.exchange.cell_dates import Order, cell_date, order_of
from geo.exchange.countries import country_code
from geo.exchange.mapping_words import WORDS, folded

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
                yield _problem(meaning, f"names the column {column!r}, which is not there.",
                               "Choose a column of this file.")  # fmt: skip
    if not (mapping.source or mapping.default_source):
        yield _problem("source", "No column says who published the report.",
                       "Choose it, or name the source of the whole file.")  # fmt: skip
    if not (mapping.date or mapping.published or mapping.default_published):
        yield _problem("date", "No column holds the date of the event or of the report.",
                       "Choose one, or give the date of publication of the whole file.")  # fmt: skip
    if not (mapping.summary or mapping.kind or mapping.place or mapping.actor or mapping.title):
        yield _problem("summary", "No column says what is claimed.",
                       "Choose the text, the kind or the place.")  # fmt: skip
    if bool(mapping.lon) != bool(mapping.lat):
        yield _problem("lon" if mapping.lat else "lat", "Only one of longitude and latitude is "
                       "chosen.", "Choose both or neither.")  # fmt: skip
    if mapping.default_kind not in set(Kind):
        yield _problem("default_kind", f"{mapping.default_kind!r} is not in the vocabulary.",
                       f"Use one of: {', '.join(Kind)}.")  # fmt: skip
    if mapping.default_country and not country_code(mapping.default_country):
        yield _problem("default_country", f"{mapping.default_country!r} is no country.",
                       "Give an ISO 3166 code such as UA.")  # fmt: skip
    if mapping.default_published:
        try:
            known = read_date(mapping.default_published)
            if known.first is None or known.last is None:
                raise DateError("is open-ended.")
        except DateError as error:
            yield _problem("default_published", str(error), "Give a day, month or interval.")
    if not 0 < mapping.default_radius_km <= 2_000:
        yield _problem("default_radius_km", "is no radius.", "Give one from 0.1 to 2,000 km.")
    if mapping.date_order not in (Order.DAY_FIRST, Order.MONTH_FIRST, Order.UNKNOWN):
        yield _problem("date_order", f"{mapping.date_order!r} is no order.",
                       f"Use {Order.DAY_FIRST}, {Order.MONTH_FIRST} or {Order.UNKNOWN}.")  # fmt: skip
    if len(mapping.separator) > 1:
        yield _problem("separator", "is no single character.", "Use , ; | or a tab.")
    if mapping.encoding and mapping.encoding not in ("utf-8", "cp1250", "cp1251", "cp1252",
                                                     "cp949", "koi8-r", "gb18030"):  # fmt: skip
        yield _problem("encoding", f"{mapping.encoding!r} is not known.",
                       "Use utf-8, cp1250, cp1251, cp1252, cp949, koi8-r or gb18030.")  # fmt: skip


def guess_mapping(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Mapping:
    """What columns most likely mean, by their names in several languages and by some of their rows.

    Whatever a person can see to be wrong is theirs to mend: a guess names a column once.
    """
    columns = {
        name: [cells.text_of(row[position].strip()) for row in rows if position < len(row)]
        for position, name in enumerate(header)
    }
    chosen: dict[str, str] = {}
    scores = [
        (score, -position, meaning, name)
        for position, name in enumerate(header)
        for meaning, score in _meanings(folded(name))
        if _fits(meaning, columns[name])
    ]
    for _, _, meaning, name in sorted(scores, reverse=True):
        if meaning not in chosen and name not in chosen.values():
            chosen[meaning] = name
    _by_values(chosen, columns)
    order = order_of(columns[chosen["date"]]) if "date" in chosen else Order.UNKNOWN
    guessed = replace(Mapping(), **{k: v for k, v in chosen.items() if k in COLUMN_FIELDS})
    if order in (Order.DAY_FIRST, Order.MONTH_FIRST):
        guessed = replace(guessed, date_order=order.value)
    unit = _unit_of(chosen)
    return replace(guessed, default_unit=unit) if unit else guessed


def _meanings(name: str) -> Iterator[tuple[str, int]]:
    """What a folded name may mean, with a score: the whole name beats its first or last word."""
    for meaning, words in WORDS.items():
        best = 0
        for rank, word in enumerate(words):
            if name == word:
                best = max(best, 1_000 - rank)
            elif f" {word} " in f" {name} " and len(word) > 2:
                best = max(best, 500 - rank - len(name))
        if best:
            yield meaning, best


def _fits(meaning: str, values: Sequence[str]) -> bool:
    """Whether values do not speak against a meaning; a column without any fits."""
    some = [one for one in values if one][:100]
    if not some:
        return True
    checks = {
        "lon": lambda one: _is(lambda: cells.degrees(one, -180.0, 180.0)),
        "lat": lambda one: _is(lambda: cells.degrees(one, -90.0, 90.0)),
        "point": lambda one: _is(lambda: cells.point(one)),
        "date": _is_date, "date_end": _is_date, "published": _is_date,
        "url": lambda one: one.lower().startswith(("http://", "https://")),
        "low": lambda one: _is(lambda: cells.amount(one)),
        "best": lambda one: _is(lambda: cells.amount(one)),
        "high": lambda one: _is(lambda: cells.amount(one)),
        "summary": lambda one: not _is(lambda: cells.number(one)),
        "place": lambda one: not _is(lambda: cells.number(one)),
        "source": lambda one: not _is(lambda: cells.number(one)),
    }  # fmt: skip
    check = checks.get(meaning)
    return check is None or sum(map(check, some)) * 2 > len(some)


def _is(read: Any) -> bool:
    try:
        read()
    except (ValueError, ModelError):
        return False
    return True


def _is_date(cell: str) -> bool:
    return _is(lambda: cell_date(cell, Order.DAY_FIRST)) or _is(
        lambda: cell_date(cell, Order.MONTH_FIRST)
    )


def _by_values(chosen: dict[str, str], columns: dict[str, list[str]]) -> None:
    """What names did not tell: dates, addresses, points and the longest text by their look."""
    free = {k: [one for one in v if one] for k, v in columns.items() if k not in chosen.values()}
    for meaning, sign in (
        ("point", lambda one: one.upper().startswith("POINT")),
        ("url", lambda one: one.lower().startswith(("http://", "https://"))),
        ("date", lambda one: len(one) >= 8 and _is_date(one)),
    ):
        if meaning in chosen or (meaning == "point" and "lon" in chosen):
            continue
        for name, some in free.items():
            if some and sum(map(sign, some)) * 10 >= len(some) * 9:
                chosen[meaning] = name
                free.pop(name)
                break
    if "summary" not in chosen:
        lengths = {name: _mean_length(some) for name, some in free.items()}
        longest = max(lengths, key=lambda name: lengths[name], default="")
        if longest and lengths[longest] >= 25:
            chosen["summary"] = longest
    if "place" in chosen and "summary" not in chosen and "title" in chosen:
        chosen["summary"] = chosen.pop("title")


def _mean_length(some: Iterable[str]) -> float:
    words = [len(one) for one in some if " " in one and not one.lower().startswith("http")]
    return sum(words) / len(words) if words else 0.0


def _unit_of(chosen: dict[str, str]) -> str:
    """What a column of figures counts, by its name."""
    names = " ".join(folded(chosen[one]) for one in ("low", "best", "high") if one in chosen)
    for unit, words in (
        ("deaths", r"kill|dead|death|fatal|tewas|meninggal|загин|погиб|убит|사망"),
        ("injured", r"injur|wound|luka|поранен|ранен|부상"),
        ("soldiers", r"soldier|troop|tentara|prajurit|солдат|військ|військов|солдаты|병력|군인"),
        ("casualties", r"casualt|korban|жертв|втрат|потер"),
    ):
        if re.search(words, names):
            return unit
    return ""


def _problem(column: str, message: str, remedy: str) -> Problem:
    return Problem("mapping", None, column or None, "", message, remedy)


