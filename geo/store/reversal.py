"""Taking changes back: undo (and redo) of any change, and splitting what was merged.

Nothing is erased: what is taken back is a change of its own, which can be undone in turn.
"""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection

from geo.claims.model import Claim
from geo.errors import InputRefused, Problem, StoreError
from geo.store import log
from geo.store.contents import standing
from geo.store.engine import Store
from geo.store.records import By, Change, ChangeKind, Put, RecordKind, Version
from geo.store.tables import TABLES
from geo.store.transaction import changing, revised
from geo.store.versions import before, made_by, newest, parts_of, referring, version_of_row

_AT_ONCE = 2_000


def undo(store: Store, number: int, by: By) -> Change | None:
    """Take a change back as a whole: every record gets the state it had before.

    Undoing an undo is redoing. Raises `EditConflict` for the first record that was changed again
    since, and `InputRefused` when later records need what the change brought. The first filling
    of a store cannot be undone.
    """
    with changing(store, by, ChangeKind.UNDO, undoes=number) as writer:
        connection = writer.connection
        target = log.change(connection, number)
        if target.kind is ChangeKind.SEED:
            raise StoreError(f"change {number} filled the store; it cannot be undone.")
        for kind in TABLES:
            rows = [version_of_row(kind, row) for row in made_by(connection, kind, number)]
            for start in range(0, len(rows), _AT_ONCE):
                some = rows[start : start + _AT_ONCE]
                ids = [one.id for one in some]
                was, now = before(connection, kind, ids, number), newest(connection, kind, ids)
                writer.put(_as_before(one, was.get(one.id), now[one.id]) for one in some)
    return writer.made


def _as_before(made: Version, was: Version | None, now: Version) -> Put:
    """What takes one version back; a record that was new is retracted.

    What came later does not matter where it was taken back itself, so that the record stands as
    the change left it: several changes can be undone one after the other.
    """
    as_left = replace(now, change=made.change) == made
    based_on = now.change if as_left else made.change
    if was is None:
        return replace(revised(made), live=False, based_on=based_on)
    return replace(revised(was), based_on=based_on)


def merge_claims(
    store: Store, kept: str, others: list[str], by: By, *, based_on: dict[str, int] | None = None
) -> Change | None:
    """Say that several claims are one: `kept` gets the statements of the others, which go.

    Claims that share a figure of one of the others share that of `kept`. `based_on` holds the
    versions that were on the screen; raises `EditConflict` when one of them is newer.
    """
    wanted = list(dict.fromkeys(others))
    if kept in wanted or not wanted:
        raise StoreError(f"claim {kept!r} cannot be merged with itself or nothing. Name another.")
    seen = based_on or {}
    with changing(store, by, ChangeKind.MERGE) as writer:
        connection = writer.connection
        claims = {key: standing(connection, RecordKind.CLAIM, key) for key in (kept, *wanted)}
        _all_live(claims)
        puts = [
            replace(
                revised(claims[key]),
                live=False,
                merged_into=kept,
                based_on=seen.get(key, claims[key].change),
            )
            for key in wanted
        ]
        statements = referring(connection, RecordKind.STATEMENT, "claim", wanted)
        puts += [revised(one, claim=kept) for one in statements]
        gone = {kept, *wanted}
        parts = [one.id for one in parts_of(connection, wanted) if one.id not in gone]
        versions = newest(connection, RecordKind.CLAIM, parts).values()
        puts += [revised(one, part_of=kept) for one in versions]
        puts += _survivor(claims[kept], claims, seen.get(kept))
        writer.put(puts)
    return writer.made


def _all_live(claims: dict[str, Version]) -> None:
    """Raise `InputRefused` for every claim that is retracted already."""
    problems = [
        Problem("claim", None, None, key, "is retracted.", "Restore it before merging.")
        for key, one in claims.items()
        if not one.live
    ]
    if problems:
        raise InputRefused(problems)


def _survivor(kept: Version, claims: dict[str, Version], seen: int | None) -> list[Put]:
    """The kept claim, where it changes: it cannot be part of what it now stands for."""
    part_of = _part_of(kept)
    unread = sum(one.unread for one in claims.values())
    total = part_of
    steps = set()
    while total in claims and total not in steps:
        steps.add(total)
        total = _part_of(claims[total])
    if total in claims:
        total = None
    if total == part_of and unread == kept.unread and seen in (None, kept.change):
        return []
    one = replace(revised(kept, part_of=total), unread=unread)
    return [one if seen is None else replace(one, based_on=seen)]


def _part_of(version: Version) -> str | None:
    return version.record.part_of if isinstance(version.record, Claim) else None


def split(store: Store, claim: str, by: By) -> Change | None:
    """Take a merged claim out again, with the statements and parts that it brought along.

    What was edited since stays edited; what was moved elsewhere, or retracted, stays there.
    """
    with changing(store, by, ChangeKind.SPLIT) as writer:
        connection = writer.connection
        old = standing(connection, RecordKind.CLAIM, claim)
        if old.live or old.merged_into is None:
            raise StoreError(f"claim {claim!r} is not merged into another. Nothing to split.")
        merge = _merge_of(connection, old)
        _split_in_order(connection, old)
        brought = [
            *_moved_back(connection, RecordKind.STATEMENT, "claim", old, merge),
            *_moved_back(connection, RecordKind.CLAIM, "part_of", old, merge),
        ]
        back = replace(revised(old), live=True, merged_into=None)
        writer.put([back, *_without_unread(connection, old, brought)])
    return writer.made


def _split_in_order(connection: Connection, merged: Version) -> None:
    """Refuse to split a claim off another that was merged itself: its statements went on."""
    into = str(merged.merged_into)
    kept = standing(connection, RecordKind.CLAIM, into)
    if kept.merged_into is not None:
        raise StoreError(
            f"claim {merged.id!r} was merged into {into!r}, and that into {kept.merged_into!r}. "
            f"Split {into!r} off first."
        )


def _moved_back(
    connection: Connection, kind: RecordKind, column: str, merged: Version, merge: int
) -> list[Put]:
    """What the merge moved away from a claim and nobody has moved since."""
    made = {row[0]: version_of_row(kind, row) for row in made_by(connection, kind, merge)}
    ids = [key for key in made if (kind, key) != (RecordKind.CLAIM, merged.id)]
    was, now = before(connection, kind, ids, merge), newest(connection, kind, ids)
    return [
        revised(now[key], **{column: merged.id})
        for key in ids
        if key in was
        and now[key].live
        and _value(was[key], column) == merged.id
        and _value(now[key], column) == _value(made[key], column) != merged.id
    ]


def _merge_of(connection: Connection, merged: Version) -> int:
    """The change that merged a claim: the first of its versions that say so."""
    number = merged.change
    while True:
        was = before(connection, RecordKind.CLAIM, [merged.id], number).get(merged.id)
        if was is None or was.merged_into is None:
            return number
        number = was.change


def _value(version: Version, column: str) -> object:
    return getattr(version.record, column)


def _without_unread(connection: Connection, merged: Version, puts: list[Put]) -> list[Put]:
    """`puts`, and the kept claim without the unreadable statements that came with the merged."""
    if not merged.unread or merged.merged_into is None:
        return puts
    kept = newest(connection, RecordKind.CLAIM, [merged.merged_into])[merged.merged_into]
    left = max(0, kept.unread - merged.unread)
    mine = [one for one in puts if isinstance(one.record, Claim) and one.record.id == kept.id]
    rest = [one for one in puts if one not in mine]
    return [*rest, replace(mine[0] if mine else revised(kept), unread=left)]
