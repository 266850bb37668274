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
from geo.briefing.deck_shapes import EMU, emu, fill_shape, put_at, write
from geo.briefing.facts import FACTS_PART, NAMESPACE
from geo.briefing.plain import plain
from geo.briefing.scene import Box, Colour

if TYPE_CHECKING:
    from geo.briefing.table_rows import Paragraph

WIDTH: Final = 1280
HEIGHT: Final = 720
_OLD_WIDTH: Final = 9_144_000
"""Width of the library's own 4:3 template."""

FONT: Final = "Arial"
"""On every machine under this or a name of equal widths."""

ZIP_DATE: Final = (1980, 1, 1, 0, 0, 0)
MAX_PROPERTY: Final = 255


class Deck:
    """A presentation under construction."""

    def __init__(self) -> None:
        from pptx import Presentation

        deck: Any = Presentation()
        deck.slide_width, deck.slide_height = WIDTH * EMU, HEIGHT * EMU
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
    put_at(shape, box)
    write(shape.text_frame, [[(text, "")]], size_px, palette.HEADER_INK, lead=1.12)


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
        shape = slide.shapes.add_textbox(*emu(box))
    else:
        shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *emu(box))
        fill_shape(shape, fill)
    shape.name = name
    shape.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE if middle else MSO_ANCHOR.TOP
    write(shape.text_frame, lines, size_px, ink, align=align)


def band(slide: Any, name: str, box: Box, fill: Colour) -> None:
    """A ground without text, behind all that comes after it and behind the title."""
    from pptx.enum.shapes import MSO_SHAPE

    shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *emu(box))
    shape.name = name
    fill_shape(shape, fill)
    tree = slide.shapes._spTree  # the only way to bring something behind the title
    tree.remove(shape._element)
    tree.insert(2, shape._element)


def picture(slide: Any, png: bytes, box: Box, words: str, name: str = "Map") -> None:
    """A picture with its alternative text."""
    shape = slide.shapes.add_picture(io.BytesIO(png), *emu(box))
    shape.name = name
    shape._element.nvPicPr.cNvPr.set("descr", plain(words))


def speak(slide: Any, paragraphs: Sequence[str]) -> None:
    """The slide's speaker notes."""
    frame = slide.notes_slide.notes_text_frame
    frame.text = "\n".join(plain(one) for one in paragraphs)
