"""Where a session is on the history page, and what its address line says of it."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any, Final

import streamlit as st

from geo.store.browse import RecordKey
from geo.store.records import RecordKind

ASKED: Final = "history_of"
"""Other pages put ``("claim", id)`` here and go to the history page: that record's story opens."""

_RECORD: Final = "history_record"
_OPEN: Final = "history_open"
_PAGE: Final = "history_page"
_VIEW: Final = "history_view"
_WANTED: Final = "history_wanted"
_READ: Final = "history_address_read"
_MOST: Final = 200
"""Longest id taken from an address."""


class View(StrEnum):
    """What the page shows."""

    LOG = "log"
    SINCE = "since"


class Clock(StrEnum):
    """By which clock "what changed since" goes."""

    PUBLISHED = "published"
    RECORDED = "recorded"


def begin() -> None:
    """Take what the address asks on the first run, and what another page asked for."""
    if _READ not in st.session_state:
        st.session_state[_READ] = True
        _take_record(st.query_params.get("record", ""))
        if st.query_params.get("view") in set(View):
            st.session_state[_VIEW] = View(st.query_params["view"])
    asked = st.session_state.pop(ASKED, None)
    if isinstance(asked, tuple) and len(asked) == 2:
        _take_record(f"{asked[0]}:{asked[1]}")


def record() -> RecordKey | None:
    """The record whose story is told, if one is."""
    found: RecordKey | None = st.session_state.get(_RECORD)
    return found


def tell(key: RecordKey | None) -> None:
    """Tell the story of a record from now on; of none: the log again."""
    st.session_state[_RECORD] = key


def tell_written(text: str) -> None:
    """`tell` for ``"claim:ID"``, from a browser; anything else changes nothing."""
    _take_record(text)


def _take_record(text: str) -> None:
    kind, colon, key = text[:_MOST].partition(":")
    if colon and key and kind in set(RecordKind):
        st.session_state[_RECORD] = (RecordKind(kind), key)


def view() -> View:
    """What is shown while no story is told."""
    found: View = st.session_state.get(_VIEW, View.LOG)
    return found


def show(chosen: View) -> None:
    """Show the log, or what changed."""
    st.session_state[_VIEW] = chosen


def opened() -> int | None:
    """The number of the change that is open in the log."""
    found: int | None = st.session_state.get(_OPEN)
    return found


def open_change(number: int) -> None:
    """Open a change, or close it when it is open; the log is shown."""
    st.session_state[_OPEN] = None if opened() == number else number


def show_change(number: int) -> None:
    """Go to a change in the log, open and without filters, from the next run on."""
    st.session_state[_VIEW] = View.LOG
    st.session_state[_WANTED] = number


def take_wanted() -> int | None:
    """The change that `show_change` asked for, once."""
    found: int | None = st.session_state.pop(_WANTED, None)
    return found


def page() -> int:
    """The page of the log, from 1."""
    found: int = st.session_state.get(_PAGE, 1)
    return found


def turn_to(number: int) -> None:
    """Another page of the log."""
    st.session_state[_PAGE] = number
    st.session_state[_OPEN] = None


def keep(name: str, value: Any) -> None:
    """Remember a field while other pages are shown."""
    st.session_state[f"history_kept_{name}"] = value


def kept(name: str, default: Any) -> Any:
    """What `keep` remembers."""
    return st.session_state.get(f"history_kept_{name}", default)


def write_address() -> None:
    """Bring the address line up to date; does nothing when it is so already."""
    wanted: dict[str, str] = {}
    told = record()
    if told is not None:
        wanted["record"] = f"{told[0]}:{told[1]}"
    elif view() is not View.LOG:
        wanted["view"] = view().value
    if dict(st.query_params) != wanted:
        st.query_params.from_dict(wanted)


def days_of(value: Any) -> date | None:
    """A day out of a date field."""
    return value if isinstance(value, date) else None
