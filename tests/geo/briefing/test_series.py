"""A series has a page for each part that has claims, and says which parts have none."""

from __future__ import annotations

import io

import pikepdf
import pytest
from pptx import Presentation

from geo.briefing import Brief, Form, render_all
from geo.briefing.series import Series, in_series
from geo.errors import ExportError
from tests.geo.briefing.made_up import make_brief, make_card, make_location, spread

DATES = ("2024-10-01", "2024-10-06/2024-10-07", "2024-10-31", "2023/2024", "", "2024-10-24/..")


def dated() -> Brief:
    cards = [make_card(row, date=text) for row, text in enumerate(DATES)]
    return make_brief(spread(len(DATES)), cards)


def titles(briefs: tuple[Brief, ...]) -> list[str]:
    return [one.title.partition(" – ")[2] for one in briefs]


def test_weeks_hold_what_a_filter_by_each_week_would() -> None:
    parts = in_series(dated(), Series.WEEK)
    assert dict(zip(titles(parts), [one.rows for one in parts], strict=True)) == {
        "week of 30 Sep 2024": (0, 1),
        "week of 7 Oct 2024": (1,),
        "week of 28 Oct 2024": (2,),
        "Dated less exactly than a month": (3, 5),
        "No date": (4,),
    }
    assert "weeks of 14 Oct 2024 to 21 Oct 2024" in parts[0].notes[0]
    assert parts[1].notes == ()


def test_places_begin_with_the_one_most_is_claimed_of() -> None:
    places = [make_location(30, 50, name=name) for name in ("A", "B", "B")]
    parts = in_series(make_brief([*places, None]), Series.PLACE)
    assert titles(parts) == ["B", "A", "No place"]


def test_kinds_without_claims_are_named() -> None:
    parts = in_series(make_brief(spread(2)), Series.KIND)
    assert titles(parts) == ["Deployment", "Incident"]
    assert "transfer; sighting; withdrawal; other" in parts[0].notes[0]


def test_a_series_of_nothing_is_refused() -> None:
    with pytest.raises(ExportError, match="Widen"):
        in_series(make_brief([]), Series.KIND)


def test_all_parts_are_in_one_file() -> None:
    whole = make_brief(spread(2))
    parts = in_series(whole, Series.KIND)
    slides = Presentation(io.BytesIO(render_all(whole, parts, Form.PPTX))).slides
    assert [one.shapes.title.text.rpartition(" ")[2] for one in slides] == [
        "Deployment", "Deployment", "Incident", "Incident",
    ]  # fmt: skip
    with pikepdf.open(io.BytesIO(render_all(whole, parts, Form.PDF))) as document:
        assert len(document.pages) == 2
    with pytest.raises(ExportError, match="Use pdf or pptx"):
        render_all(whole, parts, Form.PNG)
