"""One server for all tests of the map layer, and a fresh page for each."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.web.map_harness import MapServer


@pytest.fixture(scope="session")
def map_server() -> Iterator[MapServer]:
    """The server of the test page."""
    server = MapServer()
    yield server
    server.close()


@pytest.fixture
def map_page(chromium: Browser) -> Iterator[Page]:
    """An empty page of 1000 by 640 px; an error in a script fails the test."""
    context = chromium.new_context(viewport={"width": 1000, "height": 640}, reduced_motion="reduce")
    page = context.new_page()
    page.set_default_timeout(8_000)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert errors == []
