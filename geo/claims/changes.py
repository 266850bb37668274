"""What is not the same about claims in two states of the same data.

Two clocks give such states: `Dataset.as_known` of two days, what was published in between; and a
store's contents as recorded on two days, what was entered or corrected in between. Both are
compared in the same way, and status and confidence are derived on either side by the one rule of
`geo.claims.grading`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from geo.claims.dataset import Dataset
from geo.claims.grading import Assessment, Voice, assess
from geo.claims.model import Claim, Statement
from geo.claims.vocabulary import label


class News(StrEnum):
    """What happened to a claim, in the order of how much it matters to a reader."""

    NEW = "new"
    STATUS = "status"
    CONFIDENCE = "confidence"
    TAKEN_BACK = "taken-back"
    STATEMENTS = "statements"
    EDITED = "edited"
    GONE = "gone"


NEWS_WORDS: dict[News, str] = {
    News.NEW: "New claims",
    News.STATUS: "Another status",
    News.CONFIDENCE: "Another confidence",
    News.TAKEN_BACK: "Statements taken back",
    News.STATEMENTS: "New statements, same status and confidence",
    News.EDITED: "Corrected otherwise",
    News.GONE: "No longer there",
}
"""How each is headed."""

CORRECTED = "The claim itself was corrected."


@dataclass(frozen=True, slots=True)
class ClaimNews:
    """One claim that is not as it was.

    `claim` is the newer state of it, the older for one that is gone; `was` the older of one that
    was itself edited. `before` and `after` are what
    its statements amount to on either side, ``None`` where it was not there. `added` are the
    statements that came, `taken_back` those that their speakers took back, `gone` those that are
    no longer there, `edited` those that say something else about themselves now.
    """

    claim: Claim
    before: Assessment | None
    after: Assessment | None
    was: Claim | None = None
    added: tuple[Statement, ...] = ()
    taken_back: tuple[Statement, ...] = ()
    gone: tuple[Statement, ...] = ()
    edited: tuple[Statement, ...] = ()

    @property
    def news(self) -> News:
        """The most important thing that happened to it."""
        if self.before is None:
            return News.NEW
        if self.after is None:
            return News.GONE
        if self.before.status is not self.after.status:
            return News.STATUS
        if self.before.confidence is not self.after.confidence:
            return News.CONFIDENCE
        if self.taken_back:
            return News.TAKEN_BACK
        return News.STATEMENTS if self.added else News.EDITED

    def sentences(self) -> tuple[str, ...]:
        """What happened, one sentence each, without names of others: those are for the caller."""
        return tuple(_sentences(self))


def changes_between(before: Dataset, after: Dataset) -> tuple[ClaimNews, ...]:
    """The claims that differ, grouped by what happened, in each group in the order of the data.

    Claims whose record and statements are equal are passed over without being judged, so that
    two states of 100,000 claims that differ little are compared quickly.
    """
    older, newer = _by_id(before), _by_id(after)
    # Another parent for an originator changes what counts, without a word on any claim.
    moved = {
        one
        for one in before.originators.keys() & after.originators.keys()
        if before.root(one).name != after.root(one).name
    }
    found = []
    for key in (*newer, *(key for key in older if key not in newer)):
        was, now = older.get(key), newer.get(key)
        said_before = before.by_claim.get(key, ()) if was else ()
        said_now = after.by_claim.get(key, ()) if now else ()
        unread = before.refused.get(key, 0), after.refused.get(key, 0)
        same = was == now and said_before == said_now and unread[0] == unread[1]
        if same and not (moved and any(one.originator in moved for one in said_now)):
            continue
        one = _compared(now or older[key], was, now, said_before, said_now, before, after)
        if _differs(one):
            found.append(one)
    order = list(News)
    return tuple(sorted(found, key=lambda one: order.index(one.news)))


def published_between(dataset: Dataset, since: date, until: date) -> tuple[ClaimNews, ...]:
    """What became known, or was taken back, after the day `since` and up to the day `until`."""
    return changes_between(dataset.as_known(since), dataset.as_known(until))


def _compared(
    claim: Claim,
    was: Claim | None,
    now: Claim | None,
    said_before: tuple[Statement, ...],
    said_now: tuple[Statement, ...],
    before: Dataset,
    after: Dataset,
) -> ClaimNews:
    old = {one.id: one for one in said_before}
    new = {one.id: one for one in said_now}
    both = [(old[key], one) for key, one in new.items() if key in old and old[key] != one]
    back = [b for a, b in both if a.retracted is None and b.retracted is not None]
    return ClaimNews(
        claim=claim,
        before=_judged(was, said_before, before) if was else None,
        after=_judged(now, said_now, after) if now else None,
        was=was if was is not None and now is not None and was != now else None,
        added=tuple(one for key, one in new.items() if key not in old),
        taken_back=tuple(back),
        gone=tuple(one for key, one in old.items() if key not in new),
        edited=tuple(b for _, b in both if b not in back),
    )


def _differs(one: ClaimNews) -> bool:
    return (
        one.before != one.after
        or one.was is not None
        or bool(one.added or one.taken_back or one.gone or one.edited)
    )


def _judged(claim: Claim, said: tuple[Statement, ...], dataset: Dataset) -> Assessment:
    voices = tuple(
        Voice(dataset.root(one.originator).name, one.stance, one.grade)
        for one in said
        if one.retracted is None
    )
    return assess(voices, claim.override, dataset.refused.get(claim.id, 0))


def _by_id(dataset: Dataset) -> Mapping[str, Claim]:
    return {one.id: one for one in dataset.claims}


def _sentences(one: ClaimNews) -> list[str]:
    if one.before is None and one.after is not None:
        return [
            f"New: {label(one.after.status).lower()}, {label(one.after.confidence).lower()}, "
            f"{_statements(len(one.added))}."
        ]
    if one.after is None or one.before is None:
        return ["No longer there."]
    said = []
    if one.before.status is not one.after.status:
        said.append(
            f"Status: {label(one.before.status).lower()} → {label(one.after.status).lower()}."
        )
    if one.before.confidence is not one.after.confidence:
        said.append(
            f"Confidence: {_level(one.before)} → {_level(one.after)}. {one.after.reasons[-1]}"
        )
    if one.added:
        said.append(f"{_statements(len(one.added), 'new ')}.")
    if one.taken_back:
        said.append(f"{_statements(len(one.taken_back))} taken back.")
    if one.gone:
        said.append(f"{_statements(len(one.gone))} no longer there.")
    if one.edited:
        said.append(f"{_statements(len(one.edited))} corrected.")
    if one.was is not None:
        said.append(CORRECTED)
    return said or ["What it rests on was corrected."]


def _level(one: Assessment) -> str:
    return label(one.confidence).removesuffix(" confidence").lower()


def _statements(number: int, which: str = "") -> str:
    return f"{number:,} {which}{'statement' if number == 1 else 'statements'}"
