"""The one cached way from the pages to the store.

Tables are read-only columns and are shared by all sessions: `st.cache_resource` hands out the
object itself, where `st.cache_data` would unpickle a copy on every rerun.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import streamlit as st

from geo.claims.table import ClaimTable
from geo.exchange.seeds import FILES, Reading, read_folder
from geo.places.gazetteer import Gazetteer, load_gazetteer
from geo.places.regions import BoundaryView

Stamp = tuple[tuple[str, int, int], ...]
"""Name, size and modification time (ns) of every file of a store: changes when a file does."""


def stamp(folder: Path) -> Stamp:
    """What tells whether the files of a store changed; a missing file counts as empty."""
    found = []
    for name in FILES:
        try:
            status = (folder / name).stat()
            found.append((name, status.st_size, status.st_mtime_ns))
        except FileNotFoundError:
            found.append((name, 0, 0))
    return tuple(found)


@st.cache_resource(show_spinner="Reading the gazetteer …")
def gazetteer() -> Gazetteer:
    """The gazetteer, read once a process."""
    return load_gazetteer()


@st.cache_resource(show_spinner="Reading the claims …", max_entries=4)
def reading(folder: Path, folder_stamp: Stamp) -> Reading:
    """The store's claims and refused rows. `folder_stamp` is the cache key for changed files."""
    places = gazetteer()
    with lasting():
        return read_folder(folder, places)


@st.cache_resource(show_spinner="Drawing up the claims …", max_entries=16)
def claim_table(
    folder: Path, folder_stamp: Stamp, boundary: BoundaryView, as_known: date | None
) -> ClaimTable:
    """The columns of all claims, or of those known on a day, under one boundary view."""
    dataset = reading(folder, folder_stamp).dataset
    with lasting():
        if as_known is not None:
            dataset = dataset.as_known(as_known)
        return ClaimTable(dataset, gazetteer(), boundary)


@contextmanager
def lasting() -> Iterator[None]:
    """What is made in this block is left out of the search for garbage from then on.

    Streamlit has Python look through every object after each rerun. Over 100,000 claims that
    takes 0.8 s, over a million 8 s, and nothing else in the process runs meanwhile; while they
    are read it is a third of the time. Claims hold no circles, so they are freed without it.
    """
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if searching:
            gc.enable()
