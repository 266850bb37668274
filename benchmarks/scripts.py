"""What is run inside the page to measure it, in JavaScript.

All times are milliseconds of the page's own clock. "Drawn" is two animation frames after the
symbols are in place: the second one begins only when the first has been painted.
"""

from __future__ import annotations

from typing import Final

_COMMON: Final = """
const painted = () => new Promise((done) =>
  requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))));
const frame = () => document.querySelector('iframe[title*="streamlit_folium"]');
const within = () => frame() && frame().contentWindow;
const button = (name) => [...document.querySelectorAll('button[data-testid^="stBaseButton"]')]
  .find((one) => one.innerText.trim() === name);
const next = (names) => {
  window.__turn = ((window.__turn ?? -1) + 1) % names.length;
  return button(names[window.__turn]);
};
const until = (test, limit) => new Promise((done, fail) => {
  const step = () => {
    const found = test();
    if (found) done(found);
    else if (performance.now() > limit) fail(new Error('not drawn in time'));
    else requestAnimationFrame(step);
  };
  step();
});
const atRest = () => {
  const app = document.querySelector('[data-testid="stApp"]');
  return app && app.dataset.testScriptState === 'notRunning'
    && !document.querySelector('[data-stale="true"]');
};
const text = () => (document.querySelector('[data-testid="stText"]') || {}).textContent;
const markers = () => {
  const told = /(\\d+) markers/.exec(text());
  const page = told && within() && within().document;
  return page && page.getElementsByClassName('leaflet-marker-icon').length === Number(told[1])
    ? told[1] : null;
};
"""


def _script(body: str) -> str:
    """An async function of one argument for `Page.evaluate`, with the helpers above."""
    return f"async (given) => {{ {_COMMON} {body} }}"


ATLAS_LOADED: Final = _script("""
const limit = given.limit;
await until(() => within() && within().__claimAtlas, limit);
return painted();
""")
"""From the start of the navigation until symbols are drawn."""

PLAIN_LOADED: Final = _script("""
await until(markers, given.limit);
return painted();
""")

EMPTY_LOADED: Final = _script("""
await until(() => /\\d+ runs/.test(text()), given.limit);
return painted();
""")

ATLAS_CHANGE: Final = _script("""
const before = within().__claimAtlas.seq;
const start = performance.now();
next(given.buttons).click();
await until(() => within().__claimAtlas.seq !== before, start + given.limit);
const drawn = await painted() - start;
await until(atRest, start + given.limit);
const settled = await painted() - start;
return {drawn, settled, layer: within().__claimAtlas.drawn_ms, shown: within().__claimAtlas.shown};
""")
"""From the click on a preset until the new symbols are drawn, and until the whole page rests."""

PLAIN_CHANGE: Final = _script("""
const before = markers();
const start = performance.now();
next(given.buttons).click();
await until(() => ![null, before].includes(markers()), start + given.limit);
return {drawn: await painted() - start, shown: Number(markers())};
""")

EMPTY_CHANGE: Final = _script("""
const runs = () => (/(\\d+) runs/.exec(text()) || [])[1];
const before = runs();
const start = performance.now();
document.querySelector('input[type=checkbox]').click();
await until(() => ![undefined, before].includes(runs()), start + given.limit);
return {drawn: await painted() - start};
""")

REST: Final = _script("""
await until(atRest, performance.now() + given.limit);
return painted();
""")

MOVE: Final = _script("""
const {map, ClaimAtlas} = within();
let layer;
map.eachLayer((one) => { if (one instanceof ClaimAtlas.ClaimLayer) layer = one; });
const steps = [];
for (const zoom of given.zooms) {
  const start = performance.now();
  map.setView(given.center, zoom, {animate: false});
  const shown = await painted() - start;
  const again = performance.now();
  layer.draw();
  steps.push({zoom, shown, draw: performance.now() - again, items: layer.items.length});
}
return steps;
""")
"""Jump to each zoom: until painted with the basemap, and the claims' layer alone."""

SPOT: Final = _script("""
const {map, ClaimAtlas, L} = within();
let layer;
map.eachLayer((one) => { if (one instanceof ClaimAtlas.ClaimLayer) layer = one; });
const {visible, columns} = layer;
const row = visible.rows[Math.floor(visible.count * given.share)];
map.setView([columns.lat[row], columns.lon[row]], map.getMaxZoom(), {animate: false});
await painted();
const item = layer.itemOf(row);
if (!item || item.type === 'cluster') return null;
const at = map.layerPointToContainerPoint(L.point(item.x, item.y).add(layer._corner));
const box = frame().getBoundingClientRect();
return {x: box.left + at.x, y: box.top + at.y, count: item.count};
""")
"""Where on the page to click for a popup of one claim, picked by its share of the visible rows."""

LISTEN: Final = _script("""
const inside = within();
inside.__popup = null;
inside.document.addEventListener('mouseup', () => {
  const start = inside.performance.now();
  const step = () => {
    if (inside.document.querySelector('.atlas-popup .atlas-card, .atlas-popup .atlas-list')) {
      inside.requestAnimationFrame(() => inside.requestAnimationFrame(() => {
        inside.__popup = inside.performance.now() - start;
      }));
    } else inside.requestAnimationFrame(step);
  };
  step();
}, {once: true, capture: true});
""")
"""Note when a popup with its words is painted after the next click on the map."""

POPUP: Final = _script("""
await until(() => within().__popup !== null, performance.now() + given.limit);
return within().__popup;
""")
