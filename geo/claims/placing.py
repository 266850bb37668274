"""From a claim's wording to its location, once for each different wording."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from operator import attrgetter
from typing import Final

from geo.claims.columns import as_records
from geo.claims.dataset import Dataset
from geo.claims.model import Claim
from geo.claims.shared import shared_tuples
from geo.errors import ClaimAtlasError, Problem
from geo.places.gazetteer import Gazetteer
from geo.places.location import Location, Relation, locate
from geo.places.regions import BoundaryView, Regions, load_regions

WORDING: Final = ("place", "relation", "near_km", "distance_km", "bearing_deg", "other_place")
"""Fields of a claim that say where it is drawn."""

wording_of: Final = attrgetter(*WORDING)


class Placer:
    """Places claims on the ground under one boundary view.

    Claims with the same wording (place, relation and what belongs to it) share one `Location`
    object, so that a million claims at a hundred places cost a hundred geometries.
    """

    def __init__(self, gazetteer: Gazetteer, regions: Regions) -> None:
        self.gazetteer = gazetteer
        self._regions = regions
        self._known: dict[tuple[object, ...], Location] = {}

    def location(self, claim: Claim) -> Location | None:
        """Where a claim is drawn, or ``None`` when it names no place.

        Raises `UnknownPlaceError`, `UnknownAreaError` or `ModelError` when its wording cannot be
        put on the ground.
        """
        return self.located(*wording_of(claim))

    def located(
        self,
        place: str | None,
        relation: Relation,
        near_km: float | None,
        distance_km: float | None,
        bearing_deg: float | None,
        other_place: str | None,
    ) -> Location | None:
        """The same for the fields of `WORDING`."""
        if place is None:
            return None
        wording = (place, relation, near_km, distance_km, bearing_deg, other_place)
        if wording not in self._known:
            look_up = self.gazetteer.place
            self._known[wording] = locate(
                look_up(place),
                relation,
                self._regions,
                near_radius_km=near_km,
                distance_km=distance_km,
                bearing_deg=bearing_deg,
                other=look_up(other_place) if other_place else None,
            )
        return self._known[wording]


@lru_cache(maxsize=8)
def placer_for(gazetteer: Gazetteer, view: BoundaryView) -> Placer:
    """The placer of a gazetteer under a boundary view, kept: what was drawn once stays drawn."""
    return Placer(gazetteer, load_regions(view))


def without_unknown_places(
    dataset: Dataset, placer: Placer, file: str
) -> tuple[Dataset, tuple[Problem, ...]]:
    """A dataset in which every place can be drawn, and what was taken out for that.

    A store keeps a claim's place when the gazetteer has lost it (an entry of one's own that was
    deleted, or stayed behind on another machine). Such a claim keeps its words and loses its
    place until the gazetteer has it again. `file` is what the problems name.
    """
    known = {None, *(place.id for place in placer.gazetteer.places)}
    simple = (Relation.IN, Relation.AT, Relation.NEAR)
    claims = as_records(Claim, dataset.claims)
    wordings = shared_tuples(claims, *WORDING)
    lost: dict[int, ClaimAtlasError] = {}
    for number, wording in enumerate(wordings.values):
        if wording[0] in known and wording[1] in simple:
            continue  # whatever has an entry can be drawn so
        try:
            placer.located(*wording)
        except ClaimAtlasError as error:
            lost[number] = error
    problems: list[Problem] = []
    mended: dict[int, Claim] = {}
    for row, number in enumerate(wordings.number.tolist() if lost else ()):
        if number in lost:
            claim, remedy = claims[row], str(lost[number])
            message = f"(of claim {claim.id}) cannot be put on the map, so it has no place now:"
            problems.append(Problem(file, None, "place", claim.place or "", message, remedy))
            mended[row] = replace(claim, place=None, relation=Relation.IN, other_place=None)
    if mended:
        revision = dataset.revision_with(f"without the places of {list(mended)}")
        dataset = replace(dataset, claims=claims.with_changes(mended), known_revision=revision)
    return dataset, tuple(problems)
