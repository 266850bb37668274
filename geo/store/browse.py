"""The history as a person leafs through it: pages of the log, what one change did, one story.

An import may have made a hundred thousand versions: everything here asks the database for a
portion and says how much there is in all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Text, func, or_, select

from geo.store import log
from geo.store.engine import Store, reading
from geo.store.history import Difference, field_changes
from geo.store.records import Change, ChangeKind, RecordKind, Version
from geo.store.tables import FIELDS, TABLES, changes
from geo.store.versions import (
    before,
    columns,
    ever_referring,
    every_version,
    made_by,
    newest,
    version_of_row,
)

RecordKey = tuple[RecordKind, str]

_NAMES_AT_MOST: Final = 2_000


@dataclass(frozen=True, slots=True)
class LogQuery:
    """Which changes are wanted; an empty field asks for all.

    `words` must all stand in the author, the reason, an id or a text of a record that the change
    left; large and small letters are the same where the database knows how.
    """

    authors: tuple[str, ...] = ()
    kinds: tuple[ChangeKind, ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True)
class LogPage:
    """A page of the log, newest first; `total` changes pass, `undone_by` says which were undone."""

    changes: tuple[Change, ...]
    total: int
    undone_by: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Made:
    """What one change did: the first `shown` records and how many of each kind there are."""

    change: Change
    shown: tuple[Difference, ...]
    total: Mapping[RecordKind, int]
    undone_by: int | None


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a record's story: a change, and what it did to it and to what hangs on it."""

    change: Change
    differences: tuple[Difference, ...]


def log_page(store: Store, query: LogQuery, *, first: int = 0, most: int = 25) -> LogPage:
    """Changes that pass, newest first, from the `first` on (counted from 0)."""
    # One query for both: to look for words goes through all texts of the store.
    chosen = select(changes, func.count().over().label("total")).where(*_conditions(query))
    with reading(store) as connection:
        rows = connection.execute(
            chosen.order_by(changes.c.id.desc()).offset(first).limit(most)
        ).all()
        if first and not rows:
            rows = connection.execute(chosen.order_by(changes.c.id).limit(1)).all()
            return LogPage((), rows[0].total if rows else 0, {})
        found = tuple(log.change_of_row(row) for row in rows)
        undone = _undone_by(connection, [one.id for one in found])
    return LogPage(found, rows[0].total if rows else 0, undone)


def authors(store: Store) -> tuple[str, ...]:
    """Everybody who has made a change, in the order of the alphabet."""
    query = select(changes.c.author).distinct().limit(_NAMES_AT_MOST)
    with reading(store) as connection:
        return tuple(sorted(connection.execute(query).scalars(), key=str.casefold))


def made(store: Store, change: int, *, most: int = 40) -> Made:
    """What a change did, as far as `most` records. Raises `StoreError` for an unknown number."""
    with reading(store) as connection:
        one = log.change(connection, change)
        total: dict[RecordKind, int] = {}
        shown: list[Difference] = []
        for kind, table in TABLES.items():
            counted = select(func.count()).select_from(table).where(table.c.change == change)
            if number := connection.execute(counted).scalar_one():
                total[kind] = number
        for kind in _telling(total):
            room = most - len(shown)
            if room <= 0:
                break
            with made_by(connection, kind, change) as rows:
                versions = [version_of_row(kind, row) for row in rows.fetchmany(room)]
            shown += _differences(connection, kind, versions, change)
        undone = _undone_by(connection, [change]).get(change)
    return Made(one, tuple(shown), total, undone)


def subjects(store: Store, ids: Iterable[int]) -> dict[int, Difference]:
    """The first record that each of these changes is about, and what became of it."""
    wanted = list(ids)
    found: dict[int, Difference] = {}
    with reading(store) as connection:
        for kind in _telling(dict.fromkeys(TABLES, 0)):
            table = TABLES[kind]
            left = [one for one in wanted if one not in found]
            first = (
                select(table.c.change, func.min(table.c.position).label("position"))
                .where(table.c.change.in_(left))
                .group_by(table.c.change)
                .subquery()
            )
            same = (table.c.change == first.c.change) & (table.c.position == first.c.position)
            rows = connection.execute(select(*columns(kind)).join(first, same))
            for version in [version_of_row(kind, row) for row in rows]:
                [told] = _differences(connection, kind, [version], version.change)
                found[version.change] = told
    return found


def story(store: Store, kind: RecordKind, id: str) -> tuple[Step, ...]:
    """What happened to a record, oldest first; to a claim's statements as well.

    Statements that came by a merge or went by a split are told from then on, or until then. Empty
    for a record that never was.
    """
    with reading(store) as connection:
        own = every_version(connection, kind, id)
        by_change: dict[int, list[Difference]] = {}
        for old, new in zip([None, *own], own, strict=False):
            by_change.setdefault(new.change, []).append(_difference(old, new))
        if own and kind is RecordKind.CLAIM:
            for voice in ever_referring(connection, RecordKind.STATEMENT, "claim", [id]):
                versions = every_version(connection, RecordKind.STATEMENT, voice)
                for old, new in zip([None, *versions], versions, strict=False):
                    if id in (_claim_of(old), _claim_of(new)):
                        by_change.setdefault(new.change, []).append(_difference(old, new))
        return tuple(
            Step(log.change(connection, number), tuple(found))
            for number, found in sorted(by_change.items())
        )


def records(store: Store, keys: Iterable[RecordKey]) -> dict[RecordKey, Version]:
    """The newest version of each of these records that exists, retracted ones too."""
    wanted: dict[RecordKind, list[str]] = {}
    for kind, key in dict.fromkeys(keys):
        wanted.setdefault(kind, []).append(key)
    with reading(store) as connection:
        return {
            (kind, key): version
            for kind, ids in wanted.items()
            for key, version in newest(connection, kind, ids).items()
        }


def _telling(total: Mapping[RecordKind, int]) -> list[RecordKind]:
    """Kinds in the order in which a change is told: what it is about before what that leans on."""
    order = (RecordKind.CLAIM, RecordKind.STATEMENT, RecordKind.DOCUMENT, RecordKind.ORIGINATOR)
    return sorted(total, key=lambda kind: order.index(kind) if kind in order else len(order))


def _differences(
    connection: Connection, kind: RecordKind, versions: list[Version], change: int
) -> list[Difference]:
    was = before(connection, kind, [one.id for one in versions], change)
    return [_difference(was.get(one.id), one) for one in versions]


def _difference(old: Version | None, new: Version) -> Difference:
    return Difference(old, new, field_changes(old, new))


def _claim_of(version: Version | None) -> str | None:
    return getattr(version.record, "claim", None) if version else None


def _undone_by(connection: Connection, ids: list[int]) -> dict[int, int]:
    """Which of these changes were undone, and by which change."""
    query = select(changes.c.undoes, changes.c.id).where(changes.c.undoes.in_(ids))
    return {row[0]: row[1] for row in connection.execute(query.order_by(changes.c.id))}


def _conditions(query: LogQuery) -> Iterator[ColumnElement[bool]]:
    if query.authors:
        yield changes.c.author.in_(query.authors)
    if query.kinds:
        yield changes.c.kind.in_([one.value for one in query.kinds])
    for word in query.words.split():
        yield or_(
            _holds(changes.c.author, word),
            _holds(changes.c.reason, word),
            *(changes.c.id.in_(_touching(kind, word)) for kind in TABLES),
        )


def _touching(kind: RecordKind, word: str) -> Any:
    """Changes that left a version of a record in which the word stands."""
    table = TABLES[kind]
    texts = [table.c[name] for name in FIELDS[kind] if isinstance(table.c[name].type, Text)]
    # As one text: ten comparisons take ten times as long.
    whole: ColumnElement[Any] = table.c.record
    for text in texts:
        whole = whole + "\n" + func.coalesce(text, "")
    return select(table.c.change).where(_holds(whole, word))


def _holds(column: Any, word: str) -> ColumnElement[bool]:
    condition: ColumnElement[bool] = column.icontains(word, autoescape=True)
    return condition
