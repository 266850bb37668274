"""gazetteer.csv: what it holds, how bad rows are refused, how many names go through at once."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import DataFileError, InputRefused, Problem, UnknownPlaceError
from geo.places import load_gazetteer, table
from geo.places.batch import resolve_batch
from geo.places.country_bounds import COUNTRY_BOUNDS, is_near
from geo.places.gazetteer import Gazetteer
from geo.places.names import normalise, script_of
from geo.places.place import Level, Name, Place
from geo.places.rows import COLUMNS

GAZETTEER = load_gazetteer()
LANGUAGES = {"en", "id", "uk", "ru", "ko"}
GOOD = {
    "id": "poltava",
    "name": "Poltava",
    "level": "settlement",
    "country": "UA",
    "admin1": "UA.18",
    "lon": "34.55",
    "lat": "49.59",
    "radius_km": "10",
    "area": "",
    "names": "en:Poltava|uk:Полтава",
    "geonames_id": "696643",
    "dispute": "",
    "source": "GeoNames 696643, CC BY 4.0",
    "reviewed": "2026-11-22",
}


def as_csv(*rows: dict[str, str]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def problems(**cells: str) -> list[Problem]:
    return table.parse_places(as_csv(GOOD | cells), "gazetteer.csv")[1]


def test_the_shipped_gazetteer_has_no_problem() -> None:
    assert [problem.sentence() for problem in GAZETTEER.problems] == []


@pytest.mark.parametrize("place", GAZETTEER.places, ids=lambda place: place.id)
def test_every_place_has_names_in_the_five_languages_and_a_source(place: Place) -> None:
    own_page = place.id.endswith("-border")
    assert {name.language for name in place.names} >= LANGUAGES or own_page
    assert place.source
    ring = place.level is Level.AREA and place.radius_km <= 100  # no outline, but not large
    assert place.level is Level.SEA or place.level.is_point or place.area or ring
    assert place.level is not Level.REGION or place.admin1


def test_disputed_places_say_so() -> None:
    for id in ("crimea", "sevastopol", "donetsk", "donetsk-oblast", "luhansk-oblast", "kherson"):  # noqa: A001
        assert GAZETTEER.place(id).country == "UA"
        assert "UN GA" in GAZETTEER.place(id).dispute


def test_an_unknown_id_names_the_nearest() -> None:
    with pytest.raises(UnknownPlaceError, match="ussuriysk"):
        GAZETTEER.place("usuriysk")


def test_a_good_row_becomes_a_place() -> None:
    (place,), found = table.parse_places(as_csv(GOOD), "gazetteer.csv")
    assert found == []
    assert place.names == (Name("Poltava", "en", "Latn"), Name("Полтава", "uk", "Cyrl"))
    assert (place.lon, place.lat, place.geonames_id) == (34.55, 49.59, 696643)


@pytest.mark.parametrize(
    ("column", "value", "says"),
    [
        ("id", "Poltava!", "lower-case"),
        ("name", "", "English name"),
        ("level", "city", "settlement"),
        ("country", "UX", "ISO 3166"),
        ("country", "", "Only a sea"),
        ("admin1", "18", "GeoNames code"),
        ("admin1", "RU.41", "GeoNames code"),
        ("lon", "east", "not a number"),
        ("lat", "95", "outside -90 to 90"),
        ("lat", "nan", "outside -90 to 90"),
        ("lon", "-500", "outside -180 to 180"),
        ("lon", "134.55", "outside UA"),
        ("radius_km", "-3", "outside 0"),
        ("radius_km", "NaN", "outside 0"),
        ("radius_km", "0", "No place is a point"),
        ("radius_km", "", "not a number"),
        ("area", "oblast:Poltava", "admin1:UA.18"),
        ("area", "border:RU-UA", "border:RU-UA:30km"),
        ("names", "Poltava", "language:name"),
        ("names", "en:Poltava|Полтава", "language:name"),
        ("names", "en:" + "a" * 300, "at most 200"),
        ("geonames_id", "GN696643", "number"),
        ("source", "", "licence"),
        ("reviewed", "2024-13-40", "2026-11-22"),
        ("reviewed", "22.11.2026", "2026-11-22"),
    ],
)
def test_a_bad_value_is_refused_with_place_and_remedy(column: str, value: str, says: str) -> None:
    (found,) = problems(**{column: value})
    assert (found.file, found.row, found.column, found.value) == ("gazetteer.csv", 2, column, value)
    assert says in found.sentence()
    assert found.remedy


def test_swapped_coordinates_are_recognised() -> None:
    (found,) = problems(lon="49.59", lat="34.55")
    assert "probably swapped" in found.sentence()
    assert "Put 34.55 in lon and 49.59 in lat" in found.remedy
    vladivostok = GOOD | {"country": "RU", "admin1": "RU.59", "lon": "43.1", "lat": "131.9"}
    _, (beyond,) = table.parse_places(as_csv(vladivostok), "gazetteer.csv")
    assert beyond.column == "lat"
    assert "probably swapped" in beyond.remedy


def test_all_problems_are_told_and_good_rows_stay() -> None:
    rows = [
        GOOD,
        GOOD | {"id": "a", "lat": "95", "source": ""},
        GOOD | {"id": "poltava"},
        GOOD | {"id": "b"},
    ]
    places, found = table.parse_places(as_csv(*rows), "gazetteer.csv")
    assert [place.id for place in places] == ["poltava", "b"]
    assert [(problem.row, problem.column) for problem in found] == [
        (3, "source"),
        (3, "lat"),
        (4, "id"),
    ]
    assert "already the id of row 2" in found[2].sentence()


def test_missing_columns_and_torn_rows_are_told() -> None:
    assert "lacks the columns level" in table.parse_places("id,name\nx,y\n", "g.csv")[1][0].message
    assert "lacks the columns" in table.parse_places("", "g.csv")[1][0].message
    torn = as_csv(GOOD) + '"never closed,Poltava\n'
    places, found = table.parse_places(torn, "g.csv")
    assert len(places) == 1
    assert "quotes" in found[0].remedy
    assert "cells" in table.parse_places(as_csv(GOOD) + "," * 20 + "x\n", "g.csv")[1][0].message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_spreadsheet_file_loads(tmp_path: Path, encoding: str, newline: str) -> None:
    text = as_csv(GOOD | {"dispute": "first line\nsecond, with comma"}, GOOD | {"id": "b"})
    file = tmp_path / "mine.csv"
    file.write_bytes(text.replace("\r\n", newline).encode(encoding))
    gazetteer = load_gazetteer(file)
    assert gazetteer.problems == ()
    assert [place.id for place in gazetteer.places] == ["poltava", "b"]


def test_an_unreadable_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match=r"none\.csv"):
        load_gazetteer(tmp_path / "none.csv")
    (tmp_path / "latin.csv").write_bytes("Köln".encode("latin-1"))
    with pytest.raises(DataFileError, match="UTF-8"):
        load_gazetteer(tmp_path / "latin.csv")


TEXT = st.text(
    st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("\n\",;'"), max_size=40
).map(str.strip)
PLACES = st.builds(
    Place,
    id=st.from_regex(r"[a-z]{1,8}(-[a-z0-9]{1,8}){0,2}", fullmatch=True),
    name=TEXT.filter(bool),
    level=st.sampled_from(Level),
    country=st.just("UA"),
    admin1=st.sampled_from(["", "UA.18"]),
    lon=st.floats(22, 41),
    lat=st.floats(44, 53),
    radius_km=st.floats(0.1, 9_999),
    area=st.sampled_from(["", "country:UA", "admin1:UA.18,UA.05", "border:RU-UA:30km"]),
    names=st.lists(
        TEXT.filter(lambda text: "|" not in text and normalise(text) != "").map(
            lambda text: Name(text, "uk", script_of(text))
        ),
        max_size=3,
    ).map(tuple),
    geonames_id=st.none() | st.integers(1, 10**9),
    dispute=TEXT,
    source=TEXT.filter(bool),
    reviewed=st.dates().map(str).filter(lambda day: len(day) == 10),
)


@given(st.lists(PLACES, max_size=4, unique_by=lambda place: place.id))
def test_places_survive_a_trip_through_csv(places: list[Place]) -> None:
    back, found = table.parse_places(table.format_places(places), "gazetteer.csv")
    assert [problem.sentence() for problem in found] == []
    assert back == places


@pytest.mark.parametrize("place", GAZETTEER.places, ids=lambda place: place.id)
def test_every_place_lies_by_its_country(place: Place) -> None:
    assert not place.countries or any(is_near(c, place.lon, place.lat) for c in place.countries)


def test_boxes_cross_the_antimeridian() -> None:
    assert is_near("RU", -170.0, 66.0)
    assert not is_near("RU", 10.0, 50.0)
    assert is_near("FJ", 179.9, -17.0)
    assert len(COUNTRY_BOUNDS) > 240


def test_a_batch_answers_in_order(tmp_path: Path) -> None:
    file = tmp_path / "names.csv"
    file.write_text(
        "\ufeffid,name,context,country\n"
        "1,Donetsk,,RU\n"
        '2,Donetsk,"Ukraine said, on\nFriday",\n'
        "3,Nowhere,,\n"
        "4,,,\n"
        "5,Kursk\n",
        encoding="utf-8",
    )
    answers = list(resolve_batch(file, GAZETTEER))
    assert [answer["id"] for answer in answers] == ["1", "2", "3", "4", "5"]
    assert [a["place"] and a["place"]["id"] for a in answers] == [
        "donetsk-rostov",
        "donetsk",
        None,
        None,
        "kursk",
    ]


def test_a_batch_needs_no_context_or_country() -> None:
    rows = [{"id": "x", "name": "Полтаві"}]
    assert next(resolve_batch(rows, GAZETTEER))["place"]["id"] == "poltava"


def test_a_batch_without_its_columns_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "names.csv"
    file.write_text("nr,place\n1,Kursk\n", encoding="utf-8")
    with pytest.raises(InputRefused) as refusal:
        list(resolve_batch(file, GAZETTEER))
    assert [problem.column for problem in refusal.value.problems] == ["id", "name"]
    with pytest.raises(DataFileError, match=r"none\.csv"):
        list(resolve_batch(tmp_path / "none.csv", GAZETTEER))


def test_a_context_may_be_a_whole_document(tmp_path: Path) -> None:
    file = tmp_path / "long.csv"
    context = "Ukraine said so. " * 10_000
    file.write_text(f'id,name,context\n1,Donetsk,"{context}"\n', encoding="utf-8")
    (answer,) = resolve_batch(file, GAZETTEER)
    assert answer["place"]["id"] == "donetsk"


def test_a_place_without_spellings_is_known_by_its_id_alone() -> None:
    made = replace(GAZETTEER.place("kursk"), id="at-1", name="Zzyzxburg", names=())
    more = Gazetteer((made, *GAZETTEER.places))
    assert more.place("at-1") == made
    assert more.resolve("Zzyzxburg").place is None
    assert [one.place.id for one in more.resolve("Kursk").candidates].count("at-1") == 0
