"""The fields of records in words: what each is called, and its value as a reader would say it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from dashboard.components.chronicle import FieldLine
from geo.claims.dates import EdtfDate
from geo.claims.echoes import EchoKind
from geo.claims.model import Claim, Document, Originator, Statement
from geo.claims.vocabulary import label
from geo.places.place import Place
from geo.store.browse import RecordKey
from geo.store.records import Finding, RecordKind, Refusal, Version

Names = Mapping[RecordKey, str]
"""What records are called by kind and id; one that is not in it is called by its id."""

Words = Callable[[Any, Names], str]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a record: its name, the columns that it tells, and how. ``""`` means empty."""

    name: str
    columns: tuple[str, ...]
    words: Words


def rows_of(kind: RecordKind) -> tuple[Row, ...]:
    """The lines of a kind of record, the most telling first."""
    return _ROWS[kind]


def claim_rows(before: Claim, after: Claim, names: Names) -> tuple[FieldLine, ...]:
    """The lines in which two states of one claim differ."""
    told = ((row.name, row.words(before, names), row.words(after, names)) for row in _CLAIM)
    return tuple(FieldLine(*line) for line in told if line[1] != line[2])


def references(version: Version) -> tuple[RecordKey, ...]:
    """The records that a version names by their ids."""
    record = version.record
    found: list[tuple[RecordKind, str | None]] = []
    if isinstance(record, Claim):
        found = [
            (RecordKind.PLACE, record.place),
            (RecordKind.PLACE, record.other_place),
            (RecordKind.CLAIM, record.part_of),
            (RecordKind.CLAIM, version.merged_into),
        ]
    elif isinstance(record, Statement):
        found = [
            (RecordKind.CLAIM, record.claim),
            (RecordKind.DOCUMENT, record.document),
            (RecordKind.ORIGINATOR, record.originator),
        ]
    elif isinstance(record, Finding):
        kind = RecordKind.CLAIM if record.about == EchoKind.EVENT else RecordKind.STATEMENT
        found = [(kind, record.first), (kind, record.second)]
    elif isinstance(record, Originator):
        found = [(RecordKind.ORIGINATOR, record.parent)]
    return tuple((kind, key) for kind, key in found if key is not None)


def name_of(version: Version) -> str:
    """What a record is called when another one names it."""
    record = version.record
    if isinstance(record, Claim):
        return f"“{record.summary}”"
    if isinstance(record, Document):
        return f"{record.outlet}, {record.published.words()}"
    if isinstance(record, Originator | Place):
        return record.name
    if isinstance(record, Statement):
        return f"statement {record.id}"
    return f"{version.kind} {record.id}"


def title_of(version: Version, names: Names) -> str:
    """A record as the heading of what happened to it."""
    record = version.record
    if isinstance(record, Statement):
        speaker = _named(names, RecordKind.ORIGINATOR, record.originator)
        paper = _named(names, RecordKind.DOCUMENT, record.document)
        return f"{speaker} {label(record.stance)}, in {paper}"
    if isinstance(record, Claim):
        return record.summary
    if isinstance(record, Refusal):
        return record.problem.sentence()
    if isinstance(record, Finding):
        both = (names.get(key, key[1]) for key in references(version))
        return " is no echo of ".join(both)
    return name_of(version)


def _named(names: Names, kind: RecordKind, id: str | None) -> str:
    return "" if id is None else names.get((kind, id), id)


def _date(one: EdtfDate | None) -> str:
    if one is None:
        return ""
    words = one.words()
    return words if words == one.text else f"{words} ({one.text})"


def _km(number: float | None) -> str:
    return "" if number is None else f"{number:g} km"


def _override(one: Claim) -> str:
    if one.override is None:
        return ""
    return f"{label(one.override.confidence)}: {one.override.reason}"


def _ref(kind: RecordKind, field: str) -> Words:
    return lambda one, names: _named(names, kind, getattr(one, field))


def _plain(field: str) -> Words:
    return lambda one, names: str(getattr(one, field) or "")


def _text(name: str, field: str) -> Row:
    return Row(name, (field,), _plain(field))


def _word(name: str, field: str) -> Row:
    return Row(name, (field,), lambda one, names: label(getattr(one, field)))


def _list(name: str, field: str) -> Row:
    return Row(name, (field,), lambda one, names: ", ".join(getattr(one, field)))


_CLAIM: Final = (
    _text("summary", "summary"),
    _word("kind", "kind"),
    _word("said to be", "modality"),
    Row("place", ("place",), _ref(RecordKind.PLACE, "place")),
    Row("tied to the place by", ("relation",), _plain("relation")),
    _text("wording of the place", "place_words"),
    Row("near means within", ("near_km",), lambda one, names: _km(one.near_km)),
    Row("distance", ("distance_km",), lambda one, names: _km(one.distance_km)),
    Row(
        "direction",
        ("bearing_deg",),
        lambda one, names: "" if one.bearing_deg is None else f"{one.bearing_deg:g}°",
    ),
    Row("other place", ("other_place",), _ref(RecordKind.PLACE, "other_place")),
    Row("date", ("date",), lambda one, names: _date(one.date)),
    _text("how the date is known", "date_basis"),
    Row(
        "figure",
        ("figure_low", "figure_high", "figure_approx", "figure_unit"),
        lambda one, names: one.figure.words() if one.figure else "",
    ),
    _text("actor", "actor"),
    Row("shares the figure of", ("part_of",), _ref(RecordKind.CLAIM, "part_of")),
    Row(
        "confidence set by hand",
        ("override_confidence", "override_reason"),
        lambda one, names: _override(one),
    ),
    Row(
        "reviewed",
        ("reviewed",),
        lambda one, names: one.reviewed.isoformat() if one.reviewed else "",
    ),
)

_STATEMENT: Final = (
    Row("claim", ("claim",), _ref(RecordKind.CLAIM, "claim")),
    Row("originator", ("originator",), _ref(RecordKind.ORIGINATOR, "originator")),
    _list("via", "via"),
    Row("document", ("document",), _ref(RecordKind.DOCUMENT, "document")),
    _word("stance", "stance"),
    Row(
        "grade",
        ("source_grade", "information_grade"),
        lambda one, names: f"{one.grade} ({one.grade.words()})",
    ),
    _text("why this grade", "grade_basis"),
    Row("where in the document", ("paragraph", "start", "end"), lambda one, names: one.locator()),
    Row("said on", ("known",), lambda one, names: _date(one.known)),
    Row("taken back by its speaker", ("retracted",), lambda one, names: _date(one.retracted)),
    _text("note", "note"),
)

_DOCUMENT: Final = (
    _text("outlet", "outlet"),
    Row("published", ("published",), lambda one, names: _date(one.published)),
    _text("how the date is known", "published_basis"),
    _text("about", "description"),
    _list("via", "via"),
    _text("language", "language"),
    _text("address", "url"),
    _text("SHA-256 of the text", "sha256"),
)

_ORIGINATOR: Final = (
    _text("name", "name"),
    _word("kind", "kind"),
    Row("speaks for", ("parent",), _ref(RecordKind.ORIGINATOR, "parent")),
    _list("other names", "aliases"),
)

_PLACE: Final = (
    _text("name", "name"),
    _word("level", "level"),
    _text("country", "country"),
    _text("first-level unit", "admin1"),
    Row("position", ("lon", "lat"), lambda one, names: f"{one.lat:.4f}, {one.lon:.4f}"),
    Row("radius", ("radius_km",), lambda one, names: _km(one.radius_km)),
    _text("area", "area"),
    Row("names", ("names",), lambda one, names: ", ".join(name.text for name in one.names)),
    _text("dispute", "dispute"),
    _text("source", "source"),
    _text("reviewed", "reviewed"),
)

_ROWS: Final[dict[RecordKind, tuple[Row, ...]]] = {
    RecordKind.CLAIM: _CLAIM,
    RecordKind.STATEMENT: _STATEMENT,
    RecordKind.DOCUMENT: _DOCUMENT,
    RecordKind.ORIGINATOR: _ORIGINATOR,
    RecordKind.PLACE: _PLACE,
    RecordKind.REFUSAL: (),
    RecordKind.FINDING: (),
}
