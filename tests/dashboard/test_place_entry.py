from __future__ import annotations

import datetime as dt

import pytest

from dashboard.place_entry import cells_of, empty_form, form_of, new_id, problem_words
from geo.errors import Problem
from geo.places.gazetteer import load_gazetteer
from geo.places.rows import write_row
from geo.places.user_gazetteer import check_entry

DAY = dt.date(2026, 11, 22)


def test_every_shipped_entry_goes_through_the_form_unchanged() -> None:
    for place in load_gazetteer().places:
        checked, problems = check_entry(cells_of(form_of(place, DAY), ()))
        assert not problems
        assert checked is not None
        before, after = write_row(place), write_row(checked)
        assert after | {"reviewed": "", "names": ""} == before | {"reviewed": "", "names": ""}
        names = after["names"].split("|")
        assert [one for one in before["names"].split("|") if one not in names] == []


@pytest.mark.parametrize("name", ["Kursk", "Улан-Удэ", "우수리스크", "", "x" * 10_000, "<b>&`${}"])
def test_a_new_form_holds_the_name_asked(name: str) -> None:
    form = empty_form(name, 131.95734, 43.8, DAY)
    assert form["name"].isascii()
    assert (form["lon"], form["lat"], form["reviewed"]) == ("131.9573", "43.8000", "2026-11-22")
    form |= {"country": "RU", "source": "test"}
    place, problems = check_entry(cells_of(form, ()))
    assert (place is None) == bool(problems)
    if name in ("Kursk", "Улан-Удэ", "우수리스크"):
        assert place is not None
        assert name in [one.text for one in place.names]


def test_names_are_joined_and_the_shown_one_is_among_them() -> None:
    cells = cells_of({"name": "Range", "names": " ru:Полигон \n\nRange East\nuk:Б|ko:가"}, ())
    assert cells["names"] == "en:Range|ru:Полигон|en:Range East|uk:Б|ko:가"
    assert cells["id"] == "range"


def test_a_made_id_is_free() -> None:
    assert new_id("Донецьк", "UA", ()) == "donetsk"
    assert new_id("Donetsk", "UA", {"donetsk"}) == "donetsk-ua"
    assert new_id("Donetsk", "UA", {"donetsk", "donetsk-ua"}) == "donetsk-2"
    assert new_id("…", "UA", ()) == ""


def test_a_problem_is_told_by_the_name_of_its_field() -> None:
    told = problem_words(Problem("entry", None, "lon", "x" * 900, "is no number.", "Give one."))
    assert told.startswith("Longitude: “x")
    assert told.endswith("is no number. Give one.")
    assert len(told) < 150
