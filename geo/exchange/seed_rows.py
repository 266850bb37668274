"""One row of each seed file, checked cell by cell: the thing it stands for, or ``None``.

Every refused cell is noted on the row, so that a person sees all of them at once.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from geo.claims.model import (
    Claim,
    Document,
    Figure,
    Grade,
    Originator,
    Override,
    Statement,
)
from geo.claims.vocabulary import Confidence, Kind, Modality, OriginatorKind, Stance
from geo.errors import UnknownPlaceError
from geo.exchange.sheet import Row
from geo.places.gazetteer import Gazetteer
from geo.places.location import Relation

DOCUMENT_COLUMNS: Final = (
    "id", "outlet", "published", "published_basis", "language", "description", "via", "url",
    "sha256",
)  # fmt: skip
ORIGINATOR_COLUMNS: Final = ("id", "name", "kind", "parent", "aliases")
CLAIM_COLUMNS: Final = (
    "id", "kind", "modality", "summary", "place", "relation", "place_words", "near_km",
    "distance_km", "bearing_deg", "other_place", "date", "date_basis", "figure_low",
    "figure_high", "figure_approx", "figure_unit", "actor", "part_of", "confidence_override",
    "override_reason", "reviewed",
)  # fmt: skip
STATEMENT_COLUMNS: Final = (
    "id", "claim", "document", "originator", "via", "stance", "source_grade",
    "information_grade", "grade_basis", "paragraph", "start", "end", "known", "retracted", "note",
)  # fmt: skip


def document(row: Row) -> Document | None:
    """One row of documents.csv."""
    published = row.date("published")
    if not row.text("published"):
        row.refuse("published", "is empty.", "Give the date, or the interval it must lie in.")
    if published is None:
        return None
    return Document(
        id=row.needed("id", "an id"),
        outlet=row.needed("outlet", "the name of the outlet"),
        published=published,
        published_basis=row.needed("published_basis", "how the date is known"),
        language=row.needed("language", "the language, e.g. id, en, uk, ru, ko"),
        description=row.text("description"),
        via=row.listed("via"),
        url=row.text("url") or None,
        sha256=row.text("sha256") or None,
    )


def originator(row: Row) -> Originator | None:
    """One row of originators.csv."""
    kind = row.word("kind", OriginatorKind)
    if kind is None:
        return None
    return Originator(
        id=row.needed("id", "an id"),
        name=row.needed("name", "a name"),
        kind=kind,
        parent=row.text("parent") or None,
        aliases=row.listed("aliases"),
    )


def claim(row: Row, gazetteer: Gazetteer) -> Claim | None:
    """One row of claims.csv, its places looked up in the gazetteer."""
    kind = row.word("kind", Kind)
    modality = row.word("modality", Modality)
    relation = row.word("relation", Relation, Relation.IN)
    for column in ("place", "other_place"):
        _check_place(row, column, gazetteer)
    figure, override = _figure(row), _override(row)
    when = row.date("date")
    if when is not None:
        row.needed("date_basis", "how the date is known")
    near_km = row.number_in("near_km", 0.1, 2_000, "a radius in kilometres")
    distance_km = row.number_in("distance_km", 0.1, 2_000, "a distance in kilometres")
    bearing_deg = row.number_in("bearing_deg", 0, 360, "a bearing in degrees, 0 for north")
    _check_relation(row, relation)
    summary = row.needed("summary", "one sentence in our own words")
    reviewed = _day(row, "reviewed")
    if row.problems or kind is None or modality is None or relation is None:
        return None
    return Claim(
        id=row.needed("id", "an id"),
        kind=kind,
        modality=modality,
        summary=summary,
        place=row.text("place") or None,
        relation=relation,
        place_words=row.text("place_words"),
        date=when,
        date_basis=row.text("date_basis"),
        figure=figure,
        actor=row.text("actor"),
        part_of=row.text("part_of") or None,
        override=override,
        reviewed=reviewed,
        near_km=near_km,
        distance_km=distance_km,
        bearing_deg=bearing_deg,
        other_place=row.text("other_place") or None,
    )


def _check_place(row: Row, column: str, gazetteer: Gazetteer) -> None:
    value = row.text(column)
    if not value:
        return
    try:
        gazetteer.place(value)
    except UnknownPlaceError as error:
        row.refuse(column, "is not in the gazetteer.", str(error))


def _check_relation(row: Row, relation: Relation | None) -> None:
    """What a relation needs beside it, so that a location can always be drawn."""
    if relation is None:
        return
    if not row.text("place") and relation is not Relation.IN:
        row.refuse("relation", "has no place to relate to.", "Give a place or empty the relation.")
    if relation is Relation.KM_DIRECTION:
        row.needed("distance_km", "the distance in kilometres")
        row.needed("bearing_deg", "the bearing in degrees, 0 for north, 90 for east")
    if relation is Relation.BETWEEN:
        row.needed("other_place", "the gazetteer id of the second place")


def _figure(row: Row) -> Figure | None:
    low = row.number_in("figure_low", 0, 1e15, "a number")
    high = row.number_in("figure_high", 0, 1e15, "a number")
    approximate = row.yes("figure_approx")
    if low is None and high is None:
        return None
    unit = row.needed("figure_unit", "what is counted, e.g. soldiers")
    if low is not None and high is not None and low > high:
        row.refuse("figure_low", f"is above figure_high ({high:g}).", "Swap the two.")
        return None
    return Figure(low, high, approximate, unit) if unit else None


def _override(row: Row) -> Override | None:
    if not row.text("confidence_override"):
        return None
    confidence = row.word("confidence_override", Confidence)
    reason = row.needed("override_reason", "the reason for the override in one sentence")
    return Override(confidence, reason) if confidence and reason else None


def _day(row: Row, column: str) -> date | None:
    value = row.text(column)
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        row.refuse(column, "is not a day.", "Write it as 2024-10-15.")
        return None


def statement(row: Row) -> Statement | None:
    """One row of statements.csv; whether its references exist is the caller's to check."""
    stance = row.word("stance", Stance)
    if row.text("source_grade") not in tuple("ABCDEF"):
        row.refuse("source_grade", "is not a source grade.", "Use A to F; F cannot be judged.")
    if row.text("information_grade") not in tuple("123456"):
        row.refuse(
            "information_grade", "is not an information grade.", "Use 1 to 6; 6 cannot be judged."
        )
    basis = row.needed("grade_basis", "why this grade")
    paragraph, start, end = (row.whole(column) for column in ("paragraph", "start", "end"))
    known, retracted = row.date("known"), row.date("retracted")
    if row.problems or stance is None:
        return None
    return Statement(
        id=row.needed("id", "an id"),
        claim=row.text("claim"),
        document=row.text("document"),
        originator=row.text("originator"),
        stance=stance,
        grade=Grade(row.text("source_grade"), row.text("information_grade")),
        grade_basis=basis,
        via=row.listed("via"),
        paragraph=paragraph,
        start=start,
        end=end,
        known=known,
        retracted=retracted,
        note=row.text("note"),
    )
