"""The basemap layer in a real browser: what it fetches, draws and switches."""

from __future__ import annotations

import gzip
import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route

ROOT = Path(__file__).parents[2]
LEAFLET = Path(importlib.import_module("xstatic.pkg.leaflet").BASE_DIR)
SCRIPTS = ("topology.js", "basemap-labels.js", "basemap-paint.js", "basemap.js")
ADDRESS = "http://basemap.invalid/"
PAGE = (
    '<!doctype html><html><body><div id="map" style="width:900px;height:600px"></div>'
    '<link rel="stylesheet" href="/leaflet.css"><script src="/leaflet.js"></script>'
    + "".join(f'<script src="/{name}"></script>' for name in SCRIPTS)
    + "</body></html>"
)
START = """([lat, lon, zoom, options]) => {
  window.map = L.map('map', {zoomAnimation: false, fadeAnimation: false}).setView([lat, lon], zoom);
  window.basemap = new ClaimAtlas.Basemap({assets: '/', ...options}).addTo(map);
}"""
DRAWN = "(level) => basemap.status && basemap.status.level === level"
# The colour of the canvas at a place, as "r,g,b"; `which` 0 is the ground, 1 the names.
COLOUR = """([lat, lon, which]) => {
  const canvas = basemap._canvases[which];
  const box = canvas.getBoundingClientRect();
  const at = map.latLngToContainerPoint([lat, lon]);
  const home = map.getContainer().getBoundingClientRect();
  const ratio = canvas.width / box.width;
  const x = (at.x + home.left - box.left) * ratio, y = (at.y + home.top - box.top) * ratio;
  return [...canvas.getContext('2d').getImageData(x, y, 1, 1).data].join(',');
}"""
LAND, WATER = "245,243,238,255", "0,0,0,0"  # water is the container's background


@pytest.fixture
def asked() -> list[str]:
    """Names of the files the page asked for."""
    return []


@pytest.fixture
def basemap_page(map_page: Page, asked: list[str]) -> Iterator[Page]:
    """A page with Leaflet and the basemap's scripts, and no map yet."""

    def answer(route: Route) -> None:
        name = route.request.url.removeprefix(ADDRESS)
        asked.append(name)
        if not name:
            route.fulfill(body=PAGE, content_type="text/html")
        elif name.startswith("basemap/"):
            content = (ROOT / "geo" / "data" / f"{name}.gz").read_bytes()
            route.fulfill(body=gzip.decompress(content), content_type="application/json")
        elif name.startswith("leaflet"):
            route.fulfill(path=LEAFLET / name)
        else:
            route.fulfill(path=ROOT / "geo" / "web" / name)

    map_page.route(f"{ADDRESS}**", answer)
    map_page.goto(ADDRESS)
    yield map_page


def start(page: Page, lat: float, lon: float, zoom: int, **options: str) -> None:
    page.evaluate(START, [lat, lon, zoom, options])
    page.wait_for_function(DRAWN, arg="high" if zoom >= 6 else "low")


def colour(page: Page, lat: float, lon: float, which: int = 0) -> str:
    return str(page.evaluate(COLOUR, [lat, lon, which]))


def test_the_fine_files_are_fetched_only_from_zoom_six(
    basemap_page: Page, asked: list[str]
) -> None:
    start(basemap_page, 50, 33, 4)
    coarse = {"basemap/low.topo.json", "basemap/labels-low.json"}
    assert {name for name in asked if name.startswith("basemap/")} == coarse
    asked.clear()
    basemap_page.evaluate("map.setView([50, 33], 7)")
    basemap_page.wait_for_function(DRAWN, arg="high")
    assert set(asked) == {"basemap/high.topo.json", "basemap/labels-high.json"}
    asked.clear()
    basemap_page.evaluate(
        "() => { map.panBy([300, 200], {animate: false}); map.setZoom(3); map.setZoom(8);"
        " basemap.setBoundary('de-facto'); basemap.setTheme('dark'); }"
    )
    assert asked == []


@pytest.mark.parametrize("zoom", [3, 7])
def test_land_is_land_and_water_is_water(basemap_page: Page, zoom: int) -> None:
    start(basemap_page, 46, 40, zoom)
    assert colour(basemap_page, 48.35, 40.6) == LAND
    assert colour(basemap_page, 45.8, 36.6) == WATER  # Sea of Azov
    basemap_page.evaluate("map.panTo([42, 50], {animate: false})")
    assert colour(basemap_page, 42.3, 50.6) == WATER  # the Caspian is a hole in the land


def test_no_line_at_the_antimeridian(basemap_page: Page) -> None:
    start(basemap_page, 67, 179, 5)
    for lon in (179.6, 179.98, 180, 180.02, 180.4):
        assert colour(basemap_page, 67.2, lon) == LAND


def test_the_world_repeats(basemap_page: Page) -> None:
    start(basemap_page, 50, 33 + 720, 4)
    assert colour(basemap_page, 51.3, 720 + 33.3) == LAND


def test_the_line_at_perekop_follows_the_view(basemap_page: Page) -> None:
    start(basemap_page, 46.1, 33.9, 8)
    count = """() => {
      const lines = basemap._layers.high.lines.filter(({properties}) => properties.view !== 'both');
      return Object.fromEntries(lines.map(({properties: p}) => [p.view + ' ' + p.kind, 1]));
    }"""
    assert {"recognised admin1", "de-facto disputed"} <= set(basemap_page.evaluate(count))
    picture = "() => basemap._canvases[0].toDataURL()"
    recognised = basemap_page.evaluate(picture)
    basemap_page.evaluate("basemap.setBoundary('de-facto')")
    assert basemap_page.evaluate(picture) != recognised
    basemap_page.evaluate("basemap.setBoundary('recognised')")
    assert basemap_page.evaluate(picture) == recognised


def test_themes_change_ground_and_background(basemap_page: Page) -> None:
    start(basemap_page, 50, 33, 5, theme="dark")
    background = "getComputedStyle(map.getContainer()).backgroundColor"
    assert basemap_page.evaluate(background) == "rgb(16, 26, 35)"
    assert colour(basemap_page, 51.3, 33.3) == "32,44,56,255"
    basemap_page.evaluate("basemap.setTheme('light')")
    assert basemap_page.evaluate(background) == "rgb(211, 224, 232)"
    assert colour(basemap_page, 51.3, 33.3) == LAND


def test_names_do_not_touch_one_another(basemap_page: Page) -> None:
    start(basemap_page, 50, 33, 6)
    boxes = basemap_page.evaluate("""() => {
      const labels = basemap._labels, context = basemap._canvases[1].getContext('2d');
      const frames = basemap._frames(basemap._drawn.corner, basemap._drawn.whole);
      return labels._place(context, frames, map.getZoom()).map(({name, x, y}) => (
        [name.text, x, y - 6, x + labels._width(context, name), y + 6]));
    }""")
    names = [box[0] for box in boxes]
    assert {"UKRAINE", "Kyiv", "Kharkiv", "Donetsk"} <= set(names)
    for i, (_, west, top, east, bottom) in enumerate(boxes):
        for _, w, t, e, b in boxes[i + 1 :]:
            assert east <= w or e <= west or bottom <= t or b <= top


def test_the_layer_leaves_nothing_behind_and_blocks_no_click(basemap_page: Page) -> None:
    start(basemap_page, 50, 33, 5)
    assert basemap_page.evaluate("document.elementFromPoint(300, 300).closest('#map') !== null")
    panes = "[...document.querySelectorAll('canvas')].map((c) => c.parentNode.style.zIndex)"
    assert basemap_page.evaluate(panes) == ["200", "390"]
    assert basemap_page.evaluate(
        "[...document.querySelectorAll('canvas')]"
        ".every((c) => getComputedStyle(c.parentNode).pointerEvents === 'none')"
    )
    basemap_page.evaluate("basemap.remove()")
    assert basemap_page.evaluate("document.querySelectorAll('canvas').length") == 0


def test_a_missing_file_is_told_and_tried_again(basemap_page: Page) -> None:
    basemap_page.evaluate("""() => {
      window.told = [];
      window.map = L.map('map', {zoomAnimation: false}).setView([50, 33], 4);
      let fail = true;
      const get = (name) => fetch('/basemap/' + name).then((answer) => answer.json());
      window.mend = () => { fail = false; };
      window.basemap = new ClaimAtlas.Basemap({assets: '/', load: (name) => (
        fail ? Promise.reject(new Error(`no ${name}`)) : get(name)
      )});
      basemap.on('error', (event) => told.push(event.message));
      basemap.addTo(map);
    }""")
    basemap_page.wait_for_function("told.length === 1")
    assert basemap_page.evaluate("told[0]") == "no low.topo.json"
    basemap_page.evaluate("() => { mend(); map.panBy([10, 0], {animate: false}); }")
    basemap_page.wait_for_function(DRAWN, arg="low")
