"""Phrases with a relation: taken apart, answered, and put on the ground."""

from __future__ import annotations

import math

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod

from geo.errors import ModelError, UnknownPlaceError
from geo.places import Status, load_gazetteer
from geo.places.areafile import load_area_file
from geo.places.location import Relation, Shape, locate
from geo.places.phrases import parse_phrase
from geo.places.regions import load_regions

GEOD = Geod(ellps="WGS84")
GAZETTEER = load_gazetteer()
N, NE, E, SE, S, SW, W, NW = range(0, 360, 45)

DIRECTIONS = [
    # phrase, name, km (None: not said), bearing
    ("40 km north of Kursk", "Kursk", 40, N),
    ("about 40 kilometres north-east of Kursk", "Kursk", 40, NE),
    ("some 25 miles southwest of Port Sudan", "Port Sudan", 40.23, SW),
    ("30-40 km south of Goma", "Goma", 35, S),
    ("1,200 km east of Moscow", "Moscow", 1200, E),
    ("2.5 km to the west of Pokrovsk", "Pokrovsk", 2.5, W),
    ("a few kilometres west of Pokrovsk", "Pokrovsk", 5, W),
    ("12 nautical miles south of Odesa", "Odesa", 22.22, S),
    ("north of Kharkiv", "Kharkiv", None, N),
    ("just northwest of Avdiivka", "Avdiivka", None, NW),
    ("40 km di utara Kursk", "Kursk", 40, N),
    ("sekitar 40 km sebelah timur laut Kursk", "Kursk", 40, NE),
    ("40 kilometer di tenggara Donetsk", "Donetsk", 40, SE),
    ("2,5 km barat daya dari kota Kursk", "kota Kursk", 2.5, SW),
    ("di sebelah selatan Kursk", "Kursk", None, S),
    ("за 40 км на північ від Покровська", "Покровська", 40, N),
    ("за 40 кілометрів на північний схід від Харкова", "Харкова", 40, NE),
    ("за 10 км північніше Авдіївки", "Авдіївки", 10, N),
    ("кілька кілометрів на захід від Торецька", "Торецька", 5, W),
    ("на південь від Краматорська", "Краматорська", None, S),
    ("в 40 км к северу от Курска", "Курска", 40, N),
    ("примерно в 40 км к юго-востоку от Курска", "Курска", 40, SE),
    ("в 40 километрах северо-западнее Курска", "Курска", 40, NW),
    ("к западу от Донецка", "Донецка", None, W),
    ("쿠르스크 북쪽 40km", "쿠르스크", 40, N),
    ("쿠르스크에서 북동쪽으로 약 40㎞ 떨어진 곳", "쿠르스크", 40, NE),
    ("쿠르스크에서 40km 남서쪽", "쿠르스크", 40, SW),
    ("쿠르스크 서쪽에서", "쿠르스크", None, W),
]  # fmt: skip

OTHERS = [
    # phrase, relation, names, km
    ("near Ussuriysk", "near", ("Ussuriysk",), None),
    ("on the outskirts of Donetsk", "near", ("Donetsk",), None),
    ("40 km from Pokrovsk", "near", ("Pokrovsk",), 40),
    ("dekat Ussuriysk", "near", ("Ussuriysk",), None),
    ("di sekitar Ussuriysk", "near", ("Ussuriysk",), None),
    ("40 km dari Kursk", "near", ("Kursk",), 40),
    ("біля Покровська", "near", ("Покровська",), None),
    ("під Куп'янськом", "near", ("Куп'янськом",), None),
    ("неподалік від Покровська", "near", ("Покровська",), None),
    ("у 40 км від Херсона", "near", ("Херсона",), 40),
    ("под Курском", "near", ("Курском",), None),
    ("возле Белгорода", "near", ("Белгорода",), None),
    ("недалеко от Белгорода", "near", ("Белгорода",), None),
    ("쿠르스크 인근", "near", ("쿠르스크",), None),
    ("쿠르스크 근처에서", "near", ("쿠르스크",), None),
    ("하바롭스크에서 30킬로미터", "near", ("하바롭스크",), 30),
    ("between Kursk and Sudzha", "between", ("Kursk", "Sudzha"), None),
    ("on the road between Kursk and Sudzha", "between", ("Kursk", "Sudzha"), None),
    ("di antara Kursk dan Sudzha", "between", ("Kursk", "Sudzha"), None),
    ("між Донецьком і Покровськом", "between", ("Донецьком", "Покровськом"), None),
    ("между Курском и Суджей", "between", ("Курском", "Суджей"), None),
    ("쿠르스크와 수자 사이에서", "between", ("쿠르스크", "수자"), None),
    ("off the coast of Yemen", "off-coast", ("Yemen",), None),
    ("off the southern coast of Lebanon", "off-coast", ("Lebanon",), None),
    ("20 nautical miles off Odesa", "off-coast", ("Odesa",), 37.04),
    ("in waters off Taiwan", "off-coast", ("Taiwan",), None),
    ("di lepas pantai Gaza", "off-coast", ("Gaza",), None),
    ("біля берегів Криму", "off-coast", ("Криму",), None),
    ("за 20 км від узбережжя Криму", "off-coast", ("Криму",), 20),
    ("у берегов Крыма", "off-coast", ("Крыма",), None),
    ("в 20 километрах от побережья Крыма", "off-coast", ("Крыма",), 20),
    ("원산 앞바다에서", "off-coast", ("원산",), None),
    ("the Ukraine–Poland border", "border", ("Ukraine", "Poland"), None),
    ("the border between Kursk Oblast and Sumy Oblast", "border",
     ("Kursk Oblast", "Sumy Oblast"), None),
    ("perbatasan antara Indonesia dan Papua Nugini", "border", ("Indonesia", "Papua Nugini"), None),
    ("на кордоні України та Польщі", "border", ("України", "Польщі"), None),
    ("на границе России с Китаем", "border", ("России", "Китаем"), None),
    ("북한-중국 국경", "border", ("북한", "중국"), None),
    ("북한과 중국 접경 지역", "border", ("북한", "중국"), None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "km", "bearing"), DIRECTIONS)
def test_so_far_and_where_to(text: str, name: str, km: float | None, bearing: float) -> None:
    found = parse_phrase(text)
    assert found is not None
    assert (found.relation, found.names) == (Relation.KM_DIRECTION, (name,))
    assert found.bearing_deg == bearing
    assert found.distance_km == (None if km is None else pytest.approx(km, abs=0.01))


@pytest.mark.parametrize(("text", "relation", "names", "km"), OTHERS)
def test_other_relations(
    text: str, relation: str, names: tuple[str, ...], km: float | None
) -> None:
    found = parse_phrase(text)
    assert found is not None
    assert found.is_border == (relation == "border")
    assert found.relation == ("in" if relation == "border" else relation)
    assert found.names == names
    assert found.distance_km == (None if km is None else pytest.approx(km, abs=0.01))


@pytest.mark.parametrize(
    "text",
    ["Kursk", "Off", "near", "between X", "North of", "Bab el-Mandeb", "Rostov-on-Don", "", "북쪽",
     "0 km north of Kursk", "99999 km north of Kursk", "near …", "Port Sudan", "Nordkorea"],
)  # fmt: skip
def test_what_is_no_phrase(text: str) -> None:
    assert parse_phrase(text) is None


@given(st.text(max_size=400))
def test_no_text_breaks_the_parser(text: str) -> None:
    found = parse_phrase(text)
    assert found is None or 1 <= len(found.names) <= 2


@pytest.mark.parametrize("text", ["near " * 40, "a-" * 100, "between and " * 16, "1 km " * 40])
def test_no_pattern_goes_astray_in_long_text(text: str) -> None:
    """One that tries every way to split the text would not come back."""
    found = parse_phrase(text)
    assert found is None or found.names


@pytest.mark.parametrize(("text", "name", "km", "bearing"), DIRECTIONS)
def test_a_direction_is_a_sector_of_true_distance(
    text: str, name: str, km: float | None, bearing: float
) -> None:
    found = GAZETTEER.related(text)
    assert found is not None
    place = found.answer.place
    assert place is not None
    assert found.answer.query == text
    assert "is a relation" in found.answer.reasons[0]
    location = found.locate(load_regions())
    azimuth, _, metres = GEOD.inv(place.lon, place.lat, location.lon, location.lat)
    assert (azimuth - bearing + 180) % 360 - 180 == pytest.approx(0, abs=1e-6)
    if km is not None:
        assert metres == pytest.approx(km * 1000, rel=1e-3)
    assert location.geometry is not None
    assert shapely.intersects(location.geometry, shapely.Point(location.lon, location.lat))


def test_a_phrase_is_answered_with_what_it_is_measured_from() -> None:
    answer = GAZETTEER.resolve("між Донецьком і Покровськом")
    assert answer.place is not None
    assert (answer.place.id, answer.status) == ("donetsk", Status.RESOLVED)
    assert "between Donetsk and Pokrovsk" in answer.reasons[0]
    assert list(answer.to_json()) == ["id", "query", "status", "place", "candidates", "reasons"]


def test_a_phrase_without_a_place_is_none() -> None:
    assert GAZETTEER.resolve("between Xqzt and Kursk").status is Status.UNRESOLVED
    assert GAZETTEER.related("Kursk") is None
    assert GAZETTEER.related("Русско-Высоцкое") is None


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("the Ukraine–Poland border", "border-pl-ua"),
        ("the border between Kursk Oblast and Sumy Oblast", "border-ru41-ua21"),
        ("북한-중국 국경", "border-cn-kp"),
        ("на границе Украины и России", "russia-ukraine-border"),
        ("perbatasan antara Indonesia dan Papua Nugini", "border-id-pg"),
    ],
)
def test_a_border_is_a_zone_that_can_be_asked_for_again(text: str, id: str) -> None:
    answer = GAZETTEER.resolve(text)
    assert answer.place is not None, answer.reasons
    assert answer.place.id == id
    assert GAZETTEER.place(id) == answer.place
    zone = locate(answer.place, Relation.IN, load_regions())
    assert zone.shape is Shape.AREA
    assert zone.geometry is not None and zone.geometry.is_valid
    edge = shapely.get_coordinates(zone.geometry)
    far = max(GEOD.inv(zone.lon, zone.lat, x, y)[2] for x, y in edge)
    assert zone.radius_m == pytest.approx(far, rel=0.05, abs=15_000)


def test_who_share_no_border_have_none() -> None:
    answer = GAZETTEER.resolve("Japan–Ukraine border")
    assert answer.status is Status.UNRESOLVED
    assert "share no land border" in answer.reasons[0]
    with pytest.raises(UnknownPlaceError):
        GAZETTEER.place("border-jp-ua")
    with pytest.raises(UnknownPlaceError):
        GAZETTEER.place("border-ua-pl")  # the other way round is another spelling of the id


COASTS = ["odesa", "vladivostok", "crimea", "gaza-strip", "primorsky-krai", "gn-2205218"]


@pytest.mark.parametrize("id", COASTS)  # gn-2205218: Fiji, on both sides of the antimeridian
def test_off_the_coast_is_water_within_reach(id: str) -> None:
    place, regions = GAZETTEER.place(id), load_regions()
    found = locate(place, Relation.OFF_COAST, regions, distance_km=40)
    assert found.shape is Shape.AREA
    assert found.geometry is not None and found.geometry.is_valid
    west, south, east, north = found.geometry.bounds
    assert -180 <= west <= east <= 180 and -90 <= south <= north <= 90
    assert shapely.intersects(found.geometry, shapely.Point(found.lon, found.lat))
    world = load_area_file()
    land = world.polygons[world.tree.query(found.geometry, predicate="intersects")]
    assert shapely.area(shapely.intersection(land, found.geometry)).sum() < 1e-6
    if place.level.is_point:
        edge = shapely.get_coordinates(found.geometry)
        far = max(GEOD.inv(place.lon, place.lat, x, y)[2] for x, y in edge)
        assert far <= (40 + place.radius_km) * 1000 * 1.001
    else:
        shore = shapely.get_coordinates(regions.area(place.area))
        edge = shapely.get_coordinates(found.geometry)[::25]
        for x, y in edge:
            near = GEOD.inv([x] * len(shore), [y] * len(shore), shore[:, 0], shore[:, 1])[2]
            assert min(near) <= 40_000 * 1.05 + 1_000


def test_inland_has_no_coast() -> None:
    regions = load_regions()
    with pytest.raises(ModelError, match="no sea"):
        locate(GAZETTEER.place("kursk"), Relation.OFF_COAST, regions)
    with pytest.raises(ModelError, match="is a sea"):
        locate(GAZETTEER.place("black-sea"), Relation.OFF_COAST, regions)
    for bad in (0, -1, math.nan, 501):
        with pytest.raises(ModelError, match="off a coast"):
            locate(GAZETTEER.place("odesa"), Relation.OFF_COAST, regions, distance_km=bad)


@settings(deadline=None, max_examples=60)
@given(
    lon=st.floats(-180, 180),
    lat=st.floats(-89.5, 89.5),
    km=st.floats(1, 1500),
    bearing=st.sampled_from(range(0, 360, 45)),
)
def test_a_sector_is_true_everywhere(lon: float, lat: float, km: float, bearing: int) -> None:
    """At the poles and the antimeridian, too: every corner lies between the two distances."""
    import dataclasses

    place = dataclasses.replace(GAZETTEER.place("kursk"), lon=lon, lat=lat, radius_km=3.0)
    found = locate(
        place, Relation.KM_DIRECTION, load_regions(), distance_km=km, bearing_deg=bearing
    )
    assert found.geometry is not None and found.geometry.is_valid
    west, south, east, north = found.geometry.bounds
    assert -180 <= west <= east <= 180 and -90 <= south <= north <= 90
    spread = max(0.2 * km, 5)
    middle = GEOD.inv(lon, lat, found.lon, found.lat)[2] / 1000
    assert middle == pytest.approx(km, rel=1e-6)
    for x, y in shapely.get_coordinates(found.geometry):
        if abs(abs(x) - 180) < 1e-9 or abs(abs(y) - 90) < 1e-9:
            continue  # where the shape is cut
        metres = GEOD.inv(lon, lat, x, y)[2]
        assert max(0, km - spread) - 0.1 <= metres / 1000 <= km + spread + 0.1
