"""How far a long piece of work is, with a way to stop it; the page runs again when it has ended."""

from __future__ import annotations

from typing import Any

import streamlit as st

from dashboard.jobs import Job

EVERY: float = 0.5
"""Seconds between two looks."""


def job_progress(job: Job[Any], doing: str, counted: str, *, may_stop: bool = True) -> None:
    """Show a job that is running; `doing` is what it does, `counted` what it counts ("rows").

    In a fragment, so that looking at it leaves the page around it alone.
    """
    st.fragment(_look, run_every=EVERY)(job, doing, counted, may_stop)


def _look(job: Job[Any], doing: str, counted: str, may_stop: bool) -> None:
    if not job.running:
        st.rerun(scope="app")
    with st.container(border=True, key="job_progress"):
        st.progress(job.share, text=f"**{doing}** · {progress_words(job, counted)}")
        if may_stop:
            stopping = job.stopping
            if st.button(
                "Stopping …" if stopping else "Cancel",
                icon=":material/cancel:",
                disabled=stopping,
                key="job_cancel",
            ):
                job.cancel()
                st.rerun(scope="fragment")


def progress_words(job: Job[Any], counted: str) -> str:
    """``"12,000 of about 100,000 rows"``; of the last part, that it is nearly done."""
    if not job.done:
        return f"{job.seconds:.0f} s so far"
    if job.total and job.done >= job.total:
        return f"{job.done:,} {counted} done; finishing"
    of = f" of about {job.total:,}" if job.total else ""
    return f"{job.done:,}{of} {counted}"
