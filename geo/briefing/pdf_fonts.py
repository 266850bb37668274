"""Fonts in a PDF: the letters that occur, their widths, and which text they stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.briefing.embedding import Embedded

if TYPE_CHECKING:
    from pikepdf import Object, Pdf


def font(pdf: Pdf, name: str, made: Embedded) -> Object:
    """The font as an object of the document; glyph numbers are two bytes each."""
    from pikepdf import Array, Dictionary, Name, String

    em = 1000 / made.units_per_em
    full = Name(f"/AAAAA{chr(ord('A') + int(name[1:]))}+ClaimAtlas{name}")
    data = pdf.make_stream(made.data, Length1=len(made.data))
    descriptor = pdf.make_indirect(
        Dictionary(
            Type=Name.FontDescriptor,
            FontName=full,
            Flags=4,
            FontBBox=Array([round(edge * em) for edge in made.box]),
            ItalicAngle=0,
            Ascent=round(made.ascent * em),
            Descent=round(made.descent * em),
            CapHeight=round(0.73 * 1000),
            StemV=80,
            FontFile2=data,
        )
    )
    widths = [500, *(round(made.advances[letter] * em) for letter in made.glyphs)]
    inner = pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.CIDFontType2,
            BaseFont=full,
            CIDSystemInfo=Dictionary(
                Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0
            ),
            CIDToGIDMap=Name.Identity,
            FontDescriptor=descriptor,
            DW=500,
            W=Array([0, Array(widths)]),
        )
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=full,
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([inner]),
            ToUnicode=pdf.make_stream(_to_unicode(made)),
        )
    )


def _to_unicode(made: Embedded) -> bytes:
    """The character map that says which letter each glyph is."""
    pairs = [
        f"<{glyph:04x}> <{letter.encode('utf-16-be').hex()}>"
        for letter, glyph in made.glyphs.items()
    ]
    blocks = []
    for at in range(0, len(pairs), 100):
        some = pairs[at : at + 100]
        blocks.append(f"{len(some)} beginbfchar\n" + "\n".join(some) + "\nendbfchar\n")
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
        + "".join(blocks)
        + "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode("ascii")
