"""One browser and one server for all tests of the map layer."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.web.map_harness import MapServer

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def map_browser() -> Iterator[Browser]:
    """Chromium as installed on this machine."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def map_server() -> Iterator[MapServer]:
    """The server of the test page."""
    server = MapServer()
    yield server
    server.close()


@pytest.fixture
def map_page(map_browser: Browser) -> Iterator[Page]:
    """An empty page of 1000 by 640 px; an error in a script fails the test."""
    context = map_browser.new_context(
        viewport={"width": 1000, "height": 640}, reduced_motion="reduce"
    )
    page = context.new_page()
    page.set_default_timeout(8_000)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert errors == []
