"""Records as rows, in the order of `tables.FIELDS`; `geo.store.decode` is the inverse."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from typing import Any, Final

from geo.claims.dates import EdtfDate
from geo.claims.model import Claim, Document, Originator, Statement
from geo.errors import ModelError
from geo.places.place import Place
from geo.store.records import Finding, Put, Record, RecordKind, Refusal, Scalar, Version, kind_of
from geo.store.tables import FIELDS


def fields_of(record: Record) -> dict[str, Scalar]:
    """The columns of a record. Raises `ModelError` for text or numbers no database can hold."""
    kind = kind_of(record)
    values = _WRITE[kind](record)
    texts = "".join([value for value in values if type(value) is str])
    if "\0" in texts:
        raise ModelError(f"{kind} {record.id!r} holds a NUL character. Take it out.")
    if not texts.isascii():
        try:
            texts.encode()
        except UnicodeEncodeError:
            raise ModelError(
                f"{kind} {record.id!r} holds half a character (a lone surrogate). "
                "Type that text again."
            ) from None
    for number in [value for value in values if type(value) is float]:
        if not math.isfinite(number):
            raise ModelError(f"{kind} {record.id!r} holds the number {number}. Give another.")
    return dict(zip(FIELDS[kind], values, strict=True))


def content(one: Version | Put) -> dict[str, Scalar]:
    """Everything that can differ between two versions of a record."""
    fields = fields_of(one.record)
    fields["live"] = one.live
    if isinstance(one.record, Claim):
        fields["unread"] = one.unread
        fields["merged_into"] = one.merged_into
    return fields


def _write_document(one: Document) -> tuple[Scalar, ...]:
    published, via = one.published.text, _listed(one.via)
    return (
        one.outlet, published, one.published_basis, one.language, one.description, via, one.url,
        one.sha256,
    )  # fmt: skip


def _write_originator(one: Originator) -> tuple[Scalar, ...]:
    return one.name, one.kind.value, one.parent, _listed(one.aliases)


def _write_claim(one: Claim) -> tuple[Scalar, ...]:
    figure: tuple[Scalar, ...] = (None, None, None, None)
    if one.figure is not None:
        low, high = _real(one.figure.low), _real(one.figure.high)
        figure = (low, high, one.figure.approximate, one.figure.unit)
    override = (one.override.confidence.value, one.override.reason) if one.override else (None,) * 2
    return (
        one.kind.value, one.modality.value, one.summary, one.place, one.relation.value,
        one.place_words, _edtf(one.date), one.date_basis, *figure, one.actor, one.part_of,
        *override, one.reviewed.isoformat() if one.reviewed else None, _real(one.near_km),
        _real(one.distance_km), _real(one.bearing_deg), one.other_place,
    )  # fmt: skip


def _write_statement(one: Statement) -> tuple[Scalar, ...]:
    return (
        one.claim, one.document, one.originator, one.stance.value, one.grade.source,
        one.grade.information, one.grade_basis, _listed(one.via), one.paragraph, one.start,
        one.end, _edtf(one.known), _edtf(one.retracted), one.note,
    )  # fmt: skip


def _write_refusal(one: Refusal) -> tuple[Scalar, ...]:
    problem = one.problem
    return (
        problem.file, problem.row, problem.column, problem.value, problem.message, problem.remedy,
    )  # fmt: skip


def _write_place(one: Place) -> tuple[Scalar, ...]:
    names = _listed(tuple(f"{name.language}:{name.text}" for name in one.names))
    return (
        one.name, one.level.value, one.country, one.admin1, float(one.lon), float(one.lat),
        float(one.radius_km), one.area, names, one.geonames_id, one.dispute, one.source,
        one.reviewed,
    )  # fmt: skip


def _listed(items: tuple[str, ...]) -> str:
    return json.dumps(items, ensure_ascii=False) if items else "[]"


def _edtf(one: EdtfDate | None) -> str | None:
    return None if one is None else one.text


def _real(number: float | None) -> float | None:
    """Whole numbers too become floats, so that equal figures are written, and hashed, alike."""
    return None if number is None else float(number)


def _write_finding(one: Finding) -> tuple[Scalar, ...]:
    return one.about, one.first, one.second


_WRITE: Final[dict[RecordKind, Callable[[Any], tuple[Scalar, ...]]]] = {
    RecordKind.DOCUMENT: _write_document,
    RecordKind.ORIGINATOR: _write_originator,
    RecordKind.CLAIM: _write_claim,
    RecordKind.STATEMENT: _write_statement,
    RecordKind.REFUSAL: _write_refusal,
    RecordKind.PLACE: _write_place,
    RecordKind.FINDING: _write_finding,
}
