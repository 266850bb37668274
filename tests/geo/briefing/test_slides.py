"""A presentation is read back as a program would: native text, pictures, tables, notes."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import Any

from pptx import Presentation

from geo.briefing import Form, render
from geo.briefing.brief import Brief
from geo.briefing.compose import compose_map
from geo.briefing.fonts import Typeface
from geo.symbols import BANNER
from tests.geo.briefing.made_up import make_brief, make_card, make_statement, spread

HOSTILE = "</a:t><script>alert(1)</script> \x00\x1b\u202e\ufffe _x0041_ " + "w" * 900


def slides_of(brief: Brief) -> list[Any]:
    return list(Presentation(io.BytesIO(render(brief, Form.PPTX))).slides)


def texts(slide: Any) -> list[str]:
    return [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]


def table_of(slide: Any) -> list[list[str]]:
    (table,) = (shape.table for shape in slide.shapes if shape.has_table)
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_every_claim_is_in_the_table_under_the_number_of_the_map(fonts: Typeface) -> None:
    brief = make_brief(spread(30), handling="For exercise only")
    first, *rest = slides_of(brief)
    listed = {
        int(row[0]): row for slide in rest for row in table_of(slide)[1:] if row[0].isdecimal()
    }
    box, page = (2432, 1030), (2560, 1440)
    placement = compose_map(brief, box, page, fonts).page.placement
    assert sorted(listed) == list(range(1, 31))
    for row, number in placement.numbers.items():
        assert brief.table.card(row).summary in listed[number][1]
    assert all("denies" in row[3] and "B2" in row[3] for row in listed.values())
    assert first.shapes.title.text == "What is claimed"


def test_each_slide_says_how_to_handle_it_and_that_it_shows_claims() -> None:
    slides = slides_of(make_brief(spread(30), handling="For exercise only", notes=("Coarsened.",)))
    assert len(slides) > 3
    for at, slide in enumerate(slides):
        said = texts(slide)
        assert said.count("For exercise only") == 2
        assert BANNER in said
        assert "Coarsened." in said
        assert f"Page {at + 1} of {len(slides)}" in said


def test_the_map_has_words_and_the_notes_hold_whole_statements() -> None:
    first, *rest = slides_of(make_brief(spread(12)))
    (picture,) = (shape for shape in first.shapes if shape.shape_type == 13)
    words = picture._element.nvPicPr.cNvPr.get("descr")
    assert "Map with 12 numbered claims" in words and "Place 3" in words
    notes = "\n".join(slide.notes_slide.notes_text_frame.text for slide in rest)
    assert notes.count("asserts: ") == 12 and notes.count("denies: ") == 12
    assert "The Daily Example, 24 Oct 2024 (printed), paragraph 2" in notes


def test_few_claims_are_listed_beside_the_map() -> None:
    first, *rest = slides_of(make_brief(spread(3)))
    assert [row[0] for row in table_of(first)] == ["No.", "1", "2", "3"]
    assert len(rest) == 1


def test_without_the_list_there_is_one_slide() -> None:
    brief = make_brief(spread(3))
    assert len(slides_of(replace(brief, parts=replace(brief.parts, sources=False)))) == 1


def test_the_same_brief_gives_the_same_bytes_without_a_clock() -> None:
    brief = make_brief(spread(4))
    made = render(brief, Form.PPTX)
    assert made == render(brief, Form.PPTX)
    with zipfile.ZipFile(io.BytesIO(made)) as file:
        assert {info.date_time for info in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert Presentation(io.BytesIO(made)).core_properties.modified.isoformat() == (
        "2024-11-03T00:00:00"
    )


def test_hostile_text_is_only_text_and_nothing_of_it_is_lost() -> None:
    many = tuple(make_statement(originator=f"Voice {n} {HOSTILE}") for n in range(40))
    cards = [make_card(0, summary=HOSTILE * 3, statements=many), make_card(1)]
    slides = slides_of(make_brief(spread(2), cards, title=HOSTILE, handling=HOSTILE[:200]))
    cells = [row for slide in slides[1:] for row in table_of(slide)]
    said = "".join(row[3] for row in cells).replace(" ", "")
    assert all(f"Voice{n}</a:t><script>" in said for n in range(40))
    assert "".join(row[1] for row in cells).count("w" * 50) > 3
    heights = [
        sum(row.height for row in shape.table.rows)
        for slide in slides
        for shape in slide.shapes
        if shape.has_table
    ]
    assert max(heights) < 720 * 9525
