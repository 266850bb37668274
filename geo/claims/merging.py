"""What several claims would be as one, before anybody merges them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from geo.claims.dataset import Dataset


def as_one(dataset: Dataset, kept: str, others: Collection[str]) -> Dataset:
    """A dataset of one claim: `kept` with its own statements and those of the others.

    It is what a store holds of it after the merge, but for the total whose figure it may share.
    Raises `KeyError` for a claim that is not in the dataset.
    """
    by_id = dataset.claim_by_id
    together = [kept, *(one for one in dict.fromkeys(others) if one != kept)]
    statements = tuple(
        replace(said, claim=kept) for one in together for said in dataset.by_claim.get(one, ())
    )
    unread = sum(dataset.refused.get(one, 0) for one in together)
    return Dataset(
        dataset.documents,
        dataset.originators,
        (replace(by_id[kept], part_of=None),),
        statements,
        {kept: unread} if unread else {},
        places=dataset.places,
    )
