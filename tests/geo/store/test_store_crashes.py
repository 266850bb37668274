"""Killed writers, several writers at once: nothing acknowledged is lost, nothing is half."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from geo.errors import EditConflict, StoreError
from geo.store.contents import dataset
from geo.store.edits import add, edit
from geo.store.engine import Store, writing
from geo.store.history import change_log
from geo.store.opening import open_store
from geo.store.records import By, ChangeKind, Put
from geo.store.transaction import changing
from geo.store.verify import faults
from tests.geo.store.store_makers import BY, document
from tests.geo.store.store_writers import Writers, where_is, whole

DATABASES = ("sqlite", "postgresql")


@pytest.fixture
def writers(repo_root: Path, store: Store) -> Iterator[Writers]:
    some = Writers(repo_root, where_is(store))
    yield some
    some.close()


def test_killed_in_a_loop_while_writing(writers: Writers, store: Store) -> None:
    acknowledged: dict[str, int] = {}
    for attempt in range(8):
        (writer,) = writers.start(0, f"w{attempt}")
        wanted = len(acknowledged) + attempt % 3 + 1
        for line in writers.reports():
            if line[0] == "ended":
                break
            _, number, name = line
            acknowledged[name] = int(number)
            if len(acknowledged) == wanted:
                # Somewhere in the middle of the next write, at another place each time.
                time.sleep(0.002 * attempt)
                os.kill(writer, signal.SIGKILL)
        assert line == ["ended", str(int(signal.SIGKILL))]
        opened = open_store(where_is(store))
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


def test_of_two_who_save_the_same_claim_at_once_the_second_is_told(store: Store) -> None:
    first = dataset(store).claims[0]
    with ThreadPoolExecutor(1) as other:
        with changing(store, BY, ChangeKind.EDIT) as writer:
            writer.put([Put(replace(first, summary="Hers."), based_on=1)])
            his = other.submit(edit, store, [(replace(first, summary="His."), 1)], By("Bob", "x"))
            time.sleep(0.1)  # he waits for her
        with pytest.raises(EditConflict) as caught:
            his.result()
    assert caught.value.differing == {"summary": ("Hers.", "His.")}
    assert "Ada" in str(caught.value)
    assert dataset(store).claims[0].summary == "Hers."
    assert len(change_log(store)) == 2


def test_a_reader_sees_one_state_while_another_writes(store: Store) -> None:
    before = dataset(store)
    with writing(store) as connection:
        connection.exec_driver_sql(
            "INSERT INTO refusals VALUES ('x', 1, 9, true, 'f', NULL, NULL, 'v', 'm', 'r')"
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
