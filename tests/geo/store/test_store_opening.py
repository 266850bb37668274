"""Which files are opened, which are refused, and in what words."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from geo.errors import StoreError, StoreReadOnly
from geo.store.contents import dataset, revision
from geo.store.edits import add
from geo.store.engine import Store
from geo.store.opening import APPLICATION_ID, create_store, open_store
from geo.store.verify import faults
from tests.geo.store.store_makers import BY, document, make_store
from tests.geo.store.store_makers import dataset as made_up


def test_what_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="does not exist"):
        open_store(tmp_path / "none.db")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is a folder"):
        open_store(tmp_path)


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "is empty"),
        (b"id,kind\nc1,incident\n", "no SQLite database"),
        (b"SQLite format 3\0", "another program, or cut off"),
        (b"SQLite format 3\0" + bytes(84), "another program, or cut off"),
    ],
)
def test_other_files_are_refused(tmp_path: Path, content: bytes, word: str) -> None:
    path = tmp_path / "file.db"
    path.write_bytes(content)
    with pytest.raises(StoreError, match=word):
        open_store(path)
    assert path.read_bytes() == content


def test_the_database_of_another_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "browser.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE changes (id INTEGER PRIMARY KEY)")
        connection.commit()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="another program"):
        open_store(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("kept", [200, 4_096, 20_000, 40_000])
def test_a_store_that_was_cut_off_is_refused(store: Store, kept: int) -> None:
    assert store.path is not None
    whole = store.path.read_bytes()
    assert len(whole) > kept
    store.path.write_bytes(whole[:kept])
    with pytest.raises(StoreError, match=r"cut off.*claim-atlas restore"):
        open_store(store.path)


def test_a_store_whose_middle_was_overwritten_is_damaged(store: Store) -> None:
    assert store.path is not None
    whole = bytearray(store.path.read_bytes())
    whole[8_192:-4_096] = bytes(len(whole) - 12_288)
    store.path.write_bytes(whole)
    with pytest.raises(StoreError, match=r"damaged|cannot be used"):
        dataset(open_store(store.path))
    assert faults(store) != ()


def test_a_store_of_a_newer_version_is_refused_and_left_alone(store: Store) -> None:
    assert store.path is not None
    with closing(sqlite3.connect(store.path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0999'")
        connection.commit()
    before = store.path.read_bytes()
    with pytest.raises(StoreError, match=r"newer Claim Atlas.*0999"):
        open_store(store.path)
    assert store.path.read_bytes() == before


def test_an_address_that_is_no_server_of_ours_shows_no_password() -> None:
    for address in ("mysql://me:secret@host/db", "postgresql://me:secret@127.0.0.1:1/db"):
        with pytest.raises(StoreError) as caught:
            open_store(address)
        assert "secret" not in str(caught.value)


def test_nothing_is_overwritten(store: Store) -> None:
    assert store.path is not None
    before = store.path.read_bytes()
    with pytest.raises(StoreError, match="exists already"):
        create_store(store.path)
    assert store.path.read_bytes() == before


def test_a_filling_that_fails_leaves_nothing(tmp_path: Path) -> None:
    def fails(_: Store) -> None:
        raise RuntimeError("power cut")

    with pytest.raises(RuntimeError):
        create_store(tmp_path / "a.db", fails)
    assert list(tmp_path.iterdir()) == []


def test_of_two_that_make_the_same_store_one_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with pytest.raises(StoreError, match="just made by another"):
        create_store(path, lambda _: create_store(path))
    assert [one.name for one in tmp_path.iterdir()] == ["a.db"]
    assert dataset(open_store(path)).claims == ()


def test_a_folder_that_does_not_exist_is_made(tmp_path: Path) -> None:
    assert create_store(tmp_path / "new" / "folder" / "a.db").path is not None


def test_odd_names_are_files_like_others(tmp_path: Path) -> None:
    store = make_store(tmp_path, "Ус?сурийск #1%20&mode=ro.db")
    assert dataset(store) == made_up()
    assert add(store, [document("d9")], BY) is not None


def test_opened_to_read_only_it_takes_no_change(store: Store) -> None:
    assert store.path is not None
    reader = open_store(store.path, read_only=True)
    assert dataset(reader) == made_up()
    with pytest.raises(StoreReadOnly, match="read only"):
        add(reader, [document("d9")], BY)
    assert revision(reader) == revision(store)


@pytest.fixture
def public_folder() -> Iterator[Path]:
    """A folder that other users can reach, which pytest's own is not."""
    folder = Path(tempfile.mkdtemp(prefix="claim-atlas-"))
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


READ = """
import os, sys
from pathlib import Path
from geo.errors import StoreReadOnly
from geo.store.contents import dataset
from geo.store.edits import retract
from geo.store.opening import open_store
from geo.store.records import By, RecordKind
if os.geteuid() == 0:
    os.seteuid(65534)  # root may write everything
store = open_store(sys.argv[1])
print(len(dataset(store).claims), store.read_only)
try:
    retract(store, RecordKind.CLAIM, "c1", By("me", "to try"))
except StoreReadOnly as error:
    print("refused:", error)
"""


@pytest.mark.parametrize("protected", ["file", "folder"])
def test_a_write_protected_store_is_shown_and_not_changed(
    public_folder: Path, repo_root: Path, protected: str
) -> None:
    store = make_store(public_folder)
    assert store.path is not None
    store.path.chmod(0o444)
    public_folder.chmod(0o555 if protected == "folder" else 0o777)
    before = store.path.read_bytes()
    done = subprocess.run(
        [sys.executable, "-c", READ, str(store.path)],
        cwd=repo_root,
        env={**os.environ, "PYTHONPATH": str(repo_root)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    shown, refused = done.stdout.splitlines()
    assert shown.startswith("3 may only be read: ")
    assert refused.startswith("refused: ")
    assert "write-protected" in refused
    assert store.path.read_bytes() == before


def test_changes_waiting_in_a_protected_folder_are_not_passed_over(
    public_folder: Path, repo_root: Path
) -> None:
    # A journal without its index: what a crash leaves, in a folder where none can be made.
    store = make_store(public_folder)
    assert store.path is not None
    with closing(sqlite3.connect(store.path)) as writer:
        writer.execute("CREATE TABLE waiting (id)")
        writer.commit()
        journal = Path(f"{store.path}-wal").read_bytes()
    journal_file = Path(f"{store.path}-wal")
    journal_file.write_bytes(journal)
    for path in (store.path, journal_file):
        path.chmod(0o444)
    public_folder.chmod(0o555)
    done = subprocess.run(
        [sys.executable, "-c", READ, str(store.path)],
        cwd=repo_root,
        env={**os.environ, "PYTHONPATH": str(repo_root)},
        capture_output=True,
        text=True,
        check=False,
    )
    # SQLite reads it with an index in memory, or it is refused; never the state before the crash.
    assert ("changes wait in" in done.stderr) or done.stdout.startswith("3 may only"), done.stderr


def older(path: Path) -> Path:
    """A store of the version before the first."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        connection.execute("PRAGMA journal_mode=WAL")
        connection.commit()
    return path


def test_a_store_of_an_older_version_is_brought_to_this_one(tmp_path: Path) -> None:
    store = open_store(older(tmp_path / "old.db"))
    assert dataset(store).claims == ()
    assert add(store, [document("d1")], BY) is not None
    assert open_store(tmp_path / "old.db").read_only == ""


def test_a_store_of_an_older_version_that_may_only_be_read_says_so(tmp_path: Path) -> None:
    path = older(tmp_path / "old.db")
    before = path.read_bytes()
    with pytest.raises(StoreError, match=r"older version.*writable folder"):
        open_store(path, read_only=True)
    assert path.read_bytes() == before
