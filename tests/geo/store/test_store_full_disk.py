"""A full disk: nothing acknowledged is lost, nothing is half, and with room again it goes on."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from geo.errors import StoreError
from geo.store.contents import dataset
from geo.store.edits import add
from geo.store.opening import create_store, open_store
from geo.store.verify import faults
from tests.geo.store.store_makers import BY, claim, make_store, originator, statement

FULL = """
import resource, sys
from geo.errors import StoreError
from geo.store.edits import add
from geo.store.opening import open_store
from geo.store.records import By
from tests.geo.store.store_makers import claim, statement
store = open_store(sys.argv[1])
size = store.path.stat().st_size + int(sys.argv[2])
resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
n = 0
try:
    while True:
        add(store, [claim(f"n{n}"), statement(f"n{n}", f"n{n}", note="x" * 20_000)], By("a", "b"))
        n += 1
        print(f"n{n - 1}", flush=True)
except StoreError as error:
    print("refused:", error)
"""


@pytest.mark.parametrize("room_bytes", [0, 100_000, 400_000])
def test_a_full_disk_loses_nothing_that_was_acknowledged(
    repo_root: Path, tmp_path: Path, room_bytes: int
) -> None:
    store = make_store(tmp_path)
    assert store.path is not None
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(store.path), str(room_bytes)],
        cwd=repo_root,
        env={**os.environ, "PYTHONPATH": str(repo_root)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    *written, refused = done.stdout.splitlines()
    assert refused.startswith("refused: ")
    assert "Nothing of this change was kept" in refused
    opened = open_store(store.path)
    assert faults(opened) == ()
    assert [one.id for one in dataset(opened).claims][3:] == written
    # With room again, it goes on.
    assert add(opened, [claim("c9"), statement("s9", "c9")], BY) is not None


def test_no_store_is_left_where_there_is_no_room(tmp_path: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (8_192, hard))
    try:
        with pytest.raises(StoreError):
            create_store(tmp_path / "a.db", lambda new: add(new, [originator("o1")], BY))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert list(tmp_path.iterdir()) == []
