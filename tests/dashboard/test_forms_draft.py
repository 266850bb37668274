"""Drafts: several sheets read as one change, a preview at every moment, and two people at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import streamlit as st

from dashboard import drafts
from dashboard.forms.claim import empty_claim
from dashboard.forms.conflict import put_together, replace_sheet, take_theirs
from dashboard.forms.draft import REMOVED, Draft, Sheet
from dashboard.forms.preview import NO_SUMMARY, preview
from dashboard.forms.reading import Known, read_draft
from dashboard.forms.sources import empty_document, empty_originator
from dashboard.forms.statement import empty_statement
from dashboard.forms.values import YES
from dashboard.loading import make_store
from dashboard.saving import conflicts, save
from dashboard.stores import StoreAt, StoreKind
from geo.claims.model import Claim
from geo.claims.vocabulary import Confidence, Status
from geo.exchange.seeds import bundled_folder
from geo.store import contents
from geo.store.edits import edit, retract
from geo.store.history import change_log, made_in
from geo.store.records import By, ChangeKind, RecordKind

TODAY = dt.date(2026, 11, 27)
CLAIM = "unit-of-3000-for-ukraine"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("store") / "claims.db"
    make_store(path, bundled_folder())
    return path.read_bytes()


@pytest.fixture
def store(template: bytes, tmp_path: Path) -> Iterator[StoreAt]:
    path = tmp_path / "claims.db"
    path.write_bytes(template)
    before = st.get_option("server.address")
    st.config.set_option("server.address", "127.0.0.1")
    yield StoreAt(StoreKind.FILE, str(path))
    st.config.set_option("server.address", before)


def known(store: StoreAt) -> Known:
    held = contents.dataset(store.open())
    ids = {
        RecordKind.CLAIM: {one.id for one in held.claims},
        RecordKind.STATEMENT: {one.id for one in held.statements},
        RecordKind.DOCUMENT: set(held.documents),
        RecordKind.ORIGINATOR: set(held.originators),
    }
    return Known(
        held.documents,
        held.originators,
        frozenset(ids[RecordKind.CLAIM]),
        lambda kind, key: key in ids[kind],
    )


def new_draft() -> Draft:
    """A claim of somebody new in a document that is new, as the form leaves it."""
    claim = empty_claim() | {"summary": "Five tanks were seen in Kursk.", "kind": "sighting"}
    statement = empty_statement() | {"grade_basis": "nobody knows them"}
    draft = Draft(Sheet(RecordKind.CLAIM, claim), [Sheet(RecordKind.STATEMENT, statement)])
    document = empty_document("Example Daily") | {
        "published": "2024-10-18", "published_basis": "printed",
    }  # fmt: skip
    person = empty_originator("A Witness") | {"kind": "witness", "parent": "ukraine"}
    for sheets, values, field, kind in (
        (draft.documents, document, "document", RecordKind.DOCUMENT),
        (draft.originators, person, "originator", RecordKind.ORIGINATOR),
    ):
        key = draft.new_key()
        sheets[key] = Sheet(kind, values)
        statement[field] = key
    return draft


def test_a_claim_with_everything_new_is_one_change(store: StoreAt) -> None:
    draft = new_draft()
    found = read_draft(draft, known(store), TODAY)
    assert found.problems == []
    assert draft.is_new
    outcome = save(store, draft, found, "New claim.")
    assert outcome.made is not None
    assert outcome.made.kind is ChangeKind.ADD
    added = {(one.after.kind, one.after.id) for one in made_in(store.open(), outcome.made.id)}
    assert added == {
        (RecordKind.DOCUMENT, "example-daily-2024-10"),
        (RecordKind.ORIGINATOR, "witness"),
        (RecordKind.CLAIM, "five-tanks-seen-kursk"),
        (RecordKind.STATEMENT, "five-tanks-seen-kursk-witness"),
    }


def test_what_is_new_and_named_by_no_statement_is_left_out(store: StoreAt) -> None:
    draft = new_draft()
    draft.documents[draft.new_key()] = Sheet(RecordKind.DOCUMENT, empty_document())
    draft.originators[draft.new_key()] = Sheet(RecordKind.ORIGINATOR, empty_originator())
    found = read_draft(draft, known(store), TODAY)
    assert found.problems == []
    assert found.changes == 4


def test_two_statements_of_one_new_originator_get_ids_of_their_own(store: StoreAt) -> None:
    draft = new_draft()
    second = Sheet(RecordKind.STATEMENT, dict(draft.statements[0].values))
    draft.statements.append(second)
    found = read_draft(draft, known(store), TODAY)
    assert [one.id for one in found.statements.values()] == [
        "five-tanks-seen-kursk-witness", "five-tanks-seen-kursk-witness-2",
    ]  # fmt: skip


def test_a_claim_cannot_be_left_without_a_statement(store: StoreAt) -> None:
    draft = drafts.load_claim(store.open(), CLAIM)
    for one in draft.statements:
        one.values[REMOVED] = YES
    found = read_draft(draft, known(store), TODAY)
    assert [one.field for one in found.problems] == ["statements"]
    draft.statements[0].values[REMOVED] = ""
    found = read_draft(draft, known(store), TODAY)
    assert found.problems == []
    outcome = save(store, draft, found, "Two of them speak of something else.")
    assert outcome.made is not None
    held = contents.dataset(store.open())
    assert [one.id for one in held.by_claim[CLAIM]] == ["s01"]


def test_opening_a_claim_changes_nothing(store: StoreAt) -> None:
    draft = drafts.load_claim(store.open(), CLAIM)
    assert len(draft.statements) == 3
    assert not draft.changed
    found = read_draft(draft, known(store), TODAY)
    assert (found.problems, found.changes) == ([], 0)


def test_confidence_by_hand_is_an_override_in_the_history(store: StoreAt) -> None:
    draft = drafts.load_claim(store.open(), CLAIM)
    assert draft.claim is not None
    draft.claim.values |= {"confidence": "low", "override_reason": "The outlet misread a cable."}
    found = read_draft(draft, known(store), TODAY)
    outcome = save(store, draft, found, "Set by hand.")
    assert outcome.made is not None
    assert outcome.made.kind is ChangeKind.OVERRIDE
    claim = contents.current(store.open(), RecordKind.CLAIM, CLAIM).record
    assert isinstance(claim, Claim)
    assert claim.override is not None
    assert claim.override.confidence is Confidence.LOW


def test_a_retracted_claim_is_not_opened(store: StoreAt) -> None:
    retract(store.open(), RecordKind.CLAIM, CLAIM, By("Ben", "not ours"))
    with pytest.raises(Exception, match="is retracted"):
        drafts.load_claim(store.open(), CLAIM)


def test_half_a_form_has_a_preview(store: StoreAt) -> None:
    beside = known(store)
    draft = Draft(
        Sheet(RecordKind.CLAIM, empty_claim()), [Sheet(RecordKind.STATEMENT, empty_statement())]
    )
    card = preview(draft, read_draft(draft, beside, TODAY), beside, None).card
    assert card.summary == NO_SUMMARY
    assert card.statements == ()
    draft = new_draft()
    assert draft.claim is not None
    draft.claim.values |= {
        "date": "no date", "figure_low": "5", "figure_unit": "tanks", "kind": "",
        "override_reason": "", "confidence": "high",
    }  # fmt: skip
    for sheet in (*draft.documents.values(), *draft.originators.values()):
        sheet.values |= {"published": "", "kind": ""}
    reading = read_draft(draft, beside, TODAY)
    assert reading.claim is None
    card = preview(draft, reading, beside, None).card
    assert card.summary == "Five tanks were seen in Kursk."
    assert card.figure == "5 or more tanks"
    assert card.when == "no date given"
    assert card.confidence is Confidence.HIGH
    assert card.status is Status.ASSERTED
    [line] = card.statements
    assert (line.originator, line.outlet) == ("A Witness", "Example Daily")
    assert line.published == "date not given yet"


def test_two_people_at_one_claim(store: StoreAt) -> None:
    draft = drafts.load_claim(store.open(), CLAIM)
    assert draft.claim is not None
    draft.claim.values |= {"actor": "mine", "summary": "Mine."}
    version = contents.current(store.open(), RecordKind.CLAIM, CLAIM)
    assert isinstance(version.record, Claim)
    theirs = replace(version.record, actor="theirs", place_words="there")
    edit(store.open(), [(theirs, version.change)], By("Ben", "a second report"))
    found = read_draft(draft, known(store), TODAY)
    outcome = save(store, draft, found, "Mine.")
    assert outcome.conflict is not None
    [conflict] = conflicts(store.open(), draft)
    assert "Ben" in conflict.who
    assert "a second report" in conflict.who
    assert {one.field: one.both for one in conflict.fields} == {"actor": True, "place_words": False}
    assert [one.field for one in conflict.yours] == ["summary"]
    assert draft.claim.values["actor"] == "mine", "nothing typed is lost"

    as_theirs = take_theirs(draft.claim, conflict.theirs)
    assert not as_theirs.changed
    for mine in (True, False):
        together = put_together(draft.claim, conflict, {"actor": mine})
        assert together.values["actor"] == ("mine" if mine else "theirs")
        assert together.values["place_words"] == "there"
        assert together.values["summary"] == "Mine."
    replace_sheet(draft, conflict.sheet, put_together(draft.claim, conflict, {"actor": True}))
    outcome = save(store, draft, read_draft(draft, known(store), TODAY), "Both.")
    assert outcome.made is not None
    now = contents.current(store.open(), RecordKind.CLAIM, CLAIM).record
    assert isinstance(now, Claim)
    assert (now.actor, now.place_words, now.summary) == ("mine", "there", "Mine.")
    assert change_log(store.open())[1].author == "Ben"


def test_what_was_not_touched_here_is_brought_up_to_date(store: StoreAt) -> None:
    draft = drafts.load_claim(store.open(), CLAIM)
    version = contents.current(store.open(), RecordKind.CLAIM, CLAIM)
    assert isinstance(version.record, Claim)
    theirs = replace(version.record, actor="theirs")
    edit(store.open(), [(theirs, version.change)], By("Ben", "a second report"))
    draft.statements[0].values["note"] = "mine"
    assert conflicts(store.open(), draft) == []
    assert draft.claim is not None
    assert draft.claim.values["actor"] == "theirs"
    assert draft.statements[0].values["note"] == "mine"


def test_a_record_that_is_gone_is_a_conflict_of_its_own(store: StoreAt) -> None:
    draft = drafts.load_claim(store.open(), CLAIM)
    assert draft.claim is not None
    draft.claim.values["actor"] = "mine"
    retract(store.open(), RecordKind.CLAIM, CLAIM, By("Ben", "not ours"))
    outcome = save(store, draft, read_draft(draft, known(store), TODAY), "Mine.")
    assert not outcome.done
    assert conflicts(store.open(), draft)[0].gone


def test_an_error_of_the_store_changes_no_draft(store: StoreAt) -> None:
    draft = new_draft()
    draft.statements[0].values["document"] = "no-such-document"
    found = read_draft(draft, known(store), TODAY)
    assert [one.field for one in found.problems] == ["document"]
    draft = new_draft()
    found = read_draft(draft, known(store), TODAY)
    outcome = save(store, draft, found, "  ")
    assert not outcome.done
    assert "needs a reason" in outcome.failure
    assert len(change_log(store.open())) == 1
