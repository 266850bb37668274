"""What changed between two days, by the clock of publication and between any two states."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from geo.claims.changes import News, changes_between, published_between
from geo.claims.dates import read_date
from geo.claims.vocabulary import Confidence, Stance, Status
from geo.exchange.seeds import bundled_folder, read_folder
from geo.places.gazetteer import load_gazetteer
from tests.geo.claims.builders import claim, dataset, document, originator, statement

EARLY, LATE = date(2024, 10, 10), date(2024, 10, 20)

HELD = dataset(
    [claim(one) for one in ("denied", "raised", "back", "more", "same", "new")],
    [
        statement("d1", "denied", document="p1"),
        statement("d2", "denied", document="p2", originator="kremlin", stance=Stance.DENIES),
        statement("r1", "raised", document="p1"),
        statement("r2", "raised", document="p2", originator="bbc"),
        statement("b1", "back", document="p1"),
        statement("b2", "back", document="p1", retracted=read_date("2024-10-15")),
        statement("m1", "more", document="p1"),
        statement("m2", "more", document="p2"),
        statement("e1", "same", document="p1"),
        statement("n1", "new", document="p2"),
    ],
    [document("p1", "2024-10-05"), document("p2", "2024-10-15")],
    [originator("kremlin"), originator("bbc")],
)


def test_each_claim_is_told_by_the_most_important_thing_that_happened_to_it() -> None:
    found = published_between(HELD, EARLY, LATE)
    assert [(one.claim.id, one.news) for one in found] == [
        ("new", News.NEW),
        ("denied", News.STATUS),
        ("raised", News.CONFIDENCE),
        ("back", News.TAKEN_BACK),
        ("more", News.STATEMENTS),
    ]


def test_status_and_confidence_are_told_before_and_after_with_the_reason() -> None:
    by_id = {one.claim.id: one for one in published_between(HELD, EARLY, LATE)}
    denied = by_id["denied"]
    assert denied.before is not None and denied.after is not None
    assert (denied.before.status, denied.after.status) == (Status.ASSERTED, Status.CONTESTED)
    assert denied.sentences()[:2] == (
        "Status: asserted → contested.",
        "Confidence: moderate → low. Denied by Kremlin: one step lower.",
    )
    assert by_id["raised"].after is not None
    assert by_id["raised"].after.confidence is Confidence.HIGH
    assert by_id["back"].sentences() == ("1 statement taken back.",)
    assert by_id["new"].sentences() == ("New: asserted, moderate confidence, 1 statement.",)


def test_nothing_changes_where_nothing_was_published() -> None:
    assert published_between(HELD, LATE, date(2025, 1, 1)) == ()
    assert published_between(HELD, EARLY, EARLY) == ()


def test_two_states_of_a_store_tell_corrections_and_what_is_gone() -> None:
    claims = [replace(one, summary="Mended.") for one in HELD.claims if one.id == "same"]
    kept = [one for one in HELD.claims if one.id in ("more", "raised")]
    said = [
        replace(one, note="said in print") if one.id == "m1" else one
        for one in HELD.statements
        if one.claim in ("same", "more", "raised")
    ]
    after = replace(HELD, claims=(*kept, *claims), statements=tuple(said))
    found = {one.claim.id: one for one in changes_between(HELD, after)}
    assert "raised" not in found
    assert found["same"].news is News.EDITED
    assert found["same"].was is not None and found["same"].was.summary == "Summary of same."
    assert found["same"].sentences() == ("The claim itself was corrected.",)
    assert found["more"].sentences() == ("1 statement corrected.",)
    assert {one for one, what in found.items() if what.news is News.GONE} == {
        "denied",
        "back",
        "new",
    }


def test_another_parent_changes_what_counts_without_any_edit_of_the_claim() -> None:
    people = dict(HELD.originators) | {"bbc": originator("bbc", parent="nis")}
    found = changes_between(HELD, replace(HELD, originators=people))
    assert [(one.claim.id, one.news) for one in found] == [("raised", News.CONFIDENCE)]


def test_the_bundled_claims_tell_what_february_brought() -> None:
    held = read_folder(bundled_folder(), load_gazetteer()).dataset
    found = published_between(held, date(2024, 12, 31), date(2025, 3, 31))
    assert {one.news for one in found} == {News.NEW}
    assert "additional-troops-in-kursk" in {one.claim.id for one in found}
