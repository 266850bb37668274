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
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from geo.places.atlas import ADMIN1, COUNTRY, COUNTY, DISTRICT, EARTH_KM, TOWN
from geo.places.candidates import Candidates, Floats

ROUNDS = 4
ELSEWHERE = 4
"""In how many regions a reading is begun, besides the one that the priors give."""
LEAN, LEAN_DEPTH = 8.0, 6.0
"""How far such a beginning leans on its region, and from how far below the best candidate."""
SENSE = 3.0
"""By how much, in logits, such a reading has to make more sense than the one from the priors."""
HEARD, MOST_GAIN, PARTY_GAIN = 4.0, 5.0, 2.0
"""How much is heard around a name at the least, and by how much few voices are raised for it."""
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


def raised(voices: Sequence[Voice]) -> list[Voice]:
    """The voices around one name, made louder where they are few.

    A sentence that an analyst gives as context was chosen for what it says, unlike the neighbours
    of a name in a long text. Countries are raised less: they speak and act far from home.
    """
    total = sum(voice.loudness for voice in voices)
    gain = max(1.0, HEARD / total) if total else 1.0
    return [
        replace(voice, loudness=voice.loudness * min(gain, PARTY_GAIN if is_party else MOST_GAIN))
        for voice in voices
        for is_party in (voice.candidates.kind[0] == COUNTRY,)
    ]


def settle(voices: Sequence[Voice], weights: Weights = WEIGHTS) -> list[Floats]:
    """The probabilities of the candidates of every voice."""
    if not voices:
        return []
    crowd = _Crowd(voices)
    shares = crowd.softmax(crowd.prior[:, None])[:, 0]
    if len(voices) > 1:
        company = _Company(crowd, weights)
        readings = crowd.softmax(np.stack([crowd.prior, *crowd.elsewhere()], axis=1))
        for _ in range(ROUNDS):
            logits: Floats = crowd.prior[:, None] + company.heard(readings)
            readings = crowd.softmax(logits)
        sense = crowd.sense(logits)
        sense[1:] -= SENSE
        shares = np.ascontiguousarray(readings[:, int(np.argmax(sense))])
    ends = (crowd.starts + crowd.sizes).tolist()
    return [shares[a:b] for a, b in zip(crowd.starts.tolist(), ends, strict=True)]


class _Crowd:
    """The candidates of all voices, one after the other: `owner` tells whose each is.

    Functions of logits take (n, k): a column for each of k readings.
    """

    def __init__(self, voices: Sequence[Voice]) -> None:
        sets = [voice.candidates for voice in voices]
        self.sizes = np.array([len(one.rows) for one in sets])
        self.starts = np.cumsum(self.sizes) - self.sizes
        self.owner = np.repeat(np.arange(len(sets)), self.sizes)
        loud = np.array([voice.loudness for voice in voices], dtype=np.float32)
        self.loud: Floats = loud[self.owner]
        self.prior: Floats = np.concatenate([one.prior for one in sets])
        for start, voice in zip(self.starts.tolist(), voices, strict=True):
            if voice.bonus is not None:
                self.prior[start : start + len(voice.bonus)] += voice.bonus
        self.country = np.concatenate([one.country for one in sets])
        self.admin1 = np.concatenate([one.admin1 for one in sets])
        self.kind = np.concatenate([one.kind for one in sets])
        self.xyz: Floats = np.concatenate([one.xyz for one in sets])
        self.behind = [
            (start + at, start + before)
            for start, one in zip(self.starts.tolist(), sets, strict=True)
            for at, before in one.behind
        ]

    def softmax(self, logits: Floats) -> Floats:
        """Probabilities within each voice."""
        raised = np.exp(logits - np.maximum.reduceat(logits, self.starts)[self.owner])
        answer = raised / np.add.reduceat(raised, self.starts)[self.owner]
        return answer.astype(np.float32, copy=False)

    def sense(self, logits: Floats) -> npt.NDArray[np.float64]:
        """How much sense each reading makes: logarithms of summed exponentials, over all voices."""
        highest = np.maximum.reduceat(logits, self.starts)
        raised = np.exp(logits - highest[self.owner])
        total = highest + np.log(np.add.reduceat(raised, self.starts))
        answer: npt.NDArray[np.float64] = total.sum(axis=0, dtype=np.float64)
        return answer

    def elsewhere(self) -> Iterator[Floats]:
        """Priors that lean on one admin-1 area each: those in which most names may lie."""
        prior, admin1, owner = self.prior, self.admin1, self.owner
        best = np.maximum.reduceat(prior, self.starts)[owner]
        worth = np.maximum(prior - best + LEAN_DEPTH, 0) * self.loud
        order = np.lexsort((-worth, admin1, owner))
        first = np.ones(len(order), dtype=bool)  # the best candidate of each name in each area
        first[1:] = (np.diff(owner[order]) != 0) | (np.diff(admin1[order]) != 0)
        chosen = order[first & (admin1[order] != 0)]
        if not len(chosen):
            return
        areas, number = np.unique(admin1[chosen], return_inverse=True)
        total = np.bincount(number, weights=worth[chosen]) * (np.bincount(number) > 1)
        for at in np.argsort(-total, kind="stable")[:ELSEWHERE].tolist():
            if total[at] > 0:
                yield prior + np.float32(LEAN) * (admin1 == areas[at])


class _Company:
    """Who is in whose company: matrices over all candidates, zero within one voice."""

    def __init__(self, crowd: _Crowd, weights: Weights) -> None:
        self.crowd, self.weights = crowd, weights
        country, admin1, kind = crowd.country, crowd.admin1, crowd.kind
        voice = np.where(kind == COUNTRY, weights.country_named, 1.0).astype(np.float32)
        named, small = _REGIONAL[kind], _SMALL[kind]
        gain = weights.region_named * named + weights.region_shared * (1 - named)
        all_three = np.empty((3, len(kind), len(kind)), dtype=np.float32)
        of_country, region, near = all_three
        np.multiply(country[:, None] == country, (country != 0) * voice, out=of_country)
        np.multiply(admin1[:, None] == admin1, (admin1 != 0) * gain, out=region)
        np.matmul(crowd.xyz, crowd.xyz.T, out=near)
        near *= -2
        near += 2
        np.sqrt(np.maximum(near, 0, out=near), out=near)  # chords of the unit sphere
        near *= -EARTH_KM / weights.near_km
        np.exp(near, out=near)
        near *= small * weights.near_gain
        near *= small[:, None]
        all_three *= (crowd.owner[:, None] != crowd.owner) * crowd.loud
        self.all: Floats = all_three.reshape(-1, len(kind))
        self.of_countries: Floats = ((country != 0) * crowd.loud * voice)[:, None]

    def heard(self, shares: Floats) -> Floats:
        """What the others add to each candidate's logit, if they mean what `shares` says."""
        weights, crowd = self.weights, self.crowd
        told = self.of_countries * shares
        total = told.sum(axis=0) - np.add.reduceat(told, crowd.starts)[crowd.owner]
        country, region, near = (self.all @ shares).reshape(3, *shares.shape)
        floor = weights.country_floor
        share = country / np.maximum(total, 1e-6)
        here = np.log((floor + share) / (floor + 1)) * total / (total + weights.country_doubt)
        for at, before in crowd.behind:
            here[at] = np.minimum(here[at], here[before])
        answer: Floats = (
            weights.country * here
            + weights.region * np.log1p(region)
            + weights.near * np.log1p(near)
        ).astype(np.float32)
        return answer
