"""The card of the chosen claim, beside the map."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import streamlit as st

from dashboard.layers import card_json
from geo import symbols
from geo.claims.card import ClaimCard
from geo.claims.table import ClaimTable
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


def claim_preview(card: ClaimCard, location: Location | None, note: str) -> None:
    """The card of a claim that is being written; `note` stands at its foot."""
    data = {**_data(card, location), "id": "preview", "place_why": None, "preview": note}
    _claim_card(
        key="claim_preview",
        data=data,
        on_closed_change=lambda: None,
        on_undo_change=lambda: None,
        on_other_change=lambda: None,
    )


def card_data(table: ClaimTable, card: ClaimCard) -> dict[str, object]:
    """The card as JSON, with its symbol and what its place is disputed over."""
    return _data(card, table.locations[card.row])


def _data(card: ClaimCard, location: Location | None) -> dict[str, object]:
    fill, _ = symbols.CONFIDENCE_FILLS[card.confidence]
    return {
        **card_json(card),
        "symbol": symbols.svg(card.kind, card.confidence, card.status, card.modality),
        "confidence_fill": fill,
        "dispute": location.place.dispute if location else "",
    }
