"""From a claim's wording to its location, once for each different wording."""

from __future__ import annotations

from geo.claims.model import Claim
from geo.places.gazetteer import Gazetteer
from geo.places.location import Location, locate
from geo.places.regions import Regions


class Placer:
    """Places claims on the ground under one boundary view.

    Claims with the same wording (place, relation and what belongs to it) share one `Location`
    object, so that a million claims at a hundred places cost a hundred geometries.
    """

    def __init__(self, gazetteer: Gazetteer, regions: Regions) -> None:
        self._gazetteer = gazetteer
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
            place = self._gazetteer.place
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
