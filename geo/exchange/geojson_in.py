"""GeoJSON (RFC 7946) in: a collection, single features or geometries, or one feature a line.

A file of 100 MB is read a feature at a time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from geo.errors import InputRefused, Problem
from geo.exchange.feature import Extent, Feature
from geo.exchange.features import records_of
from geo.exchange.geometry_in import GeometryRefusedError, from_geojson
from geo.exchange.json_stream import JsonError, JsonStream, ValueSkippedError
from geo.exchange.mapping import Mapping as ColumnMapping
from geo.exchange.rebuild import is_full
from geo.exchange.report import Record, Report, Tick
from geo.places.gazetteer import Gazetteer
from geo.places.regions import Regions

_LONLAT: Final = ("crs84", "epsg:4326", "epsg::4326", "crs::84", "wgs84")
_GEOMETRIES: Final = (
    "Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon",
    "GeometryCollection",
)  # fmt: skip


def read(
    path: Path,
    gazetteer: Gazetteer,
    regions: Regions,
    report: Report,
    tick: Tick,
    mapping: ColumnMapping | None = None,
) -> Iterator[Record]:
    """The records of a GeoJSON file; `features` says what is refused."""
    extent = Extent()
    found = features(path, report, extent)
    yield from records_of(found, gazetteer, regions, report, tick, extent, mapping)


def features(path: Path, report: Report, extent: Extent) -> Iterator[Feature]:
    """The features of a GeoJSON file.

    Raises `InputRefused` where nothing can be read, or where the file says that its coordinates
    are not longitude and latitude. Where it breaks off, what came before is given.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            extent.share = lambda: file.tell() / max(1, size)
            yield from _Features(JsonStream(file), report).all()
    except OSError as error:
        raise _refused(report, f"cannot be read ({error.strerror}).", "Check the file.") from error


class _Features:
    """The features of one file, in order."""

    def __init__(self, stream: JsonStream, report: Report) -> None:
        self._stream = stream
        self._report = report
        self._number = 0

    def all(self) -> Iterator[Feature]:
        """Every feature that can be read."""
        try:
            while self._stream.peek():
                if self._stream.take("["):
                    yield from self._items()
                else:
                    yield from self._object()
                self._stream.take(",")
        except JsonError as error:
            message = f"is not JSON behind feature {self._number} ({error})."
            remedy = "Export it again; the file may be cut off. What came before was read."
            if not self._number:
                raise _refused(self._report, message, remedy) from None
            self._report.refuse(None, None, "", message, remedy)

    def _object(self) -> Iterator[Feature]:
        """One object at the top of the file."""
        self._stream.expect("{")
        members: dict[str, Any] = {}
        while not self._stream.take("}"):
            name = self._stream.value()
            self._stream.expect(":")
            if name == "features" and self._stream.take("["):
                members["features"] = None
                yield from self._items()
            else:
                members[str(name)] = self._member()
                if name == "crs":
                    self._check_crs(members["crs"])
            if not self._stream.take(","):
                self._stream.expect("}")
                break
        if "features" not in members:
            yield from self._feature(members)
        elif members["features"] is not None:
            self._number += 1
            self._refuse("is no list.", "Give the features in square brackets.", "features")

    def _member(self) -> Any:
        try:
            return self._stream.value()
        except ValueSkippedError as error:
            self._number += 1
            self._refuse(f"{error}.", "Flatten what is nested in it.")
            return None

    def _items(self) -> Iterator[Feature]:
        """The features of a list whose bracket was passed."""
        while not self._stream.take("]"):
            try:
                item = self._stream.value()
            except ValueSkippedError as error:
                self._number += 1
                self._refuse(f"{error}.", "Flatten what is nested in it.")
            else:
                yield from self._feature(item)
            if not self._stream.take(","):
                self._stream.expect("]")
                return

    def _feature(self, item: Any) -> Iterator[Feature]:
        self._number += 1
        kind = item.get("type") if isinstance(item, dict) else None
        if kind in _GEOMETRIES:
            item = {"geometry": item}
        elif kind != "Feature":
            self._refuse("is no feature.", 'Give it "type": "Feature".', value=str(kind)[:80])
            return
        properties = item.get("properties") or {}
        if not isinstance(properties, Mapping):
            self._refuse("has properties that are no object.", "Write them as names and values.")
            return
        if "id" in item and "id" not in properties:
            properties = {"id": item["id"], **properties}
        if is_full(properties):  # its geometry follows from its place
            yield Feature(self._number, properties)
            return
        try:
            geometry = from_geojson(item.get("geometry"))
        except GeometryRefusedError as error:
            self._refuse(error.message, error.remedy, "geometry", error.value)
        else:
            yield Feature(self._number, properties, geometry)

    def _refuse(
        self, message: str, remedy: str, column: str | None = None, value: str = ""
    ) -> None:
        self._report.rows += 1
        self._report.refuse(self._number, column, value, message, remedy)

    def _check_crs(self, crs: Any) -> None:
        """The member "crs" of the format before RFC 7946 may only say what is so anyway."""
        if crs is None:
            return
        properties = crs.get("properties") if isinstance(crs, dict) else None
        name = str(properties.get("name") if isinstance(properties, dict) else crs)
        if not name.lower().endswith(_LONLAT):
            problem = Problem(
                self._report.file, None, "crs", name[:200],
                "says that the coordinates are not longitude and latitude.",
                "Export the file in EPSG:4326 (WGS 84), as RFC 7946 has it.",
            )  # fmt: skip
            raise InputRefused([problem])


def _refused(report: Report, message: str, remedy: str) -> InputRefused:
    return InputRefused([Problem(report.file, None, None, "", message, remedy)])
