"""The forms of a briefing, and the sizes that have names."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Form(StrEnum):
    """What a briefing can be written as; the value is the ending of a file's name."""

    PNG = "png"
    SVG = "svg"
    PDF = "pdf"
    PPTX = "pptx"
    HTML = "html"

    @property
    def media_type(self) -> str:
        """The form's name on the web."""
        return _MEDIA_TYPES[self]

    @property
    def flows(self) -> bool:
        """Whether a list too long for one page goes on on further ones."""
        return self in (Form.PDF, Form.PPTX)


_MEDIA_TYPES: Final = {
    Form.PNG: "image/png",
    Form.SVG: "image/svg+xml",
    Form.PDF: "application/pdf",
    Form.PPTX: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    Form.HTML: "text/html",
}

Size = tuple[int, int]
"""Width and height in pixels."""

SIZES: Final[dict[str, Size]] = {
    "slide": (1920, 1080),
    "a4": (3508, 2480),
    "a4-portrait": (2480, 3508),
    "square": (2160, 2160),
}
"""Sizes by name. A4 is at 300 dots per inch; in a PDF it is a page of 297 by 210 mm."""

SLIDE: Final[Size] = SIZES["slide"]

MIN_SIZE_PX: Final[Size] = (640, 360)
MAX_SIZE_PX: Final[Size] = (7680, 4320)
"""Least and most of width and height; the most may also stand upright."""
