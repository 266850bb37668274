"""The sentences of a picture that are made of a claim's parts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from geo.claims.vocabulary import Modality, Status

if TYPE_CHECKING:
    from geo.briefing.brief import Brief
    from geo.claims.card import ClaimCard, StatementLine
    from geo.places.location import Location


def grades_note(cards: Iterable[ClaimCard]) -> str:
    """What the grades that occur mean, in the words of the scale."""
    from geo.claims.vocabulary import INFORMATION_GRADES, SOURCE_GRADES

    found = {statement.grade for card in cards for statement in card.statements}
    sources = [f"{key} {SOURCE_GRADES[key]}" for key in SOURCE_GRADES
               if any(grade.startswith(key) for grade in found)]  # fmt: skip
    information = [f"{key} {INFORMATION_GRADES[key]}" for key in INFORMATION_GRADES
                   if any(grade.endswith(key) for grade in found)]  # fmt: skip
    if not found:
        return ""
    return (
        f"Grades on the Admiralty scale: source {', '.join(sources)}; "
        f"information {', '.join(information)}"
    )


def where_words(location: Location | None, card: ClaimCard) -> str:
    """Where in few words: "near Ussuriysk"."""
    from geo.places.location import Relation

    if location is None:
        return card.where
    name = location.place.name
    if location.relation is Relation.IN:
        return name
    if location.relation in (Relation.NEAR, Relation.AT):
        return f"{location.relation.value} {name}"
    return card.where


def meta_words(card: ClaimCard, where: str) -> str:
    """Place, date, modality when it is not presence, status when not plain, confidence."""
    parts = [where, card.when]
    if card.modality in (Modality.PLANNED, Modality.EXPECTED):
        parts.append(card.modality_label)
    if card.status is not Status.ASSERTED:
        parts.append(card.status_label)
    parts.append(card.confidence_label)
    if card.missing:
        parts.append(f"{card.missing} unreadable: status may be wrong")
    return " · ".join(part for part in parts if part)


def voice_words(statement: StatementLine) -> str:
    """Who speaks and through whom: "originator via X"; also whether it was taken back."""
    through = f" via {', '.join(statement.via)}" if statement.via else ""
    back = f" (taken back {statement.retracted})" if statement.retracted else ""
    return f"{statement.originator}{through}{back}"


def document_words(statement: StatementLine) -> str:
    """The document a statement stands in: outlet and date."""
    return ", ".join(part for part in (statement.outlet, statement.published) if part)


def statement_words(statement: StatementLine) -> str:
    """One line: originator via X — outlet, date; usually reliable; probably true (B2)."""
    grade = f"{statement.grade_label.lower()} ({statement.grade})"
    return f"{voice_words(statement)} — {document_words(statement)}; {grade}"


def brief_words(statement: StatementLine) -> str:
    """The same with the grade as its code, which the foot of the page explains."""
    return f"{voice_words(statement)} — {document_words(statement)}, {statement.grade}"


def stamp_words(brief: Brief) -> str:
    """Which data and which program made the picture; never when it was made."""
    changed = brief.table.last_change
    day = f", last changed {changed.isoformat()}" if changed else ""
    return f"Data {brief.table.revision[:12]}{day} · Claim Atlas {brief.version}"
