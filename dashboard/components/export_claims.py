"""Claims out: everything, or what the map shows, in the format that the next program wants."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable
from dataclasses import replace
from typing import Any, Final

import numpy as np
import streamlit as st

from dashboard import data, filters, keeping
from dashboard.components.job_progress import job_progress
from dashboard.export_files import FORMATS, Exported, ExportFormat, export
from dashboard.filter_words import filter_words
from dashboard.import_words import number_of
from dashboard.jobs import Job, JobState
from dashboard.state import PageState, write_query
from dashboard.stores import StoreAt
from dashboard.uploads import size_words
from dashboard.version import version
from geo.claims.selection import select
from geo.claims.table import ClaimTable
from geo.data import manifest
from geo.places.regions import VIEW_NOTES

_EXPORTS: Final = "exports"
_KEPT: Final = 4
"""Finished files that a session keeps on the disk."""

_Exports = dict[Hashable, Job[Exported]]


def export_claims(store: StoreAt) -> None:
    """Ask what and how; prepare the file when asked; offer it for download."""
    stamp = data.stamp(store)
    now = data.loaded(store, stamp)
    state = filters.current(tuple(now.dataset.originators))
    everything = data.claim_table(store, stamp, state.boundary, None)
    shown, state = _shown(store, stamp, state)
    mask = select(shown, state.selection).rows
    left, right = st.columns([1, 1.35], gap="large")
    with left:
        filtered = _scope(everything, shown, state, int(mask.sum()))
    with right:
        chosen = _format()
    table = shown if filtered else everything
    rows = np.flatnonzero(mask).tolist() if filtered else list(range(table.n))
    key = (
        stamp,
        state.boundary,
        chosen.ending,
        filtered and (state.selection, state.as_known, state.as_recorded),
    )
    with st.container(key="export_file"):
        _file(chosen, table, rows, key, _about(table, state if filtered else None))


def _shown(store: StoreAt, stamp: data.Stamp, state: PageState) -> tuple[ClaimTable, PageState]:
    """The claims behind the map, and the filters as they hold of these; as the map has them."""
    as_recorded = state.as_recorded if store.keeps_history else None
    held = data.loaded(store, stamp, as_recorded).dataset
    state = replace(filters.without_unknown(state, held.originators), as_recorded=as_recorded)
    day = (held.last_news(state.as_known) or state.as_known) if state.as_known else None
    return data.claim_table(store, stamp, state.boundary, day, as_recorded), state


def _scope(everything: ClaimTable, shown: ClaimTable, state: PageState, number: int) -> bool:
    """Whether only what the map shows is wanted."""
    names = {key: one.name for key, one in shown.dataset.originators.items()}
    words = filter_words(state.selection, state.as_known, names, as_recorded=state.as_recorded)
    unfiltered = state.selection.is_everything and not (state.as_known or state.as_recorded)
    all_of_it = f"Everything: {number_of(everything.n, 'claim')}"
    as_shown = f"What the map shows now: {number_of(number, 'claim')}"
    chosen = st.radio("Which claims", [all_of_it, as_shown], key="export_scope_" + str(unfiltered))
    if unfiltered:
        st.caption("The map's filters are off, so both are the same.")
    else:
        st.caption("The map's filters:")
        st.text(words)  # may hold a search or a name that is not ours
    return chosen == as_shown


def _format() -> ExportFormat:
    names = [one.name for one in FORMATS]
    chosen = st.radio(
        "Format", names, captions=[one.purpose for one in FORMATS], key="export_format"
    )
    return FORMATS[names.index(chosen or names[0])]


def _file(
    format: ExportFormat, table: ClaimTable, rows: list[int], key: Hashable, about: dict[str, Any]
) -> None:
    """The file at whatever stage it is; it is made once for the same claims and format."""
    exports: _Exports = st.session_state.setdefault(_EXPORTS, {})
    job = exports.get(key)
    if job is not None and job.running:
        job_progress(job, f"Writing {format.name}", "claims")
        return
    if job is not None and job.state is JobState.DONE and job.result is not None:
        _download(format, job.result)
        return
    if job is not None and job.state is JobState.FAILED:
        st.error("This file could not be made.", icon=":material/report:")
        st.text(job.failure)
    name = f"claim-atlas-{dt.datetime.now().astimezone():%Y-%m-%d}"
    if st.button(
        "Prepare the file",
        type="primary",
        icon=":material/build:",
        disabled=not rows,
        key="export_prepare",
    ):
        while len(exports) >= _KEPT:
            oldest = exports.pop(next(iter(exports)))
            oldest.cancel()
        owner = keeping.session()
        exports[key] = job = Job(lambda tick: export(format, table, rows, name, about, tick, owner))
        job.wait(0.4)  # most are done by then, and need no progress bar
        st.rerun()
    if not rows:
        st.caption("No claim passes the map's filters.")


def _download(format: ExportFormat, made: Exported) -> None:
    path = made.file.path
    st.download_button(
        f"Download {format.name}, {size_words(made.bytes)}",
        path.read_bytes,  # read when it is asked for, not on each run
        file_name=made.file.name,
        mime=format.mime,
        type="primary",
        icon=":material/download:",
        on_click="ignore",
        key="export_download",
    )
    st.caption(f"Ready: {number_of(made.claims, 'claim')} with every field.")


def _about(table: ClaimTable, state: PageState | None) -> dict[str, Any]:
    """What the file says of itself."""
    return {
        "version": version(),
        "revision": table.revision,
        "filters": write_query(state) if state else {},
        "boundaries": VIEW_NOTES[table.boundary],
        "attribution": manifest().attribution,
    }
