"""What can be edited: claims, documents and originators to pick from, and what is not saved yet."""

from __future__ import annotations

from typing import Final

import streamlit as st

from dashboard import drafts, notes
from dashboard.components.choices import Choice, choices
from dashboard.components.editing.fields import PAUSE
from dashboard.forms.draft import Draft
from dashboard.forms.suggest import (
    claim_note,
    suggest_claims,
    suggest_documents,
    suggest_originators,
)
from dashboard.loading import Loaded
from dashboard.stores import StoreAt
from geo.claims.table import ClaimTable
from geo.errors import ClaimAtlasError
from geo.store.records import RecordKind

KINDS: Final = {
    RecordKind.CLAIM: "Claims",
    RecordKind.DOCUMENT: "Documents",
    RecordKind.ORIGINATOR: "Originators",
}
_HINTS: Final = {
    RecordKind.CLAIM: "words of the claim, its place or who says it",
    RecordKind.DOCUMENT: "outlet, subject or day",
    RecordKind.ORIGINATOR: "name or other name",
}
_MOST: Final = 12
_MOST_CLAIMS: Final = 100


def edit_lists(store: StoreAt, loaded: Loaded, table: ClaimTable) -> None:
    """Draw the lists; a line opens its record."""
    _unsaved()
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        kind = st.segmented_control(
            "What to edit",
            list(KINDS),
            default=RecordKind.CLAIM,
            required=True,
            format_func=lambda one: KINDS[RecordKind(one)],
            key="edit_kind",
            label_visibility="collapsed",
        )
        kind = RecordKind(kind)
        typed = st.text_input(
            f"Search {KINDS[kind].lower()}",
            key=f"edit_search_{kind}",
            placeholder=_HINTS[kind],
            label_visibility="collapsed",
            live=PAUSE,
            type="search",
            autocomplete="off",
        )
        if st.button(f"New {kind}", type="primary", icon=":material/add:", key="edit_new"):
            if kind is RecordKind.CLAIM:
                drafts.new_claim()
            else:
                drafts.new_source(kind)
            st.rerun()
    dataset = loaded.dataset
    if kind is RecordKind.CLAIM:
        found = suggest_claims(typed, table, loaded.gazetteer, most=_MOST)
    elif kind is RecordKind.DOCUMENT:
        found = suggest_documents(typed, dataset.documents, most=_MOST)
    else:
        found = suggest_originators(typed, dataset.originators, most=_MOST)

    def heard(key: str) -> None:
        try:
            if kind is RecordKind.CLAIM:
                drafts.edit_claim(store.open(), key)
            else:
                drafts.edit_source(store.open(), kind, key)
        except ClaimAtlasError as error:
            notes.leave_failure(str(error))

    choices(
        KINDS[kind],
        [Choice(one.id, one.title, one.note, one.why) for one in found],
        heard,
        key=f"edit_list_{kind}",
        empty="Nothing of that kind. Type other words, or add it.",
    )
    if not typed.strip():
        st.caption("The newest come first; type to find others.")


def claims_leaning_on(store: StoreAt, loaded: Loaded, key: str, *, document: bool) -> None:
    """The claims whose statements name a document or an originator; a line opens one of them."""
    dataset = loaded.dataset
    wanted = dict.fromkeys(
        one.claim
        for one in dataset.statements
        if (one.document if document else one.originator) == key
    )
    claims = [one for one in dataset.claims if one.id in wanted]
    noun = "claim" if len(claims) == 1 else "claims"
    st.markdown(f"**{len(claims):,} {noun} {'in it' if document else 'with a word of theirs'}**")

    def heard(claim: str) -> None:
        try:
            drafts.edit_claim(store.open(), claim)
        except ClaimAtlasError as error:
            notes.leave_failure(str(error))

    choices(
        "Claims",
        [
            Choice(one.id, one.summary, claim_note(one, loaded.gazetteer))
            for one in claims[:_MOST_CLAIMS]
        ],
        heard,
        key=f"edit_leaning_{key}",
        empty="No claim leans on it yet.",
        height_px=460,
    )


def _unsaved() -> None:
    """Drafts of this session that hold something: go on with them, or give them up."""
    waiting = {key: one for key, one in drafts.all_drafts().items() if one.touched}
    if not waiting:
        return
    with st.container(border=True, key="edit_unsaved"):
        st.markdown("**Not saved yet**")
        choices(
            "Not saved yet",
            [
                Choice(key, _title(one), _subtitle(key), mark="go on")
                for key, one in waiting.items()
            ],
            drafts.show,
            key="edit_drafts_list",
        )


def _title(draft: Draft) -> str:
    """What a draft is about, in its own words."""
    if draft.claim is not None:
        return draft.claim.values.get("summary", "").strip() or "A claim without words yet"
    sheets = [*draft.documents.values(), *draft.originators.values()]
    values = sheets[0].values
    return values.get("outlet") or values.get("name") or "Without a name yet"


def _subtitle(key: str) -> str:
    kind, _, which = key.partition(":")
    return f"new {kind}" if which == drafts.NEW else f"{kind} {which}"
