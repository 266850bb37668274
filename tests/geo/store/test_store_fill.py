"""Many records at once: twice adds nothing, an error or a cancellation leaves nothing."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from dataclasses import replace

import pytest

from geo.errors import InputRefused, Problem
from geo.store.contents import dataset, problems, revision
from geo.store.edits import retract
from geo.store.engine import Store
from geo.store.fill import take_in
from geo.store.history import change_log
from geo.store.records import ChangeKind, Record, RecordKind
from geo.store.reversal import merge_claims, undo
from geo.store.taken import Fate
from geo.store.verify import faults
from tests.geo.store.store_makers import BY, PROBLEMS, claim, document, originator, statement
from tests.geo.store.store_makers import dataset as made_up

DATABASES = ("sqlite", "postgresql")

NUMBER = 2_600
"""More than one portion."""


def rows(number: int = NUMBER) -> Iterator[Record]:
    """Statements before the claims they are about, and the document last."""
    for n in range(number):
        yield statement(f"row-s{n}", f"row-{n}", document="file", originator="o1")
        yield claim(f"row-{n}")
    yield document("file")


def test_an_import_is_one_change_and_twice_adds_nothing(store: Store) -> None:
    made, taken = take_in(store, rows(), BY, problems=PROBLEMS[:1])
    assert made is not None
    assert (made.kind, made.records) == (ChangeKind.IMPORT, 2 * NUMBER + 2)
    assert (taken.added, taken.same, taken.differing) == (2 * NUMBER + 1, 0, [])
    assert len(dataset(store).claims) == NUMBER + 3
    assert problems(store) == (*PROBLEMS, PROBLEMS[0])
    before = revision(store)
    again, taken = take_in(store, rows(), BY, problems=PROBLEMS[:1])
    assert again is None
    assert (taken.added, taken.same) == (0, 2 * NUMBER + 1)
    assert revision(store) == before
    assert faults(store) == ()


def test_an_import_is_undone_as_a_whole(store: Store) -> None:
    made, _ = take_in(store, rows(100), BY)
    assert made is not None
    undo(store, made.id, BY)
    assert dataset(store) == made_up()
    # What a person took back does not come again with the same file.
    again, taken = take_in(store, rows(100), BY)
    assert (again, taken.same) == (None, 201)


def test_an_import_that_was_undone_comes_back_when_asked(store: Store) -> None:
    made, _ = take_in(store, rows(100), BY)
    assert made is not None
    undo(store, made.id, BY)
    changed = (
        replace(one, summary="Read anew.") if one.id == "row-3" else one for one in rows(100)
    )
    again, taken = take_in(store, changed, BY, pretend=True)
    assert (again, taken.count(Fate.RETRACTED)) == (None, 201)
    assert taken.count(Fate.RETRACTED, RecordKind.CLAIM) == 100
    again, taken = take_in(store, rows(100), BY, bring_back=True)
    assert again is not None
    assert (taken.updated, taken.count(Fate.UPDATED, RecordKind.STATEMENT)) == (201, 100)
    assert len(dataset(store).claims) == len(made_up().claims) + 100
    # What was merged into another claim is there already.
    merge_claims(store, "row-1", ["row-2"], BY)
    again, taken = take_in(store, rows(100), BY, bring_back=True)
    assert again is None
    assert taken.count(Fate.RETRACTED) == 1


def test_new_claims_bring_their_retracted_sources_back(store: Store) -> None:
    records = [originator("parent"), originator("voice", parent="parent"), document("paper")]
    first = [
        *records,
        claim("one"),
        statement("s-one", "one", document="paper", originator="voice"),
    ]
    made, _ = take_in(store, first, BY)
    assert made is not None
    undo(store, made.id, BY)
    # Another event out of the same paper: it goes in with its paper, and nothing else.
    more = [*records, claim("two"), statement("s-two", "two", document="paper", originator="voice")]
    _, taken = take_in(store, [*first, *more[3:]], BY)
    assert (taken.added, taken.updated, taken.same) == (2, 3, 2)
    assert taken.count(Fate.UPDATED, RecordKind.ORIGINATOR) == 2
    assert taken.count(Fate.RETRACTED) == 2
    held = dataset(store)
    assert {one.id for one in held.claims} == {*(one.id for one in made_up().claims), "two"}
    assert "paper" in held.documents
    assert faults(store) == ()


def test_a_dry_run_says_the_same_and_writes_nothing(store: Store) -> None:
    before = revision(store)
    made, taken = take_in(store, rows(), BY, pretend=True)
    assert made is None
    assert taken.added == 2 * NUMBER + 1
    assert revision(store) == before
    with pytest.raises(InputRefused, match="is no document"):
        take_in(store, [claim("c9"), statement("s9", "c9", document="d404")], BY, pretend=True)


def test_a_cancelled_import_leaves_the_store_as_it_was(store: Store) -> None:
    class CancelledError(Exception):
        pass

    def cancelled() -> Iterator[Record]:
        for number, row in enumerate(rows()):
            if number == NUMBER + 7:
                raise CancelledError
            yield row

    before = revision(store)
    with pytest.raises(CancelledError):
        take_in(store, cancelled(), BY)
    assert revision(store) == before
    assert len(change_log(store)) == 1


def test_an_import_with_a_bad_reference_names_every_one(store: Store) -> None:
    bad = [claim(f"x{n}") for n in range(3)] + [statement("s9", "x0", originator="o404")]
    with pytest.raises(InputRefused) as caught:
        take_in(store, bad, BY)
    assert len(caught.value.problems) == 3  # two claims without a source, one originator
    assert dataset(store) == made_up()


def test_other_contents_are_left_alone_or_brought_up_to_date(store: Store) -> None:
    newer = replace(made_up().claims[1], summary="Newer.")
    retract(store, RecordKind.ORIGINATOR, "o3", BY)
    changed = [newer, originator("o3", name="Another")]
    made, taken = take_in(store, changed, BY)
    assert made is None
    assert taken.differing == ["originator o3", "claim c2"]
    made, taken = take_in(store, changed, BY, update=True)
    assert made is not None
    # A retraction is a person's word, which no file overrules.
    assert (taken.updated, taken.differing) == (1, ["originator o3"])
    assert dataset(store).claims[1] == newer
    assert dataset(store).refused == {"c2": 1}


def test_an_import_of_refused_rows_alone_is_no_change(store: Store) -> None:
    made, _ = take_in(store, [], BY, problems=[Problem("a.csv", 2, None, "", "is odd.", "")])
    assert made is None


def test_the_search_for_garbage_is_left_as_it_was(store: Store) -> None:
    before, seen = gc.get_threshold(), []

    def records() -> Iterator[Record]:
        seen.append(gc.get_threshold())
        yield claim("c9")
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        take_in(store, records(), BY)
    assert seen[0][0] > before[0]
    assert gc.get_threshold() == before


def test_a_voice_of_a_table_that_numbers_its_rows_alike_speaks_to_no_other_claim(
    store: Store,
) -> None:
    other = [claim("c1", summary="Something else."), statement("s9", "c1")]
    change, taken = take_in(store, other, BY)
    assert change is None
    assert taken.differing == ["claim c1", "statement s9"]
    change, taken = take_in(store, other, BY, update=True)
    assert change is not None
    assert (taken.added, taken.updated, taken.differing) == (1, 1, [])


def test_a_further_voice_on_a_retracted_claim_does_not_refuse_the_file(store: Store) -> None:
    retract(store, RecordKind.CLAIM, "c2", BY)
    file = [
        claim("c2", place="ussuriysk"),
        statement("s8", "c2"),
        claim("c8"),
        statement("s7", "c8"),
    ]
    change, taken = take_in(store, file, BY)
    assert change is not None
    assert taken.added == 2
    assert taken.differing == ["statement s8"]
