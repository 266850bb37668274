"""The popup of the map layer in a real browser: text, sources, paging, failures."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page, expect

from tests.web.map_harness import AREA, MapServer, square, world
from tests.web.map_steps import change, click_at, load, mask_of

HOSTILE = [
    '<img src=x onerror="window.ran=true"><script>window.ran=true</script>',
    "${window.ran=true} ${1+1} `${window.ran=true}` \\u0060",
    "\u202eright to left override \u202c and \u0627\u0644\u0639\u0631\u0628\u064a\u0629",
    "javascript:window.ran=true",
]


def test_hostile_text_is_only_text(map_page: Page, map_server: MapServer) -> None:
    """Markup, templates, direction marks and script addresses are shown letter by letter."""
    text = " ".join(HOSTILE)
    statement = {
        "originator": text,
        "via": [text],
        "stance": '"><b>',
        "stance_label": text,
        "grade": text,
        "grade_label": text,
        "outlet": text,
        "published": text,
        "published_basis": text,
        "locator": text,
        "url": "javascript:window.ran=true",
    }
    names = ("kind_label", "where", "when", "when_basis", "figure", "actor", "confidence_label")
    words: dict[str, Any] = dict.fromkeys(names, text)
    detail = words | {
        "summary": text + "x" * 10_000,
        "confidence_reasons": [text],
        "statements": [statement],
    }
    claims = world([{"lon": 50, "lat": 60, "detail": detail}], [square(text, 0, 0, 1, 1)])
    load(map_page, map_server, claims)
    click_at(map_page, 50, 60)
    body = map_page.locator(".atlas-body")
    expect(body.locator(".atlas-card")).to_be_visible()
    shown = body.inner_text()

    for piece in HOSTILE[:2]:
        assert piece in shown
    assert body.locator("img, script, a").count() == 0
    assert len(shown) < 9_000
    body.get_by_role("button", name="Show all").click()
    assert (body.locator(".atlas-summary").text_content() or "").endswith("x" * 10_000)
    assert map_page.evaluate("window.ran") is False


def test_source_link_tells_nobody_where_one_comes_from(
    map_page: Page, map_server: MapServer
) -> None:
    """A link to a source opens apart, without referrer or opener."""
    load(map_page, map_server, world([{"lon": 50, "lat": 60}]))
    click_at(map_page, 50, 60)
    link = map_page.get_by_role("link", name="Open source")
    expect(link).to_have_attribute("rel", "noopener noreferrer")
    expect(link).to_have_attribute("referrerpolicy", "no-referrer")
    expect(link).to_have_attribute("target", "_blank")


def test_350_claims_at_one_spot_are_all_reached_by_paging(
    map_page: Page, map_server: MapServer
) -> None:
    """A stack lists every claim, 25 to a page, and each opens its card."""
    load(map_page, map_server, world([{"lon": 50, "lat": 60}] * 350))
    click_at(map_page, 50, 60)
    expect(map_page.locator(".atlas-pager")).to_contain_text("1–25 of 350")
    seen: list[str] = []
    for page in range(14):
        if page:
            map_page.get_by_role("button", name="Next page").click()
            expect(map_page.locator(".atlas-pager")).to_contain_text(f"{page * 25 + 1}–")
        seen += map_page.locator(".atlas-row-text bdi").all_inner_texts()
    assert sorted(seen) == sorted(f"Made-up claim number {i}" for i in range(350))
    expect(map_page.get_by_role("button", name="Next page")).to_be_disabled()

    map_page.locator(".atlas-row").last.click()
    expect(map_page.locator(".atlas-summary")).to_have_text("Made-up claim number 349")
    told = map_page.evaluate("window.told")
    assert [len(value["rows"]) for value in told] == [350, 1]
    assert told[-1]["rows"] == [349]
    assert told[1]["seq"] > told[0]["seq"]


def test_area_lists_its_claims(map_page: Page, map_server: MapServer) -> None:
    """A click on the shade or on the plate of an area lists the claims of that area."""
    area = {"shape": AREA, "area": 0, "lon": 52, "lat": 60}
    claims = world(
        [area, area, area, area, {"lon": 20, "lat": 60}], [square("Example Oblast", 47, 57, 57, 63)]
    )
    load(map_page, map_server, claims)
    click_at(map_page, 48.5, 58.5)
    expect(map_page.locator(".atlas-list-head")).to_contain_text("Example Oblast")
    expect(map_page.locator(".atlas-row")).to_have_count(4)
    map_page.keyboard.press("Escape")
    expect(map_page.locator(".atlas-body")).to_have_count(0)
    click_at(map_page, 52, 60)
    expect(map_page.locator(".atlas-row")).to_have_count(4)


def test_popup_closes_with_its_claim(map_page: Page, map_server: MapServer) -> None:
    """A filter that hides the claim of an open popup closes the popup."""
    load(map_page, map_server, world([{"lon": 50, "lat": 60}, {"lon": 20, "lat": 60}]))
    click_at(map_page, 50, 60)
    expect(map_page.locator(".atlas-card")).to_be_visible()
    change(map_page, 2, mask=mask_of(2, [0]), selected=0)
    expect(map_page.locator(".atlas-card")).to_be_visible()
    change(map_page, 3, mask=mask_of(2, [1]))
    expect(map_page.locator(".atlas-card")).to_have_count(0)


def test_failures_are_said_in_words(map_page: Page, map_server: MapServer) -> None:
    """Details or claims that do not come are an error one can read and try again."""
    load(map_page, map_server, world([{"lon": 50, "lat": 60}]))
    map_server.broken = True
    click_at(map_page, 50, 60)
    expect(map_page.locator(".atlas-error")).to_contain_text("503")
    map_server.broken = False
    map_page.get_by_role("button", name="Try again").click()
    expect(map_page.locator(".atlas-card")).to_be_visible()

    map_server.broken = True
    map_page.goto(map_server.address + "/")
    expect(map_page.get_by_role("status")).to_contain_text("could not be loaded")
    map_server.broken = False
    map_page.get_by_role("button", name="Try again").click()
    change(map_page, 1)
