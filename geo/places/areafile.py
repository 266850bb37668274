"""The shipped file of admin-1 polygons, unpacked.

How it is laid out is said where it is written: `write_areas` in `scripts/worldbuild/shipped.py`.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt
import shapely

from geo.data import REMEDY, data_path
from geo.errors import DataFileError


@dataclass(frozen=True)
class AreaFile:
    """One row per admin-1 area, shared by both boundary views.

    `polygons` are MultiPolygons (EPSG:4326), `code` GeoNames admin-1 codes ("" where there is
    none), `country` and `country_de_facto` country keys by view, `label` (n, 2) lon/lat of the
    names, `country_names` by key, `rows` the row of each code.
    """

    polygons: npt.NDArray[np.object_]
    code: npt.NDArray[np.str_]
    country: npt.NDArray[np.str_]
    country_de_facto: npt.NDArray[np.str_]
    name: npt.NDArray[np.str_]
    label: npt.NDArray[np.float64]
    country_names: Mapping[str, str]
    rows: Mapping[str, int]

    @cached_property
    def tree(self) -> shapely.STRtree:
        """Index of the polygons by place."""
        return shapely.STRtree(self.polygons)


@cache
def load_area_file() -> AreaFile:
    """Read `geo/data/areas.npz`, once per process.

    Raises DataFileError if it is missing or damaged.
    """
    path = data_path("areas.npz")
    try:
        with np.load(path, allow_pickle=False) as data:
            lonlat = np.cumsum(data["steps"], axis=0, dtype=np.int64) / int(data["grid"])
            polygons = shapely.from_ragged_array(
                shapely.GeometryType.MULTIPOLYGON,
                lonlat,
                (data["rings"], data["polygons"], data["areas"]),
            )
            codes = data["code"]
            return AreaFile(
                polygons=polygons,
                code=codes,
                country=data["country"],
                country_de_facto=data["country_de_facto"],
                name=data["name"],
                label=data["label"],
                country_names=dict(
                    zip(data["country_code"].tolist(), data["country_name"].tolist(), strict=True)
                ),
                rows={code: row for row, code in enumerate(codes.tolist()) if code},
            )
    except (OSError, EOFError, ValueError, KeyError, BadZipFile, zlib.error) as error:
        raise DataFileError(f"The data file {path} cannot be read: {error}. {REMEDY}") from error
