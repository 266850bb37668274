"""What a store holds now, or held when some day ended."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any, Final, TypeVar, cast

from sqlalchemy import Connection, func, select

from geo.claims.columns import Records
from geo.claims.dataset import Dataset
from geo.claims.model import Claim, Document, Originator, Statement
from geo.errors import ModelError, Problem, StoreError
from geo.places.place import Place
from geo.store import log
from geo.store.bulk import records_of_rows
from geo.store.decode import record_of
from geo.store.engine import Store, reading
from geo.store.records import Finding, Record, RecordKind, Refusal, Version
from geo.store.tables import FIELDS, TABLES, claims
from geo.store.versions import newest, newest_only

When = dt.date | dt.datetime

_One = TypeVar("_One", bound=Record)
_Bulk = TypeVar("_Bulk")

_ROWS_AT_ONCE: Final = 1_000


def revision(store: Store) -> str:
    """The hash of the newest change, which stands for all that the store holds; cheap to ask for.

    Two stores with the same history have the same one, on every machine.
    """
    with reading(store) as connection:
        last = log.last_change(connection)
    return last.hash if last else log.EMPTY_HASH


def dataset(store: Store, as_recorded: When | None = None) -> Dataset:
    """The live records, or those that were live when the day `as_recorded` (UTC) ended.

    Raises `StoreError` when they do not fit together, which only another program can have done.
    """
    with reading(store) as connection:
        last = log.last_change(connection, as_recorded)
        if last is None:
            return Dataset({}, {}, (), ())
        bound = last.id if as_recorded is not None else None
        try:
            return Dataset(
                documents={one.id: one for one in _live(connection, Document, bound)},
                originators={one.id: one for one in _live(connection, Originator, bound)},
                claims=_live_columns(connection, Claim, bound),
                statements=_live_columns(connection, Statement, bound),
                refused=_unread(connection, bound),
                places={one.id: one for one in _live(connection, Place, bound)},
                known_revision=last.hash,
            )
        except ModelError as error:
            raise unfitting(store, error) from error


def unfitting(store: Store, error: ModelError) -> StoreError:
    """What is said of a store that another program changed."""
    return StoreError(
        f"store {store.name} holds records that do not fit: {error} Put back a backup."
    )


def places(store: Store, as_recorded: When | None = None) -> tuple[Place, ...]:
    """The store's own places alone, for those who only ask for names."""
    with reading(store) as connection:
        last = log.last_change(connection, as_recorded)
        try:
            return tuple(_live(connection, Place, last.id if last else 0))
        except ModelError as error:
            raise StoreError(f"store {store.name}: {error} Put back a backup.") from error


def problems(store: Store, as_recorded: When | None = None) -> tuple[Problem, ...]:
    """The refused rows of what was read into the store that nobody has settled yet."""
    with reading(store) as connection:
        last = log.last_change(connection, as_recorded)
        found = _live(connection, Refusal, last.id if last else 0)
    return tuple(one.problem for one in found)


def findings(store: Store) -> tuple[Finding, ...]:
    """The pairs that somebody found to be no echoes, and that nobody offered again since."""
    with reading(store) as connection:
        last = log.last_change(connection)
        return tuple(_live(connection, Finding, last.id if last else 0))


def current(store: Store, kind: RecordKind, id: str) -> Version:
    """The newest version of a record, retracted or not. Raises `StoreError` when there is none."""
    with reading(store) as connection:
        return standing(connection, kind, id)


def standing(connection: Connection, kind: RecordKind, id: str) -> Version:
    """`current` inside a transaction."""
    found = newest(connection, kind, [id]).get(id)
    if found is None:
        raise StoreError(f"the store has no {kind} {id!r}. Mend the id.")
    return found


_KIND_OF_TYPE: dict[type[Any], RecordKind] = {
    Document: RecordKind.DOCUMENT,
    Originator: RecordKind.ORIGINATOR,
    Claim: RecordKind.CLAIM,
    Statement: RecordKind.STATEMENT,
    Refusal: RecordKind.REFUSAL,
    Place: RecordKind.PLACE,
    Finding: RecordKind.FINDING,
}


def _live(connection: Connection, type_: type[_One], bound: int | None) -> list[_One]:
    """Live records of one type in their order; `bound` is the last change that counts."""
    kind = _KIND_OF_TYPE[type_]
    rows = (row for portion in _live_rows(connection, kind, bound) for row in portion)
    return [cast(_One, record_of(kind, row[:-1])) for row in rows]


def _live_columns(connection: Connection, type_: type[_Bulk], bound: int | None) -> Records[_Bulk]:
    """The same as columns, for the kinds of which there are many."""
    return records_of_rows(type_, _live_rows(connection, _KIND_OF_TYPE[type_], bound))


def _live_rows(
    connection: Connection, kind: RecordKind, bound: int | None
) -> Iterator[Sequence[Sequence[Any]]]:
    """Rows of live records, id first and change last, in portions, in the records' order.

    Most records have one version, and a plain scan finds those quickest; of the others it passes
    over what is not the newest.
    """
    table = TABLES[kind]
    counts = () if bound is None else (table.c.change <= bound,)
    record = table.c.record
    several = select(record, func.max(table.c.change)).where(*counts).group_by(record)
    newest_of = dict(map(tuple, connection.execute(several.having(func.count() > 1))))
    chosen = [table.c[name] for name in ("record", *FIELDS[kind], "change")]
    query = select(*chosen).where(table.c.live, *counts).order_by(table.c.position)
    for rows in connection.execute(query).partitions(_ROWS_AT_ONCE):
        if newest_of:
            rows = [row for row in rows if newest_of.get(row[0], row[-1]) == row[-1]]
        yield rows


def _unread(connection: Connection, bound: int | None) -> dict[str, int]:
    """How many statements on a claim could not be read, for the claims that have any."""
    query = select(claims.c.record, claims.c.unread).where(
        claims.c.unread > 0, claims.c.live, newest_only(RecordKind.CLAIM, bounded=bound is not None)
    )
    rows = connection.execute(query.order_by(claims.c.position), {"bound": bound})
    return {row[0]: row[1] for row in rows}
