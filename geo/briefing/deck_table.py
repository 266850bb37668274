"""A native table on a slide, which can be edited, copied and read aloud."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from geo.briefing import palette
from geo.briefing.deck_shapes import DRAWING, EMU, add_paragraph, emu, solid
from geo.briefing.plain import plain
from geo.briefing.scene import Box, Colour

if TYPE_CHECKING:
    from geo.briefing.table_rows import Paragraph, Row


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
    frame = slide.shapes.add_table(len(rows) + 1, len(heads), *emu(Box(left, top, width, height)))
    frame.name = "Sources"
    frame._element.nvGraphicFramePr.cNvPr.set("descr", plain(words))
    made = frame.table
    made.horz_banding = False
    for column, (_, wide) in zip(made.columns, heads, strict=True):
        column.width = round(wide * EMU)
    heading = [((name, ""),) for name, _ in heads]
    for at, (element, cells, tall) in enumerate(
        zip(
            made._tbl.tr_lst,
            [heading, *(row.cells for row in rows)],
            [head_px, *(row.height_px for row in rows)],
            strict=True,
        )
    ):
        element.set("h", str(round(tall * EMU)))
        wide = len(cells) == 1 and len(heads) > 1
        for place, cell in enumerate(element.tc_lst):
            said = cells[place] if place < len(cells) else ()
            if wide:
                cell.set("gridSpan" if place == 0 else "hMerge",
                         str(len(heads)) if place == 0 else "1")  # fmt: skip
            ground = palette.HEADER if at == 0 else palette.TABLE_HEADING if wide else palette.PAGE
            ink = palette.HEADER_INK if at == 0 else palette.INK
            _cell(cell, said, size_px, padding_px, ground, ink)


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
    for old in list(body.findall(f"{DRAWING}p")):
        body.remove(old)
    for part in said or [("", "")]:
        add_paragraph(body, [part], size_px, ink)
    properties = cell.get_or_add_tcPr()
    side, above = round(padding * EMU), round(padding * EMU / 2)
    for name, value in (("marL", side), ("marR", side), ("marT", above), ("marB", above)):
        properties.set(name, str(value))
    for edge in ("lnL", "lnR", "lnT", "lnB"):
        border = etree.SubElement(properties, f"{DRAWING}{edge}", w="6350")
        if edge in ("lnL", "lnR"):
            etree.SubElement(border, f"{DRAWING}noFill")
        else:
            border.append(solid(palette.RULE))
    properties.append(solid(ground))
