"""Random days of work, side by side with a model that keeps everything in plain dictionaries."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    MultipleResults,
    RuleBasedStateMachine,
    consumes,
    invariant,
    multiple,
    rule,
)

from geo.claims.dataset import Dataset
from geo.claims.model import Claim, Statement
from geo.errors import ClaimAtlasError, EditConflict
from geo.store.contents import current, dataset, revision
from geo.store.edits import add, edit, restore, retract
from geo.store.engine import Store
from geo.store.history import change_log, made_in
from geo.store.opening import create_store, open_store
from geo.store.records import Change, RecordKind
from geo.store.refresh import refreshed
from geo.store.reversal import merge_claims, split, undo
from geo.store.server_opening import create_on_server
from geo.store.verify import faults
from tests.geo.store.store_makers import BY, claim, document, originator, statement
from tests.postgres_server import Server

State = tuple[dict[str, Claim], dict[str, Statement]]
"""Live claims and live statements by id."""

WORDS = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=20
).filter(lambda text: bool(text.strip()))


def fill(new: Store) -> None:
    """One document and one originator."""
    add(new, [document("d1"), originator("o1")], BY)


@cache
def template() -> bytes:
    """A store with one document and one originator; to make one anew takes longer than a test."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.db"
        create_store(path, fill)
        return path.read_bytes()


class DaysOfWork(RuleBasedStateMachine):
    """Every rule does one thing to both and expects both to agree, or the store to refuse."""

    ids = Bundle("ids")
    done = Bundle("done")

    def __init__(self) -> None:
        super().__init__()
        self.store = self.new_store()
        self.claims: dict[str, Claim] = {}
        self.voices: dict[str, Statement] = {}
        self.after: dict[int, State] = {1: ({}, {})}
        self.number = 0
        self.every = self.rarely = dataset(self.store)
        self.looks = 0

    def new_store(self) -> Store:
        self.folder = tempfile.TemporaryDirectory()
        path = Path(self.folder.name) / "a.db"
        path.write_bytes(template())
        return open_store(path)

    def away(self) -> None:
        self.folder.cleanup()

    def teardown(self) -> None:
        assert faults(self.store) == ()
        # Every state of the past can still be asked for.
        log = change_log(self.store)
        for one in log:
            same_moment = [other.id for other in log if other.recorded_at == one.recorded_at]
            claims, voices = self.after[max(same_moment)]
            found = dataset(self.store, one.recorded_at)
            assert {c.id: c for c in found.claims} == claims
            assert {s.id: s for s in found.statements} == voices
        self.away()

    def remember(self, made: Change | None) -> int:
        assert made is not None
        self.after[made.id] = (dict(self.claims), dict(self.voices))
        return made.id

    @rule(target=ids, summary=WORDS, number=st.integers(1, 3))
    def new_claim(self, summary: str, number: int) -> str:
        self.number += 1
        name = f"c{self.number}"
        new = claim(name, summary=summary)
        voices = [statement(f"{name}-{n}", name, note=summary) for n in range(number)]
        made = add(self.store, [new, *voices], BY)
        self.claims[name] = new
        self.voices |= {one.id: one for one in voices}
        self.remember(made)
        return name

    @rule(target=done, id=ids, summary=WORDS)
    def edit_claim(self, id: str, summary: str) -> int | MultipleResults[int]:
        version = current(self.store, RecordKind.CLAIM, id)
        assert isinstance(version.record, Claim)
        new = replace(version.record, summary=summary)
        made = edit(self.store, [(new, version.change)], BY)
        if made is None:
            assert version.record == new
            return multiple()
        if version.live:
            self.claims[id] = new
        return self.remember(made)

    @rule(id=ids, summary=WORDS)
    def edit_an_old_version(self, id: str, summary: str) -> None:
        version = current(self.store, RecordKind.CLAIM, id)
        assert isinstance(version.record, Claim)
        before = revision(self.store)
        try:
            edit(self.store, [(replace(version.record, summary=summary), version.change - 1)], BY)
        except EditConflict:
            pass
        else:
            raise AssertionError("an edit of an old version was taken")
        assert revision(self.store) == before

    @rule(target=done, id=ids)
    def retract_claim(self, id: str) -> int | MultipleResults[int]:
        if id not in self.claims:
            assert retract(self.store, RecordKind.CLAIM, id, BY) is None
            return multiple()
        made = retract(self.store, RecordKind.CLAIM, id, BY)
        del self.claims[id]
        self.voices = {k: v for k, v in self.voices.items() if v.claim != id}
        return self.remember(made)

    @rule(id=ids)
    def restore_claim(self, id: str) -> None:
        version = current(self.store, RecordKind.CLAIM, id)
        try:
            made = restore(self.store, RecordKind.CLAIM, id, BY)
        except ClaimAtlasError:
            # Live, merged, or edited while it was retracted (its statements stayed behind).
            assert version.live or version.merged_into or id not in self.claims
            return
        assert made is not None
        assert isinstance(version.record, Claim)
        assert id not in self.claims
        self.claims[id] = version.record
        for one in made_in(self.store, made.id):
            if isinstance(one.after.record, Statement):
                assert one.after.record.claim == id
                self.voices[one.after.id] = one.after.record
        self.remember(made)

    @rule(target=done, kept=ids, other=ids)
    def merge(self, kept: str, other: str) -> int | MultipleResults[int]:
        if kept == other or kept not in self.claims or other not in self.claims:
            return multiple()
        made = merge_claims(self.store, kept, [other], BY)
        del self.claims[other]
        self.voices = {
            k: replace(v, claim=kept) if v.claim == other else v for k, v in self.voices.items()
        }
        return self.remember(made)

    @rule(id=ids)
    def split_again(self, id: str) -> None:
        version = current(self.store, RecordKind.CLAIM, id)
        before = revision(self.store)
        try:
            made = split(self.store, id, BY)
        except ClaimAtlasError:
            assert revision(self.store) == before
            return
        assert made is not None
        assert isinstance(version.record, Claim)
        assert version.merged_into
        self.claims[id] = version.record
        for one in made_in(self.store, made.id):
            if isinstance(one.after.record, Statement):
                assert one.after.record == replace(self.voices[one.after.id], claim=id)
                self.voices[one.after.id] = one.after.record
        self.remember(made)

    @rule(target=done, number=consumes(done))
    def undo_something(self, number: int) -> int | MultipleResults[int]:
        before = revision(self.store)
        newest = change_log(self.store)[-1].id
        try:
            made = undo(self.store, number, BY)
        except ClaimAtlasError:
            assert number != newest
            assert revision(self.store) == before
            return multiple()
        assert made is not None
        if number == newest:  # then it is exactly what was before
            self.claims, self.voices = (dict(part) for part in self.after[number - 1])
        else:
            for one in made_in(self.store, made.id):
                self.follow(one.after.id, one.after.record, live=one.after.live)
        return self.remember(made)

    def follow(self, id: str, record: object, *, live: bool) -> None:
        if isinstance(record, Claim):
            self.claims.pop(id, None)
            if live:
                self.claims[id] = record
        elif isinstance(record, Statement):
            self.voices.pop(id, None)
            if live:
                self.voices[id] = record

    @invariant()
    def both_hold_the_same(self) -> None:
        found = dataset(self.store)
        assert {one.id: one for one in found.claims} == self.claims
        assert {one.id: one for one in found.statements} == self.voices
        # What was read before and brought up to date is what a new reading gives, order and all.
        self.every = refreshed(self.store, self.every)
        same(self.every, found)
        self.looks += 1
        if self.looks % 4 == 0:
            self.rarely = refreshed(self.store, self.rarely)
            same(self.rarely, found)


def same(one: Dataset, other: Dataset) -> None:
    assert one == other and one.revision == other.revision
    assert list(one.documents) == list(other.documents)


DaysOfWork.TestCase.settings = settings(max_examples=15, stateful_step_count=14, deadline=None)
TestDaysOfWork = DaysOfWork.TestCase


class DaysOnServer(DaysOfWork):
    """The same on PostgreSQL, with a database for each example."""

    server: Server

    def new_store(self) -> Store:
        self.name = f"days_{uuid4().hex}"
        return open_store(self.server.create(self.name, "days"))

    def away(self) -> None:
        self.server.drop(self.name)


DaysOnServer.TestCase.settings = settings(max_examples=3, stateful_step_count=12, deadline=None)


@pytest.fixture(scope="module")
def days(postgres: Server) -> Iterator[None]:
    create_on_server(postgres.create("days"), fill)
    DaysOnServer.server = postgres
    yield
    postgres.drop("days")


@pytest.mark.usefixtures("days")
class TestDaysOnServer(DaysOnServer.TestCase):  # type: ignore[misc, name-defined]
    pass
