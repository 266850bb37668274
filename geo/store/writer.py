"""One change being written: versions in, checked references, one row in the log at the end.

Everything happens in one transaction of the one writer. Records can be put in portions, so that
an import of any size needs no more memory than a portion and the ids it has touched.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final, TypeVar

from sqlalchemy import Connection, func, insert, select

from geo.claims.model import Claim, Statement
from geo.errors import EditConflict, InputRefused, ModelError, Problem
from geo.store import log
from geo.store.checks import Touched, problems_of
from geo.store.codec import content, fields_of
from geo.store.inserting import insert_rows
from geo.store.records import By, Change, ChangeKind, Put, Record, RecordKind, Version, kind_of
from geo.store.tables import TABLES, changes
from geo.store.taken import Fate, Taken
from geo.store.versions import newest

_LEANT_ON: Final = frozenset({RecordKind.DOCUMENT, RecordKind.ORIGINATOR, RecordKind.PLACE})
"""What claims and statements stand on."""

_Thing = TypeVar("_Thing")
_Groups = dict[RecordKind, list[_Thing]]


class Writer:
    """Takes the versions of one change. `connection` sees what was put so far."""

    def __init__(self, connection: Connection, by: By, kind: ChangeKind) -> None:
        self.connection = connection
        self.by = by
        self.kind = kind
        self.earlier = log.last_change(connection)
        self.number = self.earlier.id + 1 if self.earlier else 1
        self.made: Change | None = None
        self.touched = Touched()
        self._aside: dict[tuple[RecordKind, str], Version] = {}
        self._left_alone: set[str] = set()
        self._places: set[str] = set()
        self._next: dict[RecordKind, int] = {}

    def put(self, puts: Iterable[Put]) -> int:
        """Write new versions; what would change nothing is passed over. Returns how many.

        Raises `EditConflict` when a record has a newer version than the one it is based on, and
        `InputRefused` with every id that is taken already or was never there.
        """
        problems: list[Problem] = []
        written = 0
        for kind, some in _by_kind(puts, lambda one: kind_of(one.record)).items():
            standing = newest(self.connection, kind, (one.record.id for one in some))
            written += self._write(kind, some, standing, problems)
        if problems:
            raise InputRefused(problems)
        return written

    def take(self, records: Iterable[Record], *, update: bool, bring_back: bool = False) -> Taken:
        """Write those of a file's records that are new; see `geo.store.fill.take_in`."""
        problems: list[Problem] = []
        taken = Taken()
        for kind, some in _by_kind(records, kind_of).items():
            standing = newest(self.connection, kind, (one.id for one in some))
            puts = []
            for one in some:
                old = standing.get(one.id)
                if old is None and self._is_on_another_claim(one):
                    taken.differing.append(f"{kind} {one.id}")
                    fate = Fate.DIFFERING
                elif old is None:
                    puts.append(Put(one))
                    taken.added += 1
                    fate = Fate.ADDED
                elif bring_back and not old.live and old.merged_into is None:
                    puts.append(Put(one, old.change, True, old.unread))
                    taken.updated += 1
                    fate = Fate.UPDATED
                elif fields_of(old.record) == fields_of(one):
                    taken.same += 1
                    fate = Fate.SAME if old.live else Fate.RETRACTED
                elif update and old.live:
                    puts.append(Put(one, old.change, True, old.unread, old.merged_into))
                    taken.updated += 1
                    fate = Fate.UPDATED
                else:
                    taken.differing.append(f"{kind} {one.id}")
                    fate = Fate.DIFFERING if old.live else Fate.RETRACTED
                taken.tally[kind, fate] += 1
                if old is not None and fate in (Fate.DIFFERING, Fate.RETRACTED):
                    self._leave(old, fate)
            self._write(kind, puts, standing, problems)
            for put in puts:
                if isinstance(put.record, Claim):
                    self._places.update(filter(None, (put.record.place, put.record.other_place)))
        if problems:
            raise InputRefused(problems)
        return taken

    def bring_back_needed(self, taken: Taken) -> None:
        """Let sources and places stand again that are retracted and that taken records refer to.

        They were retracted when an import of theirs was undone, and the next file of the same
        outlet brings them along; without this it would be refused as a whole.
        """
        while needed := [key for key in self._aside if self._is_needed(*key)]:
            for key in needed:
                old = self._aside.pop(key)
                self.put([Put(old.record, old.change, True, old.unread)])
                taken.tally[key[0], Fate.RETRACTED] -= 1
                taken.tally[key[0], Fate.UPDATED] += 1
                taken.updated += 1
                taken.same -= f"{key[0]} {key[1]}" not in taken.differing

    def _leave(self, old: Version, fate: Fate) -> None:
        """Remember what was left alone, for the records of the file that refer to it."""
        if old.kind is RecordKind.CLAIM:
            self._left_alone.add(old.id)
        if fate is Fate.RETRACTED and old.kind in _LEANT_ON:
            self._aside[old.kind, old.id] = old

    def _is_on_another_claim(self, one: Record) -> bool:
        """Whether a statement is about a claim of the file that the store has otherwise.

        Two tables may number their rows alike: a voice of the one must not speak to a claim of
        the other.
        """
        return isinstance(one, Statement) and one.claim in self._left_alone

    def _is_needed(self, kind: RecordKind, id: str) -> bool:
        return id in (self._places if kind is RecordKind.PLACE else self.touched.leans[kind])

    def _write(
        self,
        kind: RecordKind,
        puts: Sequence[Put],
        standing: Mapping[str, Version],
        problems: list[Problem],
    ) -> int:
        """Write versions of one kind; none after the first problem."""
        rows = []
        for one in puts:
            row, problem = self._row(kind, one, standing.get(one.record.id))
            if problem is not None:
                problems.append(problem)
            elif row is not None:
                rows.append(row)
        if not rows or problems:
            return 0
        insert_rows(self.connection, TABLES[kind], rows)
        return len(rows)

    def _row(
        self, kind: RecordKind, one: Put, standing: Version | None
    ) -> tuple[dict[str, Any] | None, Problem | None]:
        key = one.record.id
        if self.touched.has(kind, key):
            return None, _problem(kind, key, "is changed twice in one go.", "Change it once.")
        if one.based_on is None and standing is not None:
            remedy = "Choose another id, or change the record that has it."
            if not standing.live:
                remedy = "It is retracted: restore it, or choose another id."
            return None, _problem(kind, key, "is taken already.", remedy)
        if one.based_on is not None and standing is None:
            return None, _problem(kind, key, "does not exist.", "Add it, or mend the id.")
        try:
            fields = content(one)
        except ModelError as error:
            return None, _problem(kind, key, str(error), "")
        if standing is None:
            position = self._next.get(kind)
            if position is None:
                position = _next_position(self.connection, kind)
            self._next[kind] = position + 1
        else:
            position = standing.position
            old = content(standing)
            if standing.change != one.based_on:
                self._conflict(kind, one, standing, old, fields)
            if old == fields:
                return None, None
        self.touched.add(kind, one, standing)
        return {"record": key, "change": self.number, "position": position, **fields}, None

    def _conflict(
        self,
        kind: RecordKind,
        one: Put,
        standing: Version,
        old: dict[str, Any],
        new: dict[str, Any],
    ) -> None:
        who = log.change(self.connection, standing.change)
        yours = Version(
            one.record, self.number, standing.position, one.live, one.unread, one.merged_into
        )
        raise EditConflict(
            f"{kind} {one.record.id!r}",
            one.based_on,
            standing,
            yours,
            {name: (old[name], new[name]) for name in new if old[name] != new[name]},
            f"{who.author} (change {who.id}, {who.recorded_at:%Y-%m-%d %H:%M} UTC)",
        )

    def finish(self, recorded_at: dt.datetime | None, undoes: int | None) -> Change | None:
        """Check what was put, and enter the change into the log; ``None`` if nothing was put."""
        if not self.touched:
            return None
        if problems := problems_of(self.connection, self.touched):
            raise InputRefused(problems)
        moment = recorded_at or dt.datetime.now(dt.UTC)
        if self.earlier:  # a clock that was set back must not turn the order around
            moment = max(moment, self.earlier.recorded_at)
        values: dict[str, Any] = {
            "id": self.number,
            "recorded_at": log.moment_text(moment),
            "author": self.by.author,
            "reason": self.by.reason,
            "kind": self.kind.value,
            "undoes": undoes,
        }
        earlier = self.earlier.hash if self.earlier else log.EMPTY_HASH
        values["hash"], values["records"] = log.hash_of(self.connection, **values, earlier=earlier)
        self.connection.execute(insert(changes), values)
        return log.change(self.connection, self.number)


def _next_position(connection: Connection, kind: RecordKind) -> int:
    highest = connection.execute(select(func.max(TABLES[kind].c.position))).scalar()
    return 0 if highest is None else int(highest) + 1


def _by_kind(things: Iterable[_Thing], kind: Callable[[_Thing], RecordKind]) -> _Groups[_Thing]:
    groups: _Groups[_Thing] = {}
    for one in things:
        groups.setdefault(kind(one), []).append(one)
    return {one: groups[one] for one in RecordKind if one in groups}


def _problem(kind: RecordKind, id: str, message: str, remedy: str) -> Problem:
    return Problem(kind.value, None, None, id, message, remedy)
