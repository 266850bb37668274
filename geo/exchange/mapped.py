"""Other people's features as claims: properties are columns, the geometry gives the place.

The columns are mapped as those of a table are (`geo.exchange.mapping`, `geo.exchange.table_in`).
What holds of tables holds here: nothing gets in without a source, a date and a grade that says
that nobody judged it. A point becomes a place with an honest radius, an area keeps its outline, a
line gets a width.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from shapely.geometry.base import BaseGeometry

from geo.errors import DateError, InputRefused, ModelError
from geo.exchange.cell_dates import Order, order_of
from geo.exchange.coded import Cells, Refused
from geo.exchange.columns import guess_columns
from geo.exchange.feature import Feature
from geo.exchange.geometry_in import GeometryRefusedError
from geo.exchange.incoming import Format
from geo.exchange.making import Making, shortened
from geo.exchange.mapping import Mapping, fingerprint, problems
from geo.exchange.report import Record, Report
from geo.exchange.shapes_in import is_spot, place_of_shape
from geo.exchange.spots import Spot, Spots
from geo.exchange.table_dates import TableDates
from geo.exchange.table_in import Rows
from geo.exchange.table_places import TablePlaces
from geo.exchange.values import shown
from geo.places.gazetteer import Gazetteer
from geo.places.regions import Regions

LON: Final = "longitude of the geometry"
LAT: Final = "latitude of the geometry"
SHAPE: Final = "outline of the geometry"
"""Columns that the geometry of a feature fills; they stand behind its properties."""

LATER_COLUMNS: Final = "features with properties that the first ones have not; these were left out"

_LONGEST_CELL: Final = 100_000


def columns_of(features: Sequence[Feature]) -> tuple[tuple[str, ...], list[list[str]]]:
    """The names of all properties of some features, and the features as rows under them."""
    names: dict[str, None] = {}
    for one in features:
        names.update(dict.fromkeys(str(name)[:200] for name in one.properties))
    header = tuple(names)
    return header, [cells_of(one, header) for one in features]


def cells_of(feature: Feature, header: Sequence[str]) -> list[str]:
    """The properties of a feature as cells of a table."""
    return [shown(feature.properties.get(name)).strip()[:_LONGEST_CELL] for name in header]


class MappedFeatures:
    """Takes the features of one layer, all by one mapping."""

    def __init__(
        self,
        sample: Sequence[Feature],
        mapping: Mapping | None,
        gazetteer: Gazetteer,
        regions: Regions,
        report: Report,
    ) -> None:
        """`sample` are the first features: their properties are the columns.

        Without a mapping it is guessed, and where no property names a source the file is the
        source. Raises `InputRefused` when a mapping lacks what a claim cannot be without.
        """
        header, rows = columns_of(sample)
        if mapping is None:
            mapping = guess_columns(Format.GEOJSON, header, rows, report.file)
        if found := problems(mapping, header):
            raise InputRefused(dataclasses.replace(one, file=report.file) for one in found)
        if any(one.geometry is not None for one in sample):
            mapping = dataclasses.replace(mapping, lon=LON, lat=LAT, point="")
        self._header = header
        self._at = {name: at for at, name in enumerate((*header, LON, LAT, SHAPE))}
        self._known = frozenset(header)
        self._report = report
        self._making = Making(f"{mark_of(report.file)}-{fingerprint(header)[:6]}", report)
        places = _Places(
            mapping, Spots(gazetteer, regions, self._making), report, header, rows, self._making
        )
        dates = _Dates(mapping, report, dict(zip(header, zip(*rows, strict=True), strict=True)))
        self._rows = Rows(mapping, self._making, places, dates)

    def take(self, feature: Feature) -> list[Record]:
        """The records that a feature brings; what is refused is in the report."""
        try:
            return self._rows.take(self._row(feature))
        except Refused as error:
            self._refuse(feature, error.column, error.value, error.message, error.remedy)
        except GeometryRefusedError as error:
            self._refuse(feature, "geometry", error.value, error.message, error.remedy)
        except (ModelError, DateError) as error:
            self._refuse(feature, None, "", str(error), "")
        return []

    def _row(self, feature: Feature) -> _Row:
        if not feature.properties.keys() <= self._known:
            self._report.note(LATER_COLUMNS)
        cells = cells_of(feature, self._header)
        text = "".join(cells)
        if not text.isascii() or "\0" in text:
            for name, cell in zip(self._header, cells, strict=True):
                _check_text(name, cell)
        geometry = feature.geometry
        spot = geometry is not None and is_spot(geometry)
        if geometry is None:
            drawn = ["", "", ""]
        elif spot:
            lon, lat = (float(x) for x in geometry.representative_point().coords[0])
            drawn = [repr(lon), repr(lat), ""]
        else:
            drawn = ["", "", geometry.wkb_hex]
        return _Row(self._at, feature.number, [*cells, *drawn], None if spot else geometry)

    def _refuse(
        self, feature: Feature, column: str | None, value: str, message: str, remedy: str
    ) -> None:
        self._making.drop_row()
        self._report.refuse(feature.number, column, value, message, remedy)


class _Row(Cells):
    """The cells of a feature, with its geometry where that is more than a point."""

    __slots__ = ("geometry",)

    def __init__(
        self, at: dict[str, int], row: int, found: Sequence[str], geometry: BaseGeometry | None
    ) -> None:
        super().__init__(at, row, found)
        self.geometry = geometry


class _Places(TablePlaces):
    """The place of a feature: of its geometry, else of the names in its properties."""

    def __init__(
        self,
        mapping: Mapping,
        spots: Spots,
        report: Report,
        header: Sequence[str],
        sample: Sequence[Sequence[str]],
        making: Making,
    ) -> None:
        super().__init__(mapping, spots, report, header, sample)
        self._making = making

    def spot(self, row: Cells) -> Spot:
        geometry = row.geometry if isinstance(row, _Row) else None
        if geometry is None:
            return super().spot(row)
        mapping = self._mapping
        name = shortened(row.one(mapping.place), 300)
        country = self._country(self._country_cell(row))
        margin_km, how = self._radius(row.one(mapping.precision), "0.000000", "0.000000")
        source = f"Geometry of an imported file; {how}"
        place = place_of_shape(geometry, max(margin_km, 0.1), name, country, self._making, source)
        return Spot(place, words=name or row.one(mapping.admin1))


class _Dates(TableDates):
    """Dates of features; an order that only a whole column tells is told by the sample."""

    def __init__(
        self, mapping: Mapping, report: Report, columns: dict[str, tuple[str, ...]]
    ) -> None:
        super().__init__(mapping, Path(), report)
        self._columns = columns

    def _order(self, column: str) -> Order:
        if self._stated is not Order.UNKNOWN:
            return self._stated
        return order_of(self._columns.get(column, ()))


def mark_of(file: str) -> str:
    """How the ids of a file's records begin: by the kind of file, never by its name."""
    ending = file.rpartition(".")[2].lower()
    known = {"kmz": "kml", "json": "geojson", "geoparquet": "parquet", "geojsonl": "geojson"}
    name = known.get(ending, ending)
    return name if name in ("kml", "geojson", "gpkg", "parquet") else "geo"


def _check_text(name: str, cell: str) -> None:
    if "\0" in cell:
        raise Refused(name, cell.replace("\0", "\ufffd"), "holds a NUL character.", "Take it out.")
    try:
        cell.encode()
    except UnicodeEncodeError:
        shown_text = cell.encode("utf-8", "replace").decode()
        raise Refused(name, shown_text, "is not Unicode text.", "Save the file as UTF-8.") from None
