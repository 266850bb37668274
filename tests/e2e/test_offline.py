"""Nothing leaves this machine: not from the page, not from the server, whatever is clicked."""

from __future__ import annotations

import io
import re
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.e2e.atlas_page import AtlasPage
from tests.e2e.conftest import BlockedPage, Server

pytestmark = pytest.mark.e2e

BLAGOVESHCHENSK = (127.5272, 50.2907)
LOCAL = re.compile(r"'(127\.0\.0\.1|::1|localhost|)'|'/|b'\\x00|^\('',")


def download(page: Page, folder: Path) -> Path:
    """Press the dialog's button once its picture is there."""
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("img", name=re.compile("^Preview"))).to_be_visible()
    with page.expect_download() as waiting:
        dialog.get_by_role("button", name="Download PNG").click()
    target = folder / waiting.value.suggested_filename
    waiting.value.save_as(target)
    return target


def outgoing(server: Server) -> Iterator[tuple[str, str]]:
    """Event and address of everything the server's process noted so far."""
    assert server.outgoing is not None
    for line in server.outgoing.read_text("utf-8").splitlines():
        event, _, address = line.partition(" ")
        yield event, address


def test_nothing_leaves_the_machine(
    blocked_page: BlockedPage, server: Server, tmp_path: Path
) -> None:
    atlas = AtlasPage(blocked_page.page, server.origin).open()
    page = atlas.page
    frames = [frame.url for frame in page.frames]

    # Map, popup, card, filter, both boundary views, both themes.
    atlas.look_at(*BLAGOVESHCHENSK, 8)
    atlas.click_place(*BLAGOVESHCHENSK)
    expect(atlas.popup_card).to_be_visible()
    expect(atlas.card).to_be_visible()
    atlas.close_popup()
    atlas.filter_button("Deployment").click()
    atlas.address_says(kind="deployment")
    atlas.choose("Boundaries", "De facto")
    atlas.address_says(borders="de-facto")
    page.emulate_media(color_scheme="dark")
    atlas.frame.wait_for_function("document.querySelector('[data-theme=dark]') !== null")
    for zoom in (3, 10):
        atlas.look_at(*BLAGOVESHCHENSK, zoom)
        page.wait_for_load_state("networkidle")

    page.get_by_role("button", name="Export").click()
    picture = download(page, tmp_path)
    with Image.open(picture) as image:
        assert (image.format, image.size) == ("PNG", (1920, 1080))
    page.get_by_role("dialog").get_by_role("button", name="Close").click()

    # The other pages, and back.
    page.get_by_role("link", name="Sources").click()
    expect(page.get_by_role("heading", name="Documents")).to_be_visible()
    page.get_by_role("link", name="How to read it").click()
    expect(page.get_by_role("heading", name="A claim is not a fact")).to_be_visible()
    page.get_by_role("link", name="Map", exact=True).click()
    atlas.wait_for("status.shown > 0")
    page.wait_for_load_state("networkidle")

    assert blocked_page.foreign == []
    assert len(blocked_page.requests) > 50, "the watch saw the page's own requests"
    assert all(url.startswith((server.origin, "about:")) for url in frames)
    # A refused request, an uncaught error and a broken rule all end up here.
    assert atlas.console == []

    seen = list(outgoing(server))
    assert ("socket.bind", f"('127.0.0.1', {server.origin.rpartition(':')[2]})") in seen
    assert [one for one in seen if not LOCAL.search(one[1])] == []


def test_the_policy_allows_the_own_server_only(server: Server) -> None:
    for path in ("/", "/sources", "/component/streamlit_folium.st_folium/index.html", "/nowhere"):
        try:
            with urllib.request.urlopen(server.origin + path) as answer:
                headers = answer.headers
        except urllib.error.HTTPError as error:
            headers = error.headers
        policy = headers["Content-Security-Policy"]
        directives = dict(one.strip().partition(" ")[::2] for one in policy.split(";"))
        own = server.origin.partition("//")[2]
        assert directives["default-src"] == "'self'"
        assert directives["object-src"] == "'none'"
        for sources in directives.values():
            for source in sources.split():
                assert re.fullmatch(rf"'[^']+'|data:|blob:|wss?://{re.escape(own)}", source), policy
        assert headers["Referrer-Policy"] == "no-referrer"


def test_export_follows_filters_view_and_size(atlas: AtlasPage, tmp_path: Path) -> None:
    atlas.open()
    page = atlas.page
    atlas.settle()
    atlas.look_at(*BLAGOVESHCHENSK, 5)
    atlas.reported_view()
    dialog = page.get_by_role("dialog")
    preview = dialog.get_by_role("img", name=re.compile("^Preview"))
    pictures: list[bytes] = []

    def export(number: int, size: str = "") -> None:
        atlas.traffic.clear()
        page.get_by_role("button", name="Export").click()
        atlas.traffic.wait_for_run(page)
        expect(preview).to_be_visible()
        if size:
            atlas.choose("Size", size)
            dialog.get_by_role("button", name="Update").click()
            # The preview is scaled for the screen; of what is square it is square.
            page.wait_for_function(
                "one => one.naturalWidth > 0 && one.naturalWidth === one.naturalHeight",
                arg=preview.element_handle(),
            )
        folder = tmp_path / str(number)
        folder.mkdir()
        pictures.append(download(page, folder).read_bytes())
        dialog.get_by_role("button", name="Close").click()
        expect(dialog).to_have_count(0)

    export(1)
    atlas.filter_button("Deployment").click()
    atlas.address_says(kind="deployment")
    export(2)
    atlas.frame.evaluate("window.map.setZoom(7, {animate: false})")
    atlas.reported_view()
    export(3)
    export(4, "Square, 2160 × 2160")

    assert len(set(pictures)) == len(pictures), "filter, view and size each make another picture"
    sizes = []
    for data in pictures:
        with Image.open(io.BytesIO(data)) as image:
            image.verify()
            assert image.format == "PNG"
            sizes.append(image.size)
    assert sizes == [(1920, 1080)] * 3 + [(2160, 2160)]

    # Where nothing passes, the dialog says what to do instead of drawing nothing.
    search = page.get_by_role("textbox", name="Search")
    search.fill("no such words anywhere")
    search.press("Enter")
    atlas.shows(0)
    page.get_by_role("button", name="Export").click()
    expect(page.get_by_role("dialog")).to_contain_text("Widen them first")
