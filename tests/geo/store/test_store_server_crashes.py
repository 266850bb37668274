"""A server that is killed, broken off, or full: nothing acknowledged is lost, nothing is half."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from psycopg import OperationalError

from geo.claims.dataset import Dataset
from geo.errors import StoreError
from geo.store.contents import dataset
from geo.store.edits import add
from geo.store.engine import Store, reading, writing
from geo.store.history import change_log
from geo.store.opening import open_store
from geo.store.verify import faults
from tests.geo.store.store_makers import BY, document, make_store_on_server
from tests.geo.store.store_writers import Writers, whole
from tests.postgres_server import Server


@pytest.fixture(scope="module")
def mortal() -> Iterator[Server]:
    """A server that these tests may kill; it waits for the disk at every commit."""
    server = Server(durable=True)
    try:
        yield server
    finally:
        server.stop()


@pytest.fixture
def address(mortal: Server, request: pytest.FixtureRequest) -> str:
    address = mortal.create(request.node.name[:60])
    make_store_on_server(address)
    return address


@pytest.fixture
def writers(repo_root: Path, address: str) -> Iterator[Writers]:
    some = Writers(repo_root, address)
    yield some
    some.close()


def sound(address: str, acknowledged: set[str]) -> Dataset:
    """What the store holds after a crash: all that was acknowledged, and nothing half."""
    store = open_store(address)
    assert faults(store) == ()
    found = dataset(store)
    assert {one.id for one in found.claims} >= acknowledged
    assert whole(found)
    assert len(found.claims) == len(change_log(store)) - 1 + 3
    return found


def test_the_server_is_killed_in_a_loop_while_two_write(
    writers: Writers, address: str, mortal: Server
) -> None:
    acknowledged: set[str] = set()
    for attempt in range(6):
        writers.start(0, f"a{attempt}", f"b{attempt}")
        wanted, told, killed = len(acknowledged) + 2 + attempt % 3, "", False
        for line in writers.reports():
            if line[0] == "made":
                acknowledged.add(line[2])
            elif line[0] == "refused":
                told = " ".join(line)
            if not killed and len(acknowledged) >= wanted:
                time.sleep(0.003 * attempt)
                mortal.kill()
                killed = True
        assert line == ["ended", *2 * [str(7 << 8)]]
        assert "broke off the connection" in told or "cannot be reached" in told
        mortal.start()
        sound(address, acknowledged)
    assert len(acknowledged) >= 12


def test_one_process_of_the_server_is_killed_while_it_writes(
    writers: Writers, address: str, mortal: Server
) -> None:
    acknowledged: set[str] = set()
    for attempt in range(3):
        writers.start(0, f"w{attempt}")
        wanted = len(acknowledged) + 2
        for line in writers.reports():
            if line[0] == "made":
                acknowledged.add(line[2])
            if line[0] == "made" and len(acknowledged) >= wanted and kill_one(mortal):
                wanted = len(acknowledged) + 5  # again, should the writer not have noticed
        assert line == ["ended", str(7 << 8)]
        mortal.wait()
        sound(address, acknowledged)


def kill_one(server: Server) -> bool:
    """Kill the process of the server that works for a writer; whether there was one."""
    try:
        found = server.execute(
            "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' "
            "AND pid != pg_backend_pid() AND state IS NOT NULL LIMIT 1"
        )
    except OperationalError:  # it is coming back already: the kill before this one has worked
        return False
    if not found:
        return False
    try:
        os.kill(found[0][0], signal.SIGKILL)
    except ProcessLookupError:  # its writer was just done
        return False
    return True


def test_a_server_that_goes_away_is_named_and_the_next_use_works(
    address: str, mortal: Server
) -> None:
    store = open_store(address)
    with (
        pytest.raises(StoreError, match=r"broke off the connection.*its server runs.*look before"),
        writing(store) as connection,
    ):
        connection.exec_driver_sql(
            "INSERT INTO refusals VALUES ('x', 1, 9, true, 'f', NULL, NULL, 'v', 'm', 'r')"
        )
        mortal.kill()
        connection.exec_driver_sql("SELECT 1")
    for use in (lambda: dataset(store), lambda: add(store, [document("d9")], BY)):
        with pytest.raises(StoreError, match=r"cannot be reached.*its server runs"):
            use()
    mortal.start()
    assert add(store, [document("d9")], BY) is not None
    assert faults(store) == ()
    with (
        pytest.raises(StoreError, match="broke off the connection"),
        reading(store) as connection,
    ):
        mortal.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE backend_type = 'client backend' AND pid != pg_backend_pid()"
        )
        connection.exec_driver_sql("SELECT 1")
    assert len(change_log(store)) == 2


def test_a_server_that_may_not_wait_for_the_disk_does_so_for_a_change(
    address: str, mortal: Server
) -> None:
    store: Store = open_store(f"{address}&options=-c%20synchronous_commit%3Doff")
    asked = "SELECT current_setting('synchronous_commit')"
    with reading(store) as connection:
        assert connection.exec_driver_sql(asked).scalar() == "off"
    with writing(store) as connection:
        assert connection.exec_driver_sql(asked).scalar() == "on"
