"""The edit page: claims with their statements, documents and originators, written and corrected."""

from __future__ import annotations

import streamlit as st

from dashboard import data, drafts, editing, filters, notes
from dashboard.components.editing.editor import edit_claim_page, edit_source_page
from dashboard.components.editing.lists import edit_lists
from dashboard.components.editing.saved import saved_panel
from dashboard.edit_address import take_address, write_address
from dashboard.stores import store_at

store = store_at()
stamp = data.stamp(store)
loaded = data.loaded(store, stamp)
filters.current(tuple(loaded.dataset.originators))
obstacle = editing.why_not(store)

if obstacle:
    st.subheader("Nothing can be changed here")
    st.text(obstacle)
else:
    take_address(store)
    notes.show_notes()
    key = drafts.opened()
    if key is None:
        saved_panel(store)
        table = data.claim_table(store, stamp, filters.boundary_view(), None)
        edit_lists(store, loaded, table)
    else:
        draft = drafts.all_drafts()[key]
        if draft.claim is not None:
            table = data.claim_table(store, stamp, filters.boundary_view(), None)
            edit_claim_page(store, stamp, loaded, table, key, draft)
        else:
            edit_source_page(store, stamp, loaded, key, draft)
    write_address()
