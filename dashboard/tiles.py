"""An online tile layer: only when the user names one, never by default.

Each tile tells its server which part of the world somebody looks at, so the address is given on
the command line for one run and is not remembered. The security policy lets in that host alone.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from geo.errors import QueryError

URL_VARIABLE: Final = "CLAIM_ATLAS_TILES"
ATTRIBUTION_VARIABLE: Final = "CLAIM_ATLAS_TILES_ATTRIBUTION"


@dataclass(frozen=True, slots=True)
class Tiles:
    """A tile layer: address with ``{z}``, ``{x}``, ``{y}``, and whom to credit on the map."""

    url: str
    attribution: str

    def __post_init__(self) -> None:
        parts = urlsplit(self.url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise QueryError(f"tiles {self.url[:100]!r} is no web address. Start it with https://.")
        if not all(sign in parts.path for sign in ("{z}", "{x}", "{y}")):
            raise QueryError(f"tiles {self.url[:100]!r} needs {{z}}, {{x}} and {{y}} in its path.")
        if not re.fullmatch(r"[A-Za-z0-9.:\-\[\]]+", parts.netloc):
            raise QueryError(f"tiles {self.url[:100]!r} needs one plain host, without {{s}} or @.")
        if not self.attribution.strip():
            raise QueryError("a tile layer needs its credit. Give it with --tiles-attribution.")

    @property
    def origin(self) -> str:
        """Scheme and host, as the security policy names them."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}"


def chosen_tiles() -> Tiles | None:
    """The layer this server was started with, if any."""
    url = os.environ.get(URL_VARIABLE, "")
    return Tiles(url, os.environ.get(ATTRIBUTION_VARIABLE, "")) if url else None
