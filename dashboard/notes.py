"""A word to the reader that is shown once, on the next run of a page."""

from __future__ import annotations

from typing import Final

import streamlit as st

_NOTE: Final = "note"
_FAILURE: Final = "failure"


def leave_note(text: str) -> None:
    """A word of ours: it may hold Markdown, so never put text of others into it."""
    st.session_state[_NOTE] = text


def leave_failure(text: str) -> None:
    """What did not work; it may hold words that are not ours."""
    st.session_state[_FAILURE] = text


def show_notes() -> None:
    """Show what `leave_note` or `leave_failure` left."""
    if failure := st.session_state.pop(_FAILURE, ""):
        st.error("This did not work.", icon=":material/report:")
        st.text(failure)
    if note := st.session_state.pop(_NOTE, ""):
        st.toast(note, icon=":material/check:")
