"""The gazetteer: asked for places by name.

`load_gazetteer` is the door; everything else in this package serves it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from rapidfuzz import process

from geo.errors import Problem, UnknownPlaceError
from geo.places import table
from geo.places.atlas import Atlas
from geo.places.border_zones import zone_of_id
from geo.places.country_bounds import COUNTRY_BOUNDS
from geo.places.document import Documents
from geo.places.index import NameIndex
from geo.places.labels import quoted, where
from geo.places.names import MAX_NAME_LENGTH, normalise
from geo.places.noise import COMMON_WORDS
from geo.places.phrases import parse_phrase
from geo.places.place import Place
from geo.places.ranking import abstention
from geo.places.related import Related, related
from geo.places.resolution import Resolution, Status
from geo.places.world_index import WorldIndex, load_world_index

ACRONYM = 4  # letters of an abbreviation, at most
KNOWN_RADIUS_KM = 5.0
"""Radius of a town of 100,000: one so large is meant although its name is a common word."""


class Gazetteer:
    """Places and the way to them by name. Immutable once built; safe to share.

    The names are filed when the first one is asked for: who only needs `place` waits for nothing.
    """

    def __init__(
        self,
        places: Iterable[Place],
        problems: Iterable[Problem] = (),
        world: Callable[[], WorldIndex] | None = None,
    ) -> None:
        """Curated `places`, whose ids must differ; `problems` tells of rows that were refused.

        `world` opens the world index; without it the curated places are all there is.
        """
        self.places = tuple(places)
        self.problems = tuple(problems)
        self._by_id = {place.id: place for place in self.places}
        self._open_world = world

    @cached_property
    def atlas(self) -> Atlas:
        """All rows, curated and of the world; opens (or builds) the world index.

        A place is found by its spellings. What imports make of a bare coordinate has none, and
        is known by its id alone: a thousand events of a data set are no gazetteer.
        """
        named = tuple(place for place in self.places if place.names)
        return Atlas(named, self._open_world() if self._open_world else None)

    @cached_property
    def index(self) -> NameIndex:
        """All names."""
        return NameIndex(self.atlas)

    @cached_property
    def _documents(self) -> Documents:
        return Documents(self.index)

    def place(self, id: str) -> Place:
        """The place with this id, of the curated list or ("gn-2022472") of the world index.

        Raises `UnknownPlaceError` naming the nearest ids.
        """
        known = self.find(id)
        if known is not None:
            return known
        near = [key for key, _, _ in process.extract(id[:80], list(self._by_id), limit=3)]
        raise UnknownPlaceError(
            f"{id[:80]!r} is no id of the gazetteer. Nearest: {', '.join(near) or 'none'}."
        )

    def find(self, id: str) -> Place | None:
        """The same, or ``None``, without a search for the nearest ids, which takes a while."""
        known = self._by_id.get(id)
        if known is not None:
            return known
        if self._open_world is not None and _is_of_world(id):
            row = self.atlas.row_of(id)
            if row is not None:
                return self.atlas.place(row)
        return zone_of_id(id)

    def names_of(self, place: Place) -> tuple[str, ...]:
        """Every spelling listed for a place, the one shown first."""
        curated = (place.name, *(name.text for name in place.names))
        world = self.atlas.world
        row = world.row_of_geonames(place.geonames_id or 0) if world is not None else None
        listed = world.names(row) if world is not None and row is not None else []
        return tuple(dict.fromkeys((*curated, *listed)))

    def resolve(
        self, name: str, *, context: str | None = None, country: str | None = None
    ) -> Resolution:
        """What `name` means, with reasons, or an abstention.

        `context` is the text around it, a prior; `country` an ISO 3166 alpha-2 code, a filter.
        A qualifier inside the name ("Donetsk, Rostov Oblast") is a filter as well. A phrase with a
        relation ("40 km north of Kursk") is answered with the place it is measured from, a border
        with its zone; `related` tells what is measured.
        """
        refused = _refused(name) or _refused_country(name, country)
        if refused is not None:
            return refused
        found = self.related(name, context=context, country=country)
        return found.answer if found is not None else self._resolve(name, context, country)

    def related(
        self, name: str, *, context: str | None = None, country: str | None = None
    ) -> Related | None:
        """A phrase such as "between Kursk and Sudzha"; None for anything else.

        What is listed as a name as it stands ("Near East") is no phrase.
        """
        if _refused(name) or _refused_country(name, country):
            return None
        if any(hit.fits for hit in self.index.find(name).hits):
            return None
        phrase = parse_phrase(name)
        if phrase is None:
            return None
        return related(
            name, phrase, lambda part: self._resolve(part, context, country), self.places
        )

    def _resolve(self, name: str, context: str | None, country: str | None) -> Resolution:
        code = _code(country)
        if context:
            answer = self._documents.in_context(name, context, code)
        else:
            answer = self._documents.alone(name, code)
        return answer if code else _unless_a_word(answer, self._by_id)

    def resolve_all(self, mentions: Sequence[tuple[str, int, int]], text: str) -> list[Resolution]:
        """Resolve the mentions (text, start, end) of one document together, in order.

        Offsets are code points of `text`. Every mention hears the others, the region word written
        beside it and the region or country written right behind it. A name that one mention
        settles by a qualifier means the same in the others.
        """
        refused = [_refused(name) for name, _, _ in mentions]
        asked = [m for m, no in zip(mentions, refused, strict=True) if no is None]
        answers = iter(self._documents.together(asked, text))
        return [next(answers) if no is None else no for no in refused]


def load_gazetteer(path: str | Path | None = None) -> Gazetteer:
    """The curated gazetteer, or the one in `path`, over the world index.

    Rows that break a rule are left out and told in `Gazetteer.problems`. Raises `DataFileError`
    when there is no readable file. The world index is opened by the first name that is asked for,
    and built then (once, half a minute) if it is not there.
    """
    places, problems = table.read_places(table.bundled_path() if path is None else Path(path))
    return Gazetteer(places, problems, load_world_index)


def _refused(name: str) -> Resolution | None:
    if len(name) > MAX_NAME_LENGTH:
        return abstention(
            name, f"A text of {len(name):,} characters is no name; the longest has 168."
        )
    if not normalise(name):
        return abstention(name, "There is no letter or digit in this name.")
    return None


def _code(country: str | None) -> str | None:
    return (country or "").strip().upper() or None


def _refused_country(name: str, country: str | None) -> Resolution | None:
    code = _code(country)
    if code is None or code in COUNTRY_BOUNDS:
        return None
    return abstention(
        name, f"{quoted(code)} is no country code; give ISO 3166 alpha-2, such as UA."
    )


def _unless_a_word(answer: Resolution, curated: Collection[str]) -> Resolution:
    """Abstain where the name is first of all something else, and no place that many know.

    "May" and "timur" are words, «НАТО» is an abbreviation (short names in Latin capitals are told
    by the index already).
    """
    place, query = answer.place, answer.query
    if place is None:
        return answer
    if normalise(query) in COMMON_WORDS:
        kind, known = "common word", place.level.is_point
    elif len(query) <= ACRONYM and len(query) > 1 and query.isupper() and not query.isascii():
        kind, known = "likely abbreviation", True
    elif query.islower() and place.level.is_point:
        return _written_small(answer, place, curated)
    else:
        return answer
    if place.id in curated or (known and place.radius_km >= KNOWN_RADIUS_KM):
        return answer
    return abstention(
        query,
        f"{quoted(query)} is a {kind} before it is a place such as {where(place)}; name its region "
        "or country beside it if that is meant.",
    )


def _written_small(answer: Resolution, place: Place, curated: Collection[str]) -> Resolution:
    """A word without a capital that only a small place bears is more likely a word."""
    if place.id in curated or place.radius_km >= KNOWN_RADIUS_KM:
        return answer
    doubt = (
        f"{quoted(answer.query)} is written small, and no large or curated place bears the name."
    )
    return replace(answer, status=Status.AMBIGUOUS, reasons=(*answer.reasons, doubt))


def _is_of_world(id: str) -> bool:
    """Whether an id has the form of the world index's; a curated place may have such an id too."""
    return id.startswith(("gn-", "us-county-", "district-", "area-", "sea-", "lake-", "river-"))
