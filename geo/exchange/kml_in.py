"""KML 2.2 and KMZ in: placemarks with their times, extended data and folders.

Files come from strangers: the parser refuses entities and whatever lies outside the file, a
packed one is never unpacked to disk, and a placemark is let go of as soon as it is read.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Final
from xml.etree.ElementTree import Element, ParseError  # types only; `defusedxml` reads

from defusedxml import DefusedXmlException

from geo.errors import InputRefused, Problem
from geo.exchange.feature import Extent, Feature
from geo.exchange.features import records_of
from geo.exchange.geometry_in import GeometryRefusedError
from geo.exchange.kml import show
from geo.exchange.kml_parts import data_of, geometry_of, local, plain_html, time_of
from geo.exchange.kml_stream import KmlStructureError, placemarks
from geo.exchange.mapping import Mapping as ColumnMapping
from geo.exchange.rebuild import is_full
from geo.exchange.report import Record, Report, Tick
from geo.places.gazetteer import Gazetteer
from geo.places.regions import Regions

MOST_UNPACKED: Final = 2_000_000_000
MOST_TIMES_PACKED: Final = 200
"""A KMZ that grows more than that, and beyond `ALWAYS_UNPACKED` bytes, is a bomb."""
ALWAYS_UNPACKED: Final = 20_000_000
_AGAIN: Final = "Export it again as KML or KMZ."


def read(
    path: Path,
    gazetteer: Gazetteer,
    regions: Regions,
    report: Report,
    tick: Tick,
    mapping: ColumnMapping | None = None,
) -> Iterator[Record]:
    """The records of a KML or KMZ file; `features` says what is refused."""
    extent = Extent()
    found = features(path, report, extent)
    yield from records_of(found, gazetteer, regions, report, tick, extent, mapping)


def features(path: Path, report: Report, extent: Extent) -> Iterator[Feature]:
    """The placemarks of a KML or KMZ file.

    Raises `InputRefused` when it cannot be read, holds entities, or is a packed bomb. Where it
    breaks off, what came before is given.
    """
    try:
        with _opened(path, report) as (file, size):
            extent.share = lambda: file.tell() / max(1, size)
            yield from _Placemarks(report).all(file)
    except DefusedXmlException as error:
        message = f"holds entities or parts outside the file ({type(error).__name__})."
        raise _refused(report, message, "Save it without a DOCTYPE.") from None
    except (OSError, zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise _refused(report, f"cannot be read ({error}).", _AGAIN) from error


@contextmanager
def _opened(path: Path, report: Report) -> Iterator[tuple[IO[bytes], int]]:
    """The document, and its length in bytes."""
    with path.open("rb") as file:
        packed = file.read(4) == b"PK\x03\x04"
        file.seek(0)
        if not packed:
            yield file, path.stat().st_size
            return
        with zipfile.ZipFile(file) as archive:
            inside = _document_in(archive, report)
            try:
                opened = archive.open(inside)
            except (RuntimeError, NotImplementedError) as error:  # a password, an odd compression
                raise _refused(report, f"cannot be unpacked ({error}).", _AGAIN) from None
            with opened:
                yield opened, inside.file_size


def _document_in(archive: zipfile.ZipFile, report: Report) -> zipfile.ZipInfo:
    """The document of a KMZ: ``doc.kml``, otherwise the first of the archive."""
    found = [one for one in archive.infolist() if one.filename.lower().endswith(".kml")]
    if not found:
        raise _refused(report, "is a ZIP archive without a .kml file.", _AGAIN)
    main = next((one for one in found if one.filename.lower() == "doc.kml"), found[0])
    grows = main.file_size > MOST_TIMES_PACKED * max(1, main.compress_size)
    if main.file_size > MOST_UNPACKED or (grows and main.file_size > ALWAYS_UNPACKED):
        message = f"would unpack {main.compress_size:,} bytes to {main.file_size:,}."
        raise _refused(report, message, "Unpack it yourself if you trust it, and import the .kml.")
    if len(found) > 1:
        report.note("Further .kml files in the archive were not read", len(found) - 1)
    return main


class _Placemarks:
    """The placemarks of one document, in order."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._number = 0

    def all(self, file: IO[bytes]) -> Iterator[Feature]:
        """Every placemark that can be read."""
        try:
            for placemark, folder in placemarks(file):
                self._number += 1
                yield from self._feature(placemark, folder)
        except ParseError as error:
            message = f"is not XML behind placemark {self._number} ({error})."
            if not self._number:
                raise _refused(self._report, message, _AGAIN) from None
            remedy = f"{_AGAIN} What came before was read."
            self._report.refuse(None, None, "", message, remedy)
        except KmlStructureError as error:
            raise _refused(self._report, str(error), _AGAIN) from None
        except LookupError as error:  # an encoding that nobody knows
            raise _refused(self._report, f"cannot be read ({error}).", _AGAIN) from None

    def _feature(self, placemark: Element, folder: str) -> Iterator[Feature]:
        data = data_of(placemark)
        if is_full(data):
            yield Feature(self._number, {name: show(text) for name, text in data.items()})
            return
        try:
            geometry = geometry_of(placemark)
        except GeometryRefusedError as error:
            self._report.rows += 1
            self._report.refuse(self._number, "geometry", error.value, error.message, error.remedy)
            return
        properties: dict[str, Any] = {
            "name": _text(placemark, "name"),
            "description": plain_html(_text(placemark, "description")),
            "folder": folder,
            **time_of(placemark),
            **data,
        }
        yield Feature(self._number, {k: v for k, v in properties.items() if v}, geometry)


def _text(element: Element, name: str) -> str:
    found = next((one for one in element if local(one) == name), None)
    return ((found.text if found is not None else None) or "").strip()


def _refused(report: Report, message: str, remedy: str) -> InputRefused:
    return InputRefused([Problem(report.file, None, None, "", message, remedy)])
