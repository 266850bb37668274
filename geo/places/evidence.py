"""What the rest of a text says about where it plays: votes for countries, regions, neighbours.

Evidence is a prior, never a filter: a report on Ukraine names Russia in every other sentence.
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, field

from geo.places import geodesy
from geo.places.index import Asked, LookUp, Match, NameIndex
from geo.places.labels import country_name
from geo.places.names import normalise, script_of
from geo.places.place import Level, Place
from geo.places.wording import REGION_WORDS, TOWN_WORDS

COUNTRY_GAIN = 5.0
"""A country named alone makes its places six times as likely, one of two three and a half."""
REGION_GAIN = 40.0
"""A named region outweighs any difference in size between namesakes."""
NEIGHBOUR_GAIN = 9.0
NEIGHBOUR_SCALE_KM = 300.0
"""A town named beside another is ten times as likely next to it, twice at 700 km."""

_WORD = re.compile(r"[^\W_]+(?:[-'’ʼ][^\W_]+)*")
_LONGEST_NAME = 5  # words

# Adjectives of countries, as normalised words (Latin, Hangul) or beginnings of words (Cyrillic).
_ADJECTIVES = {
    "RU": "russian russians российск русск російськ",
    "UA": "ukrainian ukrainians украинск українськ",
    "KP": "северокорейск північнокорейськ",
    "KR": "южнокорейск південнокорейськ",
    "US": "american americans американск американськ",
    "GB": "british британск британськ",
    "CN": "chinese китайск китайськ",
    "JP": "japanese японск японськ",
    "BY": "belarusian белорусск білоруськ",
    "IR": "iranian иранск іранськ",
    "ID": "indonesian индонезийск індонезійськ",
}
_ADJECTIVE_COUNTRY = {word: cc for cc, words in _ADJECTIVES.items() for word in words.split()}
_ADJECTIVE_STEMS = tuple(w for w in _ADJECTIVE_COUNTRY if script_of(w) == "Cyrl")


@dataclass(slots=True)
class Evidence:
    """Counted votes of one text (or of its mentions)."""

    countries: dict[str, float] = field(default_factory=dict)  # ISO code -> votes
    regions: dict[str, Place] = field(default_factory=dict)  # admin-1 code -> who named it
    neighbours: dict[str, Place] = field(default_factory=dict)  # towns, bases by id

    def add(self, found: LookUp) -> None:
        """Count one mention; one that may mean places of several countries votes for none."""
        places = [h.place for h in found.hits if h.fits and h.match is not Match.FUZZY]
        if not places or len({place.country for place in places}) > 1:
            return
        countries = places[0].countries
        for country in countries:
            self.vote(country, 1 / len(countries))
        if len(places) > 1:
            return
        place = places[0]
        if place.level.is_point:
            self.neighbours[place.id] = place
        elif place.level is not Level.COUNTRY:
            for code in admin1_codes(place):
                self.regions.setdefault(code, place)

    def vote(self, country: str, weight: float) -> None:
        """Add `weight` to a country's votes."""
        self.countries[country] = self.countries.get(country, 0.0) + weight

    def weigh(self, place: Place) -> tuple[float, list[str]]:
        """By what factor the text speaks for a place, and why, in sentences."""
        factor, reasons = 1.0, []
        total = sum(self.countries.values())
        votes = max((self.countries.get(code, 0.0) for code in place.countries), default=0.0)
        if votes:
            factor *= 1 + COUNTRY_GAIN * votes / total
            names = " or ".join(country_name(code) for code in place.countries)
            reasons.append(f"{votes / total:.0%} of what the context names belongs to {names}.")
        named = self.regions.get(place.admin1)
        if named is not None and named.id != place.id:
            factor *= 1 + REGION_GAIN
            reasons.append(f"The context names {named.name}, where {place.name} lies.")
        near = self._nearest(place)
        if near is not None and near[1] < 3 * NEIGHBOUR_SCALE_KM:
            other, km = near
            factor *= 1 + NEIGHBOUR_GAIN * math.exp(-km / NEIGHBOUR_SCALE_KM)
            reasons.append(f"{other.name}, also named, is {km:,.0f} km from {place.name}.")
        return factor, reasons

    def _nearest(self, place: Place) -> tuple[Place, float] | None:
        if not place.level.is_point:
            return None
        spot = (place.lon, place.lat)
        distances = (
            (other, geodesy.distance_m(spot, (other.lon, other.lat)) / 1000)
            for other in self.neighbours.values()
            if other.id != place.id
        )
        return min(distances, key=lambda pair: pair[1], default=None)


@dataclass(frozen=True, slots=True)
class Mention:
    """A name found in running text: `start`, `end` are its code points, `key` its normal form."""

    text: str
    start: int
    end: int
    key: str
    found: LookUp


@dataclass(frozen=True, slots=True)
class Heard:
    """What one text names: places, and the countries of adjectives ("Russian")."""

    mentions: tuple[Mention, ...]
    adjectives: tuple[str, ...]


def scan(text: str, index: NameIndex) -> Iterator[Mention]:
    """Every listed name in a text, longest first, from left to right.

    Names begin with a capital where the script has one, and names of up to three letters are
    written in capitals throughout ("US", never "us"). A region word in front may be lower-case.
    """
    words = list(_WORD.finditer(text))
    position = 0
    while position < len(words):
        step = 1
        for length in range(min(_LONGEST_NAME, len(words) - position), 0, -1):
            start, end = words[position].start(), words[position + length - 1].end()
            if length > 1 and not _joined(text, words[position : position + length]):
                continue
            phrase = text[start:end]
            if _looks_like_name(phrase) and (found := index.find(phrase)).hits:
                yield Mention(phrase, start, end, normalise(phrase), found)
                step = length
                break
        position += step


def hear(text: str, index: NameIndex) -> Heard:
    """Scan a text once, for all the names to be resolved in it."""
    adjectives = (_adjective(word) for word in _WORD.findall(text))
    return Heard(tuple(scan(text, index)), tuple(c for c in adjectives if c is not None))


def evidence(heard: Heard, skip_keys: Container[str] = ()) -> Evidence:
    """Count the votes of what was heard, except of the name in question (`skip_keys`)."""
    votes = Evidence()
    for mention in heard.mentions:
        if mention.key not in skip_keys:
            votes.add(mention.found)
    for country in heard.adjectives:
        votes.vote(country, 0.5)
    return votes


def admin1_codes(place: Place) -> tuple[str, ...]:
    """The admin-1 areas a region covers: those of its area, or its own code."""
    kind, _, codes = place.area.partition(":")
    if kind == "admin1":
        return tuple(codes.split(","))
    return (place.admin1,) if place.admin1 else ()


def word_beside(text: str, start: int, end: int) -> tuple[int, int, Asked]:
    """Widen a span by the region or town word written right before or after it, if any."""
    before = re.search(r"([^\W\d_]+)[ \u00a0]+$", text[max(0, start - 40) : start])
    after = re.match(r"[ \u00a0]+([^\W\d_]+)", text[end : end + 40])
    for found, left, right in (
        (after, start, end + after.end() if after else end),
        (before, start - len(before[0]) if before else start, end),
    ):
        if found is not None:
            word = normalise(found[1])
            if word in REGION_WORDS:
                return left, right, Asked.REGION
            if word in TOWN_WORDS and len(word) > 1:
                return left, right, Asked.TOWN
    return start, end, Asked.ANY


def _joined(text: str, words: list[re.Match[str]]) -> bool:
    """Words of one name are parted by a space or dash, not by a comma or a full stop."""
    gaps = (text[a.end() : b.start()] for a, b in itertools.pairwise(words))
    return all(gap.strip(" \u00a0–-") == "" and "\n" not in gap for gap in gaps)


def _looks_like_name(phrase: str) -> bool:
    first, _, rest = phrase.partition(" ")
    if rest and normalise(first) in REGION_WORDS:
        phrase = rest
    letters = [char for char in phrase if char.isalpha()]
    if not letters or script_of(phrase) not in ("Latn", "Cyrl"):
        return bool(letters)
    return letters[0].isupper() and (len(letters) > 3 or all(c.isupper() for c in letters))


def _adjective(word: str) -> str | None:
    key = normalise(word)
    if key in _ADJECTIVE_COUNTRY:
        return _ADJECTIVE_COUNTRY[key]
    stem = next((s for s in _ADJECTIVE_STEMS if key.startswith(s)), None)
    return None if stem is None else _ADJECTIVE_COUNTRY[stem]
