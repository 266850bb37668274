"""The map of the places that a name may mean."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeGuard

import folium
import numpy as np
from streamlit_folium import st_folium

from dashboard.components.offline_map import HEIGHT_PX, Call, OfflineMap, script_json
from dashboard.place_areas import publish_area, publish_shape
from dashboard.place_relation import Drawn
from dashboard.routes import FROM_FRAME
from geo.claims.layers import box
from geo.places.labels import where
from geo.places.location import Location
from geo.places.place import Place
from geo.places.regions import VIEW_NOTES, BoundaryView

KEY: Final = "place_map"
"""Where `st.session_state` holds what the map last reported."""

_KM_PER_DEGREE: Final = 111.2
_MOST_RADIUS_KM: Final = 2_000.0  # of the largest countries the middle is enough to see where
_LEAST_RADIUS_KM: Final = 25.0  # a village is shown with what lies around it


@dataclass(frozen=True, slots=True)
class Spot:
    """A point of the map, degrees in EPSG:4326."""

    lon: float
    lat: float


@dataclass(frozen=True, slots=True)
class PlaceReport:
    """What the reader did on the map: chose a place, or pointed at a spot."""

    place: str | None = None
    spot: Spot | None = None


@dataclass(frozen=True, slots=True)
class Reach:
    """A middle (degrees, EPSG:4326) and how far something reaches from there."""

    lon: float
    lat: float
    radius_km: float


@dataclass(frozen=True, slots=True)
class PlaceView:
    """What the map shows: numbered places, one of them in `front`, and those it `looks_at`.

    `drawn` is what a claim about the place in front would draw, if not the place itself.
    """

    places: Sequence[Place]
    front: Place | None
    looks_at: Sequence[Place]
    drawn: Drawn | None
    spot: Spot | None
    boundary: BoundaryView


def place_map(view: PlaceView, on_report: Callable[[], None]) -> None:
    """Draw places; `on_report` is called when the reader did something on it, see `report_of`."""
    st_folium(
        _base_map(),
        key=KEY,
        height=HEIGHT_PX,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=_change(view),
        on_change=on_report,
    )


def report_of(value: Any) -> PlaceReport:
    """A report of the map, which is input like any other; empty when it is none."""
    if not isinstance(value, dict):
        return PlaceReport()
    if value.get("event") == "place" and isinstance(value.get("id"), str):
        return PlaceReport(place=value["id"][:200])
    if value.get("event") == "spot":
        lon, lat = value.get("lon"), value.get("lat")
        if _between(lon, 180) and _between(lat, 90):
            return PlaceReport(spot=Spot(float(lon), float(lat)))
    return PlaceReport()


def around(places: Sequence[Place | Reach]) -> tuple[float, float, float, float] | None:
    """West, south, east, north that shows places with their extent; None without places."""
    if not places:
        return None
    lon: list[float] = []
    lat: list[float] = []
    for place in places:
        radius_km = min(max(place.radius_km, _LEAST_RADIUS_KM), _MOST_RADIUS_KM)
        up = radius_km / _KM_PER_DEGREE
        across = min(up / max(math.cos(math.radians(place.lat)), 0.1), 85.0)
        lon += [_wrapped(place.lon - across), place.lon, _wrapped(place.lon + across)]
        lat += [max(place.lat - up, -84.0), min(place.lat + up, 84.0)]
    return box(np.array(lon), np.array(lat), 0.1)


def _between(value: object, limit: float) -> TypeGuard[float]:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return -limit <= value <= limit  # neither NaN nor infinity is


def _wrapped(lon: float) -> float:
    return (lon + 180.0) % 360.0 - 180.0


def _outline_url(place: Place, boundary: BoundaryView) -> str | None:
    """Address for the map's frame of a place's outline, if it has one."""
    if not place.area:
        return None
    return f"{FROM_FRAME}/areas/{publish_area(place.area, boundary)}.json"


def _shape_url(location: Location | None) -> str | None:
    """Address for the map's frame of a shape that a claim would draw."""
    if location is None or location.geometry is None:
        return None
    return f"{FROM_FRAME}/areas/{publish_shape(location.geometry)}.json"


def _base_map() -> folium.Map:
    plain = OfflineMap("place_scripts")
    options = {"assets": f"{FROM_FRAME}/assets/", "boundary": BoundaryView.RECOGNISED.value}
    Call("startPlaces", options, first="map_div, ").add_to(plain)
    return plain


def _change(view: PlaceView) -> folium.FeatureGroup:
    group = folium.FeatureGroup()
    shape = view.drawn.location if view.drawn else None
    looks_at: list[Place | Reach] = [*view.looks_at]
    if shape is not None and view.front is not None:  # what a claim draws, not its namesakes
        looks_at = [Reach(shape.lon, shape.lat, shape.radius_m / 1000), view.front]
    change = {
        "places": [
            {
                "number": number,
                "id": place.id,
                "name": place.name,
                "label": f"{where(place)} ({place.level.value})",
                "lon": place.lon,
                "lat": place.lat,
                "radius_m": place.radius_km * 1000,
                "area": _outline_url(place, view.boundary),
                "front": place == view.front,
            }
            for number, place in enumerate(view.places, start=1)
        ],
        "shape": _shape_url(shape),
        "note": view.drawn.sentence if view.drawn else "",
        "fit": around(looks_at),
        "overview": around(view.places),
        "spot": [view.spot.lon, view.spot.lat] if view.spot else None,
        "boundary": view.boundary.value,
        "boundaryNote": VIEW_NOTES[view.boundary],
    }
    digest = hashlib.sha256(script_json(change).encode()).hexdigest()[:12]
    Call("showPlaces", {"seq": digest, **change}).add_to(group)
    return group
