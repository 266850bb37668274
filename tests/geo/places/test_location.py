"""What wordings become on the ground, with the real outlines."""

from __future__ import annotations

import dataclasses
import math

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from geo.errors import ModelError, UnknownAreaError
from geo.places import geodesy, load_gazetteer
from geo.places.location import Location, Relation, Shape, locate
from geo.places.place import Place
from geo.places.regions import BoundaryView, Regions, load_regions

GEOD = Geod(ellps="WGS84")
GAZETTEER = load_gazetteer()


@pytest.fixture(scope="module")
def regions() -> Regions:
    return load_regions(BoundaryView.RECOGNISED)


def place(id: str) -> Place:
    return GAZETTEER.place(id)


def area_km2(location: Location) -> float:
    return abs(GEOD.geometry_area_perimeter(location.geometry)[0]) / 1e6


@pytest.mark.parametrize("relation", [Relation.IN, Relation.AT])
def test_a_town_is_a_point_with_its_own_radius(regions: Regions, relation: Relation) -> None:
    town = place("vladivostok")
    found = locate(town, relation, regions)
    assert found.shape is Shape.POINT
    assert (found.lon, found.lat) == (town.lon, town.lat)
    assert found.radius_m == town.radius_km * 1000


def test_near_a_town_is_a_ring_of_30_km(regions: Regions) -> None:
    found = locate(place("ussuriysk"), Relation.NEAR, regions)
    assert found.shape is Shape.RING
    assert found.radius_m == 30_000
    assert area_km2(found) == pytest.approx(math.pi * 30**2, rel=0.001)
    assert locate(place("ussuriysk"), Relation.NEAR, regions, near_radius_km=10).radius_m == 10_000


def test_an_oblast_is_its_outline_never_a_pin(regions: Regions) -> None:
    found = locate(place("poltava-oblast"), Relation.IN, regions)
    assert found.shape is Shape.AREA
    assert area_km2(found) == pytest.approx(28_748, rel=0.05)  # State Statistics Service


def test_near_an_oblast_is_wider_than_the_oblast(regions: Regions) -> None:
    inside = locate(place("poltava-oblast"), Relation.IN, regions)
    near = locate(place("poltava-oblast"), Relation.NEAR, regions)
    assert near.shape is Shape.AREA
    assert area_km2(near) > 1.3 * area_km2(inside)
    assert near.radius_m == inside.radius_m + 30_000


def test_a_country_is_drawn_as_a_country(regions: Regions) -> None:
    for relation in (Relation.IN, Relation.NEAR):
        assert locate(place("russia"), relation, regions).shape is Shape.COUNTRY


def test_a_sea_without_outline_is_a_ring_of_its_radius(regions: Regions) -> None:
    found = locate(place("black-sea"), Relation.IN, regions)
    assert found.shape is Shape.RING
    assert found.radius_m == place("black-sea").radius_km * 1000


@pytest.mark.parametrize("view", BoundaryView)
@pytest.mark.parametrize("entry", GAZETTEER.places, ids=lambda entry: entry.id)
def test_every_place_has_a_valid_shape_around_its_label(entry: Place, view: BoundaryView) -> None:
    found = locate(entry, Relation.IN, load_regions(view))
    assert found.geometry is not None
    assert found.geometry.is_valid
    assert shapely.intersects(found.geometry, shapely.Point(found.lon, found.lat))
    west, south, east, north = found.geometry.bounds
    assert -180 <= west <= east <= 180
    assert -90 <= south <= north <= 90


@pytest.mark.parametrize(
    "entry", [p for p in GAZETTEER.places if p.area], ids=lambda entry: entry.id
)
def test_the_radius_of_an_area_reaches_its_edge(entry: Place, regions: Regions) -> None:
    """radius_km of the gazetteer is the way from the label to the farthest edge, rounded."""
    found = locate(entry, Relation.IN, regions)
    edge = shapely.get_coordinates(found.geometry)
    far = max(geodesy.distance_m((entry.lon, entry.lat), (x, y)) for x, y in edge) / 1000
    assert entry.radius_km == pytest.approx(far, rel=0.05, abs=15)


def test_kilometres_and_a_direction_are_a_sector(regions: Regions) -> None:
    town = place("kursk")
    found = locate(town, Relation.KM_DIRECTION, regions, distance_km=40, bearing_deg=0)
    assert found.shape is Shape.AREA
    assert found.lat > town.lat
    assert found.geometry is not None
    assert shapely.intersects(found.geometry, shapely.Point(found.lon, found.lat))
    assert not shapely.intersects(found.geometry, shapely.Point(town.lon, town.lat))


def test_between_two_towns_is_a_corridor(regions: Regions) -> None:
    found = locate(place("ussuriysk"), Relation.BETWEEN, regions, other=place("vladivostok"))
    assert found.shape is Shape.AREA
    assert found.geometry is not None
    for town in ("ussuriysk", "vladivostok"):
        spot = shapely.Point(place(town).lon, place(town).lat)
        assert shapely.intersects(found.geometry, spot)
    assert place("vladivostok").lat < found.lat < place("ussuriysk").lat


def test_a_relation_without_what_it_needs_says_what_to_give(regions: Regions) -> None:
    town = place("kursk")
    with pytest.raises(ModelError, match="distance_km"):
        locate(town, Relation.KM_DIRECTION, regions)
    with pytest.raises(ModelError, match="other"):
        locate(town, Relation.BETWEEN, regions)
    with pytest.raises(ModelError, match="too vague"):
        locate(town, Relation.BETWEEN, regions, other=place("vladivostok"))
    for bad in (0, -5, math.nan, 10_000):
        with pytest.raises(ModelError, match="near radius"):
            locate(town, Relation.NEAR, regions, near_radius_km=bad)


def test_an_unknown_area_names_the_specification(regions: Regions) -> None:
    lost = dataclasses.replace(place("poltava-oblast"), area="admin1:UA.99")
    with pytest.raises(UnknownAreaError, match=r"UA\.99"):
        locate(lost, Relation.IN, regions)


@given(
    lon=st.floats(-180, 180),
    lat=st.floats(-89.9, 89.9),
    radius_km=st.floats(1, 3_000),
)
def test_a_circle_has_the_area_and_reach_of_its_radius(
    lon: float, lat: float, radius_km: float
) -> None:
    """Everywhere: at the poles, at the antimeridian, where a buffer in degrees would fail."""
    ring = geodesy.circle(lon, lat, radius_km * 1000)
    assert ring.is_valid
    west, south, east, north = ring.bounds
    assert west >= -180 and east <= 180 and south >= -90 and north <= 90
    half_angle = radius_km / 6_371 / 2
    cap_km2 = 4 * math.pi * 6_371**2 * math.sin(half_angle) ** 2
    assert abs(GEOD.geometry_area_perimeter(ring)[0]) / 1e6 == pytest.approx(cap_km2, rel=0.02)
    for x, y in shapely.get_coordinates(ring):
        on_cut = abs(abs(x) - 180) < 1e-9 or abs(abs(y) - 90) < 1e-9
        if not on_cut:
            assert geodesy.distance_m((lon, lat), (x, y)) == pytest.approx(
                radius_km * 1000, rel=1e-3
            )


def test_a_circle_over_the_antimeridian_is_cut_there() -> None:
    ring = geodesy.circle(179.9, 66.0, 200_000)
    assert isinstance(ring, shapely.MultiPolygon)
    assert shapely.intersects(ring, shapely.Point(-179.5, 66.0))
    assert not shapely.intersects(ring, shapely.Point(0.0, 66.0))
