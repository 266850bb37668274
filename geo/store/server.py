"""A store on a PostgreSQL server: its address, its connections, and what is found there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import NullPool

from geo.errors import StoreError
from geo.store.tables import TABLES

CONNECT_TIMEOUT_S: Final = 10
"""How long a server may take to answer at all, unless the address says otherwise."""

_LOCK: Final = 0x434C4154
"""Key of the advisory lock that writers of one database take in turn ("CLAT")."""


def address_of(text: str) -> URL:
    """A ``postgresql://`` address, taken apart. Raises `StoreError`, which never shows a password.

    Parameters after ``?`` are those of libpq, so ``sslmode`` and a socket's folder as ``host``.
    """
    scheme, _, rest = text.partition("://")
    before, asks, parameters = rest.partition("?")
    account, at, host = before.rpartition("@")
    try:
        # What stands before the last "@" is the account, whatever signs a password is made of.
        account = account.replace("@", "%40")
        parsed = make_url(f"{scheme}://{account}{at}{host}{asks}{parameters}")
    except (ArgumentError, ValueError):
        raise StoreError(
            "the store's address cannot be read. Write postgresql://user@host/database, and in "
            "the password %40 for @, %2F for /, %3A for :."
        ) from None
    if parsed.get_backend_name() not in ("postgresql", "postgres"):
        raise StoreError(
            f"store {parsed.get_backend_name()}://… is of no kind that is known. Use a SQLite "
            "file or a postgresql:// address."
        )
    if not parsed.database and "dbname" not in parsed.query:
        raise StoreError(
            f"store {shown(parsed)} names no database. Write postgresql://user@host/database."
        )
    return parsed


def shown(address: URL) -> str:
    """How an address is called in messages: without a password, and without most parameters."""
    user, password_free = address.username, dict(address.query)
    host, port = address.host or "", f":{address.port}" if address.port else ""
    words = [
        f"{key}={_first(password_free[key])}"
        for key in ("user", "host", "port", "dbname")
        if key in password_free
    ]
    database = f"/{quote(address.database)}" if address.database else ""
    before = f"{quote(user)}@" if user else ""
    return f"postgresql://{before}{host}{port}{database}{'?' * bool(words)}{'&'.join(words)}"


def _first(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else ",".join(value)


def server_engine(address: URL) -> Engine:
    """An engine for an address; a read sees one state from beginning to end."""
    engine = create_engine(
        address.set(drivername="postgresql+psycopg"),
        poolclass=NullPool,
        isolation_level="REPEATABLE READ",
        connect_args={} if "connect_timeout" in address.query else {
            "connect_timeout": CONNECT_TIMEOUT_S
        },
    )  # fmt: skip

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if connection.get_execution_options().get("writes", False):
            connection.exec_driver_sql(_begin_to_write())

    return engine


def _begin_to_write() -> str:
    """What makes a transaction that of the one writer, before it fixes what it sees.

    A server may be set up to answer before the disk has a change; ours waits for it.
    """
    from geo.store.engine import BUSY_TIMEOUT_MS

    return (
        "SET TRANSACTION ISOLATION LEVEL READ COMMITTED; "
        f"SET LOCAL lock_timeout = {BUSY_TIMEOUT_MS}; "
        "SELECT set_config('synchronous_commit', 'on', true) "
        "WHERE current_setting('synchronous_commit') IN ('off', 'local'); "
        f"SELECT pg_advisory_xact_lock({_LOCK})"
    )


@dataclass(frozen=True, slots=True)
class Found:
    """What is in a database: a store of ours or tables of others, and whether we may write.

    `others` names up to three tables that are not ours; `read_only` says why nothing can be
    written, or is empty.
    """

    ours: bool
    others: tuple[str, ...]
    read_only: str
    encoding: str

    @property
    def empty(self) -> bool:
        """Whether nothing is in it."""
        return not self.ours and not self.others


def look(connection: Connection) -> Found:
    """See what a database holds, where tables without a schema's name are looked for."""
    row = connection.exec_driver_sql(_LOOK).one()
    ours = bool(row.marked and row.versioned and row.log)
    read_only = ""
    if row.read_only:
        read_only = "may only be read: its server takes no changes. It is shown, and not changed."
    elif ours and not row.may_write:
        read_only = (
            f"may only be read by {row.me!r}: that role has no right to add to it. It is shown, "
            "and cannot be changed."
        )
    return Found(ours, tuple(row.others or ()), read_only, row.encoding)


_LOOK: Final = """
SELECT to_regprocedure('claim_atlas_refuse()') IS NOT NULL AS marked,
       to_regclass('alembic_version') IS NOT NULL AS versioned,
       to_regclass('changes') IS NOT NULL AS log,
       CASE WHEN to_regclass('changes') IS NOT NULL AND to_regclass('claims') IS NOT NULL
            THEN has_table_privilege(to_regclass('changes'), 'INSERT')
             AND has_table_privilege(to_regclass('claims'), 'INSERT') END AS may_write,
       current_setting('transaction_read_only') = 'on' AS read_only,
       current_setting('server_encoding') AS encoding,
       current_user AS me,
       (SELECT array_agg(relname::text ORDER BY relname) FROM (
            SELECT relname FROM pg_class
            WHERE relnamespace = ANY (SELECT oid FROM pg_namespace
                                      WHERE nspname = ANY (current_schemas(false)))
              AND relkind IN ('r', 'p', 'v', 'm', 'f')
              AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass
                              AND objid = pg_class.oid AND deptype = 'e')
            LIMIT 3) AS few) AS others
"""
"""Tables that belong to an extension, such as those of PostGIS, are nobody's data."""


def refuse_others(found: Found, name: str) -> None:
    """Raise `StoreError` for a database of another program, or one that cannot keep all text."""
    if not found.ours and found.others:
        raise StoreError(
            f"database {name} belongs to another program: it holds {', '.join(found.others)}. "
            "Make a database of its own for Claim Atlas: createdb."
        )
    if found.encoding != "UTF8":
        raise StoreError(
            f"database {name} is encoded as {found.encoding}, which cannot hold every text. "
            "Make another: createdb --encoding=UTF8 --template=template0."
        )


@contextmanager
def emptied(connection: Connection) -> Iterator[None]:
    """Take everything out of a store so that other contents can be put in, in one transaction.

    Only its owner can: what refuses deletion is switched off meanwhile.
    """
    names = ", ".join(("changes", *(table.name for table in TABLES.values())))
    for name in names.split(", "):
        connection.exec_driver_sql(f"ALTER TABLE {name} DISABLE TRIGGER USER")
    connection.exec_driver_sql(f"TRUNCATE {names}")
    yield
    connection.exec_driver_sql("SET CONSTRAINTS ALL IMMEDIATE")  # or the next line is refused
    for name in names.split(", "):
        connection.exec_driver_sql(f"ALTER TABLE {name} ENABLE TRIGGER USER")
