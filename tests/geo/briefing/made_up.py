"""Small tables of made-up claims: what a briefing reads, without files or a gazetteer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray
from shapely import Point, Polygon

from geo.briefing import Brief
from geo.claims.card import ClaimCard, StatementLine
from geo.claims.vocabulary import Confidence, Kind, Modality, Stance, Status, label
from geo.places.location import Location, Relation, Shape
from geo.places.place import Level, Place
from geo.places.regions import BoundaryView


def make_statement(stance: Stance = Stance.ASSERTS, **changes: object) -> StatementLine:
    """One statement by a made-up ministry."""
    line = StatementLine(
        id="s1",
        originator="Ministry of Tests",
        speaks_for="",
        via=("Agency",),
        stance=stance,
        stance_label=label(stance),
        grade="B2",
        grade_label="usually reliable, probably true",
        grade_basis="",
        outlet="The Daily Example",
        published="24 Oct 2024",
        published_basis="printed",
        document="d1",
        locator="paragraph 2",
        known="",
        retracted="",
        url=None,
        note="",
    )
    return replace(line, **changes)  # type: ignore[arg-type]


def make_card(row: int, **changes: object) -> ClaimCard:
    """One claim with an assertion and a denial; kinds and the rest go round with the row."""
    kind, modality = list(Kind)[row % 6], list(Modality)[row % 4]
    status, confidence = list(Status)[row % 4], list(Confidence)[(row // 2) % 4]
    card = ClaimCard(
        row=row,
        id=f"c{row}",
        summary=f"Something of note is said to have come about, number {row}.",
        kind=kind,
        kind_label=label(kind),
        modality=modality,
        modality_label=label(modality),
        status=status,
        status_label=label(status),
        place_id="here",
        place="Here",
        where="Here, within 5 km of its centre",
        shape=Shape.POINT,
        when="about Oct 2024",
        when_basis="",
        date="2024-10~",
        figure="",
        figure_note="",
        actor="",
        confidence=confidence,
        confidence_label=label(confidence),
        confidence_reasons=(),
        asserting=1,
        denying=1,
        doubting=0,
        missing=0,
        statements=(make_statement(), make_statement(Stance.DENIES, grade="D6")),
    )
    return replace(card, **changes)  # type: ignore[arg-type]


def make_place(name: str, lon: float, lat: float, level: Level) -> Place:
    """A place of the gazetteer."""
    return Place(
        id=name.lower().replace(" ", "-"),
        name=name,
        level=level,
        country="UA",
        admin1="",
        lon=lon,
        lat=lat,
        radius_km=5.0,
        area="",
        names=(),
        geonames_id=None,
        dispute="",
        source="test",
        reviewed="2026-11-22",
    )


def make_location(
    lon: float, lat: float, shape: Shape = Shape.POINT, name: str = "Here", half_deg: float = 1.0
) -> Location:
    """A spot, or a shape around it that reaches `half_deg` each way."""
    corners = [(-1, -1), (1, -1), (1, 1), (-1, 1)]
    around = Polygon([(lon + half_deg * x, lat + half_deg * y) for x, y in corners])
    level = Level.COUNTRY if shape is Shape.COUNTRY else Level.SETTLEMENT
    return Location(
        place=make_place(name, lon, lat, level),
        relation=Relation.IN,
        shape=shape,
        form=Point(lon, lat) if shape is Shape.POINT else around,
        lon=lon,
        lat=lat,
        radius_m=5_000.0,
    )


@dataclass(frozen=True)
class MadeUpTable:
    """A table of cards and locations."""

    cards: tuple[ClaimCard, ...]
    locations: tuple[Location | None, ...]
    revision: str = "0123456789abcdef0123456789abcdef"
    last_change: date | None = date(2024, 11, 3)

    @property
    def n(self) -> int:
        return len(self.cards)

    @property
    def size(self) -> NDArray[np.uint8]:
        return (np.arange(self.n) % 5).astype(np.uint8)

    def card(self, row: int) -> ClaimCard:
        return self.cards[row]


def make_brief(
    locations: Sequence[Location | None],
    cards: Sequence[ClaimCard] | None = None,
    **changes: object,
) -> Brief:
    """A brief of one claim a location."""
    shown = tuple(cards or (make_card(row) for row in range(len(locations))))
    brief = Brief(
        title="What is claimed",
        subtitle="Everything, at any time",
        table=MadeUpTable(shown, tuple(locations)),
        rows=tuple(range(len(locations))),
        bounds=None,
        boundary=BoundaryView.RECOGNISED,
        total=len(locations),
        version="1.2.3",
    )
    return replace(brief, **changes)  # type: ignore[arg-type]


def spread(
    count: int, west: float = 25.0, east: float = 39.0, south: float = 46.0, north: float = 52.0
) -> list[Location]:
    """Spots without a pattern that the eye could follow, the same every time."""
    places = []
    for at in range(count):
        across, up = (at * 0.618034) % 1.0, (at * 0.754878) % 1.0
        lon, lat = west + across * (east - west), south + up * (north - south)
        places.append(make_location(lon, lat, name=f"Place {at}"))
    return places
