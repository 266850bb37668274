"""The numbered list of claims with their sources, set into columns and never cut silently."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from geo import symbols
from geo.briefing import marks, palette
from geo.briefing.flow import Line, Span, set_line, wrap
from geo.briefing.fonts import Typeface
from geo.briefing.numbering import NOTES, Section
from geo.briefing.scene import Box, Colour, Item, Scene, Text, colour, line
from geo.briefing.wording import meta_words, statement_words
from geo.claims.vocabulary import Stance

if TYPE_CHECKING:
    from geo.claims.card import ClaimCard

MAX_SUMMARY_LINES: Final = 3
MAX_STATEMENT_LINES: Final = 3
MAX_STATEMENTS: Final = 10
"""Statements shown of one claim; how many more there are is said."""

_STANCE_INK: Final[dict[Stance, Colour]] = {
    Stance.ASSERTS: colour("#14532d"),
    Stance.DENIES: colour(symbols.DENIAL_INK),
    Stance.UNVERIFIED: colour("#5b4a14"),
}


@dataclass(frozen=True, slots=True)
class Style:
    """How the list is set: letters of `size_px` (what is less important one pixel smaller), in
    `columns` columns `gutter_px` apart."""

    size_px: int
    columns: int
    gutter_px: float

    @property
    def small_px(self) -> int:
        """Size of statements and places."""
        return self.size_px if self.size_px <= 11 else self.size_px - 1


@dataclass(frozen=True, slots=True)
class Listing:
    """The list as set. `numbers` are those of the claims that are in it, `left_out` how many are
    not; `items` say so when it is not 0."""

    items: Scene
    numbers: tuple[int, ...]
    left_out: int
    bottom: float


@dataclass(frozen=True, slots=True)
class _Entry:
    """A claim or heading: lines with their size and indent, and what is painted in the margin."""

    lines: tuple[tuple[Line, int, float], ...]
    height: float
    number: int | None
    row: int


def set_list(
    sections: Sequence[Section],
    card: Callable[[int], ClaimCard],
    where: Callable[[int], str],
    box: Box,
    style: Style,
    fonts: Typeface,
    *,
    cut: bool,
) -> Listing | None:
    """Set the sections into the columns of `box`.

    When not all of it fits the answer is ``None``, or with `cut` as much as fits and a last line
    that says how many claims are not shown and where to find them.
    """
    width = (box.width - style.gutter_px * (style.columns - 1)) / style.columns
    total = sum(len(section.rows) for section in sections)
    pitch = _pitch(style.size_px)
    indent = fonts.width(str(max(total, 10)), style.size_px, True) + 2.1 * style.size_px
    items: Scene = []
    numbers: list[int] = []
    column, y = 0, box.top
    reserve = pitch * 1.6
    for section in sections:
        heading = _heading(section, width, style, fonts)
        for at, row in enumerate(section.rows):
            number = section.first + at
            entry = _entry(number, row, card(row), where(row), width, indent, style, fonts)
            group = [heading, entry] if at == 0 else [entry]
            needed = sum(one.height for one in group)
            last = column == style.columns - 1
            floor = box.bottom - (reserve if cut and last else 0.0)
            if y + needed > floor and y > box.top:
                if last:
                    if not cut:
                        return None
                    left_out = total - len(numbers)
                    text = _notice(left_out, number, total)
                    x = box.left + column * (width + style.gutter_px)
                    for piece in wrap(
                        [Span(text, palette.INK, True)], width, style.small_px, fonts, max_lines=1
                    ):
                        items += set_line(piece, x, box.bottom - 2, style.small_px, fonts)
                    return Listing(items, tuple(numbers), left_out, box.bottom)
                column, y = column + 1, box.top
                last = column == style.columns - 1
                floor = box.bottom - (reserve if cut and last else 0.0)
            x = box.left + column * (width + style.gutter_px)
            for one in group:
                shown = one if y + one.height <= floor else _shortened(one, floor - y, style, fonts)
                items += _paint(shown, x, y, width, indent, card, style, fonts)
                y += shown.height
            numbers.append(number)
    return Listing(items, tuple(numbers), 0, y if column == 0 else box.bottom)


def _notice(left_out: int, first: int, last: int) -> str:
    noun = "claim" if left_out == 1 else "claims"
    numbers = f"no. {first}" if left_out == 1 else f"nos. {first}–{last}"
    return f"… and {left_out} more {noun} ({numbers}): see the table export"


def _pitch(size_px: int) -> float:
    """Distance of baselines."""
    return round(size_px * 1.28)


def _heading(section: Section, width: float, style: Style, fonts: Typeface) -> _Entry:
    spans = [Span(section.heading, palette.INK, True)]
    if NOTES[section.heading]:
        spans.append(Span(" – " + NOTES[section.heading], palette.MUTED))
    lines = wrap(spans, width, style.size_px, fonts, max_lines=2)
    height = len(lines) * _pitch(style.size_px) + 0.75 * style.size_px
    return _Entry(tuple((one, style.size_px, 0.0) for one in lines), height, None, -1)


def _entry(
    number: int,
    row: int,
    card: ClaimCard,
    where: str,
    width: float,
    indent: float,
    style: Style,
    fonts: Typeface,
) -> _Entry:
    text_width = width - indent
    small = style.small_px
    lines: list[tuple[Line, int, float]] = []
    summary = [Span(card.summary, palette.INK, True)]
    for one in wrap(summary, text_width, style.size_px, fonts, max_lines=MAX_SUMMARY_LINES):
        lines.append((one, style.size_px, indent))
    meta = [Span(meta_words(card, where), palette.MUTED)]
    for one in wrap(meta, text_width, small, fonts, max_lines=MAX_SUMMARY_LINES):
        lines.append((one, small, indent))
    for statement in card.statements[:MAX_STATEMENTS]:
        spans = [
            Span(f"{statement.stance_label}:", _STANCE_INK[statement.stance], True),
            Span(" " + statement_words(statement), palette.INK),
        ]
        for at, one in enumerate(
            wrap(spans, text_width - small, small, fonts, max_lines=MAX_STATEMENT_LINES)
        ):
            lines.append((one, small, indent + (small if at else 0.0)))
    more = len(card.statements) - MAX_STATEMENTS
    if more > 0:
        text = f"… and {more} more statements: see the table export"
        lines.append(([Span(text, palette.MUTED)], small, indent))
    height = sum(_pitch(size) for _, size, _ in lines) + 0.55 * style.size_px
    return _Entry(tuple(lines), height, number, row)


def _shortened(entry: _Entry, room: float, style: Style, fonts: Typeface) -> _Entry:
    """An entry taller than a whole column, cut to it, with a line that says so."""
    kept: list[tuple[Line, int, float]] = []
    used = float(_pitch(style.small_px))
    for one in entry.lines:
        if used + _pitch(one[1]) > room:
            break
        used += _pitch(one[1])
        kept.append(one)
    indent = entry.lines[-1][2] if entry.lines else 0.0
    kept.append(([Span("… see the table export", palette.MUTED)], style.small_px, indent))
    return _Entry(tuple(kept), max(used, min(room, entry.height)), entry.number, entry.row)


def _paint(
    entry: _Entry,
    x: float,
    y: float,
    width: float,
    indent: float,
    card: Callable[[int], ClaimCard],
    style: Style,
    fonts: Typeface,
) -> Scene:
    items: Scene = []
    baseline = y
    for at, (words, size, offset) in enumerate(entry.lines):
        baseline += _pitch(size)
        if at == 0 and entry.number is not None:
            items += _margin(entry, x, round(baseline), indent, card(entry.row), style, fonts)
        items += set_line(words, x + offset, round(baseline), size, fonts)
    if entry.number is None:
        at_y = round(baseline + 0.32 * style.size_px) + 0.5
        items.append(line([(x, at_y), (x + width, at_y)], palette.RULE, max(1.0, style.size_px / 12)))
    return items


def _margin(
    entry: _Entry,
    x: float,
    baseline: float,
    indent: float,
    card: ClaimCard,
    style: Style,
    fonts: Typeface,
) -> list[Item]:
    """The claim's number, right-aligned, and its symbol as on the map."""
    size = style.size_px
    number = str(entry.number)
    right = x + indent - 2.1 * size
    items: list[Item] = [
        Text(
            right - fonts.width(number, size, True), baseline, number, size, palette.INK, bold=True
        )
    ]
    centre = (x + indent - 1.12 * size, baseline - 0.36 * size)
    items += marks.symbol(
        card.kind, card.confidence, card.status, card.modality, centre, 0.46 * size
    )
    return items
