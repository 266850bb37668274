"""Curated places that share a name: which of them the bare name means is for the editors to say."""

from __future__ import annotations

from collections.abc import Sequence

from geo.places.place import Place


def primary_of(places: Sequence[Place], first: int) -> dict[int, int]:
    """Row of each place shown with a note -> row of the place that has the name bare.

    Rows count from `first`. "Donetsk (Rostov Oblast)" stands beside "Donetsk": a report that means
    the former names its region. That it names Russia says nothing, since Russia is also what acts
    on the latter.
    """
    shown = {place.name: row for row, place in enumerate(places, start=first)}
    return {
        row: shown[bare]
        for row, place in enumerate(places, start=first)
        for bare, note, _ in (place.name.partition(" ("),)
        if note and bare in shown
    }
