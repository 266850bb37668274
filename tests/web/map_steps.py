"""What a test does with the test page: load claims, apply a change, click a place."""

from __future__ import annotations

import base64
from typing import Any

import numpy as np
from playwright.sync_api import Page

from tests.web.map_harness import MapServer, World


def mask_of(n: int, rows: list[int]) -> str:
    """The bitmap of these rows, as Python sends it."""
    bits = np.zeros(n, dtype=bool)
    bits[rows] = True
    return base64.b64encode(np.packbits(bits, bitorder="little").tobytes()).decode()


def load(page: Page, server: MapServer, claims: World, **kwargs: Any) -> None:
    """Opens the page on these claims and shows all of them."""
    server.show(claims, **kwargs)
    page.goto(server.address + "/")
    change(page, 1)


def change(page: Page, seq: int, **fields: Any) -> dict[str, Any]:
    """Applies a change, waits until it is drawn, and gives the layer's public status."""
    state = {"seq": seq, "mask": None, "selected": None, "fit": None, "fitSeq": 0} | fields
    page.evaluate("(change) => ClaimAtlas.apply(change)", state)
    page.wait_for_function(f"window.__claimAtlas && window.__claimAtlas.seq === {seq}")
    status: dict[str, Any] = page.evaluate("window.__claimAtlas")
    return status


def click_at(page: Page, lon: float, lat: float, up: float = 0) -> None:
    """Clicks the map at a place, `up` px above it."""
    x, y = page.evaluate(
        "([lat, lon]) => { const p = map.latLngToContainerPoint([lat, lon]); return [p.x, p.y]; }",
        [lat, lon],
    )
    page.mouse.click(x, y - up)
