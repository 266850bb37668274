"""The map layer alone in a real browser: counts, clusters, views, requests, memory."""

from __future__ import annotations

import json

import numpy as np
import pytest
from playwright.sync_api import Page, Route, expect

from tests.web.map_harness import AREA, COUNTRY, NONE, RING, MapServer, many, square, world
from tests.web.map_steps import change, click_at, load, mask_of


def colours_on_circle(page: Page, lon: float, lat: float, radius: float) -> int:
    """How many of 360 points on a circle around a place are drawn on, radius in px."""
    found: int = page.evaluate(
        """([lat, lon, radius]) => {
          const canvas = document.querySelector('.atlas-canvas');
          const box = canvas.getBoundingClientRect();
          const at = map.latLngToContainerPoint([lat, lon]);
          const ctx = canvas.getContext('2d');
          const pixels = ctx.getImageData(0, 0, canvas.width, canvas.height).data;
          let drawn = 0;
          for (let i = 0; i < 360; i++) {
            const x = at.x - box.x + Math.cos(i * Math.PI / 180) * radius;
            const y = at.y - box.y + Math.sin(i * Math.PI / 180) * radius;
            if (pixels[(Math.round(y) * canvas.width + Math.round(x)) * 4 + 3] > 90) drawn++;
          }
          return drawn;
        }""",
        [lat, lon, radius],
    )
    return found


def test_counts_follow_the_mask(map_page: Page, map_server: MapServer) -> None:
    """Shown and drawn claims are those of the bitmap; claims without a spot are not drawn."""
    spots = [{"lon": 30 + 3 * i, "lat": 50} for i in range(10)]
    claims = world([*spots, {"shape": COUNTRY, "lon": 40, "lat": 55}, {"shape": NONE}])
    load(map_page, map_server, claims)
    everything = change(map_page, 2)
    some = change(map_page, 3, mask=mask_of(12, [0, 4, 9, 10]))
    none = change(map_page, 4, mask=mask_of(12, []))

    assert (everything["shown"], everything["onMap"], everything["total"]) == (12, 10, 12)
    assert (some["shown"], some["onMap"], some["items"]) == (4, 3, 3)
    assert (none["shown"], none["items"]) == (0, 0)
    expect(map_page.get_by_role("status")).to_have_text("No claim passes these filters.")
    label = map_page.locator("canvas[role=img]").get_attribute("aria-label") or ""
    assert label.startswith("0 of 12 claims on the map.")


def test_newest_early_change_waits_for_the_data(map_page: Page, map_server: MapServer) -> None:
    """Changes that come before the data are not lost: the newest is drawn."""
    map_server.show(world([{"lon": 30, "lat": 50}, {"lon": 40, "lat": 50}]))

    def late(route: Route) -> None:
        map_page.wait_for_timeout(300)
        route.continue_()

    map_page.route("**/claims.bin", late)
    map_page.goto(map_server.address + "/")
    map_page.evaluate("ClaimAtlas.apply({seq: 1, mask: null})")
    status = change(map_page, 2, mask=mask_of(2, [1]))
    assert status["shown"] == 1


def test_near_is_a_ring_never_a_bare_pin(map_page: Page, map_server: MapServer) -> None:
    """A ring is drawn at its true size, and as a halo where that is too small to see."""
    load(
        map_page,
        map_server,
        world([{"lon": 50, "lat": 60, "shape": RING, "radius_m": 30_000}]),
        view=(60, 50, 8),
    )
    metres_per_px = 40_075_016.686 * np.cos(np.radians(60)) / (256 * 2**8)
    assert colours_on_circle(map_page, 50, 60, 30_000 / metres_per_px) > 120
    map_page.evaluate("map.setView([60, 50], 3, {animate: false})")
    assert colours_on_circle(map_page, 50, 60, 16) > 90


def test_cluster_of_different_places_comes_apart(map_page: Page, map_server: MapServer) -> None:
    """A click on a cluster zooms in to its claims instead of listing them."""
    load(map_page, map_server, world([{"lon": 50, "lat": 60}, {"lon": 50.6, "lat": 60}]))
    assert change(map_page, 2)["items"] == 1
    click_at(map_page, 50.3, 60)
    map_page.wait_for_function("map.getZoom() > 4")
    assert change(map_page, 3)["items"] == 2
    assert map_page.locator(".atlas-body").count() == 0


def test_plates_and_clusters_keep_every_claim(map_page: Page, map_server: MapServer) -> None:
    """Whatever is merged at a low zoom, the badges' counts add up to the claims on the map."""
    rows: list[dict[str, float]] = [{"lon": 30 + i % 7, "lat": 50 + i % 5} for i in range(60)]
    rows += [{"shape": AREA, "area": i, "lon": 33 + i / 4, "lat": 51.5} for i in range(12)]
    boxes = [square(f"Box {i}", 30, 50, 36, 54) for i in range(12)]
    load(map_page, map_server, world(rows, boxes), view=(50, 60, 3))
    counts = map_page.evaluate(
        """() => { let sum = 0; map.eachLayer((layer) => {
          if (layer.items) for (const item of layer.items) sum += item.count; }); return sum; }"""
    )
    assert counts == 72


def test_claims_are_in_every_copy_of_the_world(map_page: Page, map_server: MapServer) -> None:
    """Beyond 180° the same claims appear again and can be opened there."""
    load(map_page, map_server, world([{"lon": -175, "lat": 60}, {"lon": 175, "lat": 60}]))
    for lon in (185, -185, 535):
        map_page.evaluate(f"map.setView([60, {lon}], 5, {{animate: false}})")
        click_at(map_page, lon, 60)
        expect(map_page.locator(".atlas-summary")).to_be_visible()
        map_page.keyboard.press("Escape")


def test_pan_asks_for_nothing_but_posts_the_view(map_page: Page, map_server: MapServer) -> None:
    """After loading, moving the map makes one POST, no GET and no word to Streamlit."""
    load(map_page, map_server, many(2000))
    map_page.wait_for_timeout(600)
    map_server.asked.clear()
    map_server.posted.clear()
    map_page.evaluate("for (let i = 0; i < 5; i++) map.panBy([60, 20], {animate: false})")
    map_page.wait_for_timeout(600)
    web = [line for line in map_server.asked if "/basemap/" not in line]
    assert web == ["POST /atlas/view/s"]
    assert map_page.evaluate("window.told") == []
    view = map_server.posted[0]
    assert set(view) == {"center", "zoom", "bounds", "size"}
    west, south, east, north = view["bounds"]
    assert west < view["center"][0] < east
    assert south < view["center"][1] < north
    width, height = view["size"]
    assert width == 1000
    assert 480 < height < 640  # the legend has its own room below


def test_view_joins_the_address_and_leaves_the_rest(map_page: Page, map_server: MapServer) -> None:
    """`view=` is replaced in the page's address; other parameters stay letter for letter."""
    map_server.show(world([{"lon": 50, "lat": 60}]))
    map_page.goto(map_server.address + "/?kind=a%20b,c&view=1,2,3&q=x+y")
    change(map_page, 1)
    map_page.wait_for_timeout(400)
    map_page.evaluate("map.setView([61.5, 44.25], 5, {animate: false})")
    map_page.wait_for_timeout(500)
    assert map_page.url.endswith("/?kind=a%20b,c&q=x+y&view=61.5000,44.2500,5")


def test_fit_only_when_its_number_changes(map_page: Page, map_server: MapServer) -> None:
    """A fit is carried out once; W > E reaches across 180°."""
    load(map_page, map_server, world([{"lon": 50, "lat": 60}]))
    box = [170, 50, -170, 60]
    change(map_page, 2, fit=box, fitSeq=1)
    centre = map_page.evaluate("map.getCenter().lng")
    assert 165 < centre < 195
    map_page.evaluate("map.setView([10, 10], 4, {animate: false})")
    change(map_page, 3, fit=box, fitSeq=1)
    assert map_page.evaluate("map.getCenter().lng") == pytest.approx(10, abs=0.01)


def test_selection_from_the_table_comes_into_view(map_page: Page, map_server: MapServer) -> None:
    """A claim chosen elsewhere is panned to and marked, without a popup or an echo."""
    load(map_page, map_server, world([{"lon": 50, "lat": 60}, {"lon": -70, "lat": 10}]))
    change(map_page, 2, selected=1)
    bounds = map_page.evaluate("map.getBounds().contains([10, -70])")
    assert bounds is True
    assert colours_on_circle(map_page, -70, 10, 14) > 300
    assert map_page.locator(".atlas-body").count() == 0
    assert map_page.evaluate("window.told") == []


def test_the_newest_fit_is_not_lost_in_a_zoom(map_page: Page, map_server: MapServer) -> None:
    """A fit that comes while an animated zoom is under way is carried out at its end."""
    map_page.emulate_media(reduced_motion="no-preference")
    load(map_page, map_server, world([{"lon": 50, "lat": 60}]))
    for wait_ms in (30, 120, 240):
        map_page.evaluate("map.setView([52.7, 23.7], 7, { animate: false })")
        map_page.evaluate("ClaimAtlas.fitBox(map, [12, 32, 37, 36], true)")
        map_page.wait_for_timeout(wait_ms)
        map_page.evaluate("ClaimAtlas.fitBox(map, [35.7, 34.3, 36.0, 34.6], true)")
        map_page.wait_for_function(
            "Math.hypot(map.getCenter().lng - 35.85, map.getCenter().lat - 34.45) < 0.5"
        )


def test_fifty_changes_leave_no_trace(map_page: Page, map_server: MapServer) -> None:
    """Elements, requests and the layer's arrays stay what they were after fifty changes."""
    n = 5000
    load(map_page, map_server, many(n))
    map_page.wait_for_timeout(400)
    census = """() => { let size = 0; map.eachLayer((layer) => {
      if (layer.grid) size = layer.grid.size; });
      return [document.querySelectorAll('*').length, size, Object.keys(map._layers).length]; }"""
    before = map_page.evaluate(census)
    map_server.asked.clear()
    rng = np.random.default_rng(3)
    for seq in range(2, 52):
        rows = np.flatnonzero(rng.random(n) < 0.4).tolist()
        assert change(map_page, seq, mask=mask_of(n, rows))["shown"] == len(rows)
    assert map_page.evaluate(census) == before
    assert [line for line in map_server.asked if "/basemap/" not in line] == []


def test_legend_names_what_occurs_and_folds(map_page: Page, map_server: MapServer) -> None:
    """Only kinds that occur are named, on any width; the button unfolds the rest by keyboard."""
    load(map_page, map_server, world([{"lon": 50, "lat": 60, "kind": 0}]))
    legend = map_page.get_by_role("region", name="Legend")
    expect(legend).to_contain_text("Deployment")
    expect(legend).not_to_contain_text("Transfer")
    map_page.set_viewport_size({"width": 390, "height": 520})
    map_page.goto(map_server.address + "/")
    change(map_page, 1)
    expect(legend).to_contain_text("Deployment")
    expect(legend.get_by_text("Several places, mixed")).to_be_hidden()
    toggle = map_page.get_by_role("button", name="More")
    expect(toggle).to_have_attribute("aria-expanded", "false")
    toggle.focus()
    map_page.keyboard.press("Enter")
    expect(legend.get_by_text("Several places, mixed")).to_be_visible()
    expect(map_page.get_by_role("button", name="Less")).to_have_attribute("aria-expanded", "true")


def test_theme_follows_streamlit(map_page: Page, map_server: MapServer) -> None:
    """The message that a Streamlit component gets on each rerun switches the colours."""
    load(map_page, map_server, world([{"lon": 50, "lat": 60}]), theme=None)
    holder = map_page.locator("#map_div")
    expect(holder).to_have_attribute("data-theme", "light")
    message = json.dumps({"type": "streamlit:render", "theme": {"base": "dark"}})
    map_page.evaluate(f"window.postMessage({message}, '*')")
    expect(holder).to_have_attribute("data-theme", "dark")


def test_page_has_no_second_scrollbar(map_page: Page, map_server: MapServer) -> None:
    """Map and legend fill their frame, whatever height streamlit-folium gave the map."""
    load(map_page, map_server, world([{"lon": 50, "lat": 60}]))
    size = map_page.evaluate("[map.getSize().x, map.getSize().y, document.body.scrollHeight]")
    legend = map_page.get_by_role("region", name="Legend").bounding_box()
    assert legend is not None
    assert size == [1000, round(640 - legend["height"]), 640]
    expect(map_page.get_by_text("Claims, not established facts")).to_be_visible()
    expect(map_page.get_by_text("UN GA res. 68/262")).to_be_visible()
