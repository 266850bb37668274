"""What can be done with the claim on the card: correct it, add a voice, see what became of it."""

from __future__ import annotations

import streamlit as st

from dashboard import drafts, editing, notes
from dashboard.components.claim_actions import merge_dialog, retract_dialog
from dashboard.go import go_to_edit, go_to_history
from dashboard.history_state import ASKED
from dashboard.stores import StoreAt
from geo.errors import ClaimAtlasError
from geo.store.records import RecordKind


def claim_buttons(store: StoreAt, claim: str, *, writable: bool) -> None:
    """The row below the card; what cannot be done is not offered."""
    if not store.keeps_history:
        return
    with st.container(key="claim_buttons", horizontal=True):
        if writable and st.button("Edit", key="claim_edit"):
            _open(store, claim, add_statement=False)
        if writable and st.button(
            "Add statement",
            key="claim_add_statement",
            help="A further voice on this claim: one who asserts, denies or cannot confirm it.",
        ):
            _open(store, claim, add_statement=True)
        if st.button("History", key="claim_history", help="Who changed it, when and why."):
            st.session_state[ASKED] = (RecordKind.CLAIM.value, claim)
            go_to_history()
        if writable and st.button("Merge…", key="claim_merge"):
            merge_dialog(claim)
        if writable and st.button("Retract…", key="claim_retract"):
            retract_dialog(claim)


def add_claim_button(store: StoreAt) -> None:
    """The way to a new claim, from the head of the map page."""
    if editing.why_not(store):
        return
    if st.button("Add claim", icon=":material/add:", key="claim_add"):
        drafts.new_claim()
        go_to_edit()


def _open(store: StoreAt, claim: str, *, add_statement: bool) -> None:
    try:
        drafts.edit_claim(store.open(), claim, add_statement=add_statement)
    except ClaimAtlasError as error:  # somebody retracted it since the card was drawn
        notes.leave_failure(str(error))
        st.rerun()
    go_to_edit()
