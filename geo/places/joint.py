"""All names of one document at once: each is read so that the whole makes most sense.

Every name starts with its prior. Then, a few times over, each listens to what the others most
probably are: are they in its country, in its region, near it? What a name says itself never counts
for it. The weights are one set for all texts and languages (`WEIGHTS`).

Where that ends depends on where it starts: five villages of one county, each with a famous
namesake, would all be heard as the famous ones. So it is also started from the few regions in which
several names could lie, and the reading that makes most sense of the whole is kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from geo.places.atlas import ADMIN1, COUNTRY, COUNTY, DISTRICT, TOWN
from geo.places.candidates import Candidates, Floats

ROUNDS = 4
ELSEWHERE = 4
"""In how many regions a reading is begun, besides the one that the priors give."""
LEAN, LEAN_DEPTH = 8.0, 6.0
"""How far such a beginning leans on its region, and from how far below the best candidate."""
SENSE = 3.0
"""By how much, in logits, such a reading has to make more sense than the one from the priors."""
_REGIONAL, _SMALL = np.zeros((2, 256), dtype=np.float32)
_REGIONAL[[ADMIN1, COUNTY, DISTRICT]] = 1  # kinds that are a region or lie in one wholly
_SMALL[[TOWN, COUNTY, DISTRICT]] = 1  # kinds that are near something or not


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each kind of company counts, in logits: one set for all texts, searched on the
    development sets (docs/decisions/resolution.md).
    """

    country: float = 3.0  # of the share of the text that lies in the candidate's country
    country_floor: float = 0.08  # share that every country is granted
    country_doubt: float = 2.5  # voices that must speak before the share is half believed
    country_named: float = 0.35  # what a country's own name counts against a town in it
    region: float = 1.3  # of the logarithm of 1 + what lies in its region
    region_named: float = 7.0  # the region itself is named
    region_shared: float = 1.5  # a town of the same region is named
    near: float = 3.0  # of the logarithm of 1 + what is near
    near_gain: float = 2.5
    near_km: float = 60.0


WEIGHTS = Weights()


@dataclass(slots=True)
class Voice:
    """One name of the document: its candidates, how loud it is, what the words beside it add."""

    candidates: Candidates
    loudness: float = 1.0
    bonus: Floats | None = None


def settle(voices: Sequence[Voice], weights: Weights = WEIGHTS) -> list[Floats]:
    """The probabilities of the candidates of every voice."""
    if not voices:
        return []
    sets = [voice.candidates for voice in voices]
    sizes = np.array([len(one.rows) for one in sets])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    prior: Floats = np.concatenate([one.prior for one in sets])
    for start, voice in zip(starts.tolist(), voices, strict=True):
        if voice.bonus is not None:
            prior[start : start + len(voice.bonus)] += voice.bonus
    owner = np.repeat(np.arange(len(sets)), sizes)
    shares = _softmax(prior, starts, sizes)
    if len(voices) > 1:
        loud = np.array([voice.loudness for voice in voices], dtype=np.float32)
        company = _Company(sets, owner, loud, weights)
        sense = -np.inf
        for begin in (prior, *_elsewhere(prior, sets, owner, starts, loud)):
            reading = _softmax(begin, starts, sizes)
            for _ in range(ROUNDS):
                logits: Floats = np.add(prior, company.heard(reading))
                reading = _softmax(logits, starts, sizes)
            found = float(_senses(logits, starts, sizes).sum())
            if found > sense + SENSE:
                shares, sense = reading, found
    return [shares[a : a + n] for a, n in zip(starts.tolist(), sizes.tolist(), strict=True)]


def _elsewhere(
    prior: Floats,
    sets: list[Candidates],
    owner: npt.NDArray[np.int64],
    starts: npt.NDArray[np.int64],
    loud: Floats,
) -> Iterator[Floats]:
    """Priors that lean on one admin-1 area each: those in which most names may lie, and best."""
    admin1 = np.concatenate([one.admin1 for one in sets])
    best = np.maximum.reduceat(prior, starts)
    worth = np.maximum(prior - best[owner] + LEAN_DEPTH, 0) * loud[owner]
    order = np.lexsort((-worth, admin1, owner))
    first = np.ones(len(order), dtype=bool)  # the best candidate of each name in each area
    first[1:] = np.diff(owner[order]).astype(bool) | np.diff(admin1[order]).astype(bool)
    chosen = order[first & (admin1[order] != 0)]
    if not len(chosen):
        return
    names = np.bincount(admin1[chosen])
    total = np.where(names > 1, np.bincount(admin1[chosen], weights=worth[chosen]), 0)
    for area in np.argsort(-total, kind="stable")[:ELSEWHERE].tolist():
        if total[area] > 0:
            yield (prior + LEAN * (admin1 == area)).astype(np.float32)


class _Company:
    """Who is in whose company: matrices over all candidates, zero within one voice."""

    def __init__(
        self,
        sets: list[Candidates],
        owner: npt.NDArray[np.int64],
        loud: npt.NDArray[np.float32],
        weights: Weights,
    ) -> None:
        country = np.concatenate([one.country for one in sets])
        admin1 = np.concatenate([one.admin1 for one in sets])
        kind = np.concatenate([one.kind for one in sets])
        xyz = np.concatenate([one.xyz for one in sets])
        others = owner[:, None] != owner[None, :]
        heard = others * loud[owner][None, :]
        self.weights = weights
        self.country = ((country[:, None] == country[None, :]) & (country != 0)) * heard
        named = _REGIONAL[kind]
        gain = weights.region_named * named + weights.region_shared * (1 - named)
        self.region = ((admin1[:, None] == admin1[None, :]) & (admin1 != 0)) * heard * gain[None, :]
        point = _SMALL[kind]
        square = np.maximum(2 - 2 * (xyz @ xyz.T), 0)
        km = np.sqrt(square) * 6371.0
        near = weights.near_gain * np.exp(-km / weights.near_km)
        self.near = near * heard * point[None, :] * point[:, None]
        voice = np.where(kind == COUNTRY, weights.country_named, 1.0).astype(np.float32)
        self.country *= voice[None, :]
        self.of_countries = (country != 0) * loud[owner] * voice
        self.own = (~others).astype(np.float32)

    def heard(self, shares: Floats) -> Floats:
        weights = self.weights
        told: Floats = self.of_countries * shares
        total = told.sum() - self.own @ told
        share = (self.country @ shares) / np.maximum(total, 1e-6)
        floor = weights.country_floor
        country = np.log((floor + share) / (floor + 1)) * total / (total + weights.country_doubt)
        region = np.log1p(self.region @ shares)
        near = np.log1p(self.near @ shares)
        answer: Floats = (
            weights.country * country + weights.region * region + weights.near * near
        ).astype(np.float32)
        return answer


def _softmax(logits: Floats, starts: npt.NDArray[np.int64], sizes: npt.NDArray[np.int64]) -> Floats:
    highest = np.repeat(np.maximum.reduceat(logits, starts), sizes)
    raised = np.exp(logits - highest)
    answer: Floats = raised / np.repeat(np.add.reduceat(raised, starts), sizes)
    return answer


def _senses(logits: Floats, starts: npt.NDArray[np.int64], sizes: npt.NDArray[np.int64]) -> Floats:
    """The logarithm of the summed exponentials of each voice."""
    highest = np.maximum.reduceat(logits, starts)
    raised = np.exp(logits - np.repeat(highest, sizes))
    answer: Floats = highest + np.log(np.add.reduceat(raised, starts))
    return answer
