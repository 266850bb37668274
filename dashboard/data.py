"""The one cached way from the pages to the store.

Tables are read-only columns and are shared by all sessions: `st.cache_resource` hands out the
object itself, where `st.cache_data` would unpickle a copy on every rerun. Every cache goes by the
stamp of what is behind it, so that a change, by whomever, is seen on the next run.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import streamlit as st

from dashboard import world
from dashboard.loading import Loaded, load_claims
from dashboard.stores import StoreAt
from geo.claims.table import ClaimTable
from geo.exchange.seeds import FILES
from geo.places import user_gazetteer
from geo.places.gazetteer import Gazetteer, load_gazetteer
from geo.places.regions import BoundaryView
from geo.store.contents import revision

Stamp = tuple[tuple[str, int, int], ...]
"""Path, size and modification time (ns) of the files of a folder: changes when one of them does.
Of a store its revision: its files change with every look at them."""


def stamp(store: StoreAt) -> Stamp:
    """What tells whether the claims changed."""
    if store.keeps_history:
        return ((revision(store.open()), 0, 0),)
    found = []
    for name in (*FILES, user_gazetteer.FILE):
        path = Path(store.where) / name
        try:
            status = path.stat()
            found.append((name, status.st_size, status.st_mtime_ns))
        except OSError:
            found.append((name, 0, 0))  # a missing file counts as empty
    return tuple(found)


@st.cache_resource(show_spinner=False)
def shipped() -> Gazetteer:
    """The shipped gazetteer, read once a process, over the world index that all pages share."""
    read = load_gazetteer()
    return Gazetteer(read.places, read.problems, world.opened)


@st.cache_resource(show_spinner="Reading the claims …", max_entries=4)
def loaded(store: StoreAt, store_stamp: Stamp, as_recorded: date | None = None) -> Loaded:
    """The store's claims, gazetteer and refused rows; `store_stamp` is the key for changes.

    With `as_recorded`, what it held when that day (UTC) ended.
    """
    if as_recorded is not None:
        with lasting():
            return load_claims(store, as_recorded, shipped(), world.opened)
    newest = _newest(store)
    with newest.lock, lasting():
        newest.read = load_claims(store, None, shipped(), world.opened, newest.read)
        return newest.read


def read_ahead(store: StoreAt) -> None:
    """Read a store before a page asks for it. Raises what `load_claims` raises."""
    newest = _newest(store)
    with newest.lock, lasting():
        read = load_claims(store, None, shipped(), world.opened, newest.read)
        ClaimTable(read.dataset, read.gazetteer)  # what it works out stays with the dataset
        newest.read = read


@dataclass
class _Newest:
    """What was last read of a store, so that after a change only the change is read."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    read: Loaded | None = None


# No spinner: without one it can be asked for outside of a page, too.
@st.cache_resource(show_spinner=False, max_entries=2)
def _newest(store: StoreAt) -> _Newest:
    return _Newest()


@st.cache_resource(show_spinner="Drawing up the claims …", max_entries=16)
def claim_table(
    store: StoreAt,
    store_stamp: Stamp,
    boundary: BoundaryView,
    as_known: date | None,
    as_recorded: date | None = None,
) -> ClaimTable:
    """The columns of all claims, or of those known on a day, under one boundary view."""
    read = loaded(store, store_stamp, as_recorded)
    with lasting():
        dataset = read.dataset if as_known is None else read.dataset.as_known(as_known)
        return ClaimTable(dataset, read.gazetteer, boundary)


@contextmanager
def lasting() -> Iterator[None]:
    """What is made in this block is left out of the search for garbage from then on.

    Streamlit has Python look through every object after each rerun. Over 100,000 claims that
    takes 0.8 s, over a million 8 s, and nothing else in the process runs meanwhile; while they
    are read it is a third of the time. Claims hold no circles, so they are freed without it.
    """
    searching = gc.isenabled()
    gc.collect(1)  # what is garbage already must not last
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if searching:
            gc.enable()
