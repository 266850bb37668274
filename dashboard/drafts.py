"""What is being written in this session: one draft for each record, kept over visits elsewhere."""

from __future__ import annotations

from typing import Final

import streamlit as st

from dashboard.forms.claim import empty_claim
from dashboard.forms.draft import Draft, Sheet, values_of
from dashboard.forms.sources import empty_document, empty_originator
from dashboard.forms.statement import empty_statement
from geo.errors import StoreError
from geo.store.contents import current as newest_version
from geo.store.engine import Store, reading
from geo.store.records import RecordKind
from geo.store.versions import referring

_DRAFTS: Final = "edit_drafts"
_OPEN: Final = "edit_open"
_SERIAL: Final = "edit_serial"

STATEMENT_FORM: Final = ".st-key-edit-statement"
"""The part of the page with the form of the statement that is open."""

NEW: Final = "new"
"""Id of the draft of a record that is not there yet."""


def all_drafts() -> dict[str, Draft]:
    """Drafts of this session by key, as ``claim:new`` or ``document:kontan-2024-10``."""
    drafts: dict[str, Draft] = st.session_state.setdefault(_DRAFTS, {})
    return drafts


def opened() -> str | None:
    """The key of the draft on the page, if one is."""
    key: str | None = st.session_state.get(_OPEN)
    return key if key in all_drafts() else None


def show(key: str | None) -> None:
    """Put a draft on the page; ``None`` shows the lists."""
    st.session_state[_OPEN] = key


def key_of(kind: RecordKind, id: str) -> str:
    """The key of a record's draft."""
    return f"{kind}:{id}"


def new_claim(document: str = "") -> None:
    """Begin a claim, or go on with the one that was begun. `document` is where it stands."""
    key = key_of(RecordKind.CLAIM, NEW)
    if key not in all_drafts():
        statement = empty_statement() | {"document": document}
        _put(
            key,
            Draft(
                claim=Sheet(RecordKind.CLAIM, empty_claim()),
                statements=[Sheet(RecordKind.STATEMENT, statement)],
            ),
        )
    show(key)


def new_source(kind: RecordKind) -> None:
    """Begin a document or an originator."""
    key = key_of(kind, NEW)
    if key not in all_drafts():
        if kind is RecordKind.DOCUMENT:
            _put(key, Draft(documents={NEW: Sheet(kind, empty_document())}))
        else:
            _put(key, Draft(originators={NEW: Sheet(kind, empty_originator())}))
    show(key)


def edit_claim(store: Store, id: str, *, add_statement: bool = False) -> None:
    """Open a claim with its statements, or go on with what was changed in it already.

    Raises `StoreError` when the store has no such claim.
    """
    key = key_of(RecordKind.CLAIM, id)
    draft = all_drafts().get(key)
    if draft is None or not draft.changed:
        draft = _put(key, load_claim(store, id))
    if add_statement:
        more_statement(draft)
        draft.look(STATEMENT_FORM)
    show(key)


def edit_source(store: Store, kind: RecordKind, id: str) -> None:
    """Open a document or originator. Raises `StoreError` when the store has none such."""
    key = key_of(kind, id)
    draft = all_drafts().get(key)
    if draft is None or not draft.changed:
        version = newest_version(store, kind, id)
        sheets = {id: Sheet(kind, values_of(version.record), version)}
        made = Draft(documents=sheets) if kind is RecordKind.DOCUMENT else Draft(originators=sheets)
        _put(key, made)
    show(key)


def load_claim(store: Store, id: str) -> Draft:
    """A claim and its live statements as they stand in the store."""
    with reading(store) as connection:
        voices = referring(connection, RecordKind.STATEMENT, "claim", [id])
    version = newest_version(store, RecordKind.CLAIM, id)
    if not version.live:
        where = f"merged into {version.merged_into!r}" if version.merged_into else "retracted"
        raise StoreError(f"claim {id!r} is {where}. Restore it on the History page first.")
    statements = [
        Sheet(RecordKind.STATEMENT, values_of(one.record), one)
        for one in sorted(voices, key=lambda one: one.position)
    ]
    return Draft(Sheet(RecordKind.CLAIM, values_of(version.record), version), statements)


def more_statement(draft: Draft) -> None:
    """A further statement, in the document of the one before it; it is the one that is open."""
    last = draft.statements[-1].values if draft.statements else {}
    values = empty_statement() | {"document": last.get("document", "")}
    draft.statements.append(Sheet(RecordKind.STATEMENT, values))
    draft.open = len(draft.statements) - 1


def discard(key: str) -> None:
    """Give up a draft."""
    all_drafts().pop(key, None)
    if st.session_state.get(_OPEN) == key:
        show(None)


def renewed(draft: Draft) -> None:
    """Let widgets forget what they hold: sheets were put in place of others."""
    draft.serial = _next_serial()


def _put(key: str, draft: Draft) -> Draft:
    draft.serial = _next_serial()
    all_drafts()[key] = draft
    return draft


def _next_serial() -> int:
    serial: int = st.session_state.get(_SERIAL, 0) + 1
    st.session_state[_SERIAL] = serial
    return serial
