"""The basemap for drawings in Python: clipping, views, detail, the antimeridian."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from geo.places.regions import BoundaryView
from geo.places.world import ATTRIBUTION, Detail, basemap_layers, detail_for, labels, zoom_of

UKRAINE = (22.0, 44.0, 41.0, 53.0)
ACROSS = (170.0, 60.0, -165.0, 72.0)
LAYERS = {"land", "lakes", "coast", "borders", "disputed", "admin1", "rivers"}
PEREKOP = shapely.box(33.3, 45.9, 34.3, 46.3)


def lines_near(layers: dict[str, list[np.ndarray]], kind: str, box: shapely.Polygon) -> int:
    return sum(shapely.LineString(line).intersects(box) for line in layers[kind])


@pytest.mark.parametrize("detail", list(Detail))
def test_everything_lies_in_the_box(detail: Detail) -> None:
    layers = basemap_layers(BoundaryView.RECOGNISED, UKRAINE, detail)
    assert set(layers) == LAYERS
    assert all(layers[name] for name in ("land", "coast", "borders", "admin1", "rivers"))
    west, south, east, north = UKRAINE
    rings = [ring for name in ("land", "lakes") for polygon in layers[name] for ring in polygon]
    lines = [line for name in LAYERS - {"land", "lakes"} for line in layers[name]]
    points = np.vstack(rings + lines)
    assert points[:, 0].min() >= west
    assert points[:, 0].max() <= east
    assert points[:, 1].min() >= south
    assert points[:, 1].max() <= north


def test_holes_run_against_their_exterior() -> None:
    layers = basemap_layers(BoundaryView.RECOGNISED, (-20, -10, 180, 80), Detail.LOW)
    eurasia = max(layers["land"], key=lambda polygon: len(polygon[0]))
    assert shapely.LinearRing(eurasia[0]).is_ccw
    caspian = [ring for ring in eurasia[1:] if shapely.Polygon(ring).covers(shapely.Point(51, 42))]
    assert len(caspian) == 1
    assert not shapely.LinearRing(caspian[0]).is_ccw


@pytest.mark.parametrize("detail", list(Detail))
def test_the_line_at_perekop_follows_the_view(detail: Detail) -> None:
    recognised = basemap_layers(BoundaryView.RECOGNISED, UKRAINE, detail)
    de_facto = basemap_layers(BoundaryView.DE_FACTO, UKRAINE, detail)
    assert lines_near(recognised, "admin1", PEREKOP)
    for kind in ("borders", "disputed"):
        assert not lines_near(recognised, kind, PEREKOP)
    assert lines_near(de_facto, "disputed", PEREKOP)
    assert not lines_near(de_facto, "borders", PEREKOP)


def test_no_border_runs_along_the_coast() -> None:
    layers = basemap_layers(BoundaryView.RECOGNISED, (128, 30, 146, 46), Detail.LOW)
    assert not lines_near(layers, "borders", shapely.box(134, 33, 142, 42))  # Japan has none


def test_longitudes_run_on_across_the_antimeridian() -> None:
    layers = basemap_layers(BoundaryView.RECOGNISED, ACROSS, Detail.LOW)
    points = np.vstack([ring for polygon in layers["land"] for ring in polygon])
    assert points[:, 0].min() >= 170
    assert points[:, 0].max() <= 195
    assert (points[:, 0] > 180).any()
    # No shore follows the cut through Chukotka.
    along = [line for line in layers["coast"] if np.all(np.abs(line[:, 0] - 180) < 1e-3)]
    assert along == []


def test_labels_come_by_importance_and_zoom() -> None:
    few = [label.text for label in labels(UKRAINE, 5)]
    many = [label.text for label in labels(UKRAINE, 8)]
    assert few[0] == "Ukraine"
    assert few.index("Kyiv") < few.index("Donetsk")
    assert "Poltava" in many
    assert "Ukraine" not in many  # a country's name is of no use once it fills the screen
    assert len(many) > len(few)
    kinds = {label.kind for label in labels(UKRAINE, 7)}
    assert kinds <= {"country", "admin1", "capital", "city", "sea"}
    assert any(label.lon > 180 for label in labels(ACROSS, 7))


def test_russian_names_are_the_known_ones() -> None:
    names = {label.text for label in labels((120, 40, 145, 55), 8)}
    assert {"Ussuriysk", "Khabarovsk", "Blagoveshchensk", "Vladivostok"} <= names
    assert "Maga Buryatdan" not in {label.text for label in labels((140, 55, 165, 66), 8)}


def test_detail_and_zoom() -> None:
    assert detail_for(5.9) is Detail.LOW
    assert detail_for(6) is Detail.HIGH
    assert zoom_of((-180, -60, 180, 80), 1024) == pytest.approx(2)
    assert zoom_of((170, 60, -170, 70), 1024) == pytest.approx(np.log2(360 * 4 / 20))
    assert "Natural Earth" in ATTRIBUTION
    assert "GeoNames" in ATTRIBUTION


@pytest.mark.parametrize("box", [(0, 50, 10, 40), (0, -100, 10, 40), (0, 0, 900, 10)])
def test_an_impossible_box_is_refused(box: tuple[float, float, float, float]) -> None:
    with pytest.raises(ValueError, match="west, south, east, north"):
        basemap_layers(BoundaryView.RECOGNISED, box, Detail.LOW)
