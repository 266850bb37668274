"""Changes that a person makes on a page: whether they may, in whose name, and what became of it."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import streamlit as st

from dashboard import settings
from dashboard.access import READ_ONLY, may_write
from dashboard.stores import StoreAt
from geo.errors import ClaimAtlasError, EditConflict, InputRefused, Problem
from geo.store.engine import Store
from geo.store.records import By, Change

_AUTHOR: Final = "author"
MAX_AUTHOR: Final = 80
MAX_REASON: Final = 500

Action = Callable[[Store, By], Change | None]
"""A function of `geo.store` with everything but the store and who acts filled in."""


def why_not(store: StoreAt) -> str:
    """Why nothing can be changed here, with the remedy; empty when it can."""
    if not may_write():
        return READ_ONLY
    if not store.keeps_history:
        return store.note or (
            f"These claims are a folder of files ({store.name}), which is only read. Start "
            "without --store for your own store, or make one of the folder: "
            f"claim-atlas create claims.db --store {store.name}"
        )
    opened = store.open()
    return f"The store {opened.read_only}" if opened.read_only else ""


def author() -> str:
    """Who makes changes in this session: typed before, or the name of the account."""
    if _AUTHOR not in st.session_state:
        known = settings.recall(_AUTHOR)
        st.session_state[_AUTHOR] = known if isinstance(known, str) else _account()
    name: str = st.session_state[_AUTHOR]
    return name


def take_author(name: str) -> None:
    """Go by another name from now on, in later sessions as well."""
    st.session_state[_AUTHOR] = name.strip()[:MAX_AUTHOR]
    settings.remember(_AUTHOR, st.session_state[_AUTHOR])


def author_field(key: str) -> None:
    """A field for the name; `key` keeps several of them on one page apart."""
    shown = f"author_{key}"
    if st.session_state.get(shown) != author():
        st.session_state[shown] = author()
    st.text_input(
        "Your name",
        key=shown,
        max_chars=MAX_AUTHOR,
        on_change=lambda: take_author(st.session_state[shown]),
        help="Stands beside every change you make, in the history.",
    )


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a change: made, needless (nothing differed), or refused with the reasons."""

    made: Change | None = None
    conflict: EditConflict | None = None
    problems: tuple[Problem, ...] = ()
    failure: str = ""

    @property
    def done(self) -> bool:
        """Whether the store is as was wanted."""
        return not self.failure


def change(store: StoreAt, action: Action, reason: str) -> Outcome:
    """Make a change in this session's name. Errors become the outcome; nothing is written then."""
    if obstacle := why_not(store):
        return Outcome(failure=obstacle)
    try:
        return Outcome(made=action(store.open(), By(author(), reason)))
    except EditConflict as error:
        return Outcome(conflict=error, failure=str(error))
    except InputRefused as error:
        return Outcome(problems=error.problems, failure=str(error))
    except ClaimAtlasError as error:
        return Outcome(failure=str(error))


def show_failure(outcome: Outcome) -> None:
    """Say what did not work, as text; it may hold words that are not ours."""
    st.error("Nothing was changed.", icon=":material/report:")
    st.text(outcome.failure)


def _account() -> str:
    try:
        return getpass.getuser()[:MAX_AUTHOR]
    except (OSError, KeyError):  # an account without a name, as in some containers
        return ""
