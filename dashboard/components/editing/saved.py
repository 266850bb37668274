"""What was saved last, and where to go from there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import streamlit as st

from dashboard import drafts, filters
from dashboard.go import go_to_history, go_to_map
from dashboard.history_state import ASKED
from dashboard.stores import StoreAt
from geo.store.records import RecordKind

_SAVED: Final = "edit_saved"


@dataclass(frozen=True, slots=True)
class Saved:
    """A record that was saved by change number `change`, and what it is called.

    `document` is where a new claim stands.
    """

    kind: RecordKind
    id: str
    change: int | None
    words: str
    document: str = ""


def leave_saved(saved: Saved) -> None:
    """Remember what was saved, until the next thing is begun."""
    st.session_state[_SAVED] = saved


def saved_panel(store: StoreAt) -> None:
    """Say what was saved and offer what usually comes next."""
    saved: Saved | None = st.session_state.get(_SAVED)
    if saved is None:
        return
    with st.container(border=True, key="edit_saved_panel"):
        number = f" as change {saved.change}" if saved.change else ": it was so already"
        st.markdown(f":material/check_circle: **Saved{number}.**")
        st.text(f"{saved.kind.capitalize()}: {saved.words}")
        if saved.kind is not RecordKind.CLAIM:
            return
        with st.container(horizontal=True, gap="small"):
            if st.button("Show on the map", icon=":material/map:", type="primary"):
                filters.change(claim=saved.id)
                go_to_map()
            if st.button(
                "Add another",
                icon=":material/add:",
                help="A new claim, in the same document if there was one.",
            ):
                drafts.new_claim(saved.document)
                _go_on()
            if st.button("Add a statement", icon=":material/record_voice_over:"):
                drafts.edit_claim(store.open(), saved.id, add_statement=True)
                _go_on()
            if st.button("Edit it again", icon=":material/edit:"):
                drafts.edit_claim(store.open(), saved.id)
                _go_on()
            if st.button("History", icon=":material/history:"):
                st.session_state[ASKED] = (saved.kind.value, saved.id)
                go_to_history()


def _go_on() -> None:
    st.session_state.pop(_SAVED, None)
    st.rerun()
