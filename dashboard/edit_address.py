"""What the address of the edit page names: a claim, a document or an originator."""

from __future__ import annotations

from typing import Final

import streamlit as st

from dashboard import drafts, notes
from dashboard.stores import StoreAt
from geo.errors import ClaimAtlasError
from geo.store.records import RecordKind

_WRITTEN: Final = "edit_address"
_KINDS: Final = (RecordKind.CLAIM, RecordKind.DOCUMENT, RecordKind.ORIGINATOR)


def take_address(store: StoreAt) -> None:
    """Open what the address names, unless this session wrote the address itself."""
    query = {kind.value: st.query_params.get(kind.value, "")[:80] for kind in _KINDS}
    named = {kind: value for kind, value in query.items() if value}
    if not named or named == st.session_state.get(_WRITTEN):
        return
    st.session_state[_WRITTEN] = named
    kind, key = next(iter(named.items()))
    try:
        if kind == RecordKind.CLAIM and key == drafts.NEW:
            drafts.new_claim()
        elif kind == RecordKind.CLAIM:
            drafts.edit_claim(store.open(), key)
        elif key == drafts.NEW:
            drafts.new_source(RecordKind(kind))
        else:
            drafts.edit_source(store.open(), RecordKind(kind), key)
    except ClaimAtlasError as error:
        notes.leave_failure(str(error))
        drafts.show(None)


def write_address() -> None:
    """Let the address name what is open; does nothing when it does already."""
    kind, _, key = (drafts.opened() or "").partition(":")
    wanted = {kind: key} if kind else {}
    st.session_state[_WRITTEN] = wanted
    if dict(st.query_params) != wanted:
        st.query_params.from_dict(wanted)
