"""Coordinates of other reference systems as degrees of longitude and latitude."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError, ProjError
from shapely.geometry.base import BaseGeometry

from geo.exchange.geometry_in import GeometryRefusedError

Reproject = Callable[[BaseGeometry], BaseGeometry]


def to_lonlat(given: Any) -> Reproject:
    """A function that takes geometries in a reference system to EPSG:4326, longitude first.

    `given` is whatever pyproj reads: ``"EPSG:3857"``, WKT, PROJJSON. Raises
    `GeometryRefusedError` when it names no system that leads to the earth.
    """
    try:
        crs = CRS.from_user_input(given)
        if crs.equals(CRS("EPSG:4326"), ignore_axis_order=True) or crs == CRS("OGC:CRS84"):
            return _as_it_is
        transformer = Transformer.from_crs(crs, "EPSG:4326", always_xy=True)
    except (CRSError, ProjError) as error:
        raise GeometryRefusedError(
            str(given)[:200], f"is no usable reference system ({str(error)[:120]}).",
            "Export the file in EPSG:4326 (WGS 84).",
        ) from None  # fmt: skip

    def corners(points: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack(transformer.transform(points[:, 0], points[:, 1]))

    def reproject(geometry: BaseGeometry) -> BaseGeometry:
        return shapely.transform(geometry, corners)

    return reproject


def _as_it_is(geometry: BaseGeometry) -> BaseGeometry:
    return geometry
