"""Features of any format as records: whole ones are rebuilt, other people's are mapped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from shapely.geometry.base import BaseGeometry

from geo.exchange.rebuild import Rebuilder, is_full
from geo.exchange.report import Record, Report, Tick
from geo.places.gazetteer import Gazetteer
from geo.places.regions import Regions

TICK_EVERY: Final = 250
"""Features between two looks at the clock, and at whether somebody wants to stop."""


@dataclass(frozen=True, slots=True)
class Feature:
    """One feature of a file.

    `number` counts from 1 in the order of the file, `geometry` is in EPSG:4326 (lon/lat), two-
    dimensional, checked, and ``None`` where the feature has none.
    """

    number: int
    properties: Mapping[str, Any]
    geometry: BaseGeometry | None = None


def records_of(
    features: Iterable[Feature],
    gazetteer: Gazetteer,
    regions: Regions,
    report: Report,
    tick: Tick,
    total: int | None = None,
) -> Iterator[Record]:
    """The records of features, each once; what is refused is in the report.

    `total` is the number of features where it is known.
    """
    rebuilder = Rebuilder(gazetteer, regions, report)
    done = 0
    for done, feature in enumerate(features, 1):
        if done % TICK_EVERY == 0:
            tick(done, total)
        report.rows += 1
        if is_full(feature.properties):
            records = rebuilder.records(feature.number, feature.properties)
        else:
            records = []
        if records:
            report.taken += 1
            yield from records
    tick(done, total)
