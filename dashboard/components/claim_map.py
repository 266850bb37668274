"""The map of the claims.

The base map is constant for a session and carries no claim: its script decides the identity of
the component, and whatever it contains is sent again on every rerun. Everything that changes
travels in one small call in the feature group, as numbers, a bitmap and words of our own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import folium
from streamlit_folium import st_folium

from dashboard.components.offline_map import HEIGHT_PX, Call, OfflineMap, script_json
from dashboard.routes import FROM_FRAME, data_url, view_url
from dashboard.state import View
from dashboard.tiles import Tiles
from geo import symbols
from geo.claims.layers import Mask, pack_mask
from geo.places.regions import VIEW_NOTES, BoundaryView

KEY: Final = "claim_map"
"""Where `st.session_state` holds what the map last reported."""


@dataclass(frozen=True, slots=True)
class MapFrame:
    """What stays the same for a session: addresses, and where the map looks first."""

    session: str
    start: View | None
    tiles: Tiles | None = None


@dataclass(frozen=True, slots=True)
class MapState:
    """What a rerun may change: the claims, which are visible or chosen, boundaries, the fit.

    `token` is where the claims are published, see `dashboard.sessions`; `query` what the map is to
    write into the page's address, beside its own view.
    """

    token: str
    mask: Mask | None
    selected: int | None
    boundary: BoundaryView
    fit: tuple[float, float, float, float] | None
    fit_number: int
    query: str


def claim_map(frame: MapFrame, state: MapState, on_report: Callable[[], None]) -> None:
    """Draw the map. `on_report` is called when the reader chose a symbol; see `chosen_rows`."""
    st_folium(
        _base_map(frame),
        key=KEY,
        height=HEIGHT_PX,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=_change(state),
        on_change=on_report,
    )


def chosen_rows(report: Any, token: str, rows_in_table: int) -> tuple[int, ...]:
    """The rows a report of the map names; a report is input like any other.

    A report on other claims than those at `token` names nothing: the reader clicked on what was
    drawn before, and its row numbers mean other claims now.
    """
    if not isinstance(report, dict) or report.get("event") != "select":
        return ()
    if report.get("data") != data_url(token):
        return ()
    rows = report.get("rows")
    if not isinstance(rows, list):
        return ()
    return tuple(r for r in rows if type(r) is int and 0 <= r < rows_in_table)


def _base_map(frame: MapFrame) -> folium.Map:
    plain = OfflineMap("scripts", height=HEIGHT_PX)
    start = frame.start
    options: dict[str, object] = {
        "assets": f"{FROM_FRAME}/assets/",
        "viewUrl": view_url(frame.session),
        "boundary": BoundaryView.RECOGNISED.value,
        "boundaryNote": VIEW_NOTES[BoundaryView.RECOGNISED],
        "symbols": symbols.spec(),
        "banner": symbols.BANNER,
    }
    if start is not None:
        options["initialView"] = [start.lat, start.lon, start.zoom]
    if frame.tiles is not None:
        options["tiles"] = {"url": frame.tiles.url, "attribution": frame.tiles.attribution}
    Call("start", options, first="map_div, ").add_to(plain)
    return plain


def _change(state: MapState) -> folium.FeatureGroup:
    group = folium.FeatureGroup()
    change = {
        "data": data_url(state.token),
        "mask": None if state.mask is None else pack_mask(state.mask),
        "selected": state.selected,
        "boundary": state.boundary.value,
        "boundaryNote": VIEW_NOTES[state.boundary],
        "fit": state.fit,
        "fitSeq": state.fit_number,
        "query": state.query,
    }
    # The map repeats a change only when its text differs, so equal states cost nothing; `seq`
    # names the state for whoever waits for it to be drawn.
    digest = hashlib.sha256(script_json(change).encode()).hexdigest()[:12]
    Call("apply", {"seq": digest, **change}).add_to(group)
    return group
