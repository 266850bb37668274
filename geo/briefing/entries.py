"""One claim of the list as lines of text: summary, place and date, who says so and who denies it.

A roomy list gives each statement a line of its own with outlet and date. A dense one runs the
statements of one stance together and names documents by letters, explained once below the list. A
run-in list makes one paragraph of the whole claim.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Final

from geo import symbols
from geo.briefing import palette
from geo.briefing.flow import Line, Span, wrap
from geo.briefing.fonts import Typeface
from geo.briefing.scene import Colour, colour
from geo.briefing.wording import (
    brief_words,
    document_words,
    meta_words,
    statement_words,
    voice_words,
)
from geo.claims.vocabulary import Stance

if TYPE_CHECKING:
    from geo.claims.card import ClaimCard, StatementLine

MAX_SUMMARY_LINES: Final = 4
MAX_PART_LINES: Final = 7
"""Lines of one statement, or in a dense list of all statements of one stance, before "…"."""

MAX_RUN_IN_LINES: Final = 14
"""Lines of a claim set as one paragraph."""

MAX_STATEMENTS: Final = 10
"""Statements shown of one claim; how many more there are is said."""

MAX_LETTERED: Final = 20
"""Documents that a dense list names by letter; with more the key would be longer than the gain."""

STANCE_INK: Final[dict[Stance, Colour]] = {
    Stance.ASSERTS: colour("#14532d"),
    Stance.DENIES: colour(symbols.DENIAL_INK),
    Stance.UNVERIFIED: colour("#5b4a14"),
}


class Density(IntEnum):
    """How much is put on a line."""

    ROOMY = 0
    DENSE = 1
    RUN_IN = 2


@dataclass(frozen=True, slots=True)
class Style:
    """How the list is set: letters of `size_px` in `columns` columns `gutter_px` apart. `whole`
    shows every statement in full, however long a claim becomes.
    """

    size_px: int
    columns: int
    gutter_px: float
    density: Density
    whole: bool = False

    @property
    def small_px(self) -> int:
        """Size of statements and places in a roomy list."""
        return self.size_px - 1 if self.density is Density.ROOMY else self.size_px

    @property
    def pitch(self) -> int:
        """Distance of baselines of the larger size."""
        return round(self.size_px * (1.28 if self.density is Density.ROOMY else 1.22))

    @property
    def after(self) -> float:
        """Room below an entry."""
        return (0.55, 0.4, 0.32)[self.density] * self.size_px


@dataclass(frozen=True, slots=True)
class Entry:
    """Lines with size and indent, all of one pitch.

    `number` is ``None`` and `row` -1 for a heading; `number` alone is ``None`` for what is
    continued from the column before.
    """

    lines: tuple[tuple[Line, int, float], ...]
    height: float
    number: int | None
    row: int


def letters(cards: Iterable[ClaimCard]) -> dict[str, str]:
    """A letter for each document in order of appearance; empty when there are too many."""
    documents = dict.fromkeys(statement.document for card in cards for statement in card.statements)
    if len(documents) > MAX_LETTERED:
        return {}
    return {document: chr(ord("a") + at) for at, document in enumerate(documents)}


def key_lines(
    cards: Iterable[ClaimCard],
    lettered: Mapping[str, str],
    width: float,
    size_px: int,
    fonts: Typeface,
) -> list[Line]:
    """What the letters stand for, wrapped to a width."""
    words: dict[str, str] = {}
    for card in cards:
        for statement in card.statements:
            words.setdefault(statement.document, document_words(statement))
    if not lettered:
        return []
    spans = [Span("Documents", palette.MUTED, True)]
    for at, (document, letter) in enumerate(lettered.items()):
        spans.append(Span(f" {letter}", palette.INK, True))
        end = "" if at == len(lettered) - 1 else " ·"
        spans.append(Span(f" {words[document]}{end}", palette.INK))
    return wrap(spans, width, size_px, fonts)


def entry(
    number: int,
    row: int,
    card: ClaimCard,
    where: str,
    width: float,
    indent: float,
    style: Style,
    lettered: Mapping[str, str],
    fonts: Typeface,
) -> Entry:
    """One claim, set to a column of `width` with its text `indent` from the left."""
    room = width - indent
    small = style.small_px
    lines: list[tuple[Line, int, float]] = []

    def add(spans: Sequence[Span], size: int, most: int, hanging: float = 0.0) -> None:
        limit = None if style.whole else most
        for at, one in enumerate(wrap(spans, room - hanging, size, fonts, max_lines=limit)):
            lines.append((one, size, indent + (hanging if at else 0.0)))

    order = list(Stance)
    said = sorted(card.statements, key=lambda one: order.index(one.stance))
    shown, more = _distinct(said, len(said) if style.whole else MAX_STATEMENTS)
    summary = Span(card.summary, palette.INK, style.density is Density.ROOMY)
    meta = Span(meta_words(card, where), palette.MUTED)
    left_out = Span(f"… and {more} more statements: see the table export", palette.MUTED)
    if style.density is Density.RUN_IN:
        head = wrap([summary], room, style.size_px, fonts, max_lines=MAX_SUMMARY_LINES)
        spans = [*(head_span for one in head for head_span in _spaced(one)), _after(meta)]
        for voices in _by_stance(shown):
            spans += [_after(span) for span in _together(voices, lettered)]
        if more:
            spans.append(_after(left_out))
        add(spans, style.size_px, MAX_RUN_IN_LINES)
    else:
        add([summary], style.size_px, MAX_SUMMARY_LINES)
        add([meta], small, MAX_SUMMARY_LINES)
        if style.density is Density.DENSE:
            for voices in _by_stance(shown):
                add(_together(voices, lettered), small, MAX_PART_LINES)
        else:
            for one, passages in shown:
                add(_alone(one, passages), small, MAX_PART_LINES, hanging=small)
        if more:
            add([left_out], small, 2)
    height = len(lines) * style.pitch + style.after
    return Entry(tuple(lines), height, number, row)


def _alone(one: StatementLine, passages: int) -> list[Span]:
    """One statement in full."""
    return [
        Span(f"{one.stance_label}:", STANCE_INK[one.stance], True),
        Span(" " + statement_words(one) + _times(passages), palette.INK),
    ]


def _by_stance(
    shown: Sequence[tuple[StatementLine, int]],
) -> list[list[tuple[StatementLine, int]]]:
    """Statements grouped by stance, in the order of the vocabulary."""
    groups = [[(one, n) for one, n in shown if one.stance is stance] for stance in Stance]
    return [group for group in groups if group]


def _after(span: Span) -> Span:
    """The span, set off by a space from what is before it."""
    return Span(f" {span.text.lstrip()}", span.ink, span.bold)


def _spaced(line: Line) -> list[Span]:
    """A line that is to be joined with the one before."""
    return [_after(span) if at == 0 else span for at, span in enumerate(line)]


def _distinct(
    statements: Sequence[StatementLine], most: int
) -> tuple[list[tuple[StatementLine, int]], int]:
    """Statements with how many passages say the same thing in the same words of a source, and how
    many statements beyond the limit of `most` are left out.
    """
    counts = Counter(_same(one) for one in statements)
    first = {_same(one): one for one in reversed(statements)}
    order = list(dict.fromkeys(_same(one) for one in statements))
    shown = order[:most]
    more = sum(counts[one] for one in order[most:])
    return [(first[one], counts[one]) for one in shown], more


def _same(one: StatementLine) -> tuple[object, ...]:
    return (one.stance, one.originator, one.via, one.document, one.grade, one.retracted)


def _together(
    voices: Sequence[tuple[StatementLine, int]], lettered: Mapping[str, str]
) -> list[Span]:
    """All voices of one stance as one paragraph."""
    first = voices[0][0]
    spans = [Span(f"{first.stance_label}:", STANCE_INK[first.stance], True)]
    for at, (one, passages) in enumerate(voices):
        end = "" if at == len(voices) - 1 else ";"
        letter = lettered.get(one.document)
        if letter is None:
            spans.append(Span(f" {brief_words(one)}{_times(passages)}{end}", palette.INK))
        else:
            spans.append(Span(f" {voice_words(one)},", palette.INK))
            spans.append(Span(f" {letter}", palette.INK, True))
            spans.append(Span(f" {one.grade}{_times(passages)}{end}", palette.INK))
    return spans


def _times(passages: int) -> str:
    return f" ({passages} passages)" if passages > 1 else ""
