"""Serve one of the three apps: ``python -m benchmarks.serve atlas|plain|empty PORT [STORE]``.

All three run in the server of Claim Atlas, under its security headers and with its settings, so
that they differ in nothing but the app. `atlas` is the dashboard as it is; only the gazetteer is
the store's own, because the curated one has too few places for a hundred thousand claims.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from benchmarks.synthetic import GAZETTEER
from dashboard.routes import ROOMS
from dashboard.server import build_app, run_settings, serve
from geo.places import table

APPS = ("atlas", "plain", "empty")
_HERE = Path(__file__).parent


def main(app: str, port: int, store: str) -> None:
    """Serve until stopped."""
    if app == "atlas":
        own = Path(store) / GAZETTEER
        if own.is_file():
            table.bundled_path = lambda: own
        serve(port=port, store=store or None)
    else:
        os.environ["CLAIM_ATLAS_STORE"] = store
        ROOMS["benchmarks"] = _HERE / "web"
        build_app(script=_HERE / f"{app}_app.py").run(config=run_settings("127.0.0.1", port))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3] if len(sys.argv) > 3 else "")
