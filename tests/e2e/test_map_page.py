"""The map page on the bundled claims: every claim, dates, links between map, table and card."""

from __future__ import annotations

import re
from datetime import date, timedelta

import numpy as np
import pytest
from playwright.sync_api import expect

from geo.claims.counts import count
from geo.claims.selection import Clock, Selection, select
from geo.claims.table import NO_DAY, ClaimTable, day_of
from geo.claims.vocabulary import Kind, Stance, Status, code
from geo.places.location import Shape
from tests.e2e.atlas_page import AtlasPage, expect_words

pytestmark = pytest.mark.e2e

VLADIVOSTOK = (131.8735, 43.1056)
KURSK = (36.2, 51.7)


def passing(table: ClaimTable, selection: Selection) -> int:
    """How many claims Python passes."""
    return int(np.count_nonzero(select(table, selection).rows))


def test_every_claim_is_listed_and_opens_its_card(atlas: AtlasPage, claims: ClaimTable) -> None:
    atlas.open()
    everything = select(claims, Selection())
    expect(atlas.headline).to_contain_text(count(claims, everything).words())
    drawn = np.isin(claims.shape, [code(Shape.POINT), code(Shape.RING), code(Shape.AREA)])
    status = atlas.wait_for("true")
    assert (status["shown"], status["total"]) == (claims.n, claims.n)
    assert status["onMap"] == np.count_nonzero(drawn)

    expect(atlas.rows).to_have_count(claims.n)
    for row in range(claims.n):
        card = claims.card(row)
        atlas.row_with(card.summary).click()
        expect(atlas.card).to_contain_text(card.summary)
        expect(atlas.card).to_contain_text(f"Claim {card.id}")
        expect_words(
            atlas.card,
            *(card.kind_label, card.modality_label, card.status_label, card.says(), card.where),
            *(card.when, card.when_basis, card.figure, card.figure_note, card.actor),
            *(card.confidence_label, *card.confidence_reasons),
        )
        for line in card.statements:
            voice = atlas.card.get_by_role("listitem").filter(has_text=line.originator)
            voice = voice.filter(has_text=line.locator).filter(has_text=line.document)
            expect(voice.filter(has_text=line.note).first).to_be_attached()
            expect_words(
                voice.filter(has_text=line.note).first,
                *(line.outlet, line.published, line.grade, line.grade_label, line.grade_basis),
                *(line.published_basis, *line.via, line.known),
            )
    expect(atlas.page.get_by_text("problems in the files")).to_have_count(0)


def test_dates_pass_the_same_claims_as_in_python(atlas: AtlasPage, claims: ClaimTable) -> None:
    atlas.open()
    start, end = date(2024, 10, 11), date(2024, 10, 24)

    atlas.type_date("From", start.isoformat())
    atlas.shows(passing(claims, Selection(date_from=start)))
    atlas.type_date("To", end.isoformat())
    both = Selection(date_from=start, date_to=end)
    atlas.shows(passing(claims, both))
    atlas.address_says(**{"from": "2024-10-11", "to": "2024-10-24", "by": None})
    chosen = select(claims, both)
    assert 0 < np.count_nonzero(chosen.rows) < claims.n, "a filter that tells claims apart"
    expect(atlas.headline).to_contain_text(count(claims, chosen).words())
    expect(atlas.rows).to_have_count(int(np.count_nonzero(chosen.rows)))

    # What has no date is counted and listed, not dropped.
    undated = [claims.card(int(row)) for row in np.flatnonzero(chosen.undated)]
    assert undated
    expect(atlas.headline).to_contain_text(f"{len(undated)} no date, left out")
    atlas.show_list("No date")
    expect(atlas.rows).to_have_count(len(undated))
    for card in undated:
        expect(atlas.row_with(card.summary)).to_have_count(1)

    # The slider by keyboard: one day, and to an end of the data.
    first, last = atlas.page.get_by_role("slider").all()
    last.focus()
    atlas.page.keyboard.press("ArrowRight")
    atlas.address_says(to=(end + timedelta(days=1)).isoformat())
    atlas.shows(passing(claims, Selection(date_from=start, date_to=end + timedelta(days=1))))
    first.focus()
    atlas.page.keyboard.press("Home")
    atlas.address_says(**{"from": None})
    atlas.shows(passing(claims, Selection(date_to=end + timedelta(days=1))))


def test_other_filters_and_a_way_back(atlas: AtlasPage, claims: ClaimTable) -> None:
    atlas.open()
    for clock, last_days in ((Clock.EVENT, claims.last_day), (Clock.REPORT, claims.voice_last_day)):
        if clock is Clock.REPORT:
            atlas.page.get_by_role("radio", name="Report date").click()
            atlas.address_says(by="report", **{"from": None})
        newest = day_of(int(last_days[last_days != NO_DAY].max()))
        start = newest - timedelta(days=29)
        atlas.filter_button("30 d").click()
        atlas.address_says(**{"from": start.isoformat()})
        atlas.shows(passing(claims, Selection(date_from=start, clock=clock)))
        atlas.filter_button("All").click()
        atlas.address_says(**{"from": None, "to": None})
        atlas.shows(claims.n)

    atlas.filter_button("Transfer").click()
    transfers = Selection(kinds=(Kind.TRANSFER,))
    atlas.shows(passing(claims, transfers))
    atlas.filter_button("Somebody denies").click()
    atlas.shows(passing(claims, Selection(kinds=(Kind.TRANSFER,), stances=(Stance.DENIES,))))
    atlas.filter_button("Clear all filters").click()
    atlas.shows(claims.n)

    search = atlas.page.get_by_role("textbox", name="Search")
    search.fill("vladivostok")
    search.press("Enter")
    atlas.shows(passing(claims, Selection(text="vladivostok")))
    atlas.address_says(q="vladivostok")
    search.fill("no such words anywhere")
    search.press("Enter")
    atlas.shows(0)
    expect(atlas.map.get_by_text("No claim passes these filters")).to_be_visible()
    expect(atlas.page.get_by_text("Widen the dates or clear a filter")).to_be_visible()
    atlas.filter_button("Clear all filters").click()
    atlas.shows(claims.n)
    atlas.address_says(q=None, kind=None, stance=None, by=None)

    atlas.type_date("As known on", "2024-10-22")
    known = claims.dataset.as_known(date(2024, 10, 22))
    assert 0 < len(known.claims) < claims.n
    atlas.wait_for(f"status.shown === {len(known.claims)}")
    atlas.address_says(known="2024-10-22")

    expect(atlas.map.get_by_text("resolution 68/262")).to_be_visible()
    atlas.choose("Boundaries", "De facto")
    atlas.address_says(borders="de-facto")
    expect(atlas.map.get_by_text("resolution 68/262")).to_have_count(0)
    expect(atlas.map.get_by_text(re.compile("de facto", re.IGNORECASE))).to_be_visible()


def test_a_link_reopens_the_same_map(atlas: AtlasPage, claims: ClaimTable) -> None:
    atlas.open()
    atlas.filter_button("Contested").click()
    atlas.shows(passing(claims, Selection(statuses=(Status.CONTESTED,))))
    atlas.row_with("military base near Ussuriysk").click()
    atlas.address_says(claim="base-near-ussuriysk", status="contested")
    atlas.settle()
    atlas.frame.evaluate("window.map.setView([48.5, 132.25], 6, {animate: false})")
    assert atlas.reported_view() == "48.5000,132.2500,6"
    link = atlas.page.url

    # What Python writes into the address next must not lose the view.
    atlas.page.get_by_role("button", name="Close the card").click()
    atlas.address_says(claim=None, view="48.5000,132.2500,6", status="contested")

    second = AtlasPage(atlas.page.context.new_page(), atlas.origin)
    second.open("?" + link.partition("?")[2])
    second.shows(passing(claims, Selection(statuses=(Status.CONTESTED,))))
    expect(second.filter_button("Contested")).to_have_attribute("aria-pressed", "true")
    expect(second.card).to_contain_text("Claim base-near-ussuriysk")
    looks = second.frame.evaluate(
        "[window.map.getCenter().lat, window.map.getCenter().lng, window.map.getZoom()]"
    )
    assert looks == pytest.approx([48.5, 132.25, 6], abs=0.02)


def test_a_hostile_address_breaks_nothing(atlas: AtlasPage, claims: ClaimTable) -> None:
    dialogs: list[str] = []
    atlas.page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    atlas.open(
        "?view=NaN,1e99,Infinity&from=2025-01-01&to=2024-01-01&kind=nonsense&kind=%F0%9F%92%A5"
        "&status=&by=moon&who=nobody&borders=%3Cscript%3E&known=2024-13-40&from=%00"
        "&claim=%3Cimg%20src=x%20onerror=alert(1)%3E&q=%24%7Bwindow.pwned%3D1%7D&zzz=1"
    )
    atlas.shows(0)
    expect(atlas.page.get_by_role("textbox", name="Search")).to_have_value("${window.pwned=1}")
    atlas.filter_button("Clear all filters").click()
    atlas.shows(claims.n)
    assert set(atlas.query()) <= {"claim", "view"}
    assert dialogs == []
    assert atlas.page.evaluate("window.pwned") is None
    expect(atlas.page.get_by_test_id("stException")).to_have_count(0)


def test_symbol_popup_card_and_row_are_linked(atlas: AtlasPage, claims: ClaimTable) -> None:
    atlas.open()
    row = claims.row_of["base-at-blagoveshchensk"]
    card = claims.card(row)
    spot = float(claims.lon[row]), float(claims.lat[row])
    atlas.look_at(*spot, 8)
    atlas.click_place(*spot)
    expect(atlas.popup_card).to_contain_text(card.summary)
    line = card.statements[0]
    expect_words(
        atlas.popup_card,
        *(card.summary, card.kind_label, card.where, card.when, card.actor, card.status_label),
        *(card.confidence_label, line.originator, line.outlet, line.published, line.locator),
        *(line.grade, line.grade_label),
    )
    expect(atlas.card).to_contain_text(f"Claim {card.id}")
    expect(atlas.row_with(card.summary)).to_have_attribute("aria-selected", "true")
    atlas.address_says(claim=card.id)

    # The other way: a row brings its symbol onto the screen, and the card shows it.
    other = claims.card(claims.row_of["gathering-at-khabarovsk"])
    lon, lat = float(claims.lon[other.row]), float(claims.lat[other.row])
    atlas.row_with(other.summary).click()
    expect(atlas.card).to_contain_text(f"Claim {other.id}")
    atlas.frame.wait_for_function(
        "([lat, lon]) => window.map.getBounds().contains([lat, lon])", arg=[lat, lon]
    )
    expect(atlas.popup_card).to_have_count(0)

    # A claim with a figure: the popup names it.
    atlas.page.goto("about:blank")
    atlas.open("?kind=transfer&q=1,500")
    figure = claims.card(claims.row_of["special-forces-to-vladivostok"])
    atlas.shows(passing(claims, Selection(kinds=(Kind.TRANSFER,), text="1,500")))
    atlas.look_at(*VLADIVOSTOK, 9)
    atlas.click_place(*VLADIVOSTOK)
    expect(atlas.popup_card).to_contain_text(figure.summary)
    expect_words(atlas.popup_card, figure.figure)


def test_all_claims_at_a_spot_and_in_an_area_are_listed(
    atlas: AtlasPage, claims: ClaimTable
) -> None:
    atlas.open()
    atlas.look_at(*VLADIVOSTOK, 9)
    here = ["by-sea-to-vladivostok", "special-forces-to-vladivostok", "base-at-vladivostok"]
    atlas.click_place(*VLADIVOSTOK)
    for one in here:
        summary = claims.card(claims.row_of[one]).summary
        expect(atlas.map.get_by_role("button", name=re.compile(re.escape(summary)))).to_be_visible()
    expect(atlas.map.get_by_text("1–3 of 3")).to_be_visible()
    # The first is on the card at once; another one of the list takes its place.
    summary = claims.card(claims.row_of["base-at-vladivostok"]).summary
    atlas.map.get_by_role("button", name=re.compile(re.escape(summary))).click()
    expect(atlas.card).to_contain_text("Claim base-at-vladivostok")
    atlas.map.get_by_role("button", name="All 3 claims here").click()
    expect(atlas.map.get_by_text("1–3 of 3")).to_be_visible()
    atlas.close_popup()

    atlas.look_at(*KURSK, 7)
    atlas.click_place(*KURSK)
    for one in ("additional-troops-in-kursk", "fighting-in-kursk"):
        summary = claims.card(claims.row_of[one]).summary
        expect(atlas.map.get_by_role("button", name=re.compile(re.escape(summary)))).to_be_visible()


def test_what_has_no_spot_is_on_the_shelf_and_in_the_lists(
    atlas: AtlasPage, claims: ClaimTable
) -> None:
    atlas.open()
    country = np.flatnonzero(claims.shape == code(Shape.COUNTRY))
    nowhere = np.flatnonzero(claims.shape == code(Shape.NONE))
    for name, rows in (("Country level", country), ("No place", nowhere)):
        atlas.show_list(name)
        expect(atlas.rows).to_have_count(len(rows))
        for row in rows:
            expect(atlas.row_with(claims.card(int(row)).summary)).to_have_count(1)
    # The shelf beside the map opens a card as well.
    summary = claims.card(claims.row_of["eight-million-rounds"]).summary
    atlas.page.get_by_role("button", name=summary).click()
    expect(atlas.card).to_contain_text("Claim eight-million-rounds")
    expect_words(atlas.card, "8,000,000 or more rounds and rockets")
    atlas.page.get_by_role("button", name="Close the card").click()
    expect(atlas.card).to_have_count(0)

    # "In the map section" follows the view, which the map reports without a rerun.
    atlas.frame.evaluate("window.map.setView([43.1, 131.9], 9, {animate: false})")
    atlas.reported_view()
    atlas.show_list("In the map section")
    expect(atlas.rows.filter(has_text="Vladivostok").first).to_be_visible()
    expect(atlas.rows.filter(has_text="Khabarovsk")).to_have_count(0)
