"""Claims → what the map layer in the browser is sent.

Columns go once per revision as packed bytes, the outlines of areas as GeoJSON, the rows that pass
the filters as a bitmap, and the words of a claim only when somebody asks for them. The form of
the bytes is read by ``geo/web/columns.js``.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from typing import Any, Final, Protocol
from urllib.parse import urlsplit

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from geo.claims.card import ClaimCard, StatementLine
from geo.places.location import Location

MAGIC: Final = b"CAT1"

COLUMN_TYPES: Final[dict[str, str]] = {
    "lon": "f4",
    "lat": "f4",
    "radius_m": "f4",
    "area": "i4",
    "shape": "u1",
    "kind": "u1",
    "confidence": "u1",
    "status": "u1",
    "modality": "u1",
    "size": "u1",
}
"""Columns of claims.bin and their little-endian types, wide ones first."""

SIMPLIFY_DEG: Final = 0.005
"""Tolerance of an area's outline: under four pixels at zoom 10, the nearest the map goes."""

COORDINATE_DECIMALS: Final = 4
"""Decimals of a degree in areas.json: 11 metres, far below the tolerance."""

EXTENT_MARGIN_DEG: Final = 2.0
"""Room around the outermost claims when the map is fitted to them."""

_ALIGNMENT: Final = 8

Mask = npt.NDArray[np.bool_]

Floats = npt.NDArray[np.float64]
Codes = npt.NDArray[np.uint8]


class MapTable(Protocol):
    """What the map needs of `geo.claims.table.ClaimTable`: `n` rows as columns, and their cards.

    `lon`, `lat` are degrees in EPSG:4326 with NaN where nothing is drawn, `radius_m` metres,
    `area` positions in `areas` (-1 for none), the others positions in their vocabularies.
    """

    n: int
    lon: Floats
    lat: Floats
    radius_m: Floats
    area: npt.NDArray[np.int32]
    shape: Codes
    kind: Codes
    confidence: Codes
    status: Codes
    modality: Codes
    size: Codes
    areas: tuple[Location, ...]

    def card(self, row: int) -> ClaimCard:
        """The words of one claim."""
        ...


def pack_columns(table: MapTable) -> bytes:
    """All rows of a table as claims.bin.

    ``CAT1``, the header's length as uint32, the header as JSON padded with spaces, then the
    columns; every column starts at a multiple of eight bytes, so that the browser can look at it
    in place. Everything is little endian. One copy is made of each column and none of the whole.
    """
    columns = {name: np.asarray(getattr(table, name)) for name in COLUMN_TYPES}
    header_size = 400
    # Offsets stand inside the header whose length they depend on: reserve room, then fill it.
    while True:
        offset = _aligned(8 + header_size)
        places: dict[str, dict[str, object]] = {}
        for name, kind in COLUMN_TYPES.items():
            places[name] = {"type": kind, "offset": offset}
            offset = _aligned(offset + table.n * np.dtype(kind).itemsize)
        header = json.dumps({"n": table.n, "columns": places}, separators=(",", ":")).encode()
        if len(header) <= header_size:
            break
        header_size = _aligned(8 + len(header)) - 8
    packed = bytearray(offset)
    packed[:4] = MAGIC
    packed[4:8] = header_size.to_bytes(4, "little")
    packed[8 : 8 + header_size] = header.ljust(header_size)
    for name, column in columns.items():
        target = np.dtype(COLUMN_TYPES[name]).newbyteorder("<")
        start = int(str(places[name]["offset"]))
        view = np.frombuffer(packed, target, table.n, start)
        view[:] = column
    return bytes(packed)


def extent(table: MapTable, mask: Mask) -> tuple[float, float, float, float] | None:
    """West, south, east, north around the label points of the masked rows, degrees (EPSG:4326).

    See `box`. ``None`` when nothing of them is drawn.
    """
    drawn = mask & ~np.isnan(table.lon)
    if not drawn.any():
        return None
    return box(table.lon[drawn], table.lat[drawn], EXTENT_MARGIN_DEG)


def box(longitudes: Floats, lat: Floats, margin_deg: float) -> tuple[float, float, float, float]:
    """West, south, east, north around one or more points with a margin, degrees (EPSG:4326).

    West lies east of east where the shorter way is across the antimeridian: the box leaves out
    the widest gap between neighbouring longitudes.
    """
    lon = np.unique(longitudes)
    gaps = np.diff(lon, append=lon[0] + 360.0)
    widest = int(np.argmax(gaps))
    west, east = lon[(widest + 1) % len(lon)], lon[widest]
    return (
        _wrapped(float(west) - margin_deg),
        max(float(lat.min()) - margin_deg, -84.0),
        _wrapped(float(east) + margin_deg),
        min(float(lat.max()) + margin_deg, 84.0),
    )


def _wrapped(lon: float) -> float:
    return (lon + 180.0) % 360.0 - 180.0


def areas_geojson(table: MapTable) -> bytes:
    """Outlines of the areas that claims use, in the order of the column `area` (EPSG:4326)."""
    features = [
        {
            "type": "Feature",
            "properties": {"name": one.place.name},
            "geometry": None if one.geometry is None else outline(one.geometry),
        }
        for one in table.areas
    ]
    collection = {"type": "FeatureCollection", "features": features}
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":")).encode()


def pack_mask(mask: Mask) -> str:
    """Which rows pass, as base64 of a bitmap: bit ``i & 7`` of byte ``i >> 3`` is row ``i``."""
    return base64.b64encode(np.packbits(mask, bitorder="little").tobytes()).decode("ascii")


def details_json(table: MapTable, rows: Sequence[int]) -> bytes:
    """Cards of some rows as a JSON array in the order asked. Rows must exist."""
    cards = [card_json(table.card(row)) for row in rows]
    return json.dumps(cards, ensure_ascii=False, separators=(",", ":")).encode()


def card_json(card: ClaimCard) -> dict[str, Any]:
    """One claim in plain values, every text as it is: it must reach a page as text, never HTML."""
    return {
        "row": card.row,
        "id": card.id,
        "summary": card.summary,
        "kind": card.kind.value,
        "kind_label": card.kind_label,
        "modality": card.modality.value,
        "modality_label": card.modality_label,
        "status": card.status.value,
        "status_label": card.status_label,
        "place": card.place,
        "where": card.where,
        "when": card.when,
        "when_basis": card.when_basis,
        "date": card.date,
        "figure": card.figure,
        "figure_note": card.figure_note,
        "actor": card.actor,
        "confidence": card.confidence.value,
        "confidence_label": card.confidence_label,
        "confidence_reasons": list(card.confidence_reasons),
        "asserting": card.asserting,
        "denying": card.denying,
        "doubting": card.doubting,
        "says": card.says(),
        "statements": [_statement_json(line) for line in card.statements],
    }


def safe_url(url: str | None) -> str | None:
    """The address if a reader may be led there: http or https with a host; otherwise nothing.

    A URL is text somebody typed into a table: ``javascript:`` in a link would run as our own.
    """
    if not url or any(ord(letter) <= 32 or letter == "\\" for letter in url):
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    return url if parts.scheme.lower() in ("http", "https") and host else None


def _statement_json(line: StatementLine) -> dict[str, Any]:
    return {
        "originator": line.originator,
        "speaks_for": line.speaks_for,
        "via": list(line.via),
        "stance": line.stance.value,
        "stance_label": line.stance_label,
        "grade": line.grade,
        "grade_label": line.grade_label,
        "grade_basis": line.grade_basis,
        "outlet": line.outlet,
        "published": line.published,
        "published_basis": line.published_basis,
        "document": line.document,
        "locator": line.locator,
        "known": line.known,
        "retracted": line.retracted,
        "url": safe_url(line.url),
        "note": line.note,
    }


def outline(geometry: BaseGeometry, tolerance_deg: float = SIMPLIFY_DEG) -> dict[str, Any]:
    """A geometry as GeoJSON, simplified and rounded."""
    simple = shapely.simplify(geometry, tolerance_deg, preserve_topology=True)
    rounded = shapely.transform(simple, lambda c: np.round(c, COORDINATE_DECIMALS))
    drawn: dict[str, Any] = shapely.geometry.mapping(rounded)
    return drawn


def _aligned(position: int) -> int:
    return -(-position // _ALIGNMENT) * _ALIGNMENT
