"""Everything without a mouse, and seen: where the focus is, and what the keys do."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from geo.claims.selection import Selection, select
from geo.claims.table import ClaimTable
from geo.claims.vocabulary import Kind
from tests.e2e.atlas_page import FOCUSED, AtlasPage

pytestmark = pytest.mark.e2e

MOST_TABS = 120
"""From the first filter to the table there may be many stops, but not endlessly many."""

SEEN = f"""() => {{
  let shown = ({FOCUSED})();
  // The ring may be drawn around the control that holds the focused part.
  for (let i = 0; shown && i < 4; i++, shown = shown.parentElement) {{
    const style = getComputedStyle(shown);
    if (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) return true;
    if (style.boxShadow !== 'none') return true;
  }}
  return false;
}}"""
"""Whether the focus shows: an outline or a ring of shadow on it or around it."""


def tab_to(atlas: AtlasPage, wanted: str) -> list[str]:
    """Press Tab until the focus is on something with this name; gives the stops on the way."""
    stops: list[str] = []
    for _ in range(MOST_TABS):
        atlas.page.keyboard.press("Tab")
        stops.append(atlas.focused())
        if wanted in stops[-1]:
            return stops
    raise AssertionError(f"{wanted!r} is not reached by Tab: {stops}")


def test_filter_read_and_leave_by_keyboard_alone(atlas: AtlasPage, claims: ClaimTable) -> None:
    atlas.open()
    keys = atlas.page.keyboard

    # Filters come first; one press of Tab enters a group, arrows move inside it.
    stops = tab_to(atlas, "Deployment")
    named = [stop for stop in stops if "Date range" in stop]
    assert named, "the slider is on the way"
    keys.press("Space")
    atlas.address_says(kind="deployment")
    deployments = select(claims, Selection(kinds=(Kind.DEPLOYMENT,))).rows
    atlas.shows(int(deployments.sum()))
    assert "Deployment" in atlas.focused(), "the focus survives the run"

    # Then export, map, legend, and the table.
    stops = tab_to(atlas, "Export")
    assert any("Search" in stop or "words in claims" in stop for stop in stops)
    assert atlas.page.evaluate(SEEN), "the focus shows"
    tab_to(atlas, "Copy link")
    assert atlas.page.evaluate(SEEN), "the focus shows"
    first = [claims.card(row) for row in range(claims.n) if deployments[row]]
    tab_to(atlas, first[0].id)
    assert atlas.page.evaluate(SEEN), "the focus shows"
    keys.press("ArrowDown")
    keys.press("ArrowDown")
    assert first[2].id in atlas.focused()
    keys.press("Enter")
    expect(atlas.card).to_contain_text(f"Claim {first[2].id}")
    expect(atlas.row_with(first[2].summary)).to_have_attribute("aria-selected", "true")
    assert first[2].id in atlas.focused()
    keys.press("End")
    keys.press("Space")
    expect(atlas.card).to_contain_text(f"Claim {first[-1].id}")

    # Back to the card, which is closed with a key; Escape in the table does the same.
    for _ in range(MOST_TABS):
        keys.press("Shift+Tab")
        if "Close the card" in atlas.focused():
            break
    assert "Close the card" in atlas.focused()
    assert atlas.page.evaluate(SEEN), "the focus shows"
    keys.press("Enter")
    expect(atlas.card).to_have_count(0)
    atlas.rows.nth(1).focus()
    keys.press("Enter")
    expect(atlas.card).to_contain_text(f"Claim {first[1].id}")
    keys.press("Escape")
    expect(atlas.card).to_have_count(0)
    atlas.address_says(claim=None)


def test_the_map_is_moved_and_its_legend_folded_by_keyboard(atlas: AtlasPage) -> None:
    atlas.open()
    keys = atlas.page.keyboard
    atlas.map.get_by_role("button", name="Zoom in").focus()
    before = atlas.frame.evaluate("window.map.getZoom()")
    keys.press("Enter")
    atlas.frame.wait_for_function("(before) => window.map.getZoom() > before", arg=before)
    atlas.settle()  # Leaflet ignores what comes while a zoom is being animated
    home = atlas.map.get_by_role("button", name="Show all claims on the map")
    home.focus()
    keys.press("Enter")
    atlas.frame.wait_for_function("(before) => window.map.getZoom() <= before", arg=before)
    legend = atlas.map.get_by_role("region", name="Legend")
    toggle = legend.get_by_role("button")
    toggle.focus()
    first = toggle.get_attribute("aria-expanded") or ""
    keys.press("Enter")
    expect(toggle).not_to_have_attribute("aria-expanded", first)
    keys.press("Enter")
    expect(toggle).to_have_attribute("aria-expanded", first)


def test_the_export_dialog_by_keyboard(atlas: AtlasPage) -> None:
    atlas.open("?kind=sighting")
    page = atlas.page
    page.get_by_role("button", name="Export").focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("button", name="Download PNG")).to_be_visible()
    stops = tab_to(atlas, "Download PNG")
    assert all("Deployment" not in stop for stop in stops), "the focus stays in the dialog"
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
