"""The window of the world is the one that was asked for, across the antimeridian too."""

from __future__ import annotations

import math

import numpy as np
import pytest
from pyproj import Geod

from geo.briefing.furniture import scale_length_km, scale_words
from geo.briefing.scene import Box
from geo.briefing.view import EVERYTHING, bounds_around, view_of
from geo.places.location import Shape
from tests.geo.briefing.made_up import make_location

BOX = Box(20, 90, 1000, 800)


@pytest.mark.parametrize(
    "bounds",
    [(22.0, 44.0, 41.0, 53.0), (130.0, 40.0, 190.0, 70.0), (150.0, 40.0, -160.0, 70.0),
     (-190.0, 10.0, -150.0, 20.0), (-180.0, -85.0, 180.0, 85.0)],
)  # fmt: skip
def test_all_of_the_bounds_is_in_the_picture(bounds: tuple[float, float, float, float]) -> None:
    view = view_of(bounds, BOX)
    west, south, east, north = bounds
    east += 360 if east < west else 0
    width = view.bounds[2] - view.bounds[0]
    assert width >= min(east - west, 360) - 1e-6
    if width < 359:
        corners = [(west, south), (east, south), (west, north), (east, north)]
        for x, y in (view.spot(lon, lat) for lon, lat in corners):
            assert BOX.left - 0.01 <= x <= BOX.right + 0.01
            assert BOX.top - 0.01 <= y <= BOX.bottom + 0.01


def test_a_window_of_the_box_s_shape_is_shown_exactly() -> None:
    view = view_of((20.0, 40.0, 40.0, 52.0), BOX)
    again = view_of(view.bounds, BOX)
    assert again.bounds == pytest.approx(view.bounds)


def test_the_mercator_of_the_map_on_screen() -> None:
    view = view_of((-180.0, -80.0, 180.0, 80.0), Box(0, 0, 256, 256))
    assert view.zoom == pytest.approx(0)
    x, y = view.spot(0.0, 0.0)
    assert (x, y) == pytest.approx((128, 128))
    y60 = view.spot(0.0, 60.0)[1]
    expected = 128 - 128 / math.pi * math.log(math.tan(math.pi / 4 + math.radians(60) / 2))
    assert y60 == pytest.approx(expected)


@pytest.mark.parametrize("bounds", [(22.0, 44.0, 41.0, 53.0), (118.0, 60.0, 150.0, 72.0)])
def test_the_scale_is_true_at_the_middle(bounds: tuple[float, float, float, float]) -> None:
    view = view_of(bounds, BOX)
    length_km = scale_length_km(view, 200)
    length_px = length_km * 1000 / view.metres_per_px(view.centre_lat)
    degrees = length_px / view.px_per_degree
    _, _, metres = Geod(ellps="WGS84").inv(0, view.centre_lat, degrees, view.centre_lat)
    # A sphere's scale on an ellipsoid's globe: half a percent at most.
    assert metres / 1000 == pytest.approx(length_km, rel=6e-3)
    assert scale_words(view, length_km).endswith("° N")


def test_fitting_holds_every_claim_with_room_around() -> None:
    places = [make_location(30.5, 50.4), make_location(38.0, 47.0)]
    west, south, east, north = bounds_around(places)
    assert west < 30 and east > 38.5 and south < 46.8 and north > 50.6


def test_fitting_goes_the_short_way_round_the_world() -> None:
    places = [make_location(131.9, 43.1), make_location(-170.0, 65.0)]
    west, _, east, _ = bounds_around(places)
    assert 100 < west < 131.9
    assert 190 < east < 215


def test_one_claim_is_shown_with_its_surroundings() -> None:
    west, _, east, _ = bounds_around([make_location(37.8, 48.0)])
    assert east - west == pytest.approx(5.0)


def test_country_claims_do_not_widen_the_map() -> None:
    town = make_location(37.8, 48.0)
    country = make_location(90.0, 60.0, Shape.COUNTRY, half_deg=20)
    assert bounds_around([town, country]) == bounds_around([town])
    assert bounds_around([country])[0] < 70


def test_nothing_to_fit_to_shows_the_inhabited_world() -> None:
    assert bounds_around([]) == EVERYTHING


def test_longitudes_are_taken_on_the_turn_that_is_shown() -> None:
    view = view_of((150.0, 40.0, -160.0, 70.0), BOX)
    x, _ = view.spot(-170.0, 60.0)
    assert BOX.left < x < BOX.right
    assert np.isfinite(view.project(np.array([[190.0, 89.9]]))).all()
