"""Size classes of claimed figures, so that a symbol's size says "how many" in four steps."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

SIZE_CLASS_LIMITS: Final[tuple[float, ...]] = (100.0, 2_000.0, 20_000.0)
"""Upper bounds of classes 1 to 3; class 4 is above the last, class 0 a claim without a figure."""

SIZE_LABELS: Final[tuple[str, ...]] = (
    "no figure",
    "up to 100",
    "up to 2,000",
    "up to 20,000",
    "more",
)


def size_class(low: NDArray[np.float64], high: NDArray[np.float64]) -> NDArray[np.uint8]:
    """Size class 0 to 4 of each figure.

    Both arrays hold NaN where a bound is unknown. The lower bound decides where there is one
    ("more than 11,000" is drawn as 11,000), the upper one otherwise.
    """
    value = np.where(np.isnan(low), high, low)
    classes = np.searchsorted(np.asarray(SIZE_CLASS_LIMITS), np.nan_to_num(value), side="left") + 1
    return np.where(np.isnan(value), 0, classes).astype(np.uint8)
