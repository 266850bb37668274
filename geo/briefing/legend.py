"""What the symbols mean: of kinds, confidences and the rest only what occurs in the picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

from geo import symbols
from geo.briefing import marks, palette
from geo.briefing.fonts import Typeface
from geo.briefing.scene import Box, Item, Scene, Text, line, rectangle
from geo.claims import sizes
from geo.claims.vocabulary import Confidence, Kind, Modality, Status, label

if TYPE_CHECKING:
    from geo.claims.card import ClaimCard

Sign: TypeAlias = Kind | Confidence | Status | bool | int | str | None
"""What an entry explains: a word of the vocabulary, whether hatched, a size class, the name of a
mark, or nothing for a caption.
"""

_TIMING: Final = {
    False: "said to have happened or be going on",
    True: "planned or expected",
}

_BORDERS: Final = {
    "recognised": "as recognised by most states",
    "de-facto": "as controlled on the ground",
}


@dataclass(frozen=True, slots=True)
class Contents:
    """What occurs. `sizes` are size classes; `leaders` and `crowded` say that leader lines
    and badges are drawn.
    """

    kinds: tuple[Kind, ...]
    confidences: tuple[Confidence, ...]
    statuses: tuple[Status, ...]
    hatched: tuple[bool, ...]
    sizes: tuple[int, ...]
    areas: bool
    rings: bool
    leaders: bool
    crowded: bool
    boundary: str
    disputed: bool


def contents(
    cards: Sequence[ClaimCard],
    sizes: Sequence[int],
    *,
    areas: bool,
    rings: bool,
    leaders: bool,
    crowded: bool,
    boundary: str,
    disputed: bool,
) -> Contents:
    """Gather what occurs in the claims, in the order of the vocabulary. `boundary` is whose
    boundaries are drawn, `disputed` whether any of those in view is.
    """
    return Contents(
        tuple(k for k in Kind if any(card.kind is k for card in cards)),
        tuple(c for c in Confidence if any(card.confidence is c for card in cards)),
        tuple(s for s in Status if any(card.status is s for card in cards)),
        tuple(
            h
            for h in (False, True)
            if any(symbols.MODALITY_LOOK[card.modality][1] is h for card in cards)
        ),
        tuple(sorted({int(size) for size in sizes if size})),
        areas,
        rings,
        leaders,
        crowded,
        boundary,
        disputed,
    )


@dataclass(frozen=True, slots=True)
class Legend:
    """A legend laid out from (0, 0): its height at the width asked for, and how to paint it."""

    height: float
    entries: tuple[tuple[float, float, str, Sign], ...]
    size_px: int
    scale: float

    def items(self, left: float, top: float) -> Scene:
        """The legend with its upper left corner there."""
        painted: Scene = []
        for x, y, text, sign in self.entries:
            at_x, at_y = left + x, top + y
            if sign is None:
                painted.append(
                    Text(at_x, round(at_y), text, self.size_px, palette.MUTED, bold=True)
                )
                continue
            painted += _sign(sign, at_x, at_y - 0.36 * self.size_px, self.size_px, self.scale)
            width = _sign_width(sign, self.size_px, self.scale)
            painted.append(Text(at_x + width, round(at_y), text, self.size_px, palette.INK))
        return painted


def set_legend(
    found: Contents, width: float, size_px: int, scale: float, fonts: Typeface
) -> Legend:
    """Set the groups of the legend into rows of `width` pixels."""
    pitch = round(size_px * (1.75 if size_px > 10 else 1.5))
    gap = 1.1 * size_px
    x, y = 0.0, float(pitch) * 0.72
    entries: list[tuple[float, float, str, Sign]] = []
    for caption, group in _groups(found):
        caption_width = fonts.width(caption, size_px, True) + 0.7 * size_px
        widths = [
            _sign_width(sign, size_px, scale) + fonts.width(text, size_px) + gap
            for text, sign in group
        ]
        # A group that does not fit starts a new row when little of this one is left, or less than
        # its caption and first entry need.
        whole = caption_width + sum(widths)
        least = caption_width + widths[0]
        if x > 0 and x + whole - gap > width and (x > 0.7 * width or x + least - gap > width):
            x, y = 0.0, y + pitch
        entries.append((x, y, caption, None))
        x += caption_width
        for (text, sign), needed in zip(group, widths, strict=True):
            if x + needed - gap > width and x > caption_width:
                x, y = 0.0, y + pitch
            entries.append((x, y, text, sign))
            x += needed
        x += gap
    height = y + 0.5 * size_px if entries else 0.0
    return Legend(height, tuple(entries), size_px, scale)


def _groups(found: Contents) -> list[tuple[str, list[tuple[str, Sign]]]]:
    groups: list[tuple[str, list[tuple[str, Sign]]]] = [
        ("Kind", [(label(kind), kind) for kind in found.kinds]),
        ("Confidence", [(_short(c), c) for c in found.confidences]),
        ("Status", [(label(status), status) for status in found.statuses]),
    ]
    if True in found.hatched:
        groups.append(("Time", [(_TIMING[h], h) for h in found.hatched]))
    if found.sizes:
        groups.append(("Claimed number", [(sizes.SIZE_LABELS[size], size) for size in found.sizes]))
    extents: list[tuple[str, Sign]] = []
    if found.areas:
        extents.append(("somewhere in this area", "area"))
    if found.rings:
        extents.append(("within this distance", "ring"))
    if found.leaders:
        extents.append(("leads to the place", "leader"))
    if found.crowded:
        extents.append(("too close to draw one by one; the bar shows their confidence", "badge"))
    groups.append(("Place", extents))
    borders: list[tuple[str, Sign]] = [(_BORDERS[found.boundary], "border")]
    if found.disputed:
        borders.append(("disputed", "disputed"))
    groups.append(("Boundaries", borders))
    return [(caption, group) for caption, group in groups if group]


def _short(confidence: Confidence) -> str:
    return label(confidence).removesuffix(" confidence")


def _sign_width(sign: Sign, size_px: int, scale: float) -> float:
    if isinstance(sign, int) and not isinstance(sign, bool):
        return 2 * _size_radius(sign, size_px, scale) + 0.5 * size_px
    widths = {"badge": 3.4, "area": 2.2, "ring": 1.9, "leader": 2.3, "border": 2.2, "disputed": 2.2}
    return widths.get(str(sign), 1.75) * size_px


def _size_radius(size: int, size_px: int, scale: float) -> float:
    return 0.6 * marks.radius_px(size, scale)


def _sign(sign: Sign, x: float, y: float, size_px: int, scale: float) -> list[Item]:
    """The sign of one entry, its left end at x, its middle at y."""
    radius = 0.56 * size_px
    centre = (x + 0.75 * size_px, y)
    calm = (Confidence.NOT_JUDGED, Status.ASSERTED, Modality.HAPPENED)
    items: list[Item] = []
    if isinstance(sign, Kind):
        items += marks.symbol(sign, *calm, centre, radius)
    elif isinstance(sign, Confidence):
        items += marks.symbol(
            Kind.DEPLOYMENT, sign, Status.ASSERTED, Modality.HAPPENED, centre, radius
        )
    elif isinstance(sign, Status):
        items += marks.symbol(
            Kind.DEPLOYMENT, Confidence.NOT_JUDGED, sign, Modality.HAPPENED, centre, 0.9 * radius
        )
    elif isinstance(sign, bool):
        when = Modality.PLANNED if sign else Modality.HAPPENED
        items += marks.symbol(
            Kind.DEPLOYMENT, Confidence.MODERATE, Status.ASSERTED, when, centre, radius
        )
    elif isinstance(sign, int):
        r = _size_radius(sign, size_px, scale)
        items += marks.symbol(Kind.DEPLOYMENT, *calm, (x + r, y), r)
    elif sign == "area":
        items.append(marks.area_swatch(Box(x, y - radius, 1.6 * size_px, 2 * radius), scale))
    elif sign == "ring":
        items += marks.ring_swatch(centre, 1.1 * radius, scale)
    elif sign == "leader":
        items += marks.leader((x + 0.3 * size_px, y), (x + 1.8 * size_px, y), scale)
        items += marks.dot((x + 0.3 * size_px, y), scale)
    elif sign in ("border", "disputed"):
        ends = [(x, y), (x + 1.7 * size_px, y)]
        if sign == "border":
            items.append(line(ends, palette.BORDER, 1.6 * scale))
        else:
            items.append(line(ends, palette.DISPUTED, 1.8 * scale, dash=(5 * scale, 3.5 * scale)))
    elif sign == "badge":
        plate = Box(x, y - 0.75 * size_px, 2.9 * size_px, 1.5 * size_px)
        items.append(
            rectangle(
                plate,
                fill=palette.PLATE,
                stroke=palette.PLATE_EDGE,
                width_px=scale,
                radius_px=3 * scale,
            )
        )
        items.append(
            Text(x + 0.3 * size_px, round(y + 0.2 * size_px), "7–40", round(0.8 * size_px),
                 palette.INK, bold=True)
        )  # fmt: skip
        items.append(
            line([(x + 0.3 * size_px, y + 0.48 * size_px), (x + 2.6 * size_px, y + 0.48 * size_px)],
                 marks.confidence_fill(Confidence.MODERATE), 2 * scale)
        )  # fmt: skip
    return items
