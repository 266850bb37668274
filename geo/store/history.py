"""Who changed what, when and why, and what is not as it was on some day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, select

from geo.store import log
from geo.store.codec import content
from geo.store.contents import When
from geo.store.engine import Store, reading
from geo.store.records import Change, FieldChange, RecordKind, Version
from geo.store.tables import TABLES, changes
from geo.store.versions import before, every_version, newest


@dataclass(frozen=True, slots=True)
class Entry:
    """One step in the history of a record: who did what, and which fields that changed.

    `fields` is empty for the first version, which is all new.
    """

    change: Change
    version: Version
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A record that is not what it was: `before` is ``None`` for one that was not there."""

    before: Version | None
    after: Version
    fields: tuple[FieldChange, ...]

    @property
    def word(self) -> str:
        """``added``, ``changed``, ``retracted`` or ``restored``."""
        if self.before is None:
            return "added"
        if self.before.live == self.after.live:
            return "changed"
        return "restored" if self.after.live else "retracted"


def change_log(
    store: Store, since: When | None = None, until: When | None = None
) -> tuple[Change, ...]:
    """All changes, oldest first, or those recorded after `since` and up to `until`."""
    query = select(changes).order_by(changes.c.id)
    if since is not None:
        query = query.where(changes.c.recorded_at >= log.end_of(since))
    if until is not None:
        query = query.where(changes.c.recorded_at < log.end_of(until))
    with reading(store) as connection:
        return tuple(log.change_of_row(row) for row in connection.execute(query))


def history(store: Store, kind: RecordKind, id: str) -> tuple[Entry, ...]:
    """Every version of a record with the change that made it, oldest first; empty if unknown."""
    with reading(store) as connection:
        versions = every_version(connection, kind, id)
        made = {one.change: log.change(connection, one.change) for one in versions}
    earlier = [None, *versions]
    return tuple(
        Entry(made[one.change], one, field_changes(old, one))
        for old, one in zip(earlier, versions, strict=False)
    )


def kinds_of_id(store: Store, id: str) -> tuple[RecordKind, ...]:
    """Which kinds of records have that id; ids are unique only among those of one kind."""
    with reading(store) as connection:
        return tuple(kind for kind in RecordKind if newest(connection, kind, [id]))


def made_in(store: Store, change: int) -> tuple[Difference, ...]:
    """What one change did, record by record. Raises `StoreError` for an unknown change."""
    with reading(store) as connection:
        log.change(connection, change)
        return tuple(differences(connection, change - 1, change))


def what_changed(
    store: Store, since: When | None = None, until: When | None = None
) -> tuple[Difference, ...]:
    """Records that are not the same at the end of `until` as at the end of `since`.

    From the beginning, and up to now, unless given. What was changed and changed back is left out.
    """
    with reading(store) as connection:
        first = log.last_change(connection, since) if since is not None else None
        last = log.last_change(connection, until)
        if last is None:
            return ()
        return tuple(differences(connection, first.id if first else 0, last.id))


def field_changes(old: Version | None, new: Version) -> tuple[FieldChange, ...]:
    """Fields that differ between two versions; a new record is not compared with nothing."""
    if old is None:
        return ()
    was, now = content(old), content(new)
    return tuple(FieldChange(one, was[one], now[one]) for one in now if was[one] != now[one])


def differences(connection: Connection, first: int, last: int) -> Iterator[Difference]:
    """Records that differ between the end of change `first` and the end of change `last`."""
    for kind in RecordKind:
        table = TABLES[kind]
        query = select(table.c.record).where(table.c.change > first, table.c.change <= last)
        ids = list(dict.fromkeys(connection.execute(query).scalars()))
        was = before(connection, kind, ids, first + 1)
        now = newest(connection, kind, ids, last)
        for one in sorted(now.values(), key=lambda version: version.position):
            old = was.get(one.id)
            fields = field_changes(old, one)
            if fields or (old is None and one.live):
                yield Difference(old, one, fields)
