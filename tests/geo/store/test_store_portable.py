"""One backup for both databases: a history that goes from one to the other keeps its hashes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from geo.errors import StoreError
from geo.store.backup import back_up
from geo.store.contents import dataset, problems, revision
from geo.store.edits import add, edit, retract
from geo.store.engine import Store
from geo.store.fill import take_in
from geo.store.history import change_log
from geo.store.opening import open_store
from geo.store.records import RecordKind
from geo.store.restore import restore, restore_on_server
from geo.store.reversal import undo
from geo.store.server_opening import create_on_server
from geo.store.verify import faults
from tests.geo.store.store_makers import BY, document, make_store_on_server, originator
from tests.geo.store.store_makers import dataset as made_up
from tests.postgres_server import Server

DATABASES = ("sqlite", "postgresql")


@pytest.fixture
def backup(store: Store, tmp_path: Path) -> Path:
    """Of a store with an edit, a retraction and an undo, and an import of several portions."""
    first = dataset(store).claims[0]
    edit(store, [(replace(first, summary="Їжак, 국정원 \\ \t\n\"'"), 1)], BY)
    retract(store, RecordKind.CLAIM, "c2", BY)
    undo(store, 3, BY)
    take_in(store, [originator(f"p{n}", aliases=("Ї",)) for n in range(2_600)], BY)
    back_up(store, tmp_path / "b.zip")
    return tmp_path / "b.zip"


def the_same(one: Store, other: Store) -> bool:
    assert faults(one) == faults(other) == ()
    assert dataset(one) == dataset(other)
    assert problems(one) == problems(other)
    assert change_log(one) == change_log(other)
    return revision(one) == revision(other)


def test_a_backup_becomes_a_file_and_a_database_with_the_same_history(
    store: Store, backup: Path, tmp_path: Path, database: str
) -> None:
    about, _ = restore(backup, tmp_path / "new.db")
    assert about.revision == revision(store)
    assert the_same(open_store(tmp_path / "new.db"), store)
    about, kept = restore_on_server(backup, database)
    assert (about.revision, kept) == (revision(store), ())
    on_server = open_store(database)
    assert the_same(on_server, store)
    # Both go on, and back again.
    undo(on_server, 5, BY)
    undo(on_server, 4, BY)
    add(on_server, [document("d9")], BY)
    back_up(on_server, tmp_path / "later.zip")
    restore(tmp_path / "later.zip", tmp_path / "later.db")
    assert the_same(open_store(tmp_path / "later.db"), on_server)


def test_what_is_on_the_server_is_kept_as_a_backup(
    backup: Path, tmp_path: Path, database: str, postgres: Server
) -> None:
    standing = make_store_on_server(database)
    add(standing, [document("d9")], BY)
    before = revision(standing)
    with pytest.raises(StoreError, match=r"exists already.*--replace"):
        restore_on_server(backup, database)
    assert revision(standing) == before
    about, (kept,) = restore_on_server(backup, database, replace=True)
    assert about.revision == revision(standing) != before
    assert faults(standing) == ()
    assert kept.parent == tmp_path
    restore(kept, tmp_path / "old.db")
    assert revision(open_store(tmp_path / "old.db")) == before
    with (
        standing.engine.connect() as connection,
        pytest.raises(Exception, match="history is never changed"),
    ):
        connection.exec_driver_sql("DELETE FROM claims")


def test_a_damaged_backup_leaves_the_server_as_it_was(backup: Path, database: str) -> None:
    standing = make_store_on_server(database)
    whole = backup.read_bytes()
    backup.write_bytes(whole[: len(whole) // 2] + b"x" + whole[len(whole) // 2 + 1 :])
    with pytest.raises(StoreError):
        restore_on_server(backup, database, replace=True)
    assert dataset(standing) == made_up()


def test_a_store_without_any_change_takes_a_backup(backup: Path, database: str) -> None:
    create_on_server(database)
    about, kept = restore_on_server(backup, database)
    assert kept == ()
    assert revision(open_store(database)) == about.revision
