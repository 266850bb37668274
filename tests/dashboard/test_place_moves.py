"""Another place for claims: how far it reaches, what it refuses, and what the history tells."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.loading import make_store
from dashboard.place_moves import Reach, last_move, meant_claims, move
from geo.claims.model import Claim
from geo.errors import ModelError, StoreError, UnknownPlaceError
from geo.exchange.seeds import bundled_folder
from geo.places.gazetteer import load_gazetteer
from geo.places.location import Relation
from geo.store.contents import dataset
from geo.store.edits import edit
from geo.store.engine import Store
from geo.store.history import change_log
from geo.store.records import By
from geo.store.reversal import undo

GAZETTEER = load_gazetteer()
BY = By("Ada", "the next paragraph says so")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return make_store(tmp_path / "claims.db", bundled_folder())


def claim(store: Store, id: str) -> Claim:
    return next(one for one in dataset(store).claims if one.id == id)


def test_a_claim_moves_alone_or_with_its_documents(store: Store) -> None:
    held = dataset(store)
    shown = next(one for one in held.claims if one.place == "ussuriysk")
    alone = meant_claims(held, shown, Reach.CLAIM)
    together = meant_claims(held, shown, Reach.DOCUMENT)
    assert alone == (shown,)
    assert shown in together
    assert len(together) > 1
    assert {one.place for one in together} == {"ussuriysk"}
    placeless = replace(shown, place=None)
    assert meant_claims(held, placeless, Reach.DOCUMENT) == (placeless,)


def test_the_move_is_one_change_and_its_undo_forgets_it(store: Store) -> None:
    held = dataset(store)
    shown = next(one for one in held.claims if one.place == "ussuriysk")
    together = meant_claims(held, shown, Reach.DOCUMENT)
    assert last_move(store, shown.id) is None
    made = move(store, together, "vladivostok", GAZETTEER, BY)
    assert made is not None
    assert made.records == len(together)
    assert claim(store, shown.id) == replace(shown, place="vladivostok")
    told = last_move(store, shown.id)
    assert told is not None
    assert (told.before, told.after, told.by, told.reason, told.alone) == (
        "ussuriysk", "vladivostok", "Ada", "the next paragraph says so", True,
    )  # fmt: skip
    undo(store, told.change, BY)
    assert claim(store, shown.id) == shown
    assert last_move(store, shown.id) is None


def test_an_edit_that_did_more_is_told_as_such(store: Store) -> None:
    shown = claim(store, "base-near-ussuriysk")
    version = change_log(store)[-1].id
    edit(store, [(replace(shown, place="vladivostok", summary="Mended."), version)], BY)
    told = last_move(store, shown.id)
    assert told is not None
    assert not told.alone


def test_what_somebody_moved_meanwhile_stays(store: Store) -> None:
    shown = claim(store, "base-near-ussuriysk")
    move(store, [shown], "vladivostok", GAZETTEER, BY)
    with pytest.raises(StoreError, match="moved by somebody else"):
        move(store, [shown], "khabarovsk", GAZETTEER, BY)
    assert claim(store, shown.id).place == "vladivostok"


def test_a_place_that_cannot_be_drawn_is_refused(store: Store) -> None:
    shown = claim(store, "base-near-ussuriysk")
    with pytest.raises(UnknownPlaceError):
        move(store, [shown], "atlantis", GAZETTEER, BY)
    version = change_log(store)[-1].id
    at_sea = replace(shown, place="vladivostok", relation=Relation.OFF_COAST)
    edit(store, [(at_sea, version)], BY)
    with pytest.raises(ModelError, match="no sea within"):
        move(store, [at_sea], "kursk", GAZETTEER, BY)
    assert len(change_log(store)) == 2
    assert last_move(store, shown.id) is not None
