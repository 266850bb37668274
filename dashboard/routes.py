"""Addresses under /atlas: assets of the map, packed claims, one claim's words, the view on screen.

Every answer is found in a fixed room or under a token; a path from outside is only ever compared
with the names of files that were listed, never joined to a folder. What is under a token never
changes, so browsers may keep it for good; assets are asked for again by their ETag, unless their
address carries their version.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

import xstatic.pkg.leaflet as leaflet
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

import geo
from dashboard import sessions
from dashboard.place_areas import published_area
from geo.claims.layers import details_json
from geo.errors import QueryError

PREFIX: Final = "/atlas"
FROM_FRAME: Final = "../.." + PREFIX
"""The same from inside the map's frame, which stands two folders below the page."""

_GEO: Final = Path(geo.__file__).parent
ROOMS: Final[dict[str, Path]] = {
    "vendor": Path(leaflet.BASE_DIR),
    "web": _GEO / "web",
    "basemap": _GEO / "data" / "basemap",
}

CONTENT_TYPES: Final[dict[str, str]] = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".geojson": "application/geo+json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
}
"""Nothing else is served from the rooms."""

MAX_DETAILS: Final = 200
MAX_VIEW_BYTES: Final = 4096
_WORTH_ZIPPING: Final = 1024
_FOREVER: Final = "private, max-age=31536000, immutable"
_LOOPBACK_CLIENTS: Final = frozenset({"127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Asset:
    """A file of a room: its bytes, gzipped on disk or not, and the hash they are asked by."""

    body: bytes
    gzipped: bool
    content_type: str
    etag: str


def find_asset(room: str, name: str) -> Asset | None:
    """The file of that name in a room, or what ``name + ".gz"`` holds; nothing if neither is."""
    folder = ROOMS.get(room)
    content_type = CONTENT_TYPES.get(Path(name).suffix)
    if folder is None or content_type is None:
        return None
    # Looked up in the folder's own listing: no name from outside ever becomes a path.
    listing = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*")}
    for candidate in (name, name + ".gz"):
        path = listing.get(candidate)
        if path is not None and path.is_file():
            return _load(path, path.stat().st_mtime_ns, content_type)
    return None


def asset_url(room: str, name: str) -> str:
    """Address of an asset for the map's frame, with its version, so that browsers may keep it.

    Raises `FileNotFoundError` if there is no such asset.
    """
    asset = find_asset(room, name)
    if asset is None:
        raise FileNotFoundError(f"no asset {name!r} in {ROOMS[room]}")
    return f"{FROM_FRAME}/assets/{room}/{name}?v={asset.etag[:12]}"


def data_url(token: str) -> str:
    """Address for the map's frame of what was published under a token; ends in a slash."""
    return f"{FROM_FRAME}/data/{token}/"


def view_url(session: str) -> str:
    """Address for the map's frame to which a session's map reports its view."""
    return f"{FROM_FRAME}/view/{session}"


@lru_cache(maxsize=256)
def _load(path: Path, _mtime_ns: int, content_type: str) -> Asset:
    body = path.read_bytes()
    etag = hashlib.sha256(body).hexdigest()[:32]
    return Asset(body, path.suffix == ".gz", content_type, etag)


def assets(request: Request) -> Response:
    """``GET /atlas/assets/<room>/<name>``."""
    asset = find_asset(request.path_params["room"], request.path_params["name"])
    if asset is None:
        return _missing()
    versioned = request.query_params.get("v") == asset.etag[:12]
    headers = {
        "ETag": f'"{asset.etag}"',
        "Cache-Control": _FOREVER if versioned else "private, no-cache",
        "Vary": "Accept-Encoding",
    }
    if f'"{asset.etag}"' in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    if not asset.gzipped:
        return Response(asset.body, headers=headers, media_type=asset.content_type)
    if _takes_gzip(request):
        headers["Content-Encoding"] = "gzip"
        return Response(asset.body, headers=headers, media_type=asset.content_type)
    return Response(gzip.decompress(asset.body), headers=headers, media_type=asset.content_type)


def columns(request: Request) -> Response:
    """``GET /atlas/data/<token>/claims.bin``."""
    found = sessions.published(request.path_params["token"])
    if found is None:
        return _missing()
    return _packed(request, found.columns, "application/octet-stream")


def areas(request: Request) -> Response:
    """``GET /atlas/data/<token>/areas.json``."""
    found = sessions.published(request.path_params["token"])
    if found is None:
        return _missing()
    return _packed(request, found.areas, "application/geo+json")


def outline(request: Request) -> Response:
    """``GET /atlas/areas/<key>.json``."""
    found = published_area(request.path_params["key"])
    if found is None:
        return _missing()
    return _packed(request, found, "application/geo+json")


def details(request: Request) -> Response:
    """``GET /atlas/data/<token>/claims.json?rows=3,7``: at most `MAX_DETAILS` rows at once."""
    table = sessions.table_for(request.path_params["token"])
    if table is None:
        return _missing()
    words = request.query_params.get("rows", "").split(",")
    plain = all(word.isascii() and word.isdigit() and len(word) < 10 for word in words)
    if not plain or len(words) > MAX_DETAILS or any(int(word) >= table.n for word in words):
        return _refused(
            f"rows: give up to {MAX_DETAILS} row numbers below {table.n}, separated by commas."
        )
    body = sessions.Body(lambda: details_json(table, [int(word) for word in words]))
    return _packed(request, body, "application/json")


async def view(request: Request) -> Response:
    """``POST /atlas/view/<session>`` with the JSON that `sessions.MapView.from_json` reads."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_VIEW_BYTES:
            return _refused(f"A view has at most {MAX_VIEW_BYTES} bytes.", 413)
    try:
        seen = sessions.MapView.from_json(json.loads(body))
    except (QueryError, ValueError, RecursionError) as error:
        return _refused(str(error) if isinstance(error, QueryError) else "The body is not JSON.")
    if not sessions.store_view(request.path_params["session"], seen):
        return _missing()
    return Response(status_code=204, headers={"Cache-Control": "no-store"})


def unknown(_: Request) -> Response:
    """Anything else under /atlas: without this Streamlit would answer 200 with its own page."""
    return _missing()


def routes() -> list[Route]:
    """All of the above at their addresses."""
    data = PREFIX + "/data/{token}"
    return [
        Route(PREFIX + "/assets/{room}/{name:path}", assets),
        Route(data + "/claims.bin", columns),
        Route(data + "/areas.json", areas),
        Route(data + "/claims.json", details),
        Route(PREFIX + "/areas/{key}.json", outline),
        Route(PREFIX + "/view/{session}", view, methods=["POST"]),
        Route(PREFIX + "/{rest:path}", unknown, methods=["GET", "POST"]),
    ]


class OwnCompression:
    """Middleware: answers under /atlas choose their compression themselves.

    Streamlit's middleware would gzip 22 MB of columns anew on each request. It goes by the header
    of the request, which is put aside here.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Take the header away and remember what it said."""
        if scope["type"] == "http" and scope["path"].startswith(PREFIX + "/"):
            headers = scope["headers"]
            wanted = b",".join(value for name, value in headers if name == b"accept-encoding")
            scope = dict(scope)
            scope["headers"] = [pair for pair in headers if pair[0] != b"accept-encoding"]
            scope["atlas.gzip"] = b"gzip" in wanted.lower() and b"gzip;q=0" not in wanted.lower()
        await self._app(scope, receive, send)


def _takes_gzip(request: Request) -> bool:
    return bool(request.scope.get("atlas.gzip"))


def _packed(request: Request, body: sessions.Body, content_type: str) -> Response:
    """Answer with bytes that never change; zipped unless the reader sits at this machine.

    On the loopback interface unzipping would cost more than it saves.
    """
    headers = {"Cache-Control": _FOREVER, "Vary": "Accept-Encoding"}
    local = request.client is not None and request.client.host in _LOOPBACK_CLIENTS
    if not local and _takes_gzip(request) and len(body.plain()) >= _WORTH_ZIPPING:
        headers["Content-Encoding"] = "gzip"
        return Response(body.gzipped(), headers=headers, media_type=content_type)
    return Response(body.plain(), headers=headers, media_type=content_type)


def _missing() -> Response:
    return PlainTextResponse("Not found.\n", 404, {"Cache-Control": "no-store"})


def _refused(reason: str, status: int = 400) -> Response:
    return PlainTextResponse(reason + "\n", status, {"Cache-Control": "no-store"})
