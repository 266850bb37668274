"""The filters of a session: one state behind all widgets, the address line and every page.

Streamlit forgets a widget's value once a page without it is shown, so the state is kept beside
the widgets and put back into them when they are drawn again.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final
from urllib.parse import urlencode

import numpy as np
import streamlit as st

from dashboard.sessions import MapView
from dashboard.state import PageState, View, read_query, write_query
from geo.claims.selection import Clock, Selection
from geo.claims.table import NO_DAY, ClaimTable, day_number, day_of
from geo.places.regions import BoundaryView

STATE: Final = "page_state"
"""Where `st.session_state` keeps the `PageState`."""

PRESETS: Final[dict[str, int | None]] = {"30 d": 30, "90 d": 90, "1 y": 365, "All": None}
"""Lengths of the presets in days, counted back from the newest claim, not from today."""


def current(known_origins: tuple[str, ...]) -> PageState:
    """The state of this session; on its first run, what the address asks for."""
    if STATE not in st.session_state:
        query = {name: st.query_params.get_all(name) for name in st.query_params}
        st.session_state[STATE] = read_query(query, known_origins)
    state: PageState = st.session_state[STATE]
    return state


def without_unknown(state: PageState, known: Collection[str]) -> PageState:
    """The state without originators that these claims do not have: retracted, or not there yet."""
    chosen = state.selection
    origins = tuple(one for one in chosen.origins if one in known)
    if origins == chosen.origins:
        return state
    return replace(state, selection=replace(chosen, origins=origins))


def boundary_view() -> BoundaryView:
    """The boundaries chosen on the map page, for other pages with a map."""
    state: PageState | None = st.session_state.get(STATE)
    return state.boundary if state else BoundaryView.RECOGNISED


def change(**fields: Any) -> None:
    """Change fields of the state itself: `claim`, `as_known`, `as_recorded`, `boundary`, `view`."""
    st.session_state[STATE] = replace(st.session_state[STATE], **fields)


def change_selection(**fields: Any) -> None:
    """Change fields of the filter."""
    state: PageState = st.session_state[STATE]
    change(selection=replace(state.selection, **fields))


START: Final = "map_start"
"""Where `st.session_state` keeps the view the map began with; gone while another page is shown."""


def start_view(seen: MapView | None) -> View | None:
    """Where the map looks first: where it was left, or what the address asks for.

    The map is made anew when the reader comes back to its page, and must not be made anew in
    between, so the answer stays the same until `leave_map`.
    """
    if START not in st.session_state:
        st.session_state[START] = view_of(seen) or st.session_state[STATE].view
    start: View | None = st.session_state[START]
    return start


def leave_map() -> None:
    """Another page is shown: the map's next beginning is where it was left."""
    st.session_state.pop(START, None)


def view_of(seen: MapView | None) -> View | None:
    """The view that a map reported, as an address holds it."""
    return None if seen is None else View(seen.lat, seen.lon, seen.zoom)


def address_query(state: PageState) -> str:
    """What the address says of the filters; the map adds its view and writes both.

    Not through `st.query_params`: that would put every change into the browser's history, where
    Back leads to an address that the running session no longer reads.
    """
    return urlencode(write_query(replace(state, view=None)), doseq=True)


def day_range(table: ClaimTable, clock: Clock) -> tuple[date, date] | None:
    """First and last day of the claims by one clock, or ``None`` when none has a date.

    A date with an open start ("until 15 October") counts from its end: a slider that began in
    the year 1 would be of no use.
    """
    if clock is Clock.EVENT:
        first, last = table.first_day, table.last_day
    else:
        first, last = table.voice_first_day, table.voice_last_day
    dated = first != NO_DAY
    if not dated.any():
        return None
    known = np.where(first == day_number(date.min), last, first)
    return day_of(int(known[dated].min())), day_of(int(last[dated].max()))


def set_range(start: date | None, end: date | None, domain: tuple[date, date]) -> None:
    """Take a range; an end that reaches the edge of the data is no filter at all."""
    if start is not None and end is not None and end < start:
        start, end = end, start
    change_selection(
        date_from=None if start is None or start <= domain[0] else start,
        date_to=None if end is None or end >= domain[1] else end,
    )


def set_preset(days: int | None, domain: tuple[date, date]) -> None:
    """The last `days` days up to the newest claim; ``None`` takes the filter off."""
    if days is None:
        change_selection(date_from=None, date_to=None)
    else:
        set_range(domain[1] - timedelta(days=days - 1), domain[1], domain)


def reset() -> None:
    """Take every filter off; what was chosen and how the map is drawn stay."""
    change(selection=Selection(), as_known=None, as_recorded=None)
