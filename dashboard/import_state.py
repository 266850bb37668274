"""The file that a session is importing, and how far it is; kept while other pages are shown."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field, replace
from typing import Final

import streamlit as st

from dashboard.import_columns import Columns, look_at
from dashboard.import_run import Outcome, Reading, Ways
from dashboard.import_words import table_words, why_format
from dashboard.jobs import Job
from dashboard.uploads import Upload
from geo.errors import InputRefused, Problem
from geo.exchange.incoming import TAKES_MAPPING, Format, recognise
from geo.exchange.mapping import Mapping as ColumnMapping
from geo.store.records import Change

_STATE: Final = "importing"
_NUMBER: Final = "imports"


@dataclass(frozen=True, slots=True)
class Preview:
    """The first claims of a file as they would be if it was read like that, into that store."""

    reading: Reading
    stamp: Hashable
    rows: list[dict[str, str]]
    counts: str
    refused: list[Problem]


@dataclass
class Importing:
    """One file: what it was taken for, and the work done with it.

    `found` is ``None`` for a file that was not recognised; `why` says why it was, or was not.
    `unreadable` says why it cannot be read in the chosen format. `columns` is there for what has
    columns of its own, in an `encoding` if one was chosen, with the `mapping` that is chosen;
    `number` is its own.
    `trial` is the last dry run, `run` the import itself, `undoing` what takes it back.
    """

    number: int
    upload: Upload
    found: Format | None
    why: str
    written_in: str = ""
    format: Format | None = None
    unreadable: str = ""
    encoding: str = ""
    columns: Columns | None = None
    mapping: ColumnMapping | None = None
    trial: Job[Outcome] | None = None
    run: Job[Outcome] | None = None
    undoing: Job[Change | None] | None = None
    ways: Ways = field(default_factory=Ways)
    preview: Preview | None = None

    @property
    def reading(self) -> Reading | None:
        """How the file is to be read, once that is known."""
        if self.format is None:
            return None
        return Reading(self.upload.path, self.format, self.mapping if self.columns else None)

    def decode(self, encoding: str) -> None:
        """Read a table in another encoding; its columns may have other names then."""
        self.encoding, self.number = encoding, next_number()
        self.look()

    def look(self) -> None:
        """Look at the columns or properties, if the file has any of its own."""
        self.columns, self.mapping, self.unreadable = None, None, ""
        if self.format is None or self.format not in TAKES_MAPPING:
            return
        try:
            self.columns = look_at(self.upload.path, self.format, self.encoding)
        except InputRefused as error:
            self.unreadable = told(error)
        if self.columns is not None:
            self.mapping = self.columns.mapping
            self.encoding = self.mapping.encoding

    def guess(self) -> None:
        """Forget how the columns were read before, and what was chosen since."""
        if self.columns is not None:
            self.columns = replace(self.columns, mapping=self.columns.guess, remembered=False)
            self.mapping = self.columns.guess
            self.encoding = self.mapping.encoding
            self.number = next_number()

    @property
    def busy(self) -> bool:
        """Whether something is being done with the file."""
        return any(job is not None and job.running for job in (self.trial, self.run, self.undoing))

    def read_as(self, chosen: Format) -> None:
        """Take the file for one of another format; what was tried counts no more."""
        if chosen is not self.format:
            self.format, self.trial, self.encoding = chosen, None, ""
            self.look()


def current() -> Importing | None:
    """What this session is importing, if anything."""
    found: Importing | None = st.session_state.get(_STATE)
    return found


def told(refused: InputRefused) -> str:
    """Every reason of a refusal on a line of its own."""
    return "\n".join(one.sentence() for one in refused.problems)


def next_number() -> int:
    """A number that no other file, nor another look at the same, has in this session."""
    number: int = st.session_state.get(_NUMBER, 0) + 1
    st.session_state[_NUMBER] = number
    return number


def begin(upload: Upload) -> Importing:
    """Take a file and see what it is."""
    try:
        found: Format | None = recognise(upload.path)
        why = why_format(found) if found else ""
    except InputRefused as error:
        found, why = None, told(error)
    state = Importing(next_number(), upload, found, why, format=found)
    state.look()
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
