"""Features of any format as records: whole ones are rebuilt, other people's are mapped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, groupby, islice
from typing import TYPE_CHECKING, Final

from geo.errors import InputRefused, Problem
from geo.exchange.feature import Extent, Feature
from geo.exchange.mapped import MappedFeatures, columns_of
from geo.exchange.mapping import problems
from geo.exchange.rebuild import Rebuilder, is_full
from geo.exchange.report import Record, Report, Tick

OTHER_COLUMNS: Final = "layers of other columns than the mapping names, read by a guess"

if TYPE_CHECKING:
    from geo.exchange.mapping import Mapping
    from geo.places.gazetteer import Gazetteer
    from geo.places.regions import Regions

TICK_EVERY: Final = 250
"""Features between two looks at whether somebody wants to stop."""

SAMPLE: Final = 200
"""Features of a layer that are looked at together, to guess what its columns mean."""


_SEARCHED: Final = 5_000


def records_of(
    features: Iterable[Feature],
    gazetteer: Gazetteer,
    regions: Regions,
    report: Report,
    tick: Tick,
    extent: Extent,
    mapping: Mapping | None = None,
) -> Iterator[Record]:
    """The records of features, each once; what is refused is in the report.

    Full records of our own need no mapping. A layer whose columns lack what a claim cannot be
    without is refused; raises `InputRefused` when there is nothing else in the file.
    """
    taking = _Taking(gazetteer, regions, report, mapping)
    done = 0
    for _, layer in groupby(features, key=lambda one: one.layer):
        for feature in taking.looked_at(layer):
            done += 1
            if done % TICK_EVERY == 0:
                tick(done, extent.total(done))
            yield from taking.records(feature)
    tick(done, done)
    taking.finish()


class _Taking:
    """What is known while the features of one file are taken."""

    def __init__(
        self, gazetteer: Gazetteer, regions: Regions, report: Report, mapping: Mapping | None
    ) -> None:
        self._gazetteer = gazetteer
        self._regions = regions
        self._report = report
        self._mapping = mapping
        self._rebuilder = Rebuilder(gazetteer, regions, report)
        self._mapped: MappedFeatures | None = None
        self._unmapped: list[Problem] = []
        self._first = True

    def looked_at(self, layer: Iterator[Feature]) -> Iterator[Feature]:
        """The features of a layer; the first of other people's make its mapping."""
        self._mapped = None
        for feature in layer:
            if is_full(feature.properties):
                yield feature
                continue
            sample = [feature, *islice(layer, SAMPLE - 1)]
            self._map([one for one in sample if not is_full(one.properties)])
            yield from sample
            yield from layer

    def _map(self, sample: list[Feature]) -> None:
        mapping, self._first = (self._mapping if self._first or self._fits(sample) else None), False
        try:
            self._mapped = MappedFeatures(
                sample, mapping, self._gazetteer, self._regions, self._report
            )
        except InputRefused as error:  # of this layer; another may be better
            self._unmapped += [replace(one, value=sample[0].layer) for one in error.problems]

    def _fits(self, sample: list[Feature]) -> bool:
        """Whether a further layer has the columns that the mapping names."""
        header, _ = columns_of(sample)
        fits = self._mapping is not None and not problems(self._mapping, header)
        if self._mapping is not None and not fits:
            self._report.note(OTHER_COLUMNS)
        return fits

    def records(self, feature: Feature) -> list[Record]:
        """What a feature brings."""
        self._report.rows += 1
        try:
            if is_full(feature.properties):
                records = self._rebuilder.records(feature.number, feature.properties)
                self._report.taken += bool(records)
                return records
            return [] if self._mapped is None else self._mapped.take(feature)
        except RecursionError:
            message = "is nested too deeply."
            self._report.refuse(feature.number, None, "", message, "Flatten its properties.")
            return []

    def finish(self) -> None:
        """Tell of layers that could not be mapped; raises `InputRefused` if there was no other."""
        if self._unmapped and not self._report.taken:
            raise InputRefused(self._unmapped)
        for one in self._unmapped:
            self._report.refuse(None, one.column, one.value, one.message, one.remedy)


def sample_of(features: Iterable[Feature]) -> list[Feature]:
    """The first features of the first layer that are not our own; for a dialog of columns.

    A long file of our own is not searched to its end for others.
    """
    others = (one for one in islice(features, _SEARCHED) if not is_full(one.properties))
    first = next(others, None)
    if first is None:
        return []
    same = (one for one in others if one.layer == first.layer)
    return list(islice(chain([first], same), SAMPLE))
