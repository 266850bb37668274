"""A brief as the pages of a document: the picture, then the rest of its list, nothing left out."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from geo.briefing import chrome, palette
from geo.briefing.compose import Picture, compose
from geo.briefing.desk import Desk
from geo.briefing.entries import Density, Entry, Style
from geo.briefing.fonts import Typeface
from geo.briefing.layout import body_of, type_px
from geo.briefing.numbering import Section
from geo.briefing.scene import Box, rectangle
from geo.briefing.setting import Setting, entry_of, heading_of, painted, setting_of
from geo.briefing.sheets import Passage, Role, Sheet

if TYPE_CHECKING:
    from geo.briefing.brief import Brief

LETTERS: Final = 17
"""Letters of the further pages, in pixels of a 1080p picture."""

COLUMN_EM: Final = 29
"""As many columns are set as are at least so many letter heights wide."""

LEAST_LINES: Final = 3
"""No fewer lines of a claim stand alone at the foot or head of a column."""


def paged(brief: Brief, width_px: int, height_px: int, fonts: Typeface) -> tuple[Sheet, ...]:
    """All pages. Every claim of the brief is listed on one of them, with all of its statements."""
    picture = compose(brief, width_px, height_px, fonts, flowing=True)
    rest = _after(picture.page.sections, len(picture.page.listing.numbers))
    if not brief.parts.sources:
        rest = ()
    desk = Desk(brief, width_px, height_px, fonts)
    lists = _lists(desk, picture, rest, width_px, height_px) if rest else []
    first = picture.sheet
    count = 1 + len(lists)
    if count == 1:
        return (_numbered(desk, picture, first, ""),)
    made = [_numbered(desk, picture, first, f"Page 1 of {count}")]
    for at, passages in enumerate(lists):
        made.append(_further(desk, picture, passages, f"Page {at + 2} of {count}", first))
    return tuple(made)


def _after(sections: Sequence[Section], done: int) -> tuple[Section, ...]:
    """The sections without their first `done` claims."""
    left: list[Section] = []
    for section in sections:
        skipped = min(max(done + 1 - section.first, 0), len(section.rows))
        if skipped < len(section.rows):
            left.append(
                replace(section, rows=section.rows[skipped:], first=section.first + skipped)
            )
    return tuple(left)


def _numbered(desk: Desk, picture: Picture, sheet: Sheet, pages: str) -> Sheet:
    """The first page with its number, which is known only now, in its footer."""
    size = (sheet.width_px, sheet.height_px)
    args = (desk.brief, *size, desk.scale, desk.fonts, desk.card)
    before = chrome.footer(*args, chrome.PAGES_AT_MOST).passages
    kept = sheet.passages[: len(sheet.passages) - len(before)]
    return replace(sheet, passages=(*kept, *chrome.footer(*args, pages).passages))


def _further(
    desk: Desk, picture: Picture, passages: Sequence[Passage], pages: str, first: Sheet
) -> Sheet:
    """A further page: the same header and footer around its part of the list."""
    size = (first.width_px, first.height_px)
    head = chrome.header(desk.brief, picture.counts, size[0], desk.scale, desk.fonts)
    foot = chrome.footer(desk.brief, *size, desk.scale, desk.fonts, desk.card, pages)
    ground = rectangle(Box(0, 0, *size), fill=palette.PAGE)
    return Sheet(
        *size,
        (
            Passage(Role.FURNITURE, [ground]),
            # Said once to who is read to: on further pages they only repeat.
            *(replace(one, role=Role.FURNITURE) for one in head.passages),
            *passages,
            *(replace(one, role=Role.FURNITURE) for one in foot.passages),
        ),
    )


def _lists(
    desk: Desk, picture: Picture, rest: Sequence[Section], width_px: int, height_px: int
) -> list[list[Passage]]:
    """The rest of the list, page by page."""
    plan = picture.page.plan
    body = body_of(width_px, height_px, plan.header.height, plan.footer.height)
    letters = type_px(LETTERS, desk.scale)
    columns = max(1, int(body.width / (COLUMN_EM * letters)))
    style = Style(letters, columns, round(28 * desk.scale), Density.ROOMY, whole=True)
    last = rest[-1].first + len(rest[-1].rows) - 1
    setting = setting_of(desk.card, desk.where, style, desk.fonts, {}, body.width, last)
    flow = _Flow(body, setting)
    whole = {section.heading: section.first for section in picture.page.sections}
    for section in rest:
        for at, row in enumerate(section.rows):
            group = [entry_of(section.first + at, row, setting)]
            if at == 0:
                continued = section.first > whole[section.heading]
                group.insert(0, heading_of(section, setting, continued=continued))
            flow.add(group)
    return flow.pages


@dataclass
class _Flow:
    """Columns on as many pages as it takes."""

    box: Box
    setting: Setting
    pages: list[list[Passage]] = field(default_factory=lambda: [[]])
    _column: int = 0
    _used: float = 0.0

    def add(self, group: Sequence[Entry]) -> None:
        """Set a claim, with its heading if it has one, after the last."""
        style = self.setting.style
        *heads, one = group
        above = sum(head.height for head in heads)
        needed = above + one.height - style.after
        if needed > self._room and (needed <= self.box.height or self._room < 0.3 * needed):
            self._next()
        for head in heads:
            self._paint(head)
        while one.height - style.after > self._room:
            most = math.floor(self._room / style.pitch)
            most = min(most, len(one.lines) - LEAST_LINES)
            if most < LEAST_LINES and self._used > 0:
                self._next()
                continue
            most = max(most, 1)
            lines = one.lines
            self._paint(Entry(lines[:most], most * style.pitch, one.number, one.row))
            tail = lines[most:]
            one = Entry(tail, len(tail) * style.pitch + style.after, None, one.row)
            self._next()
        self._paint(one)

    @property
    def _room(self) -> float:
        return self.box.height - self._used

    def _next(self) -> None:
        """The next column, on a new page after the last."""
        self._column, self._used = self._column + 1, 0.0
        if self._column == self.setting.style.columns:
            self._column = 0
            self.pages.append([])

    def _paint(self, one: Entry) -> None:
        left = self.box.left + self._column * (self.setting.width + self.setting.style.gutter_px)
        role = Role.HEADING if one.row < 0 else Role.PARAGRAPH
        scene = painted(one, left, self.box.top + self._used, self.setting)
        self.pages[-1].append(Passage(role, scene))
        self._used += one.height
