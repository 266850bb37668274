"""Outlines of areas for the map of places: published by a page, fetched by the map's frame.

An outline is reference data and no secret, but only what a page has shown can be asked for: a
visitor must not be able to have any number of areas computed. Outlines are made when first asked
for and then kept, as many as `MAX_OUTLINES`.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections import OrderedDict
from typing import Final

import shapely
from shapely.geometry.base import BaseGeometry

from dashboard.sessions import Body
from geo.claims.layers import SIMPLIFY_DEG, outline
from geo.data import manifest
from geo.errors import UnknownAreaError
from geo.places.regions import BoundaryView, load_regions

MAX_OUTLINES: Final = 500

_lock = threading.Lock()
_outlines: OrderedDict[str, Body] = OrderedDict()


def publish_area(spec: str, view: BoundaryView) -> str:
    """Give an area's outline an address; the same area under the same view keeps its own.

    The key stands for the data as well, so that what is at an address never changes.
    """
    known_as = f"{_data_version()} {view.value} {spec}"
    return _publish(known_as.encode(), Body(lambda: _outline(load_regions(view).area(spec))))


def publish_shape(shape: BaseGeometry) -> str:
    """Give a shape that was computed (EPSG:4326) an address; the same shape keeps its own."""
    return _publish(shapely.to_wkb(shape), Body(lambda: _outline(shape)))


def _publish(known_as: bytes, body: Body) -> str:
    key = hashlib.sha256(known_as).hexdigest()[:24]
    with _lock:
        _outlines.setdefault(key, body)
        _outlines.move_to_end(key)
        while len(_outlines) > MAX_OUTLINES:
            _outlines.popitem(last=False)
    return key


def published_area(key: str) -> Body | None:
    """The outline at an address, or nothing if no area is known there or it was forgotten."""
    with _lock:
        found = _outlines.get(key)
    try:
        if found is not None:
            found.plain()
    except UnknownAreaError:
        return None
    return found


def _outline(area: BaseGeometry) -> bytes:
    """One area as a GeoJSON geometry (EPSG:4326), coarser the larger the area.

    What fills the screen shows no detail below a three-thousandth of its width.
    """
    west, south, east, north = shapely.bounds(area)
    tolerance_deg = max(SIMPLIFY_DEG, float(max(east - west, north - south)) / 3_000)
    return json.dumps(outline(area, tolerance_deg), separators=(",", ":")).encode()


def _data_version() -> str:
    return " ".join(sorted(file.sha256 for file in manifest().files))
