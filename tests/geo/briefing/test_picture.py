"""The picture as a whole: complete, inside its boxes, the same bytes for the same input."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from geo.briefing import render_png
from geo.briefing.compose import Picture, compose
from geo.briefing.fonts import Typeface
from geo.briefing.numbering import COUNTRY, NO_PLACE, ON_MAP, OUTSIDE, counts_line
from geo.briefing.scene import Text
from geo.claims.vocabulary import Confidence, Modality, Stance
from geo.places.location import Location, Shape
from geo.places.regions import VIEW_NOTES, BoundaryView
from geo.symbols import BANNER
from tests.geo.briefing.made_up import (
    make_brief,
    make_card,
    make_location,
    make_statement,
    spread,
)

MIXED: list[Location | None] = [
    *spread(5),
    make_location(33.0, 49.0, Shape.AREA, "Some Oblast"),
    make_location(36.0, 50.0, Shape.RING, "Near Town", half_deg=0.3),
    make_location(60.0, 60.0, Shape.COUNTRY, "Some Country", half_deg=10),
    None,
]


def words(picture: Picture) -> str:
    return " ".join(item.text for item in picture.scene if isinstance(item, Text))


def numbers_on_map(picture: Picture) -> list[int]:
    placement = picture.page.placement
    rows = [placement.rows[m] for block in placement.blocks for m in block.members]
    return sorted(placement.numbers[row] for row in rows)


@pytest.mark.parametrize(
    "size",
    [(640, 360), (1280, 720), (1920, 1080), (3840, 2160), (900, 1400), (3840, 360), (640, 2160)],
)
def test_a_png_of_the_size_asked_for(size: tuple[int, int]) -> None:
    image = Image.open(io.BytesIO(render_png(make_brief(MIXED), *size)))
    assert image.size == size
    assert image.format == "PNG"
    assert "Claim Atlas 1.2.3" in image.info["Software"]
    assert "9 of 9 claims" in image.info["Description"]
    assert "0123456789ab" in image.info["Source"]
    assert len(np.unique(np.asarray(image, np.uint32) @ np.array([65536, 256, 1], np.uint32))) > 50


@pytest.mark.parametrize("count", [1, 9, 30, 300])
@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)])
def test_every_claim_is_numbered_on_the_map_and_listed_or_said_to_be_left_out(
    count: int, size: tuple[int, int], fonts: Typeface
) -> None:
    picture = compose(make_brief(spread(count)), *size, fonts)
    assert numbers_on_map(picture) == list(range(1, count + 1))
    listing = picture.page.listing
    assert list(listing.numbers) == list(range(1, len(listing.numbers) + 1))
    assert len(listing.numbers) + listing.left_out == count
    assert ("see the table export" in words(picture)) == (listing.left_out > 0)
    assert listing.left_out == 0 or count == 300 or size == (1280, 720)


@pytest.mark.parametrize(
    "size",
    [(640, 360), (1280, 720), (1920, 1080), (3840, 2160), (900, 1400), (3840, 360), (640, 2160)],
)
@pytest.mark.parametrize("count", [1, 30, 120])
def test_no_text_leaves_the_page_or_its_column(
    size: tuple[int, int], count: int, fonts: Typeface
) -> None:
    picture = compose(make_brief(spread(count)), *size, fonts)
    for item in picture.scene:
        if isinstance(item, Text) and item.clip is None:
            assert item.x >= 0
            assert item.x + fonts.width(item.text, item.size_px, item.bold) <= size[0] + 1
            assert item.size_px <= item.baseline <= size[1]
    page = picture.page
    for item in page.listing.items:
        if isinstance(item, Text):
            right = item.x + fonts.width(item.text, item.size_px, item.bold)
            assert page.plan.listing.left - 1 <= item.x
            assert right <= page.plan.listing.right + 1
            assert item.baseline <= page.plan.listing.bottom + 1
    assert page.placement.view.box.bottom < page.legend_box.top
    assert page.plan.map_and_legend.bottom + 1 >= page.legend_box.bottom


def test_who_has_no_symbol_is_listed_under_a_heading(fonts: Typeface) -> None:
    brief = make_brief(MIXED, bounds=(29.0, 47.0, 38.0, 51.0))
    picture = compose(brief, 1920, 1080, fonts)
    headings = {section.heading: section.rows for section in picture.page.sections}
    assert headings[COUNTRY] == (7,)
    assert headings[NO_PLACE] == (8,)
    assert set(headings[ON_MAP]) | set(headings[OUTSIDE]) == set(range(7))
    assert headings[OUTSIDE]
    assert picture.counts == "9 of 9 claims · 1 no place · 1 country level"
    everything = words(picture)
    for heading in headings:
        assert heading in everything


def test_the_callers_counts_are_taken(fonts: Typeface) -> None:
    assert counts_line(make_brief(MIXED, counts="9 of 40 claims · 7 no date")) == (
        "9 of 40 claims · 7 no date"
    )
    undated = [make_card(row, date="") for row in range(2)]
    assert counts_line(make_brief(spread(2), undated)) == "2 of 2 claims · 2 no date"


def test_what_must_stand_on_every_picture(fonts: Typeface) -> None:
    for view in BoundaryView:
        shown = words(compose(make_brief(MIXED, boundary=view), 1920, 1080, fonts))
        assert BANNER in shown
        assert VIEW_NOTES[view][:40] in shown
        assert "Natural Earth" in shown and "GeoNames" in shown
        assert "Data 0123456789ab, last changed 2024-11-03 · Claim Atlas 1.2.3" in shown
        assert "What is claimed" in shown and "Everything, at any time" in shown
        assert "km at" in shown


def test_sources_and_denials_stand_beside_each_other(fonts: Typeface) -> None:
    roomy = words(compose(make_brief(spread(2)), 1920, 1080, fonts))
    assert "asserts:" in roomy and "denies:" in roomy
    assert "Ministry of Tests via Agency" in roomy
    assert "The Daily Example" in roomy and "24 Oct 2024" in roomy
    assert "B2" in roomy and "D6" in roomy
    assert "confidence" in roomy
    dense = words(compose(make_brief(spread(34)), 1920, 1080, fonts))
    assert "Documents" in dense and "The Daily Example" in dense and "24 Oct 2024" in dense


def test_a_plan_is_not_listed_like_presence(fonts: Typeface) -> None:
    planned = make_card(0, modality=Modality.PLANNED, modality_label="said to be planned")
    shown = words(compose(make_brief(spread(1), [planned]), 1920, 1080, fonts))
    assert "said to be planned" in shown
    assert "planned or expected" in shown


def test_the_legend_explains_only_what_occurs(fonts: Typeface) -> None:
    card = make_card(0, confidence=Confidence.LOW, confidence_label="Low confidence")
    picture = compose(make_brief(spread(1), [card]), 1920, 1080, fonts)
    entries = {text for _, _, text, sign in picture.page.legend.entries if sign is not None}
    assert entries == {"Deployment", "Low", "Asserted", "as recognised by most states"}


def test_statements_of_one_source_are_counted_not_repeated(fonts: Typeface) -> None:
    card = make_card(0, statements=(make_statement(), make_statement(), make_statement()))
    shown = words(compose(make_brief(spread(1), [card]), 1920, 1080, fonts))
    assert shown.count("Ministry of Tests") == 1
    assert "(3 passages)" in shown


def test_more_statements_than_fit_are_said_to_be_more(fonts: Typeface) -> None:
    many = tuple(
        make_statement(Stance.ASSERTS, originator=f"Voice {at}", document=f"d{at}")
        for at in range(25)
    )
    card = make_card(0, statements=many)
    shown = words(compose(make_brief(spread(1), [card]), 1920, 1080, fonts))
    assert "… and 15 more statements: see the table export" in shown


def test_hostile_text_everywhere_is_drawn_harmlessly(
    fonts: Typeface, latin_fonts: Typeface
) -> None:
    evil = "‮<script>$\\frac$</script> 우수리스크 مرحبا \u0000\ud83d" + "W" * 10_000
    statement = make_statement(originator=evil, outlet=evil, via=(evil,), published=evil)
    card = make_card(0, summary=evil, where=evil, when=evil, statements=(statement,))
    brief = make_brief(
        [make_location(37.8, 48.0, name=evil)], [card], title=evil, subtitle=evil, counts=evil
    )
    for face in (fonts, latin_fonts):
        for size in ((640, 360), (1920, 1080)):
            picture = compose(brief, *size, face)
            for item in picture.scene:
                if isinstance(item, Text):
                    assert all(face.face(letter) for letter in item.text)
    assert render_png(brief, 1280, 720)


def test_nothing_to_show_is_still_a_picture(fonts: Typeface) -> None:
    picture = compose(make_brief([], total=37), 1920, 1080, fonts)
    assert picture.counts == "0 of 37 claims"
    assert picture.page.placement.blocks == ()


def test_an_area_across_the_antimeridian_is_drawn_on_both_sides() -> None:
    west = make_location(179.0, 66.0, Shape.AREA, "Far Side", half_deg=1.0)
    image = Image.open(io.BytesIO(render_png(make_brief([west, make_location(-175.0, 64.0)]))))
    assert image.size == (1920, 1080)


SCRIPT = """
import hashlib
from geo.briefing import render_png
from tests.geo.briefing.made_up import make_brief, spread
print(hashlib.sha256(render_png(make_brief(spread(12)), 1280, 720)).hexdigest())
"""


def test_another_process_gives_the_same_bytes(repo_root: Path) -> None:
    here = hashlib.sha256(render_png(make_brief(spread(12)), 1280, 720)).hexdigest()
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], cwd=repo_root, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == here


def test_threads_do_not_disturb_each_other() -> None:
    briefs = [make_brief(spread(count)) for count in (3, 8, 3, 8)]
    with ThreadPoolExecutor(4) as pool:
        one, two, one_again, two_again = pool.map(lambda b: render_png(b, 640, 360), briefs)
    assert one == one_again
    assert two == two_again
    assert one != two
