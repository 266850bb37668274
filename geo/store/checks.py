"""Whether a change leaves the store sound: every reference holds, every claim has a source.

Only what a change touched, and what refers to it, is looked at. Live records refer to live
records alone, so that reading never has to follow what was retracted.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import Connection

from geo.claims.dataset import parent_problem
from geo.claims.model import Claim, Originator, Statement
from geo.errors import Problem
from geo.store.records import Put, RecordKind, Version
from geo.store.versions import newest, referring

_Ids = dict[RecordKind, set[str]]


def _ids() -> _Ids:
    return {kind: set() for kind in RecordKind}


@dataclass
class Touched:
    """What a change has put so far, as far as the checks need it.

    `live` and `gone` are the ids that were put in either state; `leans` which ids the live ones
    refer to, with one of those that do; `voiced` the claims that a live statement put here is
    about; `silenced` those that a statement was taken from; `speakers` the originators that have
    parents.
    """

    live: _Ids = field(default_factory=_ids)
    gone: _Ids = field(default_factory=_ids)
    leans: dict[RecordKind, dict[str, tuple[RecordKind, str, str]]] = field(
        default_factory=lambda: {kind: {} for kind in RecordKind}
    )
    voiced: set[str] = field(default_factory=set)
    silenced: set[str] = field(default_factory=set)
    speakers: dict[str, Originator] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return any(self.live.values()) or any(self.gone.values())

    def has(self, kind: RecordKind, id: str) -> bool:
        """Whether this change has put the record already."""
        return id in self.live[kind] or id in self.gone[kind]

    def add(self, kind: RecordKind, one: Put, before: Version | None) -> None:
        """Take note of one version that is put."""
        record = one.record
        (self.live if one.live else self.gone)[kind].add(record.id)
        if before is not None and isinstance(before.record, Statement) and before.live:
            self.silenced.add(before.record.claim)
        if not one.live:
            return
        if isinstance(record, Statement):
            self.voiced.add(record.claim)
        if isinstance(record, Originator) and record.parent is not None:
            self.speakers[record.id] = record
        for other, column, named in _references(one):
            self.leans[other].setdefault(named, (kind, record.id, column))


def _references(one: Put) -> Iterable[tuple[RecordKind, str, str]]:
    """What a record refers to: kind, by which column, id."""
    record = one.record
    if isinstance(record, Statement):
        yield RecordKind.CLAIM, "claim", record.claim
        yield RecordKind.DOCUMENT, "document", record.document
        yield RecordKind.ORIGINATOR, "originator", record.originator
    elif isinstance(record, Claim) and record.part_of is not None:
        yield RecordKind.CLAIM, "part_of", record.part_of
    elif isinstance(record, Originator) and record.parent is not None:
        yield RecordKind.ORIGINATOR, "parent", record.parent


_REFERRING = {
    RecordKind.DOCUMENT: ((RecordKind.STATEMENT, "document"),),
    RecordKind.ORIGINATOR: (
        (RecordKind.STATEMENT, "originator"),
        (RecordKind.ORIGINATOR, "parent"),
    ),
    RecordKind.CLAIM: ((RecordKind.STATEMENT, "claim"), (RecordKind.CLAIM, "part_of")),
    RecordKind.STATEMENT: (),
    RecordKind.REFUSAL: (),
    RecordKind.FINDING: (),
    RecordKind.PLACE: (),  # the program's own gazetteer may have it too: the caller looks
}


def problems_of(connection: Connection, touched: Touched) -> list[Problem]:
    """Everything that a change would leave broken; the transaction already holds it."""
    return [
        *_missing(connection, touched),
        *_still_needed(connection, touched),
        *_without_source(connection, touched),
        *_circles(connection, touched),
    ]


def _missing(connection: Connection, touched: Touched) -> Iterable[Problem]:
    """Live records that refer to what is not there, or not any more."""
    for kind, leans in touched.leans.items():
        unknown = [key for key in leans if key not in touched.live[kind]]
        found = newest(connection, kind, unknown)
        for key in unknown:
            if key in found and found[key].live:
                continue
            other, who, column = leans[key]
            if key in found:
                message, remedy = f"is a retracted {kind}.", "Restore it first, or name another."
            else:
                message, remedy = f"is no {kind} of this store.", "Add it first, or mend the id."
            yield Problem(f"{other} {who}", None, column, key, message, remedy)


def _still_needed(connection: Connection, touched: Touched) -> Iterable[Problem]:
    """Live records that refer to what this change retracts."""
    for kind, gone in touched.gone.items():
        for other, column in _REFERRING[kind]:
            for one in referring(connection, other, column, gone):
                value = str(getattr(one.record, column))
                message = f"is needed by {other} {one.id!r}."
                remedy = "Retract that too, or change it first."
                yield Problem(f"{kind} {value}", None, None, "", message, remedy)


def _without_source(connection: Connection, touched: Touched) -> Iterable[Problem]:
    """Live claims that nobody speaks to."""
    asked = touched.silenced | touched.live[RecordKind.CLAIM]
    asked -= touched.voiced | touched.gone[RecordKind.CLAIM]
    statements = referring(connection, RecordKind.STATEMENT, "claim", asked)
    asked -= {one.record.claim for one in statements if isinstance(one.record, Statement)}
    for key, one in newest(connection, RecordKind.CLAIM, sorted(asked)).items():
        if one.live:
            message = "would be left without any statement, so without a source."
            yield Problem(
                f"claim {key}", None, None, "", message, "Add a statement, or retract it too."
            )


def _circles(connection: Connection, touched: Touched) -> Iterable[Problem]:
    """Originators whose parents lead back to themselves."""
    known = dict(touched.speakers)
    for key, one in touched.speakers.items():
        step = one.parent
        while step is not None and step not in known:
            found = newest(connection, RecordKind.ORIGINATOR, [step]).get(step)
            if found is None or not isinstance(found.record, Originator):
                break  # `_missing` says so
            known[step] = found.record
            step = found.record.parent
        whole = all(parent in known for parent in _above(key, known))
        if whole and (why := parent_problem(one, known)):
            remedy = "Name another parent."
            yield Problem(f"originator {key}", None, "parent", one.parent or "", why, remedy)


def _above(id: str, known: dict[str, Originator]) -> Iterable[str]:
    """Parents of an originator, as far as they are known, each once."""
    seen = set()
    step = known[id].parent
    while step is not None and step not in seen:
        yield step
        seen.add(step)
        step = known[step].parent if step in known else None
