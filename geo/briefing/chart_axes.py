"""The axes of a chart of claimed figures: days across, values upwards."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from geo.briefing.chart_data import Dot
from geo.briefing.fonts import Typeface

MOST_RATIO: Final = 40
"""Figures farther apart than that share an axis only by their powers of ten."""


def span_of(dots: Sequence[Dot]) -> tuple[date, date]:
    """First and last day of a chart, with a margin around those of its dots."""
    first, last = min(dot.day for dot in dots), max(dot.day for dot in dots)
    margin = max(timedelta(days=2), (last - first) // 12)
    return first - margin, last + margin


def axis_of(dots: Sequence[Dot]) -> tuple[list[float], Height]:
    """Ticks, and where on the axis a value stands, 0 at its foot and 1 at its top."""
    values = [value for dot in dots for value in (dot.low, dot.high) if value is not None]
    most = max(max(values), 1.0)
    least = min((value for value in values if value > 0), default=1.0)
    if most / least > MOST_RATIO:
        first, last = math.floor(math.log10(least)), math.ceil(math.log10(most) + 1e-9)
        last = max(last, first + 1)
        return [10.0**power for power in range(first, last + 1)], Height(first, last, True)
    step = 10.0 ** math.floor(math.log10(most))
    step = next(part for part in (step / 5, step / 2, step, 2 * step) if 5 * part >= most)
    count = math.ceil(most / step - 1e-9)
    count += most > 0.85 * count * step
    return [step * at for at in range(count + 1)], Height(0, step * count, False)


@dataclass(frozen=True, slots=True)
class Height:
    """Height of a value on an axis; on one of `powers` of ten those are even steps apart."""

    first: float
    last: float
    powers: bool

    def __call__(self, value: float) -> float:
        """0 at the foot of the axis, 1 at its top."""
        shown = math.log10(max(value, 10**self.first)) if self.powers else value
        return (shown - self.first) / (self.last - self.first)


def days_named(span: tuple[date, date], fonts: Typeface, width: float, size: int) -> list[date]:
    """Days to name under the axis, as many as have room."""
    days = max(1, (span[1] - span[0]).days)
    room = max(2, min(6, int(width / (1.6 * fonts.width("30 Sep 2024", size)))))
    step = max(1, math.ceil(days / room))
    return [span[0] + timedelta(days=at) for at in range(step // 2, days + 1, step)]
