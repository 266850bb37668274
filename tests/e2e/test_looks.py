"""Narrow and dark: the map comes first, nothing sticks out, text can be read."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.atlas_page import FOCUSED, MAP_FRAME, AtlasPage

pytestmark = pytest.mark.e2e

PHONE = {"width": 390, "height": 844}
LEAST_CONTRAST = 4.5
"""WCAG 2.2, success criterion 1.4.3, for text of usual size."""

CONTRAST = """(element) => {
  const channel = (value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  };
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const over = ([r, g, b, a], ground) => [r, g, b]
    .map((v, i) => (v * a + ground[i] * (255 - a)) / 255);
  const grounds = [];
  for (let at = element; at; at = at.parentElement || (at.getRootNode().host ?? null)) {
    grounds.push(rgba(getComputedStyle(at).backgroundColor));
  }
  const ground = grounds.reverse().reduce((under, one) => over(one, under), [255, 255, 255]);
  const text = over(rgba(getComputedStyle(element).color), ground);
  const [bright, dim] = [light(text), light(ground)].sort((a, b) => b - a);
  return (bright + 0.05) / (dim + 0.05);
}"""


def no_sideways_scroll(page: Page) -> None:
    assert page.evaluate(
        "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    )
    main = page.get_by_test_id("stMain")
    assert main.evaluate("e => e.scrollWidth <= e.clientWidth")


def readable(*parts: Locator) -> None:
    for part in parts:
        contrast = part.evaluate(CONTRAST)
        assert contrast >= LEAST_CONTRAST, f"{contrast:.2f}: {part.inner_text()[:60]}"


def test_on_a_phone_the_map_comes_first(atlas: AtlasPage) -> None:
    page = atlas.page
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    atlas.open()
    frame = page.locator(MAP_FRAME)
    expect(frame).to_be_in_viewport(ratio=0.7)
    box = frame.bounding_box()
    assert box is not None
    assert box["y"] < PHONE["height"] / 2
    assert box["width"] > 0.85 * PHONE["width"]
    expect(atlas.filter_button("Incident")).not_to_be_in_viewport()
    no_sideways_scroll(page)

    # A symbol opens its popup inside the window, and the card below the map.
    spot = (127.5272, 50.2907)
    atlas.look_at(*spot, 7)
    atlas.click_place(*spot)
    expect(atlas.popup_card).to_be_visible()
    popup = atlas.popup_card.bounding_box()
    assert popup is not None
    assert popup["x"] >= 0
    assert popup["x"] + popup["width"] <= PHONE["width"]
    atlas.close_popup()
    expect(atlas.card).to_contain_text("Claim base-at-blagoveshchensk")
    no_sideways_scroll(page)

    # Filters unfold, work, and fold away again.
    page.get_by_test_id("stExpandSidebarButton").click()
    atlas.filter_button("Incident").click()
    atlas.address_says(kind="incident")
    expect(atlas.filter_button("Incident")).to_be_in_viewport()
    no_sideways_scroll(page)


@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_both_themes_can_be_read(atlas: AtlasPage, scheme: str) -> None:
    page = atlas.page
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    atlas.open("?claim=base-near-ussuriysk")
    expect(atlas.map.locator(f"[data-theme={scheme}]").first).to_be_attached()
    ground = page.get_by_test_id("stApp").evaluate(
        "e => getComputedStyle(e).backgroundColor.match(/\\d+/g).slice(0, 3).map(Number)"
    )
    assert (sum(ground) < 3 * 128) == (scheme == "dark")
    readable(
        atlas.headline,
        atlas.card.get_by_text("Where", exact=True),
        atlas.card.get_by_text("Contested", exact=False).first,
        atlas.card.get_by_role("heading").first,
        atlas.card.get_by_text("Claim base-near-ussuriysk"),
        atlas.rows.first.get_by_role("gridcell").nth(2),
        atlas.rows.first.get_by_role("gridcell").nth(3),
        page.get_by_role("button", name="Copy link"),
        atlas.filter_button("Deployment"),
        atlas.map.get_by_text("resolution 68/262"),
        atlas.map.get_by_role("region", name="Legend").get_by_text("Deployment"),
    )
    spot = (127.5272, 50.2907)
    atlas.look_at(*spot, 8)
    atlas.click_place(*spot)
    readable(
        atlas.popup_card.get_by_text("Where", exact=True),
        atlas.popup_card.get_by_text("Some of the 1,500"),
        atlas.popup_card.get_by_role("listitem").last,
    )


def test_no_part_of_the_page_jumps_when_a_filter_changes(atlas: AtlasPage) -> None:
    atlas.open()
    atlas.settle()
    frame = atlas.page.locator(MAP_FRAME)
    before = frame.bounding_box()
    for name in ("Sighting", "Denied"):
        seq = atlas.wait_for("true")["seq"]
        atlas.filter_button(name).click()
        atlas.wait_for(f"status.seq !== '{seq}'")
        atlas.settle()
        assert frame.bounding_box() == before
    assert atlas.page.evaluate(f"({FOCUSED})().textContent").startswith("Denied")
