"""Claims as columns: what filters, maps and exports read without touching single objects.

A `ClaimTable` is built once for a revision of the data and one boundary view, and is read-only
after that. Row numbers are positions in the dataset's order of claims.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from geo.claims.card import ClaimCard, make_card
from geo.claims.dataset import Dataset
from geo.claims.grading import Assessment, Voice, assess
from geo.claims.model import Claim, Statement
from geo.claims.placing import Placer
from geo.claims.sizes import size_class
from geo.claims.vocabulary import code
from geo.places.gazetteer import Gazetteer
from geo.places.location import Location, Shape
from geo.places.regions import BoundaryView, load_regions

Codes = NDArray[np.uint8]

NO_DAY: Final = np.iinfo(np.int32).min
"""Stands in day columns for "no date"."""

_EPOCH_ORDINAL: Final = date(1970, 1, 1).toordinal()


def day_number(day: date) -> int:
    """Days since 1970-01-01, as the day columns count them."""
    return day.toordinal() - _EPOCH_ORDINAL


def day_of(number: int) -> date:
    """The day of a day number."""
    return date.fromordinal(int(number) + _EPOCH_ORDINAL)


class ClaimTable:
    """Columns of all claims of a dataset, one entry a claim, and one of each statement.

    Claim columns: `kind`, `status`, `confidence`, `modality`, `size`, `shape` (uint8, positions in
    their vocabularies), `lon`, `lat` (float64 degrees, EPSG:4326, NaN where nothing is drawn),
    `radius_m` (float64), `area` (int32, position in `areas` or -1), `first_day`, `last_day` (int32
    days since 1970-01-01, `NO_DAY` without a date; an open end is closed at the newest
    publication), `figure_low`, `figure_high` (float64, NaN). Statement columns, sorted by claim:
    `voice_row` (int32 row of its claim), `voice_stance` (uint8), `voice_origin` (int32, position
    in `origins`), `voice_first_day`, `voice_last_day` (int32, publication). Statements that were
    taken back are left out of them.
    """

    def __init__(
        self,
        dataset: Dataset,
        gazetteer: Gazetteer,
        boundary: BoundaryView = BoundaryView.RECOGNISED,
    ) -> None:
        self.dataset = dataset
        self.gazetteer = gazetteer
        self.boundary = boundary
        self.claims: tuple[Claim, ...] = dataset.claims
        self.n = len(self.claims)
        self.ids: tuple[str, ...] = tuple(claim.id for claim in self.claims)
        self.origins: tuple[str, ...] = tuple(sorted(dataset.originators))
        self._locate(Placer(gazetteer, load_regions(boundary)))
        self._assess()
        self._describe()
        self._voices()
        for column in vars(self).values():
            if isinstance(column, np.ndarray):
                column.flags.writeable = False

    @property
    def revision(self) -> str:
        """Hash of the data behind the columns; see `Dataset.revision`."""
        return self.dataset.revision

    @property
    def last_change(self) -> date | None:
        """Day of the newest reviewed change to the data."""
        return self.dataset.last_change

    @cached_property
    def row_of(self) -> dict[str, int]:
        """Row of each claim id."""
        return {claim_id: row for row, claim_id in enumerate(self.ids)}

    @cached_property
    def haystack(self) -> pa.LargeStringArray:
        """Lower-case text of each claim that a search looks through."""
        names = {k: v.name for k, v in self.dataset.originators.items()}
        outlets = {k: v.outlet for k, v in self.dataset.documents.items()}
        texts = []
        for claim, location in zip(self.claims, self.locations, strict=True):
            voices = self.dataset.by_claim.get(claim.id, ())
            parts = [claim.summary, claim.place_words, claim.actor]
            if location is not None:
                parts.append(location.place.name)
                parts += [name.text for name in location.place.names]
            for one in voices:
                parts += [names[one.originator], outlets[one.document], one.note, *one.via]
            texts.append("\n".join(parts).casefold())
        return pa.array(texts, pa.large_string())

    def card(self, row: int) -> ClaimCard:
        """The card of the claim at `row`, gathered when asked for."""
        claim = self.claims[row]
        total = self.claims[self.row_of[claim.part_of]] if claim.part_of else None
        return make_card(
            row,
            claim,
            self.dataset.by_claim.get(claim.id, ()),
            self.assessment(row),
            self.locations[row],
            self.dataset,
            total,
        )

    def assessment(self, row: int) -> Assessment:
        """Status and confidence of the claim at `row`, with the reasons."""
        claim = self.claims[row]
        missing = self.dataset.refused.get(claim.id, 0)
        return assess(self._standing(claim), claim.override, missing)

    def _standing(self, claim: Claim) -> tuple[Voice, ...]:
        """The voices of the statements on a claim that were not taken back."""
        return tuple(
            Voice(self._root_name[one.originator], one.stance, one.grade)
            for one in self.dataset.by_claim.get(claim.id, ())
            if one.retracted is None
        )

    @cached_property
    def _root_name(self) -> dict[str, str]:
        return {one: self.dataset.root(one).name for one in self.dataset.originators}

    def _locate(self, placer: Placer) -> None:
        """Locations, and the columns drawn from them."""
        locations = [placer.location(claim) for claim in self.claims]
        self.locations: tuple[Location | None, ...] = tuple(locations)
        # Few different locations, many claims: work on the former, then spread by number.
        distinct = {id(one): one for one in locations if one is not None}
        self.areas: tuple[Location, ...] = tuple(
            one for one in distinct.values() if one.shape is Shape.AREA
        )
        area_number = {id(one): number for number, one in enumerate(self.areas)}
        nowhere = (np.nan, np.nan, np.nan)
        spots = np.array([nowhere, *(_spot(one) for one in distinct.values())])
        shapes = np.array([code(Shape.NONE), *(code(one.shape) for one in distinct.values())])
        areas = np.array([-1, *(area_number.get(key, -1) for key in distinct)])
        number = {key: n for n, key in enumerate(distinct, start=1)}
        where = np.fromiter((number.get(id(one), 0) for one in locations), np.int64, self.n)
        self.shape = shapes.astype(np.uint8)[where]
        self.area = areas.astype(np.int32)[where]
        self.lon, self.lat, self.radius_m = (np.ascontiguousarray(c) for c in spots[where].T)

    def _assess(self) -> None:
        results = [self.assessment(row) for row in range(self.n)]
        self.status = _codes([one.status for one in results])
        self.confidence = _codes([one.confidence for one in results])

    def _describe(self) -> None:
        """Columns that come from the claims themselves."""
        self.kind = _codes([claim.kind for claim in self.claims])
        self.modality = _codes([claim.modality for claim in self.claims])
        bounds = [
            (claim.figure.low, claim.figure.high) if claim.figure else (None, None)
            for claim in self.claims
        ]
        figures = np.array(bounds, dtype=float).reshape(self.n, 2)
        self.figure_low, self.figure_high = (np.ascontiguousarray(c) for c in figures.T)
        self.size = size_class(self.figure_low, self.figure_high)
        days = np.full((self.n, 2), NO_DAY, np.int32)
        for row, claim in enumerate(self.claims):
            if claim.date is not None:
                # Asked for only where the end is open: it takes longer than all the rest.
                end = claim.date.last or self._newest_report(claim)
                first, last = claim.date.bounds(open_end=end)
                days[row] = day_number(first), day_number(last)
        self.first_day, self.last_day = (np.ascontiguousarray(c) for c in days.T)

    def _newest_report(self, claim: Claim) -> date:
        """Last publication day of the statements on a claim; where "since …" ends."""
        documents = self.dataset.documents
        return max(
            (
                documents[one.document].published.bounds(open_end=date.min)[1]
                for one in self.dataset.by_claim.get(claim.id, ())
            ),
            default=date.min,
        )

    def _voices(self) -> None:
        rows: list[int] = []
        standing: list[Statement] = []
        for row, claim in enumerate(self.claims):
            for one in self.dataset.by_claim.get(claim.id, ()):
                if one.retracted is None:
                    rows.append(row)
                    standing.append(one)
        origin_number = {name: number for number, name in enumerate(self.origins)}
        published = {
            key: tuple(map(day_number, document.published.bounds(open_end=date.min)))
            for key, document in self.dataset.documents.items()
        }
        self.voice_row = np.array(rows, np.int32)
        self.voice_stance = _codes([one.stance for one in standing])
        self.voice_origin = np.array([origin_number[one.originator] for one in standing], np.int32)
        days = np.array([published[one.document] for one in standing], np.int32).reshape(-1, 2)
        self.voice_first_day, self.voice_last_day = (np.ascontiguousarray(c) for c in days.T)


def _spot(one: Location) -> tuple[float, float, float]:
    """Longitude, latitude, radius in metres; nothing for a country, which is never a point."""
    if one.shape is Shape.COUNTRY:
        return np.nan, np.nan, np.nan
    return one.lon, one.lat, one.radius_m


def _codes(words: Sequence[StrEnum]) -> Codes:
    """Position of each word in its own vocabulary."""
    positions = {word: code(word) for word in set(words)}
    return np.array([positions[word] for word in words], np.uint8)
