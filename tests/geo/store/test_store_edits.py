"""Adding, changing, retracting, restoring; what is refused, and all of it at once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geo.claims.dates import read_date
from geo.claims.model import Figure, Override
from geo.claims.vocabulary import Confidence
from geo.errors import EditConflict, InputRefused, ModelError, StoreError
from geo.store.contents import current, dataset, problems, revision
from geo.store.edits import add, edit, override_confidence, restore, retract, settle
from geo.store.engine import Store
from geo.store.history import change_log, history
from geo.store.records import By, ChangeKind, RecordKind
from geo.store.verify import faults
from tests.geo.store.store_makers import (
    BY,
    PROBLEMS,
    claim,
    document,
    originator,
    statement,
    version,
)
from tests.geo.store.store_makers import dataset as made_up

DATABASES = ("sqlite", "postgresql")


def test_a_claim_is_added_with_its_source(store: Store) -> None:
    made = add(store, [claim("c9"), statement("s9", "c9", document="d9"), document("d9")], BY)
    assert made is not None
    assert (made.kind, made.author, made.reason, made.records) == (
        ChangeKind.ADD, "Ada", "to try it", 3,
    )  # fmt: skip
    found = dataset(store)
    assert found.claims == (*made_up().claims, claim("c9"))
    assert found.by_claim["c9"] == (statement("s9", "c9", document="d9"),)
    assert faults(store) == ()


def test_a_claim_without_a_source_is_refused(store: Store) -> None:
    before = revision(store)
    with pytest.raises(InputRefused, match="without a source"):
        add(store, [claim("c9")], BY)
    assert revision(store) == before


def test_a_claim_without_date_basis_is_never_made() -> None:
    with pytest.raises(ModelError, match="no basis"):
        claim("c9", date=read_date("2024-10"))


def test_everything_that_is_wrong_is_listed_at_once(store: Store) -> None:
    new = [
        claim("c9", part_of="c404"),
        statement("s9", "c404", document="d404", originator="o404"),
        originator("o9", parent="o403"),
    ]
    with pytest.raises(InputRefused) as caught:
        add(store, new, BY)
    told = [(one.file, one.column, one.value) for one in caught.value.problems]
    assert ("statement s9", "document", "d404") in told
    assert ("statement s9", "originator", "o404") in told
    assert ("originator o9", "parent", "o403") in told
    assert any(value == "c404" for _, _, value in told)
    assert any("without a source" in one.message for one in caught.value.problems)
    assert all(one.remedy for one in caught.value.problems)


def test_an_id_is_given_once(store: Store) -> None:
    with pytest.raises(InputRefused, match=r"'d1': is taken already"):
        add(store, [document("d1")], BY)
    with pytest.raises(InputRefused, match="changed twice"):
        add(store, [document("d8"), document("d8")], BY)
    retract(store, RecordKind.CLAIM, "c2", BY)
    with pytest.raises(InputRefused, match=r"'c2'.*restore it"):
        add(store, [claim("c2"), statement("s9", "c2")], BY)


def test_parents_that_run_in_a_circle_are_refused(store: Store) -> None:
    o1 = dataset(store).originators["o1"]
    with pytest.raises(InputRefused, match="circle"):
        edit(store, [(replace(o1, parent="o2"), version(store, o1))], BY)


def test_text_and_numbers_that_no_database_keeps_are_refused(store: Store) -> None:
    for odd in (document("d9", outlet="a\0b"), document("d9", description="\ud800")):
        with pytest.raises(InputRefused, match=r"NUL|half a character"):
            add(store, [odd], BY)
    with pytest.raises(InputRefused, match="number nan"):
        add(store, [claim("c9", near_km=float("nan")), statement("s9", "c9")], BY)
    with pytest.raises(StoreError, match="Type them again"):
        add(store, [document("d9")], By("A\0", "b"))


def test_a_change_has_an_author_and_a_reason() -> None:
    for author, reason in (("", "why"), (" ", "why"), ("Ada", ""), ("Ada", "\n")):
        with pytest.raises(ModelError, match="needs a"):
            By(author, reason)


def test_an_edit_is_a_new_version_and_the_old_one_stays(store: Store) -> None:
    old = dataset(store).claims[0]
    new = replace(old, summary="Mended.", figure=Figure(2000.0, None, False, "soldiers"))
    made = edit(store, [(new, version(store, old))], BY)
    assert made is not None
    assert dataset(store).claims[0] == new
    first, second = history(store, RecordKind.CLAIM, old.id)
    assert first.version.record == old
    assert second.version.record == new
    assert second.change == made
    assert {(one.field, one.before, one.after) for one in second.fields} == {
        ("summary", "Summary of c1.", "Mended."),
        ("figure_low", 1500.0, 2000.0),
        ("figure_high", 1500.0, None),
        ("figure_approx", True, False),
    }


def test_an_edit_that_changes_nothing_is_none(store: Store) -> None:
    before = change_log(store)
    old = dataset(store).claims[0]
    assert edit(store, [(old, version(store, old))], BY) is None
    assert change_log(store) == before


def test_of_two_edits_of_one_claim_the_second_is_told(store: Store) -> None:
    old = dataset(store).claims[0]
    seen = version(store, old)
    edit(store, [(replace(old, summary="Hers."), seen)], By("Grace", "a better source"))
    before = revision(store)
    with pytest.raises(EditConflict) as caught:
        edit(store, [(replace(old, summary="His.", actor="N"), seen)], BY)
    conflict = caught.value
    assert conflict.based_on == seen
    assert conflict.theirs == current(store, RecordKind.CLAIM, old.id)
    assert conflict.differing == {"summary": ("Hers.", "His."), "actor": ("", "N")}
    assert "Grace" in str(conflict)
    assert "summary, actor" in str(conflict)
    assert revision(store) == before


def test_what_does_not_exist_is_not_edited(store: Store) -> None:
    with pytest.raises(InputRefused, match=r"'d9': does not exist"):
        edit(store, [(document("d9"), 1)], BY)
    with pytest.raises(StoreError, match="no claim 'c9'"):
        retract(store, RecordKind.CLAIM, "c9", BY)


def test_a_retracted_claim_takes_its_statements_and_comes_back_with_them(store: Store) -> None:
    made = retract(store, RecordKind.CLAIM, "c1", BY)
    assert made is not None
    assert made.records == 4
    found = dataset(store)
    assert [one.id for one in found.claims] == ["c2", "c3"]
    assert [one.id for one in found.statements] == ["s3", "s4"]
    assert found.claims[1].part_of is None
    restore(store, RecordKind.CLAIM, "c1", BY)
    assert dataset(store) == made_up()


def test_a_statement_that_was_retracted_before_stays_so(store: Store) -> None:
    retract(store, RecordKind.STATEMENT, "s2", BY)
    retract(store, RecordKind.CLAIM, "c1", BY)
    restore(store, RecordKind.CLAIM, "c1", BY)
    assert [one.id for one in dataset(store).by_claim["c1"]] == ["s1"]
    restore(store, RecordKind.STATEMENT, "s2", BY)
    assert dataset(store) == made_up()


def test_a_new_total_is_not_taken_away_by_restoring_the_old(store: Store) -> None:
    retract(store, RecordKind.CLAIM, "c1", BY)
    third = current(store, RecordKind.CLAIM, "c3")
    edit(store, [(claim("c3", part_of="c2"), third.change)], BY)
    restore(store, RecordKind.CLAIM, "c1", BY)
    assert dataset(store).claims[2].part_of == "c2"


def test_what_others_need_is_retracted_with_them_or_not_at_all(store: Store) -> None:
    with pytest.raises(InputRefused) as caught:
        retract(store, RecordKind.DOCUMENT, "d1", BY)
    assert len(caught.value.problems) == 3
    with pytest.raises(InputRefused, match="without a source"):
        retract(store, RecordKind.STATEMENT, "s3", BY)
    made = retract(store, RecordKind.DOCUMENT, "d1", BY, with_dependents=True)
    assert made is not None
    found = dataset(store)
    assert [one.id for one in found.claims] == ["c2"]
    assert list(found.documents) == ["d2"]
    retract(store, RecordKind.ORIGINATOR, "o1", BY, with_dependents=True)
    found = dataset(store)
    assert (found.claims, found.statements, list(found.originators)) == ((), (), ["o3"])
    assert faults(store) == ()


def test_what_needs_something_retracted_is_not_restored_alone(store: Store) -> None:
    retract(store, RecordKind.CLAIM, "c2", BY)
    with pytest.raises(InputRefused, match="retracted claim"):
        restore(store, RecordKind.STATEMENT, "s3", BY)
    with pytest.raises(StoreError, match="not retracted"):
        restore(store, RecordKind.CLAIM, "c1", BY)


def test_a_retraction_of_an_older_version_is_a_conflict(store: Store) -> None:
    old = dataset(store).claims[1]
    seen = version(store, old)
    edit(store, [(replace(old, summary="Newer."), seen)], BY)
    with pytest.raises(EditConflict):
        retract(store, RecordKind.CLAIM, old.id, BY, based_on=seen)


def test_confidence_is_overridden_with_a_reason_and_back(store: Store) -> None:
    seen = current(store, RecordKind.CLAIM, "c2").change
    override = Override(Confidence.LOW, "The photograph is older.")
    made = override_confidence(store, "c2", override, BY, based_on=seen)
    assert made is not None
    assert made.kind is ChangeKind.OVERRIDE
    assert dataset(store).claims[1].override == override
    with pytest.raises(EditConflict):
        override_confidence(store, "c2", None, BY, based_on=seen)
    override_confidence(store, "c2", None, BY, based_on=made.id)
    assert dataset(store) == made_up()


def test_edits_keep_what_an_input_could_not_say(store: Store) -> None:
    old = dataset(store).claims[1]
    edit(store, [(replace(old, summary="Newer."), version(store, old))], BY)
    assert dataset(store).refused == {"c2": 1}


def test_refused_rows_are_settled(store: Store) -> None:
    settle(store, ["1-1"], BY, claims=["c2"])
    assert problems(store) == PROBLEMS[1:]
    assert dataset(store).refused == {}
    restore(store, RecordKind.REFUSAL, "1-1", BY)
    assert problems(store) == PROBLEMS
