"""Other people's spatial files for tests, and a way to read any file to its end."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from geo.claims.model import Claim
from geo.errors import InputRefused
from geo.exchange.incoming import read_incoming
from geo.exchange.report import Record, Report
from geo.places.gazetteer import load_gazetteer
from geo.places.place import Place
from geo.places.regions import load_regions

GAZETTEER = load_gazetteer()

SAID: dict[str, Any] = {
    "event_date": "2024-08-12",
    "source": "Wire",
    "description": "Something was reported there.",
}
"""Properties of a feature that lacks nothing."""

KML = '<?xml version="1.0"?>\n<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{}</Document></kml>'


def read_all(path: Path, **options: Any) -> tuple[list[Record], Report]:
    """Every record of a file, and the report."""
    incoming = read_incoming(path, GAZETTEER, load_regions(), **options)
    return list(incoming.records), incoming.report


def refusal(path: Path, **options: Any) -> str:
    """What is said of a file that is refused as a whole."""
    with pytest.raises(InputRefused) as refused:
        read_all(path, **options)
    assert all(one.file == path.name for one in refused.value.problems)
    assert all(one.remedy for one in refused.value.problems)
    return str(refused.value)


def feature(geometry: Any = None, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": SAID | properties, "geometry": geometry}


def point(lon: Any, lat: Any, *more: Any) -> dict[str, Any]:
    return {"type": "Point", "coordinates": [lon, lat, *more]}


def geojson(path: Path, *features: Any, **members: Any) -> Path:
    """A collection as a program writes it that knows no better than NaN."""
    content = {"type": "FeatureCollection", **members, "features": list(features)}
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def kml(path: Path, *placemarks: str) -> Path:
    path.write_text(KML.format("".join(placemarks)), encoding="utf-8")
    return path


def placemark(inside: str = "", data: Mapping[str, str] = SAID) -> str:
    values = "".join(f'<Data name="{k}"><value>{v}</value></Data>' for k, v in data.items())
    return f"<Placemark><ExtendedData>{values}</ExtendedData>{inside}</Placemark>"


def claims(records: list[Record]) -> list[Claim]:
    return [one for one in records if isinstance(one, Claim)]


def places(records: list[Record]) -> list[Place]:
    return [one for one in records if isinstance(one, Place)]
