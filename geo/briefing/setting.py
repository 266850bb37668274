"""One entry of a list: how wide its column is, where its number and sign stand, and its paint."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from geo.briefing import marks, palette
from geo.briefing.entries import Entry, Style, entry
from geo.briefing.flow import Span, set_line, wrap
from geo.briefing.fonts import Typeface
from geo.briefing.numbering import NOTES, Section
from geo.briefing.scene import Item, Scene, Text, line

if TYPE_CHECKING:
    from geo.claims.card import ClaimCard

SIGN_EM: Final = 2.1
"""Room between number and text for the claim's symbol, in letter heights."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What every line of one list needs. `width` is that of a column, `indent` where in it a
    claim's text begins.
    """

    card: Callable[[int], ClaimCard]
    where: Callable[[int], str]
    style: Style
    fonts: Typeface
    lettered: Mapping[str, str]
    width: float
    indent: float


def setting_of(
    card: Callable[[int], ClaimCard],
    where: Callable[[int], str],
    style: Style,
    fonts: Typeface,
    lettered: Mapping[str, str],
    width: float,
    last: int,
) -> Setting:
    """The setting of a list of this width whose highest number is `last`."""
    column = (width - style.gutter_px * (style.columns - 1)) / style.columns
    indent = fonts.width(str(max(last, 10)), style.size_px, True) + SIGN_EM * style.size_px
    return Setting(card, where, style, fonts, lettered, column, indent)


def entry_of(number: int, row: int, setting: Setting) -> Entry:
    """One claim of the list."""
    return entry(
        number,
        row,
        setting.card(row),
        setting.where(row),
        setting.width,
        setting.indent,
        setting.style,
        setting.lettered,
        setting.fonts,
    )


def heading_of(section: Section, setting: Setting, *, continued: bool = False) -> Entry:
    """A section's heading."""
    style = setting.style
    spans = [Span(section.heading, palette.INK, True)]
    note = "continued" if continued else NOTES[section.heading]
    if note:
        spans.append(Span(f" – {note}", palette.MUTED))
    lines = wrap(spans, setting.width, style.size_px, setting.fonts, max_lines=2)
    height = len(lines) * style.pitch + 0.7 * style.size_px
    return Entry(tuple((one, style.size_px, 0.0) for one in lines), height, None, -1)


def painted(one: Entry, x: float, y: float, setting: Setting) -> Scene:
    """An entry with its upper left corner there."""
    items: Scene = []
    style = setting.style
    baseline = y
    for at, (words, size, offset) in enumerate(one.lines):
        baseline = y + (at + 0.9) * style.pitch
        if at == 0 and one.number is not None:
            items += _margin(one, x, round(baseline), setting)
        items += set_line(words, x + offset, round(baseline), size, setting.fonts)
    if one.row < 0:
        under = round(baseline + 0.4 * style.size_px) + 0.5
        ends = [(x, under), (x + setting.width, under)]
        items.append(line(ends, palette.RULE, max(1.0, style.size_px / 12)))
    return items


def _margin(one: Entry, x: float, baseline: float, setting: Setting) -> list[Item]:
    """The claim's number, right-aligned, and its symbol as on the map."""
    size = setting.style.size_px
    card = setting.card(one.row)
    number = str(one.number)
    left = x + setting.indent - SIGN_EM * size - setting.fonts.width(number, size, True)
    centre = (x + setting.indent - 1.12 * size, baseline - 0.36 * size)
    return [
        Text(left, baseline, number, size, palette.INK, bold=True),
        *marks.symbol(card.kind, card.confidence, card.status, card.modality, centre, 0.46 * size),
    ]
