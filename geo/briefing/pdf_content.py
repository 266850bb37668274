"""What a page of a PDF shows, as its operators: outlines, text, and which passage each belongs to.

Coordinates are tenths of a pixel from the upper left corner; the page turns them into points.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from geo.briefing.embedding import Embedded
from geo.briefing.fonts import Face, Typeface
from geo.briefing.glyphs import line_outline
from geo.briefing.runs import runs
from geo.briefing.scene import CLOSE, CURVE, LINE, MOVE, Box, Colour, Item, Outline, Text
from geo.briefing.sheets import Role, Sheet
from geo.briefing.vectors import TENTHS, pieces

TAGS: Final = {
    Role.TITLE: "H1",
    Role.HEADING: "H2",
    Role.PARAGRAPH: "P",
    Role.FIGURE: "Figure",
}
"""Structure types of ISO 32000; furniture is marked as what a reader may skip."""


@dataclass
class Content:
    """Operators of one page. `opacities` are the (fill, stroke) pairs it uses, by name, and
    `marked` the role and words of each marked passage; its place in the list is its number.
    """

    fonts: Typeface
    faces: Mapping[Face, tuple[str, Embedded]]
    words: list[str] = field(default_factory=list)
    opacities: dict[tuple[int, int], str] = field(default_factory=dict)
    marked: list[tuple[Role, str]] = field(default_factory=list)
    _opacity: tuple[int, int] = (255, 255)

    def sheet(self, sheet: Sheet) -> None:
        """Everything on a sheet."""
        for passage in sheet.passages:
            if passage.role is Role.FURNITURE:
                self.words.append("/Artifact BMC")
            else:
                number = len(self.marked)
                self.words.append(f"/{TAGS[passage.role]} <</MCID {number}>> BDC")
                self.marked.append((passage.role, passage.words))
            self._items(passage.scene)
            self.words.append("EMC")

    def _items(self, items: Iterable[Item]) -> None:
        """Items in order; those that are clipped alike share a saved state."""
        current: Box | None = None
        for item in items:
            if item.clip != current:
                if current is not None:
                    self._restore()
                current = item.clip
                if current is not None:
                    self._clip(current)
            if isinstance(item, Outline):
                self._outline(item)
            else:
                self._text(item)
        if current is not None:
            self._restore()

    def _clip(self, box: Box) -> None:
        edges = (box.left, box.top, box.width, box.height)
        self._fade(255, 255)
        self.words.append(f"q {' '.join(_n(edge * TENTHS) for edge in edges)} re W n")

    def _restore(self) -> None:
        self._fade(255, 255)
        self.words.append("Q")

    def _fade(self, fill: int, stroke: int) -> None:
        """Opacities (0 to 255) of what is painted next."""
        if (fill, stroke) != self._opacity:
            self._opacity = (fill, stroke)
            name = self.opacities.setdefault(self._opacity, f"G{len(self.opacities)}")
            self.words.append(f"/{name} gs")

    def _outline(self, item: Outline) -> None:
        stroked = item.stroke is not None and item.width_px > 0
        path = _path(item)
        if not path or not (item.fill or stroked):
            return
        self._fade(_255(item.fill), _255(item.stroke))
        if item.fill:
            self.words.append(f"{_ink(item.fill)} rg")
        if stroked and item.stroke:
            dash = " ".join(_n(length * TENTHS) for length in item.dash)
            cap = 0 if item.dash else 1
            self.words.append(
                f"{_ink(item.stroke)} RG {_n(item.width_px * TENTHS)} w {cap} J 1 j [{dash}] 0 d"
            )
        self.words += [path, {(True, True): "B", (True, False): "f"}.get(
            (bool(item.fill), stroked), "S")]  # fmt: skip

    def _text(self, item: Text) -> None:
        if item.halo is not None and item.halo_px > 0:
            # As an outline, not as stroked text: what is copied must not say it twice.
            self._outline(
                Outline(
                    *line_outline(item, self.fonts),
                    stroke=item.halo,
                    width_px=2 * item.halo_px,
                )
            )
        self._fade(_255(item.ink), 255)
        size = item.size_px * TENTHS
        made = runs(item, self.fonts)
        for run in made:
            name, font = self.faces[run.face]
            natural = sum(font.advances[letter] for letter in run.text) / font.units_per_em
            # As wide as the layout measured it, the difference spread over all letters.
            spacing = (run.width * TENTHS - natural * size) / len(run.text)
            shown = "".join(f"{font.glyphs[letter]:04x}" for letter in run.text)
            if run is made[-1] and " " in font.glyphs:
                # Nobody sees it, but who copies or hears the text needs it between lines.
                shown += f"{font.glyphs[' ']:04x}"
            self.words.append(
                f"BT {_ink(item.ink)} rg /{name} {size} Tf {_n(spacing)} Tc "
                f"1 0 0 -1 {_n(run.x * TENTHS)} {round(item.baseline) * TENTHS} Tm <{shown}> Tj ET"
            )


def _path(item: Outline) -> str:
    words: list[str] = []
    for code, points in pieces(item):
        if code == CLOSE:
            words += ["h"] * len(points)
        elif code == CURVE:
            for one, two, end in points.reshape(-1, 3, 2).tolist():
                words.append(f"{one[0]} {one[1]} {two[0]} {two[1]} {end[0]} {end[1]} c")
        else:
            letter = {MOVE: "m", LINE: "l"}[code]
            words += [f"{x} {y} {letter}" for x, y in points.tolist()]
    return " ".join(words)


def _255(ink: Colour | None) -> int:
    return 255 if ink is None else round(ink[3] * 255)


def _ink(ink: Colour) -> str:
    return " ".join(_n(part) for part in ink[:3])


def _n(number: float) -> str:
    """A number without needless digits."""
    return f"{number:.3f}".rstrip("0").rstrip(".") or "0"
