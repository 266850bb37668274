"""Laid-out pages: what every painter paints, in the order in which it is read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from geo.briefing.scene import Scene


class Role(StrEnum):
    """What a passage of a page is to a reader who cannot see it."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    FIGURE = "figure"
    FURNITURE = "furniture"
    """Repeated or decorative: grounds, rules, running headers."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One part of a page. `words` are a figure's text alternative; other passages say themselves
    what they hold.
    """

    role: Role
    scene: Scene
    words: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of `width_px` by `height_px` pixels. Passages without anything in them are left
    out.
    """

    width_px: int
    height_px: int
    passages: tuple[Passage, ...]

    @property
    def scene(self) -> Scene:
        """Everything on the page in the order in which it is painted."""
        return [item for passage in self.passages for item in passage.scene]

    def __post_init__(self) -> None:
        object.__setattr__(self, "passages", tuple(one for one in self.passages if one.scene))
