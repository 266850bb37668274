"""A real server, a real browser, and a page that cannot leave this machine.

`server` is the dashboard on the bundled claims, started once; `start_server` starts others, on
another store or with another environment. `page` and `blocked_page` are fresh browser contexts;
the second one keeps a list of every address that anything on the page asked for. `atlas` is a
page that knows the map page, and `claims` is what Python says of the same claims.

`server` itself is watched as well: it writes down every address it connects to or looks up.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    Route,
    WebSocketRoute,
    expect,
)

from geo.claims.table import ClaimTable
from geo.exchange.seeds import bundled_folder, read_folder
from geo.places.gazetteer import load_gazetteer
from geo.places.regions import BoundaryView
from geo.places.world_index import WorldIndex
from tests.e2e.atlas_page import AtlasPage

# No test asserts seconds: this is how long a busy machine may take.
expect.set_options(timeout=30_000)

VIEWPORT = {"width": 1280, "height": 720}
WATCH = Path(__file__).with_name("watch")
"""Holds a ``sitecustomize.py`` that notes the connections of a server."""

START_SECONDS = 90
"""How long a server may take before a test gives up on it; no test asserts less."""


@dataclass(frozen=True)
class Server:
    """A running dashboard."""

    url: str
    log: Path
    process: subprocess.Popen[bytes] = field(repr=False)
    outgoing: Path | None = None
    """Where the server writes down what it connects to, if it is watched."""

    @property
    def origin(self) -> str:
        """Scheme, host and port, without a slash."""
        return self.url.rstrip("/")

    def output(self) -> str:
        """What the server has printed so far."""
        return self.log.read_text(encoding="utf-8", errors="replace")


StartServer = Callable[..., Server]


@dataclass(frozen=True)
class BlockedPage:
    """A page whose every request was seen, and let through only to the page's own server."""

    page: Page
    requests: list[str]
    foreign: list[str]


def free_port() -> int:
    """A TCP port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_healthy(server: Server) -> None:
    """Return once the server answers; fail with what it printed when it ends or takes too long."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if server.process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{server.origin}/_stcore/health", timeout=5) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    pytest.fail(f"the dashboard did not start:\n{server.output()}", pytrace=False)


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a server that this test run started."""
    process.terminate()
    try:
        process.wait(timeout=15)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@pytest.fixture(scope="session")
def start_server(
    tmp_path_factory: pytest.TempPathFactory, repo_root: Path, world_index: WorldIndex
) -> Iterator[StartServer]:
    """Call it for a dashboard of one's own: ``start_server(store=..., arguments=[...], env={})``.

    It is started from an empty folder, as a user of the installed program would, and stopped when
    the test run ends. It finds the world index built.
    """
    running: list[subprocess.Popen[bytes]] = []

    def start(
        store: Path | None = None,
        arguments: list[str] | None = None,
        env: dict[str, str] | None = None,
        watched: bool = False,
    ) -> Server:
        folder = tmp_path_factory.mktemp("server")
        port = free_port()
        command = [sys.executable, "-m", "dashboard", "serve", "--port", str(port)]
        if store is not None:
            command += ["--store", str(store)]
        environment = {
            **os.environ,
            "CLAIM_ATLAS_HOME": str(folder / "home"),
            "PYTHONPATH": str(repo_root),
            **(env or {}),
        }
        outgoing = folder / "outgoing.log" if watched else None
        if outgoing is not None:
            environment["PYTHONPATH"] = os.pathsep.join((str(WATCH), environment["PYTHONPATH"]))
            environment["OUTGOING_LOG"] = str(outgoing)
        log = folder / "server.log"
        with log.open("wb") as out:
            process = subprocess.Popen(
                [*command, *(arguments or [])],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                cwd=folder,
                env=environment,
            )
        running.append(process)
        server = Server(f"http://127.0.0.1:{port}/", log, process, outgoing)
        wait_until_healthy(server)
        return server

    yield start
    for process in running:
        stop(process)


@pytest.fixture(scope="session")
def server(start_server: StartServer) -> Server:
    """The dashboard on the bundled claims, shared by all tests, which change nothing in it."""
    return start_server(watched=True)


@pytest.fixture(scope="session")
def claims() -> ClaimTable:
    """The bundled claims as Python reads them, to compare the screen with."""
    gazetteer = load_gazetteer()
    dataset = read_folder(bundled_folder(), gazetteer).dataset
    return ClaimTable(dataset, gazetteer, BoundaryView.RECOGNISED)


def fresh_context(chromium: Browser) -> BrowserContext:
    """A browser profile without a past."""
    return chromium.new_context(
        viewport=VIEWPORT, locale="en-GB", timezone_id="UTC", service_workers="block"
    )


@pytest.fixture
def context(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """A fresh browser profile; leaves a picture of each page in test-results/ if the test fails."""
    made = fresh_context(chromium)
    yield made
    if failed(request.node):
        keep_pictures(made, request)
    made.close()


@pytest.fixture(scope="session")
def warm_context(chromium: Browser) -> Iterator[BrowserContext]:
    """A profile shared by many tests: what the browser has loaded once opens in half the time."""
    made = fresh_context(chromium)
    yield made
    made.close()


@pytest.fixture
def warm_page(warm_context: BrowserContext, request: pytest.FixtureRequest) -> Iterator[Page]:
    """An empty page in the shared profile, and the pages a test opens beside it."""
    yield warm_context.new_page()
    if failed(request.node):
        keep_pictures(warm_context, request)
    for page in warm_context.pages:
        page.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """An empty page of 1280 by 720 pixels."""
    return context.new_page()


@pytest.fixture
def atlas(warm_page: Page, server: Server) -> AtlasPage:
    """A page for the bundled claims, not opened yet."""
    return AtlasPage(warm_page, server.origin)


@pytest.fixture
def blocked_page(context: BrowserContext, server: Server) -> BlockedPage:
    """An empty page that reaches `server` and nothing else, over HTTP or WebSocket."""
    return block(context, server)


def block(context: BrowserContext, server: Server) -> BlockedPage:
    """A page that reaches one server only, with a list of what it asked for."""
    requests: list[str] = []
    foreign: list[str] = []

    def own(url: str) -> bool:
        requests.append(url)
        same = urlsplit(url).netloc == urlsplit(server.url).netloc
        if not same:
            foreign.append(url)
        return same

    def over_http(route: Route) -> None:
        if own(route.request.url):
            route.continue_()
        else:
            route.abort("blockedbyclient")

    def over_websocket(socket_route: WebSocketRoute) -> None:
        if own(socket_route.url):
            socket_route.connect_to_server()
        else:
            socket_route.close()

    context.route("**/*", over_http)
    context.route_web_socket("**/*", over_websocket)
    return BlockedPage(context.new_page(), requests, foreign)


# --------------------------------------------------------------------- pictures of failed tests

REPORT = pytest.StashKey[pytest.TestReport]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Remember how the test itself went, for the fixtures that are torn down after it."""
    report: pytest.TestReport = yield
    if report.when == "call":
        item.stash[REPORT] = report
    return report


def failed(item: pytest.Item) -> bool:
    """Whether the body of the test has failed."""
    report = item.stash.get(REPORT, None)
    return report is not None and report.failed


def keep_pictures(context: BrowserContext, request: pytest.FixtureRequest) -> None:
    """Save what each page shows as ``test-results/<test>-<n>.png``."""
    folder = request.config.rootpath / "test-results"
    folder.mkdir(exist_ok=True)
    name = "".join(c if c.isalnum() else "-" for c in request.node.name)
    for number, shown in enumerate(context.pages):
        shown.screenshot(path=folder / f"{name}-{number}.png")
