"""The file that a session is importing, and how far it is; kept while other pages are shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import streamlit as st

from dashboard.import_run import Outcome, Reading, Ways
from dashboard.import_words import table_words, why_format
from dashboard.jobs import Job
from dashboard.uploads import Upload
from geo.errors import InputRefused
from geo.exchange.incoming import Format, recognise
from geo.store.records import Change

_STATE: Final = "importing"


@dataclass
class Importing:
    """One file: what it was taken for, and the work done with it.

    `found` is ``None`` for a file that was not recognised; `why` says why it was, or was not.
    `trial` is the last dry run, `run` the import itself, `undoing` what takes it back.
    """

    upload: Upload
    found: Format | None
    why: str
    written_in: str = ""
    format: Format | None = None
    trial: Job[Outcome] | None = None
    run: Job[Outcome] | None = None
    undoing: Job[Change | None] | None = None
    ways: Ways = Ways()

    @property
    def reading(self) -> Reading | None:
        """How the file is to be read, once that is known."""
        return Reading(self.upload.path, self.format) if self.format else None

    @property
    def busy(self) -> bool:
        """Whether something is being done with the file."""
        return any(job is not None and job.running for job in (self.trial, self.run, self.undoing))

    def read_as(self, chosen: Format) -> None:
        """Take the file for one of another format; what was tried counts no more."""
        if chosen is not self.format:
            self.format, self.trial = chosen, None


def current() -> Importing | None:
    """What this session is importing, if anything."""
    found: Importing | None = st.session_state.get(_STATE)
    return found


def begin(upload: Upload) -> Importing:
    """Take a file and see what it is."""
    try:
        found: Format | None = recognise(upload.path)
        why = why_format(found) if found else ""
    except InputRefused as error:
        found, why = None, "\n".join(one.sentence() for one in error.problems)
    state = Importing(upload, found, why, format=found)
    if found in (Format.TABLE, Format.UCDP, Format.VIINA, Format.ACLED, Format.CLAIM_ATLAS_CSV):
        state.written_in = table_words(upload.path)
    st.session_state[_STATE] = state
    return state


def leave() -> None:
    """Forget the file, and delete it unless something still reads it."""
    state = current()
    if state is not None and not state.busy:
        state.upload.remove()
    st.session_state.pop(_STATE, None)
