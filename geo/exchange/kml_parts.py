"""What a placemark of KML holds: geometry, time, extended data, a description in HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from typing import Any, Final
from xml.etree.ElementTree import Element  # the type only; `defusedxml` reads

from geo.exchange.geometry_in import GeometryRefusedError, from_geojson

_TAG: Final = re.compile(r"<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
_BREAK: Final = re.compile(r"<(?:br|/p|/tr|/li|/div)\b[^<>]*>", re.IGNORECASE)
_UNSEEN: Final = re.compile(r"<(script|style)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_LONGEST_HTML: Final = 100_000

_SHAPES: Final = ("Point", "LineString", "LinearRing", "Polygon", "MultiGeometry", "Track")


def local(element: Element) -> str:
    """An element's name without its namespace: KML 2.0 to 2.3 and none at all are read alike."""
    return local_name(element.tag)


@lru_cache(maxsize=1_000)
def local_name(tag: str) -> str:
    """A name without the namespace that stands before it in braces."""
    return tag.rpartition("}")[2]


def data_of(placemark: Element) -> dict[str, str]:
    """Extended data by name, typed (``SimpleData``) or not (``Data``); the first of a name."""
    found: dict[str, str] = {}
    for part in _children(placemark, "ExtendedData"):
        for one in part.iter():
            name = one.get("name", "")
            if not name or name in found:
                continue
            if local(one) == "SimpleData":
                found[name] = one.text or ""
            elif local(one) == "Data":
                value = next(_children(one, "value"), None)
                found[name] = (value.text or "") if value is not None else ""
    return found


def time_of(placemark: Element) -> dict[str, str]:
    """``start`` and ``end`` as they are written; of a moment the start alone."""
    found = {}
    for one in placemark.iter():
        if local(one) in ("TimeSpan", "TimeStamp"):
            for part in one:
                name = {"begin": "start", "when": "start", "end": "end"}.get(local(part))
                if name and part.text:
                    found[name] = part.text.strip()
    return found


def plain_html(text: str) -> str:
    """A description as text: what a browser would show of it, line by line."""
    if "<" not in text and "&" not in text:
        return text
    seen = _BREAK.sub("\n", _UNSEEN.sub(" ", text[:_LONGEST_HTML]))
    lines = (" ".join(line.split()) for line in unescape(_TAG.sub(" ", seen)).splitlines())
    return "\n".join(filter(None, lines))


def geometry_of(placemark: Element) -> Any:
    """The geometry of a placemark in EPSG:4326, ``None`` without one.

    Raises `GeometryRefusedError`.
    """
    shapes = [_geojson(one) for one in placemark if local(one) in _SHAPES]
    if not shapes:
        return None
    if len(shapes) == 1:
        return from_geojson(shapes[0])
    return from_geojson({"type": "GeometryCollection", "geometries": shapes})


def _geojson(element: Element) -> dict[str, Any]:
    """A geometry of KML as one of GeoJSON."""
    name = local(element)
    if name == "MultiGeometry":
        parts = [_geojson(one) for one in element if local(one) in _SHAPES]
        return {"type": "GeometryCollection", "geometries": parts}
    if name == "Polygon":
        rings = [
            _corners(ring)
            for side in ("outerBoundaryIs", "innerBoundaryIs")
            for boundary in _children(element, side)
            for ring in boundary
        ]
        return {"type": "Polygon", "coordinates": rings if rings and rings[0] else []}
    if name == "Track":
        corners = [_numbers(one.text or "", " ") for one in _children(element, "coord")]
    else:
        corners = _corners(element)
    if name == "Point" or len(corners) == 1:
        return {"type": "Point", "coordinates": corners[0] if corners else []}
    return {"type": "LineString", "coordinates": corners}


def _corners(element: Element) -> list[list[float]]:
    text = " ".join(one.text or "" for one in _children(element, "coordinates"))
    # Between the numbers of a corner stands a comma, between corners white space; some programs
    # write white space behind the comma as well.
    return [_numbers(one, ",") for one in re.sub(r"\s*,\s*", ",", text).split()]


def _numbers(text: str, separator: str) -> list[float]:
    try:
        return [float(part) for part in text.strip().strip(",").split(separator)]
    except ValueError:
        raise GeometryRefusedError(
            text[:80], "is no position.", "Write longitude,latitude with decimal points."
        ) from None


def _children(element: Element, name: str) -> Iterator[Element]:
    return (one for one in element if local(one) == name)
