"""A server whose disk is full: nothing acknowledged is lost, nothing is half, and it goes on."""

from __future__ import annotations

import os
import pwd
import random
import resource
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from psycopg import sql

from geo.errors import StoreError
from geo.store.contents import dataset
from geo.store.edits import add
from geo.store.fill import take_in
from geo.store.opening import open_store
from geo.store.records import Record
from geo.store.verify import faults
from tests.geo.store.store_makers import BY, claim, make_store_on_server, statement
from tests.postgres_server import Server

ROOM_MB = 24
"""What the small disk has room for; an empty database takes half of it."""


@dataclass
class SmallDisk:
    """A database on a disk that is soon full, and a way to get more room."""

    address: str
    more: Callable[[], object]


@pytest.fixture
def small_disk() -> Iterator[SmallDisk]:
    server = Server()
    try:
        yield from (_in_memory(server) if os.geteuid() == 0 else _with_limit(server))
    finally:
        server.stop()


def _in_memory(server: Server) -> Iterator[SmallDisk]:
    """A file system of its own for the database; only root may mount one."""
    folder = server.folder / "small"
    folder.mkdir()

    def mount(*options: str) -> None:
        subprocess.run(["mount", "-t", "tmpfs", *options, "tmpfs", folder], check=True)

    mount("-o", f"size={ROOM_MB}m")
    try:
        user = pwd.getpwnam("postgres")
        os.chown(folder, user.pw_uid, user.pw_gid)
        where = sql.Literal(str(folder))
        server.execute(sql.SQL("CREATE TABLESPACE small LOCATION {}").format(where))
        server.execute("CREATE DATABASE small TABLESPACE small")
        more = lambda: mount("-o", f"remount,size={3 * ROOM_MB}m")  # noqa: E731
        yield SmallDisk(server.url("small"), more)
        server.halt()
    finally:
        subprocess.run(["umount", folder], check=True)


def _with_limit(server: Server) -> Iterator[SmallDisk]:
    """Without root: no file of the server may grow beyond one of its log."""
    server.halt()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (17 << 20, hard))
    try:
        server.start()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    def more() -> None:
        server.halt()
        server.start()

    yield SmallDisk(server.create("small"), more)


def test_a_full_disk_loses_nothing_that_was_acknowledged(small_disk: SmallDisk) -> None:
    make_store_on_server(small_disk.address)
    store = open_store(small_disk.address)
    numbers = random.Random(1)  # noqa: S311
    written: list[str] = []

    def large(id: str, kilobytes: int) -> list[Record]:
        # Digits at random, because the server packs what repeats.
        return [claim(id), statement(f"{id}-s", id, note=numbers.randbytes(512 * kilobytes).hex())]

    def fill() -> None:
        for number in range(1_000):
            add(store, large(f"n{number}", 500), BY)
            written.append(f"n{number}")

    with pytest.raises(StoreError, match="Nothing of this change was kept"):
        fill()
    assert len(written) >= 3
    with pytest.raises(StoreError, match="Nothing of this change was kept"):
        take_in(store, (one for n in range(20) for one in large(f"i{n}", 500)), BY)
    assert faults(store) == ()
    assert [one.id for one in dataset(store).claims][3:] == written
    small_disk.more()
    assert add(store, large("c9", 500), BY) is not None
    assert faults(store) == ()
