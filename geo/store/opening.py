"""Making a store, and opening one with a clear word where that cannot be done."""

from __future__ import annotations

import os
import secrets
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import Final

from geo.errors import StoreError
from geo.store.engine import Store, reading, set_up_sqlite, sqlite_engine, writing
from geo.store.facts import GazetteerSource
from geo.store.migrate import migrate, version_of
from geo.store.server_opening import open_on_server
from geo.store.version import of_this_version
from geo.store.wording import translated

APPLICATION_ID: Final = 0x434C4154
"""Marks a SQLite file as a store of ours ("CLAT", at byte 68 of the file)."""

_MAGIC: Final = b"SQLite format 3\0"
_HEADER_BYTES: Final = 100


def create_store(path: Path, fill: Callable[[Store], object] | None = None) -> Store:
    """Make a new SQLite store at `path` and open it; `fill` is given it to write what it holds.

    It appears whole or not at all: a crash on the way leaves no half store under that name.
    Raises `StoreError` when something is there already or the folder cannot be written.
    """
    if path.exists():
        raise StoreError(f"store {str(path)!r} exists already. Open it, or name another file.")
    new = path.with_name(f".{path.name[:100]}.{secrets.token_hex(4)}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with translated(repr(str(path))), closing(sqlite3.connect(new)) as connection:
            set_up_sqlite(connection)
            connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
            connection.execute("PRAGMA journal_mode=WAL")
        store = Store(sqlite_engine(new, "rw"), repr(str(path)), new)
        with writing(store) as opened:
            migrate(opened)
        if fill is not None:
            fill(store)
        _settle(new, path)
    except OSError as error:
        raise StoreError(
            f"store {str(path)!r} cannot be made: {error.strerror}. Name another file or folder."
        ) from error
    finally:
        for leftover in (new, Path(f"{new}-wal"), Path(f"{new}-shm")):
            with suppress(OSError):  # where the folder is none, nothing is left over
                leftover.unlink(missing_ok=True)
    return open_store(path)


def _settle(new: Path, path: Path) -> None:
    """Give a finished file its name, unless another process was first."""
    with closing(sqlite3.connect(new)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with new.open("rb+") as file:  # Windows syncs only what may be written
        os.fsync(file.fileno())
    try:
        os.link(new, path)  # fails where the name is taken, unlike a rename
    except FileExistsError:
        raise StoreError(f"store {str(path)!r} was just made by another program.") from None
    except OSError:  # a file system without links
        if path.exists():
            raise StoreError(f"store {str(path)!r} was just made by another program.") from None
        new.rename(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Write down a folder's entries, where the system can; a new name survives a power cut."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def open_store(
    where: str | Path, *, read_only: bool = False, gazetteer: GazetteerSource | None = None
) -> Store:
    """Open a store: a SQLite file, or a ``postgresql://`` address.

    A store of an older version is brought to this one. What cannot be written is opened to be
    read, and says so in `Store.read_only`. Raises `StoreError` for what is missing, a folder,
    foreign, cut off, damaged, or written by a newer version. `gazetteer` is as in `Store`.
    """
    if isinstance(where, str) and "://" in where:
        return open_on_server(where, read_only=read_only, gazetteer=gazetteer)
    path = Path(where).expanduser()
    name = repr(str(path))
    _look(path, name)
    asked = "was opened to be read only. Open it again without that." if read_only else ""
    because = asked or _why_not_writable(path)
    store = _readable(path, name, because) if because else Store(
        sqlite_engine(path, "rw"), name, path
    )  # fmt: skip
    with reading(store) as connection:
        version = version_of(connection)
    return of_this_version(store, version)


def _look(path: Path, name: str) -> None:
    """Refuse what is no SQLite file of ours, or only its beginning, by its first bytes."""
    try:
        if path.is_dir():
            raise StoreError(f"store {name} is a folder. Name the file in it.")
        with path.open("rb") as file:
            head = file.read(_HEADER_BYTES)
        size = path.stat().st_size
    except FileNotFoundError:
        raise StoreError(f"store {name} does not exist. Check the name.") from None
    except OSError as error:
        raise StoreError(
            f"store {name} cannot be read: {error.strerror}. Check its permissions."
        ) from error
    if not head.startswith(_MAGIC):
        found = "is empty" if not head else "is no SQLite database"
        raise StoreError(f"store {name} {found}. Name another file, or put back a backup of it.")
    if len(head) < _HEADER_BYTES or int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise StoreError(
            f"store {name} is a SQLite file of another program, or cut off. Name a file that "
            "Claim Atlas made."
        )
    page_bytes = int.from_bytes(head[16:18], "big")
    expected = (65_536 if page_bytes == 1 else page_bytes) * int.from_bytes(head[28:32], "big")
    journal = Path(f"{path}-wal")
    if size < expected and not (journal.exists() and journal.stat().st_size):
        raise StoreError(
            f"store {name} is cut off: {size:,} of {expected:,} bytes are there. Put back a "
            "backup: claim-atlas restore."
        )


def _why_not_writable(path: Path) -> str:
    """Why a store cannot be written, for `Store.read_only`; empty when it can.

    SQLite keeps files beside the store while it writes, so the folder counts too.
    """
    remedy = "It is shown, and cannot be changed."
    if not os.access(path, os.W_OK, **_EFFECTIVE):
        return f"may only be read: the file is write-protected. {remedy}"
    if not os.access(path.parent, os.W_OK, **_EFFECTIVE):
        return f"may only be read: its folder is write-protected. {remedy}"
    return ""


_EFFECTIVE: Final[dict[str, bool]] = (
    {"effective_ids": True} if os.access in os.supports_effective_ids else {}
)


def _readable(path: Path, name: str, because: str) -> Store:
    """A store that is only read. Where SQLite cannot even keep its notes beside it, as is.

    As is (`immutable`) would not see changes that wait in the journal, so not with one there.
    """
    store = Store(sqlite_engine(path, "ro"), name, path, because)
    try:
        with reading(store) as connection:
            connection.exec_driver_sql("SELECT count(*) FROM sqlite_master")
    except StoreError:
        journal = Path(f"{path}-wal")
        if journal.exists() and journal.stat().st_size:
            raise StoreError(
                f"store {name} cannot be read where it is: changes wait in {journal.name!r} that "
                "need a writable folder. Copy both files to one, or ask their owner to open it."
            ) from None
        return Store(sqlite_engine(path, "ro", immutable=True), name, path, because)
    return store
