from __future__ import annotations

import datetime as dt
from dataclasses import replace

from dashboard.loading import Loaded
from dashboard.place_reasons import place_reasons, place_words
from geo.claims.model import Claim
from geo.claims.place_choices import PlaceChoice, Scope
from geo.exchange.seeds import bundled_folder, read_folder
from geo.places.gazetteer import load_gazetteer

GAZETTEER = load_gazetteer()
DATASET = read_folder(bundled_folder(), GAZETTEER).dataset
CLAIM = next(one for one in DATASET.claims if one.id == "base-at-blagoveshchensk")


def loaded(claim: Claim, choice: PlaceChoice | None = None) -> Loaded:
    chosen = {claim.id: choice} if choice else {}
    return Loaded(DATASET, tuple(chosen.values()), chosen, ())


def test_reasons_are_for_the_words_that_name_the_place() -> None:
    told = place_reasons(CLAIM, loaded(CLAIM), GAZETTEER, may_write=True)
    assert told is not None
    assert told["words"] == "Blagoveshchensk"
    assert told["reasons"]
    assert told["read_as"] == ""
    assert told["changed"] is None
    assert not [one for one in told["reasons"] if one.startswith("Runner-up:")]


def test_nothing_is_invented_for_words_that_name_nothing() -> None:
    claim = replace(CLAIM, place_words="the battlefield, not named", summary="Something happened.")
    told = place_reasons(claim, loaded(claim), GAZETTEER, may_write=False)
    assert told is not None
    assert told["reasons"] == []
    assert told["source"]
    assert told["may_write"] is False


def test_words_for_another_place_are_said_to_be() -> None:
    claim = replace(CLAIM, place_words="Vladivostok")
    told = place_reasons(claim, loaded(claim), GAZETTEER, may_write=True)
    assert told is not None
    assert told["reasons"] == []
    assert "Vladivostok" in told["read_as"]
    assert told["others"][0]["id"] == "vladivostok"
    assert place_words(claim, GAZETTEER.place("blagoveshchensk"), GAZETTEER) == "Vladivostok"


def test_a_choice_is_told_and_the_first_place_is_not_a_runner_up() -> None:
    choice = PlaceChoice(
        Scope.CLAIM, CLAIM.id, "Blagoveshchensk", "blagoveshchensk",
        "blagoveshchensk-bashkortostan", "a reason", dt.date(2026, 11, 22),
    )  # fmt: skip
    moved = replace(CLAIM, place=choice.place)
    told = place_reasons(moved, loaded(moved, choice), GAZETTEER, may_write=True)
    assert told is not None
    assert told["changed"] == {
        "from": "Blagoveshchensk, Russia",
        "reason": "a reason",
        "date": "2026-11-22",
        "scope": "for this claim",
    }
    ids = {one["id"] for one in told["others"]}
    assert not ids & {"blagoveshchensk", "blagoveshchensk-bashkortostan"}


def test_a_claim_without_a_place_may_be_given_one() -> None:
    claim = replace(CLAIM, place=None, place_words="the battlefield, not named")
    told = place_reasons(claim, loaded(claim), GAZETTEER, may_write=True)
    assert told is not None
    assert told["name"] == ""
    assert told["others"] == [], "Battlefield, Missouri, is not what it means"
    assert place_words(claim, None, GAZETTEER) == "the battlefield, not named"

    choice = PlaceChoice(
        Scope.CLAIM, CLAIM.id, "the battlefield", "", "sudzha", "a reason", dt.date(2026, 11, 22)
    )
    moved = replace(claim, place="sudzha")
    told = place_reasons(moved, loaded(moved, choice), GAZETTEER, may_write=True)
    assert told is not None
    assert told["name"] == "Sudzha"
    assert told["changed"]["from"] == "no place"
