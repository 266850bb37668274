"""Making a store in a database of a PostgreSQL server, and opening one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from geo.errors import StoreError, StoreReadOnly
from geo.store import facts, shapes
from geo.store.engine import Store, reading, writing
from geo.store.facts import GazetteerSource
from geo.store.log import last_change
from geo.store.migrate import NEWEST, migrate, version_of
from geo.store.server import Found, address_of, look, refuse_others, server_engine, shown
from geo.store.version import of_this_version


def create_on_server(
    address: str,
    fill: Callable[[Store], object] | None = None,
    gazetteer: GazetteerSource | None = None,
) -> Store:
    """Make a store in an empty database of a PostgreSQL server; `fill` is given it to write
    what it holds.

    Raises `StoreError` when a store with claims is there already, or another program's tables. A
    crash on the way leaves at most a store without any changes, which can be filled later.
    """
    store, found = _server(address)
    refuse_others(found, store.name)
    if found.read_only:
        raise StoreReadOnly(f"store {store.name} {found.read_only}")
    if found.ours:
        with reading(store) as connection:
            version = version_of(connection)
        of_this_version(store, version)
    with writing(store) as connection:
        migrate(connection)
        if last_change(connection) is not None:
            raise StoreError(
                f"store {store.name} exists already and holds claims. Open it, or name another "
                "database."
            )
    if fill is not None:
        fill(store)
    return open_on_server(address, gazetteer=gazetteer)


def is_empty(address: str) -> bool:
    """Whether a database of a server holds no store yet. Raises `StoreError` for another's."""
    store, found = _server(address)
    refuse_others(found, store.name)
    return found.empty


def _server(text: str) -> tuple[Store, Found]:
    address = address_of(text)
    store = Store(server_engine(address), shown(address))
    with reading(store) as connection:
        return store, look(connection)


def open_on_server(
    text: str, *, read_only: bool = False, gazetteer: GazetteerSource | None = None
) -> Store:
    """Open the store in a database; see `geo.store.opening.open_store`."""
    address = address_of(text)
    store = Store(server_engine(address), shown(address))
    with reading(store) as connection:  # one, because each costs more than what is asked
        found = look(connection)
        refuse_others(found, store.name)
        if found.empty:
            raise StoreError(
                f"database {store.name} is empty: there is no store in it yet. Fill it: "
                "claim-atlas create, with the same address."
            )
        version = version_of(connection)
        behind = version == NEWEST and gazetteer is not None and facts.behind(connection)
    asked = "was opened to be read only. Open it again without that." if read_only else ""
    opened = replace(store, read_only=asked or found.read_only, gazetteer=gazetteer)
    if version != NEWEST:
        of_this_version(opened, version)
    if not opened.read_only and gazetteer is not None and (behind or version != NEWEST):
        with writing(opened) as connection:
            if shapes.prepare(connection):
                facts.keep(connection, gazetteer, anew=facts.outdated(connection))
    return opened
