"""What a store keeps: records of seven kinds, their versions, and the changes that made them.

A *version* is named by the change that made it: a change makes at most one version of a record.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from geo.claims.model import Claim, Document, Originator, Statement
from geo.errors import ModelError, Problem
from geo.places.place import Place

Scalar = str | int | float | bool | None


class RecordKind(StrEnum):
    """What a record is. The order is the one in which a change is hashed: append, never reorder."""

    DOCUMENT = "document"
    ORIGINATOR = "originator"
    CLAIM = "claim"
    STATEMENT = "statement"
    REFUSAL = "refusal"
    PLACE = "place"
    FINDING = "finding"


class ChangeKind(StrEnum):
    """What a person did."""

    SEED = "seed"
    ADD = "add"
    EDIT = "edit"
    RETRACT = "retract"
    RESTORE = "restore"
    MERGE = "merge"
    SPLIT = "split"
    OVERRIDE = "override"
    IMPORT = "import"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row of an input that could not be used, kept until a person settles (retracts) it."""

    id: str
    problem: Problem


@dataclass(frozen=True, slots=True)
class Finding:
    """A person's finding that two records are not what a program took them for: no echo.

    `about` is what was looked at ("event" for two claims, "report" for two statements); `first`
    and `second` are their ids in the order of the alphabet. It says nothing about the records, so
    it stands when they go. Retracted, the pair is offered again.
    """

    id: str
    about: str
    first: str
    second: str


Record = Document | Originator | Claim | Statement | Refusal | Place | Finding

_KINDS: Final[dict[type[Record], RecordKind]] = {
    Document: RecordKind.DOCUMENT,
    Originator: RecordKind.ORIGINATOR,
    Claim: RecordKind.CLAIM,
    Statement: RecordKind.STATEMENT,
    Refusal: RecordKind.REFUSAL,
    Place: RecordKind.PLACE,
    Finding: RecordKind.FINDING,
}


def kind_of(record: Record) -> RecordKind:
    """The kind of a record."""
    return _KINDS[type(record)]


@dataclass(frozen=True, slots=True)
class Version:
    """One state of a record, as the change numbered `change` left it.

    `position` is the record's place in the order of its kind and never changes. A record that is
    not `live` has been retracted. Of claims alone: `unread` counts statements on it that an input
    held and that could not be read; `merged_into` names the claim that stands for it now.
    """

    record: Record
    change: int
    position: int
    live: bool = True
    unread: int = 0
    merged_into: str | None = None

    @property
    def kind(self) -> RecordKind:
        """What the record is."""
        return kind_of(self.record)

    @property
    def id(self) -> str:
        """The record's id, unique among those of its kind."""
        return self.record.id


@dataclass(frozen=True, slots=True)
class By:
    """Who makes a change, and why. Raises `ModelError` when either is empty."""

    author: str
    reason: str

    def __post_init__(self) -> None:
        if not self.author.strip():
            raise ModelError("a change needs an author. Say who makes it.")
        if not self.reason.strip():
            raise ModelError("a change needs a reason. Say why in one sentence.")


@dataclass(frozen=True, slots=True)
class Change:
    """One change: everything it did was written together or not at all.

    `recorded_at` is UTC. `undoes` is the number of the change that this one takes back, `records`
    how many versions it made. `hash` is a SHA-256 over the change, all its versions and the hash
    of the change before, so that it stands for the whole store as it was then.
    """

    id: int
    recorded_at: dt.datetime
    author: str
    reason: str
    kind: ChangeKind
    undoes: int | None
    records: int
    hash: str


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a record before and after; ``None`` where it was, or is, empty."""

    field: str
    before: Scalar
    after: Scalar


@dataclass(frozen=True, slots=True)
class Put:
    """One version to write.

    `based_on` is the version (the number of its change) that the writer had before them; ``None``
    says that the record is new. The rest is as in `Version`.
    """

    record: Record
    based_on: int | None = None
    live: bool = True
    unread: int = 0
    merged_into: str | None = None
