"""What a place is: one entry of the gazetteer, immutable and checked before it gets here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How big a thing a place is; decides whether it is drawn as a point or as an area."""

    SETTLEMENT = "settlement"
    BASE = "base"
    REGION = "region"
    COUNTRY = "country"
    SEA = "sea"
    AREA = "area"

    @property
    def is_point(self) -> bool:
        """True for what has a spot on the ground: towns and bases."""
        return self in (Level.SETTLEMENT, Level.BASE)


@dataclass(frozen=True, slots=True)
class Name:
    """One spelling of a place.

    `language` is a BCP 47 tag ("en", "uk"); `script` the ISO 15924 code of the letters it is
    written in ("Latn", "Cyrl", "Hang", "Hani", or "Zyyy" when it holds no letter of those).
    """

    text: str
    language: str
    script: str


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the gazetteer.

    `lon`, `lat` are degrees in EPSG:4326: of a settlement its centre, of a region, country, sea
    or area a label point inside it. `radius_km` is the honest radius of the place itself: how far
    from lon/lat something said to be "in" it may have happened. `country` is an ISO 3166 alpha-2
    code, two of them joined by "/" for a border zone, or empty for the high seas; `admin1` a
    GeoNames admin-1 code ("UA.18") or empty. `area` is an area specification for
    `geo.places.regions`, empty for a place that is a point with a radius. `dispute` says in one
    sentence what is contested about it, or is empty.
    """

    id: str
    name: str
    level: Level
    country: str
    admin1: str
    lon: float
    lat: float
    radius_km: float
    area: str
    names: tuple[Name, ...]
    geonames_id: int | None
    dispute: str
    source: str
    reviewed: str

    @property
    def countries(self) -> tuple[str, ...]:
        """The ISO 3166 codes this place belongs to: none for a sea, two for a border zone."""
        return tuple(code for code in self.country.split("/") if code)

    def name_in(self, language: str) -> str:
        """The first name in `language`, or the English display name when there is none."""
        return next((n.text for n in self.names if n.language == language), self.name)

    def to_json(self) -> dict[str, str | float | None]:
        """The place as every JSON answer of Claim Atlas shows it; empty codes become null."""
        return {
            "id": self.id,
            "name": self.name,
            "level": self.level.value,
            "country": self.country or None,
            "admin1": self.admin1 or None,
            "lon": self.lon,
            "lat": self.lat,
            "radius_km": self.radius_km,
        }
