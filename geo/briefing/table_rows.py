"""The list of sources as rows of a table that goes on from slide to slide, never cut silently.

A table's text is set by the program that opens the file. How many lines it will take there is
reckoned from our own, wider letters, so that a row is rather lower than its room.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

from geo.briefing import palette, wording
from geo.briefing.flow import Span, wrap
from geo.briefing.fonts import Typeface
from geo.briefing.numbering import NOTES, Section
from geo.briefing.plain import plain

if TYPE_CHECKING:
    from geo.claims.card import ClaimCard

COLUMNS: Final = (
    ("No.", 52),
    ("Claim", 404),
    ("Where, when, how sure", 260),
    ("Who says so, where, and how it is graded", 500),
)
"""Headings and widths in pixels of a slide of 1280 by 720."""

LETTERS_PX: Final = 16
LINE_PX: Final = 19.5
PADDING_PX: Final = 7.0
"""Letters, lines, and the room inside a cell on each side; above and below half of it."""

Paragraph: TypeAlias = tuple[str, str]
"""A paragraph: its beginning in bold letters, and the rest."""

Cell: TypeAlias = tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row: one cell for each column, or a single one across all of them for a heading. `row` is
    the claim's in the brief's table, -1 for a heading; `begins` is false where a claim goes on
    from a slide before.
    """

    cells: tuple[Cell, ...]
    height_px: float
    row: int = -1
    number: int = 0
    begins: bool = True


def table_pages(
    sections: Sequence[Section],
    card: Callable[[int], ClaimCard],
    where: Callable[[int], str],
    height_px: float,
    fonts: Typeface,
) -> list[list[Row]]:
    """All rows, page by page; the head of the table is not among them but has its room."""
    pages: list[list[Row]] = [[]]
    room = whole = height_px - (LINE_PX + PADDING_PX)
    for section in sections:
        pending = [_heading(section)]
        for at, row in enumerate(section.rows):
            for part in claim_rows(section.first + at, row, card(row), where(row), whole, fonts):
                needed = part.height_px + sum(one.height_px for one in pending)
                if needed > room and pages[-1]:
                    pages.append([])
                    room = whole
                    if not pending:
                        pending = [_heading(section, continued=True)]
                for one in (*pending, part):
                    pages[-1].append(one)
                    room -= one.height_px
                pending = []
    return [page for page in pages if page]


def claim_rows(
    number: int, row: int, card: ClaimCard, where: str, most_px: float, fonts: Typeface
) -> list[Row]:
    """One claim as one row, or as several where it is taller than a slide has room for."""
    heading = LINE_PX + PADDING_PX
    most = max(1, math.floor((most_px - heading - PADDING_PX) / LINE_PX))
    standing = [f"{card.status_label} · {card.confidence_label.lower()}"]
    if card.missing:
        standing.append(f"{card.missing} unreadable: status may be wrong")
    figure = f"Figure: {card.figure}" if card.figure else ""
    columns = (
        [("", card.summary)],
        [("", text) for text in (where, card.when, _modality(card), figure, *standing) if text],
        [
            (
                one.stance_label,
                f"{wording.voice_words(one)} — {wording.document_words(one)}; "
                f"{one.grade_label.lower()} ({one.grade})",
            )
            for one in card.statements
        ],
    )
    parts = [
        _portions(column, width, most, fonts)
        for column, (_, width) in zip(columns, COLUMNS[1:], strict=True)
    ]
    made = []
    for at in range(max(len(one) for one in parts)):
        cells = [one[at] if at < len(one) else ((), 0) for one in parts]
        lines = max(1, *(count for _, count in cells))
        shown = str(number) if at == 0 else f"{number} …"
        made.append(
            Row(
                (((shown, ""),), *(cell for cell, _ in cells)),
                lines * LINE_PX + PADDING_PX,
                row,
                number,
                begins=at == 0,
            )
        )
    return made


def _modality(card: ClaimCard) -> str:
    from geo.claims.vocabulary import Modality

    shown = card.modality in (Modality.PLANNED, Modality.EXPECTED)
    return card.modality_label if shown else ""


def _portions(
    paragraphs: Sequence[Paragraph], width_px: float, most: int, fonts: Typeface
) -> list[tuple[Cell, int]]:
    """Paragraphs in portions of at most so many lines, each with the lines it takes."""
    portions: list[tuple[list[Paragraph], int]] = [([], 0)]
    for head, text in paragraphs:
        for piece, lines in _pieces(plain(head), plain(text), width_px, most, fonts):
            cell, used = portions[-1]
            if used and used + lines > most:
                portions.append(([], 0))
                cell, used = portions[-1]
            cell.append(piece)
            portions[-1] = (cell, used + lines)
    return [(tuple(cell), lines) for cell, lines in portions]


def _pieces(
    head: str, text: str, width_px: float, most: int, fonts: Typeface
) -> list[tuple[Paragraph, int]]:
    """A paragraph as it is, or in pieces where it is longer than a slide."""
    inside = width_px - 2 * PADDING_PX
    lines = _count(head, text, inside, fonts)
    if lines <= most:
        return [((head, text), lines)]
    share = max(1, len(text) * most // (lines + 1))
    words, pieces, taken = text.split(" "), [], ""
    for word in words:
        while len(word) > share:
            pieces.append(f"{taken} {word[: share - len(taken)]}".strip())
            word, taken = word[share - len(taken) :], ""
        if taken and len(taken) + 1 + len(word) > share:
            pieces.append(taken)
            taken = word
        else:
            taken = f"{taken} {word}".strip()
    pieces.append(taken)
    made = []
    for at, piece in enumerate(one for one in pieces if one):
        first = head if at == 0 else ""
        made.append(((first, piece), min(most, _count(first, piece, inside, fonts))))
    return made


def _count(head: str, text: str, width_px: float, fonts: Typeface) -> int:
    spans = [Span(head, palette.INK, True), Span(f" {text}", palette.INK)]
    return max(1, len(wrap(spans, width_px, LETTERS_PX, fonts)))


def _heading(section: Section, *, continued: bool = False) -> Row:
    note = "continued" if continued else NOTES[section.heading]
    words = (section.heading, f"– {note}" if note else "")
    return Row(((words,),), LINE_PX + PADDING_PX)
