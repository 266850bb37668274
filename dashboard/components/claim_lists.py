"""The claims in words below the map: what is shown, what has no spot on it, what has no date."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
import streamlit as st

from dashboard import filters
from dashboard.components.claim_table import TableEvent, claim_table
from dashboard.sessions import MapView
from geo import symbols
from geo.claims.card import ClaimCard
from geo.claims.selection import Mask, Selected, Selection, select
from geo.claims.table import NO_DAY, ClaimTable
from geo.claims.vocabulary import code
from geo.places.location import Shape

PAGE_SIZE: Final = 50

_SHOWN, _SEEN = "Shown", "In the map section"
_COUNTRY, _NO_PLACE, _NO_DATE = "Country level", "No place", "No date"


def claim_lists(
    table: ClaimTable, selected: Selected, claim: str | None, view: MapView | None
) -> None:
    """A switch between the lists, each with its number of claims, and the table of the chosen."""
    lists = list_masks(table, selected)
    if view is not None:
        lists[_SEEN] = lambda: select(table, Selection(bbox=view.bounds)).rows & selected.rows
    name = st.segmented_control(
        "List",
        [one for one in (_SHOWN, _SEEN, _COUNTRY, _NO_PLACE, _NO_DATE) if one in lists],
        key="list",
        default=_SHOWN,
        required=True,
        label_visibility="collapsed",
        format_func=lambda one: one if one == _SEEN else f"{one} · {_size(lists[one]()):,}",
        on_change=lambda: st.session_state.update(list_page=1),
    )
    rows = np.flatnonzero(lists[name]())
    pages = max(1, -(-len(rows) // PAGE_SIZE))
    page = min(max(st.session_state.get("list_page", 1), 1), pages)
    here = rows[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    claim_table(
        [_line(table.card(int(row))) for row in here],
        selected=claim,
        key="claims",
        total=len(rows),
        page=page,
        pages=pages,
        page_size=PAGE_SIZE,
        on_event=_heard,
        caption=f"{name}: {len(rows):,} claims",
    )


def list_masks(table: ClaimTable, selected: Selected) -> dict[str, Callable[[], Mask]]:
    """The lists by name, each worked out when asked for."""
    shown = selected.rows
    return {
        _SHOWN: lambda: shown,
        _COUNTRY: lambda: shown & (table.shape == code(Shape.COUNTRY)),
        _NO_PLACE: lambda: shown & (table.shape == code(Shape.NONE)),
        _NO_DATE: lambda: (shown & (table.first_day == NO_DAY)) | selected.undated,
    }


def _size(mask: Mask) -> int:
    return int(np.count_nonzero(mask))


def _heard(event: TableEvent) -> None:
    if event.kind == "select":
        filters.change(claim=event.id)
    elif event.kind == "clear":
        filters.change(claim=None)
    elif event.kind == "page":
        st.session_state["list_page"] = event.page


def _line(card: ClaimCard) -> dict[str, str]:
    return {
        "id": card.id,
        "symbol_svg": symbols.svg(card.kind, card.confidence, card.status, card.modality),
        "what": card.summary,
        "kind": card.kind_label,
        "where": card.place or card.where,
        "when": card.when,
        "figure": card.figure,
        "confidence": card.confidence_label,
        "status": card.status_label,
        "says": card.says(),
    }
