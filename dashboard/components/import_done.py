"""What an import did, with the ways on: the map, the history, or back."""

from __future__ import annotations

import streamlit as st

from dashboard import editing, history_state, import_state, notes
from dashboard.components.import_trial import trial_counts, trial_details
from dashboard.components.job_progress import job_progress
from dashboard.go import go_to_history
from dashboard.import_run import Outcome
from dashboard.import_state import Importing
from dashboard.import_words import made_words
from dashboard.jobs import Job, JobState
from dashboard.stores import StoreAt
from geo.errors import ClaimAtlasError
from geo.places.gazetteer import Gazetteer
from geo.store.records import By, Change
from geo.store.reversal import undo


def import_done(state: Importing, store: StoreAt, run: Job[Outcome], gazetteer: Gazetteer) -> None:
    """Show how an import ended."""
    if run.state is not JobState.DONE or run.result is None:
        _not_done(state, run)
        return
    if _undoing(state):
        return
    done, change = run.result, run.result.change
    if change is None:
        st.info("Nothing was new, so nothing was written.", icon=":material/check:")
    else:
        st.success(
            f"Imported: {made_words(done.taken)}. It is change {change.id} of the history.",
            icon=":material/check_circle:",
        )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.page_link("views/map.py", label="Show the map", icon=":material/map:")
        if change is not None and st.button("See it in the history", icon=":material/history:"):
            history_state.tell(None)
            history_state.show_change(change.id)
            go_to_history()
        if change is not None and st.button(
            "Undo this import",
            icon=":material/undo:",
            help="What it brought is retracted by a change of its own; the history keeps both.",
        ):
            _undo(state, store, change)
        if st.button("Import another file", icon=":material/upload_file:"):
            import_state.leave()
            st.rerun()
    trial_counts(done)
    trial_details(done, gazetteer)


def _not_done(state: Importing, run: Job[Outcome]) -> None:
    if run.state is JobState.CANCELLED:
        st.info(
            "The import was stopped. The store is as it was; nothing of the file is in it.",
            icon=":material/cancel:",
        )
    else:
        st.error("The import failed. The store is as it was.", icon=":material/report:")
        st.text(run.failure)
    if st.button("Back to the file", icon=":material/arrow_back:"):
        state.run = None
        st.rerun()


def _undo(state: Importing, store: StoreAt, change: Change) -> None:
    if obstacle := editing.why_not(store):
        notes.leave_failure(obstacle)
        return
    try:
        opened = store.open()
        by = By(editing.author(), f"The import of {state.upload.name} is taken back.")
    except ClaimAtlasError as error:
        notes.leave_failure(str(error))
        return
    state.undoing = Job(lambda tick: undo(opened, change.id, by))
    st.rerun()


def _undoing(state: Importing) -> bool:
    """Whether an undo is under way or made; says so."""
    job = state.undoing
    if job is None:
        return False
    if job.running:
        job_progress(job, "Taking the import back", "records", may_stop=False)
        return True
    if job.state is JobState.DONE:
        st.success(
            "The import is taken back. The history keeps both changes.", icon=":material/undo:"
        )
        if st.button("Back to the file", icon=":material/arrow_back:"):
            state.run = state.undoing = state.trial = None
            st.rerun()
        return True
    st.error("The import was not taken back.", icon=":material/report:")
    st.text(job.failure)
    return False
