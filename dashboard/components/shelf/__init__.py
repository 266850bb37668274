"""The shelf beside the map: claims that are only about a country, counted by stance.

They have no point: a pin in the middle of a country would claim a place that nobody named.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import streamlit as st
from numpy.typing import NDArray

import geo
from dashboard import filters
from geo.claims.selection import Mask
from geo.claims.table import ClaimTable
from geo.claims.vocabulary import Stance, code
from geo.places.location import Shape

_MOST: Final = 15
"""Claims of a country that are named; the others are in the list."""

_MOST_LETTERS: Final = 200
"""Of a summary; three lines are shown."""

_HERE: Final = Path(__file__).parent
_WEB: Final = Path(geo.__file__).parent / "web"

_shelf = st.components.v2.component(
    "country_shelf",
    html='<div class="root"></div>',
    css=(_HERE / "shelf.css").read_text("utf-8"),
    # The safe element makers of the map layer come first: one place decides how text gets in.
    js=(_WEB / "elements.js").read_text("utf-8") + (_HERE / "shelf.js").read_text("utf-8"),
)


@dataclass(frozen=True, slots=True)
class CountryShelf:
    """One country: its claims, and how many of them each stance is taken on."""

    country: str
    rows: tuple[int, ...]
    asserted: int
    denied: int
    doubted: int

    def words(self) -> str:
        """``"12 asserted · 1 denied · 2 not confirmed"``."""
        counts = ((self.asserted, "asserted"), (self.denied, "denied"), (self.doubted, "doubted"))
        return " · ".join(f"{n:,} {word}" for n, word in counts if n)


def country_shelves(table: ClaimTable, shown: Mask) -> list[CountryShelf]:
    """Countries with shown claims that name nothing smaller, the fullest first."""
    rows = np.flatnonzero(shown & (table.shape == code(Shape.COUNTRY)))
    named = (table.locations[row] for row in rows.tolist())
    names = [location.place.name if location is not None else "" for location in named]
    countries = sorted(set(names))
    position = {country: number for number, country in enumerate(countries)}
    country = np.array([position[name] for name in names], np.int64)
    stances = _stances(table, rows, country, len(countries))
    shelves = [
        CountryShelf(
            name,
            tuple(rows[country == number].tolist()),
            *(int(stances[number, code(one)]) for one in _COUNTED),
        )
        for number, name in enumerate(countries)
    ]
    return sorted(shelves, key=lambda shelf: (-len(shelf.rows), shelf.country))


_COUNTED: Final = (Stance.ASSERTS, Stance.DENIES, Stance.UNVERIFIED)


def _stances(
    table: ClaimTable, rows: NDArray[np.intp], country: NDArray[np.int64], countries: int
) -> NDArray[np.int64]:
    """Claims by country (row) and stance (column); several voices of one stance count once."""
    country_of = np.full(table.n, -1, np.int64)
    country_of[rows] = country
    spoken = country_of[table.voice_row] >= 0
    claim = table.voice_row[spoken].astype(np.int64)
    once = np.unique(claim * len(Stance) + table.voice_stance[spoken])
    claim, stance = np.divmod(once, len(Stance))
    cells = np.bincount(country_of[claim] * len(Stance) + stance, minlength=countries * len(Stance))
    return cells.reshape(countries, len(Stance))


def country_shelf(table: ClaimTable, shown: Mask, *, open_at_first: bool) -> None:
    """Draw the shelves; a claim on one opens its card."""
    shelves = country_shelves(table, shown)
    if shelves:
        data = shelf_data(table, shelves, open_at_first=open_at_first)
        _shelf(key="shelf", data=data, on_chosen_change=_choose)


def shelf_data(
    table: ClaimTable, shelves: Sequence[CountryShelf], *, open_at_first: bool
) -> dict[str, object]:
    """The shelves as JSON: one component, since Streamlit's own buttons by the dozen are slow."""
    total = sum(len(shelf.rows) for shelf in shelves)
    names, has = ("claim names", "has") if total == 1 else ("claims name", "have")
    return {
        "words": f"{total:,} {names} no more than a country and {has} no point on the map.",
        "open": open_at_first,
        "shelves": [_shelf_json(table, shelf) for shelf in shelves],
    }


def _shelf_json(table: ClaimTable, shelf: CountryShelf) -> dict[str, object]:
    cards = [table.card(row) for row in shelf.rows[:_MOST]]
    more = len(shelf.rows) - _MOST
    return {
        "country": shelf.country,
        "total": f"{len(shelf.rows):,}",
        "words": shelf.words(),
        "claims": [
            {
                "id": card.id,
                "summary": card.summary[:_MOST_LETTERS],
                "note": f"{card.kind_label} · {card.confidence_label} · {card.status_label}",
            }
            for card in cards
        ],
        "more": f"and {more:,} more, in the list “Country level”" if more > 0 else "",
    }


def _choose() -> None:
    chosen = st.session_state["shelf"].get("chosen")
    if isinstance(chosen, str):
        filters.change(claim=chosen)
