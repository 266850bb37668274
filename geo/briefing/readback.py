"""The facts out of a file that a brief was written to. The file is input from anybody: nothing of
it is decompressed, drawn or run, only the place where the facts stand is read, up to a bound.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
from typing import Final
from xml.parsers import expat

from geo.briefing.facts import FACTS_PART, KEY, MAX_FACTS, NAMESPACE, Facts, read_facts
from geo.errors import ExportError

PNG_START: Final = b"\x89PNG\r\n\x1a\n"
MAX_FILE: Final = 256 * 1024 * 1024

NOT_OURS: Final = (
    "the file does not say how it was made. Verify a PNG, SVG or PDF that `claim-atlas brief` "
    "wrote and that no other program has saved since."
)

HTML_START: Final = b"<!doctype html>"
_FACTS_BLOCK: Final = re.compile(rb'<script type="application/json" id="facts">([^<]*)</script>')


def facts_in(content: bytes) -> Facts:
    """What a brief of any form says about itself. Raises `ExportError` when it says nothing."""
    if len(content) > MAX_FILE:
        raise ExportError(f"a file of {len(content):,} bytes is no brief. Name another one.")
    if content.startswith(PNG_START):
        text = _png(content)
    elif content.startswith(b"PK"):
        text = _pptx(content)
    elif content.startswith(HTML_START):
        text = _html(content)
    elif content.startswith(b"%PDF-"):
        text = _pdf(content)
    elif content.lstrip()[:5] in (b"<?xml", b"<svg "):
        text = _xml(content)
    else:
        text = None
    if text is None:
        raise ExportError(NOT_OURS)
    return read_facts(text)


def _png(content: bytes) -> str | None:
    """The uncompressed international text chunk of our name, before the picture begins."""
    at = len(PNG_START)
    start = KEY.encode("latin-1") + b"\0\0\0"
    while at + 8 <= len(content):
        length, kind = struct.unpack(">I4s", content[at : at + 8])
        body = content[at + 8 : at + 8 + length]
        if kind == b"iTXt" and body.startswith(start) and length <= 2 * MAX_FACTS:
            _, _, text = body[len(start) :].partition(b"\0")
            return _decoded(text.partition(b"\0")[2])
        if kind in (b"IDAT", b"IEND"):
            return None
        at += 12 + length
    return None


def _pptx(content: bytes) -> str | None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            entry = file.getinfo(FACTS_PART)
            # Checked before unpacking: what is small packed may be a bomb.
            if entry.file_size > 2 * MAX_FACTS:
                return None
            return _xml(file.read(entry))
    except (zipfile.BadZipFile, KeyError, ValueError, EOFError, NotImplementedError, RuntimeError):
        return None


def _html(content: bytes) -> str | None:
    found = _FACTS_BLOCK.search(content)
    return _decoded(found[1]) if found else None


def _pdf(content: bytes) -> str | None:
    from pikepdf import Pdf, PdfError

    try:
        with Pdf.open(io.BytesIO(content)) as document:
            metadata = document.Root.get("/Metadata")
            # Ours is not compressed, as the standard advises; what is may be a bomb.
            if metadata is None or "/Filter" in metadata or metadata.Length > 2 * MAX_FACTS:
                return None
            return _xml(metadata.read_raw_bytes())
    except (PdfError, AttributeError, TypeError, ValueError):
        return None


def _xml(content: bytes) -> str | None:
    """The text of the first element of our namespace. A document type is refused: it could define
    entities that grow without end.
    """
    found: list[str] = []
    length = 0
    inside = done = False

    def start(name: str, _: dict[str, str]) -> None:
        nonlocal inside
        inside = not done and name == f"{NAMESPACE} facts"

    def end(_: str) -> None:
        nonlocal inside, done
        done, inside = done or inside, False

    def said(text: str) -> None:
        nonlocal length
        if inside:
            found.append(text)
            length += len(text)
            if length > MAX_FACTS:
                raise ExportError(NOT_OURS)

    def refused(*_: object) -> None:
        raise ExportError(NOT_OURS)

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = said, refused
    parser.buffer_text = True
    try:
        parser.Parse(content, True)
    except expat.ExpatError:
        return None
    return "".join(found) if done else None


def _decoded(text: bytes) -> str | None:
    try:
        return text.decode("utf-8")
    except UnicodeDecodeError:
        return None
