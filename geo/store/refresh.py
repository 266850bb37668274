"""The next dataset of a store from the one that was read before: only what changed is read.

A person who saves one claim among a hundred thousand need not wait until all are read again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import Connection, func, select

from geo.claims.columns import Records, as_records
from geo.claims.dataset import Dataset
from geo.claims.model import Claim, Statement
from geo.errors import ModelError
from geo.store import log
from geo.store.contents import dataset, unfitting
from geo.store.engine import Store, reading
from geo.store.records import RecordKind, Version
from geo.store.tables import TABLES, changes
from geo.store.versions import newest

FEW: Final = 2_000
"""Versions that are read one by one; after more it is quicker to read everything."""


def refreshed(store: Store, earlier: Dataset) -> Dataset:
    """What the store holds now: the same as `geo.store.contents.dataset`.

    `earlier` is what that, or this, gave before, of this store or another; it stays as it is, and
    is given back when nothing has changed. Raises what `dataset` raises.
    """
    with reading(store) as connection:
        last = log.last_change(connection)
        if last is not None and last.hash == earlier.known_revision:
            return earlier
        first = _change_of(connection, earlier)
        if last is not None and first is not None and _is_little(connection, first):
            touched = {kind: _touched(connection, kind, first) for kind in _KINDS}
            try:
                return _next(connection, earlier, touched, last.hash)
            except ModelError as error:
                raise unfitting(store, error) from error
    return dataset(store)


_KINDS: Final[tuple[RecordKind, ...]] = tuple(
    kind for kind in RecordKind if kind is not RecordKind.REFUSAL
)


def _change_of(connection: Connection, earlier: Dataset) -> int | None:
    """The last change that a dataset knows; none if it is not a state of this store."""
    query = select(changes.c.id).where(changes.c.hash == earlier.known_revision)
    return connection.execute(query).scalar() if earlier.known_revision else None


def _is_little(connection: Connection, first: int) -> bool:
    number = select(func.sum(changes.c.records)).where(changes.c.id > first)
    return (connection.execute(number).scalar() or 0) <= FEW


def _touched(connection: Connection, kind: RecordKind, first: int) -> list[Version]:
    """The newest versions of the records that changed after change `first`, in their order."""
    table = TABLES[kind]
    ids = connection.execute(select(table.c.record).where(table.c.change > first)).scalars()
    found = newest(connection, kind, set(ids)).values()
    return sorted(found, key=lambda one: one.position)


def _next(
    connection: Connection,
    earlier: Dataset,
    touched: Mapping[RecordKind, list[Version]],
    revision: str,
) -> Dataset:
    claims = touched[RecordKind.CLAIM]
    refused = {**earlier.refused, **{one.id: one.unread for one in claims}}
    for one in claims:
        if not one.live or not one.unread:
            del refused[one.id]

    def mapping(kind: RecordKind, old: Mapping[str, Any]) -> Mapping[str, Any]:
        if not touched[kind]:
            return old
        rows = {key: row for row, key in enumerate(old)}
        steps = _steps(connection, kind, touched[kind], rows)
        return steps.of_mapping(old)

    def records(kind: RecordKind, old: Records[Any]) -> Records[Any]:
        if not touched[kind]:
            return old
        steps = _steps(connection, kind, touched[kind], old.row_of)
        return old.with_changes(steps.changed, steps.removed, steps.added)

    return Dataset(
        documents=mapping(RecordKind.DOCUMENT, earlier.documents),
        originators=mapping(RecordKind.ORIGINATOR, earlier.originators),
        claims=records(RecordKind.CLAIM, as_records(Claim, earlier.claims)),
        statements=records(RecordKind.STATEMENT, as_records(Statement, earlier.statements)),
        refused=refused,
        known_revision=revision,
        places=mapping(RecordKind.PLACE, earlier.places),
    )


@dataclass
class _Steps:
    """What leads from the records of one kind to the next ones, as `Records.with_changes` asks."""

    changed: dict[int, Any] = field(default_factory=dict)
    removed: set[int] = field(default_factory=set)
    added: list[tuple[int, Any]] = field(default_factory=list)

    def of_mapping(self, old: Mapping[str, Any]) -> dict[str, Any]:
        """The same for records by their ids."""
        following: dict[int, list[Any]] = {}
        for after, one in self.added:
            following.setdefault(after, []).append(one)
        found = list(following.get(-1, ()))
        for row, one in enumerate(old.values()):
            if row not in self.removed:
                found.append(self.changed.get(row, one))
            found += following.get(row, ())
        return {one.id: one for one in found}


def _steps(
    connection: Connection,
    kind: RecordKind,
    touched: Iterable[Version],
    rows: Mapping[str, int],
) -> _Steps:
    """`touched` in their order; `rows` of the live records before."""
    steps = _Steps()
    stands_after: dict[str, int] = {}
    for one in touched:
        row = rows.get(one.id)
        if row is None:
            if one.live:
                after = _row_before(connection, kind, one.position, rows, stands_after)
                stands_after[one.id] = after
                steps.added.append((after, one.record))
        elif one.live:
            steps.changed[row] = one.record
        else:
            steps.removed.add(row)
    return steps


def _row_before(
    connection: Connection,
    kind: RecordKind,
    position: int,
    rows: Mapping[str, int],
    added: Mapping[str, int],
) -> int:
    """The row after which a record comes that was not there: of the nearest before it that was."""
    table = TABLES[kind]
    query = select(table.c.record).where(table.c.position < position)
    query = query.order_by(table.c.position.desc())
    # As they come: the nearest is nearly always there, and a server would send all.
    with connection.execute(query, execution_options={"yield_per": 20}) as nearest:
        for key in nearest.scalars():
            if (row := rows.get(key, added.get(key))) is not None:
                return row
    return -1
