"""What goes wrong in a database, in words and with a remedy."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import psycopg
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from geo.errors import StoreError, StoreReadOnly


@contextmanager
def translated(name: str) -> Iterator[None]:
    """Errors of the database as `StoreError`; `name` is how the store is called."""
    try:
        yield
    except SQLAlchemyError as error:
        cause = error.orig if isinstance(error, DBAPIError) and error.orig else error
        raise _store_error(name, cause) from error
    except (sqlite3.Error, psycopg.Error) as error:
        raise _store_error(name, error) from error


_BUSY: Final = "is being written by another program for too long. Nothing was changed; try again."
_FULL: Final = (
    "found no room on the disk. Nothing of this change was kept; free some space and try again."
)
_DAMAGED: Final = "is damaged. Put back a backup: claim-atlas restore."

_SQLITE: Final[dict[int, str]] = {
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: "is locked by another program. Nothing was changed; try again.",
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_IOERR: "could not be read or written: the disk is full, limited, or fails. "
    "Nothing of this change was kept; look at the disk and try again.",
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: "is no SQLite database. Name another file.",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened. Check the file, its folder and their permissions.",
}

_BROKEN: Final = (
    "broke off the connection. Check that its server runs, and try again. A change that was "
    "being saved is kept whole or not at all: look before you make it again."
)

_SERVER: Final[dict[str, str]] = {
    "08": _BROKEN,
    "25006": "takes no changes: its server, or this connection, is set to read only.",
    "40001": "was changed by another program at the same time. Nothing was changed; try again.",
    "40P01": "was changed by another program at the same time. Nothing was changed; try again.",
    "42501": "does not let this role do that. Nothing was changed; ask its owner for the right.",
    "53100": _FULL,
    "53300": "has too many connections to its server. Try again in a moment.",
    "55P03": _BUSY,
    "57014": "took longer than its server allows. Nothing was changed; try again.",
    "57P": _BROKEN,
    "58030": "could not be read or written: the server's disk is full or fails. Nothing of this "
    "change was kept; look at the server's disk and try again.",
    "XX001": _DAMAGED,
    "XX002": _DAMAGED,
}
"""By PostgreSQL's code of an error, or the beginning of one."""

_NO_ROOM: Final = "could not extend file"
"""In what a server says that may not write longer files; it gives no code of its own for that."""

_NO_ACCESS: Final = (
    ("authentication failed", "refuses this user or password. Check both in the address."),
    ("no password supplied", "asks for a password. Put it into the address, or into ~/.pgpass."),
    ("role ", "does not know this user. Check the name in the address."),
    ("database ", "does not exist on its server. Make it with createdb, or check its name."),
    ("no pg_hba.conf entry", "does not let this user in from here. Ask who runs the server."),
    ("too many", "has too many connections to its server. Try again in a moment."),
)
"""By words of a server that let nobody in; such an error has no code."""

_READ_ONLY_CODES: Final = ("25006", "42501")


def _store_error(name: str, cause: BaseException) -> StoreError:
    first = str(cause).strip().partition("\n")[0]
    if isinstance(cause, sqlite3.Error):
        code = getattr(cause, "sqlite_errorcode", None)
        primary = code & 0xFF if isinstance(code, int) else None
        if primary == sqlite3.SQLITE_READONLY:
            return StoreReadOnly(f"store {name} cannot be written. Check its permissions.")
        if primary in _SQLITE:
            return StoreError(f"store {name} {_SQLITE[primary]}")
    elif isinstance(cause, psycopg.Error):
        if cause.sqlstate:
            if cause.sqlstate == "XX000" and _NO_ROOM in first:
                return StoreError(f"store {name} {_SERVER['58030']}")
            for length in (5, 3, 2):
                if words := _SERVER.get(cause.sqlstate[:length]):
                    kind = StoreReadOnly if cause.sqlstate in _READ_ONLY_CODES else StoreError
                    return kind(f"store {name} {words}")
        elif isinstance(cause, psycopg.OperationalError):
            return StoreError(f"store {name} {_unreachable(first)}")
    return StoreError(f"store {name} cannot be used: {first}.")


def _unreachable(first: str) -> str:
    _, fatal, why = first.partition("FATAL:")
    for beginning, words in _NO_ACCESS:
        if beginning in (why if fatal else first):
            return words
    if "failed to resolve" in first or "connection to server" in first or "timeout" in first:
        return f"cannot be reached: {first}. Check the address, and that its server runs."
    return _BROKEN
