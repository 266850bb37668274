"""The badge of a crowd too large to draw one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from geo.briefing import marks, palette
from geo.briefing.fonts import Typeface
from geo.briefing.scene import Box, Item, Text, rectangle
from geo.claims.vocabulary import Confidence


def badge(
    box: Box,
    first: int,
    confidences: Sequence[Confidence],
    size_px: int,
    scale: float,
    fonts: Typeface,
) -> list[Item]:
    """A crowd's numbers (from `first` on), how many claims they are, and the mix of confidence."""
    count, small = len(confidences), round(0.8 * size_px)
    last = first + count - 1
    middle = box.left + box.width / 2
    items: list[Item] = []
    baseline = box.top + 4 * scale + 0.95 * size_px
    for text, height, bold, ink in (
        (f"{first}–{last}" if last > first else str(first), size_px, True, palette.INK),
        ("1 claim" if count == 1 else f"{count} claims", small, False, palette.MUTED),
    ):
        x = round(middle - fonts.width(text, height, bold) / 2)
        items.append(Text(x, round(baseline), text, height, ink, bold))
        baseline += 1.1 * small
    counts = Counter(confidences)
    at = box.left + 8 * scale
    for confidence in Confidence:
        piece = (box.width - 16 * scale) * counts[confidence] / count
        if piece > 0:
            items.append(
                rectangle(
                    Box(at, box.bottom - 9 * scale, piece, 5 * scale),
                    fill=marks.confidence_fill(confidence),
                    stroke=palette.INK,
                    width_px=0.7 * scale,
                )
            )
            at += piece
    return items
