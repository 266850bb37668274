"""A folder of the four files of claims, as it comes in: places, documents, originators first."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from geo.exchange.report import Record, Report, Tick
from geo.exchange.seeds import read_claims_folder
from geo.places.gazetteer import Gazetteer
from geo.places.regions import Regions


def read(
    path: Path, gazetteer: Gazetteer, regions: Regions, report: Report, tick: Tick
) -> Iterator[Record]:
    """The records of a folder; see `geo.exchange.seeds` and `geo.exchange.incoming`."""
    reading, _ = read_claims_folder(path, gazetteer)
    report.problems.extend(reading.problems)
    dataset = reading.dataset
    groups: tuple[Collection[Record], ...] = (
        dataset.places.values(),
        dataset.documents.values(),
        dataset.originators.values(),
        dataset.claims,
        dataset.statements,
    )
    total = sum(map(len, groups))
    refused = {(one.file, one.row) for one in reading.problems if one.row is not None}
    report.rows = total + len(refused)
    for group in groups:
        for record in group:
            report.taken += 1
            if report.taken % 500 == 0:
                tick(report.taken, total)
            yield record
    tick(total, total)
