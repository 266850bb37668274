from __future__ import annotations

import datetime as dt
from dataclasses import replace

from dashboard.place_moves import PlaceChange
from dashboard.place_reasons import place_reasons, place_words
from geo.exchange.seeds import bundled_folder, read_folder
from geo.places.gazetteer import load_gazetteer

GAZETTEER = load_gazetteer()
DATASET = read_folder(bundled_folder(), GAZETTEER).dataset
CLAIM = next(one for one in DATASET.claims if one.id == "base-at-blagoveshchensk")


def moved_from(before: str | None, after: str) -> PlaceChange:
    return PlaceChange(before, after, 7, "Ada", "a reason", dt.date(2026, 11, 22), alone=True)


def test_reasons_are_for_the_words_that_name_the_place() -> None:
    told = place_reasons(CLAIM, GAZETTEER, None, may_write=True)
    assert told is not None
    assert told["words"] == "Blagoveshchensk"
    assert told["reasons"]
    assert told["read_as"] == ""
    assert told["changed"] is None
    assert not [one for one in told["reasons"] if one.startswith("Runner-up:")]


def test_nothing_is_invented_for_words_that_name_nothing() -> None:
    claim = replace(CLAIM, place_words="the battlefield, not named", summary="Something happened.")
    told = place_reasons(claim, GAZETTEER, None, may_write=False)
    assert told is not None
    assert told["reasons"] == []
    assert told["source"]
    assert told["worded"]
    assert told["may_write"] is False
    without = place_reasons(replace(claim, place_words=""), GAZETTEER, None, may_write=False)
    assert without is not None
    assert not without["worded"], "the card must not speak of a wording then"


def test_words_for_another_place_are_said_to_be() -> None:
    claim = replace(CLAIM, place_words="Vladivostok")
    told = place_reasons(claim, GAZETTEER, None, may_write=True)
    assert told is not None
    assert told["reasons"] == []
    assert "Vladivostok" in told["read_as"]
    assert told["others"][0]["id"] == "vladivostok"
    assert place_words(claim, GAZETTEER.place("blagoveshchensk"), GAZETTEER) == "Vladivostok"


def test_a_choice_is_told_and_the_first_place_is_not_a_runner_up() -> None:
    change = moved_from("blagoveshchensk", "blagoveshchensk-bashkortostan")
    moved = replace(CLAIM, place=change.after)
    told = place_reasons(moved, GAZETTEER, change, may_write=True)
    assert told is not None
    assert told["changed"] == {
        "from": "Blagoveshchensk, Russia",
        "reason": "a reason",
        "date": "2026-11-22",
        "by": "Ada",
        "undo": True,
    }
    ids = {one["id"] for one in told["others"]}
    assert not ids & {"blagoveshchensk", "blagoveshchensk-bashkortostan"}


def test_a_claim_without_a_place_may_be_given_one() -> None:
    claim = replace(CLAIM, place=None, place_words="the battlefield, not named")
    told = place_reasons(claim, GAZETTEER, None, may_write=True)
    assert told is not None
    assert told["name"] == ""
    assert told["others"] == [], "Battlefield, Missouri, is not what it means"
    assert place_words(claim, None, GAZETTEER) == "the battlefield, not named"

    moved = replace(claim, place="sudzha")
    told = place_reasons(moved, GAZETTEER, moved_from(None, "sudzha"), may_write=True)
    assert told is not None
    assert told["name"] == "Sudzha"
    assert told["changed"]["from"] == "no place"


def test_a_move_that_no_longer_counts_is_not_told() -> None:
    change = moved_from("blagoveshchensk", "blagoveshchensk-bashkortostan")
    told = place_reasons(CLAIM, GAZETTEER, change, may_write=True)
    assert told is not None
    assert told["changed"] is None
