"""What a store holds now, or held when some day ended."""

from __future__ import annotations

import datetime as dt
from operator import itemgetter
from typing import Any, TypeVar, cast

from sqlalchemy import Connection, func, select

from geo.claims.dataset import Dataset
from geo.claims.model import Claim, Document, Originator, Statement
from geo.errors import ModelError, Problem, StoreError
from geo.places.place import Place
from geo.store import log
from geo.store.decode import record_of
from geo.store.engine import Store, reading
from geo.store.records import Record, RecordKind, Refusal, Version
from geo.store.tables import FIELDS, TABLES, claims
from geo.store.versions import newest, newest_only

When = dt.date | dt.datetime

_One = TypeVar("_One", bound=Record)


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
                claims=tuple(_live(connection, Claim, bound)),
                statements=tuple(_live(connection, Statement, bound)),
                refused=_unread(connection, bound),
                places={one.id: one for one in _live(connection, Place, bound)},
                known_revision=last.hash,
            )
        except ModelError as error:
            raise StoreError(
                f"store {store.name} holds records that do not fit: {error} Put back a backup."
            ) from error


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
}


def _live(connection: Connection, type_: type[_One], bound: int | None) -> list[_One]:
    """Live records of one type in their order; `bound` is the last change that counts.

    Most records have one version, and a plain scan finds those quickest; the newest of the others
    are asked for by their ids.
    """
    kind = _KIND_OF_TYPE[type_]
    table = TABLES[kind]
    counts = () if bound is None else (table.c.change <= bound,)
    record = table.c.record
    several = select(record).where(*counts).group_by(record).having(func.count() > 1)
    edited = set(connection.execute(several).scalars())
    chosen = [table.c[name] for name in ("record", *FIELDS[kind], "position")]
    rows = connection.execute(select(*chosen).where(table.c.live, *counts)).all()
    placed = [(row[-1], record_of(kind, row[:-1])) for row in rows if row[0] not in edited]
    latest = newest(connection, kind, edited, bound).values()
    placed += [(one.position, one.record) for one in latest if one.live]
    # Sorted here: they are nearly in order, which Python makes use of and a database does not.
    placed.sort(key=itemgetter(0))
    return [cast(_One, record) for _, record in placed]


def _unread(connection: Connection, bound: int | None) -> dict[str, int]:
    """How many statements on a claim could not be read, for the claims that have any."""
    query = select(claims.c.record, claims.c.unread).where(
        claims.c.unread > 0, claims.c.live, newest_only(RecordKind.CLAIM, bounded=bound is not None)
    )
    rows = connection.execute(query.order_by(claims.c.position), {"bound": bound})
    return {row[0]: row[1] for row in rows}
