"""Rows as records: the inverse of `geo.store.codec`.

Rows were checked when they were written; they are checked again here, because a file can be
changed by other programs. Values that many rows share are made once.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import Any, Final, TypeVar

from geo.claims.dates import read_date
from geo.claims.model import Claim, Document, Figure, Grade, Originator, Override, Statement
from geo.claims.vocabulary import (
    INFORMATION_GRADES,
    SOURCE_GRADES,
    Confidence,
    Kind,
    Modality,
    OriginatorKind,
    Stance,
)
from geo.errors import ModelError, Problem
from geo.places.location import Relation
from geo.places.names import script_of
from geo.places.place import Level, Name, Place
from geo.store.records import Finding, Record, RecordKind, Refusal

_Word = TypeVar("_Word", bound=StrEnum)


def _words(vocabulary: type[_Word]) -> dict[str, _Word]:
    return {word.value: word for word in vocabulary}


_KINDS: Final = _words(Kind)
_MODALITIES: Final = _words(Modality)
_RELATIONS: Final = _words(Relation)
_STANCES: Final = _words(Stance)
_LEVELS: Final = _words(Level)
_ORIGINATOR_KINDS: Final = _words(OriginatorKind)
_GRADES: Final = {(s, i): Grade(s, i) for s in SOURCE_GRADES for i in INFORMATION_GRADES}


def record_of(kind: RecordKind, values: Sequence[Any]) -> Record:
    """The record whose columns, its id first, hold `values`.

    Raises `ModelError` when they do not make one: the file was changed by another program.
    """
    try:
        return _READ[kind](*values)
    except (KeyError, TypeError, ValueError) as error:
        raise ModelError(f"{kind} {values[0]!r} cannot be read back ({error}).") from error


def _document(
    id: str, outlet: str, published: str, basis: str, language: str, description: str, via: str,
    url: str | None, sha256: str | None,
) -> Document:  # fmt: skip
    when = read_date(published)
    return Document(id, outlet, when, basis, language, description, _items(via), url, sha256)


def _originator(id: str, name: str, kind: str, parent: str | None, aliases: str) -> Originator:
    return Originator(id, name, _ORIGINATOR_KINDS[kind], parent, _items(aliases))


def _claim(
    id: str, kind: str, modality: str, summary: str, place: str | None, relation: str,
    place_words: str, date: str | None, date_basis: str, low: float | None, high: float | None,
    approx: bool | None, unit: str | None, actor: str, part_of: str | None, level: str | None,
    why: str | None, reviewed: str | None, near_km: float | None, distance_km: float | None,
    bearing_deg: float | None, other_place: str | None,
) -> Claim:  # fmt: skip
    return Claim(
        id,
        _KINDS[kind],
        _MODALITIES[modality],
        summary,
        place,
        _RELATIONS[relation],
        place_words,
        None if date is None else read_date(date),
        date_basis,
        None if unit is None else _figure(low, high, bool(approx), unit),
        actor,
        part_of,
        None if level is None else Override(Confidence(level), why or ""),
        None if reviewed is None else _day(reviewed),
        near_km,
        distance_km,
        bearing_deg,
        other_place,
    )


def _statement(
    id: str, claim: str, document: str, originator: str, stance: str, source: str,
    information: str, basis: str, via: str, paragraph: int | None, start: int | None,
    end: int | None, known: str | None, retracted: str | None, note: str,
) -> Statement:  # fmt: skip
    return Statement(
        id,
        claim,
        document,
        originator,
        _STANCES[stance],
        _GRADES[source, information],
        basis,
        () if via == "[]" else _items(via),
        paragraph,
        start,
        end,
        None if known is None else read_date(known),
        None if retracted is None else read_date(retracted),
        note,
    )


def _refusal(
    id: str, file: str, row: int | None, column: str | None, value: str, message: str, remedy: str
) -> Refusal:
    return Refusal(id, Problem(file, row, column, value, message, remedy))


def _place(
    id: str, name: str, level: str, country: str, admin1: str, lon: float, lat: float,
    radius_km: float, area: str, names: str, geonames_id: int | None, dispute: str, source: str,
    reviewed: str,
) -> Place:  # fmt: skip
    return Place(
        id, name, _LEVELS[level], country, admin1, lon, lat, radius_km, area,
        tuple(map(_name, _items(names))), geonames_id, dispute, source, reviewed,
    )  # fmt: skip


def _name(written: str) -> Name:
    language, colon, text = written.partition(":")
    if not colon or not text:
        raise ValueError(written)
    return Name(text, language, script_of(text))


@lru_cache(maxsize=65_536)
def _items(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))


@lru_cache(maxsize=65_536)
def _figure(low: float | None, high: float | None, approximate: bool, unit: str) -> Figure:
    return Figure(low, high, approximate, unit)


@lru_cache(maxsize=65_536)
def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


_READ: Final[dict[RecordKind, Callable[..., Record]]] = {
    RecordKind.DOCUMENT: _document,
    RecordKind.ORIGINATOR: _originator,
    RecordKind.CLAIM: _claim,
    RecordKind.STATEMENT: _statement,
    RecordKind.REFUSAL: _refusal,
    RecordKind.PLACE: _place,
    RecordKind.FINDING: Finding,
}
