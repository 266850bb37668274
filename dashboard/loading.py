"""The claims and the gazetteer with what the user added to them, read for page and command line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dashboard.stores import OWN_CHOICES, OWN_GAZETTEER, own_folder
from geo.claims.dataset import Dataset
from geo.claims.model import Claim
from geo.claims.place_choices import PlaceChoice, apply_choices, read_choices
from geo.errors import Problem
from geo.exchange.seeds import Reading, read_folder
from geo.places.gazetteer import Gazetteer
from geo.places.user_gazetteer import load_with_own


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


def load_places(folder: Path) -> Gazetteer:
    """The shipped gazetteer with the user's own entries for the store in `folder`."""
    return load_with_own(own_folder(folder) / OWN_GAZETTEER)


def load_claims(folder: Path, gazetteer: Gazetteer) -> Loaded:
    """The claims in `folder` at the places that were chosen for them."""
    return with_choices(read_folder(folder, gazetteer), folder, gazetteer)


def with_choices(reading: Reading, folder: Path, gazetteer: Gazetteer) -> Loaded:
    """What was read from `folder`, at the places that were chosen since."""
    path = own_folder(folder) / OWN_CHOICES
    read = read_choices(path)
    applied = apply_choices(reading.dataset, read.choices, gazetteer, str(path))
    return Loaded(
        dataset=applied.dataset,
        choices=read.choices,
        chosen=applied.made,
        problems=(*reading.problems, *read.problems, *applied.problems),
    )
