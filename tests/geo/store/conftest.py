"""A store for each test."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

import pytest

from geo.store.engine import Store
from geo.store.opening import open_store
from tests.geo.store.store_makers import make_store


@cache
def _bytes() -> bytes:
    """A filled store; to make one anew takes longer than most tests."""
    with tempfile.TemporaryDirectory() as folder:
        make_store(Path(folder))
        return (Path(folder) / "claims.db").read_bytes()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """The store of `store_makers.dataset`."""
    path = tmp_path / "claims.db"
    path.write_bytes(_bytes())
    return open_store(path)
