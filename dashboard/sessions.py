"""What the Streamlit script and the routes of the same process know in common.

A route does not know whose browser asks. So data are published under a token that cannot be
guessed, and each session has another under which its map reports the view on the screen. The
script runs in threads of its own: everything here is guarded by one lock, and bounded, because
a visitor must not be able to fill the memory.
"""

from __future__ import annotations

import gzip
import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, Protocol

from geo.claims.layers import MapTable, areas_geojson, pack_columns
from geo.errors import QueryError

MAX_TABLES: Final = 16
"""Tables kept for routes, as many as `dashboard.data` keeps. A million claims pack into 22 MB."""

MAX_SESSIONS: Final = 1_000
GZIP_LEVEL: Final = 6
_TOKEN_BYTES: Final = 24


class PublishedTable(MapTable, Protocol):
    """A table with the two things that tell it from another."""

    @property
    def revision(self) -> str:
        """Hash of the data."""
        ...

    boundary: Any


class Body:
    """Bytes of an answer; the gzipped form is made once, when first asked for."""

    def __init__(self, make: Callable[[], bytes]) -> None:
        self._make = make
        self._lock = threading.Lock()

    @cached_property
    def _plain(self) -> bytes:
        return self._make()

    @cached_property
    def _gzipped(self) -> bytes:
        return gzip.compress(self._plain, GZIP_LEVEL, mtime=0)

    def plain(self) -> bytes:
        """The bytes as they are."""
        with self._lock:
            return self._plain

    def gzipped(self) -> bytes:
        """The bytes as gzip."""
        with self._lock:
            return self._gzipped


class Published:
    """A table at its address, with its answers packed once."""

    def __init__(self, token: str, table: PublishedTable) -> None:
        self.token = token
        self.table = table
        self.columns = Body(lambda: pack_columns(table))
        self.areas = Body(lambda: areas_geojson(table))


@dataclass(frozen=True, slots=True)
class MapView:
    """The part of the world on a session's screen: EPSG:4326 degrees, Leaflet's zoom.

    `west` > `east` when the view crosses the antimeridian.
    """

    lat: float
    lon: float
    zoom: float
    west: float
    south: float
    east: float
    north: float

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east, north, as an export takes them."""
        return (self.west, self.south, self.east, self.north)

    @classmethod
    def from_json(cls, value: object) -> MapView:
        """Read ``{"center": [lon, lat], "zoom", "bounds": [w, s, e, n]}``; raises `QueryError`.

        Longitudes lie between -180 and 180; west > east crosses the antimeridian.
        """
        if not isinstance(value, Mapping):
            raise QueryError("A view is a JSON object with center, zoom and bounds.")
        lon, lat = _numbers(value.get("center"), "center", ("lon", "lat"))
        west, south, east, north = _numbers(
            value.get("bounds"), "bounds", ("west", "south", "east", "north")
        )
        if north <= south:
            raise QueryError("bounds: north must lie above south; swap them.")
        if west == east:
            raise QueryError("bounds: west and east are the same; give a view with a width.")
        zoom = _number(value.get("zoom"), "zoom", 0, 24)
        return cls(lat=lat, lon=lon, zoom=zoom, west=west, south=south, east=east, north=north)


_lock = threading.Lock()
_tables: OrderedDict[str, Published] = OrderedDict()
_views: OrderedDict[str, MapView | None] = OrderedDict()


def publish(table: PublishedTable) -> str:
    """Give a table an address; the same revision and boundary view keep theirs.

    The least recently used table is forgotten when there are more than `MAX_TABLES`.
    """
    with _lock:
        for token, known in _tables.items():
            same = known.table is table or (
                known.table.revision == table.revision
                and known.table.boundary == table.boundary
                and known.table.n == table.n
            )
            if same:
                _tables.move_to_end(token)
                return token
        token = secrets.token_urlsafe(_TOKEN_BYTES)
        _tables[token] = Published(token, table)
        while len(_tables) > MAX_TABLES:
            _tables.popitem(last=False)
        return token


def published(token: str) -> Published | None:
    """What stands at a data address, or nothing if there is none or it was forgotten."""
    with _lock:
        found = _tables.get(token)
        if found is not None:
            _tables.move_to_end(token)
        return found


def table_for(token: str) -> PublishedTable | None:
    """The table at a data address, if it is still there."""
    found = published(token)
    return None if found is None else found.table


def new_session() -> str:
    """A token for one browser session's map; keep it in ``st.session_state``."""
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    with _lock:
        _views[token] = None
        while len(_views) > MAX_SESSIONS:
            _views.popitem(last=False)
    return token


def keep_session(token: str) -> None:
    """Mark a session as alive, and bring it back if it was forgotten. Call it on each run."""
    with _lock:
        _views.setdefault(token, None)
        _views.move_to_end(token)
        while len(_views) > MAX_SESSIONS:
            _views.popitem(last=False)


def session_of(state: MutableMapping[Any, Any]) -> str:
    """The token of the session whose state this is, made on its first run and kept alive."""
    token: str = state.setdefault("map_session", "") or new_session()
    state["map_session"] = token
    keep_session(token)
    return token


def store_view(token: str, view: MapView) -> bool:
    """Remember what a session's map shows; false if there is no such session."""
    with _lock:
        if token not in _views:
            return False
        _views[token] = view
        _views.move_to_end(token)
        return True


def view_for(token: str) -> MapView | None:
    """What a session's map shows, if it has told."""
    with _lock:
        return _views.get(token)


def forget_all() -> None:
    """Empty the registries, as when the process starts."""
    with _lock:
        _tables.clear()
        _views.clear()


def _number(value: object, name: str, low: float, high: float) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise QueryError(f"{name}: {str(value)[:40]!r} is not a number; give one.")
    if not low <= value <= high:  # neither is NaN, nor an integer no float can hold
        raise QueryError(f"{name}: give a number from {low} to {high}.")
    return float(value)


def _numbers(value: object, name: str, parts: tuple[str, ...]) -> tuple[float, ...]:
    """A list of coordinates, each within its range in degrees."""
    if not isinstance(value, list) or len(value) != len(parts):
        raise QueryError(f"{name}: give the {len(parts)} numbers {', '.join(parts)}.")
    limits = {"lat": 90, "south": 90, "north": 90}
    return tuple(
        _number(one, part, -limits.get(part, 180), limits.get(part, 180))
        for one, part in zip(value, parts, strict=True)
    )
