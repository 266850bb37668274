"""The page for import, export and backup as Streamlit runs it, without a browser."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard import import_state
from dashboard.home import HOME_VARIABLE
from dashboard.import_state import Importing
from dashboard.stores import STORE_VARIABLE
from geo.exchange.seeds import bundled_folder
from geo.places.world_index import WorldIndex
from geo.store.contents import dataset, revision
from geo.store.engine import Store
from geo.store.history import change_log
from geo.store.opening import open_store
from tests.dashboard.messy_table import HOSTILE, REFUSED, USABLE, write_messy


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, world_index: WorldIndex) -> Iterator[Path]:
    """A folder for a store of one's own, on a server for this machine alone."""
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "home"))
    before = st.get_option("server.address")
    st.config.set_option("server.address", "127.0.0.1")
    yield tmp_path
    st.config.set_option("server.address", before)


@pytest.fixture
def page(own: Path, repo_root: Path) -> AppTest:
    at = AppTest.from_file(str(repo_root / "dashboard" / "app.py"), default_timeout=120)
    at.run()
    at.switch_page("views/exchange.py").run()
    assert not at.exception
    return at


def the_store(own: Path) -> Store:
    return open_store(own / "home" / "claims.db")


def upload(at: AppTest, path: Path, key: str = "dropped_file") -> None:
    at.file_uploader(key=key).set_value((path.name, path.read_bytes(), "text/csv")).run()
    assert not at.exception


def press(at: AppTest, label: str) -> None:
    next(one for one in at.button if one.label == label).click().run()
    assert not at.exception


def state_of(at: AppTest) -> Importing:
    state: Importing = at.session_state[import_state._STATE]
    return state


def finish(at: AppTest, job: Any) -> None:
    """Wait for a piece of work, and run the page again."""
    assert job is not None
    assert job.wait(60)
    at.run()
    assert not at.exception


def shown(at: AppTest) -> str:
    """All words on the page that Streamlit reads as Markdown."""
    kinds = (at.markdown, at.caption, at.success, at.info, at.warning, at.error)
    return "\n".join(str(one.value) for some in kinds for one in some)


def button_labels(at: AppTest) -> list[str]:
    return [one.label for one in at.button]


def test_a_messy_table_is_tried_imported_and_taken_back(page: AppTest, own: Path) -> None:
    store = the_store(own)
    before = revision(store)
    claims = len(dataset(store).claims)
    upload(page, write_messy(own))
    assert page.selectbox(key="column_1_summary").value == "Was ist passiert"
    assert page.selectbox(key="column_1_low").value == ""
    assert any("05.10.2024 · 06.10.2024" in one.value for one in page.text)
    page.selectbox(key="column_1_id").set_value("").run()
    page.text_input(key="default_unit_1").set_value("deaths").run()
    press(page, "Try it")
    finish(page, state_of(page).trial)
    assert {one.label: one.value for one in page.metric} == {
        "New claims": str(USABLE), "Here already": "0", "Rows refused": str(REFUSED),
    }  # fmt: skip
    assert revision(store) == before, "a trial writes nothing"
    assert HOSTILE[:10] not in shown(page)

    # Without a reason nothing is written; what is missing is said.
    page.text_input(key="import_reason").set_value(" ").run()
    press(page, f"Import {USABLE} claims")
    assert any("needs a reason" in one.value for one in page.text)
    assert revision(store) == before
    page.text_input(key="import_reason").set_value("from the archive").run()
    press(page, f"Import {USABLE} claims")
    finish(page, state_of(page).run)
    assert f"Imported: {USABLE} claims" in shown(page)
    assert len(dataset(store).claims) == claims + USABLE
    assert {one.figure.unit for one in dataset(store).claims[claims:] if one.figure} == {"deaths"}
    assert change_log(store)[-1].reason == "from the archive"

    press(page, "Undo this import")
    finish(page, state_of(page).undoing)
    assert "taken back" in shown(page)
    assert len(dataset(store).claims) == claims
    press(page, "Back to the file")
    press(page, "Try it")
    finish(page, state_of(page).trial)
    assert "stands retracted" in shown(page), [one.value for one in page.text]
    page.checkbox(key="import_bring_back").check().run()
    press(page, f"Import {USABLE} claims")
    finish(page, state_of(page).run)
    assert len(dataset(store).claims) == claims + USABLE

    # The same file again, of which the columns are known by now.
    path = state_of(page).upload.path
    press(page, "Import another file")
    assert not path.exists()
    upload(page, write_messy(own))
    assert "they are read as then" in shown(page)
    press(page, "Try it")
    finish(page, state_of(page).trial)
    assert "Nothing new" in shown(page)
    assert not [one for one in button_labels(page) if one.startswith("Import ")]


def test_what_is_missing_is_named(page: AppTest, own: Path) -> None:
    path = own / "two.csv"
    path.write_text("text,day\nShelling of the bridge over the river,2024-10-05\n", "utf-8")
    upload(page, path)
    assert any("No column says who published" in one.value for one in page.text)
    assert page.button(key="import_try").disabled
    page.text_input(key="default_source_1").set_value("our own notes").run()
    assert not page.button(key="import_try").disabled
    press(page, "Guess anew") if "Guess anew" in button_labels(page) else None


def test_a_file_of_no_known_kind_is_refused_with_what_is_accepted(page: AppTest, own: Path) -> None:
    path = own / "a.csv"
    path.write_bytes(b"%PDF-1.7 **bold**")
    upload(page, path)
    assert "of no kind that is known" in shown(page)
    assert any("Accepted are CSV" in one.value for one in page.text)
    assert "Try it" not in button_labels(page)
    page.selectbox(key="import_format").set_value("kml").run()
    assert not page.exception
    press(page, "Another file")
    assert page.file_uploader(key="dropped_file")


def test_a_stopped_import_leaves_the_store_as_it_was(
    page: AppTest, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = the_store(own)
    before = revision(store)
    upload(page, write_messy(own))
    press(page, "Try it")
    finish(page, state_of(page).trial)
    start = import_state.Job.__init__

    def stopped_at_once(self: Any, work: Any) -> None:
        start(self, lambda tick: (self.cancel(), work(tick))[1])

    monkeypatch.setattr("dashboard.jobs.Job.__init__", stopped_at_once)
    press(page, f"Import {USABLE} claims")
    finish(page, state_of(page).run)
    assert "The store is as it was" in shown(page)
    assert revision(store) == before
    press(page, "Back to the file")
    assert f"Import {USABLE} claims" in button_labels(page)


def test_an_import_goes_on_while_other_pages_are_shown(page: AppTest, own: Path) -> None:
    store = the_store(own)
    upload(page, write_messy(own))
    press(page, "Try it")
    finish(page, state_of(page).trial)
    with closing(sqlite3.connect(own / "home" / "claims.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")  # the import waits for its turn to write
        press(page, f"Import {USABLE} claims")
        job = state_of(page).run
        assert job is not None
        page.switch_page("views/sources.py").run()
        assert not page.exception
        page.switch_page("views/exchange.py").run()
        assert job.running
        assert button_labels(page) == ["Another file", "Cancel"], "one import at a time"
        assert next(one for one in page.button if one.label == "Another file").disabled
        other.execute("ROLLBACK")
    finish(page, job)
    assert f"Imported: {USABLE} claims" in shown(page)
    assert change_log(store)[-1].kind.value == "import"


def test_what_cannot_be_written_is_exported_but_not_imported(
    own: Path, repo_root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(STORE_VARIABLE, str(bundled_folder()))
    at = AppTest.from_file(str(repo_root / "dashboard" / "app.py"), default_timeout=120)
    at.run()
    at.switch_page("views/exchange.py").run()
    assert "Nothing can be imported here" in shown(at)
    assert any("claim-atlas create" in one.value for one in at.text)
    assert not at.file_uploader
    at.session_state["exchange_part"] = "Export"
    at.run()
    assert not at.exception
    assert "Prepare the file" in button_labels(at)
    at.session_state["exchange_part"] = "Backup"
    at.run()
    assert not at.exception
    assert "copy the folder" in shown(at)


def test_an_export_is_made_when_asked_and_kept(page: AppTest, own: Path) -> None:
    page.session_state["exchange_part"] = "Export"
    page.run()
    assert page.radio(key="export_format").options == [
        "CSV", "GeoJSON", "GeoPackage", "GeoParquet", "KML",
    ]  # fmt: skip
    assert page.session_state["exports"] == {}
    page.radio(key="export_format").set_value("GeoJSON").run()
    press(page, "Prepare the file")
    [job] = page.session_state["exports"].values()
    finish(page, job)
    assert b"FeatureCollection" in job.result.file.path.read_bytes()
    assert "37 claims with every field" in shown(page)
    page.radio(key="export_format").set_value("KML").run()
    assert "Prepare the file" in button_labels(page)
    page.radio(key="export_format").set_value("GeoJSON").run()
    assert "Prepare the file" not in button_labels(page)


def test_a_backup_is_made_and_restored(page: AppTest, own: Path) -> None:
    page.session_state["exchange_part"] = "Backup"
    page.run()
    press(page, "Make a backup")
    job = page.session_state["backup_job"]
    finish(page, job)
    assert job.result.held.sha256 in [one.value for one in page.code]
    page.session_state["exchange_part"] = "Import"
    page.run()
    upload(page, write_messy(own))
    press(page, "Try it")
    finish(page, state_of(page).trial)
    press(page, f"Import {USABLE} claims")
    finish(page, state_of(page).run)
    page.session_state["exchange_part"] = "Backup"
    page.run()
    assert "has changed since" in shown(page)

    damaged = own / "damaged.zip"
    damaged.write_bytes(job.result.file.path.read_bytes()[:-400])
    upload(page, damaged, "dropped_backup")
    assert "cannot be restored" in shown(page)
    press(page, "Another file")
    upload(page, job.result.file.path, "dropped_backup")
    assert page.button(key="restore").disabled
    page.checkbox(key="restore_sure").check().run()
    press(page, "Restore")
    finish(page, page.session_state["restore_job"])
    assert "Restored" in shown(page)
    assert len(change_log(the_store(own))) == 1
    kept = [one for one in (own / "home").iterdir() if ".before-" in one.name]
    assert len(change_log(open_store(kept[0]))) == 2
