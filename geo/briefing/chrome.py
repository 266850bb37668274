"""Header and footer: what a picture shows, that these are claims, and where all comes from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from geo.briefing import palette, wording
from geo.briefing.flow import Span, line_width, set_line, wrap
from geo.briefing.fonts import Typeface
from geo.briefing.layout import type_px
from geo.briefing.scene import Box, Scene, Text, line, rectangle
from geo.briefing.sheets import Passage, Role
from geo.symbols import BANNER

if TYPE_CHECKING:
    from geo.briefing.brief import Brief
    from geo.claims.card import ClaimCard


MAX_SUBTITLE: Final = 4
"""Lines of the filters in words."""

PAGES_AT_MOST: Final = "Page 888 of 888"
"""As wide as the number of any page, to keep its room while pages are not yet counted."""


@dataclass(frozen=True, slots=True)
class Band:
    """A band across the page and what is in it."""

    box: Box
    passages: tuple[Passage, ...]

    @property
    def items(self) -> Scene:
        """The band as one scene."""
        return [item for passage in self.passages for item in passage.scene]


def header(brief: Brief, counts: str, width_px: int, scale: float, fonts: Typeface) -> Band:
    """Title, filters in words, notes and counts on the left, the banner on the right; above all
    the handling line.
    """
    margin = round(20 * scale)
    title_px, text_px = type_px(32, scale), type_px(17, scale)
    banner_px = type_px(20, scale)
    banner_width = fonts.width(BANNER, banner_px, True) + 2 * banner_px
    strip = handling(brief, width_px, 0, scale, fonts)
    # Beside the text where there is room, above it on a narrow page.
    beside = banner_width < 0.42 * width_px
    text_width = width_px - 2 * margin - (banner_width + margin if beside else 0)
    top = strip.box.height
    y = top + 0.6 * margin + (0 if beside else 1.9 * banner_px)
    passages: list[Passage] = []
    shown, _, rest = counts.partition(" · ")
    # The count stands at the end of the filters, or before the rest when they are too long.
    subtitle = f"{brief.subtitle}, {shown}" if brief.subtitle else shown
    if len(wrap([Span(subtitle, palette.HEADER_INK)], text_width, text_px, fonts)) > MAX_SUBTITLE:
        subtitle, rest = brief.subtitle, counts
    for role, spans, size, most, lead in (
        (Role.TITLE, [Span(brief.title, palette.HEADER_INK, True)], title_px, 2, 1.12),
        (Role.PARAGRAPH, [Span(subtitle, palette.HEADER_INK)], text_px, MAX_SUBTITLE, 1.3),
        (Role.PARAGRAPH, [Span(rest, palette.HEADER_MUTED)], text_px, 2, 1.3),
        *((Role.PARAGRAPH, [Span(note, palette.BANNER, True)], text_px, 3, 1.3)
          for note in brief.notes),
    ):  # fmt: skip
        items: Scene = []
        for words in wrap(spans, text_width, size, fonts, max_lines=most):
            y += lead * size
            items += set_line(words, margin, round(y - 0.15 * size), size, fonts)
        if items:
            passages.append(Passage(role, items))
    height = round(y + 0.65 * margin)
    tall = 1.8 * banner_px
    banner_top = top + (height - top - tall) / 2 if beside else top + 0.5 * margin
    left = width_px - margin - banner_width if beside else margin
    banner = Box(left, round(banner_top), banner_width, round(tall))
    ground: Scene = [
        rectangle(Box(0, top, width_px, height - top), fill=palette.HEADER),
        rectangle(banner, fill=palette.BANNER, radius_px=4 * scale),
    ]
    words_at = round(banner.left + banner_px), round(banner.top + tall / 2 + 0.36 * banner_px)
    said = Text(*words_at, BANNER, banner_px, palette.BANNER_INK, bold=True)
    return Band(
        Box(0, 0, width_px, height),
        (
            *strip.passages,
            Passage(Role.FURNITURE, ground),
            *passages,
            Passage(Role.PARAGRAPH, [said]),
        ),
    )


def handling(brief: Brief, width_px: int, top: float, scale: float, fonts: Typeface) -> Band:
    """The handling line across the page; of no height where the brief has none."""
    size = type_px(18, scale)
    spans = [Span(brief.handling, palette.HANDLING_INK, True)]
    lines = wrap(spans, width_px - 2 * round(20 * scale), size, fonts) if brief.handling else []
    if not lines:
        return Band(Box(0, top, width_px, 0), ())
    height = round((0.7 + 1.25 * len(lines)) * size)
    items: Scene = []
    for at, words in enumerate(lines):
        x = round((width_px - line_width(words, size, fonts)) / 2)
        items += set_line(words, x, round(top + (1.3 + 1.25 * at) * size), size, fonts)
    box = Box(0, top, width_px, height)
    ground = rectangle(box, fill=palette.HANDLING)
    return Band(box, (Passage(Role.FURNITURE, [ground]), Passage(Role.PARAGRAPH, items)))


def footer(
    brief: Brief,
    width_px: int,
    height_px: int,
    scale: float,
    fonts: Typeface,
    card: Callable[[int], ClaimCard],
    pages: str = "",
) -> Band:
    """Boundary viewpoint, meaning of the grades, makers of the map data, the data's stamp, and
    which page of how many this is; below all the handling line.
    """
    from geo.places.regions import VIEW_NOTES
    from geo.places.world import ATTRIBUTION

    size = type_px(12.5, scale)
    margin = round(20 * scale)
    width = width_px - 2 * margin
    left = wrap([Span(VIEW_NOTES[brief.boundary], palette.INK)], width, size, fonts, max_lines=3)
    lines = list(left)
    grades = wording.grades_note(card(row) for row in brief.rows)
    lines += wrap([Span(grades, palette.MUTED)], width, size, fonts)
    ends = [Span(f"{ATTRIBUTION} · {wording.stamp_words(brief)}", palette.MUTED)]
    if pages:
        ends.append(Span(f"  {pages}", palette.INK, True))
    tail = wrap(ends, width, size, fonts, max_lines=3)
    # The stamp shares the first line where both have room, set to the right.
    shared = (
        len(tail) == 1
        and len(left) == 1
        and line_width(left[0], size, fonts) + line_width(tail[0], size, fonts) + 3 * size < width
    )
    if not shared:
        lines += tail
    pitch = round(1.35 * size)
    strip = handling(brief, width_px, 0, scale, fonts).box.height
    height = round(len(lines) * pitch + 0.9 * size + strip)
    box = Box(0, height_px - height, width_px, height)
    ground: Scene = [
        rectangle(box, fill=palette.PAGE),
        line([(0, box.top + 0.5), (width_px, box.top + 0.5)], palette.RULE, max(1.0, scale)),
    ]
    items: Scene = []
    for at, words in enumerate(lines):
        baseline = round(box.top + 0.4 * size + (at + 0.8) * pitch)
        items += set_line(words, margin, baseline, size, fonts)
        if at == 0 and shared:
            x = width_px - margin - line_width(tail[0], size, fonts)
            items += set_line(tail[0], x, baseline, size, fonts)
    return Band(
        box,
        (
            Passage(Role.FURNITURE, ground),
            Passage(Role.PARAGRAPH, items),
            *handling(brief, width_px, height_px - strip, scale, fonts).passages,
        ),
    )
