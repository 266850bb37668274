"""A presentation of wide slides: bands, native text, pictures and tables, the same bytes always.

Lengths are pixels of a slide of 1280 by 720; one of them is 9,525 EMU, and three quarters of a
point of text.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import UTC, date, datetime
from html import escape
from typing import TYPE_CHECKING, Any, Final

from geo.briefing import palette
from geo.briefing.facts import FACTS_PART, NAMESPACE
from geo.briefing.plain import plain
from geo.briefing.scene import Box, Colour

if TYPE_CHECKING:
    from geo.briefing.table_rows import Paragraph, Row

WIDTH: Final = 1280
HEIGHT: Final = 720
_EMU: Final = 9_525
_OLD_WIDTH: Final = 9_144_000
"""Width of the library's own 4:3 template."""

FONT: Final = "Arial"
"""On every machine under this or a name of equal widths."""

ZIP_DATE: Final = (1980, 1, 1, 0, 0, 0)
MAX_PROPERTY: Final = 255
_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


class Deck:
    """A presentation under construction."""

    def __init__(self) -> None:
        from pptx import Presentation

        deck: Any = Presentation()
        deck.slide_width, deck.slide_height = WIDTH * _EMU, HEIGHT * _EMU
        layouts = deck.slide_layouts
        self._layout = layouts.get_by_name("Title Only")
        for one in list(layouts):
            if one is not self._layout and one.name != "Title Only":
                layouts.remove(one)
        master = deck.slide_master
        for shape in (*master.placeholders, *self._layout.placeholders):
            shape.left, shape.width = (
                shape.left * deck.slide_width // _OLD_WIDTH,
                shape.width * deck.slide_width // _OLD_WIDTH,
            )
        for relation in master.part.rels.values():
            if relation.reltype.endswith("/theme"):
                theme = relation.target_part
                theme._blob = theme.blob.replace(b"Calibri", FONT.encode())  # has no other door
        self._deck = deck

    def add_slide(self) -> Any:
        """An empty slide with a title that is not yet said."""
        return self._deck.slides.add_slide(self._layout)

    def properties(self, title: str, subject: str, keywords: str, program: str, day: date) -> None:
        """What the file says about itself; `day` is that of the data, no clock is read."""
        core = self._deck.core_properties
        core.title, core.subject = plain(title)[:MAX_PROPERTY], plain(subject)[:MAX_PROPERTY]
        core.keywords, core.author = keywords[:MAX_PROPERTY], program[:MAX_PROPERTY]
        core.last_modified_by, core.language, core.revision = program[:MAX_PROPERTY], "en", 1
        core.created = core.modified = datetime(day.year, day.month, day.day, tzinfo=UTC).replace(
            tzinfo=None
        )

    def attach(self, facts: str) -> None:
        """Put the facts into the file, where no program shows them."""
        from pptx.opc.constants import RELATIONSHIP_TYPE
        from pptx.opc.package import Part
        from pptx.opc.packuri import PackURI

        element = f'<facts xmlns="{NAMESPACE}">{escape(facts)}</facts>'.encode()
        package = self._deck.part.package
        part = Part(PackURI(f"/{FACTS_PART}"), "application/xml", package, element)
        self._deck.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)

    def content(self) -> bytes:
        """The file."""
        made, out = io.BytesIO(), io.BytesIO()
        self._deck.save(made)
        with zipfile.ZipFile(made) as old, zipfile.ZipFile(out, "w") as new:
            for info in old.infolist():
                entry = zipfile.ZipInfo(info.filename, ZIP_DATE)
                entry.external_attr = 0o600 << 16
                entry.create_system = 3
                packed = not info.filename.endswith(".png")
                entry.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
                new.writestr(entry, old.read(info), compresslevel=6 if packed else None)
        return out.getvalue()


def title(slide: Any, text: str, box: Box, size_px: float) -> None:
    """The slide's own title, which programs list and read aloud."""
    shape = slide.shapes.title
    _placed(shape, box)
    _write(shape.text_frame, [[(text, "")]], size_px, palette.HEADER_INK, lead=1.12)


def text(
    slide: Any,
    name: str,
    lines: Sequence[Sequence[Paragraph]],
    box: Box,
    size_px: float,
    ink: Colour,
    *,
    fill: Colour | None = None,
    align: str = "l",
    middle: bool = False,
) -> None:
    """A box of text; each paragraph is a run of parts, the first of each part in bold."""
    from pptx.enum.shapes import MSO_SHAPE
    from pptx.enum.text import MSO_ANCHOR

    if fill is None:
        shape = slide.shapes.add_textbox(*_emu(box))
    else:
        shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *_emu(box))
        _fill(shape, fill)
    shape.name = name
    shape.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE if middle else MSO_ANCHOR.TOP
    _write(shape.text_frame, lines, size_px, ink, align=align)


def band(slide: Any, name: str, box: Box, fill: Colour) -> None:
    """A ground without text, behind all that comes after it and behind the title."""
    from pptx.enum.shapes import MSO_SHAPE

    shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *_emu(box))
    shape.name = name
    _fill(shape, fill)
    tree = slide.shapes._spTree  # the only way to bring something behind the title
    tree.remove(shape._element)
    tree.insert(2, shape._element)


def picture(slide: Any, png: bytes, box: Box, words: str, name: str = "Map") -> None:
    """A picture with its alternative text."""
    shape = slide.shapes.add_picture(io.BytesIO(png), *_emu(box))
    shape.name = name
    shape._element.nvPicPr.cNvPr.set("descr", plain(words))


def table(
    slide: Any,
    heads: Sequence[tuple[str, float]],
    rows: Sequence[Row],
    left: float,
    top: float,
    words: str,
    *,
    size_px: float,
    padding_px: float,
    head_px: float,
) -> None:
    """A native table. A row with a single cell is a heading across all columns."""
    width = sum(one for _, one in heads)
    height = head_px + sum(row.height_px for row in rows)
    frame = slide.shapes.add_table(len(rows) + 1, len(heads), *_emu(Box(left, top, width, height)))
    frame.name = "Sources"
    frame._element.nvGraphicFramePr.cNvPr.set("descr", plain(words))
    made = frame.table
    made.horz_banding = False
    for column, (_, wide) in zip(made.columns, heads, strict=True):
        column.width = round(wide * _EMU)
    heading = [((name, ""),) for name, _ in heads]
    for at, (element, cells, tall) in enumerate(
        zip(
            made._tbl.tr_lst,
            [heading, *(row.cells for row in rows)],
            [head_px, *(row.height_px for row in rows)],
            strict=True,
        )
    ):
        element.set("h", str(round(tall * _EMU)))
        wide = len(cells) == 1 and len(heads) > 1
        for place, cell in enumerate(element.tc_lst):
            said = cells[place] if place < len(cells) else ()
            if wide:
                cell.set("gridSpan" if place == 0 else "hMerge",
                         str(len(heads)) if place == 0 else "1")  # fmt: skip
            ground = palette.HEADER if at == 0 else palette.TABLE_HEADING if wide else palette.PAGE
            ink = palette.HEADER_INK if at == 0 else palette.INK
            _cell(cell, said, size_px, padding_px, ground, ink)


def speak(slide: Any, paragraphs: Sequence[str]) -> None:
    """The slide's speaker notes."""
    frame = slide.notes_slide.notes_text_frame
    frame.text = "\n".join(plain(one) for one in paragraphs)


def _cell(
    cell: Any,
    said: Sequence[Paragraph],
    size_px: float,
    padding: float,
    ground: Colour,
    ink: Colour,
) -> None:
    from lxml import etree

    body = cell.get_or_add_txBody()
    for old in list(body.findall(f"{_A}p")):
        body.remove(old)
    for part in said or [("", "")]:
        _paragraph(body, [part], size_px, ink)
    properties = cell.get_or_add_tcPr()
    side, above = round(padding * _EMU), round(padding * _EMU / 2)
    for name, value in (("marL", side), ("marR", side), ("marT", above), ("marB", above)):
        properties.set(name, str(value))
    for edge in ("lnL", "lnR", "lnT", "lnB"):
        border = etree.SubElement(properties, f"{_A}{edge}", w="6350")
        if edge in ("lnL", "lnR"):
            etree.SubElement(border, f"{_A}noFill")
        else:
            border.append(_solid(palette.RULE))
    properties.append(_solid(ground))


def _write(
    frame: Any,
    lines: Sequence[Sequence[Paragraph]],
    size_px: float,
    ink: Colour,
    *,
    align: str = "l",
    lead: float = 1.0,
) -> None:
    from pptx.enum.text import MSO_AUTO_SIZE

    frame.word_wrap = True
    frame.auto_size = MSO_AUTO_SIZE.NONE
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    body = frame._txBody
    for old in list(body.findall(f"{_A}p")):
        body.remove(old)
    for parts in lines or [[("", "")]]:
        _paragraph(body, parts, size_px, ink, align)


def _paragraph(
    body: Any, parts: Sequence[Paragraph], size_px: float, ink: Colour, align: str = "l"
) -> None:
    """A paragraph built by hand: the library's way takes four times as long."""
    from lxml import etree

    paragraph = etree.SubElement(body, f"{_A}p")
    etree.SubElement(paragraph, f"{_A}pPr", algn=align)
    size = str(round(size_px * 75))
    empty = True
    for strong, rest in parts:
        for bold, words in (("1", plain(strong)), ("0", plain(rest))):
            if not words:
                continue
            run = etree.SubElement(paragraph, f"{_A}r")
            look = etree.SubElement(run, f"{_A}rPr", lang="en-GB", sz=size, b=bold, dirty="0")
            look.append(_solid(ink))
            glue = "" if empty else " "
            etree.SubElement(run, f"{_A}t").text = glue + words
            empty = False
    if empty:
        etree.SubElement(paragraph, f"{_A}endParaRPr", lang="en-GB", sz=size)


def _solid(colour: Colour) -> Any:
    from lxml import etree

    fill = etree.Element(f"{_A}solidFill")
    etree.SubElement(fill, f"{_A}srgbClr", val=_hexadecimal(colour))
    return fill


def _hexadecimal(colour: Colour) -> str:
    return "".join(f"{round(255 * part):02X}" for part in colour[:3])


def _fill(shape: Any, fill: Colour) -> None:
    from pptx.dml.color import RGBColor

    colours: Any = RGBColor  # has no types of its own
    shape.fill.solid()
    shape.fill.fore_color.rgb = colours.from_string(_hexadecimal(fill))
    shape.line.fill.background()
    shape.shadow.inherit = False


def _placed(shape: Any, box: Box) -> None:
    shape.left, shape.top, shape.width, shape.height = _emu(box)


def _emu(box: Box) -> tuple[int, int, int, int]:
    return (
        round(box.left * _EMU),
        round(box.top * _EMU),
        round(box.width * _EMU),
        round(box.height * _EMU),
    )
