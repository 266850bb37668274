"""The history in a browser: an edit told and undone, a merge and its split, a retraction, a day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from geo.claims.dates import read_date
from geo.claims.model import Claim
from geo.store.contents import current, dataset
from geo.store.edits import edit, retract
from geo.store.engine import Store
from geo.store.opening import open_store
from geo.store.records import By, RecordKind
from tests.e2e.atlas_page import AtlasPage
from tests.e2e.conftest import Server, StartServer

pytestmark = pytest.mark.e2e

HOSTILE = "<img src=x onerror=\"document.title='broken'\">`${alert(1)}`[x](https://example.org)"
BY_SEA, BY_NAVY = "by-sea-to-vladivostok", "special-forces-to-vladivostok"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("history")


@pytest.fixture(scope="module")
def own(start_server: StartServer, folder: Path) -> Server:
    """A dashboard on a store of its own."""
    return start_server(env={"CLAIM_ATLAS_HOME": str(folder)})


@pytest.fixture
def visit(warm_page: Page, own: Server) -> Callable[[str], AtlasPage]:
    """Go to a page of the dashboard and wait until it stands."""

    def go(where: str) -> AtlasPage:
        atlas = AtlasPage(warm_page, own.origin)
        warm_page.goto(f"{own.origin}/{where}")
        atlas.is_idle()
        return atlas

    return go


def store_in(folder: Path) -> Store:
    return open_store(folder / "claims.db")


def items(page: Page) -> Locator:
    return page.get_by_role("region", name="Changes").get_by_role("listitem")


def story(page: Page) -> Locator:
    return page.get_by_role("region", name="History of this record")


def newest(page: Page, words: str) -> Locator:
    """The newest change in the log, which must hold these words."""
    first = items(page).first
    expect(first).to_contain_text(words)
    return first


def answer(page: Page, why: str, button: str) -> None:
    """Give the reason that a dialog asks for, and press its button."""
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Why").fill(why)
    dialog.get_by_role("button", name=button, exact=True).click()
    expect(dialog).to_be_hidden()


def test_an_edit_is_told_field_by_field_and_undone(
    visit: Callable[[str], AtlasPage], folder: Path
) -> None:
    atlas = visit("history")
    page = atlas.page
    newest(page, "The claims that came with the program.")
    store = store_in(folder)
    was = current(store, RecordKind.CLAIM, BY_NAVY)
    assert isinstance(was.record, Claim)
    mended = replace(was.record, date=read_date("2024-10-08/2024-10-13"))
    edit(store, [(mended, was.change)], By("Ada", HOSTILE))
    page.get_by_label("Words").fill("navy ships")
    item = newest(page, HOSTILE)
    expect(item).to_contain_text("Ada")
    item.get_by_role("button", name="What it did").click()
    line = item.get_by_role("row").filter(has_text="date")
    expect(line.get_by_role("deletion")).to_have_text(
        "about 1–10 Oct 2024 (2024-10-01~/2024-10-10~)"
    )
    expect(line.get_by_role("insertion")).to_have_text("8–13 Oct 2024 (2024-10-08/2024-10-13)")
    item.get_by_role("button", name="Undo …").click()
    answer(page, "the first date was right", "Undo this change")
    newest(page, "Undid change 2")
    expect(items(page).filter(has_text="undone by change 3")).to_have_count(1)
    assert current(store, RecordKind.CLAIM, BY_NAVY).record == was.record
    assert page.title() != "broken"
    assert not [one for one in atlas.console if "uncaught" in one]


def test_two_claims_are_merged_where_an_echo_is_offered_and_split_again(
    visit: Callable[[str], AtlasPage], folder: Path
) -> None:
    page = visit("sources").page
    page.get_by_role("radio", name="Probable echoes").click()
    pair = page.get_by_role("list", name="Probable echoes").get_by_role("listitem")
    pair = pair.filter(has_text="moved to Vladivostok by sea")
    pair.get_by_role("button", name="Same event: merge …").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("article")).to_contain_text("2 independent origins assert it")
    answer(page, "same ships, same days", "Merge 2 claims")
    assert BY_NAVY not in {one.id for one in dataset(store_in(folder)).claims}
    page = visit(f"history?record=claim:{BY_NAVY}").page
    expect(story(page)).to_contain_text("Merged into another claim.")
    page.get_by_role("button", name="Split off again …").click()
    answer(page, "they landed on two days", "Split off")
    expect(story(page)).to_contain_text("In the store now.")
    held = dataset(store_in(folder))
    assert len(held.by_claim[BY_NAVY]) == 1
    assert len(held.by_claim[BY_SEA]) == 2
    # From a record's story to the change in the log, with all that it did.
    story(page).get_by_role("button", name="The whole change").first.click()
    expect(newest(page, "they landed on two days")).to_contain_text("Split")


def test_what_was_retracted_is_on_the_map_of_the_day_before_and_can_be_restored(
    visit: Callable[[str], AtlasPage], folder: Path
) -> None:
    store = store_in(folder)
    retract(store, RecordKind.CLAIM, BY_SEA, By("Bo", "the outlet withdrew it"))
    atlas = visit(f"?claim={BY_SEA}&recorded=2026-11-22")
    page = atlas.page
    atlas.shows(37)
    expect(page.get_by_text("as recorded by 22 Nov 2026, not to be edited")).to_be_visible()
    expect(page.get_by_text("Where it comes from")).to_be_visible()
    expect(page.get_by_role("button", name="Another place …")).to_have_count(0)
    page.get_by_role("link", name="History").click()
    page.get_by_text("What changed since").click()
    page.get_by_text("By recording here").click()
    changed = page.get_by_role("region", name="What changed")
    gone = changed.get_by_role("listitem").filter(has_text="Retracted.")
    gone.get_by_role("button", name="Its history").click()
    page.get_by_role("button", name="Restore …").click()
    answer(page, "it stands after all", "Restore")
    expect(story(page)).to_contain_text("In the store now.")
    assert BY_SEA in {one.id for one in dataset(store).claims}
    page.get_by_role("button", name="Show on the map").click()
    expect(atlas.headline).to_be_visible()
