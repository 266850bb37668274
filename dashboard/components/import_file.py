"""The first step of an import: a file is handed over, and the page says what it takes it for."""

from __future__ import annotations

from typing import Final

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from dashboard import import_state, keeping, notes
from dashboard.config import MAX_UPLOAD_MB
from dashboard.import_state import Importing
from dashboard.import_words import ENDINGS, NAMES
from dashboard.uploads import Upload, size_words

_DROPPED: Final = "dropped_file"
_BLOCK: Final = 1 << 20

_READ: Final = (
    (
        "Any table",
        "CSV with commas, semicolons or tabs, in any encoding, with any names of columns. You say "
        "what they mean; the page guesses, and remembers it.",
    ),
    (
        "Events of data sets",
        "UCDP GED, VIINA and ACLED as they are published. How exact their places and dates are is "
        "carried over.",
    ),
    (
        "Maps",
        "GeoJSON, GeoPackage, GeoParquet, KML and KMZ, from QGIS, Google Earth or Python, and "
        "whatever this page exports.",
    ),
    (
        "First a trial",
        "You see what would be added, what is refused and why, and what is here already. Nothing "
        "is written before you say so, and an import can be undone.",
    ),
)


def drop_file() -> None:
    """Ask for a file."""
    with st.container(key="import_drop"):
        st.file_uploader(
            "Drop a file with claims or places here",
            type=ENDINGS,
            key=_DROPPED,
            on_change=_take,
            help=f"Up to {MAX_UPLOAD_MB} MB. Larger files, and folders, are for the command line: "
            "claim-atlas import FILE",
        )
    for column, (what, words) in zip(st.columns(len(_READ)), _READ, strict=True):
        with column:
            st.markdown(f"**{what}**")
            st.caption(words)


def file_card(state: Importing) -> None:
    """The file under way: its name, its format and why, and a way to choose others."""
    with st.container(border=True, key="import_file"):
        left, right = st.columns([1.4, 1], vertical_alignment="center")
        with left:
            # As text: the name of a file is not ours.
            st.text(state.upload.name)
            st.caption(" · ".join(filter(None, (size_words(state.upload.bytes), _why(state)))))
        with right, st.container(horizontal=True, vertical_alignment="bottom"):
            formats = list(NAMES)
            chosen = st.selectbox(
                "Read it as",
                formats,
                index=formats.index(state.format) if state.format else None,
                format_func=NAMES.__getitem__,
                key="import_format",
                disabled=state.busy,
                placeholder="choose",
            )
            if st.button("Another file", icon=":material/close:", disabled=state.busy):
                import_state.leave()
                st.rerun()
    if chosen is not None:
        state.read_as(chosen)
    if state.found is None:
        st.error("This file is of no kind that is known here.", icon=":material/report:")
        st.text(state.why)
    if state.unreadable:
        st.error("This file cannot be read so.", icon=":material/report:")
        st.text(state.unreadable)


def _why(state: Importing) -> str:
    if state.found is None:
        return ""
    at_first = "" if state.format is state.found else f"{NAMES[state.found]} at first: "
    return " · ".join(filter(None, (at_first + state.why, state.written_in)))


def _take() -> None:
    """Put what was dropped into a file of our own; the uploader's copy in memory goes with it."""
    dropped: UploadedFile | None = st.session_state.get(_DROPPED)
    upload = take_upload(dropped) if dropped is not None else None
    if upload is not None:
        import_state.begin(upload)


def take_upload(dropped: UploadedFile) -> Upload | None:
    """A file that was handed over, on the disk; ``None`` where the disk refuses, which is told."""
    try:
        return Upload(dropped.name, iter(lambda: dropped.read(_BLOCK), b""), keeping.session())
    except OSError as error:
        reason = error.strerror or str(error)
        notes.leave_failure(f"The file could not be kept: {reason}. Free some space on the disk.")
        return None
