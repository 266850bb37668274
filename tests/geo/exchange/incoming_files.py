"""Files for tests of what comes in, and what was made of them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from geo.claims.model import Claim, Document, Originator, Statement
from geo.exchange.incoming import Format, Report, Tick, read_incoming
from geo.places.gazetteer import Gazetteer
from geo.places.place import Place
from geo.places.regions import load_regions
from geo.places.table import bundled_path, read_places

_Thing = TypeVar("_Thing")


@cache
def curated() -> Gazetteer:
    """The curated places alone: quick, and the same on every machine."""
    return Gazetteer(read_places(bundled_path())[0])


@dataclass
class Taken:
    """The records of a file, by kind and id, and its report."""

    report: Report
    records: list[Any] = field(default_factory=list)

    def of(self, kind: type[_Thing]) -> dict[str, _Thing]:
        return {one.id: one for one in self.records if isinstance(one, kind)}

    @property
    def claims(self) -> list[Claim]:
        return list(self.of(Claim).values())

    @property
    def statements(self) -> list[Statement]:
        return list(self.of(Statement).values())

    @property
    def documents(self) -> dict[str, Document]:
        return self.of(Document)

    @property
    def originators(self) -> dict[str, Originator]:
        return self.of(Originator)

    @property
    def places(self) -> dict[str, Place]:
        return self.of(Place)

    def place(self, claim: Claim) -> Place:
        """The place of a claim, of the file or of the gazetteer."""
        assert claim.place is not None
        return self.places.get(claim.place) or curated().place(claim.place)

    def refused(self) -> list[tuple[int | None, str | None]]:
        return [(one.row, one.column) for one in self.report.problems]


def take(
    path: Path, format: Format | None = None, *, tick: Tick | None = None, **more: Any
) -> Taken:
    """Read a file as the program does, with the curated gazetteer."""
    incoming = read_incoming(path, curated(), load_regions(), format=format, tick=tick, **more)
    taken = Taken(incoming.report)
    taken.records = list(incoming.records)
    keys = [(type(one), one.id) for one in taken.records]
    assert len(keys) == len(set(keys)), "an id came twice"
    return taken


def written(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> Path:
    """A CSV file in UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(header)
    writer.writerows(rows)
    path.write_bytes(out.getvalue().encode("utf-8"))
    return path


def rows_of(path: Path, base: Mapping[str, object], *changes: Mapping[str, object]) -> Path:
    """A CSV file with a row for each of `changes` to a row that is good."""
    rows = [{**base, **change} for change in changes or ({},)]
    header = list(dict.fromkeys(name for row in rows for name in row))
    return written(path, header, [[row.get(name, "") for name in header] for row in rows])
