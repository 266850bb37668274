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
    shadowed: float = -2.5
    misfit: float = -4.5
    inflected: float = -0.7
    romanised: float = -0.7
    fuzzy: float = -1.0
    kinds: tuple[float, ...] = (0.0, 2.0, 1.0, -0.5, 1.5, 0.5, 0.0, 0.0, -0.5)
    """By kind, as in `atlas`: town, country, admin-1, county, area, sea, lake, river, district."""


PRIOR = Prior()
_MATCH = {Match.EXACT: "", Match.INFLECTED: "inflected", Match.ROMANISED: "romanised"}


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


def fewer(candidates: Candidates, most: int) -> Candidates:
    """The likeliest `most` of them."""
    if len(candidates.rows) <= most:
        return candidates
    c = candidates
    return Candidates(
        c.hits[:most], c.rows[:most], c.prior[:most], c.country[:most], c.admin1[:most],
        c.kind[:most], c.xyz[:most],
    )  # fmt: skip


def weigh(hits: tuple[Hit, ...], atlas: Atlas, prior: Prior = PRIOR) -> Candidates:
    """The likeliest of `hits`, with their columns."""
    count = len(hits)
    rows = np.fromiter((hit.row for hit in hits), np.int64, count)
    kinds = atlas.kind
    words = np.fromiter((_wording(hit, kinds[hit.row], prior) for hit in hits), np.float32, count)
    logits = words + prior.size * atlas.log_strength[rows] + prior.fame * atlas.log_fame[rows]
    order = np.argsort(-logits, kind="stable")[:MOST]
    rows = rows[order]
    return Candidates(
        tuple(hits[at] for at in order.tolist()),
        rows,
        logits[order].astype(np.float32),
        atlas.country[rows],
        atlas.admin1[rows],
        np.frombuffer(bytes(kinds[row] for row in rows.tolist()), dtype=np.uint8),
        atlas.xyz[rows],
    )


def _wording(hit: Hit, kind: int, prior: Prior) -> float:
    value = prior.kinds[kind]
    if hit.how == 1:
        value += prior.other
    elif hit.how == 2:
        value += prior.official
    if hit.fit == 0:
        value += prior.misfit
    elif hit.fit == 1:
        value += prior.shadowed
    if hit.match is not Match.EXACT:
        value += getattr(prior, _MATCH.get(hit.match, "fuzzy"))
    return value
