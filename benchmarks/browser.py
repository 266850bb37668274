"""A real browser with one page, and what is measured in it."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
from typing import Any, Final

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from benchmarks import scripts
from benchmarks.servers import Server, rss_mb
from benchmarks.traffic import Traffic
from scripts.chromium import ARGUMENTS, require_chromium

VIEWPORT: Final[ViewportSize] = {"width": 1280, "height": 720}
LIMIT_MS: Final = 600_000
"""How long one step may take: markers by the thousand need minutes."""

PAUSE_S: Final = 0.4
"""Between two changes, so that what the last one left behind is not measured."""

CHANGES: Final = ("1 y", "All")
"""Presets clicked in turn: the last year (half of the claims), and every date."""

_ZOOMS: Final = (3, 4, 5, 6, 7, 8)
_BUSY_PLACE: Final = (48.0, 37.8)
"""lat, lon of Donetsk, where the synthetic claims are dense."""


@dataclass(frozen=True)
class Times:
    """Milliseconds of repeated measurements."""

    values: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle one."""
        return median(self.values)

    @property
    def least(self) -> float:
        """The one that the rest of the machine disturbed least."""
        return min(self.values)


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless browser that keeps to this machine."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=require_chromium(), args=list(ARGUMENTS), headless=True
        )
        yield browser
        browser.close()


@contextmanager
def opened(
    browser: Browser, server: Server, script: str, limit_ms: int = LIMIT_MS
) -> Iterator[tuple[Page, Traffic, float]]:
    """A page in a fresh profile, its traffic, and the ms that `script` counts from navigation."""
    context = browser.new_context(viewport=VIEWPORT, locale="en-GB", reduced_motion="reduce")
    page = context.new_page()
    page.set_default_timeout(limit_ms)
    traffic = Traffic(page)
    page.goto(server.url, wait_until="commit")
    loaded = float(page.evaluate(script, {"limit": limit_ms}))
    try:
        yield page, traffic, loaded
    finally:
        context.close()


def rest(page: Page) -> None:
    """Wait until Streamlit has nothing left to do."""
    page.evaluate(scripts.REST, {"limit": LIMIT_MS})
    time.sleep(PAUSE_S)


def changes(page: Page, script: str, repetitions: int) -> list[dict[str, float]]:
    """What `script` tells of each of `repetitions` changes."""
    told = []
    for _ in range(repetitions):
        told.append(page.evaluate(script, {"buttons": CHANGES, "limit": LIMIT_MS}))
        time.sleep(PAUSE_S)
    return told


def times(told: Sequence[dict[str, float]], name: str = "drawn") -> Times:
    """One figure of every change."""
    return Times(tuple(one[name] for one in told))


@dataclass(frozen=True)
class Memory:
    """MB: JavaScript heap after garbage collection, the page's process, the server's process."""

    heap: float
    page: float | None
    server: float | None


def memory(browser: Browser, page: Page, traffic: Traffic, server: Server) -> Memory:
    """What browser and server hold now."""
    traffic.session.send("HeapProfiler.enable")
    traffic.session.send("HeapProfiler.collectGarbage")
    traffic.session.send("Performance.enable")
    metrics = traffic.session.send("Performance.getMetrics")["metrics"]
    heap = next(one["value"] for one in metrics if one["name"] == "JSHeapUsedSize") / 2**20
    session = browser.new_browser_cdp_session()
    processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
    session.detach()
    held = [rss_mb(one["id"]) for one in processes if one["type"] == "renderer"]
    return Memory(heap, max((mb for mb in held if mb), default=None), server.rss_mb())


def moves(page: Page) -> list[dict[str, float]]:
    """Jump through the zooms around a busy place: ms until painted, ms of the layer alone."""
    given = {"zooms": _ZOOMS, "center": _BUSY_PLACE}
    told: list[dict[str, float]] = page.evaluate(scripts.MOVE, given)
    return told


def drag(page: Page, traffic: Traffic) -> dict[str, int]:
    """Drag the map and turn the wheel as a reader would; what the page sent meanwhile."""
    box = page.locator('iframe[title*="streamlit_folium"]').bounding_box()
    if box is None:
        raise RuntimeError("the map has no frame")
    traffic.reset()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(1, 11):
        page.mouse.move(x - 12 * step, y - 6 * step)
    page.mouse.up()
    page.mouse.wheel(0, -300)
    page.wait_for_timeout(1_500)
    return {
        "reruns": traffic.frames_sent, "views": traffic.posts, "requests": traffic.requests
    }  # fmt: skip


def popups(page: Page, repetitions: int) -> Times:
    """Ms from the release of the mouse on a symbol to its popup with all its words."""
    found: list[float] = []
    for number in range(repetitions):
        share = (number + 0.5) / repetitions
        spot: dict[str, Any] | None = page.evaluate(scripts.SPOT, {"share": share})
        if spot is None:
            continue
        page.evaluate(scripts.LISTEN, {})
        page.mouse.click(spot["x"], spot["y"])
        found.append(page.evaluate(scripts.POPUP, {"limit": 20_000}))
        page.keyboard.press("Escape")
        rest(page)
    if not found:
        raise RuntimeError("no symbol to click on")
    return Times(tuple(found))
