"""What a briefing picture is to show, checked before anything is drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final, Protocol

from geo.briefing.forms import MAX_SIZE_PX, MIN_SIZE_PX
from geo.errors import ExportError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from geo.claims.card import ClaimCard
    from geo.places.location import Location
    from geo.places.regions import BoundaryView

Bounds = tuple[float, float, float, float]
"""West, south, east, north in degrees; west > east crosses the antimeridian."""

MAX_HANDLING: Final = 200
"""Letters of a handling line: it must stay whole on every page."""


class BriefTable(Protocol):
    """What a briefing reads of `geo.claims.table.ClaimTable`."""

    @property
    def n(self) -> int:
        """Number of rows."""

    @property
    def size(self) -> NDArray[np.uint8]:
        """Size class 0 to 4 of each row."""

    @property
    def locations(self) -> Sequence[Location | None]:
        """Where each row is said to be; ``None`` without a place."""

    @property
    def revision(self) -> str:
        """Hexadecimal name of the state of the data."""

    @property
    def last_change(self) -> date | None:
        """Day of the last change to the data."""

    def card(self, row: int) -> ClaimCard:
        """One row as a reader sees it."""


@dataclass(frozen=True, slots=True)
class Parts:
    """Which parts a briefing has besides map, title and banner, which it always has."""

    legend: bool = True
    sources: bool = True
    inset: bool = True
    graticule: bool = False


@dataclass(frozen=True, slots=True)
class Brief:
    """One picture.

    `subtitle` states the filters in words. `rows` are the rows of `table` that pass them, in the
    order in which they are to be numbered (claims at one place are numbered together). `bounds`
    is west, south, east, north in degrees of the view on screen; west > east crosses the
    antimeridian, ``None`` fits the map to the claims. The picture shows all of `bounds`, and more
    on two sides where its map has another shape. `total` counts the claims before filtering.
    `counts` replaces the line that is counted from `rows` when the caller knows more, for example
    how many claims the filter left out for want of a date.

    `handling` is the line that says how the material must be handled; it stands at the top and at
    the foot of every page. `notes` are sentences that must be read with the picture, for example
    that places were coarsened; they stand under the subtitle. `recipe` is what whoever made the
    brief needs to make it again (option to value); it is kept in the file and shown nowhere.

    Raises `ExportError` when a row is not in the table, is named twice, or the bounds are none.
    """

    title: str
    subtitle: str
    table: BriefTable
    rows: tuple[int, ...]
    bounds: Bounds | None
    boundary: BoundaryView
    total: int
    version: str
    counts: str = ""
    handling: str = ""
    notes: tuple[str, ...] = ()
    parts: Parts = Parts()
    recipe: Mapping[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        outside = [row for row in self.rows if not 0 <= row < self.table.n]
        if outside:
            raise ExportError(
                f"row {outside[0]} is not in a table of {self.table.n} claims. "
                "Filter again with the present data."
            )
        if len(set(self.rows)) != len(self.rows):
            raise ExportError("a row is named twice. Name each claim once.")
        if self.total < len(self.rows):
            raise ExportError(
                f"{len(self.rows)} of {self.total} claims cannot be. Count the claims before "
                "filtering."
            )
        if len(self.handling) > MAX_HANDLING:
            raise ExportError(
                f"a handling line of {len(self.handling)} letters is too long to stand on every "
                f"page. Use {MAX_HANDLING} or fewer."
            )
        if self.bounds is not None:
            check_bounds(self.bounds)


def check_bounds(bounds: Bounds) -> None:
    """Raise `ExportError` unless the bounds are W,S,E,N of a view that can be drawn."""
    west, south, east, north = bounds
    shown = ",".join(f"{edge:g}" for edge in bounds)
    if not (-540 <= west <= 540 and -540 <= east <= 540):
        raise ExportError(f"bounds {shown}: longitudes must be degrees. Give W,S,E,N.")
    if not (-90 <= south < north <= 90):
        raise ExportError(
            f"bounds {shown}: south must be below north, both from -90 to 90. Give W,S,E,N."
        )
    if west == east:
        raise ExportError(f"bounds {shown} have no width. Give W,S,E,N, for example 22,44,41,53.")


def check_size(width_px: int, height_px: int) -> None:
    """Raise `ExportError` unless a picture of this size can be made and read."""
    (least_w, least_h), (most_w, most_h) = MIN_SIZE_PX, MAX_SIZE_PX
    long, short = max(width_px, height_px), min(width_px, height_px)
    least = width_px >= least_w and height_px >= least_h
    if not (least and long <= most_w and short <= most_h):
        raise ExportError(
            f"size {width_px}x{height_px} is outside {least_w}x{least_h} to {most_w}x{most_h} "
            "pixels. Use for example 1920x1080 for a slide or 3840x2160 for print."
        )
