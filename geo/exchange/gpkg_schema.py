"""The tables of a GeoPackage (OGC 12-128r18, version 1.3) as SQL."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from typing import Final

import shapely
from shapely.geometry.base import BaseGeometry

POINTS: Final = "claims_points"
AREAS: Final = "claims_areas"
UNPLACED: Final = "claims_unplaced"

TYPES: Final[Mapping[str, str]] = {
    "date_from": "DATE", "date_to": "DATE", "reviewed": "DATE", "figure_low": "REAL",
    "figure_high": "REAL", "near_km": "REAL", "distance_km": "REAL", "bearing_deg": "REAL",
    "figure_approx": "BOOLEAN", "origins": "INTEGER", "paragraph": "INTEGER", "start": "INTEGER",
    "end": "INTEGER", "lon": "REAL", "lat": "REAL", "radius_km": "REAL", "geonames_id": "INTEGER",
    "own": "BOOLEAN",
}  # fmt: skip

TABLES: Final[Mapping[str, tuple[str, ...]]] = {
    "statements": (
        "id", "claim", "document", "originator", "via", "stance", "grade", "grade_basis",
        "paragraph", "start", "end", "known", "retracted", "note",
    ),
    "documents": (
        "id", "outlet", "published", "published_basis", "language", "description", "via", "url",
        "sha256",
    ),
    "originators": ("id", "name", "kind", "parent", "aliases"),
    "places": (
        "id", "name", "level", "country", "admin1", "lon", "lat", "radius_km", "area", "names",
        "geonames_id", "dispute", "source", "reviewed", "own",
    ),
    "about": ("key", "value"),
}  # fmt: skip
"""The tables beside the layers, and their columns; lists are JSON."""


APPLICATION_ID: Final = 0x47504B47
"""``GPKG`` as the specification asks (requirement 2)."""

USER_VERSION: Final = 10300

WGS84: Final = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG",'
    '"7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT['
    '"degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS['
    '"Longitude",EAST],AUTHORITY["EPSG","4326"]]'
)

BASE: Final = f"""
PRAGMA application_id = {APPLICATION_ID};
PRAGMA user_version = {USER_VERSION};
CREATE TABLE gpkg_spatial_ref_sys (
    srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
    organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
INSERT INTO gpkg_spatial_ref_sys VALUES
    ('Undefined Cartesian SRS', -1, 'NONE', -1, 'undefined', 'undefined Cartesian'),
    ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', 'undefined geographic'),
    ('WGS 84 geodetic', 4326, 'EPSG', 4326, '{WGS84}', 'longitude and latitude in degrees');
CREATE TABLE gpkg_contents (
    table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
    description TEXT DEFAULT '',
    last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
    min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
    CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (
    table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL,
    srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
    CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
    CONSTRAINT uk_gc_table_name UNIQUE (table_name),
    CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
    CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
CREATE TABLE gpkg_extensions (
    table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL,
    scope TEXT NOT NULL,
    CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));
CREATE TABLE layer_styles (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256),
    f_table_schema TEXT(256), f_table_name TEXT(256), f_geometry_column TEXT(256),
    styleName TEXT(30), styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN, description TEXT,
    owner TEXT(30), ui TEXT(30), update_time DATETIME);
"""  # noqa: S608


def index_sql(table: str, *, triggers: bool) -> str:
    """The R-tree of a layer's column ``geom``, or the triggers that keep it true to later edits.

    The triggers are those of the extension gpkg_rtree_index (annex F.3) as GDAL writes them; they
    call functions that only programs for GeoPackages have, so they come after the rows.
    """
    tree = f'"rtree_{table}_geom"'
    if not triggers:
        return f"CREATE VIRTUAL TABLE {tree} USING rtree(id, minx, maxx, miny, maxy)"
    bounds = ", ".join(f"ST_{edge}(NEW.geom)" for edge in ("MinX", "MaxX", "MinY", "MaxY"))
    filled = "(NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom))"
    empty = "(NEW.geom ISNULL OR ST_IsEmpty(NEW.geom))"
    was_filled = "(OLD.geom NOTNULL AND NOT ST_IsEmpty(OLD.geom))"
    was_empty = "(OLD.geom ISNULL OR ST_IsEmpty(OLD.geom))"
    put = f"INSERT OR REPLACE INTO {tree} VALUES (NEW.fid, {bounds});"  # noqa: S608
    drop = f"DELETE FROM {tree} WHERE id = OLD.fid;"  # noqa: S608
    stays, moves = "OLD.fid = NEW.fid", "OLD.fid != NEW.fid"
    rules = (
        ("insert", "INSERT", filled, put),
        ("update6", "UPDATE OF geom", f"{stays} AND {filled} AND {was_filled}", drop + put),
        ("update7", "UPDATE OF geom", f"{stays} AND {filled} AND {was_empty}", put),
        ("update2", "UPDATE OF geom", f"{stays} AND {empty}", drop),
        ("update5", "UPDATE", f"{moves} AND {filled}", drop + put),
        ("update4", "UPDATE", f"{moves} AND {empty}",
         f"DELETE FROM {tree} WHERE id IN (OLD.fid, NEW.fid);"),  # noqa: S608
        ("delete", "DELETE", "OLD.geom NOTNULL", drop),
    )  # fmt: skip
    return "".join(
        f'CREATE TRIGGER "rtree_{table}_geom_{name}" AFTER {event} ON "{table}" '
        f"WHEN {when} BEGIN {body} END;\n"
        for name, event, when, body in rules
    )


def geometry_blob(geometry: BaseGeometry) -> bytes:
    """A geometry in EPSG:4326 as the specification stores it (clause 2.1.3), with its bounds."""
    wkb: bytes = shapely.to_wkb(geometry, byte_order=1)
    if isinstance(geometry, shapely.Point):
        return struct.pack("<2sBBi", b"GP", 0, 0b0001, 4326) + wkb
    west, south, east, north = geometry.bounds
    header = struct.pack("<2sBBi4d", b"GP", 0, 0b0011, 4326, west, east, south, north)
    return header + wkb
