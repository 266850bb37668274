"""Killed writers, several writers, a full disk: nothing acknowledged is lost, nothing is half."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from geo.claims.dataset import Dataset
from geo.errors import StoreError
from geo.store.contents import dataset
from geo.store.edits import add
from geo.store.engine import Store, writing
from geo.store.history import change_log
from geo.store.opening import create_store, open_store
from geo.store.verify import faults
from tests.geo.store.store_makers import BY, claim, document, make_store, originator, statement

WRITERS = """
import itertools, os, sys
from geo.store.edits import add
from geo.store.opening import open_store
from geo.store.records import By
from tests.geo.store.store_makers import claim, statement

def write(name, number):
    store = open_store(sys.argv[1])
    for n in range(number) if number else itertools.count():
        id = f"{name}-{n}"
        voices = [statement(f"{id}-{k}", id, note="x" * 2000) for k in range(5)]
        made = add(store, [claim(id), *voices], By(name, "to try it"))
        print("made", made.id, id, flush=True)

for line in sys.stdin:
    number, *names = line.split()
    children = []
    for name in names:
        child = os.fork()
        if not child:
            write(name, int(number))
            os._exit(0)
        children.append(child)
    print("started", *children, flush=True)
    print("ended", *(os.waitpid(child, 0)[1] for child in children), flush=True)
"""
"""Starts writers, each a process of its own, without loading everything anew for each."""


class Writers:
    """Processes that write to one store; what they report comes line by line."""

    def __init__(self, repo_root: Path, store: Store) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", WRITERS, str(store.path)],
            cwd=repo_root,
            env={**os.environ, "PYTHONPATH": str(repo_root)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.early: list[list[str]] = []

    def start(self, number: int, *names: str) -> list[int]:
        """Start writers of `number` claims each, without end for 0; their process ids."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{number} {' '.join(names)}\n")
        self.process.stdin.flush()
        line = self.line()
        while line[0] != "started":
            self.early.append(line)
            line = self.line()
        return [int(one) for one in line[1:]]

    def line(self) -> list[str]:
        assert self.process.stdout is not None
        words = self.process.stdout.readline().split()
        assert words, "the writers died"
        return words


@pytest.fixture
def writers(repo_root: Path, store: Store) -> Iterator[Writers]:
    some = Writers(repo_root, store)
    yield some
    some.process.communicate()


def whole(found: Dataset) -> bool:
    """Every claim of a writer has all its statements."""
    return all(
        len(found.by_claim[one.id]) == 5 for one in found.claims if one.id not in ("c1", "c2", "c3")
    )


def test_killed_in_a_loop_while_writing(writers: Writers, store: Store) -> None:
    assert store.path is not None
    acknowledged: dict[str, int] = {}
    for attempt in range(8):
        (writer,) = writers.start(0, f"w{attempt}")
        wanted = len(acknowledged) + attempt % 3 + 1
        reports = [*writers.early]
        writers.early.clear()
        while (line := reports.pop(0) if reports else writers.line())[0] != "ended":
            _, number, name = line
            acknowledged[name] = int(number)
            if len(acknowledged) == wanted:
                # Somewhere in the middle of the next write, at another place each time.
                time.sleep(0.002 * attempt)
                os.kill(writer, signal.SIGKILL)
        assert line == ["ended", str(int(signal.SIGKILL))]
        opened = open_store(store.path)
        assert faults(opened) == ()
        found = dataset(opened)
        assert {one.id for one in found.claims} >= set(acknowledged)
        assert whole(found)
    made = {one.id: one.author for one in change_log(store)}
    assert all(made[number] == name.partition("-")[0] for name, number in acknowledged.items())
    assert len(acknowledged) >= 15


def test_four_writers_at_once(writers: Writers, store: Store) -> None:
    writers.start(6, "w0", "w1", "w2", "w3")
    while (line := writers.line())[0] != "ended":
        assert line[0] == "made"
    assert line == ["ended", "0", "0", "0", "0"]
    assert len(change_log(store)) == 1 + 4 * 6
    assert faults(store) == ()
    found = dataset(store)
    assert len(found.claims) == 3 + 4 * 6
    assert whole(found)


def test_a_reader_sees_one_state_while_another_writes(store: Store) -> None:
    before = dataset(store)
    with writing(store) as connection:
        connection.exec_driver_sql(
            "INSERT INTO refusals VALUES ('x', 1, 9, 1, 'f', NULL, NULL, 'v', 'm', 'r')"
        )
        assert dataset(store) == before


def test_a_writer_that_waits_too_long_says_so(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("geo.store.engine.BUSY_TIMEOUT_MS", 50)
    with (
        writing(store),
        pytest.raises(StoreError, match=r"another program.*try again"),
    ):
        add(store, [document("d9")], BY)
    assert add(store, [document("d9")], BY) is not None


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
