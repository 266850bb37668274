"""What every map of the dashboard is made of: Leaflet and our own scripts from this very server.

The base map is constant for a session: its script decides the identity of the component. All that
changes travels in one call of our own script, as JSON, and reaches the page as text only.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from pathlib import Path
from typing import Final

import folium
from branca.element import MacroElement
from folium.template import Template

from dashboard.routes import asset_url
from dashboard.state import MAX_ZOOM, MIN_ZOOM
from geo import symbols

HEIGHT_PX: Final = 560
"""Height before the page's own style stretches the frame to the window."""

_WEB: Final = Path(symbols.__file__).parent / "web"
_JINJA_OPENING: Final = re.compile(r"\{(?=[{%#])")


class OfflineMap(folium.Map):
    """A folium map whose scripts and styles all come from this server, without any tiles.

    `scripts` names the list in ``geo/web/scripts.json`` that it runs.
    """

    def __init__(self, scripts: str, height: int = HEIGHT_PX) -> None:
        super().__init__(
            location=[30, 60],
            zoom_start=MIN_ZOOM + 1,
            tiles=None,
            width="100%",
            height=height,
            control_scale=False,
            zoom_control=True,
            attribution_control=False,
        )
        self.options.update(max_zoom=MAX_ZOOM, min_zoom=MIN_ZOOM, zoom_snap=0.25)
        self.default_js = [("leaflet", _address("vendor", "leaflet.js")), *_files(scripts)]
        self.default_css = [("leaflet_css", _address("vendor", "leaflet.css")), *_files("styles")]


@lru_cache
def _address(room: str, name: str) -> str:
    """Address of an asset, looked up once a process: folders are read for each, on every rerun."""
    return asset_url(room, name)


def _files(listed: str) -> list[tuple[str, str]]:
    names = json.loads((_WEB / "scripts.json").read_text("utf-8"))[listed]
    return [(name, _address("web", name)) for name in names]


class Call(MacroElement):
    """One call of our own script with one JSON argument."""

    _template = Template("{% macro script(this, kwargs) %}{{ this.code }}{% endmacro %}")

    def __init__(self, function: str, argument: object, *, first: str = "") -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # branca has no types
        self._name = "Call"
        self.code = f"ClaimAtlas.{function}({first}{script_json(argument)});"


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
