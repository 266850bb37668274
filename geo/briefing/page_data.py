"""What a briefing page carries: the claims of a brief as columns for the map, and as words."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from geo import symbols
from geo.briefing import wording
from geo.briefing.numbering import NOTES, Section, counts_line, in_sight, sections
from geo.claims.layers import areas_geojson, card_json, extent, pack_columns, safe_url
from geo.claims.vocabulary import Modality, code
from geo.places.location import Location, Shape
from geo.places.regions import VIEW_NOTES
from geo.places.world import ATTRIBUTION

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.briefing.brief import Brief
    from geo.claims.card import ClaimCard

MOST_NAMES: Final = 12
"""Places that the words for the map name."""


@dataclass(frozen=True)
class PageTable:
    """The claims of a brief in the order of their numbers, as columns; see `geo.claims.layers`."""

    cards: tuple[ClaimCard, ...]
    locations: tuple[Location | None, ...]
    sizes: NDArray[np.uint8]

    @property
    def n(self) -> int:
        """Number of claims."""
        return len(self.cards)

    def card(self, row: int) -> ClaimCard:
        """One claim in words."""
        return self.cards[row]

    def columns(self) -> Columns:
        """The columns, worked out."""
        places = self.locations
        areas = {id(one): one for one in places if one is not None and one.shape is Shape.AREA}
        number = {key: at for at, key in enumerate(areas)}
        spots = [
            (np.nan, np.nan, np.nan)
            if one is None or one.shape is Shape.COUNTRY
            else (one.lon, one.lat, one.radius_m)
            for one in places
        ]
        lon, lat, radius = np.array(spots, np.float64).reshape(-1, 3).T
        shapes = [Shape.NONE if one is None else one.shape for one in places]
        return Columns(
            self.n,
            lon,
            lat,
            radius,
            np.array([number.get(id(one), -1) for one in places], np.int32),
            _codes(shapes),
            _codes([one.kind for one in self.cards]),
            _codes([one.confidence for one in self.cards]),
            _codes([one.status for one in self.cards]),
            _codes([one.modality for one in self.cards]),
            self.sizes,
            tuple(areas.values()),
            self.card,
        )


@dataclass
class Columns:
    """See `geo.claims.layers.MapTable`."""

    n: int
    lon: NDArray[np.float64]
    lat: NDArray[np.float64]
    radius_m: NDArray[np.float64]
    area: NDArray[np.int32]
    shape: NDArray[np.uint8]
    kind: NDArray[np.uint8]
    confidence: NDArray[np.uint8]
    status: NDArray[np.uint8]
    modality: NDArray[np.uint8]
    size: NDArray[np.uint8]
    areas: tuple[Location, ...]
    card: Any


def page_data(brief: Brief) -> dict[str, Any]:
    """All that the page's script reads, as plain values of JSON; every text as it is."""
    seen = [
        row
        for row in brief.rows
        if (place := brief.table.locations[row]) is not None
        and place.shape not in (Shape.NONE, Shape.COUNTRY)
    ]
    found = sections(*in_sight(brief, seen))
    rows = [row for section in found for row in section.rows]
    table = PageTable(
        tuple(replace(brief.table.card(row), row=at) for at, row in enumerate(rows)),
        tuple(brief.table.locations[row] for row in rows),
        np.asarray(brief.table.size)[rows].astype(np.uint8),
    )
    cards = [_card(table, at) for at in range(table.n)]
    made = table.columns()
    on_map = len(seen)
    return {
        "title": brief.title,
        "subtitle": brief.subtitle,
        "counts": counts_line(brief),
        "handling": brief.handling,
        "notes": list(brief.notes),
        "sources": brief.parts.sources,
        "foot": [
            part
            for part in (
                VIEW_NOTES[brief.boundary],
                wording.grades_note(table.cards),
                f"{ATTRIBUTION} · {wording.stamp_words(brief)}",
            )
            if part
        ],
        "symbols": symbols.spec(),
        "boundary": brief.boundary.value,
        "boundary_note": VIEW_NOTES[brief.boundary],
        "map_words": _map_words(on_map, table.locations[:on_map]),
        "columns": base64.b64encode(pack_columns(made)).decode("ascii"),
        "areas": json.loads(areas_geojson(made)),
        "fit": brief.bounds or extent(made, np.ones(table.n, np.bool_)),
        "cards": cards,
        "sections": [_section(one) for one in found],
        "documents": _documents(table.cards),
    }


def _card(table: PageTable, at: int) -> dict[str, Any]:
    card, place = table.cards[at], table.locations[at]
    shape = Shape.NONE if place is None else place.shape
    telling = card.modality in (Modality.PLANNED, Modality.EXPECTED)
    missing = f"{card.missing} unreadable: status may be wrong" if card.missing else ""
    return {
        **card_json(card),
        "number": at + 1,
        "on_map": shape not in (Shape.NONE, Shape.COUNTRY),
        "modality_note": card.modality_label if telling else "",
        "missing": missing,
    }


def _section(one: Section) -> dict[str, Any]:
    rows = list(range(one.first - 1, one.first - 1 + len(one.rows)))
    return {"heading": one.heading, "note": NOTES[one.heading], "rows": rows}


def _documents(cards: Sequence[ClaimCard]) -> list[dict[str, Any]]:
    """The documents in which the statements stand, each once, in the order of the claims."""
    found: dict[str, dict[str, Any]] = {}
    for card in cards:
        for one in card.statements:
            found.setdefault(
                one.document,
                {
                    "id": one.document,
                    "outlet": one.outlet,
                    "published": one.published,
                    "published_basis": one.published_basis,
                    "url": safe_url(one.url),
                },
            )
    return list(found.values())


def _map_words(count: int, places: Sequence[Location | None]) -> str:
    """The map in a sentence, for those who cannot see it."""
    names = list(dict.fromkeys(one.place.name for one in places if one is not None))
    more = f" and {len(names) - MOST_NAMES} more places" if len(names) > MOST_NAMES else ""
    where = f": {', '.join(names[:MOST_NAMES])}{more}" if names else ""
    noun = "claim" if count == 1 else "claims"
    return f"Map with {count} {noun}{where}. The table below lists each of them."


def _codes(words: Sequence[Any]) -> NDArray[np.uint8]:
    return np.array([code(word) for word in words], np.uint8)
