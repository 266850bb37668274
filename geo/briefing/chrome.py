"""Header and footer: what a picture shows, that these are claims, and where all comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.briefing import palette, wording
from geo.briefing.flow import Span, line_width, set_line, wrap
from geo.briefing.fonts import Typeface
from geo.briefing.layout import type_px
from geo.briefing.scene import Box, Scene, Text, line, rectangle
from geo.symbols import BANNER

if TYPE_CHECKING:
    from geo.briefing.brief import Brief


@dataclass(frozen=True, slots=True)
class Band:
    """A band across the page and what is in it."""

    box: Box
    items: Scene


def header(brief: Brief, counts: str, width_px: int, scale: float, fonts: Typeface) -> Band:
    """Title, filters in words and counts on the left, the banner on the right."""
    margin = round(20 * scale)
    title_px, text_px = type_px(32, scale), type_px(17, scale)
    banner_px = type_px(20, scale)
    banner_width = fonts.width(BANNER, banner_px, True) + 2 * banner_px
    # Beside the text where there is room, above it on a narrow page.
    beside = banner_width < 0.42 * width_px
    text_width = width_px - 2 * margin - (banner_width + margin if beside else 0)
    y = 0.6 * margin + (0 if beside else 1.9 * banner_px)
    items: Scene = []
    for spans, size, most, lead in (
        ([Span(brief.title, palette.HEADER_INK, True)], title_px, 2, 1.12),
        ([Span(brief.subtitle, palette.HEADER_MUTED)], text_px, 2, 1.3),
        ([Span(counts, palette.HEADER_INK, True)], text_px, 1, 1.3),
    ):
        for words in wrap(spans, text_width, size, fonts, max_lines=most):
            y += lead * size
            items += set_line(words, margin, round(y - 0.15 * size), size, fonts)
    height = round(y + 0.65 * margin)
    box = Box(0, 0, width_px, height)
    tall = 1.8 * banner_px
    top = (height - tall) / 2 if beside else 0.5 * margin
    left = width_px - margin - banner_width if beside else margin
    banner = Box(left, round(top), banner_width, round(tall))
    ground: Scene = [
        rectangle(box, fill=palette.HEADER),
        rectangle(banner, fill=palette.BANNER, radius_px=4 * scale),
        Text(
            round(banner.left + banner_px),
            round(banner.top + tall / 2 + 0.36 * banner_px),
            BANNER,
            banner_px,
            palette.BANNER_INK,
            bold=True,
        ),
    ]
    return Band(box, ground + items)


def footer(brief: Brief, width_px: int, height_px: int, scale: float, fonts: Typeface) -> Band:
    """Boundary viewpoint, meaning of the grades, makers of the map data, and the data's stamp."""
    from geo.places.regions import VIEW_NOTES
    from geo.places.world import ATTRIBUTION

    size = type_px(11.5, scale)
    margin = round(20 * scale)
    width = width_px - 2 * margin
    left = wrap([Span(VIEW_NOTES[brief.boundary], palette.INK)], width, size, fonts, max_lines=3)
    lines = list(left)
    lines += wrap([Span(wording.GRADES_NOTE, palette.MUTED)], width, size, fonts, max_lines=3)
    ends = f"{ATTRIBUTION} · {wording.stamp_words(brief)}"
    tail = wrap([Span(ends, palette.MUTED)], width, size, fonts, max_lines=3)
    # The stamp shares the first line where both have room, set to the right.
    shared = (
        len(tail) == 1
        and len(left) == 1
        and line_width(left[0], size, fonts) + line_width(tail[0], size, fonts) + 3 * size < width
    )
    if not shared:
        lines += tail
    pitch = round(1.35 * size)
    height = round(len(lines) * pitch + 0.9 * size)
    box = Box(0, height_px - height, width_px, height)
    items: Scene = [
        rectangle(box, fill=palette.PAGE),
        line([(0, box.top + 0.5), (width_px, box.top + 0.5)], palette.RULE, max(1.0, scale)),
    ]
    for at, words in enumerate(lines):
        baseline = round(box.top + 0.4 * size + (at + 0.8) * pitch)
        items += set_line(words, margin, baseline, size, fonts)
        if at == 0 and shared:
            x = width_px - margin - line_width(tail[0], size, fonts)
            items += set_line(tail[0], x, baseline, size, fonts)
    return Band(box, items)
