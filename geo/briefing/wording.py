"""The sentences of a picture that are made of a claim's parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.claims.vocabulary import Modality

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
    """Place, date, modality when it is not presence, status and confidence in words."""
    parts = [where, card.when]
    if card.modality in (Modality.PLANNED, Modality.EXPECTED):
        parts.append(card.modality_label)
    parts += [card.status_label, card.confidence_label]
    return " · ".join(part for part in parts if part)


def statement_words(statement: StatementLine) -> str:
    """"originator via X — outlet, date, grade B2", and whether it was taken back."""
    through = f" via {', '.join(statement.via)}" if statement.via else ""
    source = ", ".join(part for part in (statement.outlet, statement.published) if part)
    words = f"{statement.originator}{through} — {source}, {statement.grade}"
    return f"{words} (taken back {statement.retracted})" if statement.retracted else words


def stamp_words(brief: Brief) -> str:
    """Which data and which program made the picture; never when it was made."""
    changed = brief.table.last_change
    day = f", last changed {changed.isoformat()}" if changed else ""
    return f"Data {brief.table.revision[:12]}{day} · Claim Atlas {brief.version}"
