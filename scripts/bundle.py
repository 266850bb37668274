"""Build hook: the curated places and the bundled claims travel inside the wheel.

An installed ``claim-atlas`` must work from any folder, without the repository around it. An
editable installation reads the files of the repository themselves, so it gets no copy that could
grow stale.
"""

from __future__ import annotations

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

BUNDLED = {
    "gazetteer.csv": "geo/data/bundled/gazetteer.csv",
    "seeds": "geo/data/bundled/seeds",
}


class BundleHook(BuildHookInterface[Any]):
    """Adds `BUNDLED` to a real wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before it builds; `version` is the kind of wheel."""
        if version != "editable":
            build_data["force_include"].update(BUNDLED)
