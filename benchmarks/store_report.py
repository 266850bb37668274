"""The figures of the store as Markdown, for the README to hold between its markers."""

from __future__ import annotations

import os
import platform
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from statistics import median


@dataclass(frozen=True, slots=True)
class Opening:
    """Seconds to read a store, to make the columns of its claims, and to pack them for the map."""

    read_s: float
    table_s: float
    pack_s: float

    @property
    def all_s(self) -> float:
        """From the file to the bytes that the browser gets."""
        return self.read_s + self.table_s + self.pack_s


@dataclass(frozen=True, slots=True)
class Trip:
    """One format: seconds in and out, here and with pandas or GeoPandas; size in MB.

    `out_s` is missing for what is only read.
    """

    name: str
    claims: int
    size_mb: float
    in_s: float
    out_s: float | None
    their_in_s: float
    their_out_s: float


@dataclass
class Results:
    """All that was measured on a store of `claims` claims; milliseconds of each edit."""

    claims: int
    fill_s: float = 0.0
    opening: Opening = field(default_factory=lambda: Opening(0.0, 0.0, 0.0))
    saved_ms: list[float] = field(default_factory=list)
    shown_ms: list[float] = field(default_factory=list)
    trips: list[Trip] = field(default_factory=list)


def markdown(results: Results) -> str:
    """The report: what it ran on, the store itself, files."""
    return "\n\n".join(
        [
            _environment(),
            f"**A SQLite store of {results.claims:,} claims**\n\n{_store(results)}",
            f"**Files in and out**, seconds\n\n{_files(results.trips)}",
        ]
    )


def _environment() -> str:
    names = ("SQLAlchemy", "pandas", "geopandas", "pyogrio")
    packages = ", ".join(f"{name} {version(name)}" for name in names)
    return (
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {packages}, "
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    )


def _store(results: Results) -> str:
    opening = results.opening
    rows = [
        ["filled from a folder of CSV files, claims a second",
         f"{results.claims / results.fill_s:,.0f}"],
        ["opened: records read, s", f"{opening.read_s:.2f}"],
        ["columns for the map, s", f"{opening.table_s:.2f}"],
        ["packed for the browser, s", f"{opening.pack_s:.3f}"],
        ["**all of it, from the file to the map's bytes, s**", f"**{opening.all_s:.2f}**"],
        ["one edit on the disk, ms, median (worst)", _median_worst(results.saved_ms)],
        ["and in the map's bytes, ms, median (worst)", _median_worst(results.shown_ms)],
    ]  # fmt: skip
    return _table(["what", ""], rows)


def _median_worst(values: Sequence[float]) -> str:
    return f"{median(values):,.0f} ({max(values):,.0f})"


def _files(trips: Iterable[Trip]) -> str:
    head = ["file", "claims", "MB", "import", "claims a second", "pandas or GeoPandas reads",
            "times", "export", "pandas or GeoPandas writes", "times"]  # fmt: skip
    return _table(head, [_trip(one) for one in trips])


def _trip(one: Trip) -> list[str]:
    out = (
        ["–", "–"]
        if one.out_s is None
        else [f"{one.out_s:.1f}", _times(one.out_s, one.their_out_s)]
    )
    return [
        one.name, f"{one.claims:,}", f"{one.size_mb:,.0f}", f"{one.in_s:.1f}",
        f"{one.claims / one.in_s:,.0f}", f"{one.their_in_s:.1f}",
        _times(one.in_s, one.their_in_s), out[0], f"{one.their_out_s:.1f}", out[1],
    ]  # fmt: skip


def _times(ours: float, theirs: float) -> str:
    """How many times as long it takes here."""
    return f"{ours / max(theirs, 1e-9):,.1f}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    rule = ["---", *["---:"] * (len(head) - 1)]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, rule, *rows))
