"""The rules every answer of the server carries, whoever wrote it: Streamlit, a route or an error.

"Nothing leaves this machine" is not a promise of our code but an order to the browser: the
Content-Security-Policy lets a page load and call nothing but the server it came from. Two policies
are in use, because streamlit-folium evaluates the scripts of its map inside its own frame while
the page around it, where claim text is shown, must not run a script that stands in the markup.

Requests under a foreign host name (DNS rebinding) and state-changing requests or WebSockets from
another site are refused before anything else sees them.
"""

from __future__ import annotations

import base64
import hashlib
import ipaddress
import re
from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import Final

import streamlit
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK_HOSTS: Final = frozenset({"localhost", "127.0.0.1", "[::1]"})
"""Names of this machine for itself."""

FRAME_PREFIX: Final = "/component/"
"""Where Streamlit serves the frames of first-generation components, such as the map's."""

SAFE_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS"})

FIXED_HEADERS: Final[dict[str, str]] = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": (
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), "
        "magnetometer=(), microphone=(), midi=(), payment=(), serial=(), usb=()"
    ),
}

_HOST: Final = re.compile(
    r"(?P<name>\[[0-9a-f:.]{2,45}\]|[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?)\.?(?::(?P<port>\d{1,5}))?",
    re.ASCII,
)
_ORIGIN: Final = re.compile(r"https?://(\*\.)?[a-z0-9][a-z0-9.-]*(:\d{1,5})?", re.ASCII)
_INLINE_SCRIPT: Final = re.compile(r"<script>(.*?)</script>", re.DOTALL)


@cache
def inline_script_hashes() -> tuple[str, ...]:
    """CSP sources that allow the scripts written into Streamlit's own page, and no other."""
    page = Path(streamlit.__file__).with_name("static") / "index.html"
    scripts = _INLINE_SCRIPT.findall(page.read_text("utf-8"))
    digests = (hashlib.sha256(script.encode()).digest() for script in scripts)
    return tuple(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)


def content_policy(
    path: str, host: str, *, secure: bool, tile_origins: Collection[str] = ()
) -> str:
    """The Content-Security-Policy for an answer at `path` to a request for the checked `host`.

    ``blob:`` runs the modules of second-generation components. The WebSocket is named beside
    ``'self'``, because some browsers do not count it as the page's own origin. `tile_origins`
    (``https://tiles.example``) are where an online map layer, if the user asked for one, may get
    its pictures from; only the map's frame may.
    """
    pictures = "'self' data: blob:"
    if path.startswith(FRAME_PREFIX):
        scripts = "'self' 'unsafe-inline' 'unsafe-eval'"
        pictures = " ".join((pictures, *tile_origins))
    else:
        scripts = " ".join(("'self'", "blob:", *inline_script_hashes()))
    socket = f"{'wss' if secure else 'ws'}://{host}" if host else ""
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src {scripts}",
            "style-src 'self' 'unsafe-inline'",
            f"img-src {pictures}",
            "font-src 'self' data:",
            f"connect-src 'self' {socket}".strip(),
            "worker-src 'self' blob:",
            "frame-src 'self'",
            "frame-ancestors 'self'",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
        )
    )


class SecurityMiddleware:
    """ASGI middleware: refuses what must not come in, and marks everything that goes out.

    `hosts` are the names (lower case, IPv6 in brackets) under which the server may be addressed.
    `any_address` lets every literal IP address in as well: rebinding needs a name, so on a server
    for a network an address in the Host header is harmless. `tile_origins` as in
    `content_policy`; raises `ValueError` if one is more or less than scheme and host.
    """

    def __init__(
        self,
        app: ASGIApp,
        hosts: Collection[str] = LOOPBACK_HOSTS,
        *,
        any_address: bool = False,
        tile_origins: Collection[str] = (),
    ) -> None:
        self._app = app
        self._hosts = frozenset(hosts)
        self._any_address = any_address
        self._tile_origins = tuple(tile_origins)
        for origin in self._tile_origins:
            if not _ORIGIN.fullmatch(origin):
                raise ValueError(f"tile origin {origin!r}: write it like https://tiles.example")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Check the request, then pass it on with headers added to its answer."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        host = headers.get("host", "").lower()
        refusal = self._refusal(scope, headers, host)
        if scope["type"] == "websocket":
            if refusal:
                await send({"type": "websocket.close", "code": 1008, "reason": refusal})
            else:
                await self._app(scope, receive, send)
            return
        policy = content_policy(
            scope["path"],
            "" if refusal else host,
            secure=scope.get("scheme") == "https",
            tile_origins=self._tile_origins,
        )
        answer = _Marked(send, policy)
        if refusal:
            status = 421 if refusal.startswith("Host") else 403
            await PlainTextResponse(refusal + "\n", status)(scope, receive, answer)
            return
        try:
            await self._app(scope, receive, answer)
        except Exception:
            # Starlette's own error page is written outside of all middleware, without our headers.
            if not answer.started:
                await PlainTextResponse("Internal Server Error", 500)(scope, receive, answer)
            raise

    def _refusal(self, scope: Scope, headers: Headers, host: str) -> str:
        """Why a request is turned away; empty if it is not."""
        if len(headers.getlist("host")) != 1 or not self._knows(host):
            return "Host name not served here. Use the address that the server printed."
        changes = scope["type"] == "websocket" or scope["method"] not in SAFE_METHODS
        if not changes:
            return ""
        site = headers.get("sec-fetch-site", "same-origin")
        origin = headers.get("origin")
        # A browser states the origin of every such request; a program without one is no browser
        # and carries nobody's rights.
        if site not in ("same-origin", "none") or (origin and not _same_origin(origin, host)):
            return "Refused: the request comes from another site."
        return ""

    def _knows(self, host: str) -> bool:
        match = _HOST.fullmatch(host)
        if match is None or int(match["port"] or 0) > 65_535:
            return False
        name = match["name"]
        return name in self._hosts or (self._any_address and is_address(name))


class _Marked:
    """`send` that puts our headers on the start of a response, over whatever stood there."""

    def __init__(self, send: Send, policy: str) -> None:
        self._send = send
        self._policy = policy
        self.started = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.started = True
            message.setdefault("headers", [])
            headers = MutableHeaders(scope=message)
            headers["Content-Security-Policy"] = self._policy
            for name, value in FIXED_HEADERS.items():
                headers[name] = value
        await self._send(message)


def is_address(name: str) -> bool:
    """Whether a host is a literal IP address (IPv6 in brackets)."""
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True


def _same_origin(origin: str, host: str) -> bool:
    scheme, separator, rest = origin.lower().partition("://")
    return bool(separator) and scheme in ("http", "https") and rest == host
