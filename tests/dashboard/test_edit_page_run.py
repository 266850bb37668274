"""The edit page, run without a browser."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard.forms.draft import Draft
from dashboard.home import HOME_VARIABLE
from dashboard.stores import STORE_VARIABLE, store_at
from geo.exchange.seeds import bundled_folder
from geo.places.world_index import WorldIndex
from geo.store import contents
from geo.store.history import change_log
from geo.store.records import RecordKind

HOSTILE = "<img src=x onerror=alert(1)> `x` ${y} [a](javascript:alert(1)) **b**"


@pytest.fixture
def local(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, world_index: WorldIndex
) -> Iterator[None]:
    """A home of one's own, on a server for this machine alone."""
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    monkeypatch.delenv(STORE_VARIABLE, raising=False)
    before = st.get_option("server.address")
    st.config.set_option("server.address", "127.0.0.1")
    yield
    st.config.set_option("server.address", before)


@pytest.fixture
def app(local: None, repo_root: Path) -> AppTest:
    at = AppTest.from_file(str(repo_root / "dashboard" / "app.py"), default_timeout=120)
    at.run()
    at.switch_page("views/edit.py")
    return at


def opened(at: AppTest, **query: str) -> Draft:
    for name, value in query.items():
        at.query_params[name] = value
    at.run()
    assert not at.exception
    drafts: dict[str, Draft] = at.session_state["edit_drafts"]
    [draft] = drafts.values()
    return draft


def field(at: AppTest, label: str) -> Any:
    return next(one for one in (*at.text_input, *at.text_area) if one.label == label)


def button(at: AppTest, label: str) -> Any:
    return next(one for one in at.button if one.label == label)


def said(at: AppTest) -> str:
    return "\n".join(one.value for one in (*at.markdown, *at.text, *at.caption))


def preview(at: AppTest) -> dict[str, Any]:
    [found] = [
        one for one in at.main if one.type == "bidi_component" and one.key == "claim_preview"
    ]
    card: dict[str, Any] = json.loads(found.proto.json)
    return card


def test_the_lists_show_what_can_be_edited(app: AppTest) -> None:
    app.run()
    assert not app.exception
    lists = [one for one in app.main if one.type == "bidi_component"]
    [claims] = [json.loads(one.proto.json) for one in lists if one.key == "edit_list_claim"]
    assert len(claims["lines"]) == 12
    assert button(app, "New claim")
    app.segmented_control(key="edit_kind").set_value(RecordKind.ORIGINATOR).run()
    assert not app.exception
    button(app, "New originator").click().run()
    assert not app.exception
    assert "Name (originator) · What it is (originator)" in said(app)


def test_a_new_claim_says_what_is_missing_and_marks_it(app: AppTest) -> None:
    draft = opened(app, claim="new")
    assert "**Still missing:** What is claimed · Kind · Who says it (statement 1)" in said(app)
    assert "Say in one sentence" not in said(app), "not before somebody wants to save"
    button(app, "Save").click().run()
    assert not app.exception
    assert "Missing. Say in one sentence what is claimed." in said(app)
    field(app, "What is claimed").set_value(HOSTILE).run()
    assert "Missing. Say in one sentence what is claimed." not in said(app)
    assert preview(app)["summary"] == HOSTILE
    assert draft.claim is not None
    assert draft.claim.values["summary"] == HOSTILE
    assert not any(HOSTILE in one.value for one in app.markdown)


def test_a_correction_is_saved_with_its_reason(app: AppTest) -> None:
    opened(app, claim="base-near-ussuriysk")
    assert "Nothing is changed yet." in said(app)
    field(app, "Who acts").set_value(HOSTILE).run()
    assert "**Still missing:** Reason for the change" in said(app)
    button(app, "Save").click().run()
    assert len(change_log(store_at().open())) == 1
    field(app, "Reason for the change").set_value("A later report.").run()
    assert "Ready to save" in said(app)
    button(app, "Save").click().run()
    assert not app.exception
    assert "Saved as change 2." in said(app)
    [_, change] = change_log(store_at().open())
    assert change.reason == "A later report."
    claim = contents.current(store_at().open(), RecordKind.CLAIM, "base-near-ussuriysk").record
    assert claim.actor == HOSTILE  # type: ignore[union-attr]
    button(app, "Add a statement").click().run()
    assert not app.exception
    assert "Who says it (statement" in said(app)


def test_a_date_in_everyday_words_is_proposed_and_taken_by_one_click(app: AppTest) -> None:
    draft = opened(app, claim="new")
    assert draft.claim is not None
    field(app, "Date").set_value("early October 2024").run()
    assert draft.claim.values["date"] == "early October 2024"
    button(app, "about 1–10 Oct 2024: 2024-10-01~/2024-10-10~").click().run()
    assert not app.exception
    assert draft.claim.values["date"] == "2024-10-01~/2024-10-10~"
    assert "about 1–10 Oct 2024: 1 to 10 Oct 2024 for filters" in said(app)
    assert preview(app)["when"] == "about 1–10 Oct 2024"


def test_what_is_typed_outlives_a_visit_to_another_page(app: AppTest) -> None:
    opened(app, claim="new")
    field(app, "What is claimed").set_value("Five tanks.").run()
    app.switch_page("views/sources.py").run()
    assert not app.exception
    app.switch_page("views/edit.py").run()
    assert field(app, "What is claimed").value == "Five tanks."
    button(app, "Back to the lists").click().run()
    assert "**Not saved yet**" in said(app)
    button(app, "New claim").click().run()
    assert field(app, "What is claimed").value == "Five tanks."
    button(app, "Give up what I typed").click().run()
    assert "Not saved yet" not in said(app)


def test_a_place_is_found_and_drawn(app: AppTest) -> None:
    draft = opened(app, claim="new")
    assert draft.claim is not None
    field(app, "Place").set_value("40 km north of Kursk").run()
    assert not app.exception
    assert draft.claim.values["place"] == "kursk"
    assert field(app, "Distance, km").value == "40"
    assert preview(app)["where"].startswith("40 km north of Kursk (the shaded area")
    field(app, "Place").set_value("Springfield").run()
    assert "**choose which is meant.**" in said(app)
    field(app, "Place").set_value("Zzyzxograd").run()
    assert "knows no such place" in said(app)
    button(app, "Add it on the Gazetteer page").click().run()
    assert not app.exception
    assert field(app, "Place name").value == "Zzyzxograd"


def test_a_place_that_cannot_be_drawn_as_said_is_refused(app: AppTest) -> None:
    draft = opened(app, claim="new")
    assert draft.claim is not None
    field(app, "Place").set_value("Kursk").run()
    draft.claim.values |= {"relation": "off-coast", "summary": "Five boats.", "kind": "other"}
    app.run()
    assert not app.exception
    assert "has no sea within" in said(app)
    assert "**Missing or to be mended:** Place · Who says it (statement 1)" in said(app)


def test_an_address_of_nothing_says_so(app: AppTest) -> None:
    app.query_params["claim"] = "no-such-claim"
    app.run()
    assert not app.exception
    assert "the store has no claim 'no-such-claim'" in said(app)
    assert button(app, "New claim")


def test_where_nothing_can_be_written_the_page_says_why(
    app: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(STORE_VARIABLE, str(bundled_folder()))
    app.run()
    assert not app.exception
    assert "a folder of files" in said(app)
    assert [one.label for one in app.button] == []
    app.switch_page("views/map.py").run()
    assert not app.exception
    assert "Add claim" not in [one.label for one in app.button]
    monkeypatch.delenv(STORE_VARIABLE)
    st.config.set_option("server.address", "192.0.2.1")
    app.switch_page("views/edit.py").run()
    assert "can be reached from other machines" in said(app)


def test_the_map_page_leads_to_the_form(local: None, repo_root: Path) -> None:
    app = AppTest.from_file(str(repo_root / "dashboard" / "app.py"), default_timeout=120)
    app.query_params["claim"] = "base-near-ussuriysk"
    app.run()
    assert button(app, "Add claim")
    button(app, "Edit").click().run()
    assert not app.exception
    assert field(app, "Who acts").value == "North Korea"
