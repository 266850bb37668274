"""Long work in the background: progress, an end of every kind, and stopping."""

from __future__ import annotations

import threading

import pytest

from dashboard.components.job_progress import progress_words
from dashboard.jobs import Job, JobState, Tick
from geo.errors import StoreError


def ended(job: Job[object]) -> Job[object]:
    assert job.wait(30)
    return job


def test_work_is_done_and_counted() -> None:
    go_on = threading.Event()

    def work(tick: Tick) -> str:
        tick(3, 12)
        assert go_on.wait(30)
        tick(12, 12)
        return "made"

    job = Job(work)
    while not job.done:
        assert not job.wait(0.01)
    assert job.running
    assert job.share == 0.25
    assert progress_words(job, "rows") == "3 of about 12 rows"
    go_on.set()
    ended(job)
    assert (job.state, job.result, job.share) == (JobState.DONE, "made", 1.0)
    assert progress_words(job, "rows") == "12 rows done; finishing"


def test_it_stops_at_the_next_tick() -> None:
    reached: list[int] = []
    stopped = threading.Event()

    def work(tick: Tick) -> None:
        for number in range(3):
            reached.append(number)
            tick(number, None)
            assert stopped.wait(30)

    job = Job(work)
    while not reached:
        assert not job.wait(0.01)
    job.cancel()
    stopped.set()
    ended(job)
    assert job.state is JobState.CANCELLED
    assert job.stopping
    assert len(reached) <= 2
    assert job.failure == ""


def test_a_failure_is_told_in_words() -> None:
    def work(tick: Tick) -> None:
        raise StoreError("no room on the disk.")

    job = ended(Job(work))
    assert (job.state, job.failure) == (JobState.FAILED, "no room on the disk.")
    assert progress_words(job, "rows").endswith("s so far")


def test_an_error_nobody_thought_of_ends_it_as_well(caplog: pytest.LogCaptureFixture) -> None:
    job = ended(Job(lambda tick: {}["nothing"]))
    assert "KeyError: 'nothing'" in caplog.text
    assert (job.state, job.failure) == (JobState.FAILED, "KeyError: 'nothing'")
