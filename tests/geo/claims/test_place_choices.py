from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from geo.claims.place_choices import (
    PlaceChoice,
    Scope,
    apply_choices,
    concerning,
    forget_choices,
    read_choices,
    save_choices,
)
from geo.errors import ModelError
from geo.exchange.seeds import bundled_folder, read_folder
from geo.places.gazetteer import load_gazetteer

GAZETTEER = load_gazetteer()
DATASET = read_folder(bundled_folder(), GAZETTEER).dataset
CLAIM = "base-at-blagoveshchensk"
DOCUMENT = DATASET.by_claim[CLAIM][0].document
CHOICE = PlaceChoice(
    Scope.DOCUMENT, DOCUMENT, "Blagoveshchensk", "blagoveshchensk",
    "blagoveshchensk-bashkortostan", "a reason, with a comma", dt.date(2026, 11, 22),
)  # fmt: skip


def test_choices_come_back_and_go(tmp_path: Path) -> None:
    path = tmp_path / "own" / "place_choices.csv"
    assert read_choices(path).choices == ()
    other = replace(CHOICE, scope=Scope.CLAIM, of=CLAIM)
    save_choices(path, [CHOICE, other])
    assert read_choices(path).choices == (CHOICE, other)
    again = replace(CHOICE, place="kursk", reason="a better one")
    save_choices(path, [again])
    assert read_choices(path).choices == (again, other), "one choice for one question"
    forget_choices(path, [again])
    assert read_choices(path).choices == (other,)


def test_a_choice_moves_the_claims_of_its_document_and_no_other() -> None:
    choice = replace(CHOICE, instead_of="vladivostok", place="nakhodka")
    applied = apply_choices(DATASET, [choice], GAZETTEER)
    moved = set(applied.made)
    expected = {
        one.id
        for one in DATASET.claims
        if one.place == "vladivostok" and DOCUMENT in {s.document for s in DATASET.by_claim[one.id]}
    }
    assert moved == expected
    assert len(moved) > 1
    for before, after in zip(DATASET.claims, applied.dataset.claims, strict=True):
        assert after == (replace(before, place="nakhodka") if before.id in moved else before)
    assert applied.dataset.revision != DATASET.revision
    assert apply_choices(DATASET, [], GAZETTEER).dataset is DATASET


def test_a_claim_without_a_place_is_given_one_by_itself(tmp_path: Path) -> None:
    open_claims = [one.id for one in DATASET.claims if one.place is None]
    choice = replace(CHOICE, scope=Scope.CLAIM, of=open_claims[0], instead_of="", place="sudzha")
    path = tmp_path / "place_choices.csv"
    save_choices(path, [choice])
    applied = apply_choices(DATASET, read_choices(path).choices, GAZETTEER)
    assert dict(applied.made) == {open_claims[0]: choice}
    assert concerning([choice, CHOICE], open_claims[0], [DOCUMENT], None) == (choice,)
    assert concerning([choice], CLAIM, [DOCUMENT], "blagoveshchensk") == ()
    forget_choices(path, [choice])
    assert read_choices(path).choices == ()
    with pytest.raises(ModelError, match="for each claim alone"):
        replace(choice, scope=Scope.DOCUMENT)


def test_which_choice_counts() -> None:
    later = replace(CHOICE, of="another", place="kursk", date=dt.date(2026, 12, 1))
    alone = replace(CHOICE, scope=Scope.CLAIM, of=CLAIM, date=dt.date(2020, 1, 1))
    choices = [CHOICE, later, alone]
    found = concerning(choices, CLAIM, [DOCUMENT, "another"], "blagoveshchensk")
    assert found == (alone, later, CHOICE)
    assert concerning(choices, "other-claim", [DOCUMENT], "blagoveshchensk") == (CHOICE,)
    assert concerning(choices, CLAIM, [DOCUMENT], "kursk") == (), "the data were corrected"


def test_a_place_that_is_gone_is_a_problem_and_moves_nothing() -> None:
    applied = apply_choices(DATASET, [replace(CHOICE, place="not-there")], GAZETTEER)
    assert applied.dataset is DATASET
    assert [one.value for one in applied.problems] == ["not-there"]


def test_a_choice_has_a_reason_and_changes_something() -> None:
    with pytest.raises(ModelError, match="reason"):
        replace(CHOICE, reason=" ")
    with pytest.raises(ModelError, match="already"):
        replace(CHOICE, place=CHOICE.instead_of)
    with pytest.raises(ModelError, match="characters"):
        replace(CHOICE, reason="x" * 10_000)


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xfe",
        b"scope,of\n",
        b'scope,of,name,instead_of,place,reason,date\nclaim,a,"b\n',
        b"scope,of,name,instead_of,place,reason,date\nworld,a,b,c,d,e,2026-11-22\n",
        b"scope,of,name,instead_of,place,reason,date\nclaim,a,b,c,d,e,soon\n",
        b"scope,of,name,instead_of,place,reason,date\nclaim,a,b,c,d,,2026-11-22\n",
    ],
)
def test_a_bad_file_is_told_and_not_changed(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "place_choices.csv"
    path.write_bytes(content)
    read = read_choices(path)
    assert read.choices == ()
    assert len(read.problems) == 1
    assert path.read_bytes() == content
