"""Whether a store is whole: the database's own checks, and the chain of hashes over its history."""

from __future__ import annotations

from geo.errors import StoreError
from geo.store import log
from geo.store.engine import Store, reading


def faults(store: Store) -> tuple[str, ...]:
    """What is wrong with a store, in sentences; empty for a sound one. Reads all of it."""
    try:
        with reading(store) as connection:
            if connection.dialect.name == "sqlite":
                found = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA quick_check(5)")]
                if found != ["ok"]:
                    return tuple(f"the database is damaged: {one}." for one in found)
                if connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                    return ("a version belongs to no change.",)
            fault = log.first_fault(connection)
    except StoreError as error:
        return (str(error),)
    return (fault,) if fault else ()
