"""The browser asks before it leaves a page on which something typed is not saved yet."""

from __future__ import annotations

from typing import Final

import streamlit as st

_SCRIPT: Final = """
const ask = (event) => event.preventDefault();
export default function ({ data }) {
  window.removeEventListener('beforeunload', ask);
  if (data.unsaved) window.addEventListener('beforeunload', ask);
  return () => window.removeEventListener('beforeunload', ask);
}
"""

_guard = st.components.v2.component("unsaved_guard", html="<span></span>", js=_SCRIPT)


def unsaved_guard(unsaved: bool) -> None:
    """Have the browser ask, or not. Going to another page of the application asks nothing.

    Drafts live in the session, which a reload ends.
    """
    _guard(key="unsaved_guard", data={"unsaved": unsaved}, height=0)
