"""What may be added to a picture or left out of it."""

from __future__ import annotations

import pytest

from geo.briefing import Form, Parts, render
from geo.briefing.compose import compose
from geo.briefing.fonts import Typeface
from geo.briefing.graticule import lines
from geo.briefing.scene import Box, Outline
from geo.briefing.view import view_of
from geo.errors import ExportError
from geo.symbols import BANNER
from tests.geo.briefing.drawn import far_apart, said
from tests.geo.briefing.made_up import make_brief, make_card, make_statement, spread


def test_the_graticule_is_where_it_says(fonts: Typeface) -> None:
    view = view_of((20.0, 40.0, 45.0, 55.0), Box(0, 0, 1000, 800))
    scene, labels = lines(view, 16, 1.0, fonts)
    assert {words for _, words, _ in labels} >= {"25° E", "30° E", "45° N", "50° N"}
    x, _ = view.spot(30.0, 50.0)
    upright = [one.vertices for one in scene if isinstance(one, Outline)]
    assert any(
        line[0, 0] == pytest.approx(x) and line[1, 0] == pytest.approx(x) for line in upright
    )


def test_a_graticule_across_the_antimeridian_names_both_sides(fonts: Typeface) -> None:
    view = view_of((150.0, 40.0, 210.0, 70.0), Box(0, 0, 1000, 800))
    words = {words for _, words, _ in lines(view, 16, 1.0, fonts)[1]}
    assert {"160° E", "180°", "160° W"} <= words


def test_parts_are_left_out_only_when_asked(fonts: Typeface) -> None:
    full = said(compose(far_apart(), 1280, 720, fonts).sheet)
    assert "Kind" in full and "asserts:" in full and "30° E" not in full
    drawn = said(compose(far_apart(parts=Parts(graticule=True)), 1280, 720, fonts).sheet)
    assert "130° E" in drawn
    bare = compose(far_apart(parts=Parts(legend=False, sources=False)), 1280, 720, fonts)
    shown = said(bare.sheet)
    assert "Kind" not in shown and "asserts:" not in shown
    # What a picture must say it says nevertheless.
    assert BANNER in shown and "Data 0123456789ab" in shown and "Boundaries" in shown
    assert sum(len(one.rows) for one in bare.page.placements) == 10


def test_the_handling_line_stands_above_and_below_everything(fonts: Typeface) -> None:
    sheet = compose(far_apart(handling="Nobody else"), 1280, 720, fonts).sheet
    at = [item for item in sheet.scene if getattr(item, "text", "") == "Nobody else"]
    assert len(at) == 2
    assert at[0].baseline < 30 and at[1].baseline > 690
    with pytest.raises(ExportError, match="200 or fewer"):
        far_apart(handling="x" * 201)


def test_what_leaves_no_room_for_a_map_is_refused() -> None:
    brief = far_apart(handling="W" * 200, title="T" * 300, notes=("n " * 100,) * 3)
    with pytest.raises(ExportError, match="leave no room"):
        render(brief, Form.SVG, (640, 360))
    assert render(brief, Form.SVG, (1920, 1080))


def test_notes_stand_in_the_header(fonts: Typeface) -> None:
    shown = said(compose(far_apart(notes=("Places are coarse.",)), 1280, 720, fonts).sheet)
    assert "Places are coarse." in shown


def test_boundaries_are_in_the_legend(fonts: Typeface) -> None:
    from geo.places.regions import BoundaryView

    for view, words in (
        (BoundaryView.RECOGNISED, "as recognised by most states"),
        (BoundaryView.DE_FACTO, "as controlled on the ground"),
    ):
        shown = said(compose(far_apart(boundary=view), 1280, 720, fonts).sheet)
        assert words in shown and "disputed" in shown
    quiet = make_brief(spread(2, 100.0, 101.0, 60.0, 61.0))
    assert "disputed" not in said(compose(quiet, 1280, 720, fonts).sheet)


def test_grades_are_in_words(fonts: Typeface) -> None:
    roomy = said(compose(make_brief(spread(1)), 1920, 1080, fonts).sheet)
    assert "usually reliable, probably true (B2)" in " ".join(roomy.split())
    dense = said(compose(make_brief(spread(34)), 1920, 1080, fonts).sheet)
    assert "source B usually reliable, D not usually reliable" in dense
    assert "A completely reliable" not in dense


def test_few_claims_are_set_larger_than_many(fonts: Typeface) -> None:
    sizes = [
        compose(make_brief(spread(count)), 1920, 1080, fonts).page.plan.style.size_px
        for count in (1, 15, 30, 300)
    ]
    assert sizes[0] >= 17 and sizes[1] >= 13 and sizes[2] >= 12 and sizes[3] >= 11
    assert sizes == sorted(sizes, reverse=True)


def test_the_largest_size_is_made() -> None:
    content = render(make_brief(spread(2)), Form.SVG, (7680, 4320))
    assert b'width="7680" height="4320"' in content


def test_a_statement_is_never_cut_where_there_is_room(fonts: Typeface) -> None:
    card = make_card(0, statements=(make_statement(originator="A long name of an office " * 6),))
    shown = said(compose(make_brief(spread(1), [card]), 1920, 1080, fonts).sheet)
    assert "(B2)" in shown


def test_the_count_survives_filters_of_any_length(fonts: Typeface) -> None:
    for words in ("short", "with the words " + "long " * 600):
        shown = said(compose(far_apart(subtitle=words), 1280, 720, fonts).sheet)
        assert "12 of 12 claims" in shown
