"""The store's own places, each a click away."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from dashboard import place_state
from dashboard.place_query import PlaceQuery
from geo.places.labels import where
from geo.places.place import Place

_KEY = "own_entry"
_MOST = 5_000
"""So many are offered in the list; an import may bring more, and all are found by name."""


def own_entries(own: Mapping[str, Place]) -> None:
    """Draw nothing when there are none."""
    if not own:
        return
    known = dict(sorted(own.items(), key=lambda one: one[1].name.casefold())[:_MOST])

    def show() -> None:
        chosen = known.get(st.session_state.get(_KEY) or "")
        if chosen is not None:
            place_state.ask(PlaceQuery(name=chosen.name, chosen=chosen.id))
        st.session_state[_KEY] = None

    noun = "place" if len(own) == 1 else "places"
    with st.expander(
        f"{len(own):,} {noun} of this store, beside the shipped gazetteer",
        icon=":material/edit_location_alt:",
    ):
        st.selectbox(
            "Look at one",
            list(known),
            index=None,
            key=_KEY,
            format_func=lambda key: f"{where(known[key])} [{key}]",
            placeholder="choose",
            on_change=show,
        )
        if len(own) > len(known):
            st.caption(f"The first {len(known):,} by name; type a name above to find the others.")
