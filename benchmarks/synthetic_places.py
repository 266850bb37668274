"""Places for synthetic claims: the curated gazetteer, and made-up settlements around its own.

A claim is placed by naming a place of the gazetteer, so a map of a hundred thousand claims needs
more places than the curated ones. The made-up ones are named as such.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Final

import numpy as np

from geo.places.country_bounds import is_near
from geo.places.gazetteer import load_gazetteer
from geo.places.names import script_of
from geo.places.place import Level, Name, Place
from geo.places.rows import COLUMNS, write_row

PLACES: Final = 2_000
"""Made-up settlements, about as many as a store of some years names."""

SPREAD_DEG: Final = 2.5
"""Standard deviation of their distance from the settlement they are strewn around."""

_REVIEWED: Final = "2026-11-22"


def synthetic_places(seed: int, number: int = PLACES) -> list[Place]:
    """The curated places followed by `number` made-up ones; the same seed gives the same."""
    curated = list(load_gazetteer().places)
    anchors = [place for place in curated if place.level is Level.SETTLEMENT]
    rng = np.random.default_rng([seed, 1])
    around = rng.integers(0, len(anchors), number)
    offsets = rng.normal(0, SPREAD_DEG, (number, 2))
    radii = rng.choice([2.0, 5.0, 10.0, 20.0], number, p=[0.3, 0.4, 0.2, 0.1])
    made = [
        _settlement(index, anchors[anchor], float(dx), float(dy), float(radius))
        for index, (anchor, (dx, dy), radius) in enumerate(
            zip(around.tolist(), offsets, radii, strict=True)
        )
    ]
    return curated + made


def write_gazetteer(file: Path, places: list[Place]) -> None:
    """Write places as a gazetteer.csv."""
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(write_row(place) for place in places)


def _settlement(index: int, anchor: Place, dx: float, dy: float, radius_km: float) -> Place:
    """A made-up settlement `dx`, `dy` degrees from a real one, in the same country.

    The gazetteer refuses a place far outside its country, so it moves back to the real one then.
    """
    lon, lat = round(anchor.lon + dx, 5), round(anchor.lat + dy, 5)
    if not (abs(lon) <= 180 and is_near(anchor.country.split("/")[0], lon, lat)):
        lon, lat = anchor.lon, anchor.lat
    name = f"Synthetic Place {index:04}"
    return Place(
        id=f"synthetic-{index:04}",
        name=name,
        level=Level.SETTLEMENT,
        country=anchor.country,
        admin1="",
        lon=lon,
        lat=lat,
        radius_km=radius_km,
        area="",
        names=(Name(name, "en", script_of(name)),),
        geonames_id=None,
        dispute="",
        source="SYNTHETIC: made up for benchmarks",
        reviewed=_REVIEWED,
    )
