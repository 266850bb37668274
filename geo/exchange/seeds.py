"""A folder of four CSV files in, a checked dataset and every refused row out.

The columns are explained in ``seeds/README.md``. A refused row never takes good ones with it,
except those that make no sense without it: the statements on a refused claim, and a claim that
is left without any statement.
"""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, Protocol, TypeVar

from geo.claims.dataset import Dataset, check_parents
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
from geo.errors import ModelError, Problem, UnknownPlaceError
from geo.exchange.sheet import Row, read_sheet
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

FILES: Final = ("documents.csv", "originators.csv", "claims.csv", "statements.csv")


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


_Thing = TypeVar("_Thing", bound=_Identified)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a folder holds: the dataset of its good rows, and a problem for each refused one."""

    dataset: Dataset
    problems: tuple[Problem, ...]


def bundled_folder() -> Path:
    """The folder of claims that comes with the program, in a checkout or installed."""
    checkout = Path(__file__).parents[2] / "seeds"
    installed = Path(__file__).parents[1] / "data" / "bundled" / "seeds"
    return checkout if checkout.is_dir() else installed


def read_folder(folder: Path, gazetteer: Gazetteer) -> Reading:
    """Read documents, originators, claims and statements; see the module's docstring."""
    problems: list[Problem] = []

    def rows(name: str, columns: tuple[str, ...]) -> list[Row]:
        found, broken = read_sheet(folder / name, columns)
        problems.extend(broken)
        return found

    documents = _collect(rows("documents.csv", DOCUMENT_COLUMNS), _document, problems)
    originators = _collect(rows("originators.csv", ORIGINATOR_COLUMNS), _originator, problems)
    originators = _with_sound_parents(originators, problems)
    claims = _collect(
        rows("claims.csv", CLAIM_COLUMNS), lambda row: _claim(row, gazetteer), problems
    )

    def statement(row: Row) -> Statement | None:
        _refer(row, "claim", claims, "claims.csv")
        _refer(row, "document", documents, "documents.csv")
        _refer(row, "originator", originators, "originators.csv")
        return _statement(row)

    statements = _collect(rows("statements.csv", STATEMENT_COLUMNS), statement, problems)
    voiced = {one.claim for one in statements.values()}
    kept = _with_sources(claims, voiced, problems)
    dataset = Dataset(
        documents=documents,
        originators=originators,
        claims=tuple(kept.values()),
        statements=tuple(one for one in statements.values() if one.claim in kept),
    )
    return Reading(dataset, tuple(problems))


def _collect(
    rows: list[Row], make: Callable[[Row], _Thing | None], problems: list[Problem]
) -> dict[str, _Thing]:
    """Make one thing of each row; refuse rows with problems and ids that were used before."""
    things: dict[str, _Thing] = {}
    first_row: dict[str, int] = {}
    for row in rows:
        try:
            thing = make(row)
        except ModelError as error:
            row.refuse(None, str(error), "")
            thing = None
        name = row.text("id")
        if name and name in first_row:
            earlier = f"is used in row {first_row[name]} already."
            row.refuse("id", earlier, "Give each row an id of its own.")
        first_row.setdefault(name, row.number)
        problems.extend(row.problems)
        if thing is not None and not row.problems:
            things[thing.id] = thing
    return things


def _refer(row: Row, column: str, known: Container[str], file: str) -> None:
    """Refuse a reference to something that does not exist, or that was refused itself."""
    value = row.needed(column, f"an id from {file}")
    if value and value not in known:
        row.refuse(
            column,
            f"is not among the accepted rows of {file}.",
            "Correct the id, or mend the row it names if that was refused.",
        )


def _document(row: Row) -> Document | None:
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


def _originator(row: Row) -> Originator | None:
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


def _claim(row: Row, gazetteer: Gazetteer) -> Claim | None:
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


def _statement(row: Row) -> Statement | None:
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


def _with_sound_parents(
    originators: dict[str, Originator], problems: list[Problem]
) -> dict[str, Originator]:
    """Drop originators whose chain of parents is broken, until the rest hold together."""
    sound = dict(originators)
    while True:
        broken = None
        for one in sound.values():
            try:
                check_parents({**sound, one.id: one}) if one.parent else None
            except ModelError as error:
                broken = (one, str(error))
                break
        if broken is None:
            return sound
        one, message = broken
        remedy = "Name an id from originators.csv or empty it."
        problems.append(Problem("originators.csv", None, "parent", one.parent or "", message, remedy))
        del sound[one.id]


def _with_sources(
    claims: dict[str, Claim], voiced: set[str], problems: list[Problem]
) -> dict[str, Claim]:
    """Drop claims nobody speaks to, and claims that are part of one that was dropped."""
    kept = dict(claims)
    while True:
        lost = [
            one
            for one in kept.values()
            if one.id not in voiced or (one.part_of is not None and one.part_of not in kept)
        ]
        if not lost:
            return kept
        for one in lost:
            if one.id not in voiced:
                message = "has no accepted statement, so no source."
                remedy = "Add a row for it to statements.csv, or mend the refused one."
                problems.append(Problem("claims.csv", None, "id", one.id, message, remedy))
            else:
                message = f"({one.id}) is part of a claim that is missing or was refused."
                remedy = "Mend that claim or empty part_of."
                problems.append(
                    Problem("claims.csv", None, "part_of", one.part_of or "", message, remedy)
                )
            del kept[one.id]
