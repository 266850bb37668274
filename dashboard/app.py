"""Page set-up and navigation, nothing else."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from dashboard import filters
from dashboard.page_style import PAGE
from dashboard.server import routes_available
from geo.errors import ClaimAtlasError

_HERE = Path(__file__).parent
_VIEWS = _HERE / "views"

# A picture of our own: for a symbol's name Streamlit would fetch the icon from a font server.
st.set_page_config(
    page_title="Claim Atlas", page_icon=str(_HERE / "static" / "icon.svg"), layout="wide"
)
st.html(PAGE)
st.logo(str(_HERE / "static" / "logo.svg"), size="large")

pages = [
    st.Page(_VIEWS / "map.py", title="Map", icon=":material/map:", default=True),
    st.Page(_VIEWS / "edit.py", title="Edit", icon=":material/edit_note:"),
    st.Page(_VIEWS / "history.py", title="History", icon=":material/history:"),
    st.Page(_VIEWS / "exchange.py", title="Import and export", icon=":material/swap_vert:"),
    st.Page(_VIEWS / "gazetteer.py", title="Gazetteer", icon=":material/travel_explore:"),
    st.Page(_VIEWS / "sources.py", title="Sources", icon=":material/menu_book:"),
    st.Page(_VIEWS / "guide.py", title="How to read it", icon=":material/help:"),
]
page = st.navigation(pages, position="top")
if not routes_available():
    st.warning(
        "The map needs the server of Claim Atlas. Stop this one and start `claim-atlas serve` "
        "(or `make run` in a checkout)."
    )
if page is not pages[0]:
    filters.leave_map()
try:
    page.run()
except ClaimAtlasError as error:
    st.error("Claim Atlas cannot read its data.", icon=":material/report:")
    st.text(str(error))
