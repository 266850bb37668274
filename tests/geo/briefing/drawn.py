"""What the tests of drawn files have in common: briefs, their text, and how alike pictures are."""

from __future__ import annotations

import io

import numpy as np
import pypdfium2
from PIL import Image

from geo.briefing import Brief
from geo.briefing.fonts import Typeface
from geo.briefing.scene import Text
from geo.briefing.sheets import Sheet
from geo.places.location import Location, Shape
from tests.geo.briefing.made_up import make_brief, make_location, spread

FAR_APART: list[Location | None] = [
    *spread(5),
    make_location(33.0, 49.0, Shape.AREA, "Some Oblast"),
    make_location(36.0, 50.0, Shape.RING, "Near Town", half_deg=0.3),
    *spread(3, 130.0, 134.0, 43.0, 46.0),
    make_location(60.0, 60.0, Shape.COUNTRY, "Some Country", half_deg=10),
    None,
]
"""Ten claims with a symbol, seven around Ukraine and three at the Pacific."""


def far_apart(**changes: object) -> Brief:
    return make_brief(FAR_APART, **changes)


def said(sheet: Sheet) -> str:
    """All text of a sheet."""
    return " ".join(item.text for item in sheet.scene if isinstance(item, Text))


def pdf_pages(content: bytes) -> tuple[list[str], list[Image.Image]]:
    """Text and picture of each page, a slide's page 1280 pixels wide."""
    document = pypdfium2.PdfDocument(content)
    texts, pictures = [], []
    for page in document:
        text = page.get_textpage()
        texts.append(text.get_text_bounded())
        pictures.append(page.render(scale=1280 / 960).to_pil().convert("RGB"))
        text.close()
        page.close()
    document.close()
    return texts, pictures


def png_picture(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content)).convert("RGB")


def apart(one: Image.Image, other: Image.Image) -> tuple[float, float]:
    """Mean difference of two pictures, of 255, and the part of their pixels that differ so much
    that something else must be there; both at a quarter of their size, for edges of letters differ
    between renderers, places and colours must not.
    """
    assert one.size == other.size
    small = [
        np.asarray(each.resize((each.width // 4, each.height // 4), Image.Resampling.BOX), np.int16)
        for each in (one, other)
    ]
    difference = np.abs(small[0] - small[1])
    return float(difference.mean()), float((difference.max(axis=2) > 60).mean())


def all_drawable(sheet: Sheet, fonts: Typeface) -> bool:
    """Whether every letter of a sheet has a glyph."""
    return all(
        fonts.face(letter, item.bold) is not None
        for item in sheet.scene
        if isinstance(item, Text)
        for letter in item.text
    )
