"""From a claim's wording to its location, once for each different wording."""

from __future__ import annotations

from dataclasses import replace

from geo.claims.dataset import Dataset
from geo.claims.model import Claim
from geo.errors import ClaimAtlasError, Problem
from geo.places.gazetteer import Gazetteer
from geo.places.location import Location, Relation, locate
from geo.places.regions import Regions


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
        if claim.place is None:
            return None
        wording = (
            claim.place,
            claim.relation,
            claim.near_km,
            claim.distance_km,
            claim.bearing_deg,
            claim.other_place,
        )
        if wording not in self._known:
            place = self.gazetteer.place
            self._known[wording] = locate(
                place(claim.place),
                claim.relation,
                self._regions,
                near_radius_km=claim.near_km,
                distance_km=claim.distance_km,
                bearing_deg=claim.bearing_deg,
                other=place(claim.other_place) if claim.other_place else None,
            )
        return self._known[wording]


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
    problems: list[Problem] = []
    claims = list(dataset.claims)
    for row, claim in enumerate(claims):
        if claim.place in known and claim.relation in simple:
            continue  # whatever has an entry can be drawn so
        try:
            placer.location(claim)
        except ClaimAtlasError as error:
            message = f"(of claim {claim.id}) cannot be put on the map, so it has no place now:"
            problems.append(Problem(file, None, "place", claim.place or "", message, str(error)))
            claims[row] = replace(claim, place=None, relation=Relation.IN, other_place=None)
    if problems:
        dataset = replace(dataset, claims=tuple(claims), known_revision="")
    return dataset, tuple(problems)
