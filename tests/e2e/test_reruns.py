"""What a change costs: reruns, remounts, requests and bytes, which cannot drift unseen."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.e2e.atlas_page import AtlasPage
from tests.e2e.conftest import Server, StartServer
from tests.e2e.stores import write_many

pytestmark = pytest.mark.e2e

CLAIMS = 10_000
MOST_BYTES = 80_000
"""Of one filter change: the page's parts, the bitmap (2 KB), one page of the table (32 KB), the
shelf (10 KB). It was 66 KB when this was written; the claims as GeoJSON would be 4 MB."""


@pytest.fixture(scope="module")
def full_server(start_server: StartServer, tmp_path_factory: pytest.TempPathFactory) -> Server:
    return start_server(store=write_many(tmp_path_factory.mktemp("many") / "store", CLAIMS))


def test_a_filter_change_is_one_run_few_bytes_and_no_remount(
    warm_page: Page, full_server: Server
) -> None:
    atlas = AtlasPage(warm_page, full_server.origin).open()
    page = atlas.page
    total = atlas.wait_for("true")["total"]
    assert total > CLAIMS
    atlas.frame.evaluate("window.marker = 'same window'")
    atlas.settle()

    shown = []
    for name in ("Incident", "Incident", "Transfer", "Contested"):
        before = atlas.wait_for("true")["seq"]
        atlas.traffic.clear()
        atlas.filter_button(name).click()
        status = atlas.wait_for(f"status.seq !== '{before}'")
        atlas.shows(status["shown"])
        page.wait_for_load_state("networkidle")
        shown.append(status["shown"])
        assert atlas.traffic.reruns() == 1
        assert atlas.traffic.bytes_received() < MOST_BYTES
        assert [url for _, url in atlas.traffic.requests if "/atlas/data/" in url] == []
        assert atlas.frame.evaluate("window.marker") == "same window"
    assert shown[1] == total
    assert len(set(shown)) == 4


def test_pan_and_zoom_ask_python_for_nothing(warm_page: Page, full_server: Server) -> None:
    atlas = AtlasPage(warm_page, full_server.origin).open()
    page = atlas.page
    atlas.settle()
    atlas.traffic.clear()
    x, y = atlas.screen_point(90, 55)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 60, y + 25, steps=5)
    page.mouse.up()
    atlas.map.get_by_role("button", name="Zoom in").click()
    atlas.settle()
    atlas.reported_view()
    assert atlas.traffic.sent == 0
    assert atlas.traffic.received == []
    asked = [(method, url) for method, url in atlas.traffic.requests if "/basemap/" not in url]
    assert asked
    assert all(method == "POST" and "/atlas/view/" in url for method, url in asked), asked


def test_a_choice_on_the_map_is_one_run(atlas: AtlasPage) -> None:
    atlas.open()
    spot = (127.5272, 50.2907)
    atlas.look_at(*spot, 8)
    atlas.settle()
    atlas.frame.evaluate("window.marker = 'same window'")
    atlas.traffic.clear()
    atlas.click_place(*spot)
    atlas.card.wait_for()
    atlas.address_says(claim="base-at-blagoveshchensk")
    assert atlas.traffic.reruns() == 1
    # Another claim by the table, then none: one run each, and the map stays.
    atlas.traffic.clear()
    atlas.row_with("3,000 North Korean soldiers are in Russia for military training").click()
    atlas.address_says(claim="three-thousand-in-training")
    atlas.page.get_by_role("button", name="Close the card").click()
    atlas.address_says(claim=None)
    assert atlas.traffic.reruns() == 2
    assert atlas.frame.evaluate("window.marker") == "same window"


def test_unused_store_folder_is_left_alone(full_server: Server, tmp_path: Path) -> None:
    """The server writes nothing into the folder it was started in."""
    assert sorted(one.name for one in full_server.log.parent.iterdir()) == ["server.log"]
