"""A whole store, row by row, into another database: the same history with the same hashes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import Connection, Table, select

from geo.store.engine import Store, reading, writing
from geo.store.inserting import insert_rows
from geo.store.tables import TABLES, changes

_AT_ONCE: Final = 5_000


def copy_store(source: Store, target: Store) -> None:
    """Put everything in `source` into `target`, which has the tables and nothing in them.

    It is the state of one moment, and arrives whole or not at all.
    """
    with reading(source) as one, writing(target) as other:
        copy_rows(one, other)


def copy_rows(source: Connection, target: Connection) -> None:
    """`copy_store` inside transactions."""
    for table in (changes, *TABLES.values()):
        for rows in _portions(source, table):
            insert_rows(target, table, rows)


def _portions(source: Connection, table: Table) -> Iterator[list[dict[str, Any]]]:
    """All rows of a table, oldest first, a portion at a time."""
    order = (table.c.id,) if table is changes else (table.c.change, table.c.position)
    query = select(table).order_by(*order).execution_options(yield_per=_AT_ONCE)
    for rows in source.execute(query).mappings().partitions():
        yield [dict(row) for row in rows]
