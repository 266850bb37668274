"""The lists below the map hold what their names say."""

from __future__ import annotations

from datetime import date

import numpy as np

from dashboard.components.claim_lists import list_masks
from geo.claims.counts import count
from geo.claims.selection import Selection, select
from geo.claims.table import NO_DAY, ClaimTable
from geo.exchange.seeds import bundled_folder, read_folder
from geo.places.gazetteer import load_gazetteer
from tests.geo.claims.builders import claim, dataset

GAZETTEER = load_gazetteer()
CLAIMS = [
    claim("town", "2024-10-05", place="vladivostok"),
    claim("country", "2024-10-05", place="russia"),
    claim("nowhere", "2024-10-05"),
    claim("undated", place="vladivostok"),
    claim("neither"),
    claim("later", "2024-12-05", place="vladivostok"),
]
TABLE = ClaimTable(dataset(CLAIMS), GAZETTEER)


def lists(selection: Selection) -> dict[str, list[str]]:
    masks = list_masks(TABLE, select(TABLE, selection))
    return {name: [TABLE.ids[r] for r in np.flatnonzero(make())] for name, make in masks.items()}


def test_without_a_filter_everything_is_shown() -> None:
    assert lists(Selection()) == {
        "Shown": [one.id for one in CLAIMS],
        "Country level": ["country"],
        "No place": ["nowhere", "neither"],
        "No date": ["undated", "neither"],
    }


def test_what_a_date_filter_leaves_out_for_want_of_a_date_can_still_be_seen() -> None:
    october = Selection(date_from=date(2024, 10, 1), date_to=date(2024, 10, 31))
    assert lists(october) == {
        "Shown": ["town", "country", "nowhere"],
        "Country level": ["country"],
        "No place": ["nowhere"],
        "No date": ["undated", "neither"],
    }


def test_lists_agree_with_the_line_that_counts() -> None:
    table = ClaimTable(read_folder(bundled_folder(), GAZETTEER).dataset, GAZETTEER)
    for chosen in (
        Selection(),
        Selection(date_from=date(2024, 10, 1), date_to=date(2024, 10, 31)),
        Selection(text="navy"),
        Selection(text="no such word anywhere"),
    ):
        selected = select(table, chosen)
        counted = count(table, selected)
        sizes = {n: int(make().sum()) for n, make in list_masks(table, selected).items()}
        assert sizes == {
            "Shown": counted.shown,
            "Country level": counted.country_level,
            "No place": counted.unplaced,
            "No date": counted.undated,
        }


def test_every_list_without_dates_says_so_on_its_cards() -> None:
    for name in lists(Selection())["No date"]:
        assert TABLE.first_day[TABLE.row_of[name]] == NO_DAY
        assert TABLE.card(TABLE.row_of[name]).when == "no date given"
