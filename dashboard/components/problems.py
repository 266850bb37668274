"""Rows of the store that were refused: counted, and each shown with its remedy."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from geo.errors import Problem

_MOST = 200


def show_problems(problems: Sequence[Problem]) -> None:
    """Draw nothing when all is well."""
    if not problems:
        return
    noun = "problem" if len(problems) == 1 else "problems"
    with st.expander(
        f"{len(problems):,} {noun} in the files; what is refused is not on the map",
        icon=":material/report:",
    ):
        # Plain text, not Markdown: values of a file are shown as they are.
        st.text("\n".join(one.sentence() for one in problems[:_MOST]))
        if len(problems) > _MOST:
            st.caption(f"and {len(problems) - _MOST:,} more: run claim-atlas check")
