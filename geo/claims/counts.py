"""How many claims are shown, of how many, and what a map cannot show of them.

Whatever is counted on a screen or a picture is claims.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from geo.claims.dates import day_words
from geo.claims.selection import Clock, Selected, Selection
from geo.claims.table import NO_DAY, ClaimTable
from geo.claims.vocabulary import code
from geo.places.location import Shape


@dataclass(frozen=True, slots=True)
class Counts:
    """Numbers of claims.

    `shown` pass all filters, `total` are in the table. `country_level` and `unplaced` are those of
    the shown that have no spot on the map. `undated` have no date of the event and pass every
    other filter; `undated_left_out` of them fail only the date filter.
    """

    total: int
    shown: int
    country_level: int
    unplaced: int
    undated: int
    undated_left_out: int

    def words(self) -> str:
        """``"14 of 37 claims · 3 country level · 1 no place · 20 no date, left out"``."""
        noun = "claim" if self.total == 1 else "claims"
        parts = [f"{self.shown:,} of {self.total:,} {noun}"]
        if self.country_level:
            parts.append(f"{self.country_level:,} country level")
        if self.unplaced:
            parts.append(f"{self.unplaced:,} no place")
        if self.undated_left_out:
            parts.append(f"{self.undated_left_out:,} no date, left out")
        elif self.undated:
            parts.append(f"{self.undated:,} no date")
        return " · ".join(parts)


def count(table: ClaimTable, selected: Selected) -> Counts:
    """Count what a selection shows of a table."""
    shown = selected.rows
    return Counts(
        total=table.n,
        shown=int(np.count_nonzero(shown)),
        country_level=int(np.count_nonzero(shown & (table.shape == code(Shape.COUNTRY)))),
        unplaced=int(np.count_nonzero(shown & (table.shape == code(Shape.NONE)))),
        undated=int(np.count_nonzero((shown & (table.first_day == NO_DAY)) | selected.undated)),
        undated_left_out=int(np.count_nonzero(selected.undated)),
    )


def range_words(selection: Selection) -> str:
    """The date range in words: ``"events 1 Oct 2024 – 31 Oct 2024"``, or that there is none."""
    noun = "events" if selection.clock is Clock.EVENT else "reports"
    start, end = selection.date_from, selection.date_to
    if start and end:
        if start == end:
            return f"{noun} of {day_words(start)}"
        return f"{noun} {day_words(start)} – {day_words(end)}"
    if start:
        return f"{noun} since {day_words(start)}"
    if end:
        return f"{noun} until {day_words(end)}"
    return "all dates"
