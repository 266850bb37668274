"""A folder of four good seed files, and ways to break them."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

from geo.exchange import seed_rows
from geo.exchange.seeds import Reading, read_folder
from geo.places.gazetteer import load_gazetteer

Rows = list[dict[str, str]]

COLUMNS: dict[str, tuple[str, ...]] = {
    "documents.csv": seed_rows.DOCUMENT_COLUMNS,
    "originators.csv": seed_rows.ORIGINATOR_COLUMNS,
    "claims.csv": seed_rows.CLAIM_COLUMNS,
    "statements.csv": seed_rows.STATEMENT_COLUMNS,
}

GAZETTEER = load_gazetteer()


def good() -> dict[str, Rows]:
    """Two of everything; the second claim shares the figure of the first."""
    paper = {"outlet": "O", "published": "2024-10-18", "published_basis": "p", "language": "en"}
    claim = {"kind": "deployment", "modality": "happened", "summary": "A summary."}
    told = {
        "document": "d1",
        "originator": "o1",
        "stance": "asserts",
        "source_grade": "B",
        "information_grade": "2",
        "grade_basis": "b",
    }
    figure = {"figure_low": "1500", "figure_high": "1500", "figure_unit": "soldiers"}
    return {
        "documents.csv": [{"id": "d1"} | paper, {"id": "d2"} | paper],
        "originators.csv": [
            {"id": "o1", "name": "One", "kind": "state"},
            {"id": "o2", "name": "Two", "kind": "person", "parent": "o1"},
        ],
        "claims.csv": [
            {"id": "c1", "place": "ussuriysk", "relation": "near"} | claim | figure,
            {"id": "c2", "place": "vladivostok", "part_of": "c1"} | claim,
        ],
        "statements.csv": [{"id": "s1", "claim": "c1"} | told, {"id": "s2", "claim": "c2"} | told],
    }


def write(folder: Path, files: Mapping[str, Sequence[Mapping[str, str]]]) -> Path:
    """The four files, UTF-8 with LF."""
    for name, rows in files.items():
        with (folder / name).open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, COLUMNS[name], restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    return folder


def read(folder: Path) -> Reading:
    return read_folder(folder, GAZETTEER)
