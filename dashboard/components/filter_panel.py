"""The filters beside the map. Every widget writes into the one state of `dashboard.filters`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from enum import StrEnum
from typing import Any, Final

import streamlit as st

from dashboard import filters
from dashboard.components.histogram import claims_per_bin, histogram_html
from dashboard.state import MAX_TEXT, PageState
from geo.claims.selection import Clock, Mask
from geo.claims.table import ClaimTable
from geo.claims.vocabulary import Confidence, Kind, Stance, Status, label
from geo.places.regions import BoundaryView

_CLOCKS: Final = {Clock.EVENT: "Event", Clock.REPORT: "Report"}
_BOUNDARIES: Final = {
    BoundaryView.RECOGNISED: "Internationally recognised",
    BoundaryView.DE_FACTO: "De facto (Natural Earth)",
}
_STANCES: Final = {
    Stance.ASSERTS: "Somebody asserts",
    Stance.DENIES: "Somebody denies",
    Stance.UNVERIFIED: "Somebody cannot confirm",
}
_EARLIEST: Final = date(1000, 1, 1)
_LATEST: Final = date(2999, 12, 31)


def filter_panel(
    table: ClaimTable, state: PageState, undated_by_filter: Mask, *, keeps_history: bool = False
) -> None:
    """Draw all filters. `undated_by_filter` marks what passes every filter but the dates.

    What was recorded on a day can be asked of a store that `keeps_history` alone.
    """
    _when(table, state, undated_by_filter)
    chosen = state.selection
    _words("Kind", "kinds", Kind, chosen.kinds, label)
    _words("Confidence", "confidences", Confidence, chosen.confidences, _short_confidence)
    _words("Status", "statuses", Status, chosen.statuses, label)
    _words("Stance", "stances", Stance, chosen.stances, _STANCES.__getitem__)
    _originators(table, state)
    _kept("search", chosen.text)
    st.text_input(
        "Search",
        key="search",
        max_chars=MAX_TEXT,
        placeholder="words in claims, places, sources",
        on_change=_take("search", lambda text: filters.change_selection(text=text.strip())),
    )
    _as_known(table, state)
    if keeps_history:
        _as_recorded(state)
    _kept("boundary", state.boundary)
    st.selectbox(
        "Boundaries",
        list(BoundaryView),
        key="boundary",
        format_func=lambda view: _BOUNDARIES[BoundaryView(view)],
        on_change=_take("boundary", lambda v: filters.change(boundary=BoundaryView(v))),
    )
    days = (state.as_known, state.as_recorded)
    nothing_set = chosen.is_everything and days == (None, None)
    st.button("Clear all filters", on_click=filters.reset, disabled=nothing_set, width="stretch")


def _when(table: ClaimTable, state: PageState, others: Mask) -> None:
    chosen = state.selection
    _kept("clock", chosen.clock)
    st.segmented_control(
        "When",
        list(Clock),
        key="clock",
        required=True,
        format_func=lambda clock: f"{_CLOCKS[Clock(clock)]} date",
        on_change=_take("clock", _take_clock),
        width="stretch",
    )
    domain = filters.day_range(table, chosen.clock)
    if domain is None:
        st.caption("No claim has a date.")
        return
    start = _clamped(chosen.date_from or domain[0], domain)
    end = _clamped(chosen.date_to or domain[1], domain)
    days = (domain[1] - domain[0]).days + 1
    fractions = ((start - domain[0]).days / days, ((end - domain[0]).days + 1) / days)
    counts = claims_per_bin(table, others, chosen.clock, domain)
    st.html(histogram_html(counts, fractions))
    if domain[0] < domain[1]:
        # No value beside the key: with one, the slider would not follow typed dates and presets.
        _kept("range", (start, end))
        st.slider(
            "Date range",
            domain[0],
            domain[1],
            key="range",
            format="D MMM YYYY",
            label_visibility="collapsed",
            on_change=_take("range", lambda pair: filters.set_range(pair[0], pair[1], domain)),
        )
    for name, value in (("From", chosen.date_from), ("To", chosen.date_to)):
        key = f"date_{name.lower()}"
        _kept(key, value)
        # Name and field on one line: side by side, two fields are too narrow for a date.
        beside, field = st.columns([0.24, 1], gap="small", vertical_alignment="center")
        beside.markdown(f":small[{name}]")
        field.date_input(
            name,
            value=None,
            key=key,
            min_value=_EARLIEST,
            max_value=_LATEST,
            format="YYYY-MM-DD",
            label_visibility="collapsed",
            on_change=lambda: filters.set_range(
                st.session_state["date_from"], st.session_state["date_to"], domain
            ),
        )
    with st.container(horizontal=True, gap="small", key="presets"):
        for name, length in filters.PRESETS.items():
            st.button(
                name,
                on_click=filters.set_preset,
                args=(length, domain),
                help="Up to the newest claim" if length else "No date filter",
            )


def _take_clock(value: str) -> None:
    # A range of event dates means nothing among report dates: it goes with its clock.
    filters.change_selection(clock=Clock(value), date_from=None, date_to=None)


def _words(
    title: str,
    name: str,
    vocabulary: type[StrEnum],
    chosen: Sequence[StrEnum],
    wording: Callable[[Any], str],
) -> None:
    """Words of a closed list to pick any of; none picked means all."""
    _kept(name, list(chosen))
    st.pills(
        title,
        list(vocabulary),
        key=name,
        selection_mode="multi",
        format_func=lambda word: wording(vocabulary(word)),
        on_change=_take(
            name,
            lambda words: filters.change_selection(**{name: tuple(map(vocabulary, words))}),
        ),
    )


def _originators(table: ClaimTable, state: PageState) -> None:
    names = {key: one.name for key, one in table.dataset.originators.items()}
    _kept("who", [one for one in state.selection.origins if one in names])
    st.multiselect(
        "Who says",
        sorted(names, key=lambda one: names[one].casefold()),
        key="who",
        format_func=lambda one: names.get(one, one),
        placeholder="anyone",
        on_change=_take("who", lambda ids: filters.change_selection(origins=tuple(ids))),
        help="Passes claims on which they, or anyone who speaks for them, made a statement.",
    )


def _as_known(table: ClaimTable, state: PageState) -> None:
    _kept("as_known", state.as_known)
    st.date_input(
        "As known on",
        value=None,
        key="as_known",
        min_value=_EARLIEST,
        max_value=_LATEST,
        format="YYYY-MM-DD",
        on_change=_take("as_known", lambda day: filters.change(as_known=day)),
        help="Only what had been published by that day; status and confidence follow.",
    )


def _as_recorded(state: PageState) -> None:
    _kept("as_recorded", state.as_recorded)
    st.date_input(
        "As recorded on",
        value=None,
        key="as_recorded",
        min_value=_EARLIEST,
        max_value=_LATEST,
        format="YYYY-MM-DD",
        on_change=_take("as_recorded", lambda day: filters.change(as_recorded=day)),
        help="What this store held when that day (UTC) ended, before later edits, merges and "
        "retractions. Nothing can be edited then.",
    )


def _short_confidence(word: Confidence) -> str:
    return label(word).removesuffix(" confidence")


def _kept(key: str, value: object) -> None:
    """Put the state's value into a widget before it is drawn."""
    if st.session_state.get(key, _NOTHING) != value:
        st.session_state[key] = value


_NOTHING: Final = object()


def _take(key: str, change: Callable[[Any], None]) -> Callable[[], None]:
    """A callback that hands a widget's new value on."""
    return lambda: change(st.session_state[key])


def _clamped(day: date, domain: tuple[date, date]) -> date:
    return min(max(day, domain[0]), domain[1])
