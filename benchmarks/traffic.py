"""What a page sends and receives, as the browser's own network log counts it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlsplit

from playwright.sync_api import CDPSession, Page

GROUPS: Final = ("Claim Atlas", "streamlit-folium", "Streamlit")


@dataclass
class Traffic:
    """Bytes on the wire with headers, from the moment it is made or `reset`.

    `received` is by `GROUPS`; `frames_sent` and `frames_received` are WebSocket messages,
    `posts` the reports of the map's view, `socket_bytes` both directions of the WebSocket.
    """

    page: Page
    received: dict[str, int] = field(default_factory=dict)
    requests: int = 0
    posts: int = 0
    frames_sent: int = 0
    frames_received: int = 0
    socket_bytes: int = 0

    def __post_init__(self) -> None:
        self._urls: dict[str, str] = {}
        self.session: CDPSession = self.page.context.new_cdp_session(self.page)
        self.session.send("Network.enable")
        self.session.on("Network.requestWillBeSent", self._asked)
        self.session.on("Network.loadingFinished", self._answered)
        self.session.on("Network.webSocketFrameSent", self._sent)
        self.session.on("Network.webSocketFrameReceived", self._heard)

    def reset(self) -> None:
        """Count from nothing again."""
        self.received.clear()
        self.requests = self.posts = 0
        self.frames_sent = self.frames_received = self.socket_bytes = 0

    def total(self) -> int:
        """Bytes received over HTTP, and both directions of the WebSocket."""
        return sum(self.received.values()) + self.socket_bytes

    def _asked(self, event: Mapping[str, Any]) -> None:
        url = event["request"]["url"]
        if url.startswith(("data:", "blob:")):
            return
        self._urls[event["requestId"]] = url
        if event["request"]["method"] == "POST":
            self.posts += 1
        else:
            self.requests += 1

    def _answered(self, event: Mapping[str, Any]) -> None:
        url = self._urls.get(event["requestId"])
        if url is not None:
            group = _group(urlsplit(url).path)
            self.received[group] = self.received.get(group, 0) + int(event["encodedDataLength"])

    def _sent(self, event: Mapping[str, Any]) -> None:
        self.frames_sent += 1
        self.socket_bytes += _length(event)

    def _heard(self, event: Mapping[str, Any]) -> None:
        self.frames_received += 1
        self.socket_bytes += _length(event)


def _group(path: str) -> str:
    if path.startswith("/atlas/"):
        return GROUPS[0]
    return GROUPS[1] if path.startswith("/component/") else GROUPS[2]


def _length(event: Mapping[str, Any]) -> int:
    """Bytes of a message; the browser gives binary ones as base64."""
    frame = event["response"]
    size = len(frame["payloadData"])
    return size * 3 // 4 if frame["opcode"] == 2 else size
