"""What can be done with the claim on the card: correct it, add a voice."""

from __future__ import annotations

import streamlit as st

from dashboard import drafts, editing, notes
from dashboard.stores import StoreAt
from geo.errors import ClaimAtlasError

EDIT_PAGE = "views/edit.py"


def claim_buttons(store: StoreAt, claim: str) -> None:
    """The row below the card; nothing where nothing can be changed."""
    if editing.why_not(store):
        return
    with st.container(key="claim_buttons", horizontal=True):
        if st.button("Edit", key="claim_edit"):
            _open(store, claim, add_statement=False)
        if st.button(
            "Add statement",
            key="claim_add_statement",
            help="A further voice on this claim: one who asserts, denies or cannot confirm it.",
        ):
            _open(store, claim, add_statement=True)


def add_claim_button(store: StoreAt) -> None:
    """The way to a new claim, from the head of the map page."""
    if editing.why_not(store):
        return
    if st.button("Add claim", icon=":material/add:", key="claim_add"):
        drafts.new_claim()
        st.switch_page(EDIT_PAGE)


def _open(store: StoreAt, claim: str, *, add_statement: bool) -> None:
    try:
        drafts.edit_claim(store.open(), claim, add_statement=add_statement)
    except ClaimAtlasError as error:  # somebody retracted it since the card was drawn
        notes.leave_failure(str(error))
        st.rerun()
    st.switch_page(EDIT_PAGE)
