"""One row of each seed file, checked cell by cell: the thing it stands for, or ``None``.

Every refused cell is noted on the row, so that a person sees all of them at once.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from geo.claims import checks
from geo.claims.model import (
    Claim,
    Document,
    Figure,
    Grade,
    Originator,
    Override,
    Statement,
)
from geo.claims.placing import Placer
from geo.claims.vocabulary import Confidence, Kind, Modality, OriginatorKind, Stance
from geo.errors import ModelError, UnknownAreaError, UnknownPlaceError
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
    name = _id(row)
    outlet = row.needed("outlet", "the name of the outlet")
    row.needed("published", "the date, or the interval it must lie in")
    published = row.date("published")
    if published is not None and (published.first is None or published.last is None):
        row.refuse("published", "is open-ended.", "Give the interval it must lie in.")
    basis = row.needed("published_basis", "how the date is known")
    language = row.needed("language", "the language, e.g. id, en, uk, ru, ko")
    url = row.shaped("url", checks.WEB_ADDRESS, "a web address", checks.WEB_ADDRESS_REMEDY)
    sha256 = row.shaped("sha256", checks.SHA256_FORM, "a SHA-256 hash", checks.SHA256_REMEDY)
    if row.problems or published is None:
        return None
    return Document(
        id=name,
        outlet=outlet,
        published=published,
        published_basis=basis,
        language=language,
        description=row.text("description"),
        via=row.listed("via"),
        url=url or None,
        sha256=sha256 or None,
    )


def originator(row: Row) -> Originator | None:
    """One row of originators.csv."""
    key, name = _id(row), row.needed("name", "a name")
    kind = row.word("kind", OriginatorKind)
    if key and row.text("parent") == key:
        row.refuse("parent", "is the originator itself.", "Empty it.")
    if row.problems or kind is None:
        return None
    return Originator(
        id=key,
        name=name,
        kind=kind,
        parent=row.text("parent") or None,
        aliases=row.listed("aliases"),
    )


def claim(row: Row, gazetteer: Gazetteer, placer: Placer) -> Claim | None:
    """One row of claims.csv; its place must be known, and must be one that can be drawn."""
    name = _id(row)
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
    if name and row.text("part_of") == name:
        row.refuse("part_of", "is the claim itself.", "Name the claim that holds the total.")
    if row.problems or kind is None or modality is None or relation is None:
        return None
    made = Claim(
        id=name,
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
    try:
        placer.location(made)
    except (ModelError, UnknownAreaError) as error:
        row.refuse("relation", "cannot be put on the map:", str(error))
        return None
    return made


def _id(row: Row) -> str:
    row.needed("id", "an id")
    return row.shaped("id", checks.ID_FORM, "a usable id", checks.ID_REMEDY)


def _check_locator(row: Row, paragraph: int | None, start: int | None, end: int | None) -> None:
    """Paragraphs count from 1; a span has two ends, the second behind the first."""
    if paragraph is not None and paragraph < 1:
        row.refuse("paragraph", "is no paragraph.", "Count from 1 or leave it empty.")
    for column, one, other in (("start", start, end), ("end", end, start)):
        if one is None and other is not None and not row.text(column):
            row.refuse(column, "is empty.", "Give both ends of the span or neither.")
    if start is not None and start < 0:
        row.refuse("start", "lies before the text.", "Count characters from 0.")
    elif start is not None and end is not None and end <= start:
        row.refuse("end", f"does not lie behind start ({start}).", "Mend start or end.")


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
    name = _id(row)
    stance = row.word("stance", Stance)
    if row.text("source_grade") not in tuple("ABCDEF"):
        row.refuse("source_grade", "is not a source grade.", "Use A to F; F cannot be judged.")
    if row.text("information_grade") not in tuple("123456"):
        row.refuse(
            "information_grade", "is not an information grade.", "Use 1 to 6; 6 cannot be judged."
        )
    basis = row.needed("grade_basis", "why this grade")
    paragraph, start, end = (row.whole(column) for column in ("paragraph", "start", "end"))
    _check_locator(row, paragraph, start, end)
    known, retracted = row.date("known"), row.date("retracted")
    if row.problems or stance is None:
        return None
    return Statement(
        id=name,
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
