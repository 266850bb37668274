"""Settings of the Streamlit server: private, quiet, and looking like one product.

``claim-atlas serve`` passes them to the server itself, because Streamlit reads
``.streamlit/config.toml`` only in the folder it is started from: from anywhere else its own
defaults would come back, which listen on every interface and send usage statistics. The file
holds the same settings for those who start ``streamlit run`` by hand; a test keeps both alike.

Colours belong to the ramp of `geo.symbols`: the primary colour is the ink of high confidence.
Text and links read on their ground with a contrast of at least 4.5:1 (WCAG 2.2, 1.4.3). Streamlit
writes on the primary colour in white in both themes, so that pair reads as well, and the primary
colour stands out from the ground with at least 3:1 (1.4.11); tests compute all of it. Fonts are the
ones Streamlit ships, so that none is fetched.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

LOOPBACK: Final = "127.0.0.1"
"""The address served unless the user names another."""

MAX_UPLOAD_MB: Final = 200
"""Largest file that a page takes. It passes through memory once; larger ones are for the command
line, which reads any size in portions."""

_SERVER: Final[dict[str, object]] = {
    "browser.gatherUsageStats": False,
    # Only the title, the theme and printing are left of Streamlit's own menu; no Deploy button.
    "client.toolbarMode": "minimal",
    # A message for the reader; the traceback goes to the terminal. No links to search engines.
    "client.showErrorDetails": "type",
    "client.showErrorLinks": False,
    "server.address": LOOPBACK,
    # A page of a hostile host name that resolves to this machine must not reach the data.
    "server.allowedHosts": [LOOPBACK, "localhost"],
    # Opening the browser is the command line's job, and only when a person sits there.
    "server.headless": True,
    "server.maxUploadSize": MAX_UPLOAD_MB,
    "server.showEmailPrompt": False,
    "server.fileWatcherType": "none",
    "server.runOnSave": False,
}

_LIGHT: Final[dict[str, object]] = {
    "primaryColor": "#123f7a",
    "backgroundColor": "#ffffff",
    "secondaryBackgroundColor": "#f1f4f8",
    "textColor": "#16212e",
    "linkColor": "#1b5aa8",
    "borderColor": "#cfd8e3",
}

_DARK: Final[dict[str, object]] = {
    "primaryColor": "#2e79c0",
    "backgroundColor": "#0c1118",
    "secondaryBackgroundColor": "#171f2a",
    "textColor": "#e5ebf2",
    "linkColor": "#8fc6f0",
    "borderColor": "#334155",
}

_SHAPES: Final[dict[str, object]] = {
    "font": "sans-serif",
    "headingFont": "sans-serif",
    "codeFont": "monospace",
    "baseRadius": "small",
    "showWidgetBorder": True,
}

STREAMLIT_SETTINGS: Final[Mapping[str, object]] = MappingProxyType(
    {
        **_SERVER,
        **{f"theme.{name}": value for name, value in _SHAPES.items()},
        **{f"theme.light.{name}": value for name, value in _LIGHT.items()},
        **{f"theme.dark.{name}": value for name, value in _DARK.items()},
    }
)
"""Dotted option name to value, as ``st.App.run(config=...)`` takes them."""


def server_settings(host: str = LOOPBACK, port: int = 8501) -> dict[str, object]:
    """All settings for a server on `host` and `port`.

    On any address but this machine's own, the host names that visitors will use are unknown, so
    the check of the name is left to whoever stands in front of the server.
    """
    settings = dict(STREAMLIT_SETTINGS)
    settings["server.address"] = host
    settings["server.port"] = port
    if host not in (LOOPBACK, "localhost", "::1"):
        settings["server.allowedHosts"] = []
    elif host == "::1":
        settings["server.allowedHosts"] = [LOOPBACK, "localhost", "[::1]", "::1"]
    return settings
