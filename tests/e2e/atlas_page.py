"""The map page as a reader meets it: by roles, labels and words, and by the map's public status.

Nothing here knows a class name or a pixel of the layout, so that the look may change freely.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Frame, FrameLocator, Locator, Page, WebSocket, expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

SETTLED_MS = 700
"""The map reports its view once it has been still for 300 ms."""

MAP_FRAME = 'iframe[title="streamlit_folium.st_folium"]'
"""Streamlit gives the frame of a component its name as title."""

FOCUSED = """() => {
  let active = document.activeElement;
  while (active && active.shadowRoot && active.shadowRoot.activeElement) {
    active = active.shadowRoot.activeElement;
  }
  return active;
}"""
"""The element that has the focus, also inside a component's own tree."""


def expect_words(where: Locator, *words: str) -> None:
    """All words stand in an element, whatever lies between them; empty ones are no words."""
    shown = " ".join((where.text_content() or "").split())
    missing = [one for one in words if " ".join(one.split()) not in shown]
    assert not missing, f"{missing} not in: {shown}"


@dataclass
class Traffic:
    """What a page asked for and what its WebSocket brought, since the last `clear`."""

    requests: list[tuple[str, str]] = field(default_factory=list)
    received: list[bytes] = field(default_factory=list)
    sent: int = 0

    def clear(self) -> None:
        """Forget what was seen."""
        self.requests.clear()
        self.received.clear()
        self.sent = 0

    def watch(self, page: Page) -> None:
        """Begin to listen; call it before the page is opened."""
        page.on("request", lambda one: self.requests.append((one.method, one.url)))
        page.on("websocket", self._listen)

    def _listen(self, socket: WebSocket) -> None:
        def heard(data: str | bytes) -> None:
            self.received.append(data if isinstance(data, bytes) else data.encode())

        def said(_: str | bytes) -> None:
            self.sent += 1

        socket.on("framereceived", heard)
        socket.on("framesent", said)

    def reruns(self) -> int:
        """How often the script ran: each run begins with one message of this type."""
        return sum(_kind(data) == "new_session" for data in self.received)

    def wait_for_run(self, page: Page) -> None:
        """Wait until the browser has been told that a run since the last `clear` is done."""
        for _ in range(600):
            if any(_kind(data) == "script_finished" for data in list(self.received)):
                return
            page.wait_for_timeout(50)
        raise AssertionError("no run has ended")

    def bytes_received(self) -> int:
        """All that came over the WebSocket."""
        return sum(map(len, self.received))


def _kind(data: bytes) -> str | None:
    message = ForwardMsg()
    message.ParseFromString(data)
    return message.WhichOneof("type")


class AtlasPage:
    """One browser page on one server."""

    def __init__(self, page: Page, origin: str) -> None:
        self.page = page
        self.origin = origin
        self.traffic = Traffic()
        self.console: list[str] = []
        page.on("console", self._note)
        page.on("pageerror", lambda error: self.console.append(f"uncaught: {error}"))
        self.traffic.watch(page)

    def _note(self, message: Any) -> None:
        if message.type == "error":
            self.console.append(f"{message.text} {message.location.get('url', '')}")

    def open(self, query: str = "") -> AtlasPage:
        """Go to the map page and wait for the first drawing."""
        self.page.goto(f"{self.origin}/{query}")
        self.wait_for("true")
        expect(self.headline).to_be_visible()
        return self

    # ------------------------------------------------------------------------------- the map

    @property
    def map(self) -> FrameLocator:
        """What stands in the map's frame."""
        return self.page.frame_locator(MAP_FRAME)

    @property
    def frame(self) -> Frame:
        """The map's frame for scripts; there must be just one."""
        self.page.locator(MAP_FRAME).wait_for()
        found = [one for one in self.page.frames if "streamlit_folium" in one.url]
        assert len(found) == 1, [one.url for one in self.page.frames]
        return found[0]

    def wait_for(self, condition: str) -> dict[str, Any]:
        """Wait until an expression over the map's `status` holds; gives the status."""
        self.frame.wait_for_function(
            f"() => {{ const status = window.__claimAtlas; return !!status && ({condition}); }}"
        )
        status: dict[str, Any] = self.frame.evaluate("window.__claimAtlas")
        return status

    def shows(self, count: int) -> None:
        """Wait until the map and the headline say that `count` claims pass."""
        self.wait_for(f"status.shown === {count}")
        expect(self.headline).to_contain_text(re.compile(rf"(?<!\d){count:,} of "))
        self.is_idle()

    def is_idle(self) -> None:
        """Wait until the script has ended: the map is drawn before the widgets are."""
        app = self.page.get_by_test_id("stApp")
        expect(app).to_have_attribute("data-test-script-state", "notRunning")

    def screen_point(self, lon: float, lat: float) -> tuple[float, float]:
        """Where a place of the map lies in the window, px."""
        x, y = self.frame.evaluate(
            """([lon, lat]) => {
                 const at = window.map.latLngToContainerPoint([lat, lon]);
                 return [at.x, at.y];
               }""",
            [lon, lat],
        )
        box = self.page.locator(MAP_FRAME).bounding_box()
        assert box is not None
        return box["x"] + x, box["y"] + y

    def look_at(self, lon: float, lat: float, zoom: int) -> None:
        """Bring a place into the upper right part of the map, where nothing else lies over it."""
        self.frame.evaluate(
            """([lon, lat, zoom]) => {
                 const map = window.map, size = map.getSize();
                 const at = map.project([lat, lon], zoom).add([-size.x / 5, size.y / 8]);
                 map.setView(map.unproject(at, zoom), zoom, {animate: false});
               }""",
            [lon, lat, zoom],
        )

    def click_place(self, lon: float, lat: float) -> None:
        """Click the map at a place."""
        self.page.locator(MAP_FRAME).scroll_into_view_if_needed()
        self.page.mouse.click(*self.screen_point(lon, lat))

    @property
    def popup_card(self) -> Locator:
        """The card in the popup."""
        return self.map.get_by_role("article")

    def close_popup(self) -> None:
        """Shut the popup with its own button."""
        self.map.get_by_role("button", name="Close popup").click()
        expect(self.map.get_by_role("button", name="Close popup")).to_have_count(0)

    # ------------------------------------------------------------------------ around the map

    @property
    def headline(self) -> Locator:
        """The line with the counts."""
        return self.page.get_by_test_id("stMain").get_by_text(re.compile(r"\d of [\d,]+ claims?"))

    @property
    def card(self) -> Locator:
        """The card beside the map."""
        return self.page.get_by_role("article")

    @property
    def table(self) -> Locator:
        """The table below the map."""
        return self.page.get_by_role("grid")

    @property
    def rows(self) -> Locator:
        """Rows of claims, without the header."""
        return self.table.locator("tbody").get_by_role("row")

    def row_with(self, summary: str) -> Locator:
        """The row of one claim."""
        return self.rows.filter(has_text=summary)

    def show_list(self, name: str) -> Locator:
        """Press the switch of a list below the map."""
        button = self.page.get_by_role("radio", name=re.compile(rf"^{name}"))
        button.click()
        expect(button).to_be_checked()
        return button

    def filter_button(self, name: str) -> Locator:
        """A word to pick among the filters, or a preset."""
        return self.page.get_by_role("button", name=name, exact=True)

    def choose(self, label: str, option: str) -> None:
        """Choose from a list that folds out; by keyboard, which opens it whatever has the focus."""
        box = self.page.get_by_role("combobox", name=label)
        box.focus()
        box.press("ArrowDown")
        self.page.get_by_role("option", name=option).click()

    def type_date(self, label: str, day: str) -> None:
        """Type an ISO date into a date field; it counts once the calendar is shut again."""
        part = self.page.get_by_role("group", name=label, exact=True).get_by_role("spinbutton")
        part.first.click()
        self.page.keyboard.type(day.replace("-", ""))
        self.page.keyboard.press("Escape")

    def focused(self) -> str:
        """Role or tag and name of what has the focus: ``"tr base-near-ussuriysk"``."""
        found: str = self.page.evaluate(
            f"""() => {{
              const active = ({FOCUSED})();
              if (!active) return '';
              const name = active.dataset.id || active.getAttribute('aria-label')
                || active.title || active.textContent.trim().slice(0, 60);
              return `${{active.tagName.toLowerCase()}} ${{name}}`;
            }}"""
        )
        return found

    def query(self) -> dict[str, list[str]]:
        """Parameters of the address."""
        return parse_qs(urlsplit(self.page.url).query)

    def settle(self) -> None:
        """Let the map report its view; the first report after opening stays out of the address."""
        self.page.wait_for_load_state("networkidle")
        self.page.wait_for_timeout(SETTLED_MS)

    def reported_view(self) -> str:
        """The view in the address, once it is the one on the screen: ``"lat,lon,zoom"``."""
        wanted: str = self.frame.evaluate(
            """() => {
                 const { lat, lng } = window.map.getCenter();
                 const lon = lng - 360 * Math.floor((lng + 180) / 360);
                 const four = (number) => Number(number.toFixed(5)).toFixed(4);
                 return `${four(lat)},${four(lon)},${window.map.getZoom()}`;
               }"""
        )
        self.address_says(view=wanted)
        return wanted

    def address_says(self, **wanted: str | list[str] | None) -> None:
        """Wait until parameters of the address have these values, or are gone for ``None``."""
        for name, value in wanted.items():
            values = [] if value is None else [value] if isinstance(value, str) else value
            self.page.wait_for_function(
                """([name, values]) => JSON.stringify(values) === JSON.stringify(
                     new URLSearchParams(location.search).getAll(name))""",
                arg=[name, values],
            )
        self.is_idle()
