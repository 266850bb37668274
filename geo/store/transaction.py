"""A change as one transaction: written whole, or not at all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from geo.errors import StoreError
from geo.store import facts
from geo.store.engine import Store, writing
from geo.store.records import By, Change, ChangeKind, Put, Version
from geo.store.writer import Writer


@contextmanager
def changing(
    store: Store,
    by: By,
    kind: ChangeKind,
    *,
    recorded_at: dt.datetime | None = None,
    undoes: int | None = None,
    pretend: bool = False,
) -> Iterator[Writer]:
    """Everything that is put inside is one change, written when the block ends or not at all.

    `recorded_at` is now unless given. To `pretend` is to do and check everything and then write
    nothing. `Writer.made` is the change, once it is on the disk. Raises `InputRefused` with every
    reference that does not hold, `EditConflict`, and what `writing` raises.
    """
    _check_text(by)
    with writing(store) as connection:
        writer = Writer(connection, by, kind)
        yield writer
        made = writer.finish(recorded_at, undoes)
        if made is None or pretend:
            connection.rollback()
        elif store.gazetteer is not None and store.path is None:
            facts.keep(connection, store.gazetteer)
    writer.made = None if pretend else made


def save(
    store: Store,
    puts: Sequence[Put],
    by: By,
    kind: ChangeKind,
    *,
    recorded_at: dt.datetime | None = None,
    undoes: int | None = None,
) -> Change | None:
    """Write some versions as one change; ``None`` when they change nothing."""
    with changing(store, by, kind, recorded_at=recorded_at, undoes=undoes) as writer:
        writer.put(puts)
    return writer.made


def revised(version: Version, **fields: Any) -> Put:
    """The next version of a record, with some of its own fields replaced."""
    record = replace(version.record, **fields) if fields else version.record
    return Put(record, version.change, version.live, version.unread, version.merged_into)


def _check_text(by: By) -> None:
    if "\0" in by.author + by.reason or not _encodes(by.author + by.reason):
        raise StoreError("author or reason hold a character that cannot be kept. Type them again.")


def _encodes(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
