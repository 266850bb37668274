"""Do no harm: a brief without exact places and without the newest claims.

A place told exactly and soon can endanger those who live, shelter or report there. In this mode no
place is finer than an admin-1 area, or its country where it has none, and claims on what is younger
than some days before the data's last change are left out. It happens to the claims before anything
is drawn, so that no form of a brief can hold more. Names of smaller places are taken out of every
text as well: those of the gazetteer, of the data's own places, and the wording of each claim.
A name in none of these cannot be known, which docs/decisions/briefing.md says too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, TypeVar

import numpy as np

from geo.claims.card import NO_PLACE, ClaimCard, StatementLine
from geo.claims.dates import day_words
from geo.claims.table import NO_DAY, ClaimTable, day_of
from geo.errors import ModelError, UnknownAreaError
from geo.places.location import Location, Relation, Shape, locate
from geo.places.place import Level, Place
from geo.places.regions import Regions, load_regions

Record = TypeVar("Record", ClaimCard, StatementLine)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.briefing.brief import Brief

WITHHELD: Final = "(place withheld)"
DEFAULT_DAYS: Final = 7
MAX_DAYS: Final = 36_500
LEAST_LETTERS: Final = 3
"""Shorter names are words of other languages more often than places."""

ENDING_FROM: Final = 5
"""Names of so many letters are found with an ending as well ("Ussuriysk's", "Pokrovska")."""

REGION_RADIUS_KM: Final = 300.0
"""Honest radius of an admin-1 area that no gazetteer lists; its outline is what is drawn."""


def without_harm(brief: Brief, table: ClaimTable, days: int) -> Brief:
    """The brief with coarse places, without the claims of the last `days` days, and saying so.

    `table` is the brief's. The map is fitted to what is left: a view or a filter's box could be as
    exact as a place. The recipe is dropped for the same reason.
    """
    stamp = brief.table.last_change or _newest(table)
    kept = tuple(row for row in brief.rows if not _younger(table, row, stamp, days))
    coarse = CoarseTable(table)
    clean = coarse.clean
    return replace(
        brief,
        title=clean(brief.title),
        subtitle=clean(brief.subtitle),
        handling=clean(brief.handling),
        table=coarse,
        rows=kept,
        bounds=None,
        counts="",
        notes=(*map(clean, brief.notes), _note(len(brief.rows) - len(kept), days, stamp)),
        recipe={"withheld": True},
    )


def _note(dropped: int, days: int, stamp: date | None) -> str:
    """What was done, for those who look at the picture."""
    said = "Do no harm: places are coarsened to first-level regions or countries, names withheld"
    if not days or stamp is None:
        return f"{said}."
    noun = "claim" if dropped == 1 else "claims"
    number = f"{dropped} {noun}" if dropped else "no claim"
    return f"{said}; {number} of the last {days} days before {day_words(stamp)} left out."


def _newest(table: ClaimTable) -> date | None:
    """The last day on which anything was published."""
    return day_of(int(table.voice_last_day.max())) if len(table.voice_last_day) else None


def _younger(table: ClaimTable, row: int, stamp: date | None, days: int) -> bool:
    """Whether what is claimed may have happened on one of the last days before the stamp. Of a
    claim without a date the newest statement tells.
    """
    if stamp is None or not days:
        return False
    day = int(table.last_day[row])
    if day == NO_DAY:
        start, end = np.searchsorted(table.voice_row, [row, row + 1])
        if start == end:
            return False
        day = int(table.voice_last_day[start:end].max())
    return day_of(day) > stamp - timedelta(days=days)


@dataclass(frozen=True)
class CoarseTable:
    """A table as a briefing reads it (`geo.briefing.brief.BriefTable`), its places coarse."""

    table: ClaimTable

    @property
    def n(self) -> int:
        """Number of rows."""
        return self.table.n

    @property
    def size(self) -> NDArray[np.uint8]:
        """Size class of each row."""
        return self.table.size

    @property
    def revision(self) -> str:
        """Name of the state of the data."""
        return self.table.revision

    @property
    def last_change(self) -> date | None:
        """Day of the last change to the data."""
        return self.table.last_change

    @cached_property
    def locations(self) -> tuple[Location | None, ...]:
        """Where each row is, no finer than admin-1; the same object for the same area."""
        regions = load_regions(self.table.boundary)
        listed = {one.area: one for one in self.table.gazetteer.places if _is_region(one)}
        known: dict[str, Location | None] = {"": None}

        def coarse(place: Place) -> Location | None:
            for area in _areas(place):
                if area not in known:
                    known[area] = _located(area, listed, regions)
                if known[area] is not None:
                    return known[area]
            return None

        return tuple(None if one is None else coarse(one.place) for one in self.table.locations)

    def card(self, row: int) -> ClaimCard:
        """One row, without what tells more of its place than its region."""
        card, location = self.table.card(row), self.locations[row]
        place = location.place.name if location else None
        numbers = self._documents
        statements = tuple(
            replace(
                _cleaned(one, self.clean),
                id=f"{row}-{at}",
                document=f"document-{numbers[one.document]}",
                url=None,
            )
            for at, one in enumerate(card.statements)
        )
        return replace(
            _cleaned(card, self.clean),
            id=f"claim-{row}",
            place_id=location.place.id if location else None,
            place=place,
            where=f"somewhere in {place}" if place else NO_PLACE if not card.place else WITHHELD,
            shape=location.shape if location else Shape.NONE,
            statements=statements,
        )

    @cached_property
    def _documents(self) -> dict[str, int]:
        return {key: at for at, key in enumerate(sorted(self.table.dataset.documents))}

    @cached_property
    def clean(self) -> Callable[[str], str]:
        """Takes the names of places finer than admin-1 out of a text."""
        table = self.table
        used = [one.place for one in table.locations if one is not None]
        fine = {one.id: one for one in used if not _is_coarse(one)}
        capitals = _capitals()
        for one in (*table.gazetteer.places, *table.dataset.places.values()):
            # Capitals stand for governments in most sentences: only where one is a claim's place.
            if not _is_coarse(one) and one.level is not Level.SEA and one.name not in capitals:
                fine[one.id] = one
        for other in {one.other_place for one in table.claims if one.other_place}:
            place = table.gazetteer.place(other)
            if not _is_coarse(place):
                fine[other] = place
        names = {name for one in fine.values() for name in _names(one)}
        names |= {
            claim.place_words
            for claim, one in zip(table.claims, table.locations, strict=True)
            if (one is None or not _is_coarse(one.place)) and _is_name(claim.place_words)
        }
        listed = (*table.gazetteer.places, *(one.place for one in self.locations if one))
        kept = {name for one in listed if _is_coarse(one) for name in _names(one)} - names
        return _cleaner(names, kept)


def _areas(place: Place) -> Iterable[str]:
    """Areas to put in a place's stead, the finest first."""
    if place.level is Level.COUNTRY:
        yield place.area or f"country:{place.country}"
        return
    if _is_region(place):
        yield place.area
    codes = place.countries
    if place.admin1:
        yield f"admin1:{place.admin1}"
    if len(codes) == 1:
        yield f"country:{codes[0]}"


def _located(area: str, listed: dict[str, Place], regions: Regions) -> Location | None:
    """An area as a place; ``None`` where this boundary view has none of that name."""
    try:
        return locate(listed.get(area) or _made(area, regions), Relation.IN, regions)
    except (UnknownAreaError, ModelError):
        return None


def _made(area: str, regions: Regions) -> Place:
    """A place for an area that the gazetteer does not list."""
    kind, _, code = area.partition(":")
    if kind == "country":
        spot = regions.country(code).representative_point()
        name, level, lon, lat, country = (
            regions.country_name(code), Level.COUNTRY, spot.x, spot.y, code,
        )  # fmt: skip
    else:
        info = regions.admin1_info(code.partition(",")[0])
        name, level, lon, lat, country = (
            info.name, Level.REGION, info.label_lon, info.label_lat, info.country,
        )  # fmt: skip
    return Place(
        id=area.lower().replace(":", "-"),
        name=name,
        level=level,
        country=country,
        admin1=code if kind == "admin1" else "",
        lon=lon,
        lat=lat,
        radius_km=REGION_RADIUS_KM,
        area=area,
        names=(),
        geonames_id=None,
        dispute="",
        source="",
        reviewed="",
    )


def _is_region(place: Place) -> bool:
    """Whether a place is made of whole admin-1 areas, or is a country."""
    return place.area.startswith(("admin1:", "country:"))


def _is_coarse(place: Place) -> bool:
    return place.level is Level.COUNTRY or (not place.level.is_point and _is_region(place))


def _names(place: Place) -> set[str]:
    texts = (place.name, *(name.text for name in place.names))
    return {text for text in texts if len(text) >= LEAST_LETTERS}


def _is_name(words: str) -> bool:
    """Whether a claim's wording of its place names one, rather than "the front"."""
    return len(words) >= LEAST_LETTERS and words.lower() != words


def _capitals() -> frozenset[str]:
    from geo.places.world import labels

    world = (-180.0, -90.0, 180.0, 90.0)
    zooms = (3.0, 5.0, 7.0, 10.0)
    return frozenset(
        one.text for zoom in zooms for one in labels(world, zoom) if one.kind == "capital"
    )


def _cleaner(names: set[str], kept: set[str]) -> Callable[[str], str]:
    """A function that puts `WITHHELD` for each of the names and leaves the kept ones; where one
    holds another the longer counts.
    """
    known = {_folded(name): False for name in kept} | {_folded(name): True for name in names}
    every = sorted({*names, *kept}, key=lambda name: (-len(name), name))
    if not every:
        return lambda text: text
    pattern = re.compile(
        r"(?<!\w)(?:" + "|".join(_pattern(name) for name in every) + r")(?!\w)", re.IGNORECASE
    )

    def put(found: re.Match[str]) -> str:
        words = _folded(found[0])
        for end in range(len(words), 0, -1):
            if words[:end] in known:
                return WITHHELD if known[words[:end]] else found[0]
        return WITHHELD

    return lambda text: pattern.sub(put, text)


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def _pattern(name: str) -> str:
    words = r"\s+".join(re.escape(word) for word in name.split())
    return words + (r"\w{0,4}" if len(name) >= ENDING_FROM else "")


def _cleaned(one: Record, clean: Callable[[str], str]) -> Record:
    """A record with every text in it cleaned; words of the vocabularies are not texts."""
    changed: dict[str, Any] = {}
    for field in fields(one):
        value = getattr(one, field.name)
        if type(value) is str:
            changed[field.name] = clean(value)
        elif type(value) is tuple and all(type(part) is str for part in value):
            changed[field.name] = tuple(clean(part) for part in value)
    return replace(one, **changed)
