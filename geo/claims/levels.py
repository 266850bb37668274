"""The rule of `geo.claims.grading` over whole columns: status and confidence of every claim.

Reasons are sentences and are made for one claim at a time, when somebody reads them; tests hold
the two to the same answers.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from geo.claims.grading import STRENGTHS, strength
from geo.claims.model import Grade
from geo.claims.vocabulary import Confidence, Stance, Status, code

Codes = NDArray[np.uint8]

_STRONG, _FAIR, _WEAK = (STRENGTHS.index(word) for word in ("strong", "fair", "weak"))
_STEPS: Final = np.array([code(Confidence.LOW), code(Confidence.MODERATE), code(Confidence.HIGH)])


def strength_code(grade: Grade) -> int:
    """Position of a grade's strength in `geo.claims.grading.STRENGTHS`."""
    return STRENGTHS.index(strength(grade))


def levels(
    n: int,
    row: NDArray[np.int32],
    root: NDArray[np.int32],
    stance: Codes,
    strengths: Codes,
) -> tuple[Codes, Codes]:
    """Status and confidence of `n` claims as codes, from all statements not taken back.

    Of each statement: the `row` of its claim, the number of the `root` it goes back to, its
    stance, and the code of its grade's strength. Overrides are the caller's.
    """
    asserts, doubts = stance == code(Stance.ASSERTS), stance == code(Stance.UNVERIFIED)
    roots = int(root.max(initial=0)) + 1
    voice = row.astype(np.int64) * roots + root  # one number for each root on each claim
    # The best grade of each root that asserts: the first of its voices, best ones first.
    order = np.lexsort((strengths[asserts], voice[asserts]))
    asserting, first = np.unique(voice[asserts][order], return_index=True)
    best, of = strengths[asserts][order][first], asserting // roots
    strong, fair, weak = (_counted(of[best == one], n) for one in (_STRONG, _FAIR, _WEAK))
    asserted = _counted(of, n) > 0
    denied = _counted(row[stance == code(Stance.DENIES)], n) > 0
    doubting = doubts & ~np.isin(voice, asserting)
    doubted = _counted(row[doubting], n) > 0

    level = np.zeros(n, np.int64)
    level[(strong > 0) | (fair >= 2)] = 1
    level[(strong > 0) & (strong + fair >= 2)] = 2
    level = np.where(denied, np.maximum(level - 1, 0), level)
    level = np.where(doubted, np.minimum(level, 1), level)
    confidence = np.where(strong + fair + weak > 0, _STEPS[level], code(Confidence.NOT_JUDGED))
    status = np.where(
        asserted,
        np.where(denied, code(Status.CONTESTED), code(Status.ASSERTED)),
        np.where(denied, code(Status.DENIED), code(Status.UNVERIFIED)),
    )
    return status.astype(np.uint8), confidence.astype(np.uint8)


def _counted(rows: NDArray[np.signedinteger], n: int) -> NDArray[np.intp]:
    return np.bincount(rows, minlength=n)
