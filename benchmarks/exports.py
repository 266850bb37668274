"""Briefings: every form warm, the command from its start, and browsers beside it."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from playwright.sync_api import Browser

from benchmarks.browser import Times
from benchmarks.servers import ROOT
from benchmarks.synthetic import write_store
from geo.briefing import SIZES, SLIDE, Brief, Form, render
from scripts.chromium import ARGUMENTS, require_chromium

if TYPE_CHECKING:
    from geo.claims.table import ClaimTable

MANY: Final = 500
LARGE: Final = (3840, 2160)


@dataclass(frozen=True)
class Exports:
    """Milliseconds for briefings of the bundled claims.

    `cold` is the command from its start, `warm` each form by name in a process that has drawn
    before, as behind the button. `fresh` is a headless browser from its start to a screenshot of
    the same claims on a folium map, `screenshot` the same in an open browser, `folium` folium's own
    ``_to_png``; empty where its driver is not installed.
    """

    cold: Times
    warm: dict[str, Times]
    fresh: Times
    screenshot: Times
    folium: Times | None


def exports(
    browser: Browser, folder: Path, repetitions: int, say: Callable[[str], None]
) -> Exports:
    """Time every form both ways, and what a browser takes for a picture of the same claims."""
    say("export: the command")
    picture = folder / "brief.png"
    command = [sys.executable, "-m", "dashboard", "brief", "--format", "png", "-o", str(picture)]
    cold = _timed(
        lambda: subprocess.run(command, cwd=ROOT, check=True, capture_output=True), repetitions
    )
    say("export: warm")
    table = _bundled()
    brief = _brief(table)
    warm = {
        "PNG 1920×1080": _warm(brief, Form.PNG, SLIDE, repetitions),
        "PNG 3840×2160": _warm(brief, Form.PNG, LARGE, repetitions),
        "SVG 1920×1080": _warm(brief, Form.SVG, SLIDE, repetitions),
        "PDF, A4": _warm(brief, Form.PDF, SIZES["a4"], repetitions),
        "PPTX": _warm(brief, Form.PPTX, SLIDE, repetitions),
        "HTML": _warm(brief, Form.HTML, SLIDE, repetitions),
    }
    say(f"export: {MANY} claims")
    write_store(folder / "many", MANY)
    many = _brief(_stored(folder / "many"))
    for form in (Form.PNG, Form.PDF, Form.PPTX):
        warm[f"{form.value.upper()}, {MANY} claims"] = _warm(many, form, SLIDE, repetitions)
    say("export: browsers")
    page = folder / "folium.html"
    plain = _folium(table)
    plain.save(str(page))

    def photographed(one: Browser) -> None:
        context = one.new_context(viewport={"width": 1920, "height": 1080})
        shown = context.new_page()
        shown.goto(page.as_uri())
        shown.screenshot(path=folder / "page.png")
        context.close()

    def started() -> None:
        fresh = browser.browser_type.launch(
            executable_path=require_chromium(), args=list(ARGUMENTS), headless=True
        )
        photographed(fresh)
        fresh.close()

    return Exports(
        cold,
        warm,
        _timed(started, repetitions),
        _timed(lambda: photographed(browser), repetitions),
        _to_png(plain, repetitions),
    )


def _timed(work: Callable[[], object], repetitions: int) -> Times:
    taken = []
    for _ in range(repetitions):
        began = time.perf_counter()
        work()
        taken.append((time.perf_counter() - began) * 1000)
    return Times(tuple(taken))


def _warm(brief: Brief, form: Form, size: tuple[int, int], repetitions: int) -> Times:
    render(brief, form, size)
    return _timed(lambda: render(brief, form, size), repetitions)


def _bundled() -> ClaimTable:
    from geo.claims.table import ClaimTable
    from geo.exchange.seeds import bundled_folder, read_folder
    from geo.places.gazetteer import load_gazetteer

    gazetteer = load_gazetteer()
    return ClaimTable(read_folder(bundled_folder(), gazetteer).dataset, gazetteer)


def _stored(folder: Path) -> ClaimTable:
    from dashboard.loading import load_claims
    from dashboard.stores import store_at
    from geo.claims.table import ClaimTable

    loaded = load_claims(store_at(str(folder)))
    return ClaimTable(loaded.dataset, loaded.gazetteer)


def _brief(table: ClaimTable) -> Brief:
    return Brief(
        title="Benchmark",
        subtitle="all claims",
        table=table,
        rows=tuple(range(table.n)),
        bounds=None,
        boundary=table.boundary,
        total=table.n,
        version="benchmark",
    )


def _folium(table: ClaimTable) -> Any:
    """The claims on a folium map as its manual teaches, with Leaflet from this machine."""
    import folium
    from xstatic.pkg import leaflet

    base = Path(leaflet.BASE_DIR)
    made = folium.Map(location=[50, 80], zoom_start=3, tiles=None)
    made.default_js = [("leaflet", (base / "leaflet.js").as_uri())]
    made.default_css = [("leaflet_css", (base / "leaflet.css").as_uri())]
    for area in table.areas:
        if area.geometry is not None:
            folium.GeoJson(area.geometry.__geo_interface__).add_to(made)
    for row, location in enumerate(table.locations):
        if location is not None:
            popup = table.card(row).summary
            folium.CircleMarker([location.lat, location.lon], popup=popup).add_to(made)
    return made


def _to_png(plain: Any, repetitions: int) -> Times | None:
    """Folium's own way; nothing without selenium and the browser that it drives."""
    try:
        return _timed(lambda: _fresh_png(plain), repetitions)
    except Exception as error:
        print(f"folium's _to_png: {type(error).__name__}", file=sys.stderr)
        return None


def _fresh_png(plain: Any) -> bytes:
    plain._png_image = None  # it keeps its first picture
    made: bytes = plain._to_png(delay=0)
    return made
