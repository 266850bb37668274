"""PostGIS: every change leaves the shapes, and what follows from the claims, as they should be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import text

from geo.claims.dates import read_date
from geo.claims.table import NO_DAY, ClaimTable, day_of
from geo.claims.vocabulary import Stance
from geo.exchange.seeds import bundled_folder, read_folder
from geo.places.gazetteer import load_gazetteer
from geo.places.location import Relation
from geo.places.user_gazetteer import with_places
from geo.store.contents import current, dataset
from geo.store.edits import add, edit, restore, retract
from geo.store.engine import Store, reading
from geo.store.fill import seed, take_in
from geo.store.opening import open_store
from geo.store.records import RecordKind
from geo.store.reversal import merge_claims, undo
from geo.store.server_opening import create_on_server
from tests.geo.store.store_makers import BY, PROBLEMS, claim, originator, place, statement
from tests.geo.store.store_makers import dataset as made_up
from tests.geo.store.store_writers import where_is
from tests.postgres_server import Server

Row = dict[str, Any]


@pytest.fixture
def shaped(database: str) -> Store:
    """The small store, with a claim in a region and one in a country beside the others."""
    store = create_on_server(database, lambda new: seed(new, made_up(), PROBLEMS), load_gazetteer)
    more = [
        claim("kursk", place="kursk-oblast", date=read_date("2024-10"), date_basis="printed"),
        claim("russia", place="russia"),
        claim("camp", place="camp", relation=Relation.NEAR, near_km=10.0),
    ]
    add(store, [*more, *(statement(f"{one.id}-s", one.id) for one in more)], BY)
    return store


def shown(store: Store) -> dict[str, Row]:
    """What a GIS program sees."""
    query = text("SELECT *, ST_AsText(geometry) AS wkt FROM current_claims ORDER BY fid")
    with reading(store) as connection:
        return {row["claim"]: dict(row) for row in connection.execute(query).mappings()}


def expected(store: Store) -> dict[str, Row]:
    """The same, worked out anew from all that the store holds."""
    held = dataset(store)
    table = ClaimTable(held, with_places(load_gazetteer(), held.places.values()))
    rows = {}
    for n, one in enumerate(table.claims):
        location, dated = table.locations[n], table.first_day[n] != NO_DAY
        rows[one.id] = {
            "status": table.assessment(n).status.value,
            "confidence": table.assessment(n).confidence.value,
            "place": location.place.name if location else None,
            "date_from": day_of(table.first_day[n]) if dated else None,
            "date_to": day_of(table.last_day[n]) if dated else None,
            "geometry": bool(location and location.geometry is not None),
        }
    return rows


def as_it_should_be(store: Store) -> bool:
    rows = {
        key: {**row, "geometry": row["geometry"] is not None} for key, row in shown(store).items()
    }
    wanted = expected(store)
    return {key: {name: rows[key][name] for name in one} for key, one in wanted.items()} == (
        wanted
    ) and set(rows) == set(wanted)


def test_claims_are_shown_with_their_shapes(shaped: Store) -> None:
    rows = shown(shaped)
    assert list(rows) == ["c1", "c2", "c3", "kursk", "russia", "camp"]
    assert rows["c2"]["wkt"].startswith("POINT(131.9")
    assert rows["kursk"]["wkt"].startswith(("POLYGON", "MULTIPOLYGON"))
    assert (rows["russia"]["drawn_as"], rows["russia"]["lon"]) == ("country", None)
    assert rows["camp"]["place"] == "The camp"  # a place of the store's own
    assert rows["c1"]["geometry"] is None
    assert as_it_should_be(shaped)
    kept = {row["fid"] for row in rows.values()}
    assert kept == set(range(1, 7))


def test_a_box_is_looked_up_by_the_index(shaped: Store) -> None:
    query = "SELECT claim FROM current_claims WHERE geometry && ST_MakeEnvelope(130,42,134,45,4326)"
    with reading(shaped) as connection:
        found = connection.exec_driver_sql(query).scalars().all()
        connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        plan = connection.exec_driver_sql(f"EXPLAIN {query}").scalars().all()
        srid = connection.exec_driver_sql(
            "SELECT srid, type FROM geometry_columns WHERE f_table_name = 'current_claims'"
        ).one()
    assert set(found) == {"c2", "camp", "russia"}
    assert "shapes_by_geometry" in "\n".join(plan)
    assert tuple(srid) == (4326, "GEOMETRY")


def test_every_kind_of_change_is_followed(shaped: Store) -> None:
    def version(kind: RecordKind, id: str) -> int:
        return current(shaped, kind, id).change

    def changed(made: object) -> bool:
        assert made is not None
        return as_it_should_be(shaped)

    c2 = dataset(shaped).claims[1]
    assert changed(edit(shaped, [(replace(c2, place="kursk-oblast"), 1)], BY))
    assert shown(shaped)["c2"]["wkt"].startswith(("POLYGON", "MULTIPOLYGON"))
    moved = replace(place(), lon=40.0, lat=50.0)
    assert changed(edit(shaped, [(moved, version(RecordKind.PLACE, "camp"))], BY))
    assert shown(shaped)["camp"]["lon"] == 40.0
    assert changed(add(shaped, [statement("no", "c2", stance=Stance.DENIES, originator="o3")], BY))
    assert shown(shaped)["c2"]["status"] == "contested"
    assert changed(merge_claims(shaped, "c2", ["kursk"], BY))
    assert "kursk" not in shown(shaped)
    assert changed(undo(shaped, 6, BY))
    assert changed(retract(shaped, RecordKind.CLAIM, "c2", BY))
    assert changed(restore(shaped, RecordKind.CLAIM, "c2", BY))
    # Who stands behind whom decides how many voices there are.
    o3 = originator("o3", aliases=("x", "y"), parent="o1")
    assert changed(edit(shaped, [(o3, version(RecordKind.ORIGINATOR, "o3"))], BY))
    new = [claim("new", place="gn-2022472"), statement("new-s", "new")]
    made, _ = take_in(shaped, new, BY, pretend=True)
    assert made is None
    assert "new" not in shown(shaped)


def test_what_was_written_without_a_gazetteer_is_made_up_for(shaped: Store) -> None:
    plain = open_store(where_is(shaped))
    add(plain, [claim("late", place="ussuriysk"), statement("late-s", "late")], BY)
    retract(plain, RecordKind.CLAIM, "kursk", BY)
    rows = shown(plain)
    assert rows["late"]["geometry"] is None
    assert "kursk" not in rows
    again = open_store(where_is(shaped), gazetteer=load_gazetteer)
    assert as_it_should_be(again)
    assert shown(again)["late"]["geometry"] is not None


def test_another_gazetteer_has_other_shapes(shaped: Store) -> None:
    with shaped.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE facts_state SET basis = 'older'")
        connection.exec_driver_sql("UPDATE claim_facts SET status = 'denied', shape = NULL")
    assert as_it_should_be(open_store(where_is(shaped), gazetteer=load_gazetteer))


def test_a_store_of_an_older_version_gets_its_shapes(shaped: Store) -> None:
    with shaped.engine.begin() as connection:
        connection.exec_driver_sql("DROP VIEW current_claims")
        connection.exec_driver_sql("DROP TABLE claim_facts, shapes, facts_state, findings")
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0002'")
    assert as_it_should_be(open_store(where_is(shaped), gazetteer=load_gazetteer))


def test_an_unknown_place_is_no_reason_to_refuse_a_change(shaped: Store) -> None:
    add(shaped, [claim("lost", place="nowhere-at-all"), statement("lost-s", "lost")], BY)
    lost = shown(shaped)["lost"]
    assert (lost["geometry"], lost["place_id"], lost["drawn_as"]) == (
        None,
        "nowhere-at-all",
        "none",
    )


@pytest.fixture
def plain_database(postgres: Server) -> Iterator[str]:
    """A database in which PostGIS was not switched on, and by a role that may not do it."""
    postgres.execute("CREATE ROLE tenant LOGIN", "CREATE DATABASE tenancy OWNER tenant")
    yield postgres.url("tenancy", "tenant")
    postgres.drop("tenancy")
    postgres.execute("DROP ROLE tenant")


def test_without_postgis_a_store_is_as_good_but_for_the_shapes(
    plain_database: str, postgres: Server
) -> None:
    store = create_on_server(plain_database, lambda new: seed(new, made_up()), load_gazetteer)
    assert dataset(store) == made_up()
    assert add(store, [claim("c9", place="ussuriysk"), statement("s9", "c9")], BY) is not None
    with reading(store) as connection:
        assert connection.exec_driver_sql("SELECT to_regclass('shapes')").scalar() is None
    # Its owner asks for it, and the next time the store is opened it has shapes.
    postgres.execute("CREATE EXTENSION postgis", database="tenancy")
    later = open_store(plain_database, gazetteer=load_gazetteer)
    assert as_it_should_be(later)
    assert shown(later)["c9"]["geometry"] is not None


def test_the_bundled_claims_have_the_shapes_that_the_map_draws(database: str) -> None:
    bundled = read_folder(bundled_folder(), load_gazetteer()).dataset
    store = create_on_server(database, lambda new: seed(new, bundled), load_gazetteer)
    assert as_it_should_be(store)
