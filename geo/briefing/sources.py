"""The numbered list of claims with their sources, set into columns and never cut silently."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.briefing import palette
from geo.briefing.entries import Density, Entry, Style, key_lines, letters
from geo.briefing.flow import Span, set_line, wrap
from geo.briefing.fonts import Typeface
from geo.briefing.numbering import Section
from geo.briefing.scene import Box, Scene, line
from geo.briefing.setting import Setting, entry_of, heading_of, painted, setting_of
from geo.briefing.sheets import Passage, Role

if TYPE_CHECKING:
    from geo.claims.card import ClaimCard


@dataclass(frozen=True, slots=True)
class Listing:
    """The list as set. `numbers` are those of the claims that are in it, `left_out` how many are
    not; the last passage says so when it is not 0.
    """

    passages: tuple[Passage, ...]
    numbers: tuple[int, ...]
    left_out: int

    @property
    def items(self) -> Scene:
        """The list as one scene."""
        return [item for passage in self.passages for item in passage.scene]


def set_list(
    sections: Sequence[Section],
    card: Callable[[int], ClaimCard],
    where: Callable[[int], str],
    box: Box,
    style: Style,
    fonts: Typeface,
    *,
    cut: bool,
    flowing: bool = False,
) -> Listing | None:
    """Set the sections into the columns of `box`.

    When not all of it fits the answer is ``None``, or with `cut` as much as fits and a last line
    that says how many claims are not shown and where to find them: with `flowing` on the next
    page, where those go too that are taller than a column.
    """
    if flowing:
        style = replace(style, whole=True)
    total = sections[-1].first + len(sections[-1].rows) - 1 if sections else 0
    lettered: Mapping[str, str] = {}
    key: list[Passage] = []
    if style.density is not Density.ROOMY:
        cards = [card(row) for section in sections for row in section.rows]
        lettered = letters(cards)
        key, box = _key(cards, lettered, box, style, fonts)
    setting = setting_of(card, where, style, fonts, lettered, box.width, total)
    columns = _Columns(box, setting, 2.4 * style.pitch if cut else 0.0)
    numbers: list[int] = []
    for section in sections:
        for at, row in enumerate(section.rows):
            group = [entry_of(section.first + at, row, setting)]
            if at == 0:
                group.insert(0, heading_of(section, setting))
            if not columns.add(group, shorten=cut and not flowing):
                if not cut:
                    return None
                notice = _notice(
                    section.first + at, total, columns.left, box, setting, flowing=flowing
                )
                made = (*columns.passages, *key, Passage(Role.PARAGRAPH, notice))
                return Listing(made, tuple(numbers), total - section.first - at + 1)
            numbers.append(section.first + at)
    return Listing((*columns.passages, *key), tuple(numbers), 0)


class _Columns:
    """Columns that are filled from the left."""

    def __init__(self, box: Box, setting: Setting, reserve: float) -> None:
        """`reserve` is what the last column keeps free at its foot."""
        self.passages: list[Passage] = []
        self._box, self._setting, self._reserve = box, setting, reserve
        self._column, self._y = 0, box.top

    @property
    def left(self) -> float:
        """x of the column being filled."""
        step = self._setting.width + self._setting.style.gutter_px
        return self._box.left + self._column * step

    @property
    def _is_last(self) -> bool:
        return self._column == self._setting.style.columns - 1

    @property
    def _floor(self) -> float:
        return self._box.bottom - (self._reserve if self._is_last else 0.0)

    def add(self, group: Sequence[Entry], *, shorten: bool) -> bool:
        """Set a claim, with its heading if it has one, below the last or into the next column.

        False when there is no room. With `shorten` what is taller than a column is cut to it.
        """
        style = self._setting.style
        if self._y > self._box.top and self._lacks_room(group):
            if self._is_last:
                return False
            if len(group) == 1:
                head, tail = _split(group[0], self._floor - self._y, style)
                if head is not None:
                    self._paint(head)
                    group = [tail]
            self._column, self._y = self._column + 1, self._box.top
        if self._lacks_room(group) and not shorten:
            return False
        for one in group:
            if self._y + one.height - style.after > self._floor:
                one = _shortened(one, self._floor - self._y, style)
            self._paint(one)
            self._y += one.height
        return True

    def _paint(self, one: Entry) -> None:
        role = Role.HEADING if one.row < 0 else Role.PARAGRAPH
        self.passages.append(Passage(role, painted(one, self.left, self._y, self._setting)))

    def _lacks_room(self, group: Sequence[Entry]) -> bool:
        needed = sum(one.height for one in group) - self._setting.style.after
        return self._y + needed > self._floor


def _key(
    cards: Sequence[ClaimCard],
    lettered: Mapping[str, str],
    box: Box,
    style: Style,
    fonts: Typeface,
) -> tuple[list[Passage], Box]:
    """The meaning of the documents' letters at the foot of the list, and the room above it."""
    lines = key_lines(cards, lettered, box.width, style.small_px, fonts)
    if not lines:
        return [], box
    height = len(lines) * style.pitch + 0.8 * style.size_px
    top = box.bottom - height
    items: Scene = []
    rule = line([(box.left, top), (box.right, top)], palette.RULE, style.size_px / 11)
    for at, words in enumerate(lines):
        baseline = round(top + 0.35 * style.size_px + (at + 0.85) * style.pitch)
        items += set_line(words, box.left, baseline, style.small_px, fonts)
    made = [Passage(Role.FURNITURE, [rule]), Passage(Role.PARAGRAPH, items)]
    return made, replace(box, height=box.height - height - 0.5 * style.size_px)


def _notice(
    first: int, last: int, left: float, box: Box, setting: Setting, *, flowing: bool
) -> Scene:
    """What the list leaves out, in the room kept for it."""
    count = last - first + 1
    noun, numbers = ("claim", f"no. {first}") if count == 1 else ("claims", f"nos. {first}–{last}")
    where = "on further pages" if flowing else "see the table export"
    text = f"… and {count} more {noun} ({numbers}): {where}"
    size = setting.style.size_px
    items: Scene = []
    spans = [Span(text, palette.INK, True)]
    for at, words in enumerate(wrap(spans, setting.width, size, setting.fonts, max_lines=2)):
        baseline = round(box.bottom - (1.2 - at) * setting.style.pitch)
        items += set_line(words, left, baseline, size, setting.fonts)
    return items


def _split(one: Entry, room: float, style: Style) -> tuple[Entry | None, Entry]:
    """A claim in two parts, the first to fill a column, where the list is set as tightly as this;
    never fewer than two lines on either side.
    """
    most = min(int(room / style.pitch), len(one.lines) - 2)
    if style.density is not Density.RUN_IN or most < 2:
        return None, one
    head, tail = one.lines[:most], one.lines[most:]
    return (
        Entry(head, len(head) * style.pitch, one.number, one.row),
        Entry(tail, len(tail) * style.pitch + style.after, None, one.row),
    )


def _shortened(one: Entry, room: float, style: Style) -> Entry:
    """An entry taller than a whole column, cut to it, with a line that says so."""
    most = max(0, int((room - style.after) / style.pitch) - 1)
    kept = list(one.lines[:most])
    indent = one.lines[-1][2] if one.lines else 0.0
    kept.append(([Span("… see the table export", palette.MUTED)], style.small_px, indent))
    return Entry(tuple(kept), len(kept) * style.pitch + style.after, one.number, one.row)
