"""The shelf beside the map: claims that are only about a country, counted by stance.

They have no point: a pin in the middle of a country would claim a place that nobody named.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
import streamlit as st

from dashboard import filters
from geo.claims.selection import Mask
from geo.claims.table import ClaimTable
from geo.claims.vocabulary import Stance, code, label
from geo.places.location import Shape


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
    by_country: dict[str, list[int]] = {}
    for row in rows.tolist():
        location = table.locations[row]
        if location is not None:
            by_country.setdefault(location.place.name, []).append(row)
    stances: dict[int, set[int]] = {row: set() for row in rows.tolist()}
    spoken = np.isin(table.voice_row, rows)
    for row, stance in zip(
        table.voice_row[spoken].tolist(), table.voice_stance[spoken].tolist(), strict=True
    ):
        stances[row].add(stance)
    shelves = []
    for country, members in by_country.items():
        taken = Counter(stance for row in members for stance in stances[row])
        shelves.append(
            CountryShelf(
                country,
                tuple(members),
                taken[code(Stance.ASSERTS)],
                taken[code(Stance.DENIES)],
                taken[code(Stance.UNVERIFIED)],
            )
        )
    return sorted(shelves, key=lambda shelf: (-len(shelf.rows), shelf.country))


def country_shelf(table: ClaimTable, shown: Mask, *, open_at_first: bool) -> None:
    """Draw the shelves; a claim on one opens its card."""
    shelves = country_shelves(table, shown)
    total = sum(len(shelf.rows) for shelf in shelves)
    if not shelves:
        return
    st.markdown("**Country level**", help="Claims whose sources name no more than a country.")
    words = ("claim names", "has") if total == 1 else ("claims name", "have")
    st.caption(f"{total:,} {words[0]} no more than a country and {words[1]} no point on the map.")
    for number, shelf in enumerate(shelves):
        title = f"{plain(shelf.country)} · {len(shelf.rows):,}"
        box = st.expander(
            title,
            expanded=open_at_first and number == 0,
            key=f"shelf-{shelf.country}",
            on_change="rerun",
        )
        # Only what is open is drawn: a hundred buttons nobody sees would slow every rerun.
        if not box.open:
            continue
        with box:
            st.caption(shelf.words())
            for row in shelf.rows[:_MOST]:
                _claim_button(table, row)
            if len(shelf.rows) > _MOST:
                st.caption(f"and {len(shelf.rows) - _MOST:,} more, in the list “Country level”")


_MOST = 15


def _claim_button(table: ClaimTable, row: int) -> None:
    card = table.card(row)
    st.button(
        plain(card.summary),
        key=f"shelf-{card.id}",
        on_click=filters.change,
        kwargs={"claim": card.id},
        type="tertiary",
        width="stretch",
        help=f"{card.kind_label} · {card.confidence_label} · {label(card.status)}",
    )


def plain(text: str, most: int = 140) -> str:
    """Text for a label that Streamlit would read as Markdown: every sign of it is escaped."""
    short = text if len(text) <= most else f"{text[: most - 1]}…"
    return "".join(f"\\{c}" if c in _MARKDOWN else " " if c.isspace() else c for c in short)


_MARKDOWN = frozenset("\\`*_{}[]()<>#+-.!|~:$&")
