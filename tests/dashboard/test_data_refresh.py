"""After a change the pages read what changed, and show what a new reading would."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard import data, server
from dashboard.loading import load_claims, make_store
from dashboard.stores import StoreAt, StoreKind
from geo.exchange.seeds import bundled_folder
from geo.places.regions import BoundaryView
from geo.store import contents, refresh
from geo.store.edits import edit
from geo.store.records import By, RecordKind

BY = By("Ada", "to try it")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[StoreAt]:
    make_store(tmp_path / "claims.db", bundled_folder())
    yield StoreAt(StoreKind.FILE, str(tmp_path / "claims.db"))
    for cached in (data.loaded, data.claim_table):
        cached.clear()


def test_one_edit_reads_one_record(store: StoreAt, monkeypatch: pytest.MonkeyPatch) -> None:
    before = data.loaded(store, data.stamp(store))
    old = before.dataset.claims[3]
    version = contents.current(store.open(), RecordKind.CLAIM, old.id)
    edit(store.open(), [(replace(old, summary="Another.", place=None), version.change)], BY)

    def read(*_: object) -> None:
        raise AssertionError("everything was read")

    with monkeypatch.context() as patch:
        patch.setattr(contents, "dataset", read)
        patch.setattr(refresh, "dataset", read)
        after = data.loaded(store, data.stamp(store))
        table = data.claim_table(store, data.stamp(store), BoundaryView.RECOGNISED, None)
    assert after.dataset.claims[3].summary == "Another."
    assert before.dataset.claims[3] == old
    assert after.dataset == load_claims(store).dataset
    assert after.gazetteer is before.gazetteer
    assert table.locations[3] is None and table.claims[3].summary == "Another."


def test_a_place_that_nobody_knows_keeps_its_claim_and_tells_datasets_apart(store: StoreAt) -> None:
    old = data.loaded(store, data.stamp(store)).dataset.claims[0]
    version = contents.current(store.open(), RecordKind.CLAIM, old.id)
    edit(store.open(), [(replace(old, place="atlantis"), version.change)], BY)
    shown = data.loaded(store, data.stamp(store))
    assert shown.dataset.claims[0].place is None
    assert shown.held.claims[0].place == "atlantis"
    assert shown.dataset.revision not in ("", shown.held.revision)
    version = contents.current(store.open(), RecordKind.CLAIM, old.id)
    edit(store.open(), [(old, version.change)], BY)
    assert data.loaded(store, data.stamp(store)).dataset == load_claims(store).dataset


def test_what_was_read_ahead_is_not_read_again(
    store: StoreAt, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLAIM_ATLAS_STORE", store.where)
    server.get_ready()

    def read(*_: object) -> None:
        raise AssertionError("everything was read")

    with monkeypatch.context() as patch:
        patch.setattr(contents, "dataset", read)
        patch.setattr(refresh, "dataset", read)
        shown = data.loaded(store, data.stamp(store))
    assert shown.dataset == load_claims(store).dataset


def test_a_store_that_cannot_be_read_is_left_to_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLAIM_ATLAS_STORE", str(tmp_path / "missing.db"))
    server.get_ready()
