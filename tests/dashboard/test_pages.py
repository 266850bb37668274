"""The pages as Streamlit runs them, without a browser: they run, count, and say what to do."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from dashboard import server
from dashboard.loading import make_store
from dashboard.stores import STORE_VARIABLE
from geo.claims.counts import count
from geo.claims.selection import Clock, Selection, select
from geo.claims.table import ClaimTable
from geo.claims.vocabulary import Kind, Stance
from geo.exchange.seeds import bundled_folder, read_folder
from geo.places.gazetteer import load_gazetteer
from geo.places.regions import BoundaryView
from geo.store.contents import dataset
from geo.store.edits import retract
from geo.store.records import By, RecordKind

SECONDS = 120
"""A page that takes longer than this hangs; no test asserts less."""


@pytest.fixture(scope="module")
def claims() -> ClaimTable:
    gazetteer = load_gazetteer()
    return ClaimTable(
        read_folder(bundled_folder(), gazetteer).dataset, gazetteer, BoundaryView.RECOGNISED
    )


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The whole application on the bundled claims, not run yet."""
    monkeypatch.delenv(STORE_VARIABLE, raising=False)
    return AppTest.from_file(str(server.SCRIPT), default_timeout=SECONDS)


def headline(app: AppTest) -> str:
    """The line with the counts."""
    [line] = [one.value for one in app.main.markdown if re.search(r"\d of [\d,]+ claim", one.value)]
    return line


def address(app: AppTest) -> str:
    """What the map is told to write into the address line."""
    [component] = app.get("component_instance")
    told = re.search(r'"query":"([^"]*)"', json.loads(component.proto.json_args)["feature_group"])
    assert told is not None
    return told[1].replace("\\u0026", "&")


def table_data(app: AppTest) -> dict[str, Any]:
    """What was sent to the table of claims."""
    [table] = [
        one for one in app.get("bidi_component") if one.proto.component_name.endswith("claim_table")
    ]
    data: dict[str, Any] = json.loads(table.proto.json)
    return data


def press(app: AppTest, label: str) -> None:
    """Press the button with this label and run."""
    next(one for one in app.button if one.label == label).click().run()
    assert not app.exception


def expected(table: ClaimTable, selection: Selection) -> tuple[str, list[str]]:
    """The words and the ids that a filter should give."""
    selected = select(table, selection)
    return count(table, selected).words(), [table.ids[r] for r in np.flatnonzero(selected.rows)]


def agrees(app: AppTest, table: ClaimTable, selection: Selection) -> None:
    assert not app.exception
    words, ids = expected(table, selection)
    assert words in headline(app)
    assert [row["id"] for row in table_data(app)["rows"]] == ids[:50]


def test_the_map_page_shows_all_claims_at_first(app: AppTest, claims: ClaimTable) -> None:
    app.run()
    agrees(app, claims, Selection())
    assert address(app) == ""
    assert [one for one in app.main if one.type == "component_instance"], "the map is there"


@pytest.mark.parametrize(
    ("page", "heading"),
    [
        ("views/sources.py", "Documents"),
        ("views/guide.py", "A claim is not a fact"),
        ("views/map.py", None),
    ],
)
def test_every_page_runs(app: AppTest, page: str, heading: str | None) -> None:
    app.run()
    app.switch_page(page).run()
    assert not app.exception
    assert heading is None or heading in [one.value for one in app.subheader]


def test_filters_change_the_count_and_the_address(app: AppTest, claims: ClaimTable) -> None:
    app.run()
    start = date(2024, 10, 11)
    app.date_input(key="date_from").set_value(start).run()
    agrees(app, claims, Selection(date_from=start))
    app.multiselect(key="who").set_value(["russia"]).run()
    agrees(app, claims, Selection(date_from=start, origins=("russia",)))
    assert address(app) == "from=2024-10-11&who=russia"
    app.text_input(key="search").set_value("ussuriysk").run()
    agrees(app, claims, Selection(date_from=start, origins=("russia",), text="ussuriysk"))
    press(app, "Clear all filters")
    agrees(app, claims, Selection())
    assert address(app) == ""


def test_the_slider_is_the_same_filter_as_the_typed_dates(app: AppTest, claims: ClaimTable) -> None:
    app.run()
    first, last = app.slider(key="range").value
    start = date(2024, 10, 2)
    app.slider(key="range").set_range(start, last).run()
    assert app.date_input(key="date_from").value == start
    assert app.date_input(key="date_to").value is None, "an end of the data is no filter"
    agrees(app, claims, Selection(date_from=start))
    app.date_input(key="date_to").set_value(date(2024, 10, 20)).run()
    assert app.slider(key="range").value == (start, date(2024, 10, 20))
    app.date_input(key="date_to").set_value(date(2024, 9, 1)).run()
    # Typed the wrong way round, the two are swapped.
    agrees(app, claims, Selection(date_from=date(2024, 9, 1), date_to=start))
    press(app, "All")
    assert app.slider(key="range").value == (first, last)


def test_a_filter_outlives_a_visit_to_another_page(app: AppTest, claims: ClaimTable) -> None:
    app.run()
    app.text_input(key="search").set_value("kursk").run()
    app.switch_page("views/sources.py").run()
    app.switch_page("views/map.py").run()
    assert app.text_input(key="search").value == "kursk"
    agrees(app, claims, Selection(text="kursk"))


def test_the_address_sets_the_filters(app: AppTest, claims: ClaimTable) -> None:
    app.query_params["kind"] = ["deployment", "transfer"]
    app.query_params["stance"] = "denies"
    app.query_params["by"] = "report"
    app.query_params["to"] = "2024-10-20"
    app.query_params["view"] = "nonsense"
    app.run()
    agrees(
        app,
        claims,
        Selection(
            kinds=(Kind.DEPLOYMENT, Kind.TRANSFER),
            stances=(Stance.DENIES,),
            clock=Clock.REPORT,
            date_to=date(2024, 10, 20),
        ),
    )


def test_no_claim_passes(app: AppTest, claims: ClaimTable) -> None:
    app.query_params["q"] = "no such words anywhere"
    app.run()
    agrees(app, claims, Selection(text="no such words anywhere"))
    assert "Widen the dates or clear a filter" in table_data(app)["empty"]
    press(app, "Export")
    assert any("Widen them first" in one.value for one in app.info)


def test_the_export_dialog_opens_with_a_picture(app: AppTest) -> None:
    app.query_params["kind"] = "sighting"
    app.run()
    press(app, "Export")
    assert [one.label for one in app.text_input if one.label == "Title"]
    assert len(app.get("image")) == 1
    assert [one.proto.label for one in app.get("download_button")] == ["Download PNG"]


def test_a_store_that_does_not_exist_is_said_plainly(
    app: AppTest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(STORE_VARIABLE, str(tmp_path / "nowhere"))
    app.run()
    assert not app.exception
    assert [one.value for one in app.error] == ["Claim Atlas cannot read its data."]
    [words] = [one.value for one in app.text]
    assert "nowhere" in words
    assert "does not exist" in words
    assert "a folder that holds" in words


def test_the_count_says_which_day_it_is_counted_for(app: AppTest, claims: ClaimTable) -> None:
    app.query_params["known"] = "2024-10-22"
    app.run()
    known = len(claims.dataset.as_known(date(2024, 10, 22)).claims)
    assert f"{known} of {known} claims" in headline(app)
    assert headline(app).endswith("as published by 22 Oct 2024")


def test_the_map_shows_what_the_store_held_on_a_day_and_that_is_only_read(
    app: AppTest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    store = make_store(tmp_path / "claims.db", bundled_folder())
    monkeypatch.setenv(STORE_VARIABLE, str(tmp_path / "claims.db"))
    before = dataset(store).claims
    retract(store, RecordKind.CLAIM, before[0].id, By("Ada", "It is about something else."))
    app.query_params["recorded"] = "2999-12-31"
    app.run()
    assert f"{len(before) - 1} of {len(before) - 1} claims" in headline(app)
    app.date_input(key="as_recorded").set_value(date(2026, 11, 22))
    app.run()
    assert not app.exception
    assert f"{len(before)} of {len(before)} claims" in headline(app)
    assert headline(app).endswith("as recorded by 22 Nov 2026, not to be edited")
    app.date_input(key="as_recorded").set_value(date(2020, 1, 1))
    app.run()
    assert not app.exception
    assert "0 of 0 claims" in headline(app)


def test_a_store_with_history_is_shown_and_a_change_to_it_is_seen(
    app: AppTest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    store = make_store(tmp_path / "claims.db", bundled_folder())
    monkeypatch.setenv(STORE_VARIABLE, str(tmp_path / "claims.db"))
    app.run()
    assert not app.exception
    before = dataset(store).claims
    assert headline(app).startswith(f"**{len(before)} of {len(before)} claims")
    retract(store, RecordKind.CLAIM, before[0].id, By("Ada", "It is about something else."))
    app.run()
    assert not app.exception
    assert headline(app).startswith(f"**{len(before) - 1} of {len(before) - 1} claims")
