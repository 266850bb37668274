"""A folder of the four files of claims, as it comes in: documents and originators first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from geo.exchange.report import Record, Report, Tick
from geo.exchange.seeds import read_folder
from geo.places.gazetteer import Gazetteer
from geo.places.regions import Regions


def read(
    path: Path, gazetteer: Gazetteer, regions: Regions, report: Report, tick: Tick
) -> Iterator[Record]:
    """The records of a folder; see `geo.exchange.seeds` and `geo.exchange.incoming`."""
    reading = read_folder(path, gazetteer)
    report.problems.extend(reading.problems)
    dataset = reading.dataset
    groups: tuple[Sequence[Record], ...] = (
        tuple(dataset.documents.values()),
        tuple(dataset.originators.values()),
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
