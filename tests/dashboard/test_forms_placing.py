"""What somebody types for a place: clear names are taken, others are left to be chosen."""

from __future__ import annotations

import pytest

from dashboard.forms.claim import empty_claim, read_claim
from dashboard.forms.placing import choose, forget, look_up, settle
from dashboard.forms.values import Values
from geo.places.gazetteer import Gazetteer, load_gazetteer
from geo.places.world_index import WorldIndex
from tests.dashboard.test_forms_claim import TODAY, fields, free


@pytest.fixture(scope="module")
def gazetteer(world_index: WorldIndex) -> Gazetteer:
    return load_gazetteer()


def typed(text: str, **more: str) -> Values:
    return empty_claim() | {"summary": "x", "kind": "other", "place_typed": text} | more


def test_a_clear_name_is_taken(gazetteer: Gazetteer) -> None:
    values = typed("Уссурийске")
    settle(values, gazetteer)
    assert values["place"] == "ussuriysk"
    assert values["relation"] == "in"
    values["place_typed"] = ""
    settle(values, gazetteer)
    assert values["place"] == "", "an emptied field is no place"


def test_an_ambiguous_name_asks(gazetteer: Gazetteer) -> None:
    values = typed("Springfield")
    settle(values, gazetteer)
    assert values["place"] == ""
    _, problems = read_claim(values, None, free, set(), TODAY)
    assert fields(problems) == ["place"]
    found = look_up("Springfield", values, gazetteer)
    assert found is not None
    chosen = found.answer.candidates[1].place.id
    choose(values, chosen, found)
    settle(values, gazetteer)
    assert values["place"] == chosen, "what a person chose stays"
    assert read_claim(values, None, free, set(), TODAY)[1] == []


def test_a_phrase_brings_its_relation_and_its_words(gazetteer: Gazetteer) -> None:
    values = typed("40 km north of Kursk")
    settle(values, gazetteer)
    claim, problems = read_claim(values, None, free, set(), TODAY)
    assert problems == []
    assert claim is not None
    assert (claim.place, claim.relation) == ("kursk", "km-direction")
    assert (claim.distance_km, claim.bearing_deg) == (40.0, 0.0)
    assert claim.place_words == "40 km north of Kursk"

    values = typed("between Kursk and Sudzha", place_words="on the road")
    settle(values, gazetteer)
    claim, _ = read_claim(values, None, free, set(), TODAY)
    assert claim is not None
    assert (claim.place, claim.relation, claim.other_place) == ("kursk", "between", "sudzha")
    assert claim.place_words == "on the road", "what was written is not written over"


def test_the_claim_is_the_context_of_its_place(gazetteer: Gazetteer) -> None:
    values = typed("Donetsk", summary="A depot in Rostov Oblast, Russia, was hit.")
    settle(values, gazetteer)
    assert values["place"] == "donetsk-rostov"


def test_no_place_forgets_what_was_typed_but_not_the_words_of_the_report(
    gazetteer: Gazetteer,
) -> None:
    values = typed("Kursk", place_words="somewhere in Kursk", relation="near")
    settle(values, gazetteer)
    forget(values)
    settle(values, gazetteer)
    claim, problems = read_claim(values, None, free, set(), TODAY)
    assert problems == []
    assert claim is not None
    assert (claim.place, claim.relation, claim.place_words) == (None, "in", "somewhere in Kursk")


@pytest.mark.parametrize("text", ["", "  ", "x" * 10_000, "<img src=x onerror=alert(1)>", "???"])
def test_hostile_and_empty_names_settle_nothing(gazetteer: Gazetteer, text: str) -> None:
    values = typed(text)
    settle(values, gazetteer)
    assert values["place"] == ""
