"""From settled probabilities to an answer: the margin below which nobody is sure, the reasons."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from geo.places import sentences
from geo.places.atlas import ADMIN1, EARTH_KM, TOWN, Atlas
from geo.places.candidates import Candidates, Floats
from geo.places.index import Hit, NameIndex
from geo.places.joint import Voice
from geo.places.keys import QUALITY, Match
from geo.places.labels import country_name
from geo.places.parts import names_part
from geo.places.qualifiers import Reading
from geo.places.resolution import Candidate, Resolution, Status

MARGIN = 0.7
"""Resolved means more than twice the weight of all others together; less is ambiguous."""
MAX_CANDIDATES = 5
_WORDS = re.compile(r"[\s–-]+")
NEAR_KM = 400.0
FEW = 3  # voices below which a percentage would be silly


class Company:
    """What all voices of a document most probably mean, for the reasons."""

    def __init__(self, atlas: Atlas, voices: list[Voice], shares: list[Floats]) -> None:
        self.atlas = atlas
        best = [int(np.argmax(share)) for share in shares]
        self.rows = [int(voice.candidates.rows[at]) for voice, at in zip(voices, best, strict=True)]
        self._rows = np.array(self.rows)
        self.country, self.kinds = atlas.country[self.rows], atlas.kinds[self.rows]
        self.sure = [float(share[at]) for share, at in zip(shares, best, strict=True)]

    @cached_property
    def xyz(self) -> Floats:
        """Unit vectors of what the voices mean (n, 3)."""
        answer: Floats = self.atlas.xyz[self.rows]
        return answer

    def countries(self, but: int) -> set[str]:
        """The countries that the other voices speak of."""
        return {
            code
            for number, (row, sure) in enumerate(zip(self.rows, self.sure, strict=True))
            if number != but and sure > 0.5
            for code in self.atlas.countries_of(row)
        }

    def speaks_for(self, row: int, own: int) -> list[str]:
        """Why the other voices make a row likely, in sentences."""
        if len(self.rows) < 2:
            return []
        atlas, reasons = self.atlas, []
        name = atlas.place(row).name
        country, admin1 = int(atlas.country[row]), set(atlas.admin1_of(row))
        others = (self._rows != row) & (np.arange(len(self.rows)) != own)
        count = int(others.sum())
        there = int((others & (self.country == country)).sum()) if country else 0
        if there:
            names = " or ".join(country_name(code) for code in atlas.countries_of(row))
            if count < FEW:
                voice = int(np.flatnonzero(others & (self.country == country))[0])
                reasons.append(f"The context names {atlas.where(self.rows[voice])}.")
            else:
                reasons.append(f"{there / count:.0%} of what the context names belongs to {names}.")
        for n in np.flatnonzero(others & (self.kinds == ADMIN1)).tolist():
            other = self.rows[n]
            if admin1 & set(atlas.admin1_of(other)):
                reasons.append(f"The context names {atlas.place(other).name}, where {name} lies.")
                break
        towns = np.flatnonzero(others & (self.kinds == TOWN))
        if len(towns) and atlas.is_point(row):
            cosines = self.xyz[towns] @ atlas.xyz[row]
            nearest = int(np.argmax(cosines))
            km = math.acos(min(1.0, max(-1.0, float(cosines[nearest])))) * EARTH_KM
            if km < NEAR_KM:
                other_name = atlas.place(self.rows[towns[nearest]]).name
                reasons.append(f"{other_name}, also named, is {km:,.0f} km from {name}.")
        return reasons


@dataclass(slots=True)
class Outcome:
    """The candidates of one voice in their final order."""

    reading: Reading
    candidates: Candidates
    hits: list[tuple[float, Hit]] = field(default_factory=list)
    why: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def settle(self, shares: Floats, own: int, company: Company, country: str | None) -> None:
        """Order the hits; a guess at a misspelling must lie where the document plays."""
        order = np.argsort(-shares, kind="stable").tolist()
        values, hits = shares.tolist(), self.candidates.hits
        ranked = [(values[at], hits[at]) for at in order]
        if ranked[0][1].match is Match.FUZZY:
            atlas = company.atlas
            known = company.countries(own) | ({country} if country else set())
            ranked = [
                (share, hit)
                for share, hit in ranked
                if hit.row >= atlas.first_curated or known & set(atlas.countries_of(hit.row))
            ]
        total = sum(share for share, _ in ranked)
        self.hits = [(max(share / total, 1e-6), hit) for share, hit in ranked] if total else []
        if country:
            self.notes.append(only_in(country))
        if self.hits and len(self.candidates.rows) > 1:
            self.why = company.speaks_for(self.hits[0][1].row, own)


def only_in(country: str) -> str:
    """What a country given as a filter says, in a sentence."""
    return f"Only places in {country_name(country)} were asked for."


def answered(query: str, outcome: Outcome, atlas: Atlas, first: str = "") -> Resolution:
    """The best candidate with its runners-up; `first` is a reason that goes before all others."""
    found = outcome.reading.found
    share, best = outcome.hits[0]
    candidates = tuple(
        Candidate(atlas.place(hit.row), weight * QUALITY[hit.match])
        for weight, hit in outcome.hits[:MAX_CANDIDATES]
    )
    candidates = tuple(sorted(candidates, key=lambda c: -c.score)) if share < 1 else candidates
    name = outcome.reading.head or query
    if found.dropped:
        name = " ".join(_WORDS.split(name)[len(found.dropped) :]) or name
    reasons = [first] if first else []
    reasons += [
        sentences.spelling(name, best, atlas),
        *sentences.level_reasons(found, [hit for _, hit in outcome.hits], atlas),
    ]
    reasons += [*outcome.reading.notes, *outcome.notes]
    if len(outcome.hits) > 1:
        reasons += outcome.why
        second = outcome.hits[1][1]
        reasons.append(sentences.runner_up(best, second, atlas, sure=share >= MARGIN))
    if found.dropped:
        reasons.append(sentences.dropped(found))
    if best.match is Match.FUZZY:
        reasons.append("A guess at a misspelling has to be reviewed before it is drawn.")
    sure = share >= MARGIN and best.match is not Match.FUZZY and best.fits
    sure = sure and not outcome.reading.doubt and not names_part(found.dropped, found.asked)
    status = Status.RESOLVED if sure else Status.AMBIGUOUS
    return Resolution(query, status, atlas.place(best.row), candidates, tuple(reasons))


def unknown(query: str, reading: Reading, index: NameIndex) -> Resolution:
    """An abstention: nothing of this name, or nothing of it where the qualifiers say."""
    if reading.outside:
        known = "; ".join(index.atlas.where(row) for row in reading.outside[:3])
        return abstention(query, *reading.notes, f"No such place is known there; known: {known}.")
    near = index.misspelt.nearest(query)
    hint = f" Nearest in spelling: {', '.join(near)}." if near else ""
    return abstention(query, f"No place of this name is in the gazetteer.{hint}", *reading.notes)


def abstention(query: str, *reasons: str) -> Resolution:
    """An honest "I do not know", with the reason."""
    return Resolution(query, Status.UNRESOLVED, None, (), reasons)
