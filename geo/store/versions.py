"""Reading versions: the newest of some records, all of one, or those that a change made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, Final

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    CompoundSelect,
    Connection,
    CursorResult,
    Integer,
    Row,
    Select,
    Table,
    Text,
    any_,
    bindparam,
    func,
    literal_column,
    select,
    union_all,
)

from geo.claims.model import Claim
from geo.store.decode import record_of
from geo.store.records import RecordKind, Version
from geo.store.tables import CLAIM_STATE, FIELDS, TABLES

_AT_ONCE: Final = {"sqlite": 500, "postgresql": 5_000}
"""Ids asked for in one query: SQLite takes 32,766 parameters, older ones 999. PostgreSQL is given
them as one array."""

_HELD: Final = 1_000
"""Rows that are held at once of a result that is read portion by portion."""

_STATE: Final = 4
"""Columns before a record's own: record, change, position, live."""


def columns(kind: RecordKind) -> list[Any]:
    """Columns of a version in the order that `version_of_row` reads them."""
    table = TABLES[kind]
    state = CLAIM_STATE if kind is RecordKind.CLAIM else ()
    return [table.c[name] for name in ("record", "change", "position", "live", *FIELDS[kind])] + [
        table.c[name] for name in state
    ]


def version_of_row(kind: RecordKind, row: Row[Any]) -> Version:
    """The version in a row of `columns`. Raises `ModelError` for one that makes no record."""
    values = tuple(row)
    unread, merged = 0, None
    if kind is RecordKind.CLAIM:
        values, unread, merged = values[:-2], values[-2], values[-1]
    key, change, position, live = values[:_STATE]
    return Version(record_of(kind, (key, *values[_STATE:])), change, position, live, unread, merged)


@cache
def newest_only(kind: RecordKind, *, bounded: bool = False) -> Any:
    """Condition: the row is the newest version of its record, up to change ``:bound`` if bounded.

    Made once: to put an expression together takes longer than to ask the database.
    """
    table = TABLES[kind]
    later = table.alias("later")
    latest = select(func.max(later.c.change)).where(later.c.record == table.c.record)
    if bounded:
        latest = latest.where(later.c.change <= bindparam("bound", type_=Integer))
    return table.c.change == latest.correlate(table).scalar_subquery()


def _among_ids(column: ColumnElement[Any], dialect: str) -> ColumnElement[bool]:
    """Condition: a column holds one of ``:ids``."""
    if dialect == "postgresql":
        return column == any_(bindparam("ids", type_=ARRAY(Text)))
    return column.in_(bindparam("ids", expanding=True))


@cache
def _newest_query(kind: RecordKind, dialect: str, *, bounded: bool) -> Select[Any]:
    wanted = _among_ids(TABLES[kind].c.record, dialect)
    return select(*columns(kind)).where(newest_only(kind, bounded=bounded), wanted)


def newest(
    connection: Connection, kind: RecordKind, ids: Iterable[str], bound: int | None = None
) -> dict[str, Version]:
    """The newest version of each of these records that exists, retracted ones too.

    With a `bound`, the newest that a change up to that number made.
    """
    query = _newest_query(kind, connection.dialect.name, bounded=bound is not None)
    found: dict[str, Version] = {}
    for some in _chunks(connection, ids):
        for row in connection.execute(query, {"ids": some, "bound": bound}):
            found[row[0]] = version_of_row(kind, row)
    return found


def every_version(connection: Connection, kind: RecordKind, id: str) -> list[Version]:
    """All versions of one record, oldest first."""
    table = TABLES[kind]
    query = select(*columns(kind)).where(table.c.record == id).order_by(table.c.change)
    return [version_of_row(kind, row) for row in connection.execute(query)]


def made_by(connection: Connection, kind: RecordKind, change: int) -> CursorResult[Any]:
    """Rows of the versions that a change made, in the order of records, a portion at a time."""
    # Unless told, the driver of PostgreSQL would fetch all of them before the first is seen.
    portions = {"yield_per": _HELD}
    return connection.execute(_made_by(kind), {"made_by": change}, execution_options=portions)


def kinds_made_by(connection: Connection, change: int) -> set[RecordKind]:
    """Of which kinds a change made any version: one question instead of one for each."""
    return {
        RecordKind(one) for one in connection.execute(_kinds_made(), {"made_by": change}).scalars()
    }


@cache
def _kinds_made() -> CompoundSelect[Any]:
    made = bindparam("made_by", type_=Integer)
    return union_all(
        *(
            select(literal_column(f"'{kind.value}'")).where(
                select(table.c.record).where(table.c.change == made).exists()
            )
            for kind, table in TABLES.items()
        )
    )


@cache
def _made_by(kind: RecordKind) -> Select[Any]:
    table = TABLES[kind]
    made = table.c.change == bindparam("made_by", type_=Integer)
    return select(*columns(kind)).where(made).order_by(table.c.position)


def before(
    connection: Connection, kind: RecordKind, ids: Iterable[str], change: int
) -> dict[str, Version]:
    """The version of each record that `change` found, where there was one."""
    return newest(connection, kind, ids, change - 1)


def ever_referring(
    connection: Connection, kind: RecordKind, column: str, ids: Iterable[str]
) -> dict[str, Version]:
    """Newest versions of the records of which any version had one of `ids` in `column`."""
    query = _referring_query(TABLES[kind], column, connection.dialect.name)
    found: set[str] = set()
    for some in _chunks(connection, ids):
        found.update(connection.execute(query, {"ids": some}).scalars())
    return newest(connection, kind, found)


def referring(
    connection: Connection, kind: RecordKind, column: str, ids: Iterable[str]
) -> list[Version]:
    """Live records whose `column` holds one of `ids` now, in their order."""
    wanted = set(ids)
    versions = ever_referring(connection, kind, column, wanted).values()
    return sorted(
        (one for one in versions if one.live and getattr(one.record, column) in wanted),
        key=lambda one: one.position,
    )


def parts_of(connection: Connection, ids: Iterable[str]) -> list[Claim]:
    """Live claims that share a figure of one of these claims."""
    found = referring(connection, RecordKind.CLAIM, "part_of", ids)
    return [one.record for one in found if isinstance(one.record, Claim)]


@cache
def _referring_query(table: Table, column: str, dialect: str) -> Select[Any]:
    return select(table.c.record).where(_among_ids(table.c[column], dialect)).distinct()


def _chunks(connection: Connection, ids: Iterable[str]) -> Iterator[list[str]]:
    every, at_once = list(ids), _AT_ONCE[connection.dialect.name]
    for start in range(0, len(every), at_once):
        yield every[start : start + at_once]
