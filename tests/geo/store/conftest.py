"""A store for each test, on one database or on both."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from uuid import uuid4

import pytest

from geo.store.engine import Store
from geo.store.opening import open_store
from tests.geo.store.store_makers import make_store, make_store_on_server
from tests.postgres_server import Server


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A module says in ``DATABASES`` on which its tests run; on SQLite where it says nothing."""
    if "store" in metafunc.fixturenames:
        kinds = getattr(metafunc.module, "DATABASES", ("sqlite",))
        metafunc.parametrize("store", kinds, indirect=True)


@cache
def _bytes() -> bytes:
    """A filled store; to make one anew takes longer than most tests."""
    with tempfile.TemporaryDirectory() as folder:
        make_store(Path(folder))
        return (Path(folder) / "claims.db").read_bytes()


@pytest.fixture
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """The store of `store_makers.dataset`, a new one for each test."""
    if request.param == "sqlite":
        path = tmp_path / "claims.db"
        path.write_bytes(_bytes())
        yield open_store(path)
        return
    server: Server = request.getfixturevalue("postgres")
    template = request.getfixturevalue("filled_database")
    name = f"test_{uuid4().hex}"
    yield open_store(server.create(name, template))
    server.drop(name)


@pytest.fixture(scope="session")
def filled_database(postgres: Server) -> str:
    """The name of a database with the store of `store_makers.dataset`; it is only copied."""
    make_store_on_server(postgres.create("filled", "with_postgis"))
    return "filled"
