"""The page is opened from disk in a real browser without a network."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from geo.briefing import Brief, Form, render
from geo.briefing.page import inert_json
from tests.geo.briefing.made_up import make_brief, make_card, make_location, make_statement, spread

HOSTILE = (
    "</script><script>window.hacked=1</script><!-- <img src=x onerror=window.hacked=2> "
    "`${window.hacked=3}` \u2028\u2029 &lt; \u202eright"
)

Opened = Callable[[Brief], tuple[Page, list[str]]]


@pytest.fixture
def opened(chromium: Browser, tmp_path: Path) -> Iterator[Opened]:
    """Opens the page of a brief; also gives what the browser complained of or asked for."""
    context = chromium.new_context(
        viewport={"width": 1280, "height": 800}, offline=True, reduced_motion="reduce"
    )

    def open_it(brief: Brief) -> tuple[Page, list[str]]:
        file = tmp_path / "brief.html"
        file.write_bytes(render(brief, Form.HTML))
        page, heard = context.new_page(), []
        page.on("console", lambda message: heard.append(message.text))
        page.on("pageerror", lambda error: heard.append(str(error)))
        page.on("request", lambda request: heard.append(request.url))
        page.goto(file.as_uri())
        page.wait_for_function("window.__claimAtlas")
        assert heard.pop(0) == file.as_uri()
        return page, heard

    yield open_it
    context.close()


def test_the_page_shows_map_and_table_and_asks_for_nothing(opened: Opened) -> None:
    page, heard = opened(make_brief(spread(12), handling="For exercise only", notes=("Coarse.",)))
    assert page.evaluate("window.__claimAtlas.onMap") == 12
    assert page.get_by_role("heading", level=1).text_content() == "What is claimed"
    assert page.locator("tr[id^=claim-]").count() == 12
    assert (
        page.locator("body > .page-handling:not(.page-once)").all_text_contents()
        == ["For exercise only"] * 2
    )
    assert page.locator("#notes").text_content() == "Coarse."
    assert "Map with 12 claims: Place 0" in (
        page.locator("#map_div").get_attribute("aria-label") or ""
    )
    assert heard == []


def test_a_claim_is_found_on_the_map_by_keyboard(opened: Opened) -> None:
    page, _ = opened(make_brief(spread(5)))
    page.get_by_role("button", name="Claim 3: show on the map").press("Enter")
    page.wait_for_function("window.__claimAtlas.seq === 2")
    assert page.locator("tr.page-chosen").get_attribute("id") == "claim-3"
    assert page.get_by_role("status").filter(has_text="Chosen: claim 3").count() == 1


def test_a_symbol_on_the_map_marks_its_row(opened: Opened) -> None:
    page, _ = opened(make_brief([make_location(30.0, 50.0)]))
    box = page.locator("#map_div").bounding_box()
    assert box is not None
    spot = page.evaluate(
        "() => { const r = document.getElementById('map_div').getBoundingClientRect();"
        " return [r.left + (64 - 56 + r.width) / 2, r.top + (54 - 40 + r.height) / 2]; }"
    )
    page.mouse.click(*spot)
    page.wait_for_selector("tr.page-chosen")
    assert "1. Something of note" in (page.locator(".atlas-popup").text_content() or "")


def test_hostile_text_stays_text(opened: Opened) -> None:
    voice = make_statement(
        originator=HOSTILE, outlet=HOSTILE, note=HOSTILE, url="javascript:alert(1)"
    )
    card = make_card(0, summary=HOSTILE, where=HOSTILE, statements=(voice,))
    place = make_location(30.0, 50.0, name=HOSTILE)
    brief = make_brief([place], [card], title=HOSTILE, subtitle=HOSTILE, handling=HOSTILE)
    page, heard = opened(brief)
    page.get_by_role("button", name="Claim 1: show on the map").click()
    assert page.evaluate("window.hacked") is None
    assert page.locator("img, a[href^=javascript]").count() == 0
    assert page.locator(".page-summary").text_content() == HOSTILE
    assert heard == []


def test_data_can_end_no_block() -> None:
    text = inert_json({"a": HOSTILE, "b": "\ud800"})
    assert not re.search(r"[<>&\u0080-\uffff]", text)
    assert json.loads(text)["a"] == HOSTILE


def test_the_policy_lets_nothing_in_and_the_bytes_repeat() -> None:
    brief = make_brief(spread(3))
    made = render(brief, Form.HTML)
    assert made == render(brief, Form.HTML)
    policy = re.search(rb'Content-Security-Policy" content="([^"]*)"', made)
    assert policy is not None
    assert b"default-src 'none'" in policy[1]
    assert b"unsafe" not in policy[1] and b"http" not in policy[1]


def test_claims_without_a_place_are_only_listed(opened: Opened) -> None:
    page, _ = opened(make_brief([None, None]))
    assert page.locator(".page-number button").count() == 0
    assert "No place" in (page.locator("#claims").text_content() or "")


def test_a_brief_of_no_claim_still_opens(opened: Opened) -> None:
    page, heard = opened(make_brief([]))
    assert page.evaluate("window.__claimAtlas.total") == 0
    assert heard == []
