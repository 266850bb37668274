"""What every slide of a brief has around its content: title, filters, banner, basis, handling."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from geo.briefing import deck, palette, wording
from geo.briefing.deck import HEIGHT, WIDTH, Deck
from geo.briefing.flow import Span, wrap
from geo.briefing.fonts import Typeface
from geo.briefing.plain import plain
from geo.briefing.scene import Box
from geo.symbols import BANNER

if TYPE_CHECKING:
    from geo.briefing.brief import Brief

MARGIN: Final = 32
TITLE_PX: Final = 32
SUBTITLE_PX: Final = 18
SMALL_PX: Final = 11
BANNER_PX: Final = 18
HANDLING_PX: Final = 18


@dataclass(frozen=True)
class Frame:
    """What every slide of a brief has around its content."""

    brief: Brief
    fonts: Typeface

    @cached_property
    def strip(self) -> float:
        """Height of the handling line."""
        return 1.3 * HANDLING_PX * len(self._handling) + 6 if self._handling else 0

    @cached_property
    def _handling(self) -> list[str]:
        width = WIDTH - 2 * MARGIN
        return wrapped(self.brief.handling, width, HANDLING_PX, self.fonts, 9, bold=True)

    @cached_property
    def _title(self) -> list[str]:
        width = self._text_width
        return wrapped(self.brief.title, width, TITLE_PX, self.fonts, 2, bold=True)

    @cached_property
    def _notes(self) -> list[list[str]]:
        width = WIDTH - 2 * MARGIN
        return [
            wrapped(note, width, SUBTITLE_PX, self.fonts, 4, bold=True) for note in self.brief.notes
        ]

    @cached_property
    def _text_width(self) -> float:
        return WIDTH - 3 * MARGIN - self._banner_width

    @cached_property
    def _banner_width(self) -> float:
        return self.fonts.width(BANNER, BANNER_PX, True) + 2 * BANNER_PX

    def _subtitle(self, counts: str) -> list[str]:
        words = ", ".join(one for one in (self.brief.subtitle, counts) if one)
        return wrapped(words, self._text_width, SUBTITLE_PX, self.fonts, 3)

    @cached_property
    def _head(self) -> float:
        """Height of the header without the handling line; of the counts the longest is reckoned."""
        lines = len(self._subtitle("0" * 60)) + sum(map(len, self._notes))
        return 14 + 1.2 * TITLE_PX * len(self._title) + 1.3 * SUBTITLE_PX * lines + 8

    @cached_property
    def _foot(self) -> list[list[str]]:
        from geo.places.regions import VIEW_NOTES
        from geo.places.world import ATTRIBUTION

        brief = self.brief
        grades = wording.grades_note(brief.table.card(row) for row in brief.rows)
        stamp = f"{ATTRIBUTION} · {wording.stamp_words(brief)}"
        width = WIDTH - 2 * MARGIN - 110
        parts = (VIEW_NOTES[brief.boundary], grades, stamp)
        return [wrapped(part, width, SMALL_PX, self.fonts, 3) for part in parts if part]

    @cached_property
    def _foot_height(self) -> float:
        return 1.35 * SMALL_PX * sum(map(len, self._foot)) + 8

    @cached_property
    def body(self) -> Box:
        """What header and footer leave."""
        top = self.strip + self._head + 12
        return Box(
            MARGIN, top, WIDTH - 2 * MARGIN, HEIGHT - top - self._foot_height - self.strip - 8
        )

    def slide(self, made: Deck, counts: str, pages: str) -> Any:
        """A slide with header, footer, banner and handling lines."""
        slide = made.add_slide()
        strip = self.strip
        y = strip + 12
        deck.band(slide, "Header", Box(0, strip, WIDTH, self._head), palette.HEADER)
        title = self._title
        height = 1.2 * TITLE_PX * len(title)
        words = _whole(self.brief.title, title)
        deck.title(slide, words, Box(MARGIN, y, self._text_width, height), TITLE_PX)
        y += height + 2
        subtitle = self._subtitle(counts)
        height = 1.3 * SUBTITLE_PX * len(subtitle)
        box = Box(MARGIN, y, self._text_width, height)
        words = _whole(", ".join(one for one in (self.brief.subtitle, counts) if one), subtitle)
        deck.text(slide, "Filters", [[("", words)]], box, SUBTITLE_PX, palette.HEADER_INK)
        y += height
        notes = self._notes
        if notes:
            box = Box(MARGIN, y, WIDTH - 2 * MARGIN, 1.3 * SUBTITLE_PX * sum(map(len, notes)))
            said = [[(_whole(*both), "")] for both in zip(self.brief.notes, notes, strict=True)]
            deck.text(slide, "Notes", said, box, SUBTITLE_PX, palette.BANNER)
        tall = 2 * BANNER_PX
        box = Box(WIDTH - MARGIN - self._banner_width, strip + 16, self._banner_width, tall)
        deck.text(
            slide, "Banner", [[(BANNER, "")]], box, BANNER_PX, palette.BANNER_INK,
            fill=palette.BANNER, align="ctr", middle=True,
        )  # fmt: skip
        foot = Box(
            MARGIN,
            HEIGHT - strip - self._foot_height,
            WIDTH - 2 * MARGIN - 110,
            self._foot_height,
        )
        lines = [[("", " ".join(part))] for part in self._foot]
        deck.text(slide, "Basis", lines, foot, SMALL_PX, palette.MUTED)
        if pages:
            box = Box(WIDTH - MARGIN - 110, foot.top, 110, foot.height)
            deck.text(slide, "Page", [[("", pages)]], box, SMALL_PX + 1, palette.INK, align="r")
        for name, top in (("Handling", 0.0), ("Handling, repeated", HEIGHT - strip)):
            if strip:
                lines = [[(_whole(self.brief.handling, self._handling), "")]]
                box = Box(0, top, WIDTH, strip)
                deck.text(
                    slide, name, lines, box, HANDLING_PX, palette.HANDLING_INK,
                    fill=palette.HANDLING, align="ctr", middle=True,
                )  # fmt: skip
        return slide

    def spoken(self, counts: str) -> list[str]:
        """What the first slide's notes say of the whole."""
        brief = self.brief
        parts = (brief.handling, brief.title, brief.subtitle, counts, *brief.notes, BANNER)
        return [part for part in (*parts, wording.stamp_words(brief)) if part]


def _whole(words: str, lines: Sequence[str]) -> str:
    """The words in their own letters, or as cut where they were."""
    return " ".join(lines) if lines and lines[-1].endswith("…") else plain(words)


def wrapped(
    words: str,
    width: float,
    size_px: int,
    fonts: Typeface,
    most: int | None = None,
    *,
    bold: bool = False,
) -> list[str]:
    """Lines of plain text as they will break at most; "…" ends what is longer than `most`."""
    lines = wrap([Span(plain(words), palette.INK, bold)], width, size_px, fonts, max_lines=most)
    return ["".join(span.text for span in line).strip() for line in lines]
