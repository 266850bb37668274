"""Tables of any columns as claims: what is taken, with what basis, and what is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from geo.claims.model import Claim
from geo.claims.vocabulary import Kind, Modality, OriginatorKind, Stance
from geo.errors import InputRefused
from geo.exchange.incoming import Format
from geo.exchange.mapping import Mapping
from geo.places.location import Relation
from geo.places.place import Level
from tests.geo.exchange.incoming_files import Taken, rows_of, take

GOOD = {
    "id": "7",
    "date": "2024-10-05",
    "place": "Kursk",
    "text": "A depot burned near the station.",
    "source": "Reuters",
}


def read(path: Path, *changes: dict[str, object], mapping: Mapping | None = None) -> Taken:
    return take(rows_of(path / "a.csv", GOOD, *changes), Format.TABLE, mapping=mapping)


def only(taken: Taken) -> Claim:
    assert taken.report.problems == []
    assert len(taken.claims) == 1
    return taken.claims[0]


def test_a_plain_row(tmp_path: Path) -> None:
    taken = read(tmp_path, {"url": "https://example.org/1", "killed": "3"})
    claim = only(taken)
    assert (claim.kind, claim.modality) == (Kind.INCIDENT, Modality.HAPPENED)
    assert claim.summary == "A depot burned near the station."
    assert (claim.place, claim.place_words) == ("kursk", "Kursk")
    assert claim.date is not None
    assert (claim.date.text, claim.date_basis) == ("2024-10-05", "Column 'date'.")
    assert claim.figure is not None
    assert claim.figure.words() == "3 deaths"
    (statement,) = taken.statements
    assert (str(statement.grade), statement.grade_basis) == ("F6", "Not judged at import.")
    document = taken.documents[statement.document]
    assert (document.outlet, document.url) == ("Reuters", "https://example.org/1")
    assert (document.published.text, document.language) == ("2024-10-05~", "und")
    assert "about the date of the event" in document.published_basis
    originator = taken.originators[statement.originator]
    assert (originator.name, originator.kind) == ("Reuters", OriginatorKind.MEDIA)
    assert (taken.report.rows, taken.report.taken) == (1, 1)


def test_all_else_a_row_may_hold(tmp_path: Path) -> None:
    taken = read(
        tmp_path,
        {
            "published": "6 October 2024", "originator": "Defence Ministry", "stance": "denied",
            "grade": "B2", "modality": "planned", "kind": "Troop deployment", "actor": "Unit 1",
            "language": "ua", "note": "seen twice", "date end": "2024-10-07", "title": "Fire",
        },
    )  # fmt: skip
    claim = only(taken)
    assert (claim.kind, claim.modality, claim.actor) == (
        Kind.DEPLOYMENT, Modality.PLANNED, "Unit 1",
    )  # fmt: skip
    assert claim.date is not None
    assert claim.date.text == "2024-10-05/2024-10-07"
    (statement,) = taken.statements
    assert (statement.stance, str(statement.grade)) == (Stance.DENIES, "B2")
    assert "seen twice" in statement.note
    assert "Troop deployment" in statement.note
    document = taken.documents[statement.document]
    assert (document.published.text, document.language) == ("2024-10-06", "uk")
    assert document.description == "Fire"
    assert taken.originators[statement.originator].kind is OriginatorKind.OFFICE


def test_several_sources_of_a_cell_are_several_statements(tmp_path: Path) -> None:
    taken = read(
        tmp_path,
        {"id": 1, "source": "Reuters; AFP", "originator": "Ministry A; Ministry B",
         "url": "https://a.example/1 https://b.example/2"},
        {"id": 2, "source": "Reuters; AFP", "originator": "Ministry A", "url": "nowhere"},
        {"id": 3, "source": "AFP;AFP;Reuters", "originator": "A;B"},
    )  # fmt: skip
    voices = [
        (one.claim[-1], taken.documents[one.document].outlet, taken.documents[one.document].url,
         taken.originators[one.originator].name)
        for one in taken.statements if one.claim[-1] in "12"
    ]  # fmt: skip
    assert voices == [
        ("1", "Reuters", "https://a.example/1", "Ministry A"),
        ("1", "AFP", "https://b.example/2", "Ministry B"),
        ("2", "Reuters", None, "Ministry A"),
        ("2", "AFP", None, "Ministry A"),
    ]
    third = [one for one in taken.statements if one.claim.endswith("3")]
    assert len(third) == 2
    assert taken.report.notes == {
        "web addresses that are none, or not one for each source, left out": 1
    }


def test_coordinates_become_places_with_a_radius_that_rows_share(tmp_path: Path) -> None:
    here = {"lat": "51.73", "lon": "36.19"}
    rows = [{**here, "id": n} for n in range(350)]
    taken = read(tmp_path, *rows, {**here, "id": "x", "precision": "20 km"})
    assert len(taken.claims) == 351
    (place, wide) = taken.places.values()
    assert (place.name, place.lon, place.lat, place.radius_km) == ("Kursk", 36.19, 51.73, 5.0)
    assert place.level is Level.SETTLEMENT
    assert "no precision given" in place.source
    assert (wide.radius_km, wide.level) == (20.0, Level.AREA)
    assert {claim.place for claim in taken.claims[:350]} == {place.id}


@pytest.mark.parametrize(
    ("row", "radius"),
    [
        ({"lat": "51,73", "lon": "36,19"}, 5.0),
        ({"lat": "51.7", "lon": "36.2"}, 10.0),
        ({"lat": "52", "lon": "36"}, 100.0),
        ({"coordinates": "51.73, 36.19"}, 5.0),
        ({"lat": "51.73", "lon": "36.19", "precision": "district"}, 40.0),
        ({"lat": "51.73", "lon": "36.19", "radius km": "0"}, 0.1),
        ({"lat": "51.73", "lon": "36.19", "accuracy": "500 m"}, 0.5),
        ({"lat": "51.73", "lon": "36.19", "precision": "9"}, 5.0),
    ],
)
def test_the_radius_says_how_sure_a_position_is(
    tmp_path: Path, row: dict[str, object], radius: float
) -> None:
    taken = read(tmp_path, row)
    assert taken.place(only(taken)).radius_km == radius


def test_a_region_or_country_is_its_area_and_no_point(tmp_path: Path) -> None:
    here = {"lat": "51.73", "lon": "36.19", "country": "Russia", "admin1": "Kursk Oblast"}
    taken = read(
        tmp_path,
        {**here, "id": 1, "precision": "oblast"},
        {**here, "id": 2, "precision": "country"},
        {"id": 3, "place": "", "admin1": "Kursk Oblast", "country": "RU"},
        {"id": 4, "place": "NULL", "country": "Russia"},
    )
    assert [claim.place for claim in taken.claims] == [
        "kursk-oblast", "russia", "kursk-oblast", "russia",
    ]  # fmt: skip
    assert taken.places == {}


def test_a_country_is_never_told_by_the_point(tmp_path: Path) -> None:
    taken = read(tmp_path, {"lat": "44.95", "lon": "34.1", "place": "Somewhere"})
    assert taken.place(only(taken)).country == ""
    taken = read(tmp_path, {"lat": "51.73", "lon": "36.19", "country": "RU", "admin1": "",
                            "precision": "region"})  # fmt: skip
    assert taken.place(only(taken)).id == "kursk-oblast"


def test_names_that_are_not_sure_give_no_place_and_are_counted(tmp_path: Path) -> None:
    taken = read(tmp_path, {"id": 1, "place": "Qwxyzzy"}, {"id": 2, "place": "near Kursk"},
                 {"id": 3, "place": "40 km north of Kursk"})  # fmt: skip
    lost, near, north = taken.claims
    assert (lost.place, lost.place_words) == (None, "Qwxyzzy")
    assert (near.place, near.relation) == ("kursk", Relation.NEAR)
    assert (north.relation, north.distance_km, north.bearing_deg) == (
        Relation.KM_DIRECTION, 40.0, 0.0,
    )  # fmt: skip
    assert taken.report.notes == {
        "names that the gazetteer does not know; these claims have no place yet": 1
    }


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ({"lat": "36.19", "lon": "51.73", "country": "Russia"}, "lon"),
        ({"lat": "151.73", "lon": "36.19"}, "lat"),
        ({"lat": "NaN.", "lon": "36.19"}, "lat"),
        ({"lat": "inf", "lon": "36.19"}, "lat"),
        ({"lat": "51.73", "lon": ""}, "lon"),
        ({"coordinates": "here"}, "coordinates"),
        ({"date": "5.13.2024"}, "date"),
        ({"date": "", "published": ""}, "date"),
        ({"date": "2024-10-05", "date end": "2024-10-01"}, "date"),
        ({"source": "n/a"}, "source"),
        ({"killed": "1.500"}, "killed"),
        ({"killed": "many"}, "killed"),
        ({"stance": "maybe so"}, "stance"),
        ({"modality": "perhaps"}, "modality"),
        ({"grade": "Z9"}, "grade"),
        ({"published": "2024-10/.."}, "published"),
        ({"text": "", "place": ""}, "text"),
    ],
)
def test_a_bad_row_is_refused_with_its_remedy_and_the_others_go_in(
    tmp_path: Path, row: dict[str, object], column: str
) -> None:
    good: dict[str, Any] = {"id": 8, "published": "2024-10-06", "killed": "2"}
    header = {**GOOD, "lat": "", "lon": "", "coordinates": ""}
    bad = {**good, "id": 9, **row}
    more = {key: "" for key in ("lat", "lon", "country", "coordinates", "stance", "modality",
                                "grade", "date end") if key not in good}  # fmt: skip
    names = dict.fromkeys([*header, *more, *good])
    columns = {key: key for key in ("id", "date", "place", "source", "lat", "lon", "country",
                                    "published", "stance", "modality", "grade")}  # fmt: skip
    mapping = Mapping(**columns, summary="text", best="killed", date_end="date end",
                      point="coordinates")  # fmt: skip
    path = rows_of(tmp_path / "a.csv", {**dict.fromkeys(names, ""), **GOOD}, good, bad)
    taken = take(path, Format.TABLE, mapping=mapping)
    assert taken.refused() == [(3, column)]
    assert taken.report.problems[0].remedy
    assert len(taken.claims) == len(taken.statements) == 1
    assert (taken.report.rows, taken.report.taken) == (2, 1)


def test_the_order_of_day_and_month_is_told_by_the_whole_column(tmp_path: Path) -> None:
    ambiguous = [{"id": n, "date": "05/06/2024"} for n in range(300)]
    taken = read(tmp_path, *ambiguous, {"id": "x", "date": "25/06/2024"})
    assert taken.claims[0].date is not None
    assert taken.claims[0].date.text == "2024-06-05"
    assert taken.claims[0].date_basis == "Column 'date', read as day-month-year."
    taken = read(tmp_path, *ambiguous)
    assert taken.claims == []
    assert "date_order" in taken.report.problems[0].remedy
    stated = Mapping(id="id", summary="text", source="source", date="date",
                     date_order="month-day-year")  # fmt: skip
    assert read(tmp_path, *ambiguous, mapping=stated).claims[0].date.text == "2024-05-06"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("precision", "text"),
    [("month", "2024-10"), ("year", "2024"), ("approximately", "2024-10-05~"),
     ("week", "2024-10-02~/2024-10-08~"), ("exact", "2024-10-05"), ("3", "2024-10-05")],
)  # fmt: skip
def test_precisions_of_dates_are_carried(tmp_path: Path, precision: str, text: str) -> None:
    claim = only(read(tmp_path, {"date precision": precision}))
    assert claim.date is not None
    assert claim.date.text == text
    assert precision in claim.date_basis


def test_without_a_source_the_file_is_the_source(tmp_path: Path) -> None:
    taken = take(rows_of(tmp_path / "a.csv", {k: GOOD[k] for k in ("id", "date", "text")}))
    assert next(iter(taken.documents.values())).outlet == "a.csv"
    assert taken.report.notes["rows whose source is the file itself, because no column names one"]
    with pytest.raises(InputRefused, match="published the report"):
        read(tmp_path, mapping=Mapping(summary="text", date="date"))


def test_ids_repeat_only_where_rows_do(tmp_path: Path) -> None:
    taken = read(tmp_path, {}, {}, {"text": "Another text about another thing."})
    assert len(taken.claims) == 1
    assert taken.report.notes == {"rows that repeat an earlier row, taken once": 1}
    assert taken.refused() == [(4, "id")]
    without = [{"id": ""}, {"id": "", "text": "Another text about another thing."}]
    first = read(tmp_path, *without)
    assert len(first.claims) == 2
    assert read(tmp_path, *without).records == first.records


def test_long_texts_are_shortened_and_kept_whole_in_the_note(tmp_path: Path) -> None:
    text = "word " * 200
    taken = read(tmp_path, {"text": text})
    assert len(only(taken).summary) <= 400
    assert text.strip() in taken.statements[0].note


def test_text_stays_data_whatever_it_is(tmp_path: Path) -> None:
    formula = '=HYPERLINK("https://x","y")'
    taken = read(tmp_path, {"id": 1, "text": formula}, {"id": 2, "text": "<img onerror=1>`${x}`"})
    assert [claim.summary for claim in taken.claims] == [formula, "<img onerror=1>`${x}`"]


@pytest.mark.parametrize(("others", "code"), [(("RU", "UA"), "NA"), (("Russia", "Ukraine"), "")])
def test_namibia_is_a_country_where_countries_are_codes(
    tmp_path: Path, others: tuple[str, str], code: str
) -> None:
    here = {"lat": "-22.5", "lon": "17.1", "country": "NA", "place": "Windhoek"}
    taken = read(tmp_path, here, *({"id": n, "country": n} for n in others))
    assert taken.place(taken.claims[0]).country == code
