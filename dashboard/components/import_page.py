"""The steps of an import, one after the other: file, columns, trial, import."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace
from typing import Final

import streamlit as st

from dashboard import data, editing, import_state
from dashboard.components.import_columns import columns_form
from dashboard.components.import_done import import_done
from dashboard.components.import_file import drop_file, file_card
from dashboard.components.import_trial import (
    ask_ways,
    claims_table,
    import_form,
    trial_counts,
    trial_details,
)
from dashboard.components.job_progress import job_progress
from dashboard.components.world_wait import world_is_ready
from dashboard.import_preview import preview_rows
from dashboard.import_run import Outcome, Ways, bring_in, first_claims
from dashboard.import_state import Importing, Preview
from dashboard.import_words import claim_counts, number_of, refused_rows
from dashboard.jobs import Job, JobState, Tick
from dashboard.mappings import remember
from dashboard.stores import StoreAt
from geo.errors import ClaimAtlasError, InputRefused, Problem
from geo.exchange.mapping import problems
from geo.places.gazetteer import Gazetteer
from geo.places.regions import load_regions
from geo.store.records import By

TRIAL: Final = By("trial", "trial")
"""In whose name things are tried; it is written nowhere."""

_PREVIEWED: Final = 8


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
            "Look at other pages if you like. Until it is done, nothing of it is in the store."
        )
        return
    if (
        state.format is None or state.unreadable or not world_is_ready()
    ):  # names of places need the index
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
        _before_trial(state, store, gazetteer)
        return
    if trial.running:
        job_progress(trial, "Trying; nothing is written", "rows")
        return
    if trial.state is not JobState.DONE or trial.result is None:
        _trial_failed(state, trial)
        return
    tried = trial.result
    if state.columns is not None and st.button("Change the columns", icon=":material/arrow_back:"):
        state.trial = None
        st.rerun()
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


def _before_trial(state: Importing, store: StoreAt, gazetteer: Gazetteer) -> None:
    """What the columns mean, the first claims as they would be, and the button to try it."""
    bar = st.container(horizontal=True, vertical_alignment="center", key="import_bar")
    missing: list[Problem] = []
    if state.columns is not None:
        if state.columns.remembered:
            _as_last_time(state)
        state.mapping = columns_form(state.columns, state.mapping, state.number)
        if state.mapping.encoding != state.encoding:
            state.decode(state.mapping.encoding)
            st.rerun()
        missing = problems(state.mapping, state.columns.header)
    with bar:
        if st.button(
            "Try it",
            type="primary",
            icon=":material/fact_check:",
            key="import_try",
            disabled=bool(missing),
        ):
            if state.columns is not None and state.mapping is not None:
                remember(state.columns.header, state.mapping)
            _start(state, store, gazetteer, TRIAL, pretend=True)
        if missing:
            st.markdown(":orange[:material/warning:]", width="content")
            st.text("\n".join(f"{one.message} {one.remedy}" for one in missing))
        else:
            st.caption("Reads the whole file and writes nothing.")
    if all(one.column == "source" for one in missing):
        _preview(state, data.stamp(store), gazetteer)


def _as_last_time(state: Importing) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption("These columns were imported before; they are read as then.")
        if st.button("Guess anew", type="tertiary", icon=":material/refresh:"):
            state.guess()
            st.rerun()


def _preview(state: Importing, stamp: Hashable, gazetteer: Gazetteer) -> None:
    reading = state.reading
    if reading is None:
        return
    if reading.mapping is not None and not reading.mapping.source:
        named = reading.mapping.default_source or "a source that is not named yet"
        reading = replace(reading, mapping=replace(reading.mapping, default_source=named))
    st.markdown("**The first claims, as they would be**")
    shown = state.preview
    if shown is None or (shown.reading, shown.stamp) != (reading, stamp):
        try:
            watch, report = first_claims(reading, gazetteer, load_regions(), _PREVIEWED)
        except InputRefused as error:
            st.text(str(error))
            return
        rows = preview_rows(watch, gazetteer, load_regions(), _PREVIEWED)
        shown = state.preview = Preview(reading, stamp, rows, claim_counts(watch), report.problems)
    claims_table(shown.rows, height=320)
    st.caption(f"Of the beginning of the file · {shown.counts}")
    if shown.refused:
        refused = number_of(refused_rows(shown.refused), "row")
        st.caption(f"Of the rows that were read for this, {refused} would be refused:")
        st.text("\n".join(one.sentence() for one in shown.refused[:3]))


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
    upload = state.upload

    def work(tick: Tick) -> Outcome:
        with upload.held():
            return bring_in(reading, opened, by, gazetteer, regions, ways, tick, pretend=pretend)

    job = Job(work)
    if pretend:
        state.trial = job
    else:
        state.run = job
    st.rerun()
