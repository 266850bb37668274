"""The gazetteer page and places chosen on the card, as a reader meets them; nothing leaves."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import BrowserContext, Frame, Locator, Page, expect

from geo.places.place import Place
from geo.store.contents import places
from geo.store.history import change_log
from geo.store.opening import open_store
from tests.e2e.atlas_page import FOCUSED, MAP_FRAME, AtlasPage
from tests.e2e.conftest import BlockedPage, Server, StartServer, block

pytestmark = pytest.mark.e2e

HOSTILE = "<img src=x onerror=\"document.title='broken'\">`${alert(1)}`{{7*7}}"


@pytest.fixture(scope="module")
def own_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("own")


@pytest.fixture(scope="module")
def own_server(start_server: StartServer, own_folder: Path) -> Server:
    """A dashboard on the bundled claims, with a folder of one's own."""
    return start_server(env={"CLAIM_ATLAS_HOME": str(own_folder)})


@pytest.fixture
def blocked(context: BrowserContext, own_server: Server) -> BlockedPage:
    return block(context, own_server)


def opened(blocked: BlockedPage, server: Server, query: str = "") -> Page:
    blocked.page.goto(f"{server.origin}/gazetteer{query}")
    expect(name_field(blocked.page)).to_be_visible()
    return blocked.page


def held(own_folder: Path) -> tuple[Place, ...]:
    """The places that the store keeps."""
    return places(open_store(own_folder / "claims.db"))


def name_field(page: Page) -> Locator:
    return page.get_by_label("Place name")


def candidate(page: Page, text: str) -> Locator:
    return page.get_by_role("listitem").get_by_role("button").filter(has_text=text)


def map_status(page: Page, condition: str) -> dict[str, Any]:
    page.locator(MAP_FRAME).wait_for()
    frame: Frame = next(one for one in page.frames if "streamlit_folium" in one.url)
    frame.wait_for_function(
        f"() => {{ const status = window.__claimAtlas; return !!status && ({condition}); }}"
    )
    status: dict[str, Any] = frame.evaluate("window.__claimAtlas")
    return status


def test_a_name_shows_its_candidates_and_the_runner_up_is_one_click_away(
    blocked: BlockedPage, own_server: Server
) -> None:
    page = opened(blocked, own_server)
    name_field(page).focus()
    page.keyboard.type("Donetsk")
    expect(page.get_by_role("heading", name="Donetsk")).to_be_visible()
    expect(candidate(page, "")).to_have_count(3)
    status = map_status(page, "status.front === 'donetsk'")
    assert status["places"] == 3
    map_status(page, "status.areas === 1")
    expect(page).to_have_url(re.compile(r"name=Donetsk$"))

    # By click in the list, by click on the map, and by keyboard alone.
    candidate(page, "Donetsk (Rostov Oblast)").click()
    map_status(page, "status.front === 'donetsk-rostov'")
    expect(page.get_by_role("heading", name="Donetsk (Rostov Oblast)")).to_be_visible()
    expect(page).to_have_url(re.compile("chosen=donetsk-rostov"))
    on_map = page.frame_locator(MAP_FRAME)
    on_map.get_by_role("button", name="Show all candidates").click()
    on_map.get_by_role("button", name=re.compile("^3\\. Donetsk Oblast")).focus()
    page.keyboard.press("Enter")
    map_status(page, "status.front === 'donetsk-oblast' && status.areas === 1")
    candidate(page, "Donetsk (Rostov Oblast)").focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    map_status(page, "status.front === 'donetsk'")
    focused = page.evaluate_handle(FOCUSED).as_element()
    assert focused is not None
    assert "Ukraine" in (focused.text_content() or ""), "the focus stays on the candidate"

    # The text around it decides otherwise; the country is a filter.
    page.get_by_label("Text around it").fill("a depot in Rostov Oblast, Russia")
    map_status(page, "status.front === 'donetsk-rostov'")
    assert blocked.foreign == []


def test_a_link_reopens_the_question(blocked: BlockedPage, own_server: Server) -> None:
    query = f"?name={quote('Благовещенск')}&chosen=blagoveshchensk-bashkortostan&country=RU"
    page = opened(blocked, own_server, query)
    expect(name_field(page)).to_have_value("Благовещенск")
    map_status(page, "status.front === 'blagoveshchensk-bashkortostan'")
    page.get_by_role("link", name="Sources").click()
    expect(page.get_by_text("Who says what")).to_be_visible()
    page.get_by_role("link", name="Gazetteer").click()
    expect(name_field(page)).to_have_value("Благовещенск")
    map_status(page, "status.front === 'blagoveshchensk-bashkortostan'")
    assert blocked.foreign == []


def test_an_entry_is_added_and_resolves(
    blocked: BlockedPage, own_server: Server, own_folder: Path
) -> None:
    page = opened(blocked, own_server)
    name_field(page).fill("Полигон Северный")
    expect(page.get_by_text("Not resolved", exact=True)).to_be_visible()
    map_status(page, "status.places === 0")
    page.locator(MAP_FRAME).click(position={"x": 300, "y": 200})
    page.get_by_role("button", name="Add a place here").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("Latitude")).not_to_have_value("")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.get_by_text("Nothing was saved")).to_be_visible()
    expect(dialog.get_by_text("Source: is empty.")).to_be_visible()
    dialog.get_by_label("Name to show").fill(HOSTILE)
    dialog.get_by_label("Latitude").fill("44.2")
    dialog.get_by_label("Longitude").fill("133")
    dialog.get_by_role("textbox", name="Source").fill("a test")
    dialog.get_by_role("combobox", name="Country").fill("Russia")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_have_count(0)
    expect(page.get_by_role("heading", name=HOSTILE)).to_be_visible()
    assert "Полигон Северный" in {one.text for place in held(own_folder) for one in place.names}

    name_field(page).fill("полигоне Северный")
    name_field(page).fill("Полигон Северный")
    expect(page.get_by_text("Resolved", exact=True)).to_be_visible()
    map_status(page, "status.places === 1")
    expect(page.frame_locator(MAP_FRAME).get_by_text(HOSTILE)).to_be_visible()
    assert page.title() != "broken"
    assert blocked.foreign == []


def test_the_map_draws_what_a_claim_would(blocked: BlockedPage, own_server: Server) -> None:
    page = opened(blocked, own_server, "?name=Kursk&chosen=kursk")
    map_status(page, "status.front === 'kursk' && status.areas === 1")  # the oblast's outline
    note = page.frame_locator(MAP_FRAME).get_by_role("status")
    page.get_by_role("radio", name="at a distance").click()
    page.get_by_role("spinbutton", name="Distance in km").fill("60")
    page.keyboard.press("Enter")
    expect(note).to_contain_text("“60 km north of Kursk”: 48 to 72 km away")
    map_status(page, "status.areas === 2")
    page.get_by_role("radio", name="between").click()
    expect(note).to_contain_text("Name the other place")
    page.get_by_role("searchbox", name="The other place").fill("Суми")
    expect(note).to_contain_text("“between Kursk and Sumy”: a corridor")
    map_status(page, "status.areas === 2")
    page.get_by_role("radio", name="in", exact=True).click()
    expect(note).to_have_count(0)  # an empty one is not shown

    # Written as a phrase it is drawn at once, as said.
    name_field(page).fill("40 км севернее Курска")
    expect(note).to_contain_text("28 to 52 km north of Kursk")
    expect(page.get_by_role("radio", name="as said")).to_be_checked()
    map_status(page, "status.front === 'kursk' && status.areas >= 1")
    name_field(page).fill("the border between Poland and Belarus")
    expect(page.get_by_text("within 30 km of the border")).to_be_visible()
    expect(page.get_by_role("radio", name="in", exact=True)).to_be_checked()
    assert blocked.foreign == []


def test_what_nothing_decides_is_left_to_the_reader(
    blocked: BlockedPage, own_server: Server
) -> None:
    page = opened(blocked, own_server, "?name=Springfield")
    expect(page.get_by_text("Ambiguous", exact=True)).to_be_visible()
    expect(page.get_by_text("no map draws it before somebody has looked")).to_be_visible()
    expect(candidate(page, "United States")).to_have_count(5)
    map_status(page, "status.places === 5")
    name_field(page).fill("Донецьку")
    expect(page.get_by_text("is read as a case form")).to_be_visible()
    page.get_by_role("button", name=re.compile("^Show all .* spellings")).click()
    for spelling in ("도네츠크", "Донецьк", "顿涅茨克"):
        expect(page.get_by_text(spelling).first).to_be_attached()
    name_field(page).fill("")
    expect(page.get_by_text("Type a name, or try one of these")).to_be_visible()
    assert blocked.foreign == []


@pytest.mark.parametrize("key", ["ussuriysk", "gn-2867714"])
def test_an_entry_is_corrected_and_put_back(
    blocked: BlockedPage, own_server: Server, own_folder: Path, key: str
) -> None:
    page = opened(blocked, own_server, f"?chosen={key}")
    page.get_by_role("button", name="Correct this entry").click()
    dialog = page.get_by_role("dialog")
    radius = dialog.get_by_role("textbox", name="Radius, km")
    radius.fill("-3")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.get_by_text("Radius, km: “-3”")).to_be_visible()
    radius.fill("77")
    dialog.get_by_role("textbox", name="Source").fill("own reading")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_have_count(0)
    expect(page.get_by_text("of this store", exact=True).first).to_be_visible()
    expect(page.get_by_text("anywhere within 77 km of this point")).to_be_visible()
    assert key in {one.id for one in held(own_folder)}
    if key == "ussuriysk":
        page.goto(f"{own_server.origin}/?claim=gathering-at-ussuriysk")
        expect(page.get_by_role("article")).to_contain_text("within 77 km of its centre")
        opened(blocked, own_server, f"?chosen={key}")
    page.get_by_role("button", name="Correct this entry").click()
    dialog.get_by_role("button", name="Back to the shipped entry").click()
    expect(dialog).to_have_count(0)
    expect(page.get_by_text("own reading")).to_have_count(0)
    assert key not in {one.id for one in held(own_folder)}
    assert blocked.foreign == []


@pytest.mark.parametrize(
    "text", ["<svg onload=alert(1)>" + HOSTILE, "x" * 10_000, "\u202e]]>--><script>"], ids=len
)
def test_hostile_names_are_text(blocked: BlockedPage, own_server: Server, text: str) -> None:
    errors: list[str] = []
    blocked.page.on("pageerror", lambda error: errors.append(str(error)))
    page = opened(blocked, own_server)
    name_field(page).fill(text)
    page.get_by_label("Text around it").fill(text)
    expect(page.get_by_text("Not resolved", exact=True)).to_be_visible()
    assert page.title() != "broken"
    assert errors == []
    assert blocked.foreign == []


def test_another_place_is_chosen_for_a_claim_and_taken_back(
    blocked: BlockedPage, own_server: Server, own_folder: Path
) -> None:
    atlas = AtlasPage(blocked.page, own_server.origin)
    page = blocked.page
    atlas.open("?claim=base-at-blagoveshchensk")
    card = page.get_by_role("article")
    expect(card).to_contain_text("is listed as an English name")
    card.get_by_role("button", name="Use it").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.get_by_text("needs a reason")).to_be_visible()
    dialog.get_by_label("Why").fill(HOSTILE)
    dialog.get_by_label("Why").press("Tab")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_have_count(0)
    expect(card).to_contain_text("Chosen by an analyst")
    expect(card).to_contain_text(HOSTILE)
    expect(card).to_contain_text("Blagoveshchensk (Bashkortostan), within")
    newest = change_log(open_store(own_folder / "claims.db"))[-1]
    assert (newest.kind.value, newest.reason) == ("edit", HOSTILE)

    # It is remembered, for whoever opens the page next.
    page.reload()
    atlas.wait_for("true")
    expect(card).to_contain_text("Chosen by an analyst")
    card.get_by_role("button", name="Undo").click()
    expect(card).not_to_contain_text("Chosen by an analyst")
    expect(card).to_contain_text("Blagoveshchensk, within")
    assert page.title() != "broken"
    assert blocked.foreign == []


def test_a_claim_without_a_place_is_given_one(
    blocked: BlockedPage, own_server: Server, own_folder: Path
) -> None:
    atlas = AtlasPage(blocked.page, own_server.origin)
    page = blocked.page
    atlas.open("?claim=special-forces-to-the-front")
    card = page.get_by_role("article")
    expect(card).to_contain_text("Not on the map")
    card.get_by_role("button", name="Give it a place").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("searchbox", name="Which place is meant").fill("Суджа")
    why = dialog.get_by_role("textbox", name="Why")
    why.fill("a later report names the town")
    why.press("Tab")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_have_count(0)
    expect(card).to_contain_text("Sudzha, within 3 km of its centre")
    expect(atlas.headline).not_to_contain_text("no place")
    page.reload()
    atlas.wait_for("true")
    expect(card).to_contain_text("Chosen by an analyst instead of no place")
    card.get_by_role("button", name="Undo").click()
    expect(card).to_contain_text("Not on the map")
    expect(atlas.headline).to_contain_text("1 no place")
    assert blocked.foreign == []
