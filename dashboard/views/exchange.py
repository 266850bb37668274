"""The page for files: claims in, claims out, and the whole store as one file."""

from __future__ import annotations

import streamlit as st

from dashboard import keeping, notes
from dashboard.components.export_claims import export_claims
from dashboard.components.import_page import import_page
from dashboard.components.store_backup import store_backup
from dashboard.stores import store_at

store = store_at()
notes.show_notes()
keeping.sweep()
bring, take, keep = st.tabs(["Import", "Export", "Backup"], key="exchange_part", on_change="rerun")
if bring.open:
    with bring:
        import_page(store)
if take.open:
    with take:
        export_claims(store)
if keep.open:
    with keep:
        store_backup(store)
