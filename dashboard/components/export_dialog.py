"""The briefing of what is on the screen: format, size, title, parts, preview, download.

It is made by the function behind ``claim-atlas brief``. Its fields are a form, so that typing
draws nothing; a file once made is kept by revision, filter and options.
"""

from __future__ import annotations

from typing import Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import sessions
from dashboard.briefs import Wish, made
from dashboard.state import PageState
from geo.briefing import SIZES, Form, Parts
from geo.briefing.brief import MAX_HANDLING
from geo.briefing.harm import DEFAULT_DAYS, MAX_DAYS
from geo.claims.selection import Selected
from geo.claims.table import ClaimTable
from geo.errors import ExportError

FORMS: Final = {
    "Picture (PNG)": Form.PNG,
    "Vector picture (SVG)": Form.SVG,
    "Document (PDF)": Form.PDF,
    "Slides (PPTX)": Form.PPTX,
    "Web page with its map (HTML)": Form.HTML,
}
NAMED_SIZES: Final = {
    "Slide, 1920 × 1080": SIZES["slide"],
    "Large slide, 3840 × 2160": (3840, 2160),
    "A4 across": SIZES["a4"],
    "A4 upright": SIZES["a4-portrait"],
    "Square, 2160 × 2160": SIZES["square"],
}
DEFAULT_TITLE: Final = "Claims on the map"
MOST_CLAIMS: Final = 2_000
"""More claims than that make no picture that anybody can read."""

PREVIEW_PX: Final = 1280
"""Longer side of the preview of what has pages of its own."""


@st.dialog("Export a briefing", width="large")
def export_dialog(table: ClaimTable, state: PageState, selected: Selected, session: str) -> None:
    """Ask what is wanted; show it; offer it for download."""
    number = int(selected.rows.sum())
    if not number:
        st.info("No claim passes the filters, so there is nothing to show. Widen them first.")
        return
    if number > MOST_CLAIMS:
        st.info(
            f"{number:,} claims pass the filters. Narrow them to {MOST_CLAIMS:,} or fewer: "
            "a picture with more numbered claims cannot be read."
        )
        return
    # Beside each other on a wide screen; on a narrow one the preview comes last, for it fills it.
    asking, showing = st.columns([2, 3], gap="medium")
    with asking:
        wish, form, size = _asked(state, table, session)
        download = st.empty()
    with showing:
        _offer(table, wish, form, size, download)


def _offer(
    table: ClaimTable, wish: Wish, form: Form, size: tuple[int, int], download: DeltaGenerator
) -> None:
    """Make the file, show it and put its button into `download`."""
    try:
        with st.spinner("Drawing …"):
            file = _made(table.revision, wish, form, size, table)
            small = size if form is Form.SVG else _preview_size(size)
            shown = (
                file if form is Form.PNG else _made(table.revision, wish, Form.PNG, small, table)
            )
    except ExportError as error:
        st.error("This briefing cannot be made.")
        st.text(str(error))
        return
    download.download_button(
        f"Download {form.value.upper()}",
        file,
        file_name=f"claim-atlas.{form.value}",
        mime=form.media_type,
        type="primary",
        width="stretch",
        on_click="ignore",
    )
    # Small letters in a JPEG, which Streamlit would make of it, have smudged edges.
    st.image(shown, alt="Preview of the briefing", output_format="PNG")
    if form not in (Form.PNG, Form.SVG):
        st.caption("The preview is a picture of the same claims; the file has its own pages.")


def _asked(state: PageState, table: ClaimTable, session: str) -> tuple[Wish, Form, tuple[int, int]]:
    """The fields, and what they ask for since the button was last pressed."""
    view = sessions.view_for(session)
    with st.form("export", border=False):
        title = st.text_input("Title", DEFAULT_TITLE, max_chars=120)
        left, right = st.columns(2)
        form = FORMS[left.selectbox("Format", list(FORMS))]
        size = NAMED_SIZES[right.selectbox("Size", list(NAMED_SIZES))]
        area = st.radio(
            "Map section",
            ["As on screen", "Fit to the claims"],
            horizontal=True,
            disabled=view is None,
            index=0 if view else 1,
        )
        with st.expander("Parts, handling, do no harm"):
            handling = st.text_input(
                "Handling line, at top and bottom of every page", max_chars=MAX_HANDLING
            )
            with st.container(horizontal=True):
                parts = Parts(
                    legend=st.checkbox("Legend", value=True),
                    sources=st.checkbox("List of sources", value=True),
                    inset=st.checkbox("Insets", value=True),
                    graticule=st.checkbox("Meridians and parallels"),
                )
            harm = st.checkbox("Do no harm: regions instead of places, without the newest claims")
            days = st.number_input(
                "Leave out the last days before the data's last change",
                0,
                MAX_DAYS,
                DEFAULT_DAYS,
            )
        st.form_submit_button("Update", width="stretch")
    on_screen = view is not None and area == "As on screen"
    wish = Wish(
        title=title.strip() or DEFAULT_TITLE,
        selection=state.selection,
        as_known=state.as_known,
        as_recorded=state.as_recorded,
        boundary=table.boundary,
        view=view.bounds if view is not None and on_screen else None,
        handling=handling.strip(),
        harm=int(days) if harm else None,
        parts=parts,
    )
    return wish, form, size


def _preview_size(size: tuple[int, int]) -> tuple[int, int]:
    scale = PREVIEW_PX / max(size)
    return round(size[0] * scale), round(size[1] * scale)


@st.cache_data(max_entries=12, show_spinner=False)
def _made(
    revision: str, wish: Wish, form: Form, size: tuple[int, int], _table: ClaimTable
) -> bytes:
    """The file; `revision` stands for the table in the cache's key."""
    return made(wish, _table, form, size)
