"""The watch that other browser tests rely on does see what leaves the page."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.e2e

ASK = """
async (url) => {
  try { await fetch(url, { mode: "no-cors" }); return "went through"; }
  catch (error) { return "stopped"; }
}
"""
CONNECT = """
(url) => new Promise((done) => {
  const socket = new WebSocket(url);
  socket.onopen = () => socket.close();
  socket.onerror = socket.onclose = (event) => done(event.type);
})
"""


def test_a_request_to_another_host_is_stopped_and_written_down(blocked_page) -> None:
    # An empty page has no Content-Security-Policy that would stop the request before it is seen.
    blocked_page.page.goto("about:blank")
    assert blocked_page.page.evaluate(ASK, "http://elsewhere.invalid/tile.png") == "stopped"
    assert blocked_page.foreign == ["http://elsewhere.invalid/tile.png"]


def test_a_websocket_to_another_host_is_written_down(blocked_page) -> None:
    blocked_page.page.goto("about:blank")
    blocked_page.page.evaluate(CONNECT, "ws://elsewhere.invalid/stream")
    assert blocked_page.foreign == ["ws://elsewhere.invalid/stream"]


def test_the_own_server_is_reached(blocked_page, server) -> None:
    answer = blocked_page.page.goto(f"{server.origin}/_stcore/health")
    assert answer is not None
    assert answer.text() == "ok"
    assert blocked_page.foreign == []
    assert blocked_page.requests == [f"{server.origin}/_stcore/health"]
