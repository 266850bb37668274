"""The claims of a store and the gazetteer that belongs to them, for pages and command line.

A store is a SQLite file, a PostgreSQL database, or a folder of four CSV files that is only read;
from here on they are alike.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dashboard.stores import StoreAt, shipped_gazetteer
from geo.claims.dataset import Dataset
from geo.claims.placing import placer_for, without_unknown_places
from geo.errors import ClaimAtlasError, Problem
from geo.exchange.seeds import read_claims_folder
from geo.places.gazetteer import Gazetteer, load_gazetteer
from geo.places.regions import BoundaryView
from geo.places.user_gazetteer import with_places
from geo.places.world_index import WorldIndex, load_world_index
from geo.store import contents
from geo.store.engine import Store
from geo.store.fill import seed
from geo.store.opening import create_store
from geo.store.refresh import refreshed
from geo.store.server_opening import create_on_server


@dataclass(frozen=True, slots=True)
class Loaded:
    """A store as it is shown: its claims, the gazetteer with its own places, what was refused.

    `held` is what the store itself holds, with places that nobody knows any more.
    """

    dataset: Dataset
    gazetteer: Gazetteer
    problems: tuple[Problem, ...]
    held: Dataset


def load_claims(
    store: StoreAt,
    as_recorded: date | None = None,
    shipped: Gazetteer | None = None,
    world: Callable[[], WorldIndex] = load_world_index,
    earlier: Loaded | None = None,
) -> Loaded:
    """The claims of a store, or those it held when the day `as_recorded` (UTC) ended.

    `shipped` is the program's own gazetteer, read anew unless given, and `world` opens the index
    under it. With what this gave `earlier`
    for the same store, only what changed since is read. Raises `ClaimAtlasError` for
    a folder that is asked what it held, which it does not know.
    """
    places = shipped or load_gazetteer()
    if not store.keeps_history:
        if as_recorded is not None:
            raise ClaimAtlasError(
                f"store {store.name!r} is a folder, which keeps no history: --as-recorded needs a "
                f"store. Make one of it: claim-atlas create claims.db --store {store.name}."
            )
        reading, places = read_claims_folder(Path(store.where), places, world)
        return Loaded(reading.dataset, places, reading.problems, reading.dataset)
    opened = store.open()
    if earlier is not None and as_recorded is None:
        held = refreshed(opened, earlier.held)
    else:
        held = contents.dataset(opened, as_recorded)
    refused = contents.problems(opened, as_recorded)
    if earlier is not None and held.places is earlier.held.places:
        gazetteer = earlier.gazetteer
    else:
        gazetteer = with_places(places, held.places.values(), world)
    placer = placer_for(gazetteer, BoundaryView.RECOGNISED)
    shown, unplaced = without_unknown_places(held, placer, store.name)
    return Loaded(shown, gazetteer, (*refused, *unplaced), held)


def load_places(store: StoreAt) -> Gazetteer:
    """The gazetteer of a store without its claims: the shipped one with the store's own places."""
    places = load_gazetteer()
    return with_places(places, contents.places(store.open())) if store.keeps_history else places


def fill_store(target: StoreAt, folder: Path) -> Store:
    """Make a SQLite store, or fill an empty database, with the claims in `folder`.

    Refused rows are noted in it. Raises `StoreError` when something has that name already, or the
    database holds claims.
    """
    if target.path is not None:
        return make_store(target.path, folder)
    reading, _ = read_claims_folder(folder, load_gazetteer())
    return create_on_server(
        target.where,
        lambda new: seed(new, reading.dataset, reading.problems),
        shipped_gazetteer,
    )


def make_store(path: Path, folder: Path) -> Store:
    """Make a SQLite store at `path` that holds the claims in `folder`; see `fill_store`."""
    reading, _ = read_claims_folder(folder, load_gazetteer())
    return create_store(path, lambda new: seed(new, reading.dataset, reading.problems))
