"""The measurements, one function for each table of the report."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser

from benchmarks import scripts
from benchmarks.browser import (
    Memory,
    Times,
    changes,
    drag,
    memory,
    moves,
    opened,
    popups,
    rest,
    times,
)
from benchmarks.servers import served
from benchmarks.traffic import GROUPS

Say = Callable[[str], None]

PLAIN_MOST: Final = 10_000
"""More markers than that no browser is asked to make."""

PLAIN_ONCE: Final = 5_000
"""From this number of claims on, the plain app is changed once."""


@dataclass(frozen=True)
class Load:
    """A first visit with an empty cache, to a server that has read its claims."""

    milliseconds: float
    bytes_by_group: dict[str, int]
    socket_bytes: int


@dataclass(frozen=True)
class AtlasRun:
    """What is measured of Claim Atlas on one store.

    `start_s` is how long the first visitor of a fresh server waits, reading included; `drawn` is
    from click to symbols, `settled` until nothing on the page changes any more, `layer` the part
    of the map's own script; `change_bytes` go over the wire per change, HTTP and WebSocket.
    """

    n: int
    start_s: float
    load: Load
    drawn: Times
    settled: Times
    layer: Times
    change_bytes: float
    change_requests: float
    change_reruns: float
    memory_changes: int
    before: Memory
    after: Memory
    moves: list[dict[str, float]]
    drag: dict[str, int]
    popup: Times


@dataclass(frozen=True)
class PlainRun:
    """The same of the app with one marker a claim."""

    n: int
    load: Load
    drawn: Times
    change_bytes: float


def atlas(
    browser: Browser, store: Path, n: int, repetitions: int, memory_changes: int, say: Say
) -> AtlasRun:
    """Open, change, move and click; between two looks at the memory are `memory_changes`."""
    say(f"Claim Atlas, {n:,} claims: reading")
    with served("atlas", store) as server:
        began = time.monotonic()
        with opened(browser, server, scripts.ATLAS_LOADED):
            start_s = time.monotonic() - began
        with opened(browser, server, scripts.ATLAS_LOADED) as (page, traffic, loaded):
            rest(page)
            load = Load(loaded, dict(traffic.received), traffic.socket_bytes)
            say(f"Claim Atlas, {n:,} claims: changing the dates")
            changes(page, scripts.ATLAS_CHANGE, 2)
            rest(page)
            traffic.reset()
            told = changes(page, scripts.ATLAS_CHANGE, repetitions)
            rest(page)
            bytes_each = traffic.total() / repetitions
            requests_each = traffic.requests / repetitions
            reruns_each = traffic.frames_sent / repetitions
            say(f"Claim Atlas, {n:,} claims: {memory_changes} more changes, then the map")
            before = memory(browser, page, traffic, server)
            changes(page, scripts.ATLAS_CHANGE, memory_changes)
            rest(page)
            after = memory(browser, page, traffic, server)
            dragged = drag(page, traffic)
            moved = moves(page)
            rest(page)
            popup = popups(page, min(repetitions, 5))
    return AtlasRun(
        n=n,
        start_s=start_s,
        load=load,
        drawn=times(told),
        settled=times(told, "settled"),
        layer=times(told, "layer"),
        change_bytes=bytes_each,
        change_requests=requests_each,
        change_reruns=reruns_each,
        memory_changes=memory_changes,
        before=before,
        after=after,
        moves=moved,
        drag=dragged,
        popup=popup,
    )


def plain(browser: Browser, store: Path, n: int, repetitions: int, say: Say) -> PlainRun:
    """Open and change; from `PLAIN_ONCE` claims on, change only once."""
    say(f"plain folium app, {n:,} claims (minutes, from some thousands on)")
    with served("plain", store) as server:
        # The first visitor makes the server read; Claim Atlas is given the same.
        if n < PLAIN_ONCE:
            with opened(browser, server, scripts.PLAIN_LOADED):
                pass
        with opened(browser, server, scripts.PLAIN_LOADED) as (page, traffic, loaded):
            rest(page)
            load = Load(loaded, dict(traffic.received), traffic.socket_bytes)
            traffic.reset()
            told = changes(page, scripts.PLAIN_CHANGE, 1 if n >= PLAIN_ONCE else repetitions)
            if n < PLAIN_ONCE:
                rest(page)
            sent = traffic.total() / len(told)
    return PlainRun(n, load, times(told), sent)


def empty(browser: Browser, repetitions: int, say: Say) -> tuple[Load, Times]:
    """The floor: a page with a checkbox and a text."""
    say("empty Streamlit rerun")
    with served("empty") as server:
        with opened(browser, server, scripts.EMPTY_LOADED):
            pass
        with opened(browser, server, scripts.EMPTY_LOADED) as (page, traffic, loaded):
            rest(page)
            load = Load(loaded, dict(traffic.received), traffic.socket_bytes)
            changes(page, scripts.EMPTY_CHANGE, 3)
            told = changes(page, scripts.EMPTY_CHANGE, repetitions)
    return load, times(told)


def kilobytes(load: Load) -> dict[str, float]:
    """Received by group, and the WebSocket's both directions, in KB."""
    groups: Sequence[str] = GROUPS
    sizes = {group: load.bytes_by_group.get(group, 0) / 1000 for group in groups}
    return sizes | {"WebSocket": load.socket_bytes / 1000}
