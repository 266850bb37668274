"""Long work that a page starts and looks at: it goes on whatever page is shown, and can be stopped.

The work runs in a thread of its own. It knows nothing of the page: it is given all that it needs,
and tells how far it is through a `Tick`. The page keeps the job in its session and asks.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from enum import StrEnum
from typing import Final, Generic, TypeVar

from geo.errors import Cancelled, ClaimAtlasError

Result = TypeVar("Result")

Tick = Callable[[int, int | None], None]
"""Told what is done and how much there is in all, if that is known; may raise `Cancelled`."""

_log: Final = logging.getLogger(__name__)

_BREATH_S: Final = 0.001
"""Given at each tick to whoever waits for the interpreter, so that pages stay quick meanwhile."""


class JobState(StrEnum):
    """What a job is doing, or how it ended."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Job(Generic[Result]):
    """One piece of work, begun at once.

    `done` of `total` are counted in whatever the work counts. Afterwards there is `result`, or
    `failure` in words that may hold text of others.
    """

    def __init__(self, work: Callable[[Tick], Result]) -> None:
        self.done = 0
        self.total: int | None = None
        self.result: Result | None = None
        self.failure = ""
        self._state = JobState.RUNNING
        self._cancel = threading.Event()
        self._ended = threading.Event()
        self._since = time.monotonic()
        threading.Thread(target=self._run, args=(work,), daemon=True).start()

    @property
    def state(self) -> JobState:
        """What it is doing, or how it ended."""
        return self._state

    @property
    def running(self) -> bool:
        """Whether it is still at work."""
        return self._state is JobState.RUNNING

    @property
    def stopping(self) -> bool:
        """Whether somebody asked it to stop."""
        return self._cancel.is_set()

    @property
    def share(self) -> float:
        """How much is done, from 0 to 1; 0 where that is not known."""
        if not self.total:
            return 0.0
        return min(1.0, self.done / self.total)

    @property
    def seconds(self) -> float:
        """How long ago it was begun."""
        return time.monotonic() - self._since

    def cancel(self) -> None:
        """Ask it to stop at its next tick. It may be done before."""
        self._cancel.set()

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until it has ended, or so long; whether it has."""
        return self._ended.wait(seconds)

    def _tick(self, done: int, total: int | None) -> None:
        self.done, self.total = done, total
        if self._cancel.is_set():
            raise Cancelled("stopped before it was done. Nothing was changed.")
        time.sleep(_BREATH_S)

    def _run(self, work: Callable[[Tick], Result]) -> None:
        ended = JobState.FAILED
        try:
            self.result = work(self._tick)
            ended = JobState.DONE
        except Cancelled:
            ended = JobState.CANCELLED
        except ClaimAtlasError as error:
            self.failure = str(error)
        except Exception as error:
            # The thread is ours alone: whatever it was must reach whoever waits for the job.
            self.failure = f"{type(error).__name__}: {error}"
            _log.exception("A piece of work ended by an error that it should have told.")
        finally:
            self._state = ended
            self._ended.set()
