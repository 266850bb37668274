"""A dataset that is brought up to date is the one that a new reading gives."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from geo.claims.dataset import Dataset
from geo.places.place import Level, Place
from geo.store import refresh
from geo.store.contents import dataset
from geo.store.edits import add, edit, restore, retract, settle
from geo.store.engine import Store
from geo.store.fill import take_in
from geo.store.records import RecordKind
from geo.store.refresh import refreshed
from tests.geo.store.store_makers import (
    BY,
    claim,
    document,
    make_store,
    originator,
    statement,
    version,
)


def check(store: Store, earlier: Dataset) -> Dataset:
    """The next dataset, compared with a new reading in all that has an order."""
    found, expected = refreshed(store, earlier), dataset(store)
    assert found == expected and found.revision == expected.revision
    for mapping in ("documents", "originators", "places", "refused"):
        assert list(getattr(found, mapping).items()) == list(getattr(expected, mapping).items())
    return found


@pytest.fixture
def all_read_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(store: Store) -> Dataset:
        raise AssertionError("everything was read")

    monkeypatch.setattr(refresh, "dataset", read)


@pytest.mark.usefixtures("all_read_is_an_error")
def test_nothing_changed(store: Store) -> None:
    held = dataset(store)
    assert refreshed(store, held) is held


@pytest.mark.usefixtures("all_read_is_an_error")
def test_a_day_of_work(store: Store) -> None:
    held = dataset(store)
    old = held.claims[1]
    edit(store, [(replace(old, summary="Another."), version(store, old))], BY)
    after_edit = check(store, held)
    assert after_edit.claims[1].summary == "Another."
    assert held.claims[1] == old and after_edit.claims[0] is not None
    assert after_edit.documents is held.documents
    new = [document("d9"), originator("o9", parent="o1"), claim("c9"), claim("c8")]
    add(store, [*new, statement("s9", "c9", document="d9"), statement("s8", "c8")], BY)
    after_add = check(store, after_edit)
    retract(store, RecordKind.CLAIM, "c1", BY)
    after_retract = check(store, after_add)
    assert [one.id for one in after_retract.claims] == ["c2", "c3", "c9", "c8"]
    add(store, [claim("c7"), statement("s7", "c7")], BY)
    restore(store, RecordKind.CLAIM, "c1", BY)
    restored = check(store, after_retract)
    assert [one.id for one in restored.claims] == ["c1", "c2", "c3", "c9", "c8", "c7"]
    settle(store, ["1-1"], BY, claims=["c2"])
    assert check(store, restored).refused == {}
    check(store, held)  # all of it at once


@pytest.mark.usefixtures("all_read_is_an_error")
def test_places_and_documents_keep_their_order(store: Store) -> None:
    def place(id: str) -> Place:
        return Place(
            id, id, Level.SETTLEMENT, "RU", "", 131.9, 43.1, 5.0, "", (), None, "", "test", ""
        )

    add(store, [place("a"), place("b"), place("c"), document("d9")], BY)
    held = dataset(store)
    assert list(held.places)[-3:] == ["a", "b", "c"]
    retract(store, RecordKind.PLACE, "b", BY)
    retract(store, RecordKind.DOCUMENT, "d9", BY)
    without = check(store, held)
    restore(store, RecordKind.PLACE, "b", BY)
    assert list(check(store, without).places)[-3:] == ["a", "b", "c"]


def test_many_changes_and_other_stores_are_read_anew(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = make_store(tmp_path, "other.db")
    add(other, [document("d7")], BY)
    check(store, dataset(other))
    check(store, Dataset({}, {}, (), ()))
    held = dataset(store)
    monkeypatch.setattr(refresh, "FEW", 3)
    records = [claim(f"n{number}") for number in range(3)]
    take_in(store, [*records, *(statement(f"n-{one.id}", one.id) for one in records)], BY)
    check(store, held)
