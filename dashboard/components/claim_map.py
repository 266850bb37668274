"""The map: the only call of `st_folium`.

The base map is constant for a session and carries no claim: its script decides the identity of
the component, and whatever it contains is sent again on every rerun. Everything that changes
travels in one small call in the feature group, as numbers, a bitmap and words of our own.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import folium
from branca.element import MacroElement
from folium.template import Template
from streamlit_folium import st_folium

from dashboard.layers import Mask, pack_mask
from dashboard.routes import FROM_FRAME, asset_url, data_url, view_url
from dashboard.state import MAX_ZOOM, MIN_ZOOM, View
from dashboard.tiles import Tiles
from geo import symbols
from geo.places.regions import VIEW_NOTES, BoundaryView

KEY: Final = "claim_map"
"""Where `st.session_state` holds what the map last reported."""

HEIGHT_PX: Final = 560
"""Height before the page's own style stretches the frame to the window."""

_WEB: Final = Path(symbols.__file__).parent / "web"


_JINJA_OPENING: Final = re.compile(r"\{(?=[{%#])")


class _OfflineMap(folium.Map):
    """A folium map whose scripts and styles all come from this server."""

    _files = json.loads((_WEB / "scripts.json").read_text("utf-8"))
    default_js = [  # noqa: RUF012 - folium's own declaration
        ("leaflet", asset_url("vendor", "leaflet.js")),
        *((name, asset_url("web", name)) for name in _files["scripts"]),
    ]
    default_css = [  # noqa: RUF012
        ("leaflet_css", asset_url("vendor", "leaflet.css")),
        *((name, asset_url("web", name)) for name in _files["styles"]),
    ]


class _Call(MacroElement):
    """One call of our own script with one JSON argument."""

    _template = Template("{% macro script(this, kwargs) %}{{ this.code }}{% endmacro %}")

    def __init__(self, function: str, argument: object, *, first: str = "") -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # branca has no types
        self._name = "Call"
        self.code = f"ClaimAtlas.{function}({first}{script_json(argument)});"


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


def script_json(value: object) -> str:
    r"""JSON that can stand in a script or a template literal without being read as either.

    ``<``, ``>``, ``&``, backtick, ``$``, the openings of Jinja (``{{``, ``{%``, ``{#``) and
    everything that is not ASCII, so the two line separators of JavaScript as well, are written as
    ``\u`` escapes; outside strings JSON holds none of them.
    """
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"), allow_nan=False)
    for letter in "<>&`$":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return _JINJA_OPENING.sub("\\\\u007b", text)


def _base_map(frame: MapFrame) -> folium.Map:
    plain = _OfflineMap(
        location=[30, 60],
        zoom_start=MIN_ZOOM + 1,
        tiles=None,
        width="100%",
        height=HEIGHT_PX,
        control_scale=False,
        zoom_control=True,
        attribution_control=False,
    )
    plain.options.update(max_zoom=MAX_ZOOM, min_zoom=MIN_ZOOM, zoom_snap=0.25)
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
    _Call("start", options, first="map_div, ").add_to(plain)
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
    _Call("apply", {"seq": digest, **change}).add_to(group)
    return group
