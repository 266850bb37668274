"""Areas from specifications, under both boundary views."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from pyproj import Geod

from geo.errors import UnknownAreaError
from geo.places.borders import shared_border
from geo.places.regions import VIEW_NOTES, BoundaryView, Regions, load_regions

FAR_EAST = (
    "admin1:RU.05,RU.11,RU.15,RU.30,RU.44,RU.59,RU.63,RU.64,RU.89,RU.92,RU.93"  # eleven subjects
)
SIMFEROPOL = (34.1, 44.95)
SEVASTOPOL = (33.55, 44.58)


@pytest.fixture(params=list(BoundaryView))
def regions(request: pytest.FixtureRequest) -> Regions:
    return load_regions(request.param)


@pytest.fixture
def recognised() -> Regions:
    return load_regions()


@pytest.fixture
def de_facto() -> Regions:
    return load_regions(BoundaryView.DE_FACTO)


@pytest.mark.parametrize(
    ("spec", "inside"),
    [
        ("admin1:RU.41", (36.19, 51.73)),  # Kursk
        ("admin1:UA.05", (37.80, 48.00)),  # Donetsk, not the one in Rostov oblast
        ("admin1:RU.61", (39.95, 48.33)),  # Donetsk in Rostov oblast
        ("admin1:UA.18", (34.55, 49.59)),  # Poltava
        ("admin1:RU.59", (131.95, 43.80)),  # Ussuriysk
        ("admin1:RU.30", (135.07, 48.48)),  # Khabarovsk
        ("admin1:RU.05", (127.54, 50.28)),  # Blagoveshchensk on the Amur
        ("admin1:RU.08", (55.98, 55.03)),  # Blagoveshchensk in Bashkortostan
        ("admin1:RU.63", (129.73, 62.03)),  # Yakutsk, whose FIPS code in the source is Chukotka's
        ("admin1:RU.44", (150.80, 59.57)),  # Magadan, "Maga Buryatdan" in the source
        ("admin1:RU.47", (38.96, 55.1)),  # Moscow oblast
        ("admin1:RU.48", (37.62, 55.75)),  # Moscow
        ("admin1:UA.12", (30.52, 50.45)),  # Kyiv city
        ("admin1:KP.12", (125.75, 39.03)),  # Pyongyang
        ("country:KP", (125.75, 39.03)),
        ("country:FR", (2.35, 48.85)),  # -99 in some Natural Earth layers
        ("country:NO", (10.75, 59.95)),
        ("country:XK", (21.17, 42.66)),
        ("country:NA", (17.08, -22.56)),  # Namibia's code reads as a missing value
        (FAR_EAST, (108.0, 52.5)),
        (FAR_EAST, (161.3, 69.5)),
    ],
)
def test_an_area_holds_what_lies_in_it(
    regions: Regions, spec: str, inside: tuple[float, float]
) -> None:
    area = regions.area(spec)
    assert area.is_valid
    assert area.geom_type in ("Polygon", "MultiPolygon")
    assert area.covers(shapely.Point(inside))


def test_the_far_east_is_eleven_areas_without_seams(recognised: Regions) -> None:
    far_east = recognised.area(FAR_EAST)
    codes = FAR_EAST.removeprefix("admin1:").split(",")
    assert far_east.area == pytest.approx(sum(recognised.admin1(code).area for code in codes))
    mainland = max(shapely.get_parts(far_east), key=lambda part: part.area)
    assert len(mainland.interiors) == 0
    assert not far_east.covers(shapely.Point(104.3, 52.3))  # Irkutsk is Siberia


def test_every_subject_of_russia_and_ukraine_has_its_code(recognised: Regions) -> None:
    for country, count in (("RU", 83), ("UA", 27), ("BY", 7), ("KP", 11), ("KR", 17), ("PL", 16)):
        found = {code for code in recognised.admin1_codes() if code.startswith(f"{country}.")}
        assert len(found) == count


@pytest.mark.parametrize("place", [SIMFEROPOL, SEVASTOPOL])
def test_crimea_follows_the_view(place: tuple[float, float]) -> None:
    point = shapely.Point(place)
    for view, home, other in (
        (BoundaryView.RECOGNISED, "UA", "RU"),
        (BoundaryView.DE_FACTO, "RU", "UA"),
    ):
        regions = load_regions(view)
        assert regions.country(home).covers(point)
        assert not regions.country(other).covers(point)
        area = regions.admin1_at(*place)
        assert area is not None
        assert area.code in ("UA.11", "UA.20")
        assert area.country == home


def test_the_default_is_the_recognised_view(recognised: Regions) -> None:
    assert recognised.view is BoundaryView.RECOGNISED
    assert "68/262" in VIEW_NOTES[BoundaryView.RECOGNISED]
    assert set(VIEW_NOTES) == set(BoundaryView)


def test_countries_tile_the_land(recognised: Regions, de_facto: Regions) -> None:
    """The views give Crimea away or take it, and change nothing else."""
    gained = recognised.country("UA").area - de_facto.country("UA").area
    lost = de_facto.country("RU").area - recognised.country("RU").area
    crimea = recognised.area("admin1:UA.11,UA.20").area
    assert gained == pytest.approx(crimea)
    assert lost == pytest.approx(crimea)
    assert recognised.country("PL").equals(de_facto.country("PL"))


def test_the_border_zone_is_thirty_kilometres_of_land(recognised: Regions) -> None:
    zone = recognised.area("border:RU-UA:30km")
    assert zone.is_valid
    sides = (recognised.country("RU"), recognised.country("UA"))
    land = shapely.union_all(list(sides))
    assert shapely.difference(zone, land).area == pytest.approx(0, abs=1e-6)
    border = shapely.get_coordinates(shapely.segmentize(shared_border(*sides), 0.01))
    edge = shapely.get_coordinates(zone)[::25]
    geod = Geod(ellps="WGS84")
    nearest = [
        geod.inv(np.full(len(border), lon), np.full(len(border), lat), border[:, 0], border[:, 1])[
            2
        ].min()
        for lon, lat in edge
    ]
    assert max(nearest) < 30_300
    # Most of the edge is the far side; the rest is coast and other neighbours' borders.
    assert np.median(nearest) == pytest.approx(30_000, rel=0.01)
    assert zone.covers(shapely.Point(35.3, 51.0))  # Sumy oblast, near the line
    assert not zone.covers(shapely.Point(36.19, 51.73))  # Kursk is 90 km away


def test_the_border_zone_follows_the_view(recognised: Regions, de_facto: Regions) -> None:
    isthmus = shapely.Point(33.85, 46.2)
    assert not recognised.area("border:RU-UA:30km").covers(isthmus)
    assert de_facto.area("border:RU-UA:30km").covers(isthmus)
    assert recognised.area("border:UA-RU:30km").equals(recognised.area("border:RU-UA:30km"))


def test_areas_at_the_antimeridian_stay_split(recognised: Regions) -> None:
    chukotka = recognised.admin1("RU.15")
    west, _, east, _ = chukotka.bounds
    assert (west, east) == (-180.0, 180.0)
    # Nowhere does a ring jump across the map.
    for part in shapely.get_parts(chukotka):
        assert part.bounds[2] - part.bounds[0] < 60


def test_a_point_just_off_the_simplified_shore_is_found(recognised: Regions) -> None:
    vladivostok, its_south = (131.885, 43.115), (131.88, 43.07)
    assert not recognised.admin1("RU.59").covers(shapely.Point(its_south))
    for place in (vladivostok, its_south):
        found = recognised.admin1_at(*place)
        assert found is not None
        assert (found.code, found.country) == ("RU.59", "RU")
    assert recognised.admin1_at(*its_south, tolerance_deg=0.0) is None
    assert recognised.admin1_at(150.0, 20.0) is None


def test_an_area_is_computed_once(recognised: Regions) -> None:
    assert recognised.area("border:RU-UA:30km") is recognised.area("border:RU-UA:30km")
    assert load_regions() is recognised


def test_names_and_label_points(recognised: Regions) -> None:
    kursk = recognised.admin1_info("RU.41")
    assert kursk.name == "Kursk"
    assert recognised.admin1("RU.41").covers(shapely.Point(kursk.label_lon, kursk.label_lat))
    assert recognised.admin1_info("RU.44").name == "Magadan"
    assert recognised.country_name("MK") == "North Macedonia"


@pytest.mark.parametrize(
    ("spec", "said"),
    [
        ("country:XX", "ISO 3166"),
        ("admin1:UA.99", "there is no UA.99"),
        ("admin1:UA.18,UA.99", "there is no UA.99"),
        ("admin1:ZZ.01", "no admin-1 areas"),
        ("border:RU-JP:30km", "share no land border"),
        ("border:RU-RU:30km", "share no land border"),
        ("border:RU-UA:0km", "above 0"),
        ("border:RU-UA:9000km", "above 0"),
        ("border:RU-UA:30", "cannot be read"),
        ("border:RU-XX:30km", "ISO 3166"),
        ("Kursk", "cannot be read"),
        ("", "cannot be read"),
    ],
)
def test_a_wrong_specification_is_refused_with_its_value(
    recognised: Regions, spec: str, said: str
) -> None:
    with pytest.raises(UnknownAreaError, match=said) as refused:
        recognised.area(spec)
    assert repr(spec) in str(refused.value) or "country:" in str(refused.value)


def test_no_country_is_inferred_from_a_point(recognised: Regions) -> None:
    assert not hasattr(recognised, "country_of")
    assert not hasattr(recognised, "country_at")


def test_an_outline_of_its_own_is_an_area(recognised: Regions) -> None:
    area = recognised.area("wkt:POLYGON((30 50,31 50,31 51,30 51,30 50))")
    assert area.bounds == (30, 50, 31, 51)
    crossing = recognised.area("wkt:POLYGON((0 0,2 2,2 0,0 2,0 0))")  # a bow tie is mended
    assert crossing.is_valid and crossing.area == pytest.approx(2)


@pytest.mark.parametrize(
    ("spec", "words"),
    [
        ("wkt:POLYGON((0 0,1 1", "cannot be read"),
        ("wkt:POLYGON EMPTY", "no surface"),
        ("wkt:LINESTRING(0 0,1 1)", "no surface"),
        ("wkt:POLYGON((179 0,182 0,182 1,179 0))", "leaves the globe"),
        ("wkt:POLYGON((nan 0,1 1,1 0,nan 0))", "wkt"),
        ("wkt:" + "1" * 2_000_001, "Simplify"),
    ],
)
def test_an_outline_that_cannot_be_drawn_is_refused(
    recognised: Regions, spec: str, words: str
) -> None:
    with pytest.raises(UnknownAreaError, match=words):
        recognised.area(spec)
