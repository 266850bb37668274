"""A button that copies the address of the map as it is, view and filters included."""

from __future__ import annotations

from typing import Final

import streamlit as st

_HTML: Final = '<button type="button"></button><span role="status"></span>'
_CSS: Final = """
button {
  padding: 0 0.75rem; min-height: 2.5rem; white-space: nowrap; cursor: pointer;
  border: 1px solid var(--st-border-color);
  border-radius: var(--st-button-radius, 0.5rem); background: var(--st-background-color);
  color: var(--st-text-color); font: 400 1rem var(--st-font), system-ui, sans-serif;
}
button:hover { border-color: var(--st-primary-color); color: var(--st-primary-color); }
button:focus-visible { outline: 3px solid var(--st-primary-color); outline-offset: 1px; }
span { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
"""
_JS: Final = """
// The address line is the browser's: the map keeps the view in it without asking the server.
export default function ({ parentElement }) {
  const button = parentElement.querySelector('button');
  const status = parentElement.querySelector('span');
  button.textContent = 'Copy link';
  button.onclick = async () => {
    let said = 'Link copied';
    try {
      await navigator.clipboard.writeText(window.location.href);
    } catch {
      // No clipboard without HTTPS on a network: let the reader copy it by hand.
      window.prompt('Copy this address', window.location.href);
      said = 'Copy link';
    }
    button.textContent = status.textContent = said;
    setTimeout(() => { button.textContent = 'Copy link'; status.textContent = ''; }, 2500);
  };
}
"""
_copy_link = st.components.v2.component("copy_link", html=_HTML, css=_CSS, js=_JS)


def copy_link() -> None:
    """Draw the button."""
    _copy_link(key="copy_link", width="content")
