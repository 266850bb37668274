"""What a file says about itself is read back, and what strangers wrote there is refused."""

from __future__ import annotations

import io
import json
import struct
import zlib

import pikepdf
import pytest

from geo.briefing import Form, render
from geo.briefing.facts import KEY, MAX_FACTS, NAMESPACE, read_facts
from geo.briefing.readback import facts_in
from geo.errors import ExportError
from tests.geo.briefing.made_up import make_brief, spread

EVIL = "</facts> ]]> & \" ' \u0000 ‮ 우수리스크"
GOOD = {
    "form": "png", "width_px": 640, "height_px": 360, "title": "T", "revision": "0123456789ab",
    "version": "1", "fonts": {"a.ttf": "00ff00ff"}, "recipe": {"kind": ["incident"]},
}  # fmt: skip


@pytest.mark.parametrize("form", [Form.PNG, Form.SVG, Form.PDF])
def test_a_file_says_what_it_was_made_of(form: Form) -> None:
    brief = make_brief(spread(1), title=EVIL, recipe={"text": EVIL, "bbox": [1.5, 2, 3, 4]})
    facts = facts_in(render(brief, form, (640, 360)))
    assert facts.form is form
    assert (facts.width_px, facts.height_px) == (640, 360)
    assert facts.title == EVIL
    assert facts.recipe == {"text": EVIL, "bbox": [1.5, 2, 3, 4]}
    assert (facts.revision, facts.version) == (brief.table.revision, "1.2.3")
    assert {"DejaVuSans.ttf", "DejaVuSans-Bold.ttf"} <= set(facts.fonts)
    assert all(len(one) == 64 for one in facts.fonts.values())


def test_only_fonts_that_were_needed_are_named() -> None:
    facts = facts_in(render(make_brief(spread(1)), Form.PNG, (640, 360)))
    assert set(facts.fonts) == {"DejaVuSans.ttf", "DejaVuSans-Bold.ttf"}


def test_good_facts_are_read() -> None:
    assert read_facts(json.dumps(GOOD)).form is Form.PNG


@pytest.mark.parametrize(
    "changes",
    [
        {"form": "exe"},
        {"width_px": -1},
        {"width_px": True},
        {"height_px": 1e9},
        {"height_px": "360"},
        {"title": 5},
        {"title": "x" * 5_000},
        {"revision": "../../etc/passwd"},
        {"revision": None},
        {"fonts": {"a": "../x"}},
        {"fonts": []},
        {"recipe": "rm -rf"},
        {"version": ["1"]},
    ],
)
def test_values_that_are_none_are_refused(changes: dict[str, object]) -> None:
    with pytest.raises(ExportError, match="description"):
        read_facts(json.dumps(GOOD | changes))


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", "[" * 30_000, "x" * (MAX_FACTS + 1)])
def test_what_is_no_description_is_refused(text: str) -> None:
    with pytest.raises(ExportError):
        read_facts(text)


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


PNG = b"\x89PNG\r\n\x1a\n"
BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>'
    b'<x><facts xmlns="' + NAMESPACE.encode() + b'">&b;</facts></x>'
)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"GIF89a",
        PNG,
        PNG + struct.pack(">I", 2**31) + b"iTXt",
        PNG + chunk(b"iTXt", KEY.encode() + b"\0\1\0\0\0" + zlib.compress(b"x" * 10**6)),
        PNG + chunk(b"iTXt", KEY.encode() + b"\0\0\0\0\0" + b"\xff\xfe"),
        PNG + chunk(b"IDAT", b"") + chunk(b"iTXt", KEY.encode() + b"\0\0\0\0\0{}"),
        b"%PDF-1.7\n%%EOF",
        b"%PDF-1.7\ntrailer<</Root 1 0 R>>",
        b"<?xml version='1.0'?><svg",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"<svg xmlns:a='" + NAMESPACE.encode() + b"'><a:facts>" + b"9" * (2 * MAX_FACTS)
        + b"</a:facts></svg>",
        BOMB,
    ],
)  # fmt: skip
def test_hostile_files_are_refused(content: bytes) -> None:
    with pytest.raises(ExportError):
        facts_in(content)


def test_compressed_metadata_is_not_opened() -> None:
    made = pikepdf.Pdf.new()
    made.add_blank_page()
    made.Root.Metadata = made.make_stream(b"x" * 100_000)
    out = io.BytesIO()
    made.save(out, compress_streams=True)
    with pytest.raises(ExportError):
        facts_in(out.getvalue())
