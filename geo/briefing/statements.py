"""Claims with all that is known of their statements, in full sentences: a slide's spoken notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.briefing.plain import plain

if TYPE_CHECKING:
    from geo.claims.card import ClaimCard, StatementLine


def claim_notes(number: int, card: ClaimCard) -> list[str]:
    """One claim with its statements, a paragraph each."""
    facts = [card.kind_label, card.modality_label, card.where, _with(card.when, card.when_basis)]
    facts += [_with(card.figure, card.figure_note), card.actor]
    judged = [card.status_label, card.confidence_label, card.says()]
    if card.missing:
        judged.append(f"{card.missing} unreadable: status may be wrong")
    lines = [
        f"{number}. {card.summary}",
        " · ".join(fact for fact in facts if fact),
        " · ".join(judged),
        *(f"Why: {reason}" for reason in card.confidence_reasons),
        *(statement_notes(statement) for statement in card.statements),
    ]
    return [plain(line) for line in lines if line]


def statement_notes(one: StatementLine) -> str:
    """One statement: who, for whom, through whom, where it stands, how it is graded and why."""
    who = _with(one.originator, one.speaks_for and f"for {one.speaks_for}")
    via = f" via {', '.join(one.via)}" if one.via else ""
    where = ", ".join(
        part
        for part in (one.outlet, _with(one.published, one.published_basis), one.locator)
        if part
    )
    said = f"– {one.stance_label}: {who}{via}. {where}."
    grade = _with(f"{one.grade} {one.grade_label}", one.grade_basis)
    rest = [f"Grade {grade}."]
    if one.known:
        rest.append(f"Known since {one.known}.")
    if one.retracted:
        rest.append(f"Taken back {one.retracted}.")
    rest += [part for part in (one.note, one.url or "") if part]
    return " ".join((said, *rest))


def _with(what: str, more: str) -> str:
    """``"what (more)"`` where there is more to say."""
    return f"{what} ({more})" if what and more else what
