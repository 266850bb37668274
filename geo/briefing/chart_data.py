"""The claimed figures that a chart shows: who said which number when, never summed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from geo.claims.vocabulary import Stance

if TYPE_CHECKING:
    from geo.briefing.brief import Brief
    from geo.claims.table import ClaimTable

WITHHELD: Final = "unit withheld"
"""Where do-no-harm mode took words out of a figure."""


@dataclass(frozen=True, slots=True)
class Dot:
    """One claimed figure by one originator in one document. `day` is the middle of when it may
    have been published.
    """

    day: date
    originator: str
    outlet: str
    published: str
    low: float | None
    high: float | None
    words: str
    unit: str


def dots_of(brief: Brief, table: ClaimTable) -> list[Dot]:
    """The figures of a brief's claims that somebody asserts and has not taken back, by day.

    `table` is the one behind the brief, of the same rows.
    """
    found = set()
    for row in brief.rows:
        claim = table.claims[row]
        if claim.figure is None:
            continue
        card = brief.table.card(row)
        statements = table.dataset.by_claim.get(claim.id, ())
        for said, shown in zip(statements, card.statements, strict=True):
            if said.stance is not Stance.ASSERTS or said.retracted is not None:
                continue
            first, last = table.dataset.documents[said.document].published.bounds(open_end=date.min)
            day = first + (last - first) // 2
            found.add(
                Dot(
                    day,
                    shown.originator,
                    shown.outlet,
                    shown.published,
                    claim.figure.low,
                    claim.figure.high,
                    card.figure,
                    claim.figure.unit if card.figure.endswith(claim.figure.unit) else WITHHELD,
                )
            )
    return sorted(found, key=lambda dot: (dot.day, dot.originator, dot.words, dot.outlet))
