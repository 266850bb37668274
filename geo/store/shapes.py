"""On PostgreSQL with PostGIS: what a GIS program is shown beside the versions of claims.

``shapes`` holds each geometry once (EPSG:4326, GiST index), ``claim_facts`` what follows from a
claim and its statements (shape, status, confidence, first and last day), and the view
``current_claims`` puts them together with the claims that stand now. All of it is derived: it can
be dropped at any time, is in no hash and no backup, and `geo.store.facts` brings it up to date in
the transaction of every change.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

_FACTS: Final = """
CREATE TABLE shapes (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    digest text NOT NULL UNIQUE,
    geometry {geometry}(Geometry, 4326) NOT NULL
);
CREATE INDEX shapes_by_geometry ON shapes USING gist (geometry);
CREATE TABLE claim_facts (
    claim text PRIMARY KEY,
    shape integer REFERENCES shapes (id),
    place_name text,
    place_level text,
    country text,
    drawn_as text NOT NULL,
    lon double precision,
    lat double precision,
    radius_m double precision,
    date_from date,
    date_to date,
    status text NOT NULL,
    confidence text NOT NULL
);
CREATE INDEX claim_facts_by_shape ON claim_facts (shape);
CREATE TABLE facts_state (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    change integer NOT NULL,
    hash text NOT NULL,
    basis text NOT NULL
);
INSERT INTO facts_state VALUES (true, 0, '', '');
CREATE VIEW current_claims AS
SELECT c.position + 1 AS fid, c.record AS claim, c.kind, c.modality, f.status, f.confidence,
       c.summary, c.date, f.date_from, f.date_to, f.place_name AS place, c.place AS place_id,
       c.relation, c.place_words, f.place_level, f.country, f.drawn_as, f.lon, f.lat, f.radius_m,
       c.figure_low, c.figure_high, c.figure_approx, c.figure_unit, c.actor, c.change,
       s.geometry
FROM claims c
LEFT JOIN claim_facts f ON f.claim = c.record
LEFT JOIN shapes s ON s.id = f.shape
WHERE c.live AND c.change = (SELECT max(later.change) FROM claims later
                             WHERE later.record = c.record)
"""

_STATE: Final = """
SELECT to_regclass('facts_state') IS NOT NULL AS prepared,
       CASE WHEN to_regclass('facts_state') IS NOT NULL THEN
            has_table_privilege(to_regclass('facts_state'), 'UPDATE')
        AND has_table_privilege(to_regclass('claim_facts'), 'INSERT, DELETE')
        AND has_table_privilege(to_regclass('shapes'), 'INSERT, DELETE') END AS may_keep,
       has_schema_privilege(current_schema(), 'CREATE')
        AND pg_has_role((SELECT relowner FROM pg_class WHERE oid = to_regclass('claims')), 'MEMBER')
        AS may_make,
       (SELECT extversion FROM pg_extension WHERE extname = 'postgis') AS postgis,
       (SELECT nspname FROM pg_extension JOIN pg_namespace n ON n.oid = extnamespace
        WHERE extname = 'postgis') AS schema,
       EXISTS (SELECT FROM pg_available_extensions WHERE name = 'postgis') AS available,
       EXISTS (SELECT FROM pg_available_extension_versions
               WHERE name = 'postgis' AND (current_setting('is_superuser') = 'on' OR (
                   trusted AND has_database_privilege(current_database(), 'CREATE'))))
        AS may_switch_on
"""


@dataclass(frozen=True, slots=True)
class Shapes:
    """Whether a store on a server keeps shapes.

    `postgis` is its version, or empty; `available` says that the server has it, `may_switch_on`
    that this role may have it in this database. `prepared`: the tables are there; `may_keep`: this
    role may bring them up to date; `may_make`: it may make them.
    """

    postgis: str
    schema: str
    available: bool
    may_switch_on: bool
    prepared: bool
    may_keep: bool
    may_make: bool


def look(connection: Connection) -> Shapes:
    """See what there is, in a PostgreSQL store."""
    row = connection.exec_driver_sql(_STATE).one()
    return Shapes(
        row.postgis or "",
        row.schema or "",
        row.available,
        row.may_switch_on,
        row.prepared,
        bool(row.may_keep),
        bool(row.may_make),
    )


def prepare(connection: Connection) -> bool:
    """Make the tables and the view where that can be done; whether they are there afterwards."""
    found = look(connection)
    if found.prepared or not found.may_make:
        return found.prepared
    if not found.postgis and found.may_switch_on and _switched_on(connection):
        found = look(connection)
    if not found.postgis:
        return False
    quoted = connection.dialect.identifier_preparer.quote(found.schema)
    connection.exec_driver_sql(_FACTS.format(geometry=f"{quoted}.geometry"))
    return True


def _switched_on(connection: Connection) -> bool:
    """Switch PostGIS on; a broken one must not keep anybody from their claims."""
    try:
        with connection.begin_nested():
            connection.exec_driver_sql("CREATE EXTENSION postgis")
    except DBAPIError:
        return False
    return True
