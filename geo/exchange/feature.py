"""One feature of a file, as all readers of spatial formats hand it on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from shapely.geometry.base import BaseGeometry


@dataclass(frozen=True, slots=True)
class Feature:
    """One feature of a file.

    `number` counts from 1 in the order of the file, `geometry` is in EPSG:4326 (lon/lat), two-
    dimensional, checked, and ``None`` where the feature has none. `layer` names its layer where a
    file has several, each with columns of its own.
    """

    number: int
    properties: Mapping[str, Any]
    geometry: BaseGeometry | None = None
    layer: str = ""


@dataclass(slots=True)
class Extent:
    """How much there is to read; a reader fills in what it knows.

    `features` is their number; `share` tells how much of the file has been read, 0 to 1.
    """

    features: int | None = None
    share: Callable[[], float] | None = None

    def total(self, done: int) -> int | None:
        """Features in all, counted or estimated after `done` of them."""
        if self.features is not None:
            return self.features
        share = self.share() if self.share is not None else 0.0
        return max(done, round(done / share)) if share > 0 else None
