"""The history page: who changed what, when and why; one record's story; what changed since."""

from __future__ import annotations

import streamlit as st

from dashboard import data, editing, filters, history_state, notes
from dashboard.components.history_log import history_log
from dashboard.components.history_record import history_record
from dashboard.components.history_since import history_since
from dashboard.history_state import View
from dashboard.stores import store_at

_VIEWS = {View.LOG: "Changes", View.SINCE: "What changed since"}

store = store_at()
stamp = data.stamp(store)
loaded = data.loaded(store, stamp)
filters.current(tuple(loaded.dataset.originators))
history_state.begin()
told = history_state.record()
obstacle = editing.why_not(store)

if told is not None and store.keeps_history:
    history_record(store, loaded, told, may_write=not obstacle)
else:
    history_state.tell(None)
    views = list(_VIEWS) if store.keeps_history else [View.SINCE]
    shown = history_state.view() if history_state.view() in views else views[0]
    if len(views) > 1:
        st.session_state["history_view_switch"] = shown
        st.segmented_control(
            "What to show",
            views,
            key="history_view_switch",
            required=True,
            label_visibility="collapsed",
            format_func=lambda one: _VIEWS[View(one)],
            on_change=lambda: history_state.show(View(st.session_state["history_view_switch"])),
        )
    if shown is View.LOG:
        history_log(store, loaded, may_write=not obstacle)
    else:
        history_since(store, stamp, loaded)
if obstacle:
    st.text(obstacle)
notes.show_notes()
history_state.write_address()
