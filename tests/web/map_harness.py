"""A page with nothing but the map layer, and a small server with made-up claims behind it.

`pack_columns` is a reference for the form of `claims.bin`; the application has its own packer.
Everything is served from the test's own machine; what else a page asks for is refused and noted.
"""

from __future__ import annotations

import gzip
import importlib
import json
import re
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import numpy as np

from geo.symbols import spec

ROOT = Path(__file__).parents[2]
WEB = ROOT / "geo" / "web"
BASEMAP = ROOT / "geo" / "data" / "basemap"
VENDOR = Path(importlib.import_module("xstatic.pkg.leaflet").BASE_DIR)

TYPES = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".json": "application/json",
    ".png": "image/png",
    ".bin": "application/octet-stream",
}
COLUMN_TYPES: dict[str, str] = {
    "lon": "f4",
    "lat": "f4",
    "radius_m": "f4",
    "shape": "u1",
    "area": "i4",
    "kind": "u1",
    "confidence": "u1",
    "status": "u1",
    "modality": "u1",
    "size": "u1",
}
HEADER_BYTES = 1024
NONE, POINT, RING, AREA, COUNTRY = range(5)


def pack_columns(columns: Mapping[str, np.ndarray]) -> bytes:
    """`claims.bin` of these columns: "CAT1", header length, JSON header, 8-aligned arrays."""
    n = len(columns["lon"])
    arrays = {
        name: np.ascontiguousarray(columns[name], dtype="<" + code if code != "u1" else "u1")
        for name, code in COLUMN_TYPES.items()
    }
    places: dict[str, dict[str, Any]] = {}
    at = 8 + HEADER_BYTES
    for name, array in arrays.items():
        places[name] = {"type": COLUMN_TYPES[name], "offset": at}
        at += -(-array.nbytes // 8) * 8
    header = json.dumps({"n": n, "columns": places}).encode().ljust(HEADER_BYTES)
    body = b"".join(
        array.tobytes().ljust(-(-array.nbytes // 8) * 8, b"\0") for array in arrays.values()
    )
    return b"CAT1" + len(header).to_bytes(4, "little") + header + body


@dataclass
class World:
    """Made-up claims: columns, outlines of areas, and details by row."""

    columns: dict[str, np.ndarray]
    areas: list[dict[str, Any]] = field(default_factory=list)
    details: dict[int, dict[str, Any]] = field(default_factory=dict)

    def detail(self, row: int) -> dict[str, Any]:
        """What `claims.json` says of one row: defaults, with the test's own words over them."""
        words = spec()
        column = {
            name: int(self.columns[name][row])
            for name in ("kind", "confidence", "status", "modality")
        }
        lists: dict[str, Any] = {"kind": words["kinds"], **words}
        entry = {name: lists[name][code] for name, code in column.items()}
        return {
            "row": row,
            "id": f"made-up-{row}",
            "summary": f"Made-up claim number {row}",
            "kind": entry["kind"]["name"],
            "kind_label": entry["kind"]["label"],
            "modality": entry["modality"]["name"],
            "status": entry["status"]["name"],
            "place": "Exampletown",
            "where": "near Exampletown",
            "when": "early October 2024",
            "when_basis": "the report's own words",
            "figure": "about 1,500 soldiers",
            "actor": "Example unit",
            "confidence": entry["confidence"]["name"],
            "confidence_label": entry["confidence"]["label"],
            "confidence_reasons": ["Two independent originators assert it.", "One denies it."],
            "asserting": 2,
            "denying": 1,
            "doubting": 0,
            "statements": [
                {
                    "originator": "Example agency",
                    "via": ["Example wire"],
                    "stance": "asserts",
                    "stance_label": "asserts",
                    "grade": "B2",
                    "grade_label": "usually reliable, probably true",
                    "outlet": "Example Times",
                    "published": "2024-10-24",
                    "published_basis": "printed",
                    "document": "example",
                    "locator": "paragraph 4",
                    "url": "https://example.org/a",
                },
                {
                    "originator": "Example ministry",
                    "via": [],
                    "stance": "denies",
                    "stance_label": "denies",
                    "grade": "F6",
                    "grade_label": "reliability and truth cannot be judged",
                    "outlet": "Example Times",
                    "published": "2024-10-25",
                    "published_basis": "",
                    "document": "example",
                    "locator": "paragraph 9",
                    "url": None,
                },
            ],
        } | self.details.get(row, {})


def world(rows: Sequence[Mapping[str, Any]], areas: Sequence[dict[str, Any]] = ()) -> World:
    """Claims from one mapping each; what a mapping lacks is an ordinary asserted sighting."""
    plain = {
        "lon": np.nan,
        "lat": np.nan,
        "radius_m": 2000,
        "shape": POINT,
        "area": -1,
        "kind": 3,
        "confidence": 1,
        "status": 0,
        "modality": 0,
        "size": 0,
    }
    columns = {
        name: np.array([row.get(name, plain[name]) for row in rows]) for name in COLUMN_TYPES
    }
    details = {i: dict(row["detail"]) for i, row in enumerate(rows) if "detail" in row}
    return World(columns, list(areas), details)


def many(n: int, seed: int = 1) -> World:
    """`n` claims in some two hundred crowds between Europe and East Asia."""
    rng = np.random.default_rng(seed)
    crowds = 200
    lon, lat = rng.uniform(22, 135, crowds), rng.uniform(38, 62, crowds)
    crowd = rng.choice(crowds, n, p=rng.dirichlet(np.full(crowds, 0.6)))
    return World(
        {
            "lon": lon[crowd] + rng.normal(0, 1.2, n),
            "lat": lat[crowd] + rng.normal(0, 0.8, n),
            "radius_m": rng.choice([1000.0, 5000.0, 30000.0], n),
            "shape": rng.choice([POINT, RING], n, p=[0.8, 0.2]),
            "area": np.full(n, -1),
            "kind": rng.integers(0, 6, n),
            "confidence": rng.choice(4, n, p=[0.15, 0.35, 0.3, 0.2]),
            "status": rng.choice(4, n, p=[0.7, 0.15, 0.1, 0.05]),
            "modality": rng.choice(4, n, p=[0.6, 0.2, 0.1, 0.1]),
            "size": rng.integers(0, 5, n),
        }
    )


def square(name: str, west: float, south: float, east: float, north: float) -> dict[str, Any]:
    """An area that is a box, as a GeoJSON feature."""
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {
        "type": "Feature",
        "properties": {"name": name},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


def page_html(*, view: Sequence[float], theme: str | None, basemap: bool) -> str:
    """The page as streamlit-folium builds it: a frame with `#map_div`, scripts in order."""
    order = json.loads((WEB / "scripts.json").read_text())
    scripts = "".join(
        f'<script src="/atlas/assets/web/{name}"></script>'
        for name in order["scripts"]
        if basemap or not name.startswith("basemap")
    )
    options = {
        "assets": "/atlas/assets/",
        "data": "/atlas/data/t/",
        "viewUrl": "/atlas/view/s",
        "boundary": "recognised",
        "initialView": list(view),
        "symbols": spec(),
        "boundaryNote": "Boundaries: Crimea and Sevastopol shown in Ukraine (UN GA res. 68/262)",
        "banner": "Claims, not established facts",
    } | ({"theme": theme} if theme else {})
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Map</title>
<meta name="viewport" content="width=device-width,initial-scale=1">
<link rel="stylesheet" href="/atlas/assets/vendor/leaflet.css">
<link rel="stylesheet" href="/atlas/assets/web/atlas.css"></head><body>
<div id="root"><div id="parent" class="single"><div class="float-child"><div id="map_div"
 style="height:500px"></div></div><div class="float-child"></div></div></div><span>&nbsp;</span>
<script src="/atlas/assets/vendor/leaflet.js"></script>{scripts}
<script>
window.told = []; window.ran = false;
window.Streamlit = {{setComponentValue: (value) => window.told.push(value)}};
var map = L.map('map_div', {{center: [50, 60], zoom: 4, minZoom: 2, maxZoom: 10}});
ClaimAtlas.start(map, {json.dumps(options)});
</script></body></html>"""


class MapServer:
    """Serves the page, the assets and one `World`; keeps a list of what was asked for."""

    def __init__(self) -> None:
        """Starts on a free port of this machine."""
        self.world = World({})
        self.packed = b""
        self.view: Sequence[float] = (50.0, 60.0, 4)
        self.theme: str | None = "light"
        self.basemap = False
        self.broken = False
        self.asked: list[str] = []
        self.posted: list[dict[str, Any]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, format: str, *args: object) -> None:
                pass

            def do_GET(self) -> None:
                outer.asked.append("GET " + self.path)
                self.reply(*outer.answer(self.path))

            def do_POST(self) -> None:
                outer.asked.append("POST " + self.path)
                length = int(self.headers["Content-Length"])
                outer.posted.append(json.loads(self.rfile.read(length)))
                self.reply(204, "text/plain", b"", {})

            def reply(self, status: int, kind: str, body: bytes, extra: dict[str, str]) -> None:
                self.send_response(status)
                for name, value in {"Content-Type": kind, **extra}.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def show(
        self,
        claims: World,
        view: Sequence[float] = (50, 60, 4),
        theme: str | None = "light",
    ) -> None:
        """Sets what the next page load shows; forgets what was asked before."""
        self.world, self.packed = claims, pack_columns(claims.columns)
        self.view, self.theme, self.broken = view, theme, False
        self.asked.clear()
        self.posted.clear()

    def answer(self, path: str) -> tuple[int, str, bytes, dict[str, str]]:
        """Status, content type, body and further headers for a GET."""
        url = urlsplit(path)
        if url.path == "/":
            return 200, "text/html", self._page().encode(), {}
        asset = re.fullmatch(r"/atlas/assets/(vendor|web|basemap)/([\w./-]+)", url.path)
        if asset and ".." not in url.path:
            return self._asset(
                {"vendor": VENDOR, "web": WEB, "basemap": BASEMAP}[asset[1]], asset[2]
            )
        if self.broken:
            return 503, "text/plain", b"no", {}
        if url.path.endswith("/claims.bin"):
            return 200, TYPES[".bin"], self.packed, {}
        if url.path.endswith("/areas.json"):
            shapes = {"type": "FeatureCollection", "features": self.world.areas}
            return 200, TYPES[".json"], json.dumps(shapes).encode(), {}
        if url.path.endswith("/claims.json"):
            rows = [int(row) for row in parse_qs(url.query)["rows"][0].split(",")]
            answer = [self.world.detail(row) for row in rows]
            return 200, TYPES[".json"], json.dumps(answer).encode(), {}
        return 404, "text/plain", b"not here", {}

    def _page(self) -> str:
        return page_html(view=self.view, theme=self.theme, basemap=self.basemap)

    def _asset(self, folder: Path, name: str) -> tuple[int, str, bytes, dict[str, str]]:
        kind = TYPES.get(Path(name).suffix, "text/plain")
        if (folder / name).is_file():
            body = (folder / name).read_bytes()
            if name.endswith(".gz"):
                return 200, TYPES[".json"], body, {"Content-Encoding": "gzip"}
            return 200, kind, body, {}
        packed = folder / (name + ".gz")
        if packed.is_file():
            return 200, kind, gzip.decompress(packed.read_bytes()), {}
        return 404, "text/plain", b"not here", {}

    def close(self) -> None:
        """Stops the server."""
        self.server.shutdown()
        self.server.server_close()
