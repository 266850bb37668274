"""Who changed what, and what was known here on some day."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from geo.store import edits
from geo.store.contents import dataset, problems
from geo.store.edits import edit, retract
from geo.store.engine import Store
from geo.store.history import (
    Difference,
    change_log,
    history,
    kinds_of_id,
    made_in,
    what_changed,
)
from geo.store.records import ChangeKind, FieldChange, Put, RecordKind
from geo.store.transaction import save
from geo.store.verify import faults
from tests.geo.store.store_makers import BY, PROBLEMS, claim, document, statement
from tests.geo.store.store_makers import dataset as made_up

DATABASES = ("sqlite", "postgresql")

OCTOBER = [dt.datetime(2030, 10, day, 12, 0, tzinfo=dt.UTC) for day in range(1, 5)]


@pytest.fixture
def grown(store: Store) -> Store:
    """1 October: a claim is added; 2nd: mended; 3rd: retracted; 4th: another document."""
    new = [Put(claim("c9")), Put(statement("s9", "c9"))]
    save(store, new, BY, ChangeKind.ADD, recorded_at=OCTOBER[0])
    mended = Put(claim("c9", actor="N"), based_on=2)
    save(store, [mended], BY, ChangeKind.EDIT, recorded_at=OCTOBER[1])
    gone = [Put(claim("c9", actor="N"), 3, False), Put(statement("s9", "c9"), 2, False)]
    save(store, gone, BY, ChangeKind.RETRACT, recorded_at=OCTOBER[2])
    save(store, [Put(document("d9"))], BY, ChangeKind.ADD, recorded_at=OCTOBER[3])
    return store


def words(found: tuple[Difference, ...]) -> list[tuple[str, str]]:
    return [(one.word, one.after.id) for one in found]


def test_the_store_as_it_was_when_a_day_ended(grown: Store) -> None:
    def ids(day: dt.date | dt.datetime) -> list[str]:
        return [one.id for one in dataset(grown, day).claims]

    assert ids(dt.date(2024, 10, 17)) == []
    assert ids(dt.date(2024, 10, 18)) == ids(dt.date(2030, 9, 30)) == ["c1", "c2", "c3"]
    assert ids(dt.date(2030, 10, 1)) == ids(dt.date(2030, 10, 2)) == ["c1", "c2", "c3", "c9"]
    assert ids(dt.date(2030, 10, 3)) == ids(dt.date.max) == ["c1", "c2", "c3"]
    assert dataset(grown, dt.date(2030, 9, 30)) == made_up()
    assert dataset(grown, dt.date(2030, 10, 1)).claims[-1].actor == ""
    assert dataset(grown, dt.date(2030, 10, 2)).claims[-1].actor == "N"
    assert dataset(grown, dt.date.max) == dataset(grown)


def test_the_store_as_it_was_at_a_moment(grown: Store) -> None:
    just_before = OCTOBER[0] - dt.timedelta(microseconds=1)
    assert len(dataset(grown, just_before).claims) == 3
    assert len(dataset(grown, OCTOBER[0]).claims) == 4
    local = OCTOBER[0].astimezone(dt.timezone(dt.timedelta(hours=9)))
    assert len(dataset(grown, local).claims) == 4


def test_refused_rows_are_those_of_the_day(store: Store) -> None:
    assert problems(store, dt.date(2024, 10, 17)) == ()
    assert problems(store, dt.date(2024, 10, 18)) == PROBLEMS


def test_the_revision_of_a_day_is_that_of_its_last_change(grown: Store) -> None:
    log = change_log(grown)
    assert dataset(grown, dt.date(2030, 10, 2)).revision == log[2].hash
    assert dataset(grown).revision == log[-1].hash
    assert len({one.hash for one in log}) == 5


def test_the_log_between_two_days(grown: Store) -> None:
    numbers = [one.id for one in change_log(grown, dt.date(2030, 10, 1), dt.date(2030, 10, 3))]
    assert numbers == [3, 4]
    assert [one.id for one in change_log(grown)] == [1, 2, 3, 4, 5]


def test_what_is_not_as_it_was(grown: Store) -> None:
    first, second, third, last = (dt.date(2030, 10, day) for day in range(1, 5))
    before = dt.date(2030, 9, 30)
    assert words(what_changed(grown, before, first)) == [("added", "c9"), ("added", "s9")]
    (mended,) = what_changed(grown, first, second)
    assert (mended.word, mended.fields) == ("changed", (FieldChange("actor", "", "N"),))
    gone = what_changed(grown, second, third)
    assert words(gone) == [("retracted", "c9"), ("retracted", "s9")]
    # What came and went between the two days is no difference.
    assert words(what_changed(grown, before, last)) == [("added", "d9")]
    assert what_changed(grown, last) == ()
    assert len(what_changed(grown)) == len(what_changed(grown, None, before)) + 1
    assert what_changed(grown, None, dt.date(2024, 1, 1)) == ()


def test_what_one_change_did(grown: Store) -> None:
    assert words(made_in(grown, 4)) == [("retracted", "c9"), ("retracted", "s9")]
    made = edits.restore(grown, RecordKind.CLAIM, "c9", BY)
    assert made is not None
    assert words(made_in(grown, made.id)) == [("restored", "c9"), ("restored", "s9")]


def test_the_history_of_a_record(grown: Store) -> None:
    entries = history(grown, RecordKind.CLAIM, "c9")
    assert [one.change.kind.value for one in entries] == ["add", "edit", "retract"]
    assert [one.version.live for one in entries] == [True, True, False]
    assert entries[0].fields == ()
    assert history(grown, RecordKind.CLAIM, "c404") == ()


def test_an_id_can_be_that_of_several_kinds(store: Store) -> None:
    edits.add(store, [claim("d1"), statement("s9", "d1")], BY)
    assert kinds_of_id(store, "d1") == (RecordKind.DOCUMENT, RecordKind.CLAIM)
    assert kinds_of_id(store, "c404") == ()


def test_a_clock_that_was_set_back_does_not_turn_the_order_around(grown: Store) -> None:
    made = retract(grown, RecordKind.CLAIM, "c2", BY)  # now, which is before October 2030
    assert made is not None
    assert made.recorded_at == OCTOBER[3]
    moments = [one.recorded_at for one in change_log(grown)]
    assert moments == sorted(moments)
    assert faults(grown) == ()


def test_an_edit_keeps_the_place_in_the_order(store: Store) -> None:
    first = dataset(store).claims[0]
    edit(store, [(replace(first, summary="Mended."), 1)], BY)
    assert [one.id for one in dataset(store).claims] == ["c1", "c2", "c3"]
