"""The gazetteer page and the card's places, run without a browser."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard import world
from dashboard.components import world_wait
from dashboard.home import HOME_VARIABLE
from dashboard.place_moves import move
from geo.errors import DataFileError
from geo.places.gazetteer import load_gazetteer
from geo.places.location import Relation
from geo.places.world_index import WorldIndex
from geo.store.contents import dataset, places
from geo.store.engine import Store
from geo.store.history import change_log
from geo.store.opening import open_store
from geo.store.records import By

HOSTILE = (
    "<script>alert(1)</script>",
    "`${alert(1)}`{{7*7}}",
    "[x](javascript:alert(1)) ![y](https://example.org/z.png)",
    "\u202e\x00",
    "x" * 10_000,
)


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, world_index: WorldIndex) -> Iterator[Path]:
    """A folder for a store of one's own, on a server for this machine alone."""
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    before = st.get_option("server.address")
    st.config.set_option("server.address", "127.0.0.1")
    yield tmp_path
    st.config.set_option("server.address", before)


@pytest.fixture
def gazetteer_page(own: Path, repo_root: Path) -> AppTest:
    at = AppTest.from_file(str(repo_root / "dashboard" / "app.py"), default_timeout=120)
    at.run()
    at.switch_page("views/gazetteer.py")
    return at


def answer_of(at: AppTest) -> dict[str, Any]:
    found = [one for one in at.main if one.type == "bidi_component" and one.key == "place_answer"]
    return json.loads(found[0].proto.json) if found else {}


def field(at: AppTest, label: str) -> Any:
    return next(one for one in (*at.text_input, *at.text_area) if one.label == label)


def ask(at: AppTest, name: str, context: str = "") -> dict[str, Any]:
    field(at, "Place name").set_value(name)
    field(at, "Text around it").set_value(context)
    at.run()
    assert not at.exception
    return answer_of(at)


def button(at: AppTest, label: str) -> Any:
    return next(one for one in at.button if one.label == label)


def test_a_name_is_answered_as_the_gazetteer_answers(gazetteer_page: AppTest) -> None:
    gazetteer_page.run()
    assert not gazetteer_page.exception
    assert not answer_of(gazetteer_page), "examples instead of an answer"
    for name, context in (
        ("Donetsk", ""),
        ("Donetsk", "in Rostov Oblast, Russia"),
        ("우수리스크시에", ""),
    ):
        shown = ask(gazetteer_page, name, context)
        expected = load_gazetteer().resolve(name, context=context or None)
        assert shown["status"] == expected.status.value
        assert shown["reasons"] == list(expected.reasons)
        assert [one["id"] for one in shown["candidates"]] == [
            one.place.id for one in expected.candidates
        ]
        assert expected.place is not None
        assert shown["front"]["id"] == expected.place.id
    assert gazetteer_page.query_params["name"] == "우수리스크시에"


def test_a_place_of_the_world_is_listed_with_all_its_spellings(gazetteer_page: AppTest) -> None:
    gazetteer_page.run()
    front = ask(gazetteer_page, "Tripoli in Libanon")["front"]
    assert front["id"].startswith("gn-")
    assert "Lebanon" in front["described"]
    listed = {name for one in front["spellings"] for name in one["names"]}
    assert {"طرابلس", "Триполи"} <= listed
    assert len(listed) > 20


def test_a_relation_is_explained(gazetteer_page: AppTest) -> None:
    gazetteer_page.run()
    ask(gazetteer_page, "Kursk")
    relation = gazetteer_page.segmented_control(key="place_relation")
    relation.set_value(Relation.BETWEEN).run()
    assert not gazetteer_page.exception
    gazetteer_page.text_input(key="place_other").set_value("Sumy").run()
    assert not gazetteer_page.exception
    gazetteer_page.segmented_control(key="place_relation").set_value(Relation.KM_DIRECTION).run()
    gazetteer_page.number_input(key="place_distance_km").set_value(120).run()
    assert not gazetteer_page.exception


def test_while_the_index_is_built_the_page_says_so(
    gazetteer_page: AppTest, monkeypatch: pytest.MonkeyPatch, world_index: WorldIndex
) -> None:
    building: Future[WorldIndex] = Future()
    monkeypatch.setattr(world, "_opening", building)
    monkeypatch.setattr(world_wait, "AT_ONCE_SECONDS", 0)
    gazetteer_page.run()
    assert ask(gazetteer_page, "Sumy") == {}
    assert not gazetteer_page.exception
    assert any("Building the index" in one.value for one in gazetteer_page.markdown)
    assert button(gazetteer_page, "Add a place")

    building.set_exception(DataFileError("no folder that can be written"))
    gazetteer_page.run()
    assert any("no folder" in one.value for one in gazetteer_page.text)
    button(gazetteer_page, "Try again").click().run()
    world.opened()
    assert ask(gazetteer_page, "Sumy")["status"] == "resolved"


def test_an_example_asks_itself(gazetteer_page: AppTest) -> None:
    gazetteer_page.run()
    button(gazetteer_page, "“в Курській області”").click().run()
    assert answer_of(gazetteer_page)["front"]["id"] == "kursk-oblast"
    assert field(gazetteer_page, "Place name").value == "в Курській області"


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text)[:12])
def test_hostile_text_is_answered_like_any(gazetteer_page: AppTest, text: str) -> None:
    gazetteer_page.run()
    shown = ask(gazetteer_page, text, text)
    assert shown["status"] == "unresolved"
    assert not [one for one in gazetteer_page.markdown if text[:20] in one.value]


def test_an_address_is_checked(own: Path, repo_root: Path) -> None:
    at = AppTest.from_file(
        str(repo_root / "dashboard" / "views" / "gazetteer.py"), default_timeout=120
    )
    at.query_params["name"] = "Donetsk"
    at.query_params["country"] = "QQ"
    at.query_params["chosen"] = "donetsk-rostov"
    at.run()
    assert not at.exception
    assert answer_of(at)["front"]["id"] == "donetsk-rostov"
    assert at.query_params == {"name": "Donetsk", "chosen": "donetsk-rostov"}
    ask(at, "Kursk")
    assert answer_of(at)["front"]["id"] == "kursk", "another question, no longer that candidate"


def store_of(own: Path) -> Store:
    return open_store(own / "claims.db")


def the_form(name: str) -> None:
    from dashboard import data, place_state
    from dashboard.components.place_form import add_dialog, correct_dialog
    from dashboard.stores import store_at

    place_state.current()
    store = store_at()
    own = list(data.loaded(store, data.stamp(store)).dataset.places.values())
    if own:
        correct_dialog(store, own[0], own=True, shipped=False)
    else:
        add_dialog(store, {"kursk"}, name, None)


def test_an_entry_is_added_resolves_is_corrected_and_withdrawn(
    gazetteer_page: AppTest, own: Path
) -> None:
    gazetteer_page.run()
    assert ask(gazetteer_page, "Polygon Severny")["status"] == "unresolved"

    # AppTest runs no fragments, so the dialog is drawn by a script of its own.
    form = AppTest.from_function(the_form, args=("Polygon Severny",), default_timeout=60)
    form.run()
    button(form, "Save").click().run()
    assert any("Longitude" in one.value for one in form.text), "every problem is told"
    assert any("Country" in one.value for one in form.text)
    assert places(store_of(own)) == ()
    for label, value in (("Latitude", "44.2"), ("Longitude", "133.0"), ("Source", "a test")):
        field(form, label).set_value(value)
    next(one for one in form.multiselect if one.label == "Country").set_value(["RU"])
    button(form, "Save").click().run()
    assert not form.exception
    assert [one.id for one in places(store_of(own))] == ["polygon-severny"]

    shown = ask(gazetteer_page, "polygon severny")
    assert shown["status"] == "resolved"
    assert shown["front"]["own"] is True

    form = AppTest.from_function(the_form, args=("",), default_timeout=60)
    form.run()
    field(form, "Source").set_value("another test")
    button(form, "Save").click().run()
    assert [one.source for one in places(store_of(own))] == ["another test"]
    form = AppTest.from_function(the_form, args=("",), default_timeout=60)
    form.run()
    button(form, "Withdraw this entry").click().run()
    assert not form.exception
    assert places(store_of(own)) == ()
    assert ask(gazetteer_page, "Polygon Severny")["status"] == "unresolved"
    assert len(change_log(store_of(own))) == 4, "seeded, added, corrected, withdrawn"


def test_on_a_network_it_is_read_only(gazetteer_page: AppTest) -> None:
    st.config.set_option("server.address", "192.0.2.7")
    gazetteer_page.run()
    ask(gazetteer_page, "Donetsk")
    assert button(gazetteer_page, "Add a place").disabled
    assert button(gazetteer_page, "Correct this entry").disabled
    assert any("read-only" in one.value for one in gazetteer_page.text)


def card_of(at: AppTest) -> dict[str, Any]:
    found = next(one for one in at.main if one.type == "bidi_component" and one.key == "claim_card")
    card: dict[str, Any] = json.loads(found.proto.json)
    return card


def test_a_card_tells_why_a_claim_stands_where_it_stands(own: Path, repo_root: Path) -> None:
    at = AppTest.from_file(str(repo_root / "dashboard" / "app.py"), default_timeout=120)
    at.query_params["claim"] = "base-at-blagoveshchensk"
    at.run()
    assert not at.exception
    why = card_of(at)["place_why"]
    assert "Blagoveshchensk" in why["reasons"][0]
    assert "blagoveshchensk-bashkortostan" in [one["id"] for one in why["others"]]
    assert why["may_write"] is True


def test_a_claim_does_not_wait_for_the_index(
    own: Path, repo_root: Path, monkeypatch: pytest.MonkeyPatch, world_index: WorldIndex
) -> None:
    building: Future[WorldIndex] = Future()
    monkeypatch.setattr(world, "_opening", building)
    monkeypatch.setattr(world_wait, "AT_ONCE_SECONDS", 0)
    at = AppTest.from_file(str(repo_root / "dashboard" / "app.py"), default_timeout=120)
    at.query_params["claim"] = "base-at-blagoveshchensk"
    at.run()
    assert not at.exception
    assert any("Building the index" in one.value for one in at.markdown)
    assert card_of(at)["place_why"] is None
    building.set_result(world_index)
    at.run()
    assert card_of(at)["place_why"]["reasons"]


def test_another_place_is_on_the_card_with_who_and_why(own: Path, repo_root: Path) -> None:
    at = AppTest.from_file(str(repo_root / "dashboard" / "app.py"), default_timeout=120)
    at.query_params["claim"] = "base-at-blagoveshchensk"
    at.run()
    store = store_of(own)
    shown = next(one for one in dataset(store).claims if one.id == "base-at-blagoveshchensk")
    elsewhere = "blagoveshchensk-bashkortostan"
    move(store, [shown], elsewhere, load_gazetteer(), By("Ada", "<b>why</b>"))
    at.run()
    assert not at.exception
    card = card_of(at)
    assert card["place"] == "Blagoveshchensk (Bashkortostan)"
    assert card["place_why"]["changed"]["reason"] == "<b>why</b>"
    assert card["place_why"]["changed"]["by"] == "Ada"
