"""The tables beside the layers of our own GeoPackages, joined to whole records again.

In a GeoPackage the tables are what counts: whoever corrects a document in QGIS corrects it once,
and the copy in the column `statements` of each claim is passed over.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from functools import lru_cache, partial
from typing import Any, Final

from geo.exchange.gpkg_schema import AREAS, POINTS, TABLES, UNPLACED
from geo.exchange.values import read_json

_LISTS: Final = ("via", "aliases", "names")
_LONGEST_CHAIN: Final = 100
_NEEDED: Final = tuple(name for name in TABLES if name != "about")


class OwnTables:
    """Documents, originators, places and statements of one GeoPackage."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._table = {
            table: self._indexed(table, "claim" if table == "statements" else "id")
            for table in _NEEDED
        }
        self._document = lru_cache(10_000)(partial(self._row, "documents"))
        self._originator = lru_cache(10_000)(partial(self._row, "originators"))
        self._place = lru_cache(10_000)(partial(self._row, "places"))

    @staticmethod
    def are_in(database: sqlite3.Connection) -> bool:
        """Whether a GeoPackage has these tables with all their columns."""
        for table in _NEEDED:
            columns = {row[1] for row in database.execute(f"PRAGMA table_info({table})")}
            if not columns >= set(TABLES[table]):
                return False
        return True

    def joined(self, layer: str, rows: Iterable[sqlite3.Row]) -> Iterator[dict[str, Any]]:
        """The rows of a layer of claims with their statements and places as whole records."""
        if layer not in (POINTS, AREAS, UNPLACED):
            raise ValueError(layer)
        voices = self._table["statements"]
        for row in rows:
            fields = dict(row)
            if "id" in fields:
                fields["statements"] = [
                    self._voice(dict(one))
                    for one in self._database.execute(
                        f"SELECT * FROM {voices} WHERE claim = ? ORDER BY rowid",  # noqa: S608
                        (fields["id"],),
                    )
                ]
                ids = [fields.get("place_id"), fields.get("other_place")]
                fields["places"] = [found for one in ids if one and (found := self._place(one))]
            yield fields

    def _indexed(self, table: str, column: str) -> str:
        """The table, or a copy with an index where another program has lost it."""
        run = self._database.execute
        for index in run(f"PRAGMA index_list({table})").fetchall():
            first = run(f'PRAGMA index_info("{index[1]}")').fetchone()
            if first is not None and first[2] == column:
                return table
        copy = f"temp.joined_{table}"
        run(f"CREATE TEMP TABLE joined_{table} AS SELECT * FROM {table} ORDER BY rowid")  # noqa: S608
        run(f"CREATE INDEX {copy}_{column} ON joined_{table} ({column})")
        return copy

    def _voice(self, fields: dict[str, Any]) -> dict[str, Any]:
        return fields | {
            "originator_chain": self._chain(fields["originator"]),
            "document_record": self._document(fields["document"]),
        }

    def _chain(self, originator: Any) -> list[dict[str, Any]]:
        """The originator and all above it; a circle of parents breaks off."""
        chain: list[dict[str, Any]] = []
        step = originator
        while step and len(chain) < _LONGEST_CHAIN:
            found = self._originator(step)
            if found is None:
                break
            chain.append(found)
            step = found["parent"]
        return chain

    def _row(self, table: str, key: Any) -> dict[str, Any] | None:
        query = f"SELECT * FROM {self._table[table]} WHERE id = ?"  # noqa: S608
        row = self._database.execute(query, (key,)).fetchone()
        if row is None:
            return None
        fields = {name: row[name] for name in TABLES[table]}
        for name in _LISTS:
            if isinstance(fields.get(name), str):
                fields[name] = _parsed(fields[name])
        return fields


def _parsed(text: str) -> Any:
    try:
        return read_json(text)
    except ValueError:
        return text  # refused later, where it can be told which field it is
