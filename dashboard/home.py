"""The folder for what belongs to this user: their store, their name, what they chose before."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

HOME_VARIABLE: Final = "CLAIM_ATLAS_HOME"
"""Environment variable that names the folder; empty means the system's place for such data."""


def home() -> Path:
    """The folder; it need not exist yet."""
    if named := os.environ.get(HOME_VARIABLE, ""):
        return Path(named).expanduser()
    import platformdirs

    return platformdirs.user_data_path("claim-atlas", appauthor=False)
