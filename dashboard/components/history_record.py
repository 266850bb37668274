"""The story of one record: every version of it, and of a claim's statements, told as sentences."""

from __future__ import annotations

from typing import Final

import streamlit as st

from dashboard import filters, history_state
from dashboard.components.chronicle import Heading, chronicle
from dashboard.components.undo_dialog import restore_dialog, split_dialog
from dashboard.go import go_to_map
from dashboard.history_fields import title_of
from dashboard.history_words import by_day, names_for, record_words, step_item, versions_of
from dashboard.loading import Loaded
from dashboard.stores import StoreAt
from geo.store import browse
from geo.store.browse import RecordKey
from geo.store.records import RecordKind, Version

_CHANGE: Final = "history_show_change"


def history_record(store: StoreAt, loaded: Loaded, key: RecordKey, *, may_write: bool) -> None:
    """Tell the story, newest first, with what can be done about its end."""
    opened = store.open()
    steps = browse.story(opened, *key)
    now = browse.records(opened, [key]).get(key)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button(
            "All changes", icon=":material/arrow_back:", on_click=history_state.tell, args=(None,)
        )
        if now is None:
            st.text(f"The store has no {record_words(key)} {key[1]}.")
            return
        _buttons(store, loaded, now, may_write=may_write)
    differences = [one for step in steps for one in step.differences]
    names = names_for(opened, [*versions_of(differences), now], loaded.gazetteer)
    told = list(reversed(steps))
    chronicle(
        by_day([one.change for one in told], [step_item(one, names, key) for one in told]),
        key="record_story",
        on_act=_act,
        empty="",
        label="History of this record",
        heading=Heading(f"History of a {record_words(key)}", title_of(now, names), _state(now)),
    )


def _act(name: str, value: str) -> None:
    if name == "record":
        history_state.tell_written(value)
    elif name == "change" and value.isdecimal():
        history_state.tell(None)
        history_state.show_change(int(value))


def _state(now: Version) -> str:
    """How the record stands now, in words of ours."""
    if now.merged_into is not None:
        return "Merged into another claim."
    return "In the store now." if now.live else "Retracted."


def _buttons(store: StoreAt, loaded: Loaded, now: Version, *, may_write: bool) -> None:
    title = title_of(now, {})
    if now.kind is RecordKind.CLAIM:
        shown = now.id if now.live else now.merged_into
        if shown is not None and st.button(
            "Show on the map" if now.live else "Show the claim it is part of",
            icon=":material/map:",
        ):
            filters.change(claim=shown)
            go_to_map()
    if not may_write or now.live or now.kind in (RecordKind.REFUSAL, RecordKind.FINDING):
        return
    if now.merged_into is not None:
        if st.button("Split off again …", icon=":material/call_split:", type="primary"):
            key = (RecordKind.CLAIM, now.merged_into)
            into = browse.records(store.open(), [key]).get(key)
            split_dialog(store, now.id, title, title_of(into, {}) if into else now.merged_into)
    elif st.button("Restore …", icon=":material/restore:", type="primary"):
        restore_dialog(store, (now.kind, now.id), title)
