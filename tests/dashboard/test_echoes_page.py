"""Probable echoes on the sources page, without a browser: offered, set aside, one origin."""

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
from dashboard.components.echo_list import KEY
from dashboard.stores import STORE_VARIABLE
from geo.claims.model import Statement
from geo.store.contents import current
from geo.store.edits import add
from geo.store.engine import Store
from geo.store.findings import no_echo
from geo.store.records import RecordKind
from tests.geo.store.store_makers import BY, document, make_store, originator, statement

PAGE = server.SCRIPT.parent / "views" / "sources.py"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A store in which a newspaper is named as a source, and passed through elsewhere."""
    made = make_store(tmp_path)
    monkeypatch.setenv(STORE_VARIABLE, str(made.path))
    paper = originator("paper", name="The Paper")
    told = [
        statement("own", "c2", originator="paper", document="d2"),
        statement("passed", "c2", originator="o3", document="d3", via=("The Paper",)),
    ]
    add(made, [paper, document("d3"), *told], BY)
    before = st.get_option("server.address")
    st.config.set_option("server.address", "127.0.0.1")
    yield made
    st.config.set_option("server.address", before)


def offered() -> tuple[AppTest, list[dict[str, Any]]]:
    at = AppTest.from_file(str(PAGE), default_timeout=120)
    at.session_state["sources_view"] = "echoes"
    at.run()
    assert not at.exception
    found = [one for one in at.get("bidi_component") if one.key == KEY]
    return at, json.loads(found[0].proto.json)["pairs"] if found else []


def test_a_pair_is_offered_with_its_signs_until_it_is_set_aside(store: Store) -> None:
    _, [pair] = offered()
    assert (pair["what"], pair["about"]) == ("One report?", "Summary of c2.")
    assert pair["reasons"][0] == "The Paper passes on what O3 says, as the other has it."
    assert [name for name, _ in pair["acts"]] == ["origin", "not"]
    no_echo(store, "report", "passed", "own", BY)
    at, pairs = offered()
    assert pairs == []
    assert any("1 pair was found to be no echo" in one.value for one in at.caption)


def test_where_nothing_may_be_written_pairs_are_shown_and_nothing_offered(store: Store) -> None:
    st.config.set_option("server.address", "0.0.0.0")  # noqa: S104
    at, [pair] = offered()
    assert pair["acts"] == []
    assert any("read-only" in one.value for one in at.text)


def test_one_origin_for_both_is_an_edit_that_loses_nothing(store: Store) -> None:
    def page() -> None:
        from dashboard import data
        from dashboard.components.echoes import origin_dialog
        from dashboard.stores import store_at
        from geo.claims.echoes import find_echoes

        where = store_at()
        dataset = data.loaded(where, data.stamp(where)).dataset
        found = find_echoes(dataset).found
        if found:
            origin_dialog(where, dataset, found[0])

    at = AppTest.from_function(page, default_timeout=120)
    at.run()
    assert not at.exception
    assert any("after:   O3 → The Paper asserts" in one.value for one in at.text)
    [why] = [one for one in at.text_input if one.label == "Why it is one report"]
    why.set_value("word for word")
    at.run()
    next(one for one in at.button if one.label == "Give it this origin").click()
    at.run()
    now = current(store, RecordKind.STATEMENT, "own").record
    assert isinstance(now, Statement)
    assert now == replace(now, originator="o3", via=("The Paper",))
