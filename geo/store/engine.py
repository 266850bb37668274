"""Connections to a store: how they are opened, and what a transaction is.

Every use opens a connection of its own and closes it: a store that is replaced (by a restore, or
by a file that somebody copies over it) is seen by the next use, and a SQLite file at rest is one
file without companions.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool

from geo.errors import StoreReadOnly
from geo.store.wording import translated

if TYPE_CHECKING:
    from geo.places.gazetteer import Gazetteer

BUSY_TIMEOUT_MS: Final = 10_000
"""How long a writer waits for another one before it gives up."""


@dataclass(frozen=True, slots=True)
class Store:
    """An open store.

    `name` is how it is called in messages (never with a password). `path` is the SQLite file, or
    ``None`` on a server. `read_only` says why it cannot be written; empty when it can. With a
    `gazetteer` (what gives the program's own, when it is needed) a store on a server with PostGIS
    keeps the shapes of its claims up to date; see `geo.store.shapes`.
    """

    engine: Engine
    name: str
    path: Path | None = None
    read_only: str = ""
    gazetteer: Callable[[], Gazetteer] | None = field(default=None, repr=False, compare=False)


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
