"""What a place is: one entry of the gazetteer, immutable and checked before it gets here."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from geo.errors import ModelError

AREA_FORM: Final = re.compile(
    r"country:[A-Z]{2}"
    r"|admin1:[A-Z]{2}\.[A-Z0-9]+(?:,[A-Z]{2}\.[A-Z0-9]+)*"
    r"|border:[A-Z]{2}(?:\.[A-Z0-9]+)?-[A-Z]{2}(?:\.[A-Z0-9]+)?:\d+(?:\.\d+)?km"
    r"|wkt:(?:MULTI)?POLYGON[ 0-9eE.,()+-]+"
)
"""What an area specification looks like; `geo.places.regions` says what each means."""

AREA_FORMS: Final = (
    "Write country:RU, admin1:UA.18 (several joined by commas), border:RU-UA:30km, or an outline "
    "of its own as wkt:POLYGON((lon lat, …))."
)

MAX_RADIUS_KM: Final = 20_040.0
"""Half way around the globe: nothing is farther. France with its islands has 10,800."""


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

    def __post_init__(self) -> None:
        """Raise `ModelError` for what could not be drawn, or would be a bare pin."""
        if not self.id or not self.name.strip():
            raise ModelError(f"place {self.id!r} needs an id and a name. Give it both.")
        if not (-180 <= self.lon <= 180 and -90 <= self.lat <= 90):  # NaN is refused as well
            raise ModelError(
                f"place {self.id!r}: lon {self.lon}, lat {self.lat} is no position. Give degrees, "
                "-180 to 180 and -90 to 90."
            )
        if not (math.isfinite(self.radius_km) and 0 < self.radius_km <= MAX_RADIUS_KM):
            raise ModelError(
                f"place {self.id!r}: a radius of {self.radius_km} km cannot be drawn. Give one "
                f"above 0 and up to {MAX_RADIUS_KM:,.0f}."
            )
        if self.area and not AREA_FORM.fullmatch(self.area):
            raise ModelError(f"place {self.id!r}: area {self.area[:80]!r} is none. {AREA_FORMS}")

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
