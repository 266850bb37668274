"""The map page: filters, map, card, lists."""

from __future__ import annotations

import streamlit as st

from dashboard import data, filters, notes, sessions
from dashboard.components.claim_buttons import add_claim_button
from dashboard.components.claim_lists import claim_lists
from dashboard.components.claim_map import KEY, MapFrame, MapState, chosen_rows, claim_map
from dashboard.components.copy_link import copy_link
from dashboard.components.export_dialog import export_dialog
from dashboard.components.filter_panel import filter_panel
from dashboard.components.placed_card import placed_card
from dashboard.components.problems import show_problems
from dashboard.components.shelf import country_shelf
from dashboard.stores import store_at
from dashboard.tiles import chosen_tiles
from geo.claims.counts import count, range_words
from geo.claims.dates import day_words
from geo.claims.layers import extent
from geo.claims.selection import select, without_dates

store = store_at()
stamp = data.stamp(store)
loaded = data.loaded(store, stamp)
state = filters.current(tuple(loaded.dataset.originators))
as_recorded = state.as_recorded if store.keeps_history else None
if as_recorded is not None:
    loaded = data.loaded(store, stamp, as_recorded)
state = filters.without_unknown(state, loaded.dataset.originators)
news = loaded.dataset.last_news(state.as_known) if state.as_known else None
table = data.claim_table(store, stamp, state.boundary, news or state.as_known, as_recorded)
token = sessions.publish(table)
session = sessions.session_of(st.session_state)
seen = sessions.view_for(session)
selected = select(table, state.selection)
counts = count(table, selected)
row = table.row_of.get(state.claim or "")


def take_choice() -> None:
    """The reader chose a symbol on the map: its first claim is shown on the card."""
    rows = chosen_rows(st.session_state.get(KEY), token, table.n)
    if rows:
        filters.change(claim=table.ids[rows[0]])


header = st.container(
    horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"
)
map_column, side = st.columns([1, 0.42], gap="small")
# The map comes first: what is sent first is drawn first, and symbols must not wait for widgets.
with map_column:
    claim_map(
        MapFrame(session=session, start=filters.start_view(seen), tiles=chosen_tiles()),
        MapState(
            token=token,
            mask=None if selected.rows.all() else selected.rows,
            selected=row,
            boundary=state.boundary,
            fit=extent(table, selected.rows),
            fit_number=1,
            query=filters.address_query(state),
        ),
        take_choice,
    )
with header:
    # Later claims are not among the total then, so the line says which day it is counted for.
    known = f" · as published by {day_words(state.as_known)}" if state.as_known else ""
    if as_recorded is not None:
        known += f" · as recorded by {day_words(as_recorded)}, not to be edited"
    st.markdown(f"**{counts.words()}** — {range_words(state.selection)}{known}", width="content")
    with st.container(horizontal=True, width="content", gap="small"):
        add_claim_button(store)
        if st.button("Export", icon=":material/download:", type="primary"):
            export_dialog(table, state, selected, session)
        copy_link()
with side, st.container(key="side"):
    if row is not None:
        placed_card(table, row, loaded, store, past=as_recorded is not None)
    else:
        st.caption("Choose a symbol on the map or a row in the list to read a claim.")
    country_shelf(table, selected.rows, open_at_first=row is None)
claim_lists(table, selected, state.claim, seen)
with st.sidebar:
    filter_panel(
        table,
        state,
        select(table, without_dates(state.selection)).rows,
        keeps_history=store.keeps_history,
    )
notes.show_notes()
if store.note:
    st.text(store.note)
show_problems((*loaded.gazetteer.problems, *loaded.problems))
