"""What a claim about a place would draw."""

from __future__ import annotations

import pytest
import shapely

from dashboard.place_areas import publish_shape, published_area
from dashboard.place_relation import DIRECTIONS, Wording, drawn, drawn_as_said
from geo.places.gazetteer import load_gazetteer
from geo.places.location import Relation
from geo.places.regions import BoundaryView

GAZETTEER = load_gazetteer()
KURSK, SUMY = GAZETTEER.place("kursk"), GAZETTEER.place("sumy")
VIEW = BoundaryView.RECOGNISED


def test_in_a_place_is_the_place_itself() -> None:
    assert drawn(KURSK, Wording(), VIEW) is None


@pytest.mark.parametrize(
    ("wording", "words"),
    [
        (Wording(Relation.NEAR), "within 30 km of its centre"),
        (Wording(Relation.NEAR, near_km=12), "within 12 km of its centre"),
        (
            Wording(Relation.KM_DIRECTION, distance_km=40),
            "“40 km north of Kursk”: 28 to 52 km away",
        ),
        (Wording(Relation.BETWEEN, other=SUMY), "“between Kursk and Sumy”: a corridor"),
    ],
)
def test_a_relation_has_a_shape_and_a_sentence(wording: Wording, words: str) -> None:
    shown = drawn(KURSK, wording, VIEW)
    assert shown is not None
    assert words in shown.sentence
    assert shown.location is not None
    shape = shown.location.geometry
    assert shape is not None
    assert shapely.contains(shape, shapely.Point(shown.location.lon, shown.location.lat))
    outline = published_area(publish_shape(shape))
    assert outline is not None
    assert b"Polygon" in outline.plain()


def test_off_the_coast_is_sea() -> None:
    vladivostok = GAZETTEER.place("vladivostok")
    shown = drawn(vladivostok, Wording(Relation.OFF_COAST, coast_km=40), VIEW)
    assert shown is not None
    assert "the sea within 40 km" in shown.sentence
    assert shown.location is not None
    shape = shown.location.geometry
    assert shape is not None
    assert not shapely.contains(shape, shapely.Point(vladivostok.lon, vladivostok.lat))
    inland = drawn(KURSK, Wording(Relation.OFF_COAST), VIEW)
    assert inland is not None
    assert inland.location is None
    assert "no sea" in inland.sentence


@pytest.mark.parametrize(
    "phrase", ["40 km north of Kursk", "between Kursk and Sumy", "під Курськом", "off Vladivostok"]
)
def test_a_phrase_is_drawn_as_said(phrase: str) -> None:
    said = GAZETTEER.related(phrase)
    assert said is not None
    shown = drawn_as_said(said, VIEW)
    assert shown.location is not None
    assert shown.location.relation is said.phrase.relation
    assert shown.sentence.startswith("What is meant lies ")


def test_a_phrase_that_cannot_be_drawn_says_why() -> None:
    said = GAZETTEER.related("off the coast of Kursk")
    assert said is not None
    shown = drawn_as_said(said, VIEW)
    assert shown.location is None
    assert "no sea" in shown.sentence


def test_every_compass_word_goes_its_way() -> None:
    for direction in DIRECTIONS:
        shown = drawn(KURSK, Wording(Relation.KM_DIRECTION, direction=direction), VIEW)
        assert shown is not None
        assert shown.location is not None
        assert ("north" in direction) == (shown.location.lat > KURSK.lat + 0.01)
        assert ("west" in direction) == (shown.location.lon < KURSK.lon - 0.01)


def test_a_region_is_widened_and_a_country_is_not() -> None:
    region = GAZETTEER.place("kursk-oblast")
    near, itself = drawn(region, Wording(Relation.NEAR), VIEW), region.radius_km
    assert near is not None
    assert near.location is not None
    assert near.location.radius_m / 1000 == pytest.approx(itself + 30)
    country = drawn(GAZETTEER.place("north-korea"), Wording(Relation.NEAR), VIEW)
    assert country is not None
    assert "the whole country" in country.sentence


def test_what_cannot_be_drawn_is_said() -> None:
    for wording in (
        Wording(Relation.BETWEEN),
        Wording(Relation.BETWEEN, other=KURSK),
        Wording(Relation.BETWEEN, other=GAZETTEER.place("tokyo")),
    ):
        shown = drawn(KURSK, wording, VIEW)
        assert shown is not None
        assert shown.location is None
        assert shown.sentence
