"""The briefing picture of what is on the screen: title, size, view, preview, download."""

from __future__ import annotations

from typing import Final

import numpy as np
import streamlit as st

from dashboard import sessions
from dashboard.filter_words import filter_words
from dashboard.state import PageState
from dashboard.version import version
from geo.briefing import Brief, render_png
from geo.claims.counts import count
from geo.claims.selection import Selected
from geo.claims.table import ClaimTable
from geo.errors import ExportError

SIZES: Final[dict[str, tuple[int, int]]] = {
    "Slide, 1920 × 1080": (1920, 1080),
    "Large slide, 3840 × 2160": (3840, 2160),
    "Small slide, 1280 × 720": (1280, 720),
}
MOST_CLAIMS: Final = 2_000
"""More claims than that make no picture that anybody can read."""


@st.dialog("Export a briefing picture", width="large")
def export_dialog(table: ClaimTable, state: PageState, selected: Selected, session: str) -> None:
    """Ask for title, size and view; show the picture; offer it for download."""
    rows = np.flatnonzero(selected.rows)
    if not len(rows):
        st.info("No claim passes the filters, so there is nothing to show. Widen them first.")
        return
    if len(rows) > MOST_CLAIMS:
        st.info(
            f"{len(rows):,} claims pass the filters. Narrow them to {MOST_CLAIMS:,} or fewer: "
            "a picture with more numbered claims cannot be read."
        )
        return
    title = st.text_input("Title", "Claims on the map", max_chars=120)
    left, right, button = st.columns([1, 1.1, 0.7], vertical_alignment="bottom")
    # Emptied at once: while a new picture is drawn, the button must not hand out the last one.
    download = button.empty()
    size = left.selectbox("Size", list(SIZES))
    view = sessions.view_for(session)
    area = right.radio(
        "Map section",
        ["As on screen", "Fit to the claims"],
        horizontal=True,
        disabled=view is None,
        index=0 if view else 1,
    )
    brief = Brief(
        title=title.strip() or "Claims on the map",
        subtitle=filter_words(
            state.selection, state.as_known, _names(table), as_recorded=state.as_recorded
        ),
        table=table,
        rows=tuple(int(row) for row in rows),
        bounds=view.bounds if view is not None and area == "As on screen" else None,
        boundary=table.boundary,
        total=table.n,
        version=version(),
        counts=count(table, selected).words(),
    )
    try:
        with st.spinner("Drawing …"):
            picture = render_png(brief, *SIZES[size])
    except ExportError as error:
        st.error("This picture cannot be made.")
        st.text(str(error))
        return
    # Above the preview, which fills a small screen by itself.
    download.download_button(
        "Download PNG",
        picture,
        file_name="claim-atlas.png",
        mime="image/png",
        type="primary",
        width="stretch",
        on_click="ignore",
    )
    st.image(picture, alt="Preview of the briefing picture")


def _names(table: ClaimTable) -> dict[str, str]:
    return {key: one.name for key, one in table.dataset.originators.items()}
