"""Ways from one page to another."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import streamlit as st

_VIEWS: Final = Path(__file__).parent / "views"


def go_to_map() -> None:
    """Show the map page; ends this run."""
    st.switch_page(_VIEWS / "map.py")


def go_to_history() -> None:
    """Show the history page; ends this run."""
    st.switch_page(_VIEWS / "history.py")


def go_to_edit() -> None:
    """Show the page on which claims are edited; ends this run."""
    st.switch_page(_VIEWS / "edit.py")


def go_to_gazetteer() -> None:
    """Show the gazetteer page; ends this run."""
    st.switch_page(_VIEWS / "gazetteer.py")
