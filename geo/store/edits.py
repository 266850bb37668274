"""What a person does to records: add, edit, retract, restore, override, settle.

Every function is one change with an author and a reason, written whole or not at all, and returns
it; ``None`` when it would change nothing. All raise `InputRefused` with every reference that does
not hold, and `StoreError` for a store that cannot be written. Records check themselves when they
are made (`geo.claims.model`): what arrives here has its date basis and its grade.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import Connection

from geo.claims.model import Claim, Override, Statement
from geo.errors import StoreError
from geo.store.contents import standing
from geo.store.engine import Store
from geo.store.records import By, Change, ChangeKind, Put, Record, RecordKind, Version, kind_of
from geo.store.transaction import changing, revised, save
from geo.store.versions import before, ever_referring, newest, parts_of, referring


def add(store: Store, records: Iterable[Record], by: By) -> Change | None:
    """Add new records, for example a claim with its statements and their document."""
    return save(store, [Put(one) for one in records], by, ChangeKind.ADD)


def edit(
    store: Store,
    edits: Sequence[tuple[Record, int]],
    by: By,
    *,
    new: Iterable[Record] = (),
    gone: Sequence[tuple[Record, int]] = (),
) -> Change | None:
    """Put new contents in place of old: pairs of a record and the version it is based on.

    In the same change `new` records are added and those in `gone` retracted, for example a
    statement that stands on another claim by mistake. Raises `EditConflict` when a record has
    been changed since that version.
    """
    with changing(store, by, ChangeKind.EDIT) as writer:
        puts = [Put(one) for one in new]
        for record, based_on in edits:
            old = newest(writer.connection, kind_of(record), [record.id]).get(record.id)
            if old is None:
                puts.append(Put(record, based_on))  # the writer says that it does not exist
            else:
                puts.append(Put(record, based_on, old.live, old.unread, old.merged_into))
        puts += [Put(record, based_on, live=False) for record, based_on in gone]
        writer.put(puts)
    return writer.made


def retract(
    store: Store,
    kind: RecordKind,
    id: str,
    by: By,
    *,
    based_on: int | None = None,
    with_dependents: bool = False,
) -> Change | None:
    """Take a record back; its history stays, and `restore` brings it back.

    A claim takes its statements with it, and claims that share its figure stand alone then. With
    anything else that a live record needs (the document of a statement, the last statement of a
    claim) it is refused, unless `with_dependents` retracts those too. `based_on` is the version
    that was on the screen, if that matters.
    """
    with changing(store, by, ChangeKind.RETRACT) as writer:
        connection = writer.connection
        old = standing(connection, kind, id)
        gone = {(kind, id): old}
        if kind is RecordKind.CLAIM or with_dependents:
            _dependents(connection, old, gone, everything=with_dependents)
        puts = [
            replace(revised(one), live=False)
            if key != (kind, id) or based_on is None
            else replace(revised(one), live=False, based_on=based_on)
            for key, one in gone.items()
            if one.live
        ]
        writer.put([*puts, *_loosened(connection, gone)])
    return writer.made


_Gone = dict[tuple[RecordKind, str], Version]


def _dependents(connection: Connection, of: Version, gone: _Gone, *, everything: bool) -> None:
    """Add to `gone` what cannot stand without `of`; only a claim's statements unless told."""
    waiting = [of]
    while waiting:
        one = waiting.pop()
        found: list[Version] = []
        if one.kind is RecordKind.CLAIM:
            found += referring(connection, RecordKind.STATEMENT, "claim", [one.id])
        elif everything and one.kind is RecordKind.DOCUMENT:
            found += referring(connection, RecordKind.STATEMENT, "document", [one.id])
        elif everything and one.kind is RecordKind.ORIGINATOR:
            found += referring(connection, RecordKind.STATEMENT, "originator", [one.id])
            found += referring(connection, RecordKind.ORIGINATOR, "parent", [one.id])
        elif everything and isinstance(one.record, Statement):
            claim = one.record.claim
            voices = referring(connection, RecordKind.STATEMENT, "claim", [claim])
            if all((voice.kind, voice.id) in gone for voice in voices):
                found.append(standing(connection, RecordKind.CLAIM, claim))
        for new in found:
            if (new.kind, new.id) not in gone:
                gone[new.kind, new.id] = new
                waiting.append(new)


def _loosened(connection: Connection, gone: _Gone) -> list[Put]:
    """Claims that stay, without the total that goes."""
    totals = [key for kind, key in gone if kind is RecordKind.CLAIM]
    left = [one.id for one in parts_of(connection, totals) if one.id not in totals]
    versions = newest(connection, RecordKind.CLAIM, left).values()
    return [revised(one, part_of=None) for one in versions]


def restore(store: Store, kind: RecordKind, id: str, by: By) -> Change | None:
    """Bring a retracted record back, a claim with the statements that went with it.

    Claims that shared its figure share it again, unless they were given another total.
    """
    with changing(store, by, ChangeKind.RESTORE) as writer:
        connection = writer.connection
        old = standing(connection, kind, id)
        if old.live:
            raise StoreError(f"{kind} {id!r} is not retracted. There is nothing to restore.")
        if old.merged_into is not None:
            raise StoreError(
                f"claim {id!r} was merged into {old.merged_into!r}. Split it off again instead."
            )
        puts = [replace(revised(old), live=True)]
        if kind is RecordKind.CLAIM:
            voices = ever_referring(connection, RecordKind.STATEMENT, "claim", [id]).values()
            puts += [
                replace(revised(one), live=True)
                for one in voices
                if one.change == old.change
                and not one.live
                and isinstance(one.record, Statement)
                and one.record.claim == id
            ]
            puts += _tied_again(connection, id, old.change)
        writer.put(puts)
    return writer.made


def _tied_again(connection: Connection, total: str, change: int) -> list[Put]:
    """Claims that lost their total by `change` and have none now."""
    parts = ever_referring(connection, RecordKind.CLAIM, "part_of", [total])
    was = before(connection, RecordKind.CLAIM, parts, change)
    puts = []
    for key, now in parts.items():
        old = was.get(key)
        if old is None or not now.live or now.change < change:
            continue
        if _part_of(old) == total and _part_of(now) is None:
            puts.append(revised(now, part_of=total))
    return puts


def _part_of(version: Version) -> str | None:
    return version.record.part_of if isinstance(version.record, Claim) else None


def override_confidence(
    store: Store, claim: str, override: Override | None, by: By, *, based_on: int
) -> Change | None:
    """Set an analyst's own confidence on a claim, with its reason; ``None`` takes it off."""
    with changing(store, by, ChangeKind.OVERRIDE) as writer:
        old = standing(writer.connection, RecordKind.CLAIM, claim)
        writer.put([replace(revised(old, override=override), based_on=based_on)])
    return writer.made


def settle(
    store: Store, refusals: Iterable[str], by: By, *, claims: Iterable[str] = ()
) -> Change | None:
    """Refused rows that were dealt with: they are shown no more, and do not cloud these claims."""
    with changing(store, by, ChangeKind.EDIT) as writer:
        rows = newest(writer.connection, RecordKind.REFUSAL, refusals).values()
        clouded = newest(writer.connection, RecordKind.CLAIM, claims).values()
        writer.put(replace(revised(one), live=False) for one in rows)
        writer.put(replace(revised(one), unread=0) for one in clouded)
    return writer.made
