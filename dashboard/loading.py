"""The claims and the gazetteer with what the user added to them, read for page and command line.

A store is a folder of four CSV files or a SQLite file with history; from here on both are alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dashboard.stores import OWN_CHOICES, OWN_GAZETTEER, own_folder
from geo.claims.dataset import Dataset
from geo.claims.model import Claim
from geo.claims.place_choices import PlaceChoice, apply_choices, read_choices
from geo.claims.placing import Placer, without_unknown_places
from geo.errors import ClaimAtlasError, Problem
from geo.exchange.seeds import Reading, read_folder
from geo.places.gazetteer import Gazetteer
from geo.places.regions import load_regions
from geo.places.user_gazetteer import load_with_own
from geo.store.contents import dataset, problems
from geo.store.engine import Store
from geo.store.fill import seed
from geo.store.opening import create_store, open_store


@dataclass(frozen=True, slots=True)
class Loaded:
    """A store as it is shown.

    `dataset` has the places that analysts chose, `chosen` which choice moved a claim (by id).
    """

    dataset: Dataset
    choices: tuple[PlaceChoice, ...]
    chosen: Mapping[str, PlaceChoice]
    problems: tuple[Problem, ...]

    def given(self, claim: Claim) -> str | None:
        """The place that the data themselves give a claim, if any."""
        choice = self.chosen.get(claim.id)
        return (choice.instead_of or None) if choice else claim.place


def load_places(store: Path) -> Gazetteer:
    """The shipped gazetteer with the user's own entries for a store."""
    return load_with_own(own_folder(store) / OWN_GAZETTEER)


def load_claims(store: Path, gazetteer: Gazetteer, as_recorded: date | None = None) -> Loaded:
    """The claims of a store at the places that were chosen for them.

    `as_recorded` asks for what was in the store when that day (UTC) ended; entries and choices of
    one's own keep no history and count as they are now. Raises `ClaimAtlasError` for a folder,
    which does not know.
    """
    return with_choices(read_store(store, gazetteer, as_recorded), store, gazetteer)


def with_choices(reading: Reading, store: Path, gazetteer: Gazetteer) -> Loaded:
    """What was read from a store, at the places that were chosen since."""
    path = own_folder(store) / OWN_CHOICES
    read = read_choices(path)
    applied = apply_choices(reading.dataset, read.choices, gazetteer, str(path))
    return Loaded(
        dataset=applied.dataset,
        choices=read.choices,
        chosen=applied.made,
        problems=(*reading.problems, *read.problems, *applied.problems),
    )


def read_store(store: Path, gazetteer: Gazetteer, as_recorded: date | None = None) -> Reading:
    """The claims of a store, a folder or a SQLite file, at the places that the data give them."""
    if store.is_file():
        opened = open_store(store)
        placer = Placer(gazetteer, load_regions())
        held, unplaced = without_unknown_places(dataset(opened, as_recorded), placer, store.name)
        return Reading(held, (*problems(opened, as_recorded), *unplaced))
    if as_recorded is not None:
        raise ClaimAtlasError(
            f"store {str(store)!r} is a folder, which keeps no history: --as-recorded needs a "
            f"SQLite file. Make one of it: claim-atlas create claims.db --store {store}."
        )
    return read_folder(store, gazetteer)


def make_store(path: Path, folder: Path) -> Store:
    """Make a SQLite store at `path` that holds the claims in `folder`, refused rows noted.

    Raises `StoreError` when something has that name already.
    """
    reading = read_folder(folder, load_places(folder))
    return create_store(path, lambda new: seed(new, reading.dataset, reading.problems))
