"""Claims as a table for a terminal: a claim a line, or a small block each in a narrow window."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from geo.claims.card import NO_PLACE, ClaimCard
from geo.claims.table import ClaimTable
from geo.claims.vocabulary import Modality
from geo.exchange.plain_text import pad, plain, shorten, width

COLUMNS: Final = ("id", "kind", "status", "when", "where", "confidence", "says", "summary")

_GAP: Final = "  "
_LEAST: Final = {"when": 14, "where": 14, "says": 14}
"""Columns that give way where a line would not fit, and how far; an id is never cut."""

_MOST: Final = {"when": 26, "where": 40, "says": 40}
"""Columns that grow no further even where there is room: one long cell must not push all."""

_LEAST_SUMMARY: Final = 30
"""Where a line would leave the summary less room than this, each claim becomes a block."""

_HEADING: Final = ("id", "kind", "status", "confidence")
_BENEATH: Final = ("when", "where", "says")

_Cells = dict[str, str]


def text_table(table: ClaimTable, rows: Sequence[int], columns: int | None = None) -> Iterator[str]:
    """Lines of a table of `rows`, without line ends.

    `columns` is the terminal's width: the summary is cut to fit, and where it would be left with
    too little, a claim takes three lines. Without `columns` every claim is one line and its
    summary is whole, which is what a file or another program wants. Control characters cannot get
    through; see `geo.exchange.plain_text`.
    """
    header = {name: name for name in COLUMNS}
    lines = [header, *(_cells(table, row) for row in rows)]
    widths = {
        name: min(max(width(one[name]) for one in lines), _MOST.get(name, 10_000))
        for name in COLUMNS[:-1]
    }
    if columns is None:
        yield from (_line(one, widths, None) for one in lines)
        return
    room = _make_room(widths, columns)
    if room >= _LEAST_SUMMARY:
        yield from (_line(one, widths, room) for one in lines)
        return
    for one in lines:
        yield from _block(one, widths, columns)


def _cells(table: ClaimTable, row: int) -> _Cells:
    card = table.card(row)
    texts = (
        card.id,
        _kind(card),
        card.status.value,
        card.when,
        table.claims[row].place_words or card.place or NO_PLACE,
        card.confidence.value,
        card.says(),
        card.summary,
    )
    return {name: plain(text) for name, text in zip(COLUMNS, texts, strict=True)}


def _kind(card: ClaimCard) -> str:
    """The kind, and that it has not happened where nobody says so: a plan is no presence."""
    if card.modality in (Modality.PLANNED, Modality.EXPECTED):
        return f"{card.kind.value} ({card.modality.value})"
    return card.kind.value


def _make_room(widths: dict[str, int], columns: int) -> int:
    """Narrow the widest columns that may give way; returns what is left for the summary."""

    def room() -> int:
        return columns - sum(widths.values()) - len(_GAP) * len(widths)

    while room() < _LEAST_SUMMARY:
        spare = [name for name, least in _LEAST.items() if widths[name] > least]
        if not spare:
            break
        widths[max(spare, key=widths.__getitem__)] -= 1
    return room()


def _line(cells: _Cells, widths: dict[str, int], room: int | None) -> str:
    parts = [pad(shorten(cells[name], wide), wide) for name, wide in widths.items()]
    summary = cells["summary"] if room is None else shorten(cells["summary"], room)
    return _GAP.join([*parts, summary]).rstrip()


def _block(cells: _Cells, widths: dict[str, int], columns: int) -> Iterator[str]:
    heading = _GAP.join(pad(cells[name], widths[name]) for name in _HEADING)
    yield shorten(heading.rstrip(), columns)
    for beneath in (" | ".join(cells[name] for name in _BENEATH), cells["summary"]):
        yield _GAP + shorten(beneath, columns - len(_GAP))
