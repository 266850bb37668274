"""A brief as one HTML file: the interactive map with its data inside, opened without a network.

The page's policy lets nothing run but the scripts and styles whose hashes stand in its head, and
lets nothing be fetched. Texts of others are data: they stand in blocks of JSON, in which no
sequence can end the block, and enter the page through `textContent`.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from functools import lru_cache
from html import escape
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Final

import geo
from geo.briefing.facts import LANGUAGE, facts_of
from geo.briefing.forms import Form, Size
from geo.briefing.page_data import page_data
from geo.briefing.plain import plain
from geo.errors import ExportError

if TYPE_CHECKING:
    from geo.briefing.brief import Brief

_GEO: Final = Path(geo.__file__).parent
_CLOSES: Final = re.compile(r"<(?:!--|/?script|/?style)", re.IGNORECASE)
_IMAGE: Final = re.compile(r"url\((?!#)[^)]*\)")
_SOURCE_MAP: Final = re.compile(r"^//[#@] ?sourceMappingURL=.*$", re.MULTILINE)

POLICY: Final = (
    "default-src 'none'; script-src 'sha256-{script}'; style-src 'sha256-{style}'; "
    "img-src data:; base-uri 'none'; form-action 'none'"
)

PAGE: Final = Template(
    """<!doctype html>
<html lang="$language">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="$policy">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="$program">
<title>$title</title>
<style>$style</style>
</head>
<body>
<div class="page-handling"></div>
<a class="page-skip" href="#sources">To the table of claims</a>
<header class="page-head">
<div class="page-head-row"><h1 id="title"></h1><p class="page-banner" id="banner"></p></div>
<p id="subtitle"></p>
<p class="page-counts" id="counts"></p>
<div id="notes"></div>
</header>
<noscript><p>This page is drawn by the script inside it. Allow scripts for this file.</p></noscript>
<div class="page-map"><div id="map_div" role="application"></div></div>
<div class="page-handling page-once"></div>
<p id="status" class="page-status" role="status"></p>
<main>
<section id="sources" aria-labelledby="sources-title">
<h2 id="sources-title">Claims and who stands behind them</h2>
<table id="claims">
<caption>A number shows its claim on the map. Letters and figures after a grade are the Admiralty
scale's; numbers in brackets are documents below.</caption>
<thead>
<tr class="page-repeated"><th colspan="4" class="page-handling"></th></tr>
<tr><th scope="col">No.</th><th scope="col">Claim, where and when</th>
<th scope="col">How sure</th><th scope="col">Who says so</th></tr></thead>
<tfoot><tr class="page-repeated"><td colspan="4" class="page-handling"></td></tr></tfoot>
</table>
</section>
</main>
<footer id="foot"></footer>
<div class="page-handling"></div>
<script type="application/json" id="facts">$facts</script>
<script type="application/json" id="data">$data</script>
<script type="application/json" id="basemap">$basemap</script>
<script type="application/json" id="basemap-labels">$labels</script>
<script>$script</script>
</body>
</html>
"""
)


def page(brief: Brief, size: Size) -> bytes:
    """The brief as an HTML file. The same brief gives the same bytes. A page has no size; which
    was asked for is only one of the facts.
    """
    script, style = _script(), _style()
    policy = POLICY.format(script=_hash(script), style=_hash(style))
    ground, labels = _basemap()
    return PAGE.substitute(
        language=LANGUAGE,
        policy=policy,
        program=escape(f"Claim Atlas {brief.version}"),
        title=escape(plain(brief.title)),
        style=style,
        facts=inert_json(json.loads(facts_of(brief, Form.HTML, size, ()).text())),
        data=inert_json(page_data(brief)),
        basemap=ground,
        labels=labels,
        script=script,
    ).encode()


def inert_json(value: object) -> str:
    r"""JSON that no reader of HTML takes for anything else: ``<``, ``>`` and ``&`` are ``\u``
    escapes, and so is all that is not ASCII.
    """
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"), allow_nan=False)
    for letter in "<>&":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return text


@lru_cache(maxsize=1)
def _script() -> str:
    """Leaflet and all of our own scripts as one."""
    web = _GEO / "web"
    names = json.loads((web / "scripts.json").read_text("utf-8"))["scripts"]
    parts = [_leaflet("leaflet.js"), *((web / name).read_text("utf-8") for name in names)]
    parts.append((web / "page.js").read_text("utf-8"))
    return _embeddable(";\n".join(_SOURCE_MAP.sub("", part) for part in parts))


@lru_cache(maxsize=1)
def _style() -> str:
    """Leaflet's style without its pictures, which nothing here shows, and ours."""
    web = _GEO / "web"
    names = [*json.loads((web / "scripts.json").read_text("utf-8"))["styles"], "page.css"]
    own = "\n".join((web / name).read_text("utf-8") for name in names)
    return _embeddable(_IMAGE.sub("none", _leaflet("leaflet.css")) + own)


def _leaflet(name: str) -> str:
    from xstatic.pkg import leaflet

    return (Path(leaflet.BASE_DIR) / name).read_text("utf-8")


@lru_cache(maxsize=1)
def _basemap() -> tuple[str, str]:
    """The coarse basemap of both boundary viewpoints, and its names."""
    folder = _GEO / "data" / "basemap"
    files = (folder / name for name in ("low.topo.json.gz", "labels-low.json.gz"))
    ground, labels = (inert_json(json.loads(gzip.decompress(file.read_bytes()))) for file in files)
    return ground, labels


def _embeddable(code: str) -> str:
    """Code as it may stand between tags, with plain line ends: they count in its hash."""
    code = code.replace("\r\n", "\n")
    if _CLOSES.search(code):
        raise ExportError(
            "a script of the page holds what would end it. Install Claim Atlas and Leaflet again."
        )
    return code


def _hash(code: str) -> str:
    return base64.b64encode(hashlib.sha256(code.encode()).digest()).decode("ascii")
