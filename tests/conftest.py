"""What every test stands on: the repository's root, a quiet environment, and no way out.

There is no ``__init__.py`` in this tree, because ``tests/geo/__init__.py`` would shadow ``geo``.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from geo.places.world_index import WorldIndex, load_world_index
from scripts.chromium import ARGUMENTS, require_chromium
from tests.postgres_server import Server

os.environ["MPLBACKEND"] = "Agg"
# A developer's own store must not decide what a test sees.
os.environ.pop("CLAIM_ATLAS_STORE", None)
# Nor what a developer keeps: this run has a store of its own, which no test changes. A test that
# changes something names another.
_HOME = tempfile.TemporaryDirectory(prefix="claim-atlas-tests-")
os.environ["CLAIM_ATLAS_HOME"] = _HOME.name

# Property tests assert no seconds, and a continuous integration run repeats the same examples.
settings.register_profile("local", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")

ROOT = Path(__file__).resolve().parent.parent


class OutsideConnectionError(RuntimeError):
    """Code under test tried to reach another machine."""


def _only_this_machine(event: str, args: tuple[object, ...]) -> None:
    """Refuse connections of this process to anything but the loopback addresses."""
    if event != "socket.connect":
        return
    address = args[1]
    if not isinstance(address, tuple):  # a Unix socket
        return
    host = str(address[0])
    try:
        local = ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        local = host in ("localhost", "")
    if not local:
        raise OutsideConnectionError(f"connection to {host!r}: tests stay on this machine")


sys.addaudithook(_only_this_machine)


@pytest.fixture(scope="session")
def repo_root() -> Path:
    """Folder that holds ``pyproject.toml``."""
    return ROOT


@pytest.fixture(scope="session")
def world_index() -> WorldIndex:
    """The world index, built once where the cache has none, before somebody must wait for it."""
    return load_world_index()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """One PostgreSQL with PostGIS for the whole run, of the tests' own; see `database`."""
    server = Server()
    try:
        server.create("with_postgis")
        server.execute("CREATE EXTENSION postgis", database="with_postgis")
        yield server
    finally:
        server.stop()


@pytest.fixture
def database(postgres: Server) -> Iterator[str]:
    """The address of an empty database with PostGIS, a new one for each test."""
    name = f"test_{uuid4().hex}"
    yield postgres.create(name, "with_postgis")
    postgres.drop(name)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One headless browser for the whole run; every test gets a fresh context in it.

    One, because Playwright cannot be started twice in a process.
    """
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=require_chromium(), args=list(ARGUMENTS), headless=True
        )
        yield browser
        browser.close()
