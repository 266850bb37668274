"""The dialogs that take something back: a change as a whole, a retraction, a merge."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from dashboard import editing, notes
from dashboard.components.chronicle import Group, chronicle
from dashboard.components.place_question import PAUSE
from dashboard.editing import Outcome
from dashboard.history_fields import name_of
from dashboard.history_words import change_item, names_for, versions_of
from dashboard.loading import Loaded
from dashboard.stores import StoreAt
from geo.store import browse
from geo.store.browse import RecordKey
from geo.store.edits import restore
from geo.store.engine import Store
from geo.store.records import By, Change, Version
from geo.store.reversal import split, undo


@st.dialog("Undo a change", width="large", icon=":material/undo:")
def undo_dialog(store: StoreAt, loaded: Loaded, number: int) -> None:
    """Show what a change did, ask why it is taken back, and take it back as a whole."""
    opened = store.open()
    made = browse.made(opened, number, most=12)
    names = names_for(opened, versions_of(made.shown), loaded.gazetteer)
    st.markdown(
        "Every record gets the state it had before this change. The undo is a change of its own "
        "and can be undone as well."
    )
    _ask(
        store,
        key=f"undo_{number}",
        label="Undo this change",
        icon=":material/undo:",
        hint="the correction was wrong, the outlet had it right",
        action=lambda store, by: undo(store, number, by),
        done=f"Change {number} is undone.",
        explain=lambda outcome: _why_not_undone(opened, number, outcome),
    )
    item = change_item(
        made.change, undone_by=made.undone_by, made=made, names=names, may_undo=False
    )
    # Only to be looked at: a way to another page would leave the dialog behind.
    still = tuple(replace(one, acts=()) for one in item.parts)
    chronicle(
        [Group(f"Change {number}", (replace(item, opens=False, parts=still),))],
        key=f"undo_{number}",
        on_act=lambda name, value: None,
        empty="",
        label="The change to be undone",
    )


@st.dialog("Bring it back", width="medium", icon=":material/restore:")
def restore_dialog(store: StoreAt, key: RecordKey, title: str) -> None:
    """Ask why a retracted record comes back, and restore it."""
    st.text(title)
    st.caption("A claim brings back the statements that went with it.")
    _ask(
        store,
        key="restore",
        label="Restore",
        icon=":material/restore:",
        hint="the report stands after all",
        action=lambda store, by: restore(store, *key, by),
        done="It is back.",
    )


@st.dialog("Split off again", width="medium", icon=":material/call_split:")
def split_dialog(store: StoreAt, claim: str, title: str, into: str) -> None:
    """Ask why a merged claim becomes a claim of its own again, and split it off."""
    st.text(title)
    st.caption("was merged into")
    st.text(into)
    st.caption(
        "It gets back the statements that it brought, unless somebody moved them on. What was "
        "edited since stays edited."
    )
    _ask(
        store,
        key="split",
        label="Split off",
        icon=":material/call_split:",
        hint="two landings on two days",
        action=lambda store, by: split(store, claim, by),
        done="It is a claim of its own again.",
    )


def _ask(
    store: StoreAt,
    *,
    key: str,
    label: str,
    icon: str,
    hint: str,
    action: Callable[[Store, By], Change | None],
    done: str,
    explain: Callable[[Outcome], str] | None = None,
) -> None:
    """Name, reason and button; does it, or says why it could not be done."""
    editing.author_field(key)
    reason = st.text_input(
        "Why",
        key=f"why_{key}",
        max_chars=editing.MAX_REASON,
        live=PAUSE,
        placeholder=hint,
        autocomplete="off",
    )
    if not st.button(label, type="primary", icon=icon, disabled=not reason.strip()):
        return
    with st.spinner("Working …"):  # to take back an import may take a while
        outcome = editing.change(store, action, reason)
    if outcome.done:
        notes.leave_note(done if outcome.made else "It was so already; nothing was changed.")
        st.rerun()
    why = explain(outcome) if explain else ""
    if why:
        st.error("Nothing was changed.", icon=":material/report:")
        st.text(why)
    else:
        editing.show_failure(outcome)


def _why_not_undone(store: Store, number: int, outcome: Outcome) -> str:
    """In words of this page why a change cannot be undone by itself; empty for other reasons."""
    conflict = outcome.conflict
    if conflict is None or not isinstance(conflict.theirs, Version):
        return ""
    newer = conflict.theirs
    title = _called(store, newer)
    return (
        f"{title} was changed again by change {newer.change} after change {number}. Undo change "
        f"{newer.change} first, or mend the record by an edit of its own."
    )


def _called(store: Store, version: Version) -> str:
    """What a record is called, for a sentence that begins with it."""
    return f"{version.kind.value.capitalize()} {name_of(version)}"
