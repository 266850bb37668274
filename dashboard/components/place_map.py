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
from dashboard.layers import box
from dashboard.place_areas import publish_area
from dashboard.routes import FROM_FRAME
from geo.places.labels import where
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


def place_map(
    places: Sequence[Place],
    front: Place | None,
    *,
    closer: bool,
    spot: Spot | None,
    boundary: BoundaryView,
    on_report: Callable[[], None],
) -> None:
    """Draw numbered places, `front` before the others; `closer` looks at that one alone.

    `on_report` is called when the reader did something on the map; see `report_of`.
    """
    st_folium(
        _base_map(),
        key=KEY,
        height=HEIGHT_PX,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=_change(places, front, closer, spot, boundary),
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


def around(places: Sequence[Place]) -> tuple[float, float, float, float] | None:
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


def _base_map() -> folium.Map:
    plain = OfflineMap("place_scripts")
    options = {"assets": f"{FROM_FRAME}/assets/", "boundary": BoundaryView.RECOGNISED.value}
    Call("startPlaces", options, first="map_div, ").add_to(plain)
    return plain


def _change(
    places: Sequence[Place],
    front: Place | None,
    closer: bool,
    spot: Spot | None,
    boundary: BoundaryView,
) -> folium.FeatureGroup:
    group = folium.FeatureGroup()
    overview = around(places)
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
                "area": _outline_url(place, boundary),
                "front": place == front,
            }
            for number, place in enumerate(places, start=1)
        ],
        "fit": around([front]) if front is not None and closer else overview,
        "overview": overview,
        "spot": [spot.lon, spot.lat] if spot else None,
        "boundary": boundary.value,
        "boundaryNote": VIEW_NOTES[boundary],
    }
    digest = hashlib.sha256(script_json(change).encode()).hexdigest()[:12]
    Call("showPlaces", {"seq": digest, **change}).add_to(group)
    return group
