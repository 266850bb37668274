"""The SVG: text as text in fonts of its own, nothing from elsewhere, and the PNG's picture."""

from __future__ import annotations

import base64
import io
import re
from xml.dom import minidom

import pytest
from fontTools.ttLib import TTFont
from PIL import Image
from playwright.sync_api import Browser

from geo.briefing import Form, render
from geo.briefing.compose import compose
from geo.briefing.fonts import Typeface
from geo.briefing.scene import Text
from tests.geo.briefing.drawn import apart, far_apart, png_picture
from tests.geo.briefing.made_up import make_brief, make_card, make_location

SIZE = (1280, 720)
EVIL = '‮</text><script>alert(1)</script>&amp;" onload="x" ]]> 우수리스크 北京 مرحبا \u0000\ufffe'


def elements(content: bytes, name: str) -> list[minidom.Element]:
    # (What is parsed was written a moment ago.)
    return list(minidom.parseString(content).getElementsByTagName(name))  # noqa: S318


def letters_of(content: bytes) -> dict[str, set[int]]:
    """The characters that each embedded font draws with a glyph of its own, by class."""
    found = {}
    style = elements(content, "style")[0].firstChild.data
    for name, data in re.findall(
        r"font-family:(ca\d);src:url\(data:font/ttf;base64,(.*?)\)", style
    ):
        font = TTFont(io.BytesIO(base64.b64decode(data)))
        found[name] = {code for code, glyph in font.getBestCmap().items() if glyph != ".notdef"}
    return found


@pytest.fixture(scope="module")
def drawing() -> bytes:
    return render(far_apart(handling="For this room only"), Form.SVG, SIZE)


def test_text_is_text_as_wide_as_it_was_set(drawing: bytes, fonts: Typeface) -> None:
    picture = compose(far_apart(handling="For this room only"), *SIZE, fonts)
    expected = [item for item in picture.scene if isinstance(item, Text)]
    written = elements(drawing, "text")
    assert "".join(one.firstChild.data for one in written) == "".join(i.text for i in expected)
    widths = [int(one.getAttribute("textLength")) for one in written]
    assert sum(widths) == sum(fonts.width(i.text, i.size_px, i.bold) for i in expected)


def test_every_letter_is_in_the_font_that_is_inside(drawing: bytes) -> None:
    fonts = letters_of(drawing)
    assert set(fonts) == {"ca0", "ca1"}
    for one in elements(drawing, "text"):
        assert set(map(ord, one.firstChild.data)) <= fonts[one.getAttribute("class")]


def test_nothing_comes_from_elsewhere_and_nothing_runs(drawing: bytes) -> None:
    text = drawing.decode()
    assert not re.search(r"\b(href|onload|xlink)\b|<script|<image|<foreignObject|@import", text)
    assert set(re.findall(r"url\((.{5})", text)) <= {"data:", "#clip"}


def test_it_says_what_it_is(drawing: bytes) -> None:
    (root,) = elements(drawing, "svg")
    assert (root.getAttribute("width"), root.getAttribute("height")) == ("1280", "720")
    assert root.getAttribute("xml:lang") == "en"
    assert elements(drawing, "title")[0].firstChild.data == "What is claimed"
    assert "12 of 12 claims" in elements(drawing, "desc")[0].firstChild.data
    figures = [one.getAttribute("aria-label") for one in elements(drawing, "g")]
    assert any("10 numbered claims" in words and "Some Oblast" in words for words in figures)


def test_hostile_text_is_only_text() -> None:
    card = make_card(0, summary=EVIL, where=EVIL)
    brief = make_brief([make_location(37.8, 48.0, name=EVIL)], [card], title=EVIL, subtitle=EVIL)
    content = render(brief, Form.SVG, SIZE)
    assert not elements(content, "script")
    fonts = letters_of(content)
    for one in elements(content, "text"):
        assert set(map(ord, one.firstChild.data)) <= fonts[one.getAttribute("class")]
    assert all(not one.hasAttribute("onload") for one in elements(content, "*"))


def test_chromium_shows_the_picture_of_the_png(drawing: bytes, chromium: Browser) -> None:
    picture = png_picture(render(far_apart(handling="For this room only"), Form.PNG, SIZE))
    page = chromium.new_page(viewport={"width": SIZE[0], "height": SIZE[1]})
    try:
        page.set_content(f"<body style='margin:0'>{drawing.decode().partition('?>')[2]}</body>")
        page.evaluate("document.fonts.ready")
        shot = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
        # Every embedded font was taken, and what is selected is what is read.
        assert page.evaluate("[...document.fonts].every(f => f.status === 'loaded')")
        page.evaluate("getSelection().selectAllChildren(document.querySelector('svg'))")
        assert "Ministry of Tests" in page.evaluate("getSelection().toString()")
    finally:
        page.close()
    mean, far = apart(picture, shot)
    assert mean < 4
    assert far < 0.003
