"""The gazetteer: asked for places by name.

`load_gazetteer` is the door; everything else in this package serves it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from rapidfuzz import process

from geo.errors import Problem, UnknownPlaceError
from geo.places import qualifiers, table
from geo.places.country_bounds import COUNTRY_BOUNDS
from geo.places.evidence import Evidence, evidence, hear, word_beside
from geo.places.index import Asked, LookUp, NameIndex
from geo.places.labels import country_name, quoted, where
from geo.places.names import MAX_NAME_LENGTH, normalise
from geo.places.place import Place
from geo.places.ranking import abstention, rank
from geo.places.resolution import Resolution, Status

_BEHIND = re.compile(r"\s*[,(]\s*(?:(?:in|di|в|у)\s+)?|\s+(?:in|di|в|у)\s+")
_MAX_SPANS = 50  # a name that a text repeats more often has long shown how it is written


class Gazetteer:
    """Places and the way to them by name. Immutable once built; safe to share."""

    def __init__(self, places: Iterable[Place], problems: Iterable[Problem] = ()) -> None:
        """Index `places`, whose ids must differ; `problems` tells of rows that were refused."""
        self.places = tuple(places)
        self.problems = tuple(problems)
        self._by_id = {place.id: place for place in self.places}
        self._index = NameIndex(self.places)

    def place(self, id: str) -> Place:
        """The place with this id; raises `UnknownPlaceError` naming the nearest ids."""
        try:
            return self._by_id[id]
        except KeyError:
            near = [key for key, _, _ in process.extract(id[:80], list(self._by_id), limit=3)]
            raise UnknownPlaceError(
                f"{id[:80]!r} is no id of the gazetteer. Nearest: {', '.join(near) or 'none'}."
            ) from None

    def resolve(
        self, name: str, *, context: str | None = None, country: str | None = None
    ) -> Resolution:
        """What `name` means, with reasons, or an abstention.

        `context` is the text around it, a prior; `country` an ISO 3166 alpha-2 code, a filter.
        A qualifier inside the name ("Donetsk, Rostov Oblast") is a filter as well.
        """
        if not context:
            return self._answer(name, name, Evidence(), country)
        written = self._as_written(name, context)
        votes = evidence(hear(context, self._index), _keys(name, written))
        return self._answer(name, written, votes, country)

    def resolve_all(self, mentions: Sequence[tuple[str, int, int]], text: str) -> list[Resolution]:
        """Resolve the mentions (text, start, end) of one document together, in order.

        Offsets are code points of `text`. Every mention hears the others, the region word written
        beside it and the region or country written right behind it. A name that one mention
        settles by a qualifier means the same in the others.
        """
        heard = hear(text, self._index)
        starts = {mention.start: mention.found for mention in heard.mentions}
        known: dict[tuple[str, str, int], Resolution] = {}  # a name repeated alike, answered once
        settled: dict[str, Resolution] = {}
        answers: list[Resolution] = []
        for name, start, end in mentions:
            left, right, asked = word_beside(text, start, end)
            written = text[left:right] if asked is not Asked.ANY else name
            behind = _behind(starts, text, end)
            answer = known.get((name, written, id(behind)))
            if answer is None:
                votes = evidence(heard, _keys(name, written))
                if behind is not None:
                    votes.add(behind)
                    votes.add(behind)
                answer = self._answer(name, written, votes, None)
                known[name, written, id(behind)] = answer
                if answer.status is Status.RESOLVED and qualifiers.is_qualified(name):
                    settled.setdefault(normalise(qualifiers.head_of(name)), answer)
            answers.append(answer)
        return [_same_as(settled.get(normalise(a.query[:MAX_NAME_LENGTH])), a) for a in answers]

    def _answer(self, query: str, written: str, votes: Evidence, country: str | None) -> Resolution:
        """`query` as asked, `written` the same with the region word of the text around it."""
        if len(query) > MAX_NAME_LENGTH:
            return abstention(
                query, f"A text of {len(query):,} characters is no name; the longest has 168."
            )
        if not normalise(query):
            return abstention(query, "There is no letter or digit in this name.")
        code = (country or "").strip().upper()
        if code and code not in COUNTRY_BOUNDS:
            return abstention(
                query, f"{quoted(code)} is no country code; give ISO 3166 alpha-2, such as UA."
            )
        reading = qualifiers.read(written, self._index)
        notes = list(reading.notes)
        if code:
            notes.append(f"Only places in {country_name(code)} were asked for.")
            inside = tuple(h for h in reading.found.hits if code in h.place.countries)
            reading = qualifiers.filtered(reading, inside)
        if reading.found.hits:
            return rank(query, reading.found, votes, notes, reading.doubt)
        if reading.outside:
            known = "; ".join(where(place) for place in reading.outside[:3])
            return abstention(query, *notes, f"No such place is known there; known: {known}.")
        near = self._index.nearest(query)
        hint = f" Nearest in spelling: {', '.join(near)}." if near else ""
        return abstention(query, f"No place of this name is in the gazetteer.{hint}", *notes)

    def _as_written(self, name: str, context: str) -> str:
        """The name with its region or town word, if the context never has it without one."""
        if not name or len(name) > MAX_NAME_LENGTH:
            return name
        spans = [m.span() for m in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", context)]
        beside = [word_beside(context, start, end) for start, end in spans[:_MAX_SPANS]]
        if beside and all(asked is not Asked.ANY for _, _, asked in beside):
            left, right, _ = beside[0]
            return context[left:right]
        return name


def load_gazetteer(path: str | Path | None = None) -> Gazetteer:
    """The curated gazetteer, or the one in `path`.

    Rows that break a rule are left out and told in `Gazetteer.problems`. Raises `DataFileError`
    when there is no readable file.
    """
    places, problems = table.read_places(table.bundled_path() if path is None else Path(path))
    return Gazetteer(places, problems)


def _keys(*spellings: str) -> frozenset[str]:
    """What a name must not take for evidence on itself."""
    return frozenset(normalise(text[: MAX_NAME_LENGTH + 1]) for text in spellings)


def _behind(starts: Mapping[int, LookUp], text: str, end: int) -> LookUp | None:
    """The region or country right behind a mention, which counts thrice: "Donetsk, Rostov Oblast".

    Not as a filter: in "In Donetsk, Russia said ..." the country begins a new thought.
    """
    gap = _BEHIND.match(text, end)
    found = starts.get(gap.end()) if gap else None
    return found if found is not None and qualifiers.all_areas(found) else None


def _same_as(settled: Resolution | None, answer: Resolution) -> Resolution:
    """One name means one place in a document, once a qualifier has said which."""
    if settled is None or settled.place is None or settled.place == answer.place:
        return answer
    if settled.place not in [candidate.place for candidate in answer.candidates]:
        return answer
    reason = f"“{settled.query}” elsewhere in the text says which one is meant."
    ordered = tuple(sorted(answer.candidates, key=lambda c: c.place != settled.place))
    return replace(
        answer,
        status=Status.RESOLVED,
        place=settled.place,
        candidates=ordered,
        reasons=(reason, *answer.reasons),
    )
