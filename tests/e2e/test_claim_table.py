"""The table of claims alone, in a real browser under the real security rules."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

pytestmark = pytest.mark.e2e

LAUNCH = (
    "import sys; from pathlib import Path; from dashboard import server;"
    "server.build_app(script=Path(sys.argv[1])).run("
    "config=server.run_settings('127.0.0.1', int(sys.argv[2])))"
)


@pytest.fixture(scope="module")
def table_url(tmp_path_factory: pytest.TempPathFactory, repo_root: Path) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("table")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    script = Path(__file__).with_name("claim_table_page.py")
    log = folder / "server.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-c", LAUNCH, str(script), str(port)],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(repo_root)},
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    url = f"http://127.0.0.1:{port}/"
    try:
        for _ in range(600):
            try:
                urllib.request.urlopen(url + "_stcore/health", timeout=5).close()
                break
            except (urllib.error.URLError, OSError):
                if process.poll() is not None:
                    break
                time.sleep(0.1)
        else:
            pytest.fail(log.read_text("utf-8"))
        yield url
    finally:
        process.terminate()
        process.wait(timeout=20)


@pytest.fixture
def opened(page: Page, table_url: str) -> Page:
    page.goto(table_url)
    expect(state(page)).to_contain_text("runs=1", timeout=60_000)
    expect(rows(page)).to_have_count(50)
    return page


def rows(page: Page) -> Locator:
    return page.locator(".claims tbody tr")


def state(page: Page) -> Locator:
    return page.get_by_text(re.compile("^selected="))


def focused_id(page: Page) -> str | None:
    found: str | None = page.evaluate(
        """() => {
            let active = document.activeElement;
            while (active && active.shadowRoot) active = active.shadowRoot.activeElement;
            return active && active.dataset ? active.dataset.id ?? null : null;
        }"""
    )
    return found


def test_a_click_selects_with_one_run_and_no_loop(opened: Page) -> None:
    rows(opened).nth(1).click()
    expect(state(opened)).to_have_text("selected=claim-1 page=1 events=1 runs=2")
    expect(rows(opened).nth(1)).to_have_attribute("aria-selected", "true")
    opened.get_by_role("button", name="Run again").click()
    expect(state(opened)).to_have_text("selected=claim-1 page=1 events=1 runs=3")


def test_keyboard_alone_moves_selects_clears_and_turns_pages(opened: Page) -> None:
    opened.get_by_role("button", name="Select claim-30").focus()
    opened.keyboard.press("Tab")
    assert focused_id(opened) == "claim-0"
    opened.keyboard.press("ArrowDown")
    opened.keyboard.press("ArrowDown")
    opened.keyboard.press("Enter")
    expect(state(opened)).to_contain_text("selected=claim-2 page=1 events=1 runs=2")
    assert focused_id(opened) == "claim-2", "the focus survives the run"
    opened.keyboard.press("End")
    assert focused_id(opened) == "claim-49"
    opened.keyboard.press("Space")
    expect(state(opened)).to_contain_text("selected=claim-49 page=1 events=2 runs=3")
    opened.keyboard.press("PageDown")
    expect(state(opened)).to_contain_text("page=2 events=3 runs=4")
    expect(opened.locator(".range")).to_have_text("51–100 of 120")
    expect(rows(opened).first).to_be_focused()
    assert focused_id(opened) == "claim-50"
    opened.keyboard.press("PageUp")
    expect(opened.locator(".range")).to_have_text("1–50 of 120")
    opened.keyboard.press("PageUp")
    opened.keyboard.press("Escape")
    expect(state(opened)).to_contain_text("selected=None page=1 events=5 runs=6")


def test_one_row_is_in_the_tab_order(opened: Page) -> None:
    assert rows(opened).evaluate_all("all => all.filter(r => r.tabIndex === 0).length") == 1
    opened.keyboard.press("End")
    rows(opened).nth(3).click()
    expect(state(opened)).to_contain_text("events=1")
    assert rows(opened).evaluate_all("all => all.findIndex(r => r.tabIndex === 0)") == 3


def test_the_pager_ends_at_both_ends(opened: Page) -> None:
    expect(opened.get_by_label("Previous page")).to_have_attribute("aria-disabled", "true")
    for page_number in (2, 3):
        opened.get_by_label("Next page").click()
        expect(state(opened)).to_contain_text(f"page={page_number}")
    expect(opened.locator(".range")).to_have_text("101–120 of 120")
    expect(opened.get_by_label("Next page")).to_have_attribute("aria-disabled", "true")
    expect(rows(opened)).to_have_count(20)


def test_a_selection_from_outside_is_shown_and_takes_no_focus(opened: Page) -> None:
    opened.get_by_role("button", name="Select claim-30").click()
    chosen = opened.locator("tr[data-id=claim-30]")
    expect(chosen).to_have_attribute("aria-selected", "true")
    expect(chosen).to_be_in_viewport()
    assert focused_id(opened) is None


def test_hostile_text_is_text(opened: Page) -> None:
    cell = rows(opened).nth(1).locator(".what .text")
    assert "<img src=x onerror=" in cell.inner_text()
    assert rows(opened).nth(1).locator(".what img").count() == 0
    assert opened.evaluate("window.hacked") is None
    heights = rows(opened).evaluate_all("all => all.slice(0, 6).map(r => r.offsetHeight)")
    assert max(heights) <= 90, "10,000 characters take two lines"
    assert rows(opened).nth(3).locator(".what .text").evaluate(
        "e => getComputedStyle(e).direction"
    ) == "rtl"  # fmt: skip


def test_no_claims_says_what_to_do(opened: Page) -> None:
    opened.get_by_text("No claims").click()
    expect(opened.locator(".empty")).to_contain_text("clear a filter")
    expect(rows(opened)).to_have_count(0)


@pytest.mark.parametrize("width", [390, 780, 1280])
def test_nothing_sticks_out_at_any_width(opened: Page, width: int) -> None:
    opened.set_viewport_size({"width": width, "height": 720})
    scroller = opened.locator(".scroller")
    expect(rows(opened).first).to_be_visible()
    assert scroller.evaluate("e => e.scrollWidth <= e.clientWidth + 1")
    assert opened.locator(".claims").get_by_role("row").count() >= 50, "still a table"


def test_the_page_obeys_its_policy_and_asks_no_other_host(
    context: BrowserContext, table_url: str
) -> None:
    page = context.new_page()
    complaints: list[str] = []
    asked: list[str] = []
    page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
    page.on("request", lambda request: asked.append(request.url))
    sockets: list[str] = []
    page.on("websocket", lambda one: sockets.append(one.url))
    page.goto(table_url)
    expect(rows(page)).to_have_count(50, timeout=60_000)
    assert complaints == []
    assert sockets, "the page's own WebSocket passes the policy"
    allowed = (table_url, "data:", f"blob:{table_url}")
    assert [url for url in asked if not url.startswith(allowed)] == []
    refused = page.evaluate(
        """async () => {
            const out = [];
            addEventListener('securitypolicyviolation', e => out.push(e.effectiveDirective));
            try { new WebSocket('ws://127.0.0.1:9/'); } catch { }
            await fetch('http://127.0.0.1:9/').catch(() => 0);
            const script = document.createElement('script');
            script.textContent = 'window.inline = 1'; document.body.append(script);
            document.body.insertAdjacentHTML('beforeend', '<img src=x onerror="window.inline=2">');
            const code = "try { eval('window.inline = 3'); } catch { window.blocked = 1; }";
            await import(URL.createObjectURL(new Blob([code], {type: 'text/javascript'})));
            await new Promise(done => setTimeout(done, 300));
            return [window.inline ?? null, window.blocked, [...new Set(out)].sort()];
        }"""
    )
    assert refused == [None, 1, ["connect-src", "script-src", "script-src-attr", "script-src-elem"]]
