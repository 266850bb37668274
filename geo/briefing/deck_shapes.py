"""Text, fills and places of the shapes on a slide, built by hand where the library is slow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from geo.briefing.plain import plain
from geo.briefing.scene import Box, Colour

if TYPE_CHECKING:
    from geo.briefing.table_rows import Paragraph

DRAWING: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"

EMU: Final = 9_525


def write(
    frame: Any,
    lines: Sequence[Sequence[Paragraph]],
    size_px: float,
    ink: Colour,
    *,
    align: str = "l",
    lead: float = 1.0,
) -> None:
    """Put paragraphs into a frame of text, without margins, each a run of parts."""
    from pptx.enum.text import MSO_AUTO_SIZE

    frame.word_wrap = True
    frame.auto_size = MSO_AUTO_SIZE.NONE
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    body = frame._txBody
    for old in list(body.findall(f"{DRAWING}p")):
        body.remove(old)
    for parts in lines or [[("", "")]]:
        add_paragraph(body, parts, size_px, ink, align)


def add_paragraph(
    body: Any, parts: Sequence[Paragraph], size_px: float, ink: Colour, align: str = "l"
) -> None:
    """A paragraph built by hand: the library's way takes four times as long."""
    from lxml import etree

    paragraph = etree.SubElement(body, f"{DRAWING}p")
    etree.SubElement(paragraph, f"{DRAWING}pPr", algn=align)
    size = str(round(size_px * 75))
    empty = True
    for strong, rest in parts:
        for bold, words in (("1", plain(strong)), ("0", plain(rest))):
            if not words:
                continue
            run = etree.SubElement(paragraph, f"{DRAWING}r")
            look = etree.SubElement(run, f"{DRAWING}rPr", lang="en-GB", sz=size, b=bold, dirty="0")
            look.append(solid(ink))
            glue = "" if empty else " "
            etree.SubElement(run, f"{DRAWING}t").text = glue + words
            empty = False
    if empty:
        etree.SubElement(paragraph, f"{DRAWING}endParaRPr", lang="en-GB", sz=size)


def solid(colour: Colour) -> Any:
    """The element that fills with a colour."""
    from lxml import etree

    fill = etree.Element(f"{DRAWING}solidFill")
    etree.SubElement(fill, f"{DRAWING}srgbClr", val=_hexadecimal(colour))
    return fill


def _hexadecimal(colour: Colour) -> str:
    return "".join(f"{round(255 * part):02X}" for part in colour[:3])


def fill_shape(shape: Any, fill: Colour) -> None:
    """Fill a shape, without an outline and a shadow."""
    from pptx.dml.color import RGBColor

    colours: Any = RGBColor  # has no types of its own
    shape.fill.solid()
    shape.fill.fore_color.rgb = colours.from_string(_hexadecimal(fill))
    shape.line.fill.background()
    shape.shadow.inherit = False


def put_at(shape: Any, box: Box) -> None:
    """Move a shape to a box in pixels of the slide."""
    shape.left, shape.top, shape.width, shape.height = emu(box)


def emu(box: Box) -> tuple[int, int, int, int]:
    """Left, top, width and height of a box in pixels of the slide as EMU."""
    return (
        round(box.left * EMU),
        round(box.top * EMU),
        round(box.width * EMU),
        round(box.height * EMU),
    )
