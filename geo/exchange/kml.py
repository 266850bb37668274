"""Claims as KML 2.2 (OGC 07-147r2), for Google Earth and whatever else reads it.

A folder for each kind, a style for each confidence and status, the date as a TimeSpan, and every
field as extended data. Text of strangers is data throughout: what Google Earth shows as HTML is
escaped as HTML first, and characters that XML cannot hold are written so that they can come back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape as html_escape
from typing import IO, Any, Final
from xml.sax.saxutils import escape

from geo.claims.table import ClaimTable
from geo.claims.vocabulary import Confidence, Kind, Status, label
from geo.exchange.geojson import geometry_json
from geo.exchange.records import Recorder, dump, flat
from geo.places.location import Location, Shape
from geo.symbols import BANNER, CONFIDENCE_FILLS, DENIAL_INK, OUTLINE_INK

NAMESPACE: Final = "http://www.opengis.net/kml/2.2"

_FORBIDDEN: Final = "\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"
"""Characters that no XML 1.0 document may hold, not even escaped (section 2.2)."""

_HIDDEN: Final = re.compile(f"[{_FORBIDDEN}]|\\\\(?=u[0-9a-f]{{4}})")
_NO_XML: Final = re.compile(f"[{_FORBIDDEN}]")
_SPECIAL: Final = re.compile(f"[{_FORBIDDEN}&<>\r]")
_SHOWN: Final = re.compile(r"\\u([0-9a-f]{4})")
_UNPLACED: Final = "No place"


def hide(text: str) -> str:
    r"""Text without characters that XML forbids, which become ``\u001b``; `show` is the inverse."""
    return _HIDDEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def show(text: str) -> str:
    """The text that `hide` was given."""
    return _SHOWN.sub(lambda found: chr(int(found[1], 16)), text)


def write_kml(
    table: ClaimTable,
    rows: Iterable[int],
    out: IO[str],
    about: Mapping[str, Any] | None = None,
) -> None:
    """Write a document of `rows`; `out` must be UTF-8 and must not translate line ends.

    `about` is told in the document's description and kept as its extended data.
    """
    recorder = Recorder(table)
    folders: dict[str, list[int]] = {name: [] for name in (*map(label, Kind), _UNPLACED)}
    for row in rows:
        placed = table.locations[row] is not None
        folders[label(table.claims[row].kind) if placed else _UNPLACED].append(row)
    out.write(f'<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="{NAMESPACE}">\n<Document>\n')
    out.write(f"<name>{_xml(BANNER)}</name>\n")
    if about:
        out.write(f"<description>{_html(str(about.get('boundaries', '')))}</description>\n")
    out.writelines(_styles())
    if about:
        data = "".join(_data(f"claim_atlas_{key}", value) for key, value in about.items())
        out.write(f"<ExtendedData>{data}</ExtendedData>\n")
    drawn: dict[int, str] = {}
    for name, inside in folders.items():
        if not inside:
            continue
        out.write(f"<Folder>\n<name>{_xml(name)}</name>\n")
        for row in inside:
            location = table.locations[row]
            if id(location) not in drawn:
                drawn[id(location)] = _geometry(location)
            out.write(_placemark(recorder.record(row), drawn[id(location)]))
        out.write("</Folder>\n")
    out.write("</Document>\n</kml>\n")


def _placemark(fields: Mapping[str, Any], geometry: str) -> str:
    place = fields["place_words"] or fields["place"] or "no place"
    data = "".join(_data(name, value) for name, value in flat(dict(fields)).items())
    return (
        f"<Placemark><name>{_xml(label(Kind(fields['kind'])))}: {_xml(place)}</name>"
        f'<Snippet maxLines="0"/><description>{_html(*_lines(fields))}</description>'
        f"{_span(fields)}<styleUrl>#{fields['confidence']}-{fields['status']}</styleUrl>"
        f"<ExtendedData>{data}</ExtendedData>{geometry}</Placemark>\n"
    )


def _lines(fields: Mapping[str, Any]) -> Iterator[str]:
    """What a balloon says of a claim."""
    yield fields["summary"]
    yield f"When: {fields['date'] or 'no date'}"
    yield f"Status: {fields['status']}; confidence: {fields['confidence']}"
    yield from fields["confidence_reasons"]
    for voice in fields["statements"]:
        yield (
            f"{voice['originator']}: {voice['stance']} ({voice['outlet']}, {voice['published']})"
        )
    yield f"{BANNER}."


def _span(fields: Mapping[str, Any]) -> str:
    """The strict bounds of the date; open ones are left out."""
    first, last = fields["date_from"], fields["date_to"]
    if last is None:
        return ""
    begin = f"<begin>{first}</begin>" if first else ""
    return f"<TimeSpan>{begin}<end>{last}</end></TimeSpan>"


def _data(name: str, value: Any) -> str:
    if value is None:
        return ""
    text = value if isinstance(value, str) else dump(value)
    return f'<Data name="{name}"><value>{_xml(hide(text))}</value></Data>'


def _geometry(location: Location | None) -> str:
    """A point, or an area with its label point; a country has no point."""
    if location is None:
        return ""
    shape = geometry_json(location.geometry)
    if shape is None or shape["type"] == "Point":
        return "" if shape is None else _point(*shape["coordinates"])
    many = shape["type"] == "MultiPolygon"
    parts = [
        _polygon(rings) for rings in (shape["coordinates"] if many else [shape["coordinates"]])
    ]
    if location.shape is not Shape.COUNTRY:
        parts.insert(0, _point(location.lon, location.lat))
    return f"<MultiGeometry>{''.join(parts)}</MultiGeometry>"


def _point(lon: float, lat: float) -> str:
    return f"<Point><coordinates>{round(lon, 6)},{round(lat, 6)}</coordinates></Point>"


def _polygon(rings: list[list[list[float]]]) -> str:
    edges = []
    for number, ring in enumerate(rings):
        side = "inner" if number else "outer"
        corners = " ".join(f"{lon},{lat}" for lon, lat in ring)
        edges.append(
            f"<{side}BoundaryIs><LinearRing><coordinates>{corners}</coordinates></LinearRing>"
            f"</{side}BoundaryIs>"
        )
    return f"<Polygon>{''.join(edges)}</Polygon>"


def _styles() -> Iterator[str]:
    for confidence in Confidence:
        fill = CONFIDENCE_FILLS[confidence][0]
        for status in Status:
            red = status in (Status.CONTESTED, Status.DENIED)
            hollow = "0" if status is Status.DENIED else "1"
            width = 1 if status is Status.UNVERIFIED else 2
            yield (
                f'<Style id="{confidence.value}-{status.value}">'
                f"<IconStyle><color>{_abgr(fill, 255)}</color></IconStyle>"
                f"<LineStyle><color>{_abgr(DENIAL_INK if red else OUTLINE_INK, 255)}</color>"
                f"<width>{width}</width></LineStyle>"
                f"<PolyStyle><color>{_abgr(fill, 90)}</color><fill>{hollow}</fill></PolyStyle>"
                "</Style>\n"
            )


def _abgr(colour: str, alpha: int) -> str:
    """``#rrggbb`` in the order of KML: alpha, blue, green, red."""
    return f"{alpha:02x}{colour[5:7]}{colour[3:5]}{colour[1:3]}"


def _html(*lines: str) -> str:
    return _xml("<br>".join(html_escape(line) for line in lines))


def _xml(text: str) -> str:
    """Text between tags; what XML forbids is replaced, a carriage return kept."""
    if _SPECIAL.search(text) is None:
        return text
    return escape(_NO_XML.sub("\ufffd", text), {"\r": "&#13;"})
