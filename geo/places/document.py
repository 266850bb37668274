"""The names of one document, sorted into voices, settled together and answered.

A voice is one name meaning one thing throughout the text: a qualifier anywhere ("Springfield,
Ill.") holds for all its mentions, unless another mention has another qualifier. What the text names
beside the mentions asked for is heard as well, but more softly.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np

from geo.places import qualifiers, scan
from geo.places.atlas import ADMIN1
from geo.places.candidates import PRIOR, Candidates, Prior, weigh
from geo.places.grouping import Group, Item, Prepared, grouped
from geo.places.heard import Ear
from geo.places.index import Hit, LookUp, NameIndex
from geo.places.joint import WEIGHTS, Voice, Weights, raised, settle
from geo.places.keys import Asked, Match
from geo.places.names import MAX_NAME_LENGTH, normalise
from geo.places.ranking import Company, Outcome, answered, only_in, unknown
from geo.places.resolution import Resolution
from geo.places.world_row import MAIN

CLOSED_BONUS, OPEN_BONUS, BEFORE_BONUS = 5.0, 2.0, 2.0
"""Logits for the candidates in the area named right behind ("X, Texas," closed by a comma or not)
or right before the name."""
AREA_LOUDNESS, ADJECTIVE_LOUDNESS = 0.8, 0.4
"""How loud a place is that the text names but nobody asked about; a mention has 1."""
TOWNS_BESIDE, TOWNS_AROUND = (0.2, 5), (0.4, 12)
"""The same for a town and how many candidates it has: beside mentions that are asked for together,
and around a single one, where the others are all there is."""
_MAX_SPANS = 50  # a name that a text repeats more often has long shown how it is written
_MAX_BEHIND = 3  # "Springfield, Greene County, Missouri"

_COUNTIES = re.compile(r"(?:,? and)?(?:[,\s]+[A-Z][\w.'-]*(?:,? and)?){0,5}\s+counties\b")
"""What follows the first of "Story, Polk and Dallas counties"."""

Mention = tuple[str, int, int]
Span = tuple[int, int]


class Documents:
    """Resolves the mentions of documents against one index."""

    def __init__(self, index: NameIndex, prior: Prior = PRIOR, weights: Weights = WEIGHTS) -> None:
        self.index, self.prior, self.weights = index, prior, weights
        self.prepare: Callable[[str], Prepared] = lru_cache(maxsize=20_000)(self._prepare)
        ear = Ear(index)
        self._heard: Callable[[str], tuple[scan.Found, ...]] = lru_cache(maxsize=16)(
            lambda text: tuple(ear.heard_in(text))
        )
        self._passing: Callable[[tuple[Hit, ...], int], Candidates] = lru_cache(maxsize=20_000)(
            lambda hits, most: weigh(hits, index.atlas, prior, most)
        )

    def alone(self, name: str, country: str | None = None) -> Resolution:
        """A name without any text around it."""
        item = self._item(name, name, {})
        return self._answers([item], [], country)[0]

    def in_context(self, name: str, text: str, country: str | None = None) -> Resolution:
        """A name in a text; where in it is found out here."""
        spans = [m.span() for m in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)]
        spans = spans[:_MAX_SPANS] if len(name) <= MAX_NAME_LENGTH else []
        written = self._as_written(name, text, spans)
        areas: dict[int, float] = {}
        prepared = self.prepare(written)
        for start, end in spans:
            self._beside(text, start, end, prepared, areas)
        item = self._item(name, written, areas)
        own = {normalise(name), normalise(written), normalise(qualifiers.head_of(written))}
        voices = raised(self._voices(self._others(text, own, spans), text, *TOWNS_AROUND))
        return self._answers([item], voices, country)[0]

    def together(self, mentions: Sequence[Mention], text: str) -> list[Resolution]:
        """All mentions (text, start, end) of one document, in order."""
        items = [self._mention(name, start, end, text) for name, start, end in mentions]
        own = {item.head for item in items}
        heard = self._others(text, own, [(start, end) for _, start, end in mentions])
        return self._answers(items, self._voices(heard, text, *TOWNS_BESIDE), None)

    def _others(self, text: str, own: set[str], spans: Sequence[Span]) -> list[scan.Found]:
        """What the text names besides `own` and outside `spans`."""
        return [
            found
            for found in self._heard(text)
            if found.key not in own
            and not any(found.start < end and start < found.end for start, end in spans)
        ]

    def _prepare(self, written: str) -> Prepared:
        reading = qualifiers.read(written, self.index)
        return Prepared(reading, weigh(reading.found.hits, self.index.atlas, self.prior))

    def _mention(self, name: str, start: int, end: int, text: str) -> Item:
        left, right, asked = scan.word_beside(text, start, end)
        written = name
        if asked is not Asked.ANY:
            wide = text[left:right]
            if any(hit.fits for hit in self.prepare(wide).reading.found.hits):
                written = wide
        elif "counties" in text and _COUNTIES.match(text, end):
            county = f"{name} County"
            if self.prepare(county).reading.found.hits:
                written = county
        prepared = self.prepare(written)
        areas: dict[int, float] = {}
        if len(prepared.reading.found.hits) > 1:
            self._beside(text, start, end, prepared, areas)
        return self._item(name, written, areas)

    def _item(self, name: str, written: str, areas: dict[int, float]) -> Item:
        prepared = self.prepare(written)
        inside = qualifiers.is_qualified(written) and bool(prepared.reading.notes)
        head = normalise((qualifiers.head_of(written) if inside else written)[:MAX_NAME_LENGTH])
        strong = [str(row) for row, bonus in areas.items() if bonus >= CLOSED_BONUS][:1]
        key = (head, normalise(written)) if inside else (head, *strong)
        return Item(name, head, prepared, areas, key, inside)

    def _beside(
        self, text: str, start: int, end: int, prepared: Prepared, areas: dict[int, float]
    ) -> None:
        """Which areas right behind or before a mention hold some of its candidates."""
        behind: list[tuple[LookUp, bool]] = []
        while len(behind) < _MAX_BEHIND:
            found = scan.behind(text, end, self.index)
            if found is None:
                break
            look_up, closed, end = found
            behind.append((look_up, closed))
        if not self._is_list(prepared, behind, text[end : end + 5]):
            for look_up, closed in behind:
                self._hold(look_up, CLOSED_BONUS if closed else OPEN_BONUS, prepared, areas)
        ahead = scan.before(text, start, self.index)
        if ahead is not None:
            self._hold(ahead, BEFORE_BONUS, prepared, areas)

    def _is_list(self, prepared: Prepared, behind: list[tuple[LookUp, bool]], rest: str) -> bool:
        """Whether a name of a state is followed by other states: "Nevada, Missouri and Ohio"."""
        rows = prepared.candidates.rows
        if not behind or not len(rows) or self.index.atlas.is_point(int(rows[0])):
            return False
        areas = [qualifiers.containers(look_up, self.index.atlas) for look_up, _ in behind]
        peers = sum(any(self.index.atlas.kind[row] == ADMIN1 for row in one) for one in areas)
        return peers > 1 or rest.lstrip(", ").startswith(("and ", "or ", "& "))

    def _hold(
        self, look_up: LookUp, bonus: float, prepared: Prepared, areas: dict[int, float]
    ) -> None:
        atlas = self.index.atlas
        for area in qualifiers.containers(look_up, atlas):
            if any(
                hit.row != area and qualifiers.lies_in(hit.row, area, self.index.atlas)
                for hit in prepared.candidates.hits
            ):
                areas[area] = max(bonus, areas.get(area, 0.0))

    def _as_written(self, name: str, text: str, spans: Sequence[tuple[int, int]]) -> str:
        """The name with its region or town word, if the text never has it without one."""
        beside = [scan.word_beside(text, start, end) for start, end in spans]
        if beside and all(asked is not Asked.ANY for _, _, asked in beside):
            left, right, _ = beside[0]
            if any(hit.fits for hit in self.prepare(text[left:right]).reading.found.hits):
                return text[left:right]
        return name

    def _voices(self, heard: list[scan.Found], text: str, town: float, most: int) -> list[Voice]:
        voices: dict[str, Voice] = {}
        for found in heard:
            if found.key in voices:
                continue
            candidates = self._passing(found.found.hits, most)
            if len(candidates.rows):
                area = not self.index.atlas.is_point(int(candidates.rows[0]))
                voices[found.key] = Voice(candidates, AREA_LOUDNESS if area else town)
        for country in dict.fromkeys(scan.adjectives_in(text)):
            row = self.index.atlas.country_row(country)
            if row is not None:
                only = (Hit(row, MAIN, Match.EXACT),)
                voices[country] = Voice(self._passing(only, 1), ADJECTIVE_LOUDNESS)
        return list(voices.values())

    def _answers(
        self, items: list[Item], more: list[Voice], country: str | None
    ) -> list[Resolution]:
        groups, of_item, joined = grouped(items)
        outcomes: list[Outcome | None] = []
        voices: list[Voice] = []
        for group in groups:
            prepared = self._within(group.prepared, country)
            group.prepared = prepared
            if not prepared.reading.found.hits:
                outcomes.append(None)
                continue
            bonus = self._bonus(prepared.candidates, group.areas)
            loudness = min(2.0, 0.75 + 0.25 * group.mentions)
            if prepared.candidates.hits[0].match is Match.FUZZY:
                loudness = 0.1
            voices.append(Voice(prepared.candidates, loudness, bonus))
            outcomes.append(Outcome(prepared.reading, prepared.candidates))
        everyone = voices + more
        shares = settle(everyone, self.weights)
        company = Company(self.index.atlas, everyone, shares)
        at = 0
        for outcome in outcomes:
            if outcome is not None:
                outcome.settle(shares[at], at, company, country)
                at += 1
        said: dict[tuple[str, int, bool], Resolution] = {}  # a name repeated alike, answered once
        for item, number, joins in zip(items, of_item, joined, strict=True):
            if (item.name, number, joins) not in said:
                answer = self._say(item, groups[number], outcomes[number], joins)
                said[item.name, number, joins] = answer
        return [
            said[item.name, number, joins]
            for item, number, joins in zip(items, of_item, joined, strict=True)
        ]

    def _say(self, item: Item, group: Group, outcome: Outcome | None, joins: bool) -> Resolution:
        if outcome is None or not outcome.hits:
            return unknown(item.name, group.prepared.reading, self.index)
        first = ""
        if joins:
            first = f"“{group.qualified or item.name}” elsewhere in the text says which is meant."
        return answered(item.name, outcome, self.index.atlas, first)

    def _within(self, prepared: Prepared, country: str | None) -> Prepared:
        if country is None:
            return prepared
        atlas, reading = self.index.atlas, prepared.reading
        inside = tuple(h for h in reading.found.hits if country in atlas.countries_of(h.row))
        notes = reading.notes if inside else (*reading.notes, only_in(country))
        reading = replace(qualifiers.filtered(reading, inside), notes=notes)
        return Prepared(reading, weigh(reading.found.hits, atlas, self.prior))

    def _bonus(self, candidates: Candidates, areas: dict[int, float]) -> np.ndarray | None:
        if not areas:
            return None
        bonus = np.zeros(len(candidates.rows), dtype=np.float32)
        for area, value in areas.items():
            for at, hit in enumerate(candidates.hits):
                if hit.row != area and qualifiers.lies_in(hit.row, area, self.index.atlas):
                    bonus[at] += value
        return bonus
