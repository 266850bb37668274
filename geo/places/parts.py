"""Parts of a place: "southern Indiana", "downtown Houston", "north-central Nigeria".

No list has their extent. Unless the phrase is a name of its own ("Northern Ireland"), the place it
is a part of is answered, for review.
"""

from __future__ import annotations

from geo.places.atlas import Atlas
from geo.places.keys import Asked

PART_WORDS = frozenset(
    "north south east west northern southern eastern western central northeast northwest southeast "
    "southwest northeastern northwestern southeastern southwestern upper lower mid greater inner "
    "outer upstate downstate downtown midtown uptown".split()
)
_LARGE_TOWN = 5.0  # log10 of the inhabitants of a town whose parts are spoken of


def names_part(dropped: tuple[str, ...], asked: Asked) -> bool:
    """Whether words set aside before a name make it a part of that place.

    "North of" does not, and "the eastern city of Kharkiv" says where the city lies.
    """
    return bool(dropped) and dropped[-1] in PART_WORDS and asked is not Asked.TOWN


def has_parts(row: int, atlas: Atlas) -> bool:
    """Whether a place is large enough to speak of its parts."""
    return not atlas.is_point(row) or float(atlas.log_strength[row]) >= _LARGE_TOWN
