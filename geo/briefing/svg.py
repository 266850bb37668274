"""A sheet as an SVG file: outlines as paths, text as text, its fonts inside."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from geo.briefing.embedding import embedded
from geo.briefing.facts import LANGUAGE, NAMESPACE, Facts
from geo.briefing.fonts import Face, Typeface
from geo.briefing.readable import readable
from geo.briefing.runs import letters_by_face, runs
from geo.briefing.scene import CLOSE, CURVE, MOVE, Box, Colour, Item, Outline, Text
from geo.briefing.sheets import Passage, Role, Sheet
from geo.briefing.vectors import TENTHS, pieces


def svg(sheet: Sheet, facts: Facts, description: str, fonts: Typeface) -> bytes:
    """The sheet as UTF-8 text. The same sheet and facts give the same bytes."""
    width, height = sheet.width_px, sheet.height_px
    faces = letters_by_face(sheet.scene, fonts)
    names = {face: f"ca{at}" for at, face in enumerate(faces)}
    clips: dict[Box, str] = {}
    body = [_passage(passage, names, clips, fonts) for passage in sheet.passages]
    title = escape(readable(facts.title, fonts))
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" role="img" xml:lang="{LANGUAGE}">\n'
        f"<title>{title}</title>\n<desc>{escape(description)}</desc>\n",
        _metadata(title, escape(description), facts),
        "<style>\n",
        *(_font_face(face, letters, names[face]) for face, letters in faces.items()),
        # Text is as wide as the layout measured it, its spaces are kept, and no rule of a font or
        # a browser joins or moves its letters.
        "text{white-space:pre;font-kerning:none;font-variant-ligatures:none;"
        "text-rendering:geometricPrecision}\n</style>\n",
        _clip_paths(clips),
        *body,
        "</svg>\n",
    ]
    return "".join(parts).encode("utf-8")


def _metadata(title: str, description: str, facts: Facts) -> str:
    """Who made it and of what, once as RDF and once as the facts that `--verify` reads."""
    return (
        '<metadata>\n<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><rdf:Description rdf:about="">'
        f"<dc:title>{title}</dc:title><dc:description>{description}</dc:description>"
        f"<dc:format>{facts.form.media_type}</dc:format><dc:language>{LANGUAGE}</dc:language>"
        f"<dc:creator>Claim Atlas {escape(facts.version)}</dc:creator>"
        f"<dc:source>{escape(facts.revision)}</dc:source></rdf:Description></rdf:RDF>\n"
        f'<facts xmlns="{NAMESPACE}">{escape(facts.text())}</facts>\n</metadata>\n'
    )


def _font_face(face: Face, letters: frozenset[str], name: str) -> str:
    data = base64.b64encode(embedded(face, letters).data).decode("ascii")
    source = f"url(data:font/ttf;base64,{data}) format('truetype')"
    return (
        f"@font-face{{font-family:{name};src:{source}}}\n.{name}{{font-family:{name},sans-serif}}\n"
    )


def _clip_paths(clips: dict[Box, str]) -> str:
    if not clips:
        return ""
    made = "".join(
        f'<clipPath id="{name}"><rect x="{_n(box.left)}" y="{_n(box.top)}" '
        f'width="{_n(box.width)}" height="{_n(box.height)}"/></clipPath>'
        for box, name in clips.items()
    )
    return f"<defs>{made}</defs>\n"


def _passage(
    passage: Passage, names: dict[Face, str], clips: dict[Box, str], fonts: Typeface
) -> str:
    if passage.role is Role.FIGURE:
        opening = f'<g role="img" aria-label={quoteattr(passage.words)}>\n'
    elif passage.role is Role.FURNITURE:
        opening = '<g aria-hidden="true">\n'
    else:
        opening = "<g>\n"
    return opening + "".join(_items(passage.scene, names, clips, fonts)) + "</g>\n"


def _items(
    items: Iterable[Item], names: dict[Face, str], clips: dict[Box, str], fonts: Typeface
) -> Iterable[str]:
    """Items in order; those that are clipped alike share a group."""
    current: Box | None = None
    for item in items:
        if item.clip != current:
            if current is not None:
                yield "</g>\n"
            current = item.clip
            if current is not None:
                name = clips.setdefault(current, f"clip{len(clips)}")
                yield f'<g clip-path="url(#{name})">\n'
        yield _outline(item) if isinstance(item, Outline) else _text(item, names, fonts)
    if current is not None:
        yield "</g>\n"


def _outline(item: Outline) -> str:
    data = _path(item)
    if not data:
        return ""
    look = f' fill="{_hex(item.fill)}"' if item.fill else ' fill="none"'
    if item.fill and item.fill[3] < 1:
        look += f' fill-opacity="{_n(item.fill[3])}"'
    if item.stroke and item.width_px > 0:
        look += f' stroke="{_hex(item.stroke)}" stroke-width="{_n(item.width_px * TENTHS)}"'
        look += ' stroke-linejoin="round"'
        if item.stroke[3] < 1:
            look += f' stroke-opacity="{_n(item.stroke[3])}"'
        if item.dash:
            look += f' stroke-dasharray="{" ".join(_n(one * TENTHS) for one in item.dash)}"'
        else:
            look += ' stroke-linecap="round"'
    return f'<path transform="scale(.1)"{look} d="{data}"/>\n'


def _path(item: Outline) -> str:
    """Path data: absolute moves, everything else relative to the point before."""
    words: list[str] = []
    x = y = 0
    for code, points in pieces(item):
        if code == CLOSE:
            # (The pen is back at the move that must follow, if anything does.)
            words += ["z"] * len(points)
            continue
        if code == MOVE:
            words += [f"M{at_x} {at_y}" for at_x, at_y in points.tolist()]
        elif code == CURVE:
            for one, two, end in points.reshape(-1, 3, 2).tolist():
                near = (one[0] - x, one[1] - y, two[0] - x, two[1] - y, end[0] - x, end[1] - y)
                words.append("c" + " ".join(map(str, near)))
                x, y = end
        else:
            flat = points.copy()
            flat[1:] -= points[:-1]
            flat[0] -= (x, y)
            words.append("l" + " ".join(map(str, flat.ravel().tolist())))
        x, y = points[-1].tolist()
    return "".join(words).replace(" -", "-")


def _text(item: Text, names: dict[Face, str], fonts: Typeface) -> str:
    look = f' font-size="{item.size_px}" fill="{_hex(item.ink)}"'
    if item.ink[3] < 1:
        look += f' fill-opacity="{_n(item.ink[3])}"'
    if item.halo and item.halo_px > 0:
        look += f' stroke="{_hex(item.halo)}" stroke-width="{_n(2 * item.halo_px)}"'
        look += f' stroke-opacity="{_n(item.halo[3])}" stroke-linejoin="round"'
        look += ' paint-order="stroke"'
    made = []
    for run in runs(item, fonts):
        made.append(
            f'<text class="{names[run.face]}" x="{_n(run.x)}" y="{round(item.baseline)}" '
            f'textLength="{run.width}"{look}>{escape(run.text)}</text>\n'
        )
    return "".join(made)


def _hex(ink: Colour) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in ink[:3])


def _n(number: float) -> str:
    """A number without needless digits."""
    return f"{number:.3f}".rstrip("0").rstrip(".")
