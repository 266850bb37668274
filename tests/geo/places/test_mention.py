from __future__ import annotations

import pytest

from geo.places.gazetteer import load_gazetteer
from geo.places.mention import name_in

GAZETTEER = load_gazetteer()


@pytest.mark.parametrize(
    ("wording", "place", "name"),
    [
        ("a military base near Ussuriysk", "ussuriysk", "Ussuriysk"),
        ("the Poltava region of Ukraine", "poltava-oblast", "Poltava region"),
        ("western Russia, with the fighting in the Kursk region", "kursk-oblast", "Kursk region"),
        ("eastern Russia", "russian-far-east", "eastern Russia"),
        ("Russia, nowhere more exact", "russia", "Russia"),
    ],
)
def test_the_words_that_name_the_place(wording: str, place: str, name: str) -> None:
    answer = name_in(wording, GAZETTEER.place(place), GAZETTEER)
    assert answer is not None
    assert answer.place == GAZETTEER.place(place)
    assert name in answer.query


@pytest.mark.parametrize(
    ("wording", "place"),
    [
        ("the battlefield, not named", "ukraine"),
        ("Vladivostok", "ussuriysk"),
        ("", "russia"),
        ("x" * 10_000, "russia"),
        ("<script>alert(1)</script> " * 400, "russia"),
    ],
)
def test_nothing_is_explained_that_the_words_do_not_name(wording: str, place: str) -> None:
    assert name_in(wording, GAZETTEER.place(place), GAZETTEER) is None


def test_a_namesake_in_the_context_leaves_the_place_a_candidate() -> None:
    answer = name_in(
        "a depot near Donetsk", GAZETTEER.place("donetsk"), GAZETTEER, context="in Rostov Oblast"
    )
    assert answer is not None
    assert "donetsk" in [one.place.id for one in answer.candidates]
