"""No echo: a finding on a pair is kept with its author, can be taken back, and undoes nothing."""

from __future__ import annotations

from geo.store.contents import dataset, findings
from geo.store.edits import retract
from geo.store.engine import Store
from geo.store.findings import no_echo, no_echoes
from geo.store.history import change_log
from geo.store.records import By, RecordKind
from geo.store.reversal import undo
from geo.store.verify import faults
from tests.geo.store.store_makers import BY

DATABASES = ("sqlite", "postgresql")


def test_a_pair_is_found_once_whichever_is_named_first(store: Store) -> None:
    before = dataset(store)
    change = no_echo(store, "event", "c2", "c1", By("Bo", "two landings"))
    assert change is not None and change.records == 1
    assert no_echo(store, "event", "c1", "c2", BY) is None
    assert no_echoes(store) == {("event", "c1", "c2")}
    assert dataset(store).claims == before.claims
    assert faults(store) == ()


def test_a_finding_that_was_undone_can_be_made_again(store: Store) -> None:
    change = no_echo(store, "report", "s1", "s2", BY)
    assert change is not None
    undo(store, change.id, BY)
    assert no_echoes(store) == frozenset()
    assert no_echo(store, "report", "s2", "s1", BY) is not None
    assert no_echoes(store) == {("report", "s1", "s2")}
    assert len(change_log(store)) == 4


def test_a_finding_outlives_what_it_is_about(store: Store) -> None:
    no_echo(store, "event", "c2", "c3", BY)
    retract(store, RecordKind.CLAIM, "c3", BY)
    assert [one.second for one in findings(store)] == ["c3"]
