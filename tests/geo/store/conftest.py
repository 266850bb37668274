"""A store for each test."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.store.engine import Store
from tests.geo.store.store_makers import make_store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return make_store(tmp_path)
