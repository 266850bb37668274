"""The log of changes: reading it, hashing it, and which change was the last at some moment."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from typing import Any, Final

from sqlalchemy import Connection, Row, select

from geo.errors import StoreError
from geo.store.records import Change, ChangeKind, RecordKind
from geo.store.tables import changes
from geo.store.versions import kinds_made_by, made_by

_JSON: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)
_HASHED_AT_ONCE: Final = 1_000
"""Rows that make one line of what is hashed. Part of the hash's definition: never change it."""

_ALWAYS_NAMED: Final = frozenset(RecordKind) - {RecordKind.PLACE, RecordKind.FINDING}

EMPTY_HASH: Final = ""
"""The hash of a store without changes."""


def moment_text(moment: dt.datetime) -> str:
    """A moment as it is written: UTC, of fixed width, so that texts sort as time."""
    # Not strftime("%Y"), which does not fill up years before 1000 everywhere.
    return moment.astimezone(dt.UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def end_of(when: dt.date | dt.datetime) -> str:
    """The text before which everything recorded up to `when` lies; a day counts whole, in UTC."""
    if isinstance(when, dt.datetime):
        return moment_text(when + dt.timedelta(microseconds=1))
    if when == dt.date.max:
        return "9999-12-31T24"
    return f"{(when + dt.timedelta(days=1)).isoformat()}T"


def change_of_row(row: Row[Any]) -> Change:
    """A row of `changes`. Raises `StoreError` for one that another program wrote."""
    try:
        moment = dt.datetime.fromisoformat(row.recorded_at).astimezone(dt.UTC)
        kind = ChangeKind(row.kind)
    except ValueError as error:
        raise StoreError(f"change {row.id} cannot be read back ({error}).") from error
    return Change(
        row.id, moment, row.author, row.reason, kind, row.undoes, row.records, row.hash
    )  # fmt: skip


def last_change(connection: Connection, when: dt.date | dt.datetime | None = None) -> Change | None:
    """The newest change, or the newest that was recorded up to `when`."""
    query = select(changes).order_by(changes.c.id.desc()).limit(1)
    if when is not None:
        query = query.where(changes.c.recorded_at < end_of(when))
    row = connection.execute(query).first()
    return change_of_row(row) if row is not None else None


def change(connection: Connection, id: int) -> Change:
    """One change. Raises `StoreError` when there is none of that number."""
    row = connection.execute(select(changes).where(changes.c.id == id)).first()
    if row is None:
        raise StoreError(f"there is no change {id}. Look at claim-atlas history.")
    return change_of_row(row)


def hash_of(
    connection: Connection,
    *,
    id: int,
    recorded_at: str,
    author: str,
    reason: str,
    kind: str,
    undoes: int | None,
    earlier: str,
) -> tuple[str, int]:
    """SHA-256 of a change and the versions it made, as the database has them, and their number.

    `earlier` is the hash of the change before: hashes are a chain, and equal histories have equal
    hashes on every machine.
    """
    digest = hashlib.sha256()
    digest.update(_line([earlier, id, recorded_at, author, reason, kind, undoes]))
    number, made = 0, kinds_made_by(connection, id)
    for record_kind in RecordKind:
        # Kinds of later versions are named only where there are any: old hashes stay as they are.
        named = record_kind in _ALWAYS_NAMED
        if named:
            digest.update(_line(record_kind.value))
        if record_kind not in made:
            continue
        for rows in made_by(connection, record_kind, id).partitions(_HASHED_AT_ONCE):
            if not named:
                digest.update(_line(record_kind.value))
                named = True
            digest.update(_line([tuple(row) for row in rows]))
            number += len(rows)
    return digest.hexdigest(), number


def first_fault(connection: Connection) -> str | None:
    """The first change that is not as it was written, in a sentence; ``None`` for a sound log."""
    earlier = EMPTY_HASH
    for number, row in enumerate(connection.execute(select(changes).order_by(changes.c.id)), 1):
        if row.id != number:
            return f"change {number} is missing."
        found = hash_of(
            connection,
            id=row.id,
            recorded_at=row.recorded_at,
            author=row.author,
            reason=row.reason,
            kind=row.kind,
            undoes=row.undoes,
            earlier=earlier,
        )
        if found != (row.hash, row.records):
            return f"change {row.id} is not as it was written: its hash differs."
        earlier = row.hash
    return None


def _line(values: object) -> bytes:
    return f"{_JSON.encode(values)}\n".encode("utf-8", "surrogatepass")
