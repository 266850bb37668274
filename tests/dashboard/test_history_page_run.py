"""The history page and the dialogs that change whole claims, run without a browser."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard import server
from dashboard.history_state import Clock, View
from dashboard.stores import STORE_VARIABLE
from geo.claims.dates import read_date
from geo.claims.model import Claim
from geo.exchange.seeds import bundled_folder
from geo.store.contents import current, dataset
from geo.store.edits import edit, retract
from geo.store.engine import Store
from geo.store.history import change_log
from geo.store.records import By, ChangeKind, RecordKind
from geo.store.reversal import merge_claims
from tests.geo.store.store_makers import BY, make_store

HOSTILE = "<img src=x onerror=alert(1)> `${alert(1)}` [x](javascript:alert(1))"
PAGE = server.SCRIPT.parent / "views" / "history.py"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A small store on a server for this machine alone."""
    made = make_store(tmp_path)
    monkeypatch.setenv(STORE_VARIABLE, str(made.path))
    before = st.get_option("server.address")
    st.config.set_option("server.address", "127.0.0.1")
    yield made
    st.config.set_option("server.address", before)


def history_page(**state: Any) -> AppTest:
    at = AppTest.from_file(str(PAGE), default_timeout=120)
    for key, value in state.items():
        at.session_state[key] = value
    at.run()
    assert not at.exception
    return at


def told(at: AppTest, key: str) -> dict[str, Any]:
    """What a chronicle was given."""
    [found] = [one for one in at.get("bidi_component") if one.key == key]
    data: dict[str, Any] = json.loads(found.proto.json)
    return data


def items(data: dict[str, Any]) -> list[dict[str, Any]]:
    return [item for group in data["groups"] for item in group["items"]]


def mend(store: Store, by: By = BY, **fields: Any) -> int:
    one = current(store, RecordKind.CLAIM, "c1")
    assert isinstance(one.record, Claim)
    change = edit(store, [(replace(one.record, **fields), one.change)], by)
    assert change is not None
    return change.id


def test_the_log_tells_who_did_what_to_what_and_why_newest_first(store: Store) -> None:
    mend(store, By("Bo", HOSTILE), date=read_date("2024-10-13"))
    at = history_page()
    [newest, first] = items(told(at, "history_log"))
    assert (newest["badge"], newest["title"]) == ("Edited", HOSTILE)
    assert newest["meta"] == "Bo · change 2"
    assert newest["subject"] == "Claim: Summary of c1."
    assert [one["name"] for one in newest["acts"]] == ["undo"]
    assert (first["badge"], first["acts"]) == ("Filled", [])
    shown = " ".join(str(one.value) for one in (*at.markdown, *at.caption))
    assert "onerror" not in shown, "text of others goes to the component as data alone"


def test_a_change_opens_to_its_fields_with_names_instead_of_ids(store: Store) -> None:
    number = mend(store, date=read_date("2024-10-13"), part_of="c2", place="ussuriysk")
    [item, _] = items(told(history_page(history_open=number), "history_log"))
    [part] = item["parts"]
    assert (part["verb"], part["kind"], part["title"]) == ("Changed", "claim", "Summary of c1.")
    assert {one["name"]: (one["before"], one["after"]) for one in part["rows"]} == {
        "place": ("", "Ussuriysk"),
        "date": ("about Oct 2024 (2024-10~)", "13 Oct 2024 (2024-10-13)"),
        "shares the figure of": ("", "“Summary of c2.”"),
    }


def test_the_log_is_narrowed_and_paged(store: Store) -> None:
    for number in range(27):
        mend(store, By("Bo", f"pass {number}"), summary=f"Version {number}.")
    at = history_page()
    assert len(items(told(at, "history_log"))) == 25
    next(one for one in at.button if one.label == "Older").click()
    at.run()
    assert [one["title"] for one in items(told(at, "history_log"))][-1].startswith("The claims")
    at.text_input(key="log_words").set_value("version 23.")
    at.run()
    assert [one["title"] for one in items(told(at, "history_log"))] == ["pass 23"]
    at.text_input(key="log_words").set_value("")
    at.multiselect(key="log_kinds").set_value([ChangeKind.SEED])
    at.run()
    assert [one["badge"] for one in items(told(at, "history_log"))] == ["Filled"]


def test_the_story_of_a_merged_claim_ends_with_the_way_back(store: Store) -> None:
    merge_claims(store, "c1", ["c2"], BY)
    at = history_page(history_of=("claim", "c2"))
    data = told(at, "record_story")
    assert data["heading"]["title"] == "Summary of c2."
    assert data["heading"]["note"] == "Merged into another claim."
    [merge, first] = items(data)
    assert merge["parts"][0]["verb"] == "Merged away"
    assert merge["parts"][0]["rows"][0]["after"] == "“Summary of c1.”"
    assert [one["verb"] for one in merge["parts"][1:]] == ["Moved away"]
    assert first["parts"][0]["verb"] == "Added"
    labels = [one.label for one in at.button]
    assert "Split off again …" in labels and "Restore …" not in labels


def test_an_address_asks_for_a_story_and_what_makes_no_sense_for_nothing(store: Store) -> None:
    at = AppTest.from_file(str(PAGE), default_timeout=120)
    at.query_params["record"] = "statement:s3"
    at.run()
    assert told(at, "record_story")["heading"]["kicker"] == "History of a statement"
    for nonsense in ("claim:nothing", "planet:c1", "c1", "claim:", f"claim:{HOSTILE}"):
        at = AppTest.from_file(str(PAGE), default_timeout=120)
        at.query_params["record"] = nonsense
        at.run()
        assert not at.exception


def test_what_changed_since_by_either_clock(store: Store) -> None:
    mend(store, summary="Mended.")
    retract(store, RecordKind.CLAIM, "c3", BY)
    at = history_page(history_view=View.SINCE, since_clock=Clock.RECORDED)
    found = {one["id"]: one for one in items(told(at, "history_since"))}
    assert found["c1"]["badge"] == "Corrected"
    [row] = found["c1"]["parts"][0]["rows"]
    assert (row["before"], row["after"]) == ("Summary of c1.", "Mended.")
    assert (found["c3"]["badge"], found["c3"]["lines"]) == ("Gone", ["Retracted."])
    at = history_page(history_view=View.SINCE, since_clock=Clock.PUBLISHED)
    assert {one["badge"] for one in items(told(at, "history_since"))} == {"New"}


def test_where_nothing_may_be_written_nothing_is_offered(store: Store) -> None:
    mend(store, summary="Mended.")
    retract(store, RecordKind.CLAIM, "c3", BY)
    st.config.set_option("server.address", "0.0.0.0")  # noqa: S104
    at = history_page()
    assert all(not one["acts"] for one in items(told(at, "history_log")))
    assert any("read-only" in one.value for one in at.text)
    at = history_page(history_of=("claim", "c3"))
    assert "Restore …" not in [one.label for one in at.button]


def test_a_folder_has_no_history_and_still_tells_what_was_published(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(STORE_VARIABLE, str(bundled_folder()))
    at = history_page(history_of=("claim", "base-near-ussuriysk"))
    found = items(told(at, "history_since"))
    assert found and all([act["name"] for act in one["acts"]] == ["map"] for one in found)
    assert any("only read" in one.value or "read-only" in one.value for one in at.text)


def dialog(name: str, *arguments: Any) -> AppTest:
    """A page that opens one of the dialogs of claim actions."""

    def page(name: str, arguments: tuple[str, ...]) -> None:
        from dashboard import filters
        from dashboard.components import claim_actions

        filters.current(())
        getattr(claim_actions, name)(*arguments)

    at = AppTest.from_function(page, args=(name, arguments), default_timeout=120)
    at.run()
    assert not at.exception
    return at


def test_claims_are_merged_with_a_reason_and_the_preview_counts_their_voices(store: Store) -> None:
    at = dialog("merge_dialog", "c1", ("c2",))
    card = told(at, "merge_preview")
    assert len(card["statements"]) == 3 and card["foot"] == "Nothing is merged yet."
    button = next(one for one in at.button if one.label == "Merge 2 claims")
    assert button.disabled, "a merge needs a reason"
    at.text_input(key="merge_reason_c1").set_value("One event.")
    at.run()
    next(one for one in at.button if one.label == "Merge 2 claims").click()
    at.run()
    assert [one.id for one in dataset(store).claims] == ["c1", "c3"]
    assert change_log(store)[-1].reason == "One event."


def test_an_edit_made_while_the_dialog_was_open_is_not_lost(store: Store) -> None:
    at = dialog("retract_dialog", "c1")
    at.text_input(key="retract_reason_c1").set_value("Withdrawn.")
    at.run()
    mend(store, By("Bo", "in between"), summary="Mended meanwhile.")
    next(one for one in at.button if one.label == "Retract").click()
    at.run()
    assert any("was changed by Bo" in one.value for one in at.text)
    assert current(store, RecordKind.CLAIM, "c1").live


def test_a_retraction_says_what_goes_along(store: Store) -> None:
    at = dialog("retract_dialog", "c1")
    [said] = [one.value for one in at.markdown if "go with it" in one.value]
    assert "2 statements go with it" in said and "1 claim shares its figure" in said
    at.text_input(key="retract_reason_c1").set_value("Withdrawn.")
    at.run()
    next(one for one in at.button if one.label == "Retract").click()
    at.run()
    assert [one.id for one in dataset(store).claims] == ["c2", "c3"]
