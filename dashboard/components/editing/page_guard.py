"""What the page of a draft asks of the browser: not to leave unasked, and where to look."""

from __future__ import annotations

from typing import Final

import streamlit as st

_SCRIPT: Final = """
const ask = (event) => event.preventDefault();
let looked = '';

/** Bring the first match into view once it is drawn. */
function look(selector, tries) {
  const found = document.querySelector(selector);
  if (found) found.scrollIntoView({ block: 'center' });
  else if (tries) setTimeout(() => look(selector, tries - 1), 100);
}

export default function ({ data }) {
  window.removeEventListener('beforeunload', ask);
  if (data.unsaved) window.addEventListener('beforeunload', ask);
  if (data.look && looked !== data.time) {
    looked = data.time;
    setTimeout(() => look(data.look, 20), 100);
  }
  return () => window.removeEventListener('beforeunload', ask);
}
"""

_guard = st.components.v2.component("edit_page_guard", html="<span></span>", js=_SCRIPT)

FIRST_PROBLEM: Final = '[class*="st-key-problem-"]'
"""The first field with something wrong."""


def page_guard(*, unsaved: bool, look: str, time: str) -> None:
    """Have the browser ask before a reload or a closed tab if something is `unsaved`.

    Going to another page of the application asks nothing: drafts live in the session, which only
    a reload ends. `look` is brought into view, once for each different `time`.
    """
    _guard(key="edit_page_guard", data={"unsaved": unsaved, "look": look, "time": time}, height=0)
