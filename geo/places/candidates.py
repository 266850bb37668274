"""The rows a name may mean, as arrays, each with how likely it is before anything else is read.

Logits (natural logarithms): size counts most, then how good the name is, then the level.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from geo.places.atlas import Atlas
from geo.places.index import Hit
from geo.places.keys import Match
from geo.places.shadows import FITS, SHADOWED

Floats = npt.NDArray[np.float32]
MOST = 40
"""Candidates of one name that are weighed, the strongest."""


@dataclass(frozen=True, slots=True)
class Prior:
    """What is believed of a candidate before the text is read: one set for all texts, searched
    on the development sets (docs/decisions/resolution.md).
    """

    size: float = 1.4  # per factor of ten in inhabitants
    fame: float = 0.2  # per factor of ten in the number of names it has in all languages
    official: float = -0.6  # a name from an edited list, not the one shown
    other: float = -3.5  # any other name of a town
    former: float = -2.5  # that another place in the country has by sound
    shadowed: float = -2.5
    misfit: float = -4.5
    inflected: float = -0.7
    romanised: float = -0.7
    variant: float = -0.7
    fuzzy: float = -1.0
    kinds: tuple[float, ...] = (0.0, 2.0, 1.0, -0.5, 1.5, 2.0, 0.0, 0.0, -0.5)
    """By kind, as in `atlas`: town, country, admin-1, county, area, sea, lake, river, district."""


PRIOR = Prior()


@dataclass(frozen=True, slots=True)
class Candidates:
    """Parallel arrays over the hits of one name: at most `MOST`, likeliest first."""

    hits: tuple[Hit, ...]
    rows: npt.NDArray[np.int64]
    prior: Floats
    country: npt.NDArray[np.int32]
    admin1: npt.NDArray[np.int32]
    kind: npt.NDArray[np.uint8]
    xyz: Floats
    behind: tuple[tuple[int, int], ...] = ()
    """Pairs of positions: a namesake, and the place that its bare name means (`namesakes`)."""


def weigh(
    hits: tuple[Hit, ...], atlas: Atlas, prior: Prior = PRIOR, most: int = MOST
) -> Candidates:
    """The likeliest of `hits`, with their columns."""
    rows = np.array([hit.row for hit in hits], dtype=np.int64)
    kinds = atlas.kinds[rows]
    logits = np.array(prior.kinds)[kinds] + [_wording(hit, prior) for hit in hits]
    logits += prior.size * atlas.log_strength[rows] + prior.fame * atlas.log_fame[rows]
    order = np.argsort(-logits, kind="stable")[:most]
    rows = rows[order]
    return Candidates(
        tuple(hits[at] for at in order.tolist()),
        rows,
        logits[order].astype(np.float32),
        atlas.country[rows],
        atlas.admin1[rows],
        kinds[order],
        atlas.xyz[rows],
        _behind(rows.tolist(), atlas),
    )


def _behind(rows: list[int], atlas: Atlas) -> tuple[tuple[int, int], ...]:
    primary = atlas.primary
    return tuple(
        (at, rows.index(primary[row]))
        for at, row in enumerate(rows)
        if row in primary and primary[row] in rows
    )


def _wording(hit: Hit, prior: Prior) -> float:
    value = (prior.other + prior.former, prior.other, prior.official, 0.0)[hit.how]
    if hit.fit != FITS:
        value += prior.shadowed if hit.fit == SHADOWED else prior.misfit
    if hit.match is not Match.EXACT:
        value += getattr(prior, hit.match.value)
    return value
