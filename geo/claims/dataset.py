"""All documents, originators, claims and statements of one store, tied together and checked."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from geo.claims.columns import ById, Grouped, as_records, column
from geo.claims.dates import EdtfDate
from geo.claims.model import Claim, Document, Originator, Statement
from geo.errors import ModelError
from geo.places.place import Place


@dataclass(frozen=True)
class Dataset:
    """An immutable set of claims with everything they refer to.

    `places` are entries of the gazetteer that came with the data, by id; they go before the
    program's own. `refused` says on which claims statements could not be read, and how many:
    without them status and confidence may be wrong, and the reader must be told. `known_revision`
    is given by a store that keeps a hash of all it holds: over 100,000 claims working one out
    takes a second.

    Raises `ModelError` naming the first broken reference: a statement on an unknown claim,
    document or originator, a parent or total that does not exist, a circle of parents, or an id
    used twice. Readers of files check the same row by row before they come here.
    """

    documents: Mapping[str, Document]
    originators: Mapping[str, Originator]
    claims: Sequence[Claim]
    statements: Sequence[Statement]
    refused: Mapping[str, int] = field(default_factory=dict)
    known_revision: str = field(default="", compare=False, repr=False)
    places: Mapping[str, Place] = field(default_factory=dict)

    def __post_init__(self) -> None:
        known = set(column(self.claims, "id"))
        if len(known) < len(self.claims):
            raise ModelError("two claims share one id. Give each its own.")
        for records, name, there, words in (
            (self.claims, "part_of", known | {None}, "claim {} is part of unknown claim {}."),
            (self.statements, "claim", known, "statement {} is about unknown claim {}."),
            (self.statements, "document", self.documents, "statement {} stands in unknown {}."),
            (self.statements, "originator", self.originators, "statement {} is by unknown {}."),
        ):
            if not all(map(there.__contains__, column(records, name))):
                one = next(one for one in records if getattr(one, name) not in there)
                raise ModelError(words.format(repr(one.id), repr(getattr(one, name))))
        for originator in self.originators.values():
            if problem := parent_problem(originator, self.originators):
                raise ModelError(problem)

    @cached_property
    def by_claim(self) -> Mapping[str, tuple[Statement, ...]]:
        """The statements on each claim that has any, by its id."""
        return Grouped(self.statements, "claim")

    @cached_property
    def claim_by_id(self) -> Mapping[str, Claim]:
        """The claims by their ids."""
        return ById(as_records(Claim, self.claims))

    def root(self, originator: str) -> Originator:
        """The originator at the top of the chain of parents: the one voice that counts."""
        one = self.originators[originator]
        while one.parent is not None:
            one = self.originators[one.parent]
        return one

    def as_known(self, day: date) -> Dataset:
        """What could be known on `day`: without what was published, or known, later.

        A statement counts from the last day of its document's publication interval, because an
        inferred date must not show a claim earlier than it certainly was public. Retractions
        after `day` are not yet known.
        """
        statements = as_records(Statement, self.statements)
        public = {key for key, one in self.documents.items() if _published_by(one, day)}
        told = statements.column("document")
        kept = statements.take([row for row, one in enumerate(told) if one in public])
        taken_back = [_not_yet_after(one, day) for one in kept.column("retracted")]
        kept = kept.with_column("retracted", taken_back)
        claims = as_records(Claim, self.claims)
        alive = set(kept.column("claim"))
        claims = claims.take([row for row, one in enumerate(claims.column("id")) if one in alive])
        totals = [one if one in alive else None for one in claims.column("part_of")]
        claims = claims.with_column("part_of", totals)
        refused = {one: number for one, number in self.refused.items() if one in alive}
        return Dataset(
            self.documents,
            self.originators,
            claims,
            kept,
            refused,
            self.revision_with(f"as known {day}"),
            self.places,
        )

    def last_news(self, day: date) -> date | None:
        """The last day up to `day` on which anything became known or was taken back, if any.

        What was known on `day` is what was known on that day, so that whoever caches `as_known`
        by it keeps as many answers as there are such days, and no more.
        """
        news = [one.published.last for one in self.documents.values()]
        retracted = set(filter(None, column(self.statements, "retracted")))
        news += [one.first or date.min for one in retracted]
        return max((one for one in news if one is not None and one <= day), default=None)

    @cached_property
    def revision(self) -> str:
        """SHA-256 over all content: equal data has an equal revision on every machine.

        That of a store goes over its history as well.
        """
        if self.known_revision:
            return self.known_revision
        digest = hashlib.sha256()
        parts: Iterable[object] = (
            *self.documents.values(),
            *self.originators.values(),
            *self.claims,
            *self.statements,
            *sorted(self.refused.items()),
            *self.places.values(),
        )
        for part in parts:
            digest.update(repr(part).encode())
            digest.update(b"\n")
        return digest.hexdigest()

    def revision_with(self, difference: str) -> str:
        """What `known_revision` is of this dataset with a difference; nothing if it has none."""
        if not self.known_revision:
            return ""
        return hashlib.sha256(f"{self.known_revision} {difference}".encode()).hexdigest()

    @cached_property
    def last_change(self) -> date | None:
        """Day of the newest review of a claim; stands for the clock in exports."""
        return max(filter(None, column(self.claims, "reviewed")), default=None)


def parent_problem(one: Originator, originators: Mapping[str, Originator]) -> str | None:
    """What is wrong with the chain of parents above an originator, or ``None``."""
    seen = {one.id}
    step = one
    while step.parent is not None:
        if step.parent not in originators:
            return f"originator {step.id!r} has the unknown parent {step.parent!r}."
        if step.parent in seen:
            return f"the parents of originator {one.id!r} run in a circle."
        seen.add(step.parent)
        step = originators[step.parent]
    return None


def _published_by(document: Document, day: date) -> bool:
    return document.published.last is not None and document.published.last <= day


def _not_yet_after(retracted: EdtfDate | None, day: date) -> EdtfDate | None:
    """When a statement was taken back, unless that was after `day`."""
    if retracted is None or (retracted.first or retracted.last or day) <= day:
        return retracted
    return None
