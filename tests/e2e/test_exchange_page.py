"""A file in, a file out, and the way back, as an analyst does it in the browser; nothing leaves."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import geopandas
import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from geo.store.contents import dataset, revision
from geo.store.history import change_log
from geo.store.opening import open_store
from tests.dashboard.messy_table import HOSTILE, REFUSED, USABLE, write_messy
from tests.e2e.conftest import BlockedPage, Server, StartServer, block

pytestmark = pytest.mark.e2e

SEEDED = 37


@pytest.fixture(scope="module")
def own_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("own")


@pytest.fixture(scope="module")
def own_server(start_server: StartServer, own_folder: Path) -> Server:
    """A dashboard on a store of one's own."""
    return start_server(env={"CLAIM_ATLAS_HOME": str(own_folder)})


@pytest.fixture
def blocked(context: BrowserContext, own_server: Server) -> BlockedPage:
    return block(context, own_server)


def opened(blocked: BlockedPage, server: Server) -> Page:
    blocked.page.goto(f"{server.origin}/exchange")
    expect(blocked.page.get_by_role("tab", name="Import")).to_be_visible()
    return blocked.page


def drop(page: Page, path: Path) -> None:
    page.locator("input[type=file]").set_input_files(path)
    expect(button(page, "Another file")).to_be_enabled()


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def choose(page: Page, field: str, option: str) -> None:
    asked = page.get_by_role("combobox", name=field, exact=True)
    asked.scroll_into_view_if_needed()  # a list closes when the page moves under it
    asked.click()
    page.keyboard.type(option)
    expect(page.get_by_role("option", name=option, exact=True)).to_be_visible()
    page.keyboard.press("Enter")


def fact(page: Page, name: str) -> Locator:
    return page.get_by_test_id("stMetric").filter(has_text=name)


@contextmanager
def somebody_writes(path: Path) -> Iterator[None]:
    """Another program holds the store's one place for writers; an import waits for it."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


def test_a_messy_table_is_mapped_tried_and_imported_once(
    blocked: BlockedPage, own_server: Server, own_folder: Path, tmp_path: Path
) -> None:
    page = opened(blocked, own_server)
    drop(page, write_messy(tmp_path))
    expect(page.get_by_text("Windows-1252 (Western), semicolons between 8 columns")).to_be_visible()
    expect(page.get_by_text("05.10.2024 · 06.10.2024 · 31.02.2024")).to_be_visible()
    # A guess is corrected; the name of a column is shown as it is, whatever it holds.
    choose(page, "Id", "–")
    choose(page, "Keep as text in the note", "Bemerkung [x](javascript:alert(1))")
    page.keyboard.press("Escape")
    page.get_by_role("textbox", name="What is counted").fill("deaths")
    button(page, "Try it").click()
    expect(fact(page, "New claims")).to_contain_text(str(USABLE))
    expect(fact(page, "Rows refused")).to_contain_text(str(REFUSED))
    with page.expect_download() as file:
        button(page, "Download what is refused").click()
    refused = file.value.path().read_text("utf-8-sig")
    assert "31.02.2024" in refused
    assert "does not exist" in refused
    store = open_store(own_folder / "claims.db")
    assert len(dataset(store).claims) == SEEDED

    page.get_by_label("Reason, for the history").fill("from the archive")
    button(page, f"Import {USABLE} claims").click()
    expect(page.get_by_text(re.compile(f"^Imported: {USABLE} claims"))).to_be_visible()
    last = change_log(store)[-1]
    assert (last.kind.value, last.reason) == ("import", "from the archive")
    new = dataset(store).claims[SEEDED:]
    assert HOSTILE.replace('"', "'") in {one.summary for one in new}
    assert {one.figure.unit for one in new if one.figure} == {"deaths"}
    button(page, "See it in the history").click()
    expect(page.get_by_text("from the archive").first).to_be_visible()
    page.get_by_role("link", name="Import and export").click()
    page.get_by_role("link", name="Show the map").click()
    expect(page.get_by_text(re.compile(f"{SEEDED + USABLE} claims"))).to_be_visible()

    page.get_by_role("link", name="Import and export").click()
    button(page, "Import another file").click()
    drop(page, write_messy(tmp_path))
    expect(page.get_by_text("they are read as then")).to_be_visible()
    button(page, "Try it").click()
    expect(page.get_by_text("Nothing new")).to_be_visible()
    expect(fact(page, "Here already")).to_contain_text(str(USABLE))
    assert len(change_log(store)) == last.id
    assert page.title() != "broken"
    assert blocked.foreign == []


def test_a_stopped_import_leaves_the_store_as_it_was(
    blocked: BlockedPage, own_server: Server, own_folder: Path, tmp_path: Path
) -> None:
    page = opened(blocked, own_server)
    path = tmp_path / "events.csv"
    rows = "".join(f"2024-10-05,Kursk,Shelling number {n},TASS\n" for n in range(900))
    path.write_text(f"date,place,text,source\n{rows}", "utf-8")
    drop(page, path)
    button(page, "Try it").click()
    expect(button(page, "Import 900 claims")).to_be_visible()
    store = open_store(own_folder / "claims.db")
    before = revision(store)
    with somebody_writes(own_folder / "claims.db"):
        button(page, "Import 900 claims").click()
        button(page, "Cancel").click()
        expect(button(page, "Stopping …")).to_be_disabled()
    expect(page.get_by_text("The store is as it was")).to_be_visible()
    assert revision(store) == before
    button(page, "Back to the file").click()
    button(page, "Import 900 claims").click()
    expect(page.get_by_text("Imported: 900 claims")).to_be_visible()
    button(page, "Undo this import").click()
    expect(page.get_by_text("The import is taken back")).to_be_visible()
    assert not [one for one in dataset(store).claims if one.summary.startswith("Shelling")]
    assert blocked.foreign == []


def test_an_export_opens_elsewhere_and_a_backup_brings_everything_back(
    blocked: BlockedPage, own_server: Server, own_folder: Path, tmp_path: Path
) -> None:
    page = opened(blocked, own_server)
    page.get_by_role("tab", name="Export").click()
    page.get_by_text("GeoPackage", exact=True).click()
    button(page, "Prepare the file").click()
    with page.expect_download() as file:
        page.get_by_role("button", name=re.compile("^Download GeoPackage")).click()
    target = tmp_path / file.value.suggested_filename
    file.value.save_as(target)
    store = open_store(own_folder / "claims.db")
    held = {one.id for one in dataset(store).claims}
    layers = [geopandas.read_file(target, layer=one) for one in geopandas.list_layers(target).name]
    assert held <= {key for one in layers if "id" in one for key in one["id"]}

    page.get_by_role("tab", name="Backup").click()
    button(page, "Make a backup").click()
    with page.expect_download() as file:
        page.get_by_role("button", name=re.compile("^Download, ")).click()
    backup = tmp_path / file.value.suggested_filename
    file.value.save_as(backup)
    page.locator("input[type=file]").set_input_files(backup)
    expect(button(page, "Restore")).to_be_disabled()
    page.get_by_text("Put the backup in place of the store").click()
    button(page, "Restore").click()
    expect(page.get_by_text("Restored. All pages show it")).to_be_visible()
    assert {one.id for one in dataset(store).claims} == held
    assert blocked.foreign == []
