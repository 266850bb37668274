"""What a page says while the index of the world's places is built for the first time."""

from __future__ import annotations

from concurrent.futures import wait
from typing import Final

import streamlit as st

from dashboard import world

AT_ONCE_SECONDS: Final = 1.5
"""Opening an index that is there takes a tenth of this; nobody needs to be told of that."""


def world_is_ready() -> bool:
    """Whether names can be looked up. If not, this says why, and runs the page again once they can.

    Draw nothing then that needs the index.
    """
    opening = world.start()
    wait([opening], timeout=max(0.0, AT_ONCE_SECONDS - world.seconds_so_far()))
    if not opening.done():
        _progress()
        return False
    error = opening.exception()
    if error is None:
        return True
    st.error("The index of the world's places is not there.", icon=":material/report:")
    st.text(str(error))
    if st.button("Try again", icon=":material/refresh:"):
        world.start(again=True)
        st.rerun()
    return False


@st.fragment(run_every="1s")
def _progress() -> None:
    """Words that count the seconds; in a fragment, so that the page around them stays as it is."""
    if world.start().done():
        st.rerun(scope="app")
    with st.container(key="world_wait", border=True):
        st.markdown("**Building the index of the world's places**")
        st.caption(
            "Once on this machine; it takes half a minute, on a slow one two. "
            f"{world.seconds_so_far():.0f} s so far. Everything else can be used meanwhile."
        )
