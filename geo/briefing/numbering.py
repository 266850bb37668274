"""Which claims are on the map, which are only listed and why, and what number each has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from geo.briefing.brief import Brief
    from geo.places.location import Location

ON_MAP: Final = "On the map"
OUTSIDE: Final = "Outside this view"
COUNTRY: Final = "Country level"
NO_PLACE: Final = "No place"

NOTES: Final = {
    ON_MAP: "",
    OUTSIDE: "beyond the edge of this map",
    COUNTRY: "no place named, so no symbol",
    NO_PLACE: "so no symbol",
}
"""What is said beside a section's heading."""


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the list: its heading and its rows in order. Numbers run through all sections,
    the first section's first row being `first`.
    """

    heading: str
    rows: tuple[int, ...]
    first: int


def in_sight(
    brief: Brief, visible: Sequence[int]
) -> tuple[list[int], list[int], list[int], list[int]]:
    """Rows on the map (`visible` of them), outside it, at country level, without a place."""
    from geo.places.location import Shape

    seen = frozenset(visible)
    parts: tuple[list[int], list[int], list[int], list[int]] = ([], [], [], [])
    for row in brief.rows:
        location = brief.table.locations[row]
        if location is None or location.shape == Shape.NONE:
            parts[3].append(row)
        elif location.shape == Shape.COUNTRY:
            parts[2].append(row)
        else:
            parts[0 if row in seen else 1].append(row)
    return parts


def sections(
    on_map: Sequence[int], outside: Sequence[int], country: Sequence[int], none: Sequence[int]
) -> tuple[Section, ...]:
    """The non-empty sections in order, numbered from 1 without a gap."""
    made: list[Section] = []
    first = 1
    for heading, rows in (
        (ON_MAP, on_map),
        (OUTSIDE, outside),
        (COUNTRY, country),
        (NO_PLACE, none),
    ):
        if rows:
            made.append(Section(heading, tuple(rows), first))
            first += len(rows)
    return tuple(made)


def counts_line(brief: Brief) -> str:
    """``"14 of 32 claims · 3 no place · 2 no date · 4 country level"``, from the rows shown."""
    from geo.places.location import Shape

    if brief.counts:
        return brief.counts
    places: list[Location | None] = [brief.table.locations[row] for row in brief.rows]
    without_place = sum(place is None or place.shape == Shape.NONE for place in places)
    country = sum(place is not None and place.shape == Shape.COUNTRY for place in places)
    without_date = sum(not brief.table.card(row).date for row in brief.rows)
    noun = "claim" if brief.total == 1 else "claims"
    parts = [f"{len(brief.rows)} of {brief.total} {noun}"]
    parts += [
        f"{count} {what}"
        for count, what in (
            (without_place, "no place"),
            (without_date, "no date"),
            (country, "country level"),
        )
        if count
    ]
    return " · ".join(parts)
