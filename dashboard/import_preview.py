"""The first claims of a file in words, as they will be once they are imported."""

from __future__ import annotations

from typing import Final

from dashboard.import_run import Watch
from geo.claims.model import Claim
from geo.claims.placing import Placer
from geo.claims.vocabulary import label
from geo.errors import ClaimAtlasError
from geo.places.gazetteer import Gazetteer
from geo.places.labels import where
from geo.places.location import Location, Shape
from geo.places.regions import Regions
from geo.places.user_gazetteer import with_places

COLUMNS: Final = ("Claim", "Kind", "Where", "How exact", "When", "Figure", "Who says it", "In")


def preview_rows(
    watch: Watch, gazetteer: Gazetteer, regions: Regions, number: int
) -> list[dict[str, str]]:
    """One row a claim, under `COLUMNS`. It holds text of the file: show it as data."""
    known = with_places(gazetteer, watch.places.values()) if watch.places else gazetteer
    placer = Placer(known, regions)
    return [_row(claim, watch, placer) for claim in watch.first[:number]]


def _row(claim: Claim, watch: Watch, placer: Placer) -> dict[str, str]:
    said = watch.statements.get(claim.id, [])
    first = said[0] if said else None
    document = watch.documents.get(first.document) if first else None
    originator = watch.originators.get(first.originator) if first else None
    more = f" and {len(said) - 1} more" if len(said) > 1 else ""
    place, exact = _placed(claim, placer)
    values = (
        claim.summary,
        label(claim.kind),
        place,
        exact,
        claim.date.words() if claim.date else "no date",
        claim.figure.words() if claim.figure else "",
        (originator.name + more) if originator else "",
        f"{document.outlet}, {document.published.words()}" if document else "",
    )
    return dict(zip(COLUMNS, values, strict=True))


def _placed(claim: Claim, placer: Placer) -> tuple[str, str]:
    """The place and how exact it is; the claim's own words where it has no place yet."""
    try:
        location = placer.location(claim)
    except ClaimAtlasError:
        location = None
    if location is None:
        return claim.place_words, "not on the map"
    return where(location.place), _exactness(location)


def _exactness(location: Location) -> str:
    """In a word: ``"within 5 km"``, ``"the area as a whole"``."""
    if location.shape in (Shape.POINT, Shape.RING):
        radius_km = location.radius_m / 1_000
        return f"within {radius_km:.0f} km" if radius_km >= 1 else f"within {radius_km:.1f} km"
    return "the country as a whole" if location.shape is Shape.COUNTRY else "the area as a whole"
