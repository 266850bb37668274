"""Forms of claims and statements: texts to records and back, every problem at once."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from dashboard.forms.claim import claim_values, empty_claim, figure_words, read_claim
from dashboard.forms.ids import propose_id, slug
from dashboard.forms.statement import empty_statement, read_statement, statement_values
from dashboard.forms.values import YES, FormProblem, number_of
from geo.claims.model import Claim, Figure
from geo.claims.vocabulary import Kind, Modality
from geo.exchange.seeds import bundled_folder, read_folder
from geo.places.gazetteer import load_gazetteer
from geo.places.location import Relation

TODAY = dt.date(2026, 11, 27)


@pytest.fixture(scope="module")
def dataset():  # type: ignore[no-untyped-def]
    return read_folder(bundled_folder(), load_gazetteer()).dataset


def free(_: str) -> bool:
    return False


def fields(problems: list[FormProblem]) -> list[str]:
    return [one.field for one in problems]


def test_what_is_opened_and_not_touched_stays_as_it_is(dataset) -> None:  # type: ignore[no-untyped-def]
    ids = {one.id for one in dataset.claims}
    for claim in dataset.claims:
        assert read_claim(claim_values(claim), claim, free, ids, TODAY) == (claim, [])
    keys = {
        "document": {one: one for one in dataset.documents},
        "originator": {one: one for one in dataset.originators},
    }
    for one in dataset.statements:
        values = statement_values(one)
        assert read_statement(values, one, one.claim, keys, free) == (one, [])


def test_what_a_form_cannot_hold_survives_an_edit_beside_it() -> None:
    odd = Claim(
        "odd", Kind.OTHER, Modality.HAPPENED, " two\nlines ", actor=" a ",
        figure=Figure(1 / 3, None, False, " kg "), reviewed=dt.date(2020, 1, 1),
    )  # fmt: skip
    values = claim_values(odd) | {"place_words": "somewhere"}
    made, problems = read_claim(values, odd, free, {"odd"}, TODAY)
    assert problems == []
    assert made == replace(odd, place_words="somewhere", reviewed=TODAY)


def test_an_empty_form_says_all_that_is_missing() -> None:
    made, problems = read_claim(empty_claim(), None, free, set(), TODAY)
    assert made is None
    assert fields(problems) == ["summary", "kind"]
    assert all(one.missing for one in problems)
    keys = {"document": {}, "originator": {}}
    statement, problems = read_statement(empty_statement(), None, "claim", keys, free)
    assert statement is None
    assert fields(problems) == ["originator", "document", "grade_basis"]
    assert problems[-1].words() == "Missing. One sentence, also for F6."


def test_every_problem_of_a_form_is_told_at_once() -> None:
    values = empty_claim() | {
        "summary": " ", "kind": "rumour", "date": "early October 2024", "figure_low": "many",
        "figure_high": "5", "place_typed": "Springfield", "part_of": "gone", "confidence": "high",
        "id": "Not An Id",
    }  # fmt: skip
    made, problems = read_claim(values, None, free, {"other"}, TODAY)
    assert made is None
    assert fields(problems) == [
        "summary", "kind", "place", "date", "date_basis", "figure_low", "figure_unit",
        "override_reason", "id", "part_of",
    ]  # fmt: skip
    assert all(one.remedy or one.message for one in problems)


def test_a_date_needs_its_basis_and_a_basis_no_date() -> None:
    values = empty_claim() | {"summary": "x", "kind": "other", "date": "2024-10~"}
    _, problems = read_claim(values, None, free, set(), TODAY)
    assert fields(problems) == ["date_basis"]
    made, problems = read_claim(values | {"date_basis": "printed"}, None, free, set(), TODAY)
    assert problems == []
    assert made is not None
    assert made.date is not None
    assert made.date.text == "2024-10~"
    assert made.reviewed == TODAY


def test_a_distance_goes_with_its_relation() -> None:
    base = Claim(
        "c", Kind.OTHER, Modality.HAPPENED, "x", place="kursk", relation=Relation.KM_DIRECTION,
        distance_km=40.0, bearing_deg=0.0,
    )  # fmt: skip
    values = claim_values(base) | {"relation": "near"}
    made, problems = read_claim(values, base, free, {"c"}, TODAY)
    assert problems == []
    assert made is not None
    assert (made.relation, made.distance_km, made.bearing_deg) == (Relation.NEAR, None, None)
    made, _ = read_claim(claim_values(base) | {"place": ""}, base, free, {"c"}, TODAY)
    assert made is not None
    assert (made.place, made.relation, made.distance_km) == (None, Relation.IN, None)


@pytest.mark.parametrize(
    ("relation", "extra", "wrong"),
    [
        ("between", {}, ["other_place"]),
        ("between", {"other_place": "kursk"}, ["other_place"]),
        ("km-direction", {"distance_km": "40"}, ["bearing_deg"]),
        ("km-direction", {"bearing_deg": "0", "distance_km": "9000"}, ["distance_km"]),
        ("near", {"near_km": "0"}, ["near_km"]),
        ("off-coast", {"distance_km": "x"}, ["distance_km"]),
        ("near", {"distance_km": "nonsense of another relation"}, []),
    ],
)
def test_a_relation_asks_for_what_it_needs(
    relation: str, extra: dict[str, str], wrong: list[str]
) -> None:
    values = empty_claim() | {"summary": "x", "kind": "other", "place": "kursk"}
    _, problems = read_claim(values | {"relation": relation} | extra, None, free, set(), TODAY)
    assert fields(problems) == wrong


@pytest.mark.parametrize(
    ("low", "high", "about", "words"),
    [
        ("3,000", "3000", "", "3,000 soldiers"),
        ("1 500", "1500", YES, "about 1,500 soldiers"),
        ("3000", "", "", "3,000 or more soldiers"),
        ("", "3000", "", "under 3,000 soldiers"),
        ("1", "2.5", "", "1 to 2.5 soldiers"),
        ("5", "4", "", ""),
        ("many", "", "", ""),
    ],
)
def test_a_figure_reads_as_readers_will_see_it(low: str, high: str, about: str, words: str) -> None:
    values = {
        "figure_low": low, "figure_high": high, "figure_about": about, "figure_unit": "soldiers"
    }  # fmt: skip
    assert figure_words(values) == words


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("3,000", 3000), ("3 000", 3000), ("12,345,678", 12_345_678), ("2.5", 2.5), ("0", 0),
        ("3,00", None), ("1e5", None), ("-1", None), ("inf", None), ("nan", None), ("٣", None),
        ("1,2345", None), ("", None), ("9" * 400, None),
    ],
)  # fmt: skip
def test_numbers_as_people_write_them(text: str, number: float | None) -> None:
    assert number_of(text) == number


def test_statements_check_span_and_grade(dataset) -> None:  # type: ignore[no-untyped-def]
    one = dataset.statements[0]
    keys = {"document": {one.document: one.document}, "originator": {one.originator: "x"}}
    values = statement_values(one)
    for change, field in (
        ({"start": "5", "end": ""}, "end"),
        ({"start": "", "end": "5"}, "start"),
        ({"start": "9", "end": "5"}, "end"),
        ({"paragraph": "0"}, "paragraph"),
        ({"paragraph": "1.5"}, "paragraph"),
        ({"source": "G"}, "source"),
        ({"information": ""}, "information"),
        ({"stance": "doubts"}, "stance"),
        ({"known": "soon"}, "known"),
        ({"document": "gone"}, "document"),
    ):
        _, problems = read_statement(values | change, one, one.claim, keys, free)
        assert fields(problems) == [field], change


def test_ids_are_made_of_words_and_unique() -> None:
    assert slug("The Kremlin said that it was Курськ’s fault!") == "kremlin-kursks-fault"
    assert slug("a of the") == "a-of-the"
    assert len(slug("word " * 50)) <= 48
    taken = {"kremlin", "kremlin-2"}
    assert propose_id("The Kremlin", taken.__contains__, "claim") == "kremlin-3"
    assert propose_id("!!!", free, "claim") == "claim"
    values = empty_claim() | {"summary": "Five tanks", "kind": "other"}
    made, _ = read_claim(values, None, {"five-tanks"}.__contains__, set(), TODAY)
    assert made is not None
    assert made.id == "five-tanks-2"
    _, problems = read_claim(
        values | {"id": "five-tanks"}, None, {"five-tanks"}.__contains__, set(), TODAY
    )
    assert fields(problems) == ["id"]
