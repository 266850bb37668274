"""Routes under /atlas, as the browser reaches them through all middleware."""

from __future__ import annotations

import gzip
import json
import socket
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote

import numpy as np
import pytest
import streamlit as st
from streamlit.web.server.starlette.starlette_app import _validate_run_config

from dashboard import routes, server, sessions
from geo.claims.card import ClaimCard
from geo.claims.layers import COLUMN_TYPES
from geo.claims.vocabulary import Confidence, Kind, Modality, Status
from geo.errors import ClaimAtlasError
from geo.places.location import Shape
from tests.dashboard.asgi import Answer, ask

HOSTILE = "</script><img onerror=alert(1)>"


def card(row: int) -> ClaimCard:
    return ClaimCard(
        row=row, id=f"c{row}", summary=HOSTILE, kind=Kind.OTHER, kind_label="Other",
        modality=Modality.HAPPENED, modality_label="", status=Status.ASSERTED, status_label="",
        place_id=None, place=None, where="", shape=Shape.NONE, when="", when_basis="", date="",
        figure="", figure_note="", actor="", confidence=Confidence.LOW, confidence_label="",
        confidence_reasons=(), asserting=1, denying=0, doubting=0, missing=0, statements=(),
    )  # fmt: skip


@pytest.fixture(scope="module")
def app() -> st.App:
    return server.build_app(script=Path(__file__))


@pytest.fixture
def token() -> Iterator[str]:
    sessions.forget_all()
    n = 500
    columns: dict[str, Any] = {name: np.zeros(n, kind) for name, kind in COLUMN_TYPES.items()}
    table: Any = SimpleNamespace(
        n=n, areas=(), revision="r", boundary="recognised", card=card, **columns
    )
    yield sessions.publish(table)
    sessions.forget_all()


def gzipped(answer: Answer) -> bool:
    return answer.headers.get("content-encoding") == "gzip"


ZIP = {"accept-encoding": "gzip, br"}

# ------------------------------------------------------------------------------------- assets


@pytest.mark.parametrize(
    ("path", "content_type"),
    [
        ("vendor/leaflet.js", "text/javascript"),
        ("vendor/leaflet.css", "text/css"),
        ("vendor/images/layers.png", "image/png"),
        ("web/columns.js", "text/javascript"),
    ],
)
def test_assets_are_served_as_what_they_are(app: st.App, path: str, content_type: str) -> None:
    answer = ask(app, f"/atlas/assets/{path}", headers=ZIP)
    assert answer.status == 200
    assert answer.headers["content-type"].startswith(content_type)
    assert answer.body
    again = ask(app, f"/atlas/assets/{path}", headers={"if-none-match": answer.headers["etag"]})
    assert (again.status, again.body) == (304, b"")
    assert "no-cache" in answer.headers["cache-control"]


def test_an_address_with_its_version_may_be_kept(app: st.App) -> None:
    url = routes.asset_url("vendor", "leaflet.js")
    assert url.startswith("../../atlas/assets/vendor/leaflet.js?v=")
    answer = ask(app, url.removeprefix("../.."))
    assert "immutable" in answer.headers["cache-control"]
    stale = ask(app, "/atlas/assets/vendor/leaflet.js?v=000000000000")
    assert "immutable" not in stale.headers["cache-control"]
    with pytest.raises(FileNotFoundError):
        routes.asset_url("web", "nothing.js")


def test_a_zipped_file_is_served_under_its_plain_name(
    app: st.App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "land.topo.json.gz").write_bytes(gzip.compress(b'{"type":"Topology"}'))
    (tmp_path / "notes.txt").write_text("private")
    monkeypatch.setitem(routes.ROOMS, "basemap", tmp_path)
    zipped = ask(app, "/atlas/assets/basemap/land.topo.json", headers=ZIP)
    plain = ask(app, "/atlas/assets/basemap/land.topo.json")
    assert gzipped(zipped)
    assert gzip.decompress(zipped.body) == plain.body == b'{"type":"Topology"}'
    assert not gzipped(plain)
    assert zipped.headers["content-type"] == "application/json"
    assert ask(app, "/atlas/assets/basemap/notes.txt").status == 404


@pytest.mark.parametrize(
    "path",
    [
        "/atlas/assets/web/../errors.py",
        "/atlas/assets/web/..%2ferrors.py",
        "/atlas/assets/web/%2e%2e/errors.py",
        "/atlas/assets/web//etc/passwd",
        "/atlas/assets/web/..%5cerrors.py",
        "/atlas/assets/web/__init__.py",
        "/atlas/assets/web/missing.js",
        "/atlas/assets/web/",
        "/atlas/assets/nowhere/leaflet.js",
        "/atlas/assets/vendor/leaflet.js/",
        "/atlas/assets/vendor/leaflet.js%00.js",
        "/atlas/data/guessed/claims.bin",
        "/atlas/data/guessed/areas.json",
        "/atlas/data/guessed/claims.json?rows=1",
        "/atlas/",
        "/atlas/anything",
    ],
)
def test_what_is_not_there_is_not_found(app: st.App, path: str) -> None:
    answer = ask(app, path)
    assert answer.status in (400, 404), "and not 200 with Streamlit's page"
    assert not answer.body.startswith(b"<")
    assert "content-security-policy" in answer.headers


# --------------------------------------------------------------------------------------- data


def test_columns_are_plain_here_and_zipped_once_for_others(app: st.App, token: str) -> None:
    path = f"/atlas/data/{token}/claims.bin"
    here = ask(app, path, headers=ZIP)
    assert here.status == 200
    assert here.body[:4] == b"CAT1"
    assert not gzipped(here), "Streamlit's middleware must not zip it on each request"
    assert here.headers["cache-control"] == "private, max-age=31536000, immutable"
    there = ask(app, path, headers=ZIP, client="192.168.1.7")
    assert gzipped(there)
    assert gzip.decompress(there.body) == here.body
    assert not gzipped(ask(app, path, client="192.168.1.7"))


def test_areas_are_geojson(app: st.App, token: str) -> None:
    answer = ask(app, f"/atlas/data/{token}/areas.json")
    assert answer.json() == {"type": "FeatureCollection", "features": []}
    assert answer.headers["content-type"].startswith("application/geo+json")


def test_details_of_some_rows(app: st.App, token: str) -> None:
    answer = ask(app, f"/atlas/data/{token}/claims.json?rows=7,3")
    assert [one["row"] for one in answer.json()] == [7, 3]
    assert answer.json()[0]["summary"] == HOSTILE
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "rows", ["", "x", "-1", "1,", "500", "1.5", "٣", "9" * 400, ",".join(["1"] * 201)]
)
def test_rows_that_are_none_are_refused(app: st.App, token: str, rows: str) -> None:
    answer = ask(app, f"/atlas/data/{token}/claims.json?rows={quote(rows)}")
    assert answer.status == 400


# --------------------------------------------------------------------------------------- view

VIEW = {"center": [36.0, 51.5], "zoom": 5, "bounds": [20, 40, 60, 60]}


def post(app: st.App, session: str, body: bytes, **headers: str) -> Answer:
    return ask(app, f"/atlas/view/{session}", method="POST", body=body, headers=headers)


def test_the_map_tells_its_view(app: st.App) -> None:
    session = sessions.new_session()
    answer = post(app, session, json.dumps(VIEW).encode(), origin="http://127.0.0.1:8501")
    assert (answer.status, answer.body) == (204, b"")
    seen = sessions.view_for(session)
    assert seen is not None
    assert seen.bounds == (20, 40, 60, 60)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"\xff\xfe", 400),
        (b"[" * 4000, 400),
        (b'{"zoom": NaN}', 400),
        (b"[1,2]", 400),
        (b" " * 5000, 413),
    ],
)
def test_a_view_that_is_none_is_refused(app: st.App, body: bytes, status: int) -> None:
    session = sessions.new_session()
    assert post(app, session, body).status == status
    assert sessions.view_for(session) is None


def test_a_view_of_nobody_or_from_elsewhere_is_refused(app: st.App) -> None:
    body = json.dumps(VIEW).encode()
    assert post(app, "guessed", body).status == 404
    session = sessions.new_session()
    assert post(app, session, body, origin="http://evil.example").status == 403
    assert ask(app, f"/atlas/view/{session}").status in (404, 405)
    assert sessions.view_for(session) is None


# ------------------------------------------------------------------------------------- server


@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0", "::1", "192.168.1.5"])  # noqa: S104
def test_every_setting_is_one_that_streamlit_takes(host: str) -> None:
    settings = server.run_settings(host, 8600)
    assert _validate_run_config(settings) == settings
    assert settings["server.address"] == host
    assert settings["server.port"] == 8600
    assert settings["browser.gatherUsageStats"] is False
    assert settings["server.headless"] is True
    assert settings["logger.hideWelcomeMessage"] is True


def test_a_port_in_use_says_what_to_do() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen(1)
        port = taken.getsockname()[1]
        with pytest.raises(ClaimAtlasError, match="--port"):
            server.serve("127.0.0.1", port)
    server.require_port("127.0.0.1", port)
    with pytest.raises(ClaimAtlasError, match="1 to 65535"):
        server.require_port("127.0.0.1", 0)
    with pytest.raises(ClaimAtlasError, match="--port"):
        server.require_port("203.0.113.1", 8600)


def test_who_may_be_asked_for_by_which_name() -> None:
    names, any_address = server.served_names("127.0.0.1")
    assert "localhost" in names
    assert not any_address
    names, any_address = server.served_names("0.0.0.0", ["Maps.Example."])  # noqa: S104
    assert {"localhost", "maps.example"} <= names
    assert any_address
    assert server.page_address("0.0.0.0", 1) == "http://127.0.0.1:1"  # noqa: S104
    assert server.page_address("::1", 1) == "http://[::1]:1"


def test_without_the_server_the_routes_are_known_to_be_missing() -> None:
    assert not server.routes_available()
