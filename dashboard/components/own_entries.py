"""The entries that the user added, each a click away, and the file they are in."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from dashboard import place_state
from dashboard.place_query import PlaceQuery
from geo.places.labels import where
from geo.places.user_gazetteer import OwnEntries

_KEY = "own_entry"


def own_entries(own: OwnEntries, path: Path) -> None:
    """Draw nothing when there are none."""
    if not own.places:
        return
    known = {one.id: one for one in own.places}

    def show() -> None:
        chosen = known.get(st.session_state.get(_KEY) or "")
        if chosen is not None:
            place_state.ask(PlaceQuery(name=chosen.name, chosen=chosen.id))
        st.session_state[_KEY] = None

    noun = "entry" if len(known) == 1 else "entries"
    with st.expander(f"{len(known):,} {noun} of your own", icon=":material/edit_location_alt:"):
        st.selectbox(
            "Look at one",
            sorted(known, key=lambda key: known[key].name.casefold()),
            index=None,
            key=_KEY,
            format_func=lambda key: f"{where(known[key])} [{key}]",
            placeholder="choose",
            on_change=show,
        )
        st.caption("They are in this file, a table like the shipped one:")
        st.code(str(path), language=None)
