"""All documents, originators, claims and statements of one store, tied together and checked."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

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
    claims: tuple[Claim, ...]
    statements: tuple[Statement, ...]
    refused: Mapping[str, int] = field(default_factory=dict)
    known_revision: str = field(default="", compare=False, repr=False)
    places: Mapping[str, Place] = field(default_factory=dict)
    by_claim: Mapping[str, tuple[Statement, ...]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        grouped: dict[str, list[Statement]] = defaultdict(list)
        known = {claim.id for claim in self.claims}
        if len(known) < len(self.claims):
            raise ModelError("two claims share one id. Give each its own.")
        for claim in self.claims:
            if claim.part_of is not None and claim.part_of not in known:
                raise ModelError(f"claim {claim.id!r} is part of unknown claim {claim.part_of!r}.")
        for one in self.statements:
            if one.claim not in known:
                raise ModelError(f"statement {one.id!r} is about unknown claim {one.claim!r}.")
            if one.document not in self.documents:
                raise ModelError(f"statement {one.id!r} stands in unknown {one.document!r}.")
            if one.originator not in self.originators:
                raise ModelError(f"statement {one.id!r} is by unknown {one.originator!r}.")
            grouped[one.claim].append(one)
        for originator in self.originators.values():
            if problem := parent_problem(originator, self.originators):
                raise ModelError(problem)
        object.__setattr__(self, "by_claim", {k: tuple(v) for k, v in grouped.items()})

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
        kept = tuple(
            _forget_later_retraction(one, day)
            for one in self.statements
            if _published_by(self.documents[one.document], day)
        )
        alive = {one.claim for one in kept}
        claims = tuple(c for c in self.claims if c.id in alive)
        parts = tuple(_without_lost_total(c, alive) for c in claims)
        refused = {one: number for one, number in self.refused.items() if one in alive}
        return Dataset(self.documents, self.originators, parts, kept, refused, places=self.places)

    def last_news(self, day: date) -> date | None:
        """The last day up to `day` on which anything became known or was taken back, if any.

        What was known on `day` is what was known on that day, so that whoever caches `as_known`
        by it keeps as many answers as there are such days, and no more.
        """
        news = [one.published.last for one in self.documents.values()]
        news += [one.retracted.first or date.min for one in self.statements if one.retracted]
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

    @cached_property
    def last_change(self) -> date | None:
        """Day of the newest review of a claim; stands for the clock in exports."""
        days = [c.reviewed for c in self.claims if c.reviewed]
        return max(days) if days else None


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


def _forget_later_retraction(one: Statement, day: date) -> Statement:
    if one.retracted is None or (one.retracted.first or one.retracted.last or day) <= day:
        return one
    return replace(one, retracted=None)


def _without_lost_total(claim: Claim, alive: set[str]) -> Claim:
    if claim.part_of is None or claim.part_of in alive:
        return claim
    return replace(claim, part_of=None)
