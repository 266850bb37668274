"""Headers of every answer, and requests that are turned away."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.types import ASGIApp
from starlette.websockets import WebSocket

from dashboard.security import FIXED_HEADERS, SecurityMiddleware, content_policy
from tests.dashboard.asgi import ask, run


async def hello(_: Request) -> PlainTextResponse:
    return PlainTextResponse("hello", headers={"X-Frame-Options": "ALLOWALL"})


async def broken(_: Request) -> PlainTextResponse:
    raise RuntimeError("broken")


async def socket(websocket: WebSocket) -> None:
    await websocket.accept()
    await websocket.close()


def application(**options: Any) -> ASGIApp:
    inner = Starlette(
        routes=[
            Route("/", hello, methods=["GET", "POST", "PUT"]),
            Route("/broken", broken),
            WebSocketRoute("/ws", socket),
        ]
    )
    return SecurityMiddleware(inner, **options)


def assert_marked(headers: Any) -> None:
    assert "default-src 'self'" in headers["content-security-policy"]
    for name, value in FIXED_HEADERS.items():
        assert headers[name.lower()] == value


@pytest.mark.parametrize("path", ["/", "/missing"])
def test_every_answer_is_marked(path: str) -> None:
    assert_marked(ask(application(), path).headers)


def test_an_error_is_marked_and_still_raised() -> None:
    app = application()
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    async def failing(_scope: Any, _receive: Any, _send: Any) -> None:
        raise RuntimeError("broken")

    app = SecurityMiddleware(failing)
    scope = {
        "type": "http", "method": "GET", "path": "/", "headers": [(b"host", b"localhost")],
        "scheme": "http",
    }  # fmt: skip

    async def receive() -> Any:
        return {"type": "http.request", "body": b"", "more_body": False}

    with pytest.raises(RuntimeError):
        run(app(scope, receive, send))  # type: ignore[arg-type]
    assert sent[0]["status"] == 500
    assert_marked({k.decode(): v.decode() for k, v in sent[0]["headers"]})


def test_only_the_frame_of_the_map_may_evaluate() -> None:
    page = content_policy("/", "127.0.0.1:1", secure=False)
    scripts = page.split("script-src ")[1].split(";")[0]
    assert "unsafe" not in scripts
    assert "'sha256-" in scripts
    assert "connect-src 'self' ws://127.0.0.1:1;" in page
    assert "'unsafe-eval'" in content_policy("/component/x/index.html", "h", secure=False)
    assert "'unsafe-eval'" not in content_policy("/x/component/", "h", secure=False)
    assert "wss://h;" in content_policy("/", "h", secure=True)
    for word in ("http:", "https:", " ws:", " *", "wss: "):
        assert f"{word};" not in page
        assert f"{word} " not in page


def test_an_online_layer_opens_the_frame_of_the_map_alone() -> None:
    app = application(tile_origins=["https://tiles.example"])
    frame = ask(app, "/component/x/index.html").headers["content-security-policy"]
    assert "img-src 'self' data: blob: https://tiles.example;" in frame
    assert "tiles" not in ask(app, "/").headers["content-security-policy"]
    for origin in ("https://tiles.example/{z}", "*", "https:", "https://a;script-src *"):
        with pytest.raises(ValueError, match="tile origin"):
            application(tile_origins=[origin])


@pytest.mark.parametrize("host", ["127.0.0.1:8501", "localhost", "LOCALHOST:1", "[::1]:8501"])
def test_this_machine_is_known(host: str) -> None:
    assert ask(application(), "/", headers={"host": host}).status == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8501",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "192.168.1.5:8501",
        "127.0.0.1:99999",
        "127.0.0.1; script-src *",
        "user@localhost",
        "",
    ],
)
def test_a_foreign_host_name_is_turned_away(host: str) -> None:
    answer = ask(application(), "/", headers={"host": host})
    assert answer.status == 421
    assert_marked(answer.headers)
    assert "evil" not in answer.headers["content-security-policy"]


def test_on_a_network_addresses_and_named_hosts_are_known() -> None:
    app = application(hosts={"maps.example"}, any_address=True)
    for host, status in [
        ("192.168.1.5:8501", 200),
        ("[fe80::1]:8501", 200),
        ("maps.example", 200),
        ("evil.example", 421),
    ]:
        assert ask(app, "/", headers={"host": host}).status == status


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"origin": "http://127.0.0.1:8501"}, 200),
        ({"origin": "http://127.0.0.1:8501", "sec-fetch-site": "same-origin"}, 200),
        ({"origin": "http://127.0.0.1:9999"}, 403),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
    ],
)
@pytest.mark.parametrize("method", ["POST", "PUT"])
def test_a_change_from_another_site_is_turned_away(
    method: str, headers: dict[str, str], status: int
) -> None:
    assert ask(application(), "/", method=method, headers=headers).status == status


@pytest.mark.parametrize(
    ("host", "origin", "accepted"),
    [
        ("127.0.0.1:8501", "http://127.0.0.1:8501", True),
        ("127.0.0.1:8501", "http://127.0.0.1:3000", False),
        ("127.0.0.1:8501", "http://evil.example", False),
        ("evil.example", "http://evil.example", False),
    ],
)
def test_a_websocket_belongs_to_the_page(host: str, origin: str, accepted: bool) -> None:
    sent: list[Any] = []
    scope = {
        "type": "websocket", "path": "/ws", "query_string": b"", "root_path": "",
        "scheme": "ws", "subprotocols": [],
        "headers": [(b"host", host.encode()), (b"origin", origin.encode())],
    }  # fmt: skip

    async def receive() -> Any:
        return {"type": "websocket.connect"}

    async def send(message: Any) -> None:
        sent.append(message)

    run(application()(scope, receive, send))  # type: ignore[arg-type]
    assert (sent[0]["type"] == "websocket.accept") is accepted
