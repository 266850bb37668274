"""Relations in words: "40 km north of Kursk", "between X and Y", "off the coast of X".

A phrase is taken apart into a relation, its figures and the names of places, in English,
Indonesian, Ukrainian, Russian and Korean. What the names mean is not asked here, and case endings
stay on them. The patterns of a language stand in `phrase_patterns`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from geo.places.location import Relation
from geo.places.names import MAX_NAME_LENGTH
from geo.places.phrase_patterns import COMPASS, PATTERNS, UNITS_KM

A_FEW_KM = 5.0
"""What "a few kilometres" is taken for; the least tolerance of a distance makes it 0 to 10 km."""
MAX_DISTANCE_KM = 2_000.0

_SPACES = re.compile(r"\s+")
_RANGE = re.compile(r"\s*[-–—]\s*")
_NUMBER = re.compile(r"\d{1,3}(?:[ .,]\d{3})+(?!\d)|\d+(?:[.,]\d+)?")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A relation read from words.

    `names` holds one name, two for `between` and a border (`is_border`: an area of its own, so
    the relation is then `in`). `distance_km` and `bearing_deg` (clockwise from north) are None
    where the words give none; `words` is the phrase without its names, for a reason.
    """

    relation: Relation
    names: tuple[str, ...]
    distance_km: float | None = None
    bearing_deg: float | None = None
    is_border: bool = False
    words: str = ""


def parse_phrase(text: str) -> Phrase | None:
    """Read a relation from `text`; None when it has none, or lacks a name."""
    if len(text) > MAX_NAME_LENGTH:
        return None
    plain = _SPACES.sub(" ", unicodedata.normalize("NFKC", text)).strip(' .,;:!?"“”«»')
    for kind, pattern in PATTERNS:
        match = pattern.fullmatch(plain)
        if match is not None:
            return _phrase(kind, plain, match)
    return None


def _phrase(kind: str, plain: str, match: re.Match[str]) -> Phrase | None:
    groups = match.groupdict()
    names = tuple(name.strip(" ,-–—") for key in ("a", "b") if (name := groups.get(key)))
    if not all(any(map(str.isalnum, name)) for name in names):
        return None
    distance_km = _distance_km(groups.get("num"), groups.get("unit"))
    if distance_km is None and groups.get("few"):
        distance_km = A_FEW_KM
    if distance_km is not None and not 0 < distance_km <= MAX_DISTANCE_KM:
        return None
    word = groups.get("dir")
    bearing = None if word is None else COMPASS[re.sub(r"[\s-]+", "", word.casefold())]
    words = plain
    for name in names:
        words = words.replace(name, "…", 1)
    relation = Relation.IN if kind == "border" else Relation(kind)
    return Phrase(relation, names, distance_km, bearing, kind == "border", words)


def _distance_km(number: str | None, unit: str | None) -> float | None:
    """Kilometres; the middle of a range ("30-40 km")."""
    if not number or not unit:
        return None
    values = [_value(part) for part in _RANGE.split(number)]
    name = unit.casefold()
    factor = next(km for pattern, km in UNITS_KM if re.fullmatch(pattern, name))
    return sum(values) / len(values) * factor


def _value(text: str) -> float:
    """A number as any of the languages writes it: 1,500 and 1.500 are thousands, 2,5 is not."""
    match = _NUMBER.fullmatch(text.strip())
    if match is None:
        return 0.0
    if re.fullmatch(r"\d{1,3}(?:[ .,]\d{3})+", match[0]):
        return float(re.sub(r"[ .,]", "", match[0]))
    return float(match[0].replace(",", "."))
