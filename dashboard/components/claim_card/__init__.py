"""The card of the chosen claim, beside the map."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

import streamlit as st

from dashboard.layers import card_json
from geo import symbols
from geo.claims.card import ClaimCard
from geo.claims.table import ClaimTable

_HERE: Final = Path(__file__).parent
_WEB: Final = Path(symbols.__file__).parent / "web"

_claim_card = st.components.v2.component(
    "claim_card",
    html='<div class="root" tabindex="-1"></div>',
    css=(_HERE / "claim_card.css").read_text("utf-8"),
    # The safe element makers of the map layer come first: one place decides how text gets in.
    js=(_WEB / "elements.js").read_text("utf-8") + (_HERE / "claim_card.js").read_text("utf-8"),
)


def claim_card(table: ClaimTable, row: int, on_close: Callable[[], None]) -> None:
    """Show the claim at `row`; `on_close` is called when the reader shuts the card."""
    card = table.card(row)
    _claim_card(key="claim_card", data=card_data(table, card), on_closed_change=on_close)


def card_data(table: ClaimTable, card: ClaimCard) -> dict[str, object]:
    """The card as JSON, with its symbol and what its place is disputed over."""
    location = table.locations[card.row]
    fill, _ = symbols.CONFIDENCE_FILLS[card.confidence]
    return {
        **card_json(card),
        "symbol": symbols.svg(card.kind, card.confidence, card.status, card.modality),
        "confidence_fill": fill,
        "dispute": location.place.dispute if location else "",
    }
