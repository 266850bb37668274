from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard.place_words import admin1, answer_json, described, extent, position, spellings
from geo.places.gazetteer import load_gazetteer
from geo.places.place import Level, Name

GAZETTEER = load_gazetteer()
KURSK = GAZETTEER.place("kursk-oblast")


def test_a_place_in_words() -> None:
    town = GAZETTEER.place("ussuriysk")
    assert described(town) == "settlement in Russia"
    assert position(replace(town, lon=-0.5, lat=-12.25)) == "12.2500° S, 0.5000° W"
    assert extent(town) == "anywhere within 10 km of this point"
    assert admin1(town).endswith("(RU.59)")
    assert admin1(replace(town, admin1="RU.999")) == "RU.999"
    border = GAZETTEER.place("russia-ukraine-border")
    assert described(border) == "area in Russia and Ukraine"
    assert described(GAZETTEER.place("russia")) == "country"
    assert "outline" in extent(KURSK)
    for place in GAZETTEER.places:
        assert described(place)
        assert extent(place)


def test_spellings_go_by_language_and_script() -> None:
    names = (
        Name("Kursk", "en", "Latn"),
        Name("Kursk", "en", "Latn"),
        Name("Koursk", "en", "Latn"),
        Name("Курск", "ru", "Cyrl"),
        Name("كورسك", "und", "Zyyy"),
        Name("Κουρσκ", "und", "Zyyy"),
        Name("1-2", "und", "Zyyy"),
    )
    listed = spellings(replace(KURSK, names=names))
    assert [(one["language"], one["script"], one["names"]) for one in listed] == [
        ("English", "Latin", ["Kursk", "Koursk"]),
        ("Russian", "Cyrillic", ["Курск"]),
        ("", "Arabic", ["كورسك"]),
        ("", "Greek", ["Κουρσκ"]),
        ("", "", ["1-2"]),
    ]


def test_every_spelling_is_listed_once() -> None:
    munich = GAZETTEER.resolve("München").place
    assert munich is not None
    names = GAZETTEER.names_of(munich)
    listed = [name for one in spellings(munich, names) for name in one["names"]]
    assert len(listed) == len(set(listed)) > len(munich.names)
    assert {munich.name, *listed} == set(names)
    scripts = [one["script"] for one in spellings(munich, names)]
    assert len(scripts) == len(set(scripts)), "without languages there is one group a script"
    assert {"Latin", "Cyrillic", "Hangul"} <= set(scripts)
    stated = [bool(one["language"]) for one in spellings(KURSK, GAZETTEER.names_of(KURSK))]
    assert stated == sorted(stated, reverse=True), "languages come first"


@pytest.mark.parametrize("name", ["Donetsk", "nowhere at all", "<b>`${}"])
def test_an_answer_is_the_gazetteers(name: str) -> None:
    answer = GAZETTEER.resolve(name)
    shown = answer_json(answer, answer.place, (), {"donetsk"})
    assert shown["status"] == answer.status.value
    assert [one["number"] for one in shown["candidates"]] == list(
        range(1, len(answer.candidates) + 1)
    )
    assert (shown["front"] is None) == (answer.place is None)
    if answer.place:
        assert shown["front"]["own"] is (answer.place.id == "donetsk")


def test_without_a_question_there_is_still_a_place() -> None:
    shown = answer_json(None, KURSK, (), ())
    assert shown["status"] == ""
    assert shown["candidates"] == []
    assert shown["front"]["id"] == KURSK.id
    assert KURSK.level is Level.REGION
