"""Lines of text cut into what one font draws, with the width that the layout gave each piece."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from geo.briefing.fonts import Face, Typeface
from geo.briefing.scene import Item, Text


@dataclass(frozen=True, slots=True)
class Run:
    """Letters that one face draws from x on, `width` pixels wide."""

    face: Face
    text: str
    x: float
    width: int


def runs(item: Text, fonts: Typeface) -> list[Run]:
    """The pieces of a line, left to right; white space stays with the face before it."""
    made: list[Run] = []
    x = float(round(item.x))
    for letter in item.text:
        face = fonts.face(letter, item.bold)
        if face is None:
            continue
        width = face.advance(letter, item.size_px)
        last = made[-1] if made else None
        if last is not None and last.face is face:
            made[-1] = Run(face, last.text + letter, last.x, last.width + width)
        else:
            made.append(Run(face, letter, x, width))
        x += width
    return made


def letters_by_face(items: Iterable[Item], fonts: Typeface) -> dict[Face, frozenset[str]]:
    """Which letters of each face occur in the items; the faces in the order of the typeface."""
    used: dict[Face, set[str]] = {}
    for item in items:
        if isinstance(item, Text):
            for letter in item.text:
                face = fonts.face(letter, item.bold)
                if face is not None:
                    used.setdefault(face, set()).add(letter)
    order = {fonts.regular: 0, fonts.bold: 1}
    return {face: frozenset(used[face]) for face in sorted(used, key=lambda one: order.get(one, 2))}
