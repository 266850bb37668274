"""Filters and view as they stand in the address line: read, checked, and written back.

An address is input from anybody. Values outside the vocabulary, dates that do not exist and
numbers out of range are dropped one by one; the good ones beside them are kept.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final, TypeVar

from geo.claims.selection import Clock, Selection
from geo.claims.vocabulary import Confidence, Kind, Stance, Status
from geo.places.regions import BoundaryView

Word = TypeVar("Word", bound=StrEnum)

MAX_TEXT: Final = 200
"""Longest search text taken from an address."""

MIN_ZOOM: Final = 2
MAX_ZOOM: Final = 10


@dataclass(frozen=True, slots=True)
class View:
    """Where the map looks: centre in degrees (EPSG:4326) and Leaflet zoom."""

    lat: float
    lon: float
    zoom: float

    def text(self) -> str:
        """The view as it stands in an address: ``"48.50,37.20,6"``."""
        return f"{self.lat:.4f},{self.lon:.4f},{self.zoom:g}"


@dataclass(frozen=True, slots=True)
class PageState:
    """Everything a link to the map page reopens."""

    selection: Selection = field(default_factory=Selection)
    as_known: date | None = None
    as_recorded: date | None = None
    boundary: BoundaryView = BoundaryView.RECOGNISED
    claim: str | None = None
    view: View | None = None


def read_query(query: Mapping[str, Sequence[str]], known_origins: Iterable[str]) -> PageState:
    """The state an address asks for. `query` maps each parameter to all of its values."""
    origins = set(known_origins)
    date_from, date_to = _day(query, "from"), _day(query, "to")
    if date_from and date_to and date_to < date_from:
        date_from = date_to = None
    selection = Selection(
        date_from=date_from,
        date_to=date_to,
        clock=_word(query, "by", Clock) or Clock.EVENT,
        kinds=_words(query, "kind", Kind),
        stances=_words(query, "stance", Stance),
        statuses=_words(query, "status", Status),
        confidences=_words(query, "confidence", Confidence),
        origins=tuple(dict.fromkeys(o for o in query.get("who", ()) if o in origins)),
        text=_first(query, "q")[:MAX_TEXT],
    )
    return PageState(
        selection=selection,
        as_known=_day(query, "known"),
        as_recorded=_day(query, "recorded"),
        boundary=_word(query, "borders", BoundaryView) or BoundaryView.RECOGNISED,
        claim=_first(query, "claim")[:80] or None,
        view=read_view(_first(query, "view")),
    )


def write_query(state: PageState) -> dict[str, list[str]]:
    """The shortest query that `read_query` turns back into `state`."""
    chosen = state.selection
    single = {
        "from": chosen.date_from.isoformat() if chosen.date_from else "",
        "to": chosen.date_to.isoformat() if chosen.date_to else "",
        "by": "" if chosen.clock is Clock.EVENT else chosen.clock.value,
        "q": chosen.text,
        "known": state.as_known.isoformat() if state.as_known else "",
        "recorded": state.as_recorded.isoformat() if state.as_recorded else "",
        "borders": "" if state.boundary is BoundaryView.RECOGNISED else state.boundary.value,
        "claim": state.claim or "",
        "view": state.view.text() if state.view else "",
    }
    several: dict[str, tuple[str, ...]] = {
        "kind": chosen.kinds,
        "stance": chosen.stances,
        "status": chosen.statuses,
        "confidence": chosen.confidences,
        "who": chosen.origins,
    }
    query = {name: [value] for name, value in single.items() if value}
    query |= {name: [str(v) for v in values] for name, values in several.items() if values}
    return query


def read_view(text: str) -> View | None:
    """A view from ``"lat,lon,zoom"``, or ``None`` where it is none or out of range."""
    try:
        lat, lon, zoom = (float(part) for part in text.split(","))
    except ValueError:
        return None
    if not all(map(math.isfinite, (lat, lon, zoom))):
        return None
    if not (-85 <= lat <= 85 and -540 <= lon <= 540 and MIN_ZOOM <= zoom <= MAX_ZOOM):
        return None
    return View(lat, lon, zoom)


def _first(query: Mapping[str, Sequence[str]], name: str) -> str:
    values = query.get(name, ())
    return values[0] if values else ""


def _day(query: Mapping[str, Sequence[str]], name: str) -> date | None:
    try:
        return date.fromisoformat(_first(query, name))
    except ValueError:
        return None


def _word(query: Mapping[str, Sequence[str]], name: str, vocabulary: type[Word]) -> Word | None:
    return next(iter(_words(query, name, vocabulary)), None)


def _words(
    query: Mapping[str, Sequence[str]], name: str, vocabulary: type[Word]
) -> tuple[Word, ...]:
    known = set(vocabulary)
    return tuple(dict.fromkeys(vocabulary(v) for v in query.get(name, ()) if v in known))
