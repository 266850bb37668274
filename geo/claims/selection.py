"""Which claims pass: one filter for map, table, count, command line and exports.

Dates are inclusive days and compared by overlap of strict bounds. What has no date is left out by
a date filter, what has no place by a bounding box, and both are counted, never dropped silently.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import StrEnum

import numpy as np
import pyarrow.compute as pc
import shapely
from numpy.typing import NDArray

from geo.claims.table import NO_DAY, ClaimTable, day_number
from geo.claims.vocabulary import Confidence, Kind, Stance, Status, code
from geo.errors import QueryError
from geo.places.location import Shape

Mask = NDArray[np.bool_]


class Clock(StrEnum):
    """Which date a range is about: the event's, or the publication of a report on it."""

    EVENT = "event"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class Selection:
    """A filter. An empty tuple or ``None`` means "all"; several values of one field mean "either".

    `origins` are originator ids; a claim passes when any of them, or anyone speaking for them,
    made a statement on it. `bbox` is west, south, east, north in degrees; west greater than east
    crosses the antimeridian. `text` passes claims that hold every one of its words.
    """

    date_from: date | None = None
    date_to: date | None = None
    clock: Clock = Clock.EVENT
    kinds: tuple[Kind, ...] = ()
    stances: tuple[Stance, ...] = ()
    statuses: tuple[Status, ...] = ()
    confidences: tuple[Confidence, ...] = ()
    origins: tuple[str, ...] = ()
    text: str = ""
    bbox: tuple[float, float, float, float] | None = None
    include_undated: bool = False
    include_unplaced: bool = False

    def __post_init__(self) -> None:
        if self.date_from and self.date_to and self.date_to < self.date_from:
            raise QueryError(
                f"the range ends ({self.date_to}) before it starts ({self.date_from}). Swap them."
            )
        if self.bbox is not None:
            west, south, east, north = self.bbox
            if not all(np.isfinite(self.bbox)) or not -90 <= south < north <= 90:
                raise QueryError(
                    f"bbox {self.bbox} needs west,south,east,north with south below north, "
                    "between -90 and 90."
                )
            if not (-180 <= west <= 180 and -180 <= east <= 180):
                raise QueryError(f"bbox {self.bbox} needs west and east between -180 and 180.")

    @property
    def is_everything(self) -> bool:
        """True when nothing is filtered."""
        return all(getattr(self, f.name) == f.default for f in fields(self))


@dataclass(frozen=True, slots=True)
class Selected:
    """Which rows pass, and what was set aside only for want of a date or place.

    `rows` is a boolean mask over the table. `undated` and `unplaced` mark claims that pass every
    other filter but were left out because the date filter, or the box, cannot judge them.
    """

    rows: Mask
    undated: Mask
    unplaced: Mask


def without_dates(selection: Selection) -> Selection:
    """The same filter without its date range."""
    return replace(selection, date_from=None, date_to=None)


def select(table: ClaimTable, selection: Selection) -> Selected:
    """Apply a filter to a table. Raises `QueryError` for an originator that does not exist."""
    passing = _by_words(table, selection) & _by_voices(table, selection)
    dated = _by_date(table, selection)
    undated = np.zeros(table.n, np.bool_)
    if selection.clock is Clock.EVENT and (selection.date_from or selection.date_to):
        undated = table.first_day == NO_DAY
    placed = _by_box(table, selection)
    unplaced = np.zeros(table.n, np.bool_)
    if selection.bbox is not None:
        unplaced = table.shape == code(Shape.NONE)
    dated_or_kept = dated | undated if selection.include_undated else dated & ~undated
    placed_or_kept = placed | unplaced if selection.include_unplaced else placed & ~unplaced
    return Selected(
        rows=passing & dated_or_kept & placed_or_kept,
        undated=passing & undated & (placed | unplaced) & ~dated_or_kept,
        unplaced=passing & unplaced & (dated | undated) & ~placed_or_kept,
    )


def _by_words(table: ClaimTable, selection: Selection) -> Mask:
    """Kind, status, confidence and free text."""
    mask = np.ones(table.n, np.bool_)
    for column, wanted in (
        (table.kind, selection.kinds),
        (table.status, selection.statuses),
        (table.confidence, selection.confidences),
    ):
        if wanted:
            mask &= _among(column, wanted)
    for word in selection.text.casefold().split():
        found = pc.match_substring(table.haystack, word)
        mask &= found.to_numpy(zero_copy_only=False)
    return mask


def _by_voices(table: ClaimTable, selection: Selection) -> Mask:
    """Stance and originator: one statement must satisfy both."""
    if not selection.stances and not selection.origins:
        return np.ones(table.n, np.bool_)
    voices = np.ones(len(table.voice_row), np.bool_)
    if selection.stances:
        voices &= _among(table.voice_stance, selection.stances)
    if selection.origins:
        voices &= np.isin(table.voice_origin, _origin_numbers(table, selection.origins))
    return _any_voice(table, voices)


def _by_date(table: ClaimTable, selection: Selection) -> Mask:
    """Overlap with the range; claims without a date fail here and are counted by the caller."""
    if selection.date_from is None and selection.date_to is None:
        return np.ones(table.n, np.bool_)
    # One past NO_DAY, so that "no lower bound" still leaves undated claims out.
    start = day_number(selection.date_from) if selection.date_from else int(NO_DAY) + 1
    end = day_number(selection.date_to) if selection.date_to else np.iinfo(np.int32).max
    if selection.clock is Clock.EVENT:
        return (table.first_day <= end) & (table.last_day >= start)
    reported = (table.voice_first_day <= end) & (table.voice_last_day >= start)
    return _any_voice(table, reported)


def _by_box(table: ClaimTable, selection: Selection) -> Mask:
    """Claims whose whole shape on the ground, not its label point, meets the box."""
    if selection.bbox is None:
        return np.ones(table.n, np.bool_)
    west, south, east, north = selection.bbox
    spans = [(west, east)] if west <= east else [(west, 180.0), (-180.0, east)]
    box = shapely.union_all([shapely.box(w, south, e, north) for w, e in spans])
    meets: dict[int, bool] = {}
    mask = np.zeros(table.n, np.bool_)
    for row, location in enumerate(table.locations):
        if location is None or location.geometry is None:
            continue
        key = id(location)
        if key not in meets:
            meets[key] = bool(shapely.intersects(box, location.geometry))
        mask[row] = meets[key]
    return mask


def _among(column: NDArray[np.uint8], wanted: Sequence[StrEnum]) -> Mask:
    lookup = np.zeros(256, np.bool_)
    for word in wanted:
        lookup[code(word)] = True
    return lookup[column]


def _any_voice(table: ClaimTable, voices: Mask) -> Mask:
    """Claims with at least one of the marked statements."""
    mask = np.zeros(table.n, np.bool_)
    mask[table.voice_row[voices]] = True
    return mask


def _origin_numbers(table: ClaimTable, wanted: Sequence[str]) -> list[int]:
    """Positions of the wanted originators and of everyone who speaks for them."""
    originators = table.dataset.originators
    unknown = [one for one in wanted if one not in originators]
    if unknown:
        raise QueryError(
            f"originator {unknown[0]!r} does not exist. Known: {', '.join(table.origins[:20])}."
        )
    numbers = []
    for number, origin in enumerate(table.origins):
        one: str | None = origin
        while one is not None:
            if one in wanted:
                numbers.append(number)
                break
            one = originators[one].parent
    return numbers
