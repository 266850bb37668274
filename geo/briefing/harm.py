"""Do no harm: a brief without exact places and without the newest claims.

A place told exactly and soon can endanger those who live, shelter or report there. In this mode no
place is finer than an admin-1 area, or its country where it has none, and claims on what is younger
than some days before the data's last change are left out. It happens to the claims before anything
is drawn, so that no form of a brief can hold more. Names of smaller places are taken out of every
text as well: those of the gazetteer, of the data's own places, and the wording of each claim.
A name in none of these cannot be known, which docs/decisions/briefing.md says too.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np

from geo.briefing.harm_names import WITHHELD, capitals, cleaned, cleaner, is_name, names_of
from geo.briefing.harm_regions import areas_of, is_coarse, is_region, located
from geo.claims.card import NO_PLACE, ClaimCard
from geo.claims.dates import day_words
from geo.claims.table import NO_DAY, ClaimTable, day_of
from geo.places.location import Location, Shape
from geo.places.place import Level, Place
from geo.places.regions import load_regions

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.briefing.brief import Brief

DEFAULT_DAYS: Final = 7
MAX_DAYS: Final = 36_500


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
        listed = {one.area: one for one in self.table.gazetteer.places if is_region(one)}
        known: dict[str, Location | None] = {"": None}

        def coarse(place: Place) -> Location | None:
            for area in areas_of(place):
                if area not in known:
                    known[area] = located(area, listed, regions)
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
                cleaned(one, self.clean),
                id=f"{row}-{at}",
                document=f"document-{numbers[one.document]}",
                url=None,
            )
            for at, one in enumerate(card.statements)
        )
        return replace(
            cleaned(card, self.clean),
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
        fine = {one.id: one for one in used if not is_coarse(one)}
        governments = capitals()
        for one in (*table.gazetteer.places, *table.dataset.places.values()):
            # Capitals stand for governments in most sentences: only where one is a claim's place.
            if not is_coarse(one) and one.level is not Level.SEA and one.name not in governments:
                fine[one.id] = one
        for other in {one.other_place for one in table.claims if one.other_place}:
            place = table.gazetteer.place(other)
            if not is_coarse(place):
                fine[other] = place
        names = {name for one in fine.values() for name in names_of(one)}
        names |= {
            claim.place_words
            for claim, one in zip(table.claims, table.locations, strict=True)
            if (one is None or not is_coarse(one.place)) and is_name(claim.place_words)
        }
        listed = (*table.gazetteer.places, *(one.place for one in self.locations if one))
        kept = {name for one in listed if is_coarse(one) for name in names_of(one)} - names
        return cleaner(names, kept)
