"""Changes of the state that widgets make: ranges, presets, reset."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import streamlit as st_module
from hypothesis import given
from hypothesis import strategies as st

from dashboard import filters
from dashboard.state import PageState, View
from geo.claims.selection import Clock, Selection
from geo.claims.table import ClaimTable
from geo.claims.vocabulary import Kind
from geo.places.gazetteer import load_gazetteer
from geo.places.regions import BoundaryView
from tests.geo.claims.builders import claim, dataset, document, statement

DOMAIN = (date(2024, 10, 1), date(2024, 12, 31))
STATE = PageState(
    selection=Selection(kinds=(Kind.TRANSFER,), text="navy"),
    as_known=date(2024, 11, 1),
    boundary=BoundaryView.DE_FACTO,
    claim="c1",
    view=View(48.5, 37.2, 6),
)


@pytest.fixture(autouse=True)
def session(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Any]]:
    """A session's memory without a server: a dict is all that these functions need of it."""
    memory: dict[str, Any] = {filters.STATE: STATE}
    monkeypatch.setattr(st_module, "session_state", memory)
    yield memory


def chosen() -> Selection:
    return filters.current(()).selection


def test_a_change_keeps_everything_else() -> None:
    filters.change_selection(text="ships")
    assert chosen() == Selection(kinds=(Kind.TRANSFER,), text="ships")
    filters.change(claim=None)
    state = filters.current(())
    assert (state.claim, state.view, state.selection.text) == (None, STATE.view, "ships")


def test_reset_takes_filters_off_and_leaves_the_map() -> None:
    filters.set_range(date(2024, 10, 5), date(2024, 10, 6), DOMAIN)
    filters.reset()
    assert filters.current(()) == PageState(
        boundary=BoundaryView.DE_FACTO, claim="c1", view=STATE.view
    )


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (date(2024, 10, 5), date(2024, 10, 9), (date(2024, 10, 5), date(2024, 10, 9))),
        (date(2024, 10, 9), date(2024, 10, 5), (date(2024, 10, 5), date(2024, 10, 9))),
        (DOMAIN[0], DOMAIN[1], (None, None)),
        (DOMAIN[0], date(2024, 10, 9), (None, date(2024, 10, 9))),
        (date(2024, 10, 5), DOMAIN[1], (date(2024, 10, 5), None)),
        (date(1000, 1, 1), date(2999, 12, 31), (None, None)),
        (None, None, (None, None)),
        (None, date(2024, 10, 9), (None, date(2024, 10, 9))),
        (date(2025, 6, 1), None, (date(2025, 6, 1), None)),
    ],
)
def test_an_end_at_the_edge_of_the_data_is_no_filter(
    start: date | None, end: date | None, expected: tuple[date | None, date | None]
) -> None:
    filters.set_range(start, end, DOMAIN)
    assert (chosen().date_from, chosen().date_to) == expected


@given(st.none() | st.dates(), st.none() | st.dates())
def test_any_range_is_a_filter_that_holds(start: date | None, end: date | None) -> None:
    filters.set_range(start, end, DOMAIN)
    assert not (chosen().date_from and chosen().date_to) or chosen().date_from <= chosen().date_to  # type: ignore[operator]


def test_presets_count_back_from_the_newest_claim() -> None:
    filters.set_preset(30, DOMAIN)
    assert (chosen().date_from, chosen().date_to) == (date(2024, 12, 2), None)
    filters.set_preset(365, DOMAIN)
    assert (chosen().date_from, chosen().date_to) == (None, None)
    filters.set_preset(30, DOMAIN)
    filters.set_preset(None, DOMAIN)
    assert (chosen().date_from, chosen().date_to) == (None, None)
    assert chosen().kinds == (Kind.TRANSFER,)


def table(*dates: str | None) -> ClaimTable:
    claims = [claim(f"c{n}", one) for n, one in enumerate(dates)]
    voices = [statement(f"s{n}", f"c{n}", document="a") for n in range(len(claims))]
    papers = [document("a", "2024-10-18~/2024-10-21~")]
    return ClaimTable(dataset(claims, voices, papers), load_gazetteer())


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (["2024-10-05", "2024-11"], (date(2024, 10, 5), date(2024, 11, 30))),
        ([None, "2024-10-05"], (date(2024, 10, 5), date(2024, 10, 5))),
        (["2023-08/.."], (date(2023, 8, 1), date(2024, 10, 21))),
        (["../2024-10-05", "2024-10-09"], (date(2024, 10, 5), date(2024, 10, 9))),
        (["../2024-10-05"], (date(2024, 10, 5), date(2024, 10, 5))),
        ([None], None),
        ([], None),
    ],
)
def test_the_range_of_the_data(dates: list[str | None], expected: tuple[date, date] | None) -> None:
    assert filters.day_range(table(*dates), Clock.EVENT) == expected


def test_the_range_by_report_is_that_of_the_documents() -> None:
    found = filters.day_range(table(None, "1968"), Clock.REPORT)
    assert found == (date(2024, 10, 18), date(2024, 10, 21))
