"""A gazetteer.csv as it comes in: places with all their names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from geo.errors import DataFileError, InputRefused, Problem, UnknownAreaError
from geo.exchange.report import Record, Report, Tick
from geo.places.gazetteer import Gazetteer
from geo.places.regions import Regions
from geo.places.table import read_places


def read(
    path: Path, gazetteer: Gazetteer, regions: Regions, report: Report, tick: Tick
) -> Iterator[Record]:
    """The places of a gazetteer; see `geo.places.table` and `geo.exchange.incoming`."""
    try:
        places, problems = read_places(path)
    except DataFileError as error:
        raise InputRefused([Problem(path.name, None, None, "", str(error), "")]) from None
    report.problems.extend(problems)
    report.rows = len(places) + len({one.row for one in problems})
    for done, place in enumerate(places, 1):
        if done % 500 == 0:
            tick(done, len(places))
        try:
            if place.area:
                regions.area(place.area)
        except UnknownAreaError as error:
            message = f"(of {place.id}) names no known area."
            report.refuse(None, "area", place.area, message, str(error))
            continue
        report.taken += 1
        yield place
    tick(len(places), len(places))
