"""Probable echoes: one event told under two claims, one report retold by two statements.

Nothing is decided here: a pair is offered with its reasons, and a person says whether the claims
are one event, the statements have one origin, or it is no echo. Claims are compared only with
their neighbours: those of the same kind at the same place, and of these those that stand near by
in the order of days or of their summaries (the sorted-neighbourhood method, Hernández and Stolfo
1995). So the number of comparisons grows with the number of claims and not with its square.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import combinations
from typing import Final, TypeVar

from geo.claims.dataset import Dataset
from geo.claims.echo_signs import (
    ClaimTraits,
    Sign,
    claim_signs,
    claim_traits,
    statement_signs,
)
from geo.claims.model import Statement
from geo.claims.vocabulary import OriginatorKind

OFFERED_FROM: Final = 0.6
"""Sum of the signs from which a pair is offered."""

NEIGHBOURS: Final = 6
"""With how many that follow it in each order a claim is compared, where many share its place."""

SMALL_BLOCK: Final = 13
"""Up to this number everything in a block is compared with everything: no more work than that."""

_Thing = TypeVar("_Thing")


class EchoKind(StrEnum):
    """What repeats what."""

    EVENT = "event"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class Echo:
    """Two claims (`EVENT`), or two statements on one claim (`REPORT`), that may be one.

    `first` stands before `second` in the dataset. `score` is the sum of the signs, cut at 1;
    `reasons` speak for it, `against` against it. `claims` are the claims that are concerned.
    """

    kind: EchoKind
    first: str
    second: str
    score: float
    reasons: tuple[str, ...]
    against: tuple[str, ...]
    claims: tuple[str, ...]

    @property
    def pair(self) -> tuple[str, str, str]:
        """What it is about, and both ids in the order of the alphabet."""
        first, second = sorted((self.first, self.second))
        return self.kind.value, first, second

    @property
    def key(self) -> str:
        """The pair as one word."""
        return ":".join(self.pair)


@dataclass(frozen=True, slots=True)
class Echoes:
    """The pairs worth a look, the strongest first, and how many pairs were `compared`."""

    found: tuple[Echo, ...]
    compared: int


def find_echoes(dataset: Dataset) -> Echoes:
    """All probable echoes of a dataset, in an order that depends on nothing but its contents."""
    traits = [claim_traits(one, row, dataset) for row, one in enumerate(dataset.claims)]
    blocks: dict[tuple[object, object], list[ClaimTraits]] = defaultdict(list)
    for one in traits:
        blocks[one.claim.place, one.claim.kind].append(one)
    compared = 0
    found: list[Echo] = []
    for block in blocks.values():
        for a, b in _neighbours(block):
            compared += 1
            found += _event(a, b, OFFERED_FROM)
    for said in dataset.by_claim.values():
        for first, second in _voices(said, dataset):
            compared += 1
            found += _report(first, second, dataset)
    return Echoes(tuple(sorted(found, key=lambda one: (-one.score, one.key))), compared)


def like(dataset: Dataset, claim: str, most: int = 5, score: float = 0.35) -> tuple[Echo, ...]:
    """The claims most like one claim, of any kind, at its place; for one who looks for doubles.

    Raises `KeyError` for an unknown claim.
    """
    rows = {one.id: row for row, one in enumerate(dataset.claims)}
    mine = claim_traits(dataset.claims[rows[claim]], rows[claim], dataset)
    echoes: list[Echo] = []
    for row, one in enumerate(dataset.claims):
        if one.place != mine.claim.place or one.id == claim:
            continue
        echoes += _event(mine, claim_traits(one, row, dataset), score)
    return tuple(sorted(echoes, key=lambda one: (-one.score, one.key))[:most])


def origin_and_echo(echo: Echo, dataset: Dataset) -> tuple[Statement, Statement]:
    """Of two statements the one that names the origin, and the one that passes it on.

    One whose speaker is passed through in the other is the echo; else one behind whom nobody is
    named; else the one that was published later.
    """
    said = {one.id: one for one in dataset.by_claim[echo.claims[0]]}
    a, b = said[echo.first], said[echo.second]
    if _passes_on(a, b, dataset):
        return b, a
    if _passes_on(b, a, dataset):
        return a, b
    return (a, b) if _rank(a, dataset) <= _rank(b, dataset) else (b, a)


def with_origin(echo: Statement, origin: Statement, dataset: Dataset) -> Statement:
    """`echo` as a statement of the other's originator; who was named before is in its chain.

    So nothing of what was known of it is lost.
    """
    speaker = dataset.originators[echo.originator].name
    passed = [*(one for one in origin.via if one not in echo.via and one != speaker), speaker]
    return replace(echo, originator=origin.originator, via=(*passed, *echo.via))


def _event(a: ClaimTraits, b: ClaimTraits, least: float) -> Iterator[Echo]:
    first, second = (a, b) if a.position <= b.position else (b, a)
    ids = (first.claim.id, second.claim.id)
    return _echo(EchoKind.EVENT, ids, claim_signs(a, b) or (), ids, least)


def _report(a: Statement, b: Statement, dataset: Dataset) -> Iterator[Echo]:
    signs = statement_signs(a, b, dataset)
    return _echo(EchoKind.REPORT, (a.id, b.id), signs, (a.claim,), OFFERED_FROM)


def _echo(
    kind: EchoKind,
    ids: tuple[str, str],
    signs: Sequence[Sign],
    claims: tuple[str, ...],
    least: float,
) -> Iterator[Echo]:
    """The pair, if its signs come to `least`."""
    score = sum([one.weight for one in signs])
    if score < least:
        return
    ordered = sorted(signs, key=lambda one: -abs(one.weight))
    yield Echo(
        kind,
        *ids,
        score=round(min(1.0, score), 3),
        reasons=tuple(one.words for one in ordered if one.weight > 0),
        against=tuple(one.words for one in ordered if one.weight < 0),
        claims=claims,
    )


def _neighbours(block: list[ClaimTraits]) -> Iterator[tuple[ClaimTraits, ClaimTraits]]:
    """The pairs of a block that are compared, each once."""
    if len(block) <= SMALL_BLOCK:
        yield from combinations(block, 2)
        return
    seen: set[tuple[int, int]] = set()
    for order in (
        sorted(block, key=lambda one: (one.day, one.position)),
        sorted(block, key=lambda one: (" ".join(sorted(one.text.split())), one.position)),
    ):
        for a, b in _following(order):
            pair = (a.position, b.position) if a.position < b.position else (b.position, a.position)
            if pair not in seen:
                seen.add(pair)
                yield a, b


def _voices(said: Sequence[Statement], dataset: Dataset) -> Iterator[tuple[Statement, Statement]]:
    """Standing statements on a claim that count as two now and take the same side."""
    standing = [one for one in said if one.retracted is None]
    if len(standing) < 2:
        return
    roots = {one.id: dataset.root(one.originator).id for one in standing}
    pairs: Iterable[tuple[Statement, Statement]] = combinations(standing, 2)
    if len(standing) > SMALL_BLOCK:
        pairs = _following(sorted(standing, key=lambda one: _rank(one, dataset)[1:]))
    for a, b in pairs:
        if a.stance is b.stance and roots[a.id] != roots[b.id]:
            yield a, b


def _following(order: Sequence[_Thing]) -> Iterator[tuple[_Thing, _Thing]]:
    for at, one in enumerate(order):
        for other in order[at + 1 : at + 1 + NEIGHBOURS]:
            yield one, other


def _passes_on(one: Statement, other: Statement, dataset: Dataset) -> bool:
    """Whether the speaker of `one` stands in the chain of `other`."""
    speaker = dataset.originators[one.originator]
    names = {name.casefold() for name in (speaker.name, *speaker.aliases)}
    return any(name.casefold() in names for name in other.via)


def _rank(one: Statement, dataset: Dataset) -> tuple[bool, int, str]:
    """Orders statements from the likely origin to the likely echo."""
    published = dataset.documents[one.document].published.last
    unnamed = dataset.originators[one.originator].kind is OriginatorKind.UNNAMED
    return unnamed, published.toordinal() if published else 0, one.id
