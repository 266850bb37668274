"""Sheets as a PDF: vector outlines, text that can be selected and read aloud, its fonts inside.

Tagged as ISO 32000-1 section 14.8 describes: every passage is a heading, a paragraph or a figure
with words for it, in reading order, or marked as furniture. No clock is read and no random number
drawn: the file's identifier is a hash of its content.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

from geo.briefing.embedding import embedded
from geo.briefing.facts import LANGUAGE, NAMESPACE, Facts
from geo.briefing.fonts import Typeface
from geo.briefing.pdf_content import TAGS, Content
from geo.briefing.pdf_fonts import font
from geo.briefing.readable import readable
from geo.briefing.runs import letters_by_face
from geo.briefing.sheets import Role, Sheet
from geo.briefing.vectors import TENTHS

if TYPE_CHECKING:
    from pikepdf import Object, Pdf

A4_PT: Final = (841.89, 595.276)
SLIDE_PT: Final = 960.0
"""Width of a 16:9 page, as presentation programs have it (13.33 inches)."""


def page_points(width_px: int, height_px: int) -> tuple[float, float]:
    """Width and height of a page in points. Pictures of A4's shape become A4; of others the
    longer side becomes as long as a slide's.
    """
    long, short = max(width_px, height_px), min(width_px, height_px)
    if abs(long / short - A4_PT[0] / A4_PT[1]) < 0.002:
        return A4_PT if width_px > height_px else (A4_PT[1], A4_PT[0])
    scale = SLIDE_PT / long
    return width_px * scale, height_px * scale


def pdf(sheets: Sequence[Sheet], facts: Facts, description: str, fonts: Typeface) -> bytes:
    """All sheets as pages of one document. The same sheets and facts give the same bytes."""
    from pikepdf import Dictionary, Name, ObjectStreamMode, Pdf, String

    document = Pdf.new()
    used = letters_by_face((item for sheet in sheets for item in sheet.scene), fonts)
    faces = {
        face: (f"F{at}", embedded(face, letters)) for at, (face, letters) in enumerate(used.items())
    }
    resources = Dictionary({f"/{name}": font(document, name, one) for name, one in faces.values()})
    tags = _Tags(document)
    for number, sheet in enumerate(sheets):
        content = Content(fonts, faces)
        content.sheet(sheet)
        width, height = page_points(sheet.width_px, sheet.height_px)
        document.add_blank_page(page_size=(width, height))
        page = document.pages[number].obj
        scale = width / sheet.width_px / TENTHS
        start = f"q {scale:.8f} 0 0 {-scale:.8f} 0 {height:.3f} cm\n"
        page.Contents = document.make_stream(
            (start + "\n".join(content.words) + "\nQ\n").encode("ascii")
        )
        page.Resources = Dictionary(
            Font=resources,
            ExtGState=Dictionary(
                {
                    f"/{name}": Dictionary(ca=round(fill / 255, 3), CA=round(stroke / 255, 3))
                    for (fill, stroke), name in content.opacities.items()
                }
            ),
        )
        page.StructParents = number
        page.Tabs = Name.S
        tags.page(page, content.marked)
    title = readable(facts.title, fonts)
    root = document.Root
    root.Lang = String(LANGUAGE)
    root.MarkInfo = Dictionary(Marked=True)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    root.StructTreeRoot = tags.root()
    root.Metadata = document.make_stream(
        _xmp(title, description, facts), Type=Name.Metadata, Subtype=Name.XML
    )
    document.docinfo = document.make_indirect(
        Dictionary(
            Title=String(title),
            Subject=String(description),
            Creator=String(f"Claim Atlas {facts.version}"),
            Producer=String("pikepdf"),
        )
    )
    out = io.BytesIO()
    document.save(
        out,
        deterministic_id=True,
        object_stream_mode=ObjectStreamMode.generate,
        compress_streams=True,
        min_version="1.7",
    )
    return out.getvalue()


class _Tags:
    """The tree of what is on the pages, in reading order."""

    def __init__(self, document: Pdf) -> None:
        from pikepdf import Array, Dictionary, Name

        self._pdf = document
        self._root = document.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self._whole = document.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Document, P=self._root, K=Array([]))
        )
        self._parents = Array([])
        self._pages = 0

    def page(self, page: Object, marked: Sequence[tuple[Role, str]]) -> None:
        """Add the marked passages of a page."""
        from pikepdf import Array, Dictionary, Name, String

        elements = []
        for number, (role, words) in enumerate(marked):
            element = Dictionary(
                Type=Name.StructElem, S=Name(f"/{TAGS[role]}"), P=self._whole, Pg=page, K=number
            )
            if words:
                element.Alt = String(words)
            elements.append(self._pdf.make_indirect(element))
        self._whole.K.extend(elements)
        self._parents.append(self._pages)
        self._parents.append(self._pdf.make_indirect(Array(elements)))
        self._pages += 1

    def root(self) -> Object:
        """The finished tree."""
        from pikepdf import Array, Dictionary

        self._root.K = Array([self._whole])
        self._root.ParentTree = self._pdf.make_indirect(Dictionary(Nums=self._parents))
        self._root.ParentTreeNextKey = self._pages
        return self._root


def _xmp(title: str, description: str, facts: Facts) -> bytes:
    """Title, language and the facts that `--verify` reads, as XMP (ISO 16684-1)."""

    def said(name: str, words: str) -> str:
        inside = f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(words)}</rdf:li></rdf:Alt>'
        return f"<dc:{name}>{inside}</dc:{name}>"

    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        f'xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:ca="{NAMESPACE}">'
        f"{said('title', title)}{said('description', description)}"
        f"<dc:language><rdf:Bag><rdf:li>{LANGUAGE}</rdf:li></rdf:Bag></dc:language>"
        f"<dc:format>{facts.form.media_type}</dc:format>"
        f"<xmp:CreatorTool>Claim Atlas {escape(facts.version)}</xmp:CreatorTool>"
        f"<ca:facts>{escape(facts.text())}</ca:facts>"
        '</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end="r"?>'
    ).encode()
