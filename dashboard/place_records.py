"""Entries of the gazetteer as records of the store: put in or corrected, and withdrawn."""

from __future__ import annotations

from geo.errors import StoreError
from geo.places.place import Place
from geo.store.edits import retract
from geo.store.engine import Store, reading
from geo.store.records import By, Change, ChangeKind, Put, RecordKind
from geo.store.transaction import changing
from geo.store.versions import newest, referring


def put_place(store: Store, place: Place, by: By) -> Change | None:
    """Add a place, or put it where the store has one of its id, withdrawn or not."""
    with changing(store, by, ChangeKind.EDIT) as writer:
        old = newest(writer.connection, RecordKind.PLACE, [place.id]).get(place.id)
        writer.put([Put(place, None if old is None else old.change)])
    return writer.made


def withdraw_place(store: Store, id: str, by: By, *, shipped: bool) -> Change | None:
    """Retract an entry. `shipped` tells that the program has one of the same id, which then counts.

    Raises `StoreError` when claims stand at a place that nobody else knows.
    """
    if not shipped:
        with reading(store) as connection:
            used = referring(connection, RecordKind.CLAIM, "place", [id])
            used += referring(connection, RecordKind.CLAIM, "other_place", [id])
        if used:
            raise StoreError(
                f"place {id!r} is where {len(used):,} claims stand, {used[0].id!r} for one. Give "
                "them another place first."
            )
    return retract(store, RecordKind.PLACE, id, by)
