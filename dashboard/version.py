"""The version of Claim Atlas, from the one place that states it."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Final

DISTRIBUTION: Final = "claim-atlas"


@cache
def version() -> str:
    """The version of the running code.

    In a clone ``pyproject.toml`` lies beside the package and says it, also before anything is
    installed; otherwise the installed package's metadata does.
    """
    project = Path(__file__).resolve().parent.parent / "pyproject.toml"
    if project.is_file():
        content = tomllib.loads(project.read_text(encoding="utf-8")).get("project", {})
        if content.get("name") == DISTRIBUTION:
            return str(content["version"])
    try:
        return metadata.version(DISTRIBUTION)
    except metadata.PackageNotFoundError:
        return "unknown"
