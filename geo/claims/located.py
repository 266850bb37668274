"""What the columns of a table tell of a location."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from geo.claims.vocabulary import code
from geo.places.location import Location, Shape


def place_texts(locations: Sequence[Location | None]) -> Iterator[str]:
    """All names of each place, made once for each location."""
    texts = {
        key: "\n".join([one.place.name, *(name.text for name in one.place.names)]) if one else ""
        for key, one in {id(one): one for one in locations}.items()
    }
    return (texts[id(one)] for one in locations)


def shape_code(one: Location | None) -> int:
    """Position of a location's shape in the vocabulary."""
    return code(Shape.NONE if one is None else one.shape)


def spot(one: Location | None) -> tuple[float, float, float]:
    """Longitude, latitude, radius in metres; nothing for a country, which is never a point."""
    if one is None or one.shape is Shape.COUNTRY:
        return np.nan, np.nan, np.nan
    return one.lon, one.lat, one.radius_m
