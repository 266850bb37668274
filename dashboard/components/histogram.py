"""Claims over time, as a small picture above the date slider."""

from __future__ import annotations

from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from geo.claims.selection import Clock, Mask
from geo.claims.table import NO_DAY, ClaimTable, day_number

BINS: Final = 48
HEIGHT_PX: Final = 36
LEAST_BAR_PERCENT: Final = 7.0


def claims_per_bin(
    table: ClaimTable, mask: Mask, clock: Clock, domain: tuple[date, date], bins: int = BINS
) -> NDArray[np.int64]:
    """How many of the masked claims touch each of `bins` equal slices of `domain`.

    A claim counts once in every slice that its interval overlaps; by report date, in which a
    document with a statement on it may have been published.
    """
    start = day_number(domain[0])
    days = day_number(domain[1]) - start + 1

    def to_bin(day: NDArray[np.int32]) -> NDArray[np.int64]:
        return np.clip((day.astype(np.int64) - start) * bins // days, 0, bins - 1)

    if clock is Clock.EVENT:
        kept = mask & (table.first_day != NO_DAY)
        first, last = to_bin(table.first_day[kept]), to_bin(table.last_day[kept])
    else:
        kept = mask[table.voice_row]
        first, last = _each_claim_once(
            table.voice_row[kept],
            to_bin(table.voice_first_day[kept]),
            to_bin(table.voice_last_day[kept]),
            bins,
        )
    # +1 where an interval begins, -1 behind its end: the running sum is the number that overlap.
    steps = np.bincount(first, minlength=bins + 1).astype(np.int64)
    steps -= np.bincount(last + 1, minlength=bins + 1)
    return np.cumsum(steps)[:bins]


def _each_claim_once(
    rows: NDArray[np.int32], first: NDArray[np.int64], last: NDArray[np.int64], bins: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Cut the spans of slices of each row (`rows` ascend) so that no two of one row overlap."""
    # One number line on which the slices of each row have a stretch of their own.
    base = rows.astype(np.int64) * bins
    begin, end = base + first, base + last
    order = np.argsort(begin, kind="stable")
    base, begin, end = base[order], begin[order], end[order]
    covered = np.maximum.accumulate(end)
    begin[1:] = np.maximum(begin[1:], covered[:-1] + 1)
    new = begin <= end
    return (begin - base)[new], (end - base)[new]


def histogram_html(counts: NDArray[np.int64], chosen: tuple[float, float]) -> str:
    """The counts as bars; those outside `chosen` (two fractions of the width) are pale.

    Only numbers go into the markup.
    """
    top = max(int(counts.max(initial=0)), 1)
    bars = []
    for number, value in enumerate(counts.tolist()):
        inside = chosen[0] <= (number + 0.5) / len(counts) <= chosen[1]
        # Square root: a month with one claim must be seen beside one with hundreds.
        height = max((value / top) ** 0.5 * 100, LEAST_BAR_PERCENT) if value else 0.0
        opacity = 0.85 if inside else 0.22
        bars.append(
            f'<div style="flex:1;height:{height:.1f}%;opacity:{opacity};'
            'background:currentColor"></div>'
        )
    return (
        '<div role="img" aria-label="Claims over time" style="display:flex;align-items:flex-end;'
        f'gap:1px;height:{HEIGHT_PX}px;margin:0 6px 2px">{"".join(bars)}</div>'
    )
