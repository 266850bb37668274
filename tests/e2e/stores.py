"""Stores for tests: the bundled one with rows of our own, broken rows, and many made-up claims."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from geo.exchange.seeds import bundled_folder

DOCUMENT = {"published_basis": "made up for a test", "language": "en"}
CLAIM = {
    "kind": "deployment",
    "modality": "ongoing",
    "relation": "in",
    "date_basis": "made up for a test",
    "reviewed": "2026-11-22",
}
STATEMENT = {
    "stance": "asserts",
    "source_grade": "B",
    "information_grade": "2",
    "grade_basis": "made up for a test",
}


def copy_bundled(folder: Path) -> Path:
    """A copy of the bundled claims."""
    return Path(shutil.copytree(bundled_folder(), folder))


def add_rows(folder: Path, file: str, rows: Iterable[Mapping[str, object]]) -> list[int]:
    """Append rows to a file of a store; gives their row numbers as a spreadsheet counts them."""
    path = folder / file
    with path.open(encoding="utf-8", newline="") as source:
        records = list(csv.reader(source))
    added = list(rows)
    with path.open("a", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, records[0], lineterminator="\n")
        writer.writerows(added)
    return [len(records) + 1 + number for number in range(len(added))]


def write_many(folder: Path, number: int) -> Path:
    """Made-up claims, one voice each, at three towns and three regions, over 1,000 days."""
    copy_bundled(folder)
    places = ("vladivostok", "khabarovsk", "ussuriysk", "kursk-oblast", "donetsk-oblast", "russia")
    days = [f"20{20 + n // 336}-{n // 28 % 12 + 1:02}-{n % 28 + 1:02}" for n in range(1_000)]
    add_rows(
        folder,
        "claims.csv",
        (
            CLAIM
            | {
                "id": f"made-up-{n}",
                "kind": ("deployment", "incident", "transfer")[n % 3],
                "summary": f"Made-up claim number {n} about what may have been seen there.",
                "place": places[n % len(places)],
                "place_words": "a place in a test",
                "date": days[n % len(days)],
            }
            for n in range(number)
        ),
    )
    add_rows(
        folder,
        "statements.csv",
        (
            STATEMENT
            | {
                "id": f"made-up-said-{n}",
                "claim": f"made-up-{n}",
                "document": "detaktribe-2024-10",
                "originator": "bbc",
            }
            for n in range(number)
        ),
    )
    return folder
