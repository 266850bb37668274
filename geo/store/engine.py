"""Connections to a store: how they are opened, what a transaction is, and what errors mean.

Every use opens a connection of its own and closes it: a store that is replaced (by a restore, or
by a file that somebody copies over it) is seen by the next use, and a SQLite file at rest is one
file without companions.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from geo.errors import StoreError, StoreReadOnly

BUSY_TIMEOUT_MS: Final = 10_000
"""How long a writer waits for another one before it gives up."""

_PG_LOCK: Final = 0x434C4154
"""Key of the advisory lock that writers of one PostgreSQL store take in turn ("CLAT")."""


@dataclass(frozen=True, slots=True)
class Store:
    """An open store.

    `name` is how it is called in messages (never with a password). `path` is the SQLite file, or
    ``None`` on a server. `read_only` says why it cannot be written; empty when it can.
    """

    engine: Engine
    name: str
    path: Path | None = None
    read_only: str = ""


def sqlite_engine(path: Path, mode: str, *, immutable: bool = False) -> Engine:
    """An engine for an existing SQLite file; `mode` is ``rw``, or ``ro`` to read only."""
    address = f"file:{quote(str(path.absolute()))}?mode={mode}{'&immutable=1' * immutable}"

    def connect() -> sqlite3.Connection:
        # No isolation level: transactions are begun below, and nowhere else.
        connection = sqlite3.connect(
            address, uri=True, isolation_level=None, timeout=BUSY_TIMEOUT_MS / 1000
        )
        try:
            set_up_sqlite(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    engine = create_engine("sqlite+pysqlite://", creator=connect, poolclass=NullPool)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def set_up_sqlite(connection: sqlite3.Connection) -> None:
    """What holds for one connection. FULL: a change that was reported as written is on the disk."""
    for pragma in (
        "foreign_keys=ON",
        f"busy_timeout={BUSY_TIMEOUT_MS}",
        "synchronous=FULL",
        "trusted_schema=OFF",
        "cell_size_check=ON",
        "temp_store=MEMORY",
    ):
        connection.execute(f"PRAGMA {pragma}")


def server_engine(url: str) -> Engine:
    """An engine for ``postgresql+psycopg://``; a read sees one state from beginning to end."""
    engine = create_engine(url, poolclass=NullPool, isolation_level="REPEATABLE READ")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if connection.get_execution_options().get("writes", False):
            # Taken by the first statement, before the transaction fixes what it sees.
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL READ COMMITTED")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_PG_LOCK})")

    return engine


@contextmanager
def reading(store: Store) -> Iterator[Connection]:
    """A connection that sees one state of the store, whatever others write meanwhile."""
    with translated(store.name), store.engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def writing(store: Store) -> Iterator[Connection]:
    """The connection of the one writer; all is written at the end, or nothing.

    Raises `StoreReadOnly`, and `StoreError` when others write for too long or the disk refuses.
    """
    if store.read_only:
        raise StoreReadOnly(f"store {store.name} {store.read_only}")
    with (
        translated(store.name),
        store.engine.connect() as connection,
        connection.execution_options(writes=True).begin(),
    ):
        yield connection


@contextmanager
def translated(name: str) -> Iterator[None]:
    """Errors of the database as `StoreError`, in words and with a remedy."""
    try:
        yield
    except SQLAlchemyError as error:
        cause = error.orig if isinstance(error, DBAPIError) and error.orig else error
        raise _store_error(name, cause) from error
    except sqlite3.Error as error:
        raise _store_error(name, error) from error


_SQLITE_WORDS: Final[dict[int, str]] = {
    sqlite3.SQLITE_BUSY: "is being written by another program for too long. Nothing was changed; "
    "try again.",
    sqlite3.SQLITE_LOCKED: "is locked by another program. Nothing was changed; try again.",
    sqlite3.SQLITE_FULL: "found no room on the disk. Nothing of this change was kept; free some "
    "space and try again.",
    sqlite3.SQLITE_IOERR: "could not be read or written: the disk is full, limited, or fails. "
    "Nothing of this change was kept; look at the disk and try again.",
    sqlite3.SQLITE_CORRUPT: "is damaged. Put back a backup: claim-atlas restore.",
    sqlite3.SQLITE_NOTADB: "is no SQLite database. Name another file.",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened. Check the file, its folder and their permissions.",
}


def _store_error(name: str, cause: BaseException) -> StoreError:
    code: Any = getattr(cause, "sqlite_errorcode", None)
    primary = code & 0xFF if isinstance(code, int) else None
    if primary == sqlite3.SQLITE_READONLY:
        return StoreReadOnly(f"store {name} cannot be written. Check its permissions.")
    if primary in _SQLITE_WORDS:
        return StoreError(f"store {name} {_SQLITE_WORDS[primary]}")
    first = str(cause).strip().partition("\n")[0]
    return StoreError(f"store {name} cannot be used: {first}.")
