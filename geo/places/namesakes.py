"""Curated places that share a name: which of them the bare name means is for the editors to say."""

from __future__ import annotations

from collections.abc import Sequence

from geo.places.place import Place


def secondary_rows(places: Sequence[Place], first: int) -> tuple[int, ...]:
    """The rows (counted from `first`) of places shown with a note because another has the name.

    "Donetsk (Rostov Oblast)" stands beside "Donetsk", "Blagoveshchensk (Bashkortostan)" beside
    "Blagoveshchensk": reports that mean the former nearly always say so.
    """
    shown = {place.name for place in places}
    return tuple(
        row
        for row, place in enumerate(places, start=first)
        for bare, note, _ in (place.name.partition(" ("),)
        if note and bare in shown
    )
