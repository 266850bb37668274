"""Many records at once: the first filling of a store, and what files bring later."""

from __future__ import annotations

import datetime as dt
import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Final, TypeVar

from geo.claims.dataset import Dataset
from geo.errors import Problem, StoreError
from geo.store.engine import Store
from geo.store.records import By, Change, ChangeKind, Put, Record, Refusal
from geo.store.taken import Taken
from geo.store.transaction import changing

_Thing = TypeVar("_Thing")

PORTION: Final = 5_000
"""Records that are held at once on their way into a store."""

_MADE_BETWEEN: Final = 50_000
"""Objects that are made between two searches for garbage."""

SEEDED_BY: Final = By("Claim Atlas", "The claims that came with the program.")


def seed(
    store: Store, dataset: Dataset, problems: Sequence[Problem] = (), by: By = SEEDED_BY
) -> Change | None:
    """Fill an empty store with a dataset and the rows that were refused beside it.

    Two stores that are filled with the same are the same, hash and all: the change is recorded at
    the dataset's own last change (without one at its last publication), not now. Raises
    `StoreError` when the store holds anything.
    """
    day = dataset.last_change or dataset.last_news(dt.date.max) or dt.date(1970, 1, 1)
    moment = dt.datetime.combine(day, dt.time(), dt.UTC)
    claims = (Put(one, unread=dataset.refused.get(one.id, 0)) for one in dataset.claims)
    with changing(store, by, ChangeKind.SEED, recorded_at=moment) as writer:
        if writer.earlier is not None:
            raise StoreError(f"store {store.name} holds claims already. Import into it instead.")
        refusals = (Refusal(f"1-{n}", one) for n, one in enumerate(problems, 1))
        for records in (
            map(Put, dataset.documents.values()),
            map(Put, dataset.originators.values()),
            claims,
            map(Put, dataset.statements),
            map(Put, dataset.places.values()),
            map(Put, refusals),
        ):
            for portion in _portions(records):
                writer.put(portion)
    return writer.made


def take_in(
    store: Store,
    records: Iterable[Record],
    by: By,
    *,
    problems: Iterable[Problem] = (),
    update: bool = False,
    bring_back: bool = False,
    pretend: bool = False,
) -> tuple[Change | None, Taken]:
    """Import records, in any order, as one change; with the rows of the file that were refused.

    A record that the store has already, retracted or not, with the same contents is passed over,
    so that importing twice adds nothing. One with other contents is left alone and named in
    `Taken.differing`, with the new statements on it, or brought up to date if `update` says so and
    it is not retracted. With
    `bring_back`, what is retracted stands again as the file has it, unless it was merged into
    another claim: so a file can be imported anew whose import was undone. Retracted sources and
    places that a new record of the file stands on are brought back with it. An error, or whatever
    the caller's iterator raises, leaves the store as it was. To `pretend` is a dry run: everything
    is tried and checked, nothing written.
    """
    taken = Taken()
    # In this order: two imports that overlapped would each put back what the other had set.
    with changing(store, by, ChangeKind.IMPORT, pretend=pretend) as writer, _seldom_searched():
        for portion in _portions(records):
            taken += writer.take(portion, update=update, bring_back=bring_back)
        writer.bring_back_needed(taken)
        if taken.added or taken.updated:
            refusals = (Refusal(f"{writer.number}-{n}", one) for n, one in enumerate(problems, 1))
            for some in _portions(map(Put, refusals)):
                writer.put(some)
    return writer.made, taken


@contextmanager
def _seldom_searched() -> Iterator[None]:
    """Python looks for garbage in circles less often: records hold none, and it is a fifth of the
    time of an import to look at all that were made since.
    """
    before = gc.get_threshold()
    gc.set_threshold(max(before[0], _MADE_BETWEEN) if before[0] else 0, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _portions(things: Iterable[_Thing]) -> Iterator[list[_Thing]]:
    iterator = iter(things)
    while portion := list(islice(iterator, PORTION)):
        yield portion
