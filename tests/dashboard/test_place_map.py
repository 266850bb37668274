from __future__ import annotations

from typing import Any

import pytest
from starlette.applications import Starlette

from dashboard.components.place_map import PlaceReport, Spot, around, report_of
from dashboard.place_areas import MAX_OUTLINES, publish_area, published_area
from dashboard.routes import routes
from geo.places.gazetteer import load_gazetteer
from geo.places.regions import BoundaryView
from tests.dashboard.asgi import ask

GAZETTEER = load_gazetteer()
VIEW = BoundaryView.RECOGNISED


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        ({"event": "place", "id": "kursk"}, PlaceReport(place="kursk")),
        ({"event": "place", "id": "x" * 10_000}, PlaceReport(place="x" * 200)),
        ({"event": "spot", "lon": 37, "lat": 48.5}, PlaceReport(spot=Spot(37.0, 48.5))),
        ({"event": "spot", "lon": 181, "lat": 48.5}, PlaceReport()),
        ({"event": "spot", "lon": True, "lat": 48.5}, PlaceReport()),
        ({"event": "spot", "lon": float("nan"), "lat": 0}, PlaceReport()),
        ({"event": "spot", "lon": "1", "lat": 2}, PlaceReport()),
        ({"event": "place", "id": ["kursk"]}, PlaceReport()),
        ({"event": "select", "rows": [1]}, PlaceReport()),
        (None, PlaceReport()),
        ("kursk", PlaceReport()),
    ],
)
def test_a_report_is_input_like_any_other(report: Any, expected: PlaceReport) -> None:
    assert report_of(report) == expected


def test_the_map_looks_at_places_with_their_extent() -> None:
    assert around([]) is None
    box = around([GAZETTEER.place("ussuriysk")])
    assert box is not None
    west, south, east, north = box
    assert west < 131.957 < east
    assert south < 43.805 < north
    for place in GAZETTEER.places:
        box = around([place])
        assert box is not None
        west, south, east, north = box
        assert -180 <= west <= 180
        assert -180 <= east <= 180
        assert -84 <= south < north <= 84
    both = around([GAZETTEER.place("tokyo"), GAZETTEER.place("washington")])
    assert both is not None
    assert both[0] > both[2], "the shorter way is across the antimeridian"


def test_an_outline_is_served_once_it_was_published() -> None:
    app = Starlette(routes=routes())
    key = publish_area("admin1:UA.18", VIEW)
    assert publish_area("admin1:UA.18", VIEW) == key
    assert publish_area("admin1:UA.18", BoundaryView.DE_FACTO) != key
    answer = ask(app, f"/atlas/areas/{key}.json")
    assert answer.status == 200
    assert answer.headers["content-type"].startswith("application/geo+json")
    assert answer.json()["type"] in ("Polygon", "MultiPolygon")
    for unknown in ("0" * 24, "..%2f..", publish_area("admin1:QQ.1", VIEW)):
        assert ask(app, f"/atlas/areas/{unknown}.json").status == 404


def test_outlines_are_bounded() -> None:
    first = publish_area("country:UA", VIEW)
    for number in range(MAX_OUTLINES):
        publish_area(f"border:RU-UA:{number + 1}km", VIEW)
    assert published_area(first) is None
