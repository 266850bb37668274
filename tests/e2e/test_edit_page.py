"""Claims written and corrected in the browser, as an analyst does it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from geo.claims.model import Claim
from geo.store import contents
from geo.store.edits import edit
from geo.store.engine import Store
from geo.store.history import change_log
from geo.store.opening import open_store
from geo.store.records import By, RecordKind
from tests.e2e.conftest import (
    BlockedPage,
    Server,
    StartServer,
    block,
    failed,
    fresh_context,
    keep_pictures,
)

pytestmark = pytest.mark.e2e

HOSTILE = "<img src=x onerror=\"document.title='broken'\"> `${alert(1)}` **b** [a](javascript:x)"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def own_server(start_server: StartServer, home: Path) -> Server:
    """A dashboard on a store of one's own."""
    return start_server(env={"CLAIM_ATLAS_HOME": str(home)})


@pytest.fixture
def store(own_server: Server, home: Path) -> Store:
    return open_store(home / "claims.db")


@pytest.fixture(scope="module")
def shared(chromium: Browser, own_server: Server) -> Iterator[BlockedPage]:
    """A profile for all tests here: what the browser has loaded once opens in half the time."""
    context = fresh_context(chromium)
    yield block(context, own_server)
    context.close()


@pytest.fixture
def blocked(shared: BlockedPage, request: pytest.FixtureRequest) -> Iterator[BlockedPage]:
    """An empty page in that profile, which reaches nothing but the server."""
    page = shared.page.context.new_page()
    yield replace(shared, page=page)
    if failed(request.node):
        keep_pictures(page.context, request)
    page.close()


def opened(blocked: BlockedPage, server: Server, query: str = "") -> Page:
    blocked.page.goto(f"{server.origin}/edit{query}")
    expect(summary(blocked.page)).to_be_visible()
    return blocked.page


def box(page: Page, name: str) -> Locator:
    return page.get_by_role("textbox", name=name, exact=True)


def summary(page: Page) -> Locator:
    return box(page, "What is claimed")


def look_for(page: Page, name: str, text: str) -> None:
    page.get_by_role("searchbox", name=name, exact=True).fill(text)


def pick(page: Page, name: str, text: str) -> None:
    page.get_by_role("combobox", name=name).fill(text)
    page.keyboard.press("Enter")


def save(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).click()


def state(page: Page) -> Locator:
    return page.get_by_text(
        re.compile("^(Still missing|Missing or|Ready to save|Nothing is changed)")
    ).locator("xpath=ancestor::*[@data-testid='stMarkdown']")


def current(store: Store, claim: str) -> Claim:
    record = contents.current(store, RecordKind.CLAIM, claim).record
    assert isinstance(record, Claim)
    return record


def test_a_claim_with_all_that_is_new_is_one_change(
    blocked: BlockedPage, own_server: Server, store: Store
) -> None:
    blocked.page.goto(f"{own_server.origin}/")
    page = blocked.page
    page.get_by_role("button", name="Add claim").click()
    expect(summary(page)).to_be_visible()
    before = len(change_log(store))
    save(page)
    expect(page.get_by_text("Missing. Say in one sentence what is claimed.")).to_be_visible()
    for missing in ("What is claimed", "Kind", "Who says it", "Document", "Why this grade"):
        expect(state(page)).to_contain_text(missing)

    summary(page).fill("Five hundred engineers repair roads north of Kursk.")
    look_for(page, "Place", "40 km north of Kursk")
    expect(box(page, "Distance, km")).to_have_value("40")
    expect(box(page, "Where, in the words of the report")).to_have_value("40 km north of Kursk")
    card = page.get_by_role("article")
    expect(card).to_contain_text("Five hundred engineers")
    expect(card).to_contain_text("the shaded area, measured from Kursk")
    pick(page, "Kind", "Deployment")

    box(page, "Date").fill("early October 2024")
    page.get_by_role("button", name="about 1–10 Oct 2024").click()
    expect(box(page, "Date")).to_have_value("2024-10-01~/2024-10-10~")
    expect(page.get_by_text("1 to 10 Oct 2024 for filters")).to_be_visible()
    expect(state(page)).to_contain_text("How the date is known")
    box(page, "How the date is known").fill("“Early this month”, in October 2024.")
    box(page, "At least").fill("500")
    box(page, "At most").fill("500")
    box(page, "Of what").fill("engineers")

    # A name that is nearly there already offers what is there; this one is somebody new.
    look_for(page, "Who says it", "Souht Korea")
    near = page.get_by_role("button", name="South Korea state spelled almost like South Korea")
    expect(near).to_be_visible()
    look_for(page, "Who says it", "A road builder")
    page.get_by_role("button", name="New originator “A road builder”").click()
    pick(page, "What it is", "witness")
    look_for(page, "Document", "Example Daily")
    page.get_by_role("button", name="New document “Example Daily”").click()
    box(page, "Published").fill("18 Oct 2024")
    page.get_by_role("button", name="18 Oct 2024: 2024-10-18").click()
    expect(box(page, "Published")).to_have_value("2024-10-18")
    box(page, "How the date is known").nth(1).fill("Printed.")
    box(page, "Why this grade").fill("Nobody knows him.")
    box(page, "Why this grade").press("Tab")
    expect(state(page)).to_contain_text("Ready to save · 4 records, one change")
    save(page)
    expect(page.get_by_text(f"Saved as change {before + 1}.")).to_be_visible()

    [*_, change] = change_log(store)
    assert (change.records, change.reason) == (4, "New claim.")
    claim = current(store, "five-hundred-engineers-repair-roads-north-kursk")
    assert (claim.place, claim.distance_km, claim.bearing_deg) == ("kursk", 40.0, 0.0)
    assert claim.figure is not None
    assert claim.figure.words() == "500 engineers"
    page.get_by_role("button", name="Show on the map").click()
    expect(page.get_by_role("article")).to_contain_text("Five hundred engineers")
    assert blocked.foreign == []


def test_a_correction_with_hostile_words_stays_text(
    blocked: BlockedPage, own_server: Server, store: Store
) -> None:
    errors: list[str] = []
    blocked.page.on("pageerror", lambda error: errors.append(str(error)))
    page = opened(blocked, own_server, "?claim=missile-found-in-poltava")
    summary(page).fill(HOSTILE)
    box(page, "Who acts").fill(HOSTILE)
    box(page, "Where, in the words of the report").fill(HOSTILE)
    page.get_by_role("button", name="Another document").click()
    look_for(page, "Document", HOSTILE)
    expect(page.get_by_role("button", name="New document “<img")).to_be_visible()
    page.get_by_role("button", name="New document “<img").click()
    expect(box(page, "Outlet")).to_have_value(HOSTILE)
    page.get_by_role("button", name="Another document").click()
    page.get_by_role("button", name=re.compile("^Kontan.co.id about 18–21")).click()
    box(page, "Reason for the change").fill(HOSTILE)
    box(page, "Reason for the change").press("Tab")
    expect(page.get_by_role("article")).to_contain_text(HOSTILE)

    # What is typed outlives a visit to another page, whatever it is.
    page.get_by_role("link", name="Sources").click()
    expect(page.get_by_text("Who says what")).to_be_visible()
    page.get_by_role("link", name="Edit").click()
    expect(summary(page)).to_have_value(HOSTILE)
    save(page)
    expect(page.get_by_text("Saved as change")).to_be_visible()
    expect(page.get_by_text(f"Claim: {HOSTILE}", exact=True)).to_be_visible()
    assert current(store, "missile-found-in-poltava").actor == HOSTILE
    assert page.title() != "broken"
    assert errors == []
    assert blocked.foreign == []


def test_two_who_edit_one_claim_put_both_together(
    blocked: BlockedPage, own_server: Server, store: Store
) -> None:
    key = "base-near-ussuriysk"
    page = opened(blocked, own_server, f"?claim={key}")
    summary(page).fill("My summary.")
    box(page, "Who acts").fill("mine")
    box(page, "Reason for the change").fill("my reason")
    box(page, "Reason for the change").press("Tab")
    expect(state(page)).to_contain_text("Ready to save")
    version = contents.current(store, RecordKind.CLAIM, key)
    assert isinstance(version.record, Claim)
    theirs = replace(version.record, actor=HOSTILE, place_words="their words")
    edit(store, [(theirs, version.change)], By("Ben", HOSTILE))
    save(page)
    expect(page.get_by_text("Somebody else changed this while you wrote.")).to_be_visible()
    expect(page.get_by_text(HOSTILE, exact=True).first).to_be_visible()
    expect(summary(page)).to_have_value("My summary.")
    page.get_by_role("button", name="Put both together").click()
    # While the page is drawn anew, the fields before stand beside the new ones for a moment.
    expect(box(page, "Where, in the words of the report").first).to_have_value("their words")
    expect(box(page, "Who acts").first).to_have_value("mine")
    expect(page.get_by_text("Somebody else changed this while you wrote.")).to_have_count(0)
    save(page)
    expect(page.get_by_text("Saved as change")).to_be_visible()
    now = current(store, key)
    assert (now.summary, now.actor, now.place_words) == ("My summary.", "mine", "their words")
    assert page.title() != "broken"
    assert blocked.foreign == []


def test_by_keyboard_alone_and_nothing_jumps(blocked: BlockedPage, own_server: Server) -> None:
    page = opened(blocked, own_server, "?claim=new")
    bar = page.get_by_role("button", name="Save", exact=True)
    first = bar.bounding_box()
    summary(page).focus()
    page.keyboard.type("Ships in the strait.")
    page.keyboard.press("Tab")
    place = page.get_by_role("searchbox", name="Place", exact=True)
    place.focus()
    page.keyboard.type("Springfield")
    expect(page.get_by_text("choose which is meant")).to_be_visible()
    option = page.get_by_role("list", name="Places").get_by_role("button").first
    option.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("list", name="Places").locator("[aria-pressed=true]")).to_have_count(1)
    expect(page.get_by_text("choose which is meant")).to_have_count(0)
    expect(place).to_have_value("Springfield")
    assert bar.bounding_box() == first, "the bar stays where it is"
    assert blocked.foreign == []
