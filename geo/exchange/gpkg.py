"""Claims as a GeoPackage that QGIS opens with a style; see docs/decisions/export.md.

Each claim stands in exactly one of three layers: `claims_points` (towns and bases), `claims_areas`
(circles, sectors, regions, countries) and the table `claims_unplaced`. Beside them the tables
`statements`, `documents`, `originators` and `places` hold every field once, and `about` says what
the file was made from. The same input gives the same bytes.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any, Final

import shapely

from geo.claims.table import ClaimTable
from geo.errors import ExportError
from geo.exchange.gpkg_schema import (
    AREAS,
    BASE,
    POINTS,
    TABLES,
    TYPES,
    UNPLACED,
    geometry_blob,
    index_sql,
)
from geo.exchange.gpkg_style import AREAS_QML, POINTS_QML
from geo.exchange.records import FIELDS, Recorder, dump, flat
from geo.places.location import Location
from geo.symbols import BANNER

_PORTION: Final = 5_000
_FOREVER: Final = date.max
_Fields = dict[str, Any]


def write_gpkg(
    table: ClaimTable,
    rows: Iterable[int],
    path: Path,
    about: Mapping[str, Any] | None = None,
) -> None:
    """Write `rows` to a new file at `path`, which must not exist yet.

    `about` fills the table of that name. Raises `ExportError` when the disk refuses.
    """
    last = table.last_change or table.dataset.last_news(_FOREVER)
    moment = f"{last or '1970-01-01'}T00:00:00.000Z"
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as database:
            database.execute("PRAGMA page_size = 4096")
            database.execute("PRAGMA journal_mode = OFF")  # a file that breaks is thrown away
            database.execute("PRAGMA synchronous = OFF")
            database.execute("BEGIN")
            for statement in filter(str.strip, BASE.split(";\n")):
                database.execute(statement)
            _Writer(database, table, moment).write(rows, about or {})
            database.execute("COMMIT")
    except sqlite3.Error as error:
        raise ExportError(
            f"cannot write the GeoPackage {str(path)!r} ({error}). Free disk space, or name "
            "another file."
        ) from error


class _Writer:
    """Fills one new GeoPackage."""

    def __init__(self, database: sqlite3.Connection, table: ClaimTable, moment: str) -> None:
        self._database = database
        self._table = table
        self._moment = moment
        self._blobs: dict[int, tuple[bytes, tuple[float, ...]]] = {}
        self._used: dict[str, dict[str, _Fields]] = {
            "documents": {}, "originators": {}, "places": {},
        }  # fmt: skip

    def write(self, rows: Iterable[int], about: Mapping[str, Any]) -> None:
        for name, kind, note in (
            (POINTS, "POINT", "Claims at a town or base"),
            (AREAS, "MULTIPOLYGON", "Claims about a region, or near or around a place"),
            (UNPLACED, "", "Claims without a place"),
        ):
            self._layer(name, kind, f"{note}. {BANNER}.")
        for name, columns in TABLES.items():
            self._create(name, [f'"{column}" {_type(column)}' for column in columns])
            self._contents(name, "attributes", f"{name.capitalize()} of the claims")
        self._claims(rows)
        for name, things in self._used.items():
            self._insert(name, TABLES[name], ([*things[key].values()] for key in sorted(things)))
        facts = {"note": BANNER, **about}
        self._insert("about", ("key", "value"), ([k, _shown(v)] for k, v in facts.items()))
        self._database.execute("CREATE UNIQUE INDEX documents_id ON documents (id)")
        self._database.execute("CREATE UNIQUE INDEX originators_id ON originators (id)")
        self._database.execute("CREATE UNIQUE INDEX places_id ON places (id)")
        self._database.execute("CREATE INDEX statements_claim ON statements (claim)")
        for name in (POINTS, AREAS):
            self._finish(name)
        self._styles()

    def _layer(self, name: str, kind: str, note: str) -> None:
        columns = [f'"{field}" {_type(field)}' for field in FIELDS]
        if not kind:
            self._create(name, columns)
            self._contents(name, "attributes", note)
            return
        self._create(name, [f'"geom" {kind}', *columns])
        self._contents(name, "features", note)
        self._run("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, 4326, 0, 0)", name, kind)
        self._database.execute(index_sql(name, triggers=False))
        self._run(
            "INSERT INTO gpkg_extensions VALUES (?, 'geom', 'gpkg_rtree_index', "
            "'http://www.geopackage.org/spec120/#extension_rtree', 'write-only')",
            name,
        )

    def _create(self, name: str, columns: list[str]) -> None:
        key = '"fid" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL'
        self._database.execute(f'CREATE TABLE "{name}" ({", ".join([key, *columns])})')

    def _contents(self, name: str, kind: str, note: str) -> None:
        srs = 4326 if kind == "features" else None
        self._run(
            "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, "
            "last_change, srs_id) VALUES (?, ?, ?, ?, ?, ?)",
            name, kind, name, note, self._moment, srs,
        )  # fmt: skip

    def _claims(self, rows: Iterable[int]) -> None:
        """Claims and statements, a portion at a time; notes which other things they refer to."""
        recorder = Recorder(self._table)
        numbers = dict.fromkeys((POINTS, AREAS, UNPLACED), 0)
        remaining = iter(rows)
        while portion := list(islice(remaining, _PORTION)):
            lines: dict[str, list[list[Any]]] = {name: [] for name in numbers}
            boxes: dict[str, list[list[Any]]] = {POINTS: [], AREAS: []}
            voices: list[list[Any]] = []
            for row in portion:
                fields = recorder.record(row)
                voices += self._statements(fields)
                values = list(flat(fields).values())
                name, blob, bounds = self._drawn(self._table.locations[row])
                numbers[name] += 1
                if name == UNPLACED:
                    lines[name].append([numbers[name], *values])
                else:
                    lines[name].append([numbers[name], blob, *values])
                    boxes[name].append([numbers[name], *bounds])
            for name, filled in lines.items():
                geom = () if name == UNPLACED else ("geom",)
                self._insert(name, ("fid", *geom, *FIELDS), filled)
            for name, some in boxes.items():
                self._insert(f"rtree_{name}_geom", ("id", "minx", "maxx", "miny", "maxy"), some)
            self._insert("statements", TABLES["statements"], voices)

    def _statements(self, fields: _Fields) -> Iterator[list[Any]]:
        for place in fields["places"]:
            self._use("places", place)
        for voice in fields["statements"]:
            self._use("documents", voice["document_record"])
            for one in voice["originator_chain"]:
                self._use("originators", one)
            line = {"retracted": None} | voice | {
                "claim": fields["id"],
                "originator": voice["originator_chain"][0]["id"],
                "via": dump(voice["via"]),
            }  # fmt: skip
            yield [line[column] for column in TABLES["statements"]]

    def _use(self, name: str, fields: _Fields) -> None:
        if fields["id"] not in self._used[name]:
            lists = {key: dump(one) for key, one in fields.items() if isinstance(one, list)}
            self._used[name][fields["id"]] = fields | lists

    def _drawn(self, location: Location | None) -> tuple[str, bytes, tuple[float, ...]]:
        """The layer of a location, its geometry and its bounds."""
        if location is None or location.geometry is None or location.geometry.is_empty:
            return UNPLACED, b"", ()
        shape = location.geometry
        name = POINTS if isinstance(shape, shapely.Point) else AREAS
        if id(location) not in self._blobs:
            if isinstance(shape, shapely.Polygon):
                shape = shapely.MultiPolygon([shape])
            west, south, east, north = shape.bounds
            self._blobs[id(location)] = geometry_blob(shape), (west, east, south, north)
        return name, *self._blobs[id(location)]

    def _finish(self, name: str) -> None:
        """Bounds of a layer, and the triggers that keep its index."""
        tree = f'"rtree_{name}_geom"'
        self._run(
            "UPDATE gpkg_contents SET (min_x, max_x, min_y, max_y) = (SELECT min(minx), "  # noqa: S608
            f"max(maxx), min(miny), max(maxy) FROM {tree}) WHERE table_name = ?",
            name,
        )
        for statement in index_sql(name, triggers=True).splitlines():
            self._database.execute(statement)

    def _styles(self) -> None:
        self._contents("layer_styles", "attributes", "Styles for QGIS")
        for name, qml in ((POINTS, POINTS_QML), (AREAS, AREAS_QML)):
            self._run(
                "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, "
                "f_geometry_column, styleName, styleQML, styleSLD, useAsDefault, description, "
                "owner, update_time) VALUES ('', '', ?, 'geom', ?, ?, '', 1, ?, '', ?)",
                name, f"{name} of Claim Atlas", qml,
                "Shape is the kind, colour the confidence, outline the status", self._moment,
            )  # fmt: skip

    def _insert(self, name: str, columns: Iterable[str], lines: Iterable[list[Any]]) -> None:
        quoted = ", ".join(f'"{column}"' for column in columns)
        marks = ", ".join("?" * (quoted.count(",") + 1))
        self._database.executemany(
            f'INSERT INTO "{name}" ({quoted}) VALUES ({marks})',  # noqa: S608
            lines,
        )

    def _run(self, sql: str, *values: Any) -> None:
        self._database.execute(sql, values)


def _type(column: str) -> str:
    return TYPES.get(column, "TEXT")


def _shown(value: Any) -> str:
    return value if isinstance(value, str) else dump(value)
