"""The chart of claimed figures and the comparison of two days, on the bundled claims."""

from __future__ import annotations

import io
from datetime import date
from functools import cache

import pytest
from pptx import Presentation

from dashboard.briefs import Wish, brief_of, made
from geo.briefing import Form
from geo.briefing.chart import chart_sheet
from geo.briefing.chart_data import Dot, dots_of
from geo.briefing.fonts import Typeface
from geo.briefing.scene import Text
from geo.claims.table import ClaimTable
from geo.exchange.seeds import bundled_folder, read_folder
from geo.places.gazetteer import load_gazetteer
from tests.geo.briefing.made_up import make_brief, spread

DAYS = (date(2024, 10, 19), date(2025, 3, 1))


@cache
def bundled() -> ClaimTable:
    gazetteer = load_gazetteer()
    return ClaimTable(read_folder(bundled_folder(), gazetteer).dataset, gazetteer)


def make_dot(day: int, low: float | None, high: float | None, unit: str = "soldiers") -> Dot:
    return Dot(date(2024, 10, day), "Who", "Outlet", "Oct 2024", low, high, f"some {unit}", unit)


def words_of(dots: list[Dot], fonts: Typeface) -> list[str]:
    sheet = chart_sheet(make_brief(spread(1)), dots, 1920, 1080, fonts)
    return [item.text for item in sheet.scene if isinstance(item, Text)]


def test_every_assertion_of_a_figure_is_a_dot_of_its_own() -> None:
    dots = dots_of(brief_of(Wish(), bundled()), bundled())
    soldiers = [(dot.low, dot.high) for dot in dots if dot.unit == "soldiers"]
    assert (None, 3000) in soldiers and (11000, None) in soldiers
    assert len(soldiers) == len(dots) - sum(dot.unit != "soldiers" for dot in dots) > 5
    assert [dot.day for dot in dots] == sorted(dot.day for dot in dots)


def test_units_have_axes_of_their_own_and_nothing_is_summed(fonts: Typeface) -> None:
    dots = [make_dot(1, 1000, 1000), make_dot(2, 3000, 5000), make_dot(3, 6, 6, "officers")]
    words = words_of(dots, fonts)
    assert "Soldiers (as claimed, not to be added up)" in words
    assert "Officers (as claimed, not to be added up)" in words
    assert not {"4,000 soldiers", "8,000"} & set(words)


def test_dots_stay_on_the_page_however_far_apart(fonts: Typeface) -> None:
    dots = [make_dot(1 + at % 3, 10.0**at, None) for at in range(9)]
    sheet = chart_sheet(make_brief(spread(1)), dots, 1280, 720, fonts)
    for item in sheet.scene:
        if isinstance(item, Text):
            assert 0 <= item.x <= 1280 and 0 <= item.baseline <= 720


def test_no_figure_is_said(fonts: Typeface) -> None:
    assert "No claim shown here has a figure." in words_of([], fonts)


def test_a_list_too_long_for_the_chart_is_counted(fonts: Typeface) -> None:
    words = words_of([make_dot(1 + at % 28, at, at) for at in range(1, 90)], fonts)
    assert any(one.endswith("more: see the list of sources") for one in words)


def test_a_comparison_shows_only_what_differs_and_how() -> None:
    brief = brief_of(Wish(compare=DAYS), bundled())
    assert "from 19 Oct 2024 to 1 Mar 2025" in brief.subtitle
    said = [brief.table.card(row).summary for row in brief.rows]
    assert {one.split(".")[0] for one in said} == {"New", "Changed"}
    assert f"{sum(one.startswith('New') for one in said)} new" in brief.counts
    assert 0 < len(brief.rows) < bundled().n
    changed = next(one for one in said if one.startswith("Changed"))
    assert "→" in changed or "statement" in changed


@pytest.mark.parametrize("harm", [None, 0])
def test_chart_and_comparison_are_slides(harm: int | None) -> None:
    content = made(Wish(compare=DAYS, chart=True, harm=harm), bundled(), Form.PPTX, (1920, 1080))
    *_, chart = Presentation(io.BytesIO(content)).slides
    assert [one.name for one in chart.shapes if one.shape_type == 13] == ["Chart"]
    assert "11,000 or more soldiers" in chart.notes_slide.notes_text_frame.text
