"""Another place for a claim, or for all that a document says of one place: edits of the claims.

Whoever moves a claim says why, and the reason stands in its history; nothing else of it changes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from geo.claims.dataset import Dataset
from geo.claims.model import Claim
from geo.claims.placing import Placer
from geo.errors import StoreError
from geo.places.gazetteer import Gazetteer
from geo.places.regions import load_regions
from geo.store.contents import current
from geo.store.edits import edit
from geo.store.engine import Store
from geo.store.history import history
from geo.store.records import By, Change, ChangeKind, RecordKind


class Reach(StrEnum):
    """How far another place reaches."""

    CLAIM = "claim"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class PlaceChange:
    """The last time that a claim was moved: from which place (an id, or none), by whom, why.

    `alone` tells that the change did nothing else to the claim, so that undoing it takes nothing
    else away.
    """

    before: str | None
    after: str | None
    change: int
    by: str
    reason: str
    day: dt.date
    alone: bool


def meant_claims(dataset: Dataset, claim: Claim, reach: Reach) -> tuple[Claim, ...]:
    """The claims that move along: those at the same place in a document that speaks of `claim`.

    A claim without a place is moved by itself: what a document leaves open in two claims need not
    be one place.
    """
    if reach is Reach.CLAIM or claim.place is None:
        return (claim,)
    documents = {one.document for one in dataset.by_claim.get(claim.id, ())}
    return tuple(
        one
        for one in dataset.claims
        if one.place == claim.place
        and (
            one.id == claim.id
            or documents & {said.document for said in dataset.by_claim.get(one.id, ())}
        )
    )


def move(
    store: Store, claims: Sequence[Claim], place: str, gazetteer: Gazetteer, by: By
) -> Change | None:
    """Put claims at another place, as one change; its number on a map is their only new field.

    `claims` are as the reader saw them. Raises `ClaimAtlasError` when one cannot be drawn there,
    and `StoreError` when somebody has moved one since.
    """
    placer = Placer(gazetteer, load_regions())
    edits = []
    for shown in claims:
        standing = current(store, RecordKind.CLAIM, shown.id)
        record = standing.record
        if not isinstance(record, Claim) or (shown.place or record.place) != record.place:
            raise StoreError(
                f"claim {shown.id!r} has been moved by somebody else since. Look at it again."
            )
        moved = replace(record, place=place)
        placer.location(moved)
        edits.append((moved, standing.change))
    return edit(store, edits, by)


def last_move(store: Store, claim: str) -> PlaceChange | None:
    """The newest edit that gave a claim another place; ``None`` for one that was never moved."""
    for entry in reversed(history(store, RecordKind.CLAIM, claim)):
        for one in entry.fields:
            if one.field == "place" and entry.change.kind in (ChangeKind.EDIT, ChangeKind.UNDO):
                if entry.change.kind is ChangeKind.UNDO:
                    return None  # somebody looked and took it back
                return PlaceChange(
                    before=None if one.before is None else str(one.before),
                    after=None if one.after is None else str(one.after),
                    change=entry.change.id,
                    by=entry.change.author,
                    reason=entry.change.reason,
                    day=entry.change.recorded_at.date(),
                    alone=len(entry.fields) == 1,
                )
    return None
