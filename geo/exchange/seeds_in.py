"""A folder of the four files of claims, as it comes in: places, documents and originators first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from geo.exchange.report import Record, Report, Tick
from geo.exchange.seeds import read_folder
from geo.places.gazetteer import Gazetteer
from geo.places.regions import Regions
from geo.places.user_gazetteer import FILE, read_own, with_places


def read(
    path: Path, gazetteer: Gazetteer, regions: Regions, report: Report, tick: Tick
) -> Iterator[Record]:
    """The records of a folder; see `geo.exchange.seeds` and `geo.exchange.incoming`.

    A gazetteer.csv beside the four files brings places of its own.
    """
    own = read_own(path / FILE)
    reading = read_folder(path, with_places(gazetteer, own.places))
    report.problems.extend((*own.problems, *reading.problems))
    dataset = reading.dataset
    groups: tuple[Sequence[Record], ...] = (
        own.places,
        tuple(dataset.documents.values()),
        tuple(dataset.originators.values()),
        dataset.claims,
        dataset.statements,
    )
    total = sum(map(len, groups))
    refused = {(one.file, one.row) for one in report.problems if one.row is not None}
    report.rows = total + len(refused)
    for group in groups:
        for record in group:
            report.taken += 1
            if report.taken % 500 == 0:
                tick(report.taken, total)
            yield record
    tick(total, total)
