"""The card of the chosen claim, beside the map."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import streamlit as st

from geo import symbols
from geo.claims.card import ClaimCard
from geo.claims.layers import card_json
from geo.claims.origins import Step, origins
from geo.claims.table import ClaimTable
from geo.claims.vocabulary import label
from geo.places.location import Location

_HERE: Final = Path(__file__).parent
_WEB: Final = Path(symbols.__file__).parent / "web"

_claim_card = st.components.v2.component(
    "claim_card",
    html='<div class="root" tabindex="-1"></div>',
    css=(_HERE / "claim_card.css").read_text("utf-8"),
    # The safe element makers of the map layer come first: one place decides how text gets in.
    js=(_WEB / "elements.js").read_text("utf-8") + (_HERE / "claim_card.js").read_text("utf-8"),
)


@dataclass(frozen=True, slots=True)
class CardEvents:
    """What to call when a reader shuts a card or takes a choice back."""

    close: Callable[[], None]
    undo: Callable[[], None]


def claim_card(
    table: ClaimTable, row: int, place: Mapping[str, Any] | None, events: CardEvents
) -> str | None:
    """Show the claim at `row`; `place` is what `dashboard.place_reasons` tells of its place.

    Gives the id of the place that the reader wants instead, once: empty for one not named yet,
    None when the reader asked for no other.
    """
    data = {**card_data(table, table.card(row)), "place_why": place}
    result = _claim_card(
        key="claim_card",
        data=data,
        on_closed_change=events.close,
        on_undo_change=events.undo,
        on_other_change=lambda: None,
    )
    other = result.other
    return other if isinstance(other, str) else None


def card_preview(table: ClaimTable, row: int, key: str, note: str) -> None:
    """Show a claim as it would be: the card with nothing to press, and `note` at its foot."""
    _claim_card(key=key, data={**card_data(table, table.card(row)), "preview": True, "foot": note})


def draft_preview(
    card: ClaimCard, location: Location | None, trees: tuple[Step, ...], note: str
) -> None:
    """The card of a claim that is being written; `note` stands where its id will."""
    data = {**_data(card, location, trees), "id": "draft", "preview": True, "foot": note}
    _claim_card(key="claim_preview", data=data)


def card_data(table: ClaimTable, card: ClaimCard) -> dict[str, object]:
    """The card as JSON, with its symbol and what its place is disputed over."""
    trees = origins(table.dataset.by_claim.get(card.id, ()), table.dataset)
    return _data(card, table.locations[card.row], trees)


def _data(card: ClaimCard, location: Location | None, trees: tuple[Step, ...]) -> dict[str, object]:
    fill, _ = symbols.CONFIDENCE_FILLS[card.confidence]
    return {
        **card_json(card),
        "symbol": symbols.svg(card.kind, card.confidence, card.status, card.modality),
        "confidence_fill": fill,
        "dispute": location.place.dispute if location else "",
        "origins": [_step_json(one) for one in trees],
    }


MOST_DOCUMENTS: Final = 12
"""Documents listed below one step of an origin; more are counted."""


def _step_json(step: Step) -> dict[str, object]:
    """One step of an origin and what lies below it, in plain values."""
    shown = step.children[:MOST_DOCUMENTS]
    return {
        "role": step.role.value,
        "name": step.name,
        "stances": [one.value for one in step.stances],
        "says": [label(one) for one in step.stances],
        "grade": step.grade,
        "published": step.published,
        "documents": step.documents,
        "children": [_step_json(one) for one in shown],
        "more": len(step.children) - len(shown),
    }
