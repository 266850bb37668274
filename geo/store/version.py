"""Bringing a store to the version of this program, or refusing it."""

from __future__ import annotations

from geo.errors import StoreError
from geo.store.engine import Store, writing
from geo.store.migrate import NEWEST, migrate


def of_this_version(store: Store, version: str | None) -> Store:
    """Refuse a store of a newer version; bring an older one to this one."""
    if version == NEWEST:
        return store
    if version is not None and version > NEWEST:
        raise StoreError(
            f"store {store.name} was written by a newer Claim Atlas (its version is {version}, "
            f"this program knows up to {NEWEST}). Use that newer one; nothing was changed."
        )
    if store.read_only:
        remedy = "Copy it to a writable folder." if store.path else "Ask its owner to open it once."
        raise StoreError(
            f"store {store.name} is of an older version ({version or 'none'}) and cannot be "
            f"brought to this one because it is read-only. {remedy}"
        )
    with writing(store) as connection:
        migrate(connection)
    return store
