"""Which databases of a server are opened, which are refused, and in what words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from psycopg import sql

from geo.errors import StoreError, StoreReadOnly
from geo.store.contents import dataset, problems, revision
from geo.store.edits import add, retract
from geo.store.engine import Store, writing
from geo.store.history import change_log
from geo.store.migrate import migrate
from geo.store.opening import open_store
from geo.store.records import RecordKind
from geo.store.server_opening import create_on_server
from geo.store.tables import TABLES, metadata
from geo.store.verify import faults
from tests.geo.store.store_makers import (
    BY,
    PROBLEMS,
    document,
    make_store,
    make_store_on_server,
)
from tests.geo.store.store_makers import dataset as made_up
from tests.postgres_server import ESCAPED, PASSWORD, Server

DATABASES = ("postgresql",)


def run(database: str, postgres: Server, *statements: Any) -> Any:
    """Statements of another program in a database that is given by its address."""
    return postgres.execute(*statements, database=urlsplit(database).path[1:])


@pytest.fixture
def reader(postgres: Server) -> Iterator[str]:
    """A role that may connect and no more."""
    name = f"reader_{uuid4().hex[:8]}"
    role = sql.Identifier(name)
    postgres.execute(sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(role, PASSWORD))
    yield name


def as_role(database: str, role: str) -> str:
    return database.replace("atlas@", f"{role}@")


def test_what_goes_in_comes_out_and_is_the_same_as_in_a_file(store: Store, tmp_path: Path) -> None:
    file = make_store(tmp_path)
    assert dataset(store) == dataset(file) == made_up()
    assert problems(store) == PROBLEMS
    for both in (store, file):
        retract(both, RecordKind.CLAIM, "c1", BY)
        assert faults(both) == ()
    # Up to the moment, which is that of the machine, both tell the same history.
    assert [one.records for one in change_log(store)] == [one.records for one in change_log(file)]
    assert change_log(store)[0] == change_log(file)[0]


def test_an_empty_database_says_what_to_do_and_is_left_empty(
    database: str, postgres: Server
) -> None:
    with pytest.raises(StoreError, match=r"is empty.*claim-atlas create"):
        open_store(database)
    tables = "SELECT count(*) FROM pg_class WHERE relname = 'changes'"
    assert run(database, postgres, tables) == [(0,)]


def test_a_store_is_made_once(database: str) -> None:
    store = create_on_server(database)
    assert dataset(store).claims == ()
    # One without any change, as a crash may leave it, is filled; one that holds claims is not.
    before = revision(make_store_on_server(database))
    with pytest.raises(StoreError, match="exists already and holds claims"):
        make_store_on_server(database)
    assert revision(open_store(database)) == before


def test_the_database_of_another_program_is_refused_and_left_alone(
    database: str, postgres: Server
) -> None:
    run(database, postgres, "CREATE TABLE changes (id int)", "CREATE TABLE orders (id int)")
    for attempt in (open_store, create_on_server):
        with pytest.raises(StoreError, match=r"another program: it holds changes, orders"):
            attempt(database)
    run(
        database,
        postgres,
        "DROP TABLE changes",
        "CREATE TABLE alembic_version (version_num text)",
        "INSERT INTO alembic_version VALUES ('ae1027a6acf')",
    )
    with pytest.raises(StoreError, match="another program"):
        open_store(database)
    kept = run(database, postgres, "SELECT version_num FROM alembic_version")
    assert kept == [("ae1027a6acf",)]


def test_a_database_that_cannot_hold_every_text_is_refused(postgres: Server) -> None:
    postgres.execute(
        "CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0 LOCALE_PROVIDER libc LOCALE 'C'"
    )
    try:
        with pytest.raises(StoreError, match=r"LATIN1.*--encoding=UTF8"):
            create_on_server(postgres.url("latin"))
    finally:
        postgres.drop("latin")


def test_a_store_of_a_newer_version_is_refused_and_left_alone(
    store: Store, postgres: Server
) -> None:
    address = address_of(store)
    run(address, postgres, "UPDATE alembic_version SET version_num = '0999'")
    with pytest.raises(StoreError, match=r"newer Claim Atlas.*0999"):
        open_store(address)
    with pytest.raises(StoreError, match="newer Claim Atlas"):
        make_store_on_server(address)
    assert run(address, postgres, "SELECT version_num FROM alembic_version") == [("0999",)]


def address_of(store: Store) -> str:
    return store.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)


def test_a_role_that_may_only_read_sees_the_claims_and_is_told_why_no_more(
    store: Store, postgres: Server, reader: str
) -> None:
    grants = (
        sql.SQL("GRANT SELECT ON ALL TABLES IN SCHEMA public TO {}").format(sql.Identifier(reader)),
    )
    address = as_role(address_of(store), reader)
    with pytest.raises(StoreError, match="ask its owner for the right"):
        open_store(address)
    run(address_of(store), postgres, *grants)
    seen = open_store(address)
    assert dataset(seen) == made_up()
    assert "no right to add" in seen.read_only
    with pytest.raises(StoreReadOnly, match=reader):
        add(seen, [document("d9")], BY)
    run(address_of(store), postgres, "UPDATE alembic_version SET version_num = '0001'")
    with pytest.raises(StoreError, match=r"older version.*Ask its owner"):
        open_store(address)


def test_a_server_that_takes_no_changes_is_shown(store: Store) -> None:
    seen = open_store(f"{address_of(store)}&options=-c%20default_transaction_read_only%3Don")
    assert dataset(seen) == made_up()
    with pytest.raises(StoreReadOnly, match="its server takes no changes"):
        add(seen, [document("d9")], BY)


def test_a_right_that_is_taken_away_meanwhile_is_told(
    store: Store, postgres: Server, reader: str
) -> None:
    role = sql.Identifier(reader)
    for right in ("SELECT", "INSERT"):
        grant = sql.SQL("GRANT {} ON ALL TABLES IN SCHEMA public TO {}")
        run(address_of(store), postgres, grant.format(sql.SQL(right), role))
    seen = open_store(as_role(address_of(store), reader))
    assert add(seen, [document("d8")], BY) is not None
    revoke = sql.SQL("REVOKE INSERT ON ALL TABLES IN SCHEMA public FROM {}").format(role)
    run(address_of(store), postgres, revoke)
    with pytest.raises(StoreReadOnly, match="ask its owner for the right"):
        add(seen, [document("d9")], BY)
    assert len(change_log(store)) == 2


def test_the_migrations_make_the_tables_that_the_program_uses(store: Store) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    before = revision(store)
    with writing(store) as connection:
        migrate(connection)  # twice changes nothing
    assert revision(store) == before
    wanted = {*metadata.tables}
    with store.engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": True,
                "include_name": lambda name, kind, _: kind != "table" or name in wanted,
            },
        )
        assert compare_metadata(context, metadata) == []


@pytest.mark.parametrize("table", ["changes", *(one.name for one in TABLES.values())])
def test_history_can_be_neither_changed_nor_deleted(store: Store, table: str) -> None:
    column = "author" if table == "changes" else "record"
    for statement in (
        f"UPDATE {table} SET {column} = 'x'",  # noqa: S608
        f"DELETE FROM {table}",  # noqa: S608
        f"TRUNCATE {table} CASCADE",
    ):
        with (
            store.engine.connect() as connection,
            pytest.raises(Exception, match="history is never changed"),
        ):
            connection.exec_driver_sql(statement)
    assert faults(store) == ()


def test_what_was_changed_behind_the_store_is_found(store: Store, postgres: Server) -> None:
    run(
        address_of(store),
        postgres,
        "ALTER TABLE claims DISABLE TRIGGER USER",
        "UPDATE claims SET summary = 'Something else.' WHERE record = 'c2'",
    )
    assert faults(store) == ("change 1 is not as it was written: its hash differs.",)


def test_no_password_is_ever_shown(store: Store, postgres: Server) -> None:
    name = urlsplit(address_of(store)).path[1:]
    right = postgres.url_with_password(name)
    for address in (right, right.replace(ESCAPED, PASSWORD)):  # written as it is, it is as good
        opened = open_store(address)
        assert dataset(opened) == made_up()
    shown = f"postgresql://atlas@127.0.0.1:{postgres.port}/{name}"
    assert opened.name == shown
    told = [repr(opened), str(opened)]
    for address in (
        right.replace(ESCAPED, f"{ESCAPED}-and-wrong"),
        f"postgresql://127.0.0.1:{postgres.port}/{name}?user=atlas&password={ESCAPED}-and-wrong",
        postgres.url_with_password("nonesuch"),
        right.replace(str(postgres.port), "1"),
        right.replace(str(postgres.port), "port"),
        right.replace("postgresql:", "mysql:"),
        f"{right}?nonsense=1",
        f"postgresql://atlas:{ESCAPED}@",
        f"postgresql://atlas:{ESCAPED}@nowhere.invalid/db",
    ):
        with pytest.raises(StoreError) as caught:
            open_store(address)
        told.append(str(caught.value))
    for text in told:
        for part in (PASSWORD, ESCAPED, "pass", "word", "the:atlas"):
            assert part not in text.replace("user or password", "").replace("the password", "")


def test_nobody_is_let_in_without_words(postgres: Server) -> None:
    right = postgres.url_with_password("with_postgis")
    for address, words in (
        (right.replace(ESCAPED, "x"), "refuses this user or password"),
        (right.replace(f":{ESCAPED}", ""), "asks for a password"),
        (f"{right}x", "does not exist on its server"),
        (right.replace("atlas:", "nobody:"), "refuses this user or password"),
        (f"{right}?nonsense=1", 'invalid connection option "nonsense"'),
        ("postgresql://atlas@127.0.0.1:1/claims", "cannot be reached"),
        ("postgresql://atlas@nowhere.invalid/claims", "cannot be reached"),
        ("postgresql://atlas@127.0.0.1", "names no database"),
    ):
        with pytest.raises(StoreError, match=words):
            open_store(address)
