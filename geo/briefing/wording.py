"""The sentences of a picture that are made of a claim's parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.claims.vocabulary import Modality, Status

if TYPE_CHECKING:
    from geo.briefing.brief import Brief
    from geo.claims.card import ClaimCard, StatementLine
    from geo.places.location import Location

GRADES_NOTE = (
    "Grades, Admiralty scale: source A completely reliable to E unreliable, F cannot be judged; "
    "information 1 confirmed to 5 improbable, 6 cannot be judged."
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
    """One line: originator via X — outlet, date, grade B2."""
    return f"{voice_words(statement)} — {document_words(statement)}, grade {statement.grade}"


def stamp_words(brief: Brief) -> str:
    """Which data and which program made the picture; never when it was made."""
    changed = brief.table.last_change
    day = f", last changed {changed.isoformat()}" if changed else ""
    return f"Data {brief.table.revision[:12]}{day} · Claim Atlas {brief.version}"
