"""The one cached way from the pages to the store.

Tables are read-only columns and are shared by all sessions: `st.cache_resource` hands out the
object itself, where `st.cache_data` would unpickle a copy on every rerun. Every cache goes by the
stamp of the files behind it, so that a change, by whomever, is seen on the next run.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import streamlit as st

from dashboard import world
from dashboard.loading import Loaded, read_store, with_choices
from dashboard.stores import OWN_CHOICES, OWN_GAZETTEER, own_folder
from geo.claims.table import ClaimTable
from geo.exchange.seeds import FILES, Reading
from geo.places.gazetteer import Gazetteer, load_gazetteer
from geo.places.regions import BoundaryView
from geo.places.user_gazetteer import OwnEntries, read_own, with_own
from geo.store.contents import revision
from geo.store.opening import open_store

Stamp = tuple[tuple[str, int, int], ...]
"""Path, size and modification time (ns) of some files: changes when one of them does. For a SQLite
store its path and revision: its files change with every look at them."""


def stamp(folder: Path) -> Stamp:
    """What tells whether the claims changed, or what the user added to them."""
    own = own_folder(folder)
    added = (own / OWN_GAZETTEER, own / OWN_CHOICES)
    if folder.is_file():
        return ((f"{folder} {revision(open_store(folder))}", 0, 0), *_stamp(added))
    return _stamp([*(folder / name for name in FILES), *added])


def _stamp(paths: Iterable[Path]) -> Stamp:
    """A missing file counts as empty."""
    found = []
    for path in paths:
        try:
            status = path.stat()
            found.append((str(path), status.st_size, status.st_mtime_ns))
        except OSError:
            found.append((str(path), 0, 0))
    return tuple(found)


def own_entries(folder: Path) -> OwnEntries:
    """The entries that the user added for the store in `folder`, as they are now."""
    path = own_folder(folder) / OWN_GAZETTEER
    return _own(path, _stamp([path]))


def gazetteer(folder: Path) -> Gazetteer:
    """The shipped gazetteer with the user's own entries, as they are now."""
    path = own_folder(folder) / OWN_GAZETTEER
    return _gazetteer(path, _stamp([path]))


@st.cache_resource(show_spinner="Reading the gazetteer …")
def shipped() -> Gazetteer:
    """The shipped gazetteer, read once a process, over the world index that all pages share."""
    read = load_gazetteer()
    return Gazetteer(read.places, read.problems, world.opened)


@st.cache_resource(show_spinner=False, max_entries=4)
def _own(path: Path, own_stamp: Stamp) -> OwnEntries:
    return read_own(path)


@st.cache_resource(show_spinner=False, max_entries=4)
def _gazetteer(path: Path, own_stamp: Stamp) -> Gazetteer:
    return with_own(shipped(), _own(path, own_stamp), world.opened)


def reading(folder: Path, folder_stamp: Stamp) -> Loaded:
    """The store's claims and refused rows. `folder_stamp` is the cache key for changed files.

    A choice of place does not have the files read again, which takes most of the time.
    """
    choices = str(own_folder(folder) / OWN_CHOICES)
    return _loaded(folder, folder_stamp, tuple(one for one in folder_stamp if one[0] != choices))


@st.cache_resource(show_spinner=False, max_entries=4)
def _loaded(folder: Path, folder_stamp: Stamp, files_stamp: Stamp) -> Loaded:
    read, places = _read(folder, files_stamp), gazetteer(folder)
    with lasting():
        return with_choices(read, folder, places)


@st.cache_resource(show_spinner="Reading the claims …", max_entries=2)
def _read(folder: Path, files_stamp: Stamp) -> Reading:
    places = gazetteer(folder)
    with lasting():
        return read_store(folder, places)


@st.cache_resource(show_spinner="Drawing up the claims …", max_entries=16)
def claim_table(
    folder: Path, folder_stamp: Stamp, boundary: BoundaryView, as_known: date | None
) -> ClaimTable:
    """The columns of all claims, or of those known on a day, under one boundary view."""
    dataset = reading(folder, folder_stamp).dataset
    places = gazetteer(folder)
    with lasting():
        if as_known is not None:
            dataset = dataset.as_known(as_known)
        return ClaimTable(dataset, places, boundary)


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
