"""Leafing through the history: pages of the log, what one change did, the story of a record."""

from __future__ import annotations

from dataclasses import replace

from geo.claims.dates import read_date
from geo.claims.model import Claim
from geo.store.browse import LogQuery, authors, log_page, made, records, story
from geo.store.contents import current
from geo.store.edits import add, edit, retract
from geo.store.engine import Store
from geo.store.records import By, ChangeKind, RecordKind
from geo.store.reversal import merge_claims, split, undo
from tests.geo.store.store_makers import BY, claim, statement

DATABASES = ("sqlite", "postgresql")

BO = By("Bo", "100% sure, it says so")


def edited(store: Store, id: str, by: By = BY, **fields: object) -> int:
    one = current(store, RecordKind.CLAIM, id)
    assert isinstance(one.record, Claim)
    change = edit(store, [(replace(one.record, **fields), one.change)], by)
    assert change is not None
    return change.id


def test_the_log_is_read_in_pages_from_the_newest(store: Store) -> None:
    numbers = [edited(store, "c1", summary=f"Version {n}.") for n in range(5)]
    page = log_page(store, LogQuery(), first=1, most=2)
    assert page.total == 6
    assert [one.id for one in page.changes] == [numbers[3], numbers[2]]


def test_the_log_is_narrowed_by_author_kind_and_words_of_records(store: Store) -> None:
    first = edited(store, "c1", BO, actor="Navy")
    second = edited(store, "c2", place_words="at the QUAY")
    change = retract(store, RecordKind.CLAIM, "c3", BO)
    assert change is not None

    def found(query: LogQuery) -> list[int]:
        return [one.id for one in log_page(store, query).changes]

    assert authors(store) == ("Ada", "Bo", "Claim Atlas")
    assert found(LogQuery(authors=("Bo",))) == [change.id, first]
    assert found(LogQuery(kinds=(ChangeKind.RETRACT,))) == [change.id]
    assert found(LogQuery(words="quay")) == [second]
    assert found(LogQuery(words="navy 100%")) == [first]
    assert found(LogQuery(words="100_")) == []


def test_what_a_change_did_is_told_claims_first_and_as_far_as_asked(store: Store) -> None:
    records_ = [claim(f"n{n}") for n in range(5)] + [statement(f"t{n}", f"n{n}") for n in range(5)]
    change = add(store, records_, BY)
    assert change is not None
    told = made(store, change.id, most=6)
    assert [one.after.id for one in told.shown] == ["n0", "n1", "n2", "n3", "n4", "t0"]
    assert told.total == {RecordKind.CLAIM: 5, RecordKind.STATEMENT: 5}
    assert told.undone_by is None
    undone = undo(store, change.id, BY)
    assert undone is not None
    assert made(store, change.id).undone_by == undone.id
    assert log_page(store, LogQuery()).undone_by == {change.id: undone.id}


def test_the_story_of_a_claim_holds_its_statements_while_they_are_its_own(store: Store) -> None:
    edited(store, "c1", date=read_date("2024-10-13"))
    merge_claims(store, "c1", ["c2"], BY)
    split(store, "c2", BY)
    told = story(store, RecordKind.CLAIM, "c1")
    assert [one.change.kind for one in told] == [
        ChangeKind.SEED,
        ChangeKind.EDIT,
        ChangeKind.MERGE,
        ChangeKind.SPLIT,
    ]
    assert [one.after.id for one in told[0].differences] == ["c1", "s1", "s2"]
    assert [(one.field, one.before, one.after) for one in told[1].differences[0].fields] == [
        ("date", "2024-10~", "2024-10-13")
    ]
    assert "s3" in {one.after.id for one in told[2].differences}
    other = story(store, RecordKind.CLAIM, "c2")
    assert other[-2].differences[0].after.merged_into == "c1"
    assert story(store, RecordKind.CLAIM, "nothing") == ()


def test_records_are_found_whatever_their_state(store: Store) -> None:
    retract(store, RecordKind.CLAIM, "c3", BY)
    keys = [(RecordKind.CLAIM, "c3"), (RecordKind.ORIGINATOR, "o1"), (RecordKind.CLAIM, "none")]
    found = records(store, keys)
    assert set(found) == set(keys[:2])
    assert not found[RecordKind.CLAIM, "c3"].live
