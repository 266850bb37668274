"""What goes into a store comes out of it, and two stores of the same claims are the same."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from geo.claims.dataset import Dataset
from geo.errors import StoreError
from geo.exchange.seeds import bundled_folder, read_folder
from geo.places.gazetteer import load_gazetteer
from geo.store.contents import dataset, places, problems, revision
from geo.store.edits import add
from geo.store.engine import Store, writing
from geo.store.fill import seed
from geo.store.findings import no_echo
from geo.store.history import change_log
from geo.store.migrate import FOLDER, NEWEST, migrate
from geo.store.opening import create_store, open_store
from geo.store.records import ChangeKind
from geo.store.tables import TABLES, metadata
from geo.store.verify import faults
from tests.geo.store.store_makers import BY, PROBLEMS, make_store, place
from tests.geo.store.store_makers import dataset as made_up


def test_the_bundled_claims_come_back_as_they_are(tmp_path: Path) -> None:
    reading = read_folder(bundled_folder(), load_gazetteer())
    store = create_store(tmp_path / "a.db", lambda new: seed(new, reading.dataset))
    found = dataset(store)
    assert found == reading.dataset
    assert list(found.documents) == list(reading.dataset.documents)
    assert list(found.originators) == list(reading.dataset.originators)
    assert found.by_claim == reading.dataset.by_claim
    assert faults(store) == ()


def test_every_field_and_refused_rows_come_back(store: Store) -> None:
    found = dataset(store)
    assert found == made_up()
    assert found.refused == {"c2": 1}
    assert problems(store) == PROBLEMS


def test_two_stores_of_the_same_claims_are_the_same(tmp_path: Path) -> None:
    one, other = make_store(tmp_path, "one.db"), make_store(tmp_path, "other.db")
    assert revision(one) == revision(other) == dataset(one).revision
    assert change_log(one) == change_log(other)
    (first,) = change_log(one)
    assert first.kind is ChangeKind.SEED
    # Without a review, the day of the last publication stands for the date of the data.
    assert first.recorded_at.isoformat() == "2024-10-18T00:00:00+00:00"


def test_another_dataset_has_another_revision(tmp_path: Path) -> None:
    whole = made_up()
    less = Dataset(whole.documents, whole.originators, whole.claims, whole.statements)
    store = create_store(tmp_path / "less.db", lambda new: seed(new, less, PROBLEMS))
    assert revision(store) != revision(make_store(tmp_path))


def test_only_an_empty_store_is_seeded(store: Store) -> None:
    with pytest.raises(StoreError, match="Import into it"):
        seed(store, made_up())


def test_an_empty_store_is_one(tmp_path: Path) -> None:
    store = create_store(tmp_path / "empty.db")
    assert dataset(store) == Dataset({}, {}, (), ())
    assert revision(store) == ""
    assert problems(store) == ()
    assert faults(store) == ()


def test_a_finished_store_is_one_file_in_wal_mode(store: Store, tmp_path: Path) -> None:
    assert [path.name for path in tmp_path.iterdir()] == ["claims.db"]
    with closing(sqlite3.connect(tmp_path / "claims.db")) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    with writing(store) as connection:
        for pragma, value in (("foreign_keys", 1), ("synchronous", 2), ("trusted_schema", 0)):
            assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value


def test_the_migrations_make_the_tables_that_the_program_uses(store: Store) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_the_newest_migration_is_the_version_of_the_program() -> None:
    from alembic.script import ScriptDirectory

    scripts = ScriptDirectory(str(FOLDER), version_locations=[str(FOLDER)])
    assert scripts.get_current_head() == NEWEST


def test_a_migration_twice_changes_nothing(store: Store) -> None:
    before = revision(store)
    with writing(store) as connection:
        migrate(connection)
    assert revision(store) == before


@pytest.mark.parametrize("table", ["changes", *(one.name for one in TABLES.values())])
def test_history_can_be_neither_changed_nor_deleted(store: Store, table: str) -> None:
    assert store.path is not None
    no_echo(store, "event", "c1", "c2", BY)
    engine = create_engine(f"sqlite:///{store.path}")
    column = "author" if table == "changes" else "record"
    for statement in (f"UPDATE {table} SET {column} = 'x'", f"DELETE FROM {table}"):  # noqa: S608
        with (
            engine.connect() as connection,
            pytest.raises(Exception, match="history is never changed"),
        ):
            connection.exec_driver_sql(statement)
    assert faults(store) == ()


def test_what_was_changed_behind_the_store_is_found(store: Store) -> None:
    assert store.path is not None
    with closing(sqlite3.connect(store.path)) as connection:
        connection.execute("DROP TRIGGER claims_no_update")
        connection.execute("UPDATE claims SET summary = 'Something else.' WHERE record = 'c2'")
        connection.commit()
    assert faults(store) == ("change 1 is not as it was written: its hash differs.",)


def test_records_that_no_longer_fit_are_an_error_with_a_remedy(store: Store) -> None:
    assert store.path is not None
    with closing(sqlite3.connect(store.path)) as connection:
        connection.execute("DROP TRIGGER statements_no_update")
        connection.execute("UPDATE statements SET stance = 'shouts'")
        connection.commit()
    with pytest.raises(StoreError, match=r"do not fit.*backup"):
        dataset(open_store(store.path))


def test_a_store_without_places_becomes_one_with_and_keeps_its_hashes(tmp_path: Path) -> None:
    filled = replace(made_up(), places={})
    old = create_store(tmp_path / "a.db", lambda new: seed(new, filled))
    before = revision(old)
    with closing(sqlite3.connect(tmp_path / "a.db")) as connection:
        connection.execute("DROP TABLE places")
        connection.execute("DROP TABLE findings")
        connection.execute("UPDATE alembic_version SET version_num = '0001'")
        connection.commit()
    store = open_store(tmp_path / "a.db")
    assert revision(store) == before
    assert faults(store) == ()
    add(store, [place()], BY)
    assert dataset(store).places == {"camp": place()}
    assert faults(store) == ()


def test_a_place_that_another_program_moved_off_the_globe_is_an_error(store: Store) -> None:
    assert store.path is not None
    with closing(sqlite3.connect(store.path)) as connection:
        connection.execute("DROP TRIGGER places_no_update")
        connection.execute("UPDATE places SET lat = 1e400")
        connection.commit()
    with pytest.raises(StoreError, match=r"no position.*backup"):
        places(open_store(store.path))
