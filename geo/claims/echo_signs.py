"""Signs that two claims are one event told twice, or two statements one report retold.

Each sign has a weight and a sentence; the sum decides whether the pair is worth a person's look.
It orders the pairs and is no probability of anything. The weights are set so that the pairs of
the bundled claims that a careful reader would want to look at pass (``docs/decisions/echoes.md``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import inf
from typing import Final

from rapidfuzz import fuzz
from rapidfuzz.utils import default_process

from geo.claims.dataset import Dataset
from geo.claims.dates import EdtfDate
from geo.claims.model import Claim, Document, Figure, Originator, Statement
from geo.claims.vocabulary import Modality, OriginatorKind

DAYS_APART: Final = 3
"""Events further apart than this are two events."""

_REAL: Final = (Modality.HAPPENED, Modality.ONGOING)
_NUMBER: Final = re.compile(r"\d+")
_NEVER: Final = -(10**7)


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing that speaks for an echo, or against it when its weight is negative."""

    weight: float
    words: str


@dataclass(frozen=True, slots=True)
class ClaimTraits:
    """What of a claim is compared. Days are ordinals; an undated claim has none (`first` is None).

    `reported` are the first and last day on which its documents were published; `carriers` the
    names on the way of its statements in small letters, mapped to how they are written.
    """

    claim: Claim
    position: int
    text: str
    numbers: frozenset[str]
    first: int | None
    last: int | None
    reported: tuple[int, int]
    documents: frozenset[str]
    carriers: dict[str, str]

    @property
    def day(self) -> int:
        """The day by which claims stand in order: of the event, else of the first report."""
        return self.reported[0] if self.first is None else self.first


def claim_traits(claim: Claim, position: int, dataset: Dataset) -> ClaimTraits:
    """The traits of one claim of a dataset."""
    statements = dataset.by_claim.get(claim.id, ())
    papers = [dataset.documents[one.document] for one in statements]
    published = [(_first(one.published), _last(one.published)) for one in papers]
    reported = (
        min((one for one, _ in published), default=_NEVER),
        max((one for _, one in published), default=_NEVER),
    )
    first = last = None
    if claim.date is not None:
        first = claim.date.first.toordinal() if claim.date.first else 1
        last = claim.date.last.toordinal() if claim.date.last else max(first, reported[1])
    text = default_process(claim.summary)
    return ClaimTraits(
        claim=claim,
        position=position,
        text=text,
        numbers=frozenset(_NUMBER.findall(claim.summary.replace(",", ""))),
        first=first,
        last=last,
        reported=reported,
        documents=frozenset(one.id for one in papers),
        carriers={
            name.casefold(): name
            for one in statements
            for name in (dataset.originators[one.originator].name, *one.via)
        },
    )


def claim_signs(a: ClaimTraits, b: ClaimTraits) -> list[Sign] | None:
    """The signs that two claims are one event; ``None`` where the dates rule it out."""
    dates = _date_signs(a, b)
    if dates is None:
        return None
    signs = [*_text_signs(a, b), *dates]
    if a.claim.place is not None and a.claim.place == b.claim.place:
        signs.append(Sign(0.1, "At the same place."))
    if a.claim.kind is b.claim.kind:
        signs.append(Sign(0.05, "Of the same kind."))
    if a.claim.actor and a.claim.actor.casefold() == b.claim.actor.casefold():
        signs.append(Sign(0.05, "The same actor."))
    if (a.claim.modality in _REAL) != (b.claim.modality in _REAL):
        signs.append(Sign(-0.25, "One is only planned or expected, the other is not."))
    signs += _figure_signs(a.claim.figure, b.claim.figure)
    if a.documents & b.documents:
        signs.append(Sign(-0.35, "One document tells both, and so tells them apart."))
    else:
        signs += _report_signs(a.reported, b.reported)
        if shared := [name for key, name in a.carriers.items() if key in b.carriers]:
            signs.append(Sign(0.1, f"Both came through {shared[0]}."))
    if b.claim.id == a.claim.part_of or a.claim.id == b.claim.part_of:
        signs.append(Sign(-0.5, "One is kept as a part of the other's figure."))
    return signs


def _text_signs(a: ClaimTraits, b: ClaimTraits) -> Iterator[Sign]:
    # The mean of both: word order alone changes little, and a longer telling holds the shorter.
    alike = (fuzz.token_set_ratio(a.text, b.text) + fuzz.token_sort_ratio(a.text, b.text)) / 2
    if a.numbers and b.numbers and a.numbers != b.numbers:
        alike = min(alike, 70.0)
    weight = 0.5 * max(0.0, (alike - 45) / 55)
    if a.text == b.text:
        yield Sign(weight, "The summaries are the same.")
    elif alike >= 85:
        yield Sign(weight, "The summaries are nearly the same.")
    elif weight > 0.05:
        yield Sign(weight, "The summaries share many words.")


def _date_signs(a: ClaimTraits, b: ClaimTraits) -> list[Sign] | None:
    if a.first is None or b.first is None or a.last is None or b.last is None:
        return []
    if a.claim.date == b.claim.date:
        return [Sign(0.2, "The same date.")]
    gap = max(a.first, b.first) - min(a.last, b.last)
    if gap <= 0:
        return [Sign(0.15, "The dates overlap.")]
    if gap <= DAYS_APART:
        return [Sign(0.05, f"The dates lie {_days(gap)} apart.")]
    return None


def _figure_signs(a: Figure | None, b: Figure | None) -> Iterator[Sign]:
    if a is None or b is None:
        return
    low = max(a.low or 0.0, b.low or 0.0)
    high = min(inf if one.high is None else one.high for one in (a, b))
    # "Under 3,000" and "3,000 or more" touch, and say the opposite of each other.
    exact = None not in (a.low, a.high, b.low, b.high)
    same_unit = a.unit.casefold() == b.unit.casefold()
    if same_unit and (a.low, a.high) == (b.low, b.high):
        yield Sign(0.2, f"The same figure, {a.words()}.")
    elif same_unit and (low < high or (exact and low == high)):
        yield Sign(0.1, "The figures allow each other.")
    elif same_unit:
        yield Sign(-0.25, f"The figures differ: {a.words()} and {b.words()}.")


def _report_signs(a: tuple[int, int], b: tuple[int, int]) -> Iterator[Sign]:
    gap = max(a[0], b[0]) - min(a[1], b[1])
    if gap <= 0:
        yield Sign(0.1, "Published in the same days.")
    elif gap <= 7:
        yield Sign(0.1, f"Published {_days(gap)} apart.")
    elif gap > 60:
        yield Sign(-0.15, f"Published {gap:,} days apart.")


def statement_signs(a: Statement, b: Statement, dataset: Dataset) -> list[Sign]:
    """The signs that two statements on one claim are one report retold."""
    first, second = dataset.documents[a.document], dataset.documents[b.document]
    speakers = dataset.originators[a.originator], dataset.originators[b.originator]
    signs = [
        *_chain_signs(a, b, speakers),
        *_chain_signs(b, a, (speakers[1], speakers[0])),
        *_document_signs(first, second),
        *_report_signs(
            (_first(first.published), _last(first.published)),
            (_first(second.published), _last(second.published)),
        ),
    ]
    if shared := [one for one in a.via if one.casefold() in {v.casefold() for v in b.via}]:
        signs.append(Sign(0.4, f"Both came through {shared[0]}."))
    for one in speakers:
        if one.kind is OriginatorKind.UNNAMED:
            signs.append(Sign(0.15, f"Nobody is named behind it: {one.name}."))
    if len(a.note) > 20 and len(b.note) > 20:
        alike = fuzz.token_sort_ratio(default_process(a.note), default_process(b.note))
        if alike >= 85:
            signs.append(Sign(0.3, "What they say is noted in nearly the same words."))
    return signs


def _chain_signs(
    a: Statement, b: Statement, speakers: tuple[Originator, Originator]
) -> Iterator[Sign]:
    """Whether the one who speaks in `b` is only passed through in `a`."""
    names = {one.casefold() for one in (speakers[1].name, *speakers[1].aliases)}
    if any(one.casefold() in names for one in a.via):
        yield Sign(
            0.6, f"{speakers[1].name} passes on what {speakers[0].name} says, as the other has it."
        )


def _document_signs(a: Document, b: Document) -> Iterator[Sign]:
    if a.id == b.id:
        yield Sign(-0.3, "One document names both speakers, and so tells them apart.")
    elif a.sha256 is not None and a.sha256 == b.sha256:
        yield Sign(0.6, "The documents have the same text.")
    elif a.url is not None and a.url == b.url:
        yield Sign(0.5, "The documents have the same address.")


def _days(number: int) -> str:
    return "1 day" if number == 1 else f"{number} days"


def _first(date: EdtfDate) -> int:
    return date.first.toordinal() if date.first else _NEVER


def _last(date: EdtfDate) -> int:
    return date.last.toordinal() if date.last else _NEVER
