"""The lists kept by hand beside this file: demonyms, abbreviations, names of regions."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "lists"


@cache
def read(name: str) -> tuple[dict[str, str], ...]:
    """The rows of one list; empty cells are empty strings."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple({k: v or "" for k, v in row.items()} for row in csv.DictReader(file))
