"""Running text: words of several styles broken into lines that never leave their column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geo.briefing.fonts import Typeface
from geo.briefing.readable import readable
from geo.briefing.scene import Colour, Text


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text of one style. Any text: it is made printable when it is broken."""

    text: str
    ink: Colour
    bold: bool = False


Line = list[Span]


def wrap(
    spans: Sequence[Span],
    width_px: float,
    size_px: int,
    fonts: Typeface,
    *,
    max_lines: int | None = None,
) -> list[Line]:
    """Break spans into lines no wider than `width_px`.

    Lines break at spaces, inside a word only when it is wider than a line. What does not fit into
    `max_lines` is cut, and the last line ends in "…" to say so. Lines hold printable text.
    """
    lines: list[Line] = [[]]
    used = 0
    for span in spans:
        clean = readable(span.text, fonts)
        glued = bool(span.text) and not span.text[0].isspace()
        for at, word in enumerate(clean.split(" ") if clean else ()):
            space = bool(lines[-1]) and (at > 0 or not glued)
            shown = " " + word if space else word
            length = fonts.width(shown, size_px, span.bold)
            if used + length > width_px and lines[-1] and (space or at > 0):
                lines.append([])
                used, shown = 0, word
                length = fonts.width(word, size_px, span.bold)
            while used + length > width_px:
                if max_lines is not None and len(lines) > max_lines:
                    break
                head = _fitting(shown, width_px - used, size_px, span.bold, fonts)
                if not head and lines[-1]:
                    lines.append([])
                    used, shown = 0, shown.lstrip()
                else:
                    head = head or 1
                    _append(lines[-1], shown[:head], span)
                    lines.append([])
                    used, shown = 0, shown[head:]
                length = fonts.width(shown, size_px, span.bold)
            if shown:
                _append(lines[-1], shown, span)
                used += length
        if max_lines is not None and len(lines) > max_lines:
            break
    if lines and not lines[-1]:
        lines.pop()
    if max_lines is not None and len(lines) > max_lines:
        lines = lines[:max_lines]
        lines[-1] = _ended(lines[-1], width_px, size_px, fonts)
    return lines


def set_line(line: Line, x: float, baseline: float, size_px: int, fonts: Typeface) -> list[Text]:
    """A line of printable spans as text items from x on."""
    items = []
    for span in line:
        items.append(Text(x, baseline, span.text, size_px, span.ink, span.bold))
        x += fonts.width(span.text, size_px, span.bold)
    return items


def line_width(line: Line, size_px: int, fonts: Typeface) -> int:
    """Width of a line of printable spans in pixels."""
    return sum(fonts.width(span.text, size_px, span.bold) for span in line)


def _append(line: Line, text: str, span: Span) -> None:
    if line and line[-1].bold == span.bold and line[-1].ink == span.ink:
        line[-1] = Span(line[-1].text + text, span.ink, span.bold)
    else:
        line.append(Span(text, span.ink, span.bold))


def _fitting(text: str, width_px: float, size_px: int, bold: bool, fonts: Typeface) -> int:
    """How many letters of the text fit."""
    used = 0
    for at, letter in enumerate(text):
        used += fonts.width(letter, size_px, bold)
        if used > width_px:
            return at
    return len(text)


def _ended(line: Line, width_px: float, size_px: int, fonts: Typeface) -> Line:
    """The line with "…" at its end, shortened until that fits."""
    shortened = list(line)
    while shortened:
        last = shortened[-1]
        room = width_px - line_width(shortened[:-1], size_px, fonts)
        for end in range(len(last.text), -1, -1):
            shown = last.text[:end].rstrip(" ,;:·") + "…"
            if fonts.width(shown, size_px, last.bold) <= room:
                return [*shortened[:-1], Span(shown, last.ink, last.bold)]
        shortened.pop()
    return []
