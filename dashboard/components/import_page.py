"""The steps of an import, one after the other: file, columns, trial, import."""

from __future__ import annotations

import streamlit as st

from dashboard import data, editing, import_state
from dashboard.components.import_done import import_done
from dashboard.components.import_file import drop_file, file_card
from dashboard.components.import_trial import (
    ask_ways,
    import_form,
    trial_counts,
    trial_details,
)
from dashboard.components.job_progress import job_progress
from dashboard.components.world_wait import world_is_ready
from dashboard.import_run import Outcome, Reading, Ways, bring_in
from dashboard.import_state import Importing
from dashboard.import_words import number_of
from dashboard.jobs import Job, JobState
from dashboard.stores import StoreAt
from geo.errors import ClaimAtlasError
from geo.places.gazetteer import Gazetteer
from geo.places.regions import load_regions
from geo.store.records import By


def import_page(store: StoreAt) -> None:
    """The import of this session, at the step where it is."""
    if obstacle := editing.why_not(store):
        st.info("Nothing can be imported here.", icon=":material/lock:")
        st.text(obstacle)
        return
    state = import_state.current()
    if state is None:
        drop_file()
        return
    file_card(state)
    if state.run is not None and state.run.running:
        job_progress(state.run, "Importing", "rows")
        st.caption(
            "You may look at other pages meanwhile. Until it is done, nothing of it is in the store."
        )
        return
    if state.format is None or not world_is_ready():
        return
    gazetteer = data.loaded(store, data.stamp(store)).gazetteer
    if state.run is not None:
        import_done(state, store, state.run, gazetteer)
    else:
        _steps(state, store, gazetteer)


def _steps(state: Importing, store: StoreAt, gazetteer: Gazetteer) -> None:
    """Everything before the import itself."""
    trial = state.trial
    if trial is None:
        if st.button("Try it", type="primary", icon=":material/fact_check:", key="import_try"):
            _start(state, store, gazetteer, By("trial", "trial"), pretend=True)
        st.caption("This reads the whole file and writes nothing.")
        return
    if trial.running:
        job_progress(trial, "Trying; nothing is written", "rows")
        return
    if trial.state is not JobState.DONE or trial.result is None:
        _trial_failed(state, trial)
        return
    tried = trial.result
    trial_counts(tried)
    state.ways = ask_ways(tried, disabled=False)
    reason, pressed = import_form(state, tried)
    if pressed:
        try:
            by = By(editing.author(), reason)
        except ClaimAtlasError as error:
            st.error("Nothing was imported.", icon=":material/report:")
            st.text(str(error))
        else:
            _start(state, store, gazetteer, by, pretend=False)
    trial_details(tried, gazetteer)


def _trial_failed(state: Importing, trial: Job[Outcome]) -> None:
    if trial.state is JobState.CANCELLED:
        st.info("The trial was stopped.", icon=":material/cancel:")
    else:
        st.error("This file cannot be read so.", icon=":material/report:")
        st.text(trial.failure)
    if st.button("Again", icon=":material/refresh:"):
        state.trial = None
        st.rerun()


def _start(
    state: Importing, store: StoreAt, gazetteer: Gazetteer, by: By, *, pretend: bool
) -> None:
    """Begin a trial or the import. One at a time: the button is gone while one runs."""
    reading = state.reading
    if reading is None or state.busy:
        return
    opened, regions, ways = store.open(), load_regions(), Ways() if pretend else state.ways
    upload = state.upload  # held by the work, so that its file stays while it is read

    def work(tick: object) -> Outcome:
        assert upload  # noqa: S101
        return bring_in(reading, opened, by, gazetteer, regions, ways, tick, pretend=pretend)

    job = Job(work)
    if pretend:
        state.trial = job
    else:
        state.run = job
    st.rerun()
