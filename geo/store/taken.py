"""What became of the records of a file that were taken into a store."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

from geo.store.records import RecordKind


class Fate(StrEnum):
    """What becomes of one record of a file."""

    ADDED = "added"
    SAME = "same"
    UPDATED = "updated"
    DIFFERING = "differing"
    RETRACTED = "retracted"


@dataclass
class Taken:
    """What became of a file's records: how many were new, the same already, or brought up to date.

    `differing` names those that the store has with other contents and that were left alone.
    `tally` counts by kind. In it, what was left alone because it stands retracted (whatever its
    contents) is told apart, where the totals count it as the same or differing.
    """

    added: int = 0
    same: int = 0
    updated: int = 0
    differing: list[str] = field(default_factory=list)
    tally: Counter[tuple[RecordKind, Fate]] = field(default_factory=Counter)

    def __iadd__(self, other: Taken) -> Taken:
        self.added += other.added
        self.same += other.same
        self.updated += other.updated
        self.differing += other.differing
        self.tally += other.tally
        return self

    def count(self, fate: Fate, *kinds: RecordKind) -> int:
        """How many records of some kinds, or of any, had a fate."""
        return sum(self.tally[kind, fate] for kind in kinds or RecordKind)
