"""Claims as columns: what filters, maps and exports read without touching single objects.

A `ClaimTable` is built once for a revision of the data and one boundary view, and is read-only
after that. Row numbers are positions in the dataset's order of claims.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from geo.claims.card import ClaimCard, make_card
from geo.claims.columns import as_records, column
from geo.claims.dataset import Dataset
from geo.claims.dates import EdtfDate
from geo.claims.grading import Assessment, Voice, assess
from geo.claims.levels import levels, strength_code
from geo.claims.located import place_texts, shape_code, spot
from geo.claims.model import Claim
from geo.claims.placing import WORDING, Placer, placer_for
from geo.claims.shared import Shared, shared, shared_tuples
from geo.claims.sizes import size_class
from geo.claims.vocabulary import code
from geo.places.gazetteer import Gazetteer
from geo.places.location import Location, Shape
from geo.places.regions import BoundaryView

Codes = NDArray[np.uint8]

NO_DAY: Final = np.iinfo(np.int32).min
"""Stands in day columns for "no date"."""

_DERIVED: Final = 255
"""Stands for a confidence that no analyst has set."""

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
        self.claims: Sequence[Claim] = dataset.claims
        self.n = len(self.claims)
        self.ids: tuple[str, ...] = tuple(column(self.claims, "id"))
        self.origins: tuple[str, ...] = tuple(sorted(dataset.originators))
        self._locate(placer_for(gazetteer, boundary))
        told = self._voices()
        self._describe(told)
        self._assess()
        for values in vars(self).values():
            if isinstance(values, np.ndarray):
                values.flags.writeable = False

    @property
    def revision(self) -> str:
        """Hash of the data behind the columns; see `Dataset.revision`."""
        return self.dataset.revision

    @property
    def last_change(self) -> date | None:
        """Day of the newest reviewed change to the data."""
        return self.dataset.last_change

    @cached_property
    def row_of(self) -> Mapping[str, int]:
        """Row of each claim id."""
        return as_records(Claim, self.claims).row_of

    @cached_property
    def haystack(self) -> pa.LargeStringArray:
        """Lower-case text of each claim that a search looks through."""
        statements = self.dataset.statements
        names = {k: v.name for k, v in self.dataset.originators.items()}
        outlets = {k: v.outlet for k, v in self.dataset.documents.items()}
        words = (column(self.claims, name) for name in ("summary", "place_words", "actor"))
        texts = list(map("\n".join, zip(*words, place_texts(self.locations), strict=True)))
        voices = zip(
            map(names.__getitem__, column(statements, "originator")),
            map(outlets.__getitem__, column(statements, "document")),
            column(statements, "note"),
            map("\n".join, column(statements, "via")),
            strict=True,
        )
        about = map(self.row_of.__getitem__, column(statements, "claim"))
        for row, voice in zip(about, voices, strict=True):
            texts[row] += "\n" + "\n".join(voice)
        return pa.array(map(str.casefold, texts), pa.large_string())

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
        wordings = shared_tuples(self.claims, *WORDING)
        places = [placer.located(*wording) for wording in wordings.values]
        self.locations: tuple[Location | None, ...] = tuple(
            map(places.__getitem__, wordings.number.tolist())
        )
        self.areas: tuple[Location, ...] = tuple(
            one for one in places if one is not None and one.shape is Shape.AREA
        )
        where = Shared(places, wordings.number)
        area_number = {id(one): number for number, one in enumerate(self.areas)}
        self.shape = where.spread(shape_code, np.uint8)
        self.area = where.spread(lambda one: area_number.get(id(one), -1), np.int32)
        self.lon = where.spread(lambda one: spot(one)[0], np.float64)
        self.lat = where.spread(lambda one: spot(one)[1], np.float64)
        self.radius_m = where.spread(lambda one: spot(one)[2], np.float64)

    def _voices(self) -> NDArray[np.int32]:
        """Columns of the statements that stand, in the order of their claims.

        Returns the last day on which anything was published about each claim.
        """
        statements, documents = self.dataset.statements, self.dataset.documents
        about = map(self.row_of.__getitem__, column(statements, "claim"))
        rows = np.fromiter(about, np.int32, len(statements))
        published = {
            key: tuple(map(day_number, one.published.bounds(open_end=date.min)))
            for key, one in documents.items()
        }
        sources = shared(statements, "document")
        first_day = sources.spread(lambda key: published[key][0], np.int32)
        last_day = sources.spread(lambda key: published[key][1], np.int32)
        told = np.full(self.n, day_number(date.min), np.int32)
        np.maximum.at(told, rows, last_day)
        number = {name: number for number, name in enumerate(self.origins)}
        stands = shared(statements, "retracted").spread(lambda one: one is None, np.bool_)
        order = np.argsort(rows, kind="stable")
        order = order[stands[order]]
        self.voice_row = rows[order]
        self.voice_stance = shared(statements, "stance").spread(code, np.uint8)[order]
        origins = shared(statements, "originator").spread(number.__getitem__, np.int32)
        self.voice_origin = origins[order]
        self.voice_first_day, self.voice_last_day = first_day[order], last_day[order]
        strengths = shared(statements, "grade").spread(strength_code, np.uint8)
        self._voice_strength = strengths[order]
        return told

    def _describe(self, told: NDArray[np.int32]) -> None:
        """Columns that come from the claims themselves; `told` is where an open end stops."""
        self.kind = shared(self.claims, "kind").spread(code, np.uint8)
        self.modality = shared(self.claims, "modality").spread(code, np.uint8)
        figures = shared(self.claims, "figure")
        self.figure_low = figures.spread(lambda one: one and one.low, np.float64)
        self.figure_high = figures.spread(lambda one: one and one.high, np.float64)
        self.size = size_class(self.figure_low, self.figure_high)
        dates = shared(self.claims, "date")
        self.first_day = dates.spread(_first_day, np.int32)
        self.last_day = dates.spread(_last_day, np.int32)
        is_open = dates.spread(lambda one: one is not None and one.last is None, np.bool_)
        self.last_day[is_open] = np.maximum(told, self.first_day)[is_open]

    def _assess(self) -> None:
        """Status and confidence, an analyst's own before the derived one."""
        names = [self._root_name[one] for one in self.origins]
        _, roots = np.unique(np.array(names, dtype=object), return_inverse=True)
        self.status, self.confidence = levels(
            self.n,
            self.voice_row,
            roots.astype(np.int32)[self.voice_origin],
            self.voice_stance,
            self._voice_strength,
        )
        overrides = shared(self.claims, "override")
        own = overrides.spread(lambda one: code(one.confidence) if one else _DERIVED, np.uint8)
        self.confidence = np.where(own == _DERIVED, self.confidence, own)


def _first_day(one: EdtfDate | None) -> int:
    return int(NO_DAY) if one is None else day_number(one.first or date.min)


def _last_day(one: EdtfDate | None) -> int:
    """Of an open end whatever, it is closed afterwards."""
    return int(NO_DAY) if one is None or one.last is None else day_number(one.last)
