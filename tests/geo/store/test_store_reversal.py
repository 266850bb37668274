"""Undo and redo, merging and splitting."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geo.errors import EditConflict, InputRefused, StoreError
from geo.store.contents import current, dataset
from geo.store.edits import add, edit, retract
from geo.store.engine import Store
from geo.store.history import change_log
from geo.store.records import ChangeKind, RecordKind
from geo.store.reversal import merge_claims, split, undo
from geo.store.verify import faults
from tests.geo.store.store_makers import BY, claim, document, statement, version
from tests.geo.store.store_makers import dataset as made_up

DATABASES = ("sqlite", "postgresql")


def test_undo_takes_back_and_undoing_that_brings_back(store: Store) -> None:
    old = dataset(store).claims[0]
    new = replace(old, summary="Mended.")
    made = edit(store, [(new, version(store, old))], BY)
    assert made is not None
    undone = undo(store, made.id, BY)
    assert undone is not None
    assert (undone.kind, undone.undoes) == (ChangeKind.UNDO, made.id)
    assert dataset(store) == made_up()
    undo(store, undone.id, BY)
    assert dataset(store).claims[0] == new
    assert faults(store) == ()


def test_undoing_an_addition_retracts_it(store: Store) -> None:
    made = add(store, [claim("c9"), statement("s9", "c9")], BY)
    assert made is not None
    undone = undo(store, made.id, BY)
    assert dataset(store) == made_up()
    assert not current(store, RecordKind.CLAIM, "c9").live
    assert undone is not None
    undo(store, undone.id, BY)
    assert [one.id for one in dataset(store).claims] == ["c1", "c2", "c3", "c9"]


def test_undoing_a_retraction_brings_everything_back(store: Store) -> None:
    made = retract(store, RecordKind.DOCUMENT, "d1", BY, with_dependents=True)
    assert made is not None
    undo(store, made.id, BY)
    assert dataset(store) == made_up()


def test_what_was_changed_since_is_not_undone_over(store: Store) -> None:
    old = dataset(store).claims[0]
    made = edit(store, [(replace(old, summary="One."), version(store, old))], BY)
    assert made is not None
    edit(store, [(replace(old, summary="Two."), made.id)], BY)
    with pytest.raises(EditConflict):
        undo(store, made.id, BY)
    assert dataset(store).claims[0].summary == "Two."


def test_what_others_build_on_is_not_undone(store: Store) -> None:
    made = add(store, [document("d9")], BY)
    assert made is not None
    add(store, [claim("c9"), statement("s9", "c9", document="d9")], BY)
    with pytest.raises(InputRefused, match="'s9'"):
        undo(store, made.id, BY)


def test_the_filling_and_what_never_was_are_not_undone(store: Store) -> None:
    with pytest.raises(StoreError, match="filled the store"):
        undo(store, 1, BY)
    with pytest.raises(StoreError, match="no change 7"):
        undo(store, 7, BY)
    assert len(change_log(store)) == 1


def test_merged_claims_are_one_and_can_be_split_again(store: Store) -> None:
    made = merge_claims(store, "c2", ["c1"], BY)
    assert made is not None
    assert made.kind is ChangeKind.MERGE
    found = dataset(store)
    assert [one.id for one in found.claims] == ["c2", "c3"]
    assert [one.id for one in found.by_claim["c2"]] == ["s1", "s2", "s3"]
    assert found.claims[1].part_of == "c2"
    assert current(store, RecordKind.CLAIM, "c1").merged_into == "c2"
    split(store, "c1", BY)
    assert dataset(store) == made_up()
    assert faults(store) == ()


def test_a_merge_can_be_undone_too(store: Store) -> None:
    made = merge_claims(store, "c1", ["c2", "c3"], BY)
    assert made is not None
    assert dataset(store).refused == {"c1": 1}
    undo(store, made.id, BY)
    assert dataset(store) == made_up()


def test_a_claim_merged_with_its_own_total_is_part_of_nothing(store: Store) -> None:
    merge_claims(store, "c3", ["c1"], BY)
    (_, third) = dataset(store).claims
    assert (third.id, third.part_of) == ("c3", None)
    split(store, "c1", BY)
    assert dataset(store) == made_up()


def test_the_unreadable_statements_move_along_and_back(store: Store) -> None:
    merge_claims(store, "c3", ["c2"], BY)
    assert dataset(store).refused == {"c3": 1}
    split(store, "c2", BY)
    assert dataset(store) == made_up()


def test_splitting_keeps_what_was_done_since(store: Store) -> None:
    merge_claims(store, "c2", ["c1"], BY)
    found = {one.id: one for one in dataset(store).statements}
    edit(store, [(replace(found["s1"], note="Looked up."), version(store, found["s1"]))], BY)
    add(store, [statement("s9", "c2")], BY)
    retract(store, RecordKind.STATEMENT, "s2", BY)
    split(store, "c1", BY)
    split_ = dataset(store).by_claim
    assert [(one.id, one.note) for one in split_["c1"]] == [("s1", "Looked up.")]
    assert [one.id for one in split_["c2"]] == ["s3", "s9"]


def test_a_chain_of_merges_is_split_from_its_end(store: Store) -> None:
    merge_claims(store, "c2", ["c1"], BY)
    merge_claims(store, "c3", ["c2"], BY)
    with pytest.raises(StoreError, match="Split 'c2' off first"):
        split(store, "c1", BY)
    split(store, "c2", BY)
    split(store, "c1", BY)
    assert dataset(store) == made_up()


def test_a_merge_of_what_another_has_changed_is_a_conflict(store: Store) -> None:
    old = dataset(store).claims[0]
    seen = {one.id: version(store, one) for one in dataset(store).claims}
    edit(store, [(replace(old, summary="Newer."), seen["c1"])], BY)
    for kept, other in (("c2", "c1"), ("c1", "c2")):
        with pytest.raises(EditConflict):
            merge_claims(store, kept, [other], BY, based_on=seen)


def test_odd_merges_and_splits_are_refused(store: Store) -> None:
    for kept, others in (("c1", ["c1"]), ("c1", [])):
        with pytest.raises(StoreError, match="itself or nothing"):
            merge_claims(store, kept, others, BY)
    with pytest.raises(StoreError, match="no claim 'c9'"):
        merge_claims(store, "c1", ["c9"], BY)
    retract(store, RecordKind.CLAIM, "c2", BY)
    with pytest.raises(InputRefused, match="is retracted"):
        merge_claims(store, "c1", ["c2"], BY)
    with pytest.raises(StoreError, match="not merged"):
        split(store, "c2", BY)
