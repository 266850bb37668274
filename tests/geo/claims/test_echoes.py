"""Probable echoes: what is offered, why, in how many comparisons, and what a person may do."""

from __future__ import annotations

from typing import Any

import pytest

from geo.claims.dataset import Dataset
from geo.claims.echoes import (
    NEIGHBOURS,
    EchoKind,
    find_echoes,
    like,
    origin_and_echo,
    with_origin,
)
from geo.claims.model import Claim, Figure, Statement
from geo.claims.vocabulary import Kind, Modality, OriginatorKind, Stance
from geo.exchange.seeds import bundled_folder, read_folder
from geo.places.gazetteer import load_gazetteer
from tests.geo.claims.builders import claim, dataset, document, originator, statement

TOLD = "About 1,500 soldiers were brought to Vladivostok on navy ships."
RETOLD = "About 1,500 soldiers were brought on navy ships to Vladivostok."


def two(first: dict[str, Any], second: dict[str, Any], day: str = "2024-10-20") -> Dataset:
    """Two claims in a document each, the second published on `day`."""
    shared: dict[str, Any] = {"place": "vladivostok", "date": "2024-10-05", "kind": Kind.TRANSFER}
    claims = [claim("c1", **shared | first), claim("c2", **shared | second)]
    said = [statement("s1", "c1"), statement("s2", "c2", document="late", originator="bbc")]
    return dataset(claims, said, [document("late", day)], [originator("bbc")])


def test_the_same_event_told_in_other_words_is_offered_with_reasons() -> None:
    figure = Figure(1500, 1500, True, "soldiers")
    held = two({"summary": TOLD, "figure": figure}, {"summary": RETOLD, "figure": figure})
    [echo] = find_echoes(held).found
    assert (echo.kind, echo.first, echo.second) == (EchoKind.EVENT, "c1", "c2")
    assert echo.score == 1.0
    assert echo.reasons[0] == "The summaries are nearly the same."
    assert {"The same date.", "At the same place.", "Published 2 days apart."} <= set(echo.reasons)
    assert "The same figure, about 1,500 soldiers." in echo.reasons


@pytest.mark.parametrize(
    "second",
    [
        {"date": "2024-10-09"},
        {"place": "khabarovsk"},
        {"kind": Kind.INCIDENT},
    ],
)
def test_other_days_places_or_kinds_are_other_events(second: dict[str, Any]) -> None:
    assert not find_echoes(two({"summary": TOLD}, {"summary": TOLD} | second)).found


@pytest.mark.parametrize(
    ("first", "second", "why"),
    [
        (
            {"figure": Figure(None, 3000, False, "soldiers")},
            {"figure": Figure(3000, None, False, "soldiers")},
            "The figures differ: under 3,000 soldiers and 3,000 or more soldiers.",
        ),
        (
            {},
            {"modality": Modality.PLANNED},
            "One is only planned or expected, the other is not.",
        ),
    ],
)
def test_what_speaks_against_it_is_said(
    first: dict[str, Any], second: dict[str, Any], why: str
) -> None:
    [echo] = find_echoes(two({"summary": TOLD} | first, {"summary": TOLD} | second)).found
    assert why in echo.against


def test_one_document_that_tells_two_claims_tells_them_apart() -> None:
    claims = [
        claim(one, "2024-10-05", place="vladivostok", summary=text)
        for one, text in (("c1", TOLD), ("c2", TOLD.replace("ships", "aircraft")))
    ]
    assert not find_echoes(dataset(claims)).found


def voices(*statements: Statement, **papers: str) -> Dataset:
    people = [
        originator("yonhap", name="Yonhap", kind=OriginatorKind.MEDIA),
        originator("officials", name="Officials, unnamed", kind=OriginatorKind.UNNAMED),
    ]
    documents = [document(one, day) for one, day in papers.items()]
    return dataset([claim("c1")], statements, documents, people)


def test_one_who_passes_on_is_an_echo_of_the_one_who_speaks() -> None:
    held = voices(
        statement("s1", document="early", originator="yonhap", via=("Kontan",)),
        statement("s2", document="late", via=("Yonhap",)),
        early="2024-10-18",
        late="2024-10-20",
    )
    [echo] = find_echoes(held).found
    assert echo.kind is EchoKind.REPORT
    assert echo.reasons[0] == "Yonhap passes on what Nis says, as the other has it."
    origin, passed = origin_and_echo(echo, held)
    assert (origin.id, passed.id) == ("s2", "s1")
    mended = with_origin(passed, origin, held)
    assert (mended.originator, mended.via) == ("nis", ("Yonhap", "Kontan"))
    assert not find_echoes(voices(mended, origin, early="2024-10-18", late="2024-10-20")).found


def test_the_same_text_in_two_documents_is_one_report_but_not_for_opposite_sides() -> None:
    papers = [document(one, sha256="a" * 64) for one in ("p1", "p2")]
    people = [originator("bbc")]
    for stance, number in ((Stance.ASSERTS, 1), (Stance.DENIES, 0)):
        said = [
            statement("s1", document="p1"),
            statement("s2", document="p2", originator="bbc", stance=stance),
        ]
        assert len(find_echoes(dataset([claim("c1")], said, papers, people)).found) == number


def test_the_bundled_claims_offer_what_a_careful_reader_would_look_at() -> None:
    held = read_folder(bundled_folder(), load_gazetteer()).dataset
    pairs = {(one.first, one.second) for one in find_echoes(held).found}
    assert ("by-sea-to-vladivostok", "special-forces-to-vladivostok") in pairs
    assert len(pairs) <= 4
    [first, *_] = like(held, "special-forces-to-vladivostok")
    assert first.first == "by-sea-to-vladivostok"


def test_the_order_of_the_claims_decides_nothing() -> None:
    held = two({"summary": TOLD}, {"summary": RETOLD})
    turned = Dataset(held.documents, held.originators, held.claims[::-1], held.statements)
    first, second = find_echoes(held).found, find_echoes(turned).found
    assert [(one.key, one.score) for one in first] == [(one.key, one.score) for one in second]


@pytest.mark.parametrize("number", [1_000, 4_000])
def test_the_comparisons_grow_with_the_claims_and_not_with_their_square(number: int) -> None:
    """Everything at one place, of one kind, in one month: the hardest case there is."""
    claims: list[Claim] = [
        claim(
            f"c{n}",
            f"2024-10-{n % 28 + 1:02}",
            place="ukraine",
            summary=f"Event {n * 7919 % number}.",
        )
        for n in range(number)
    ]
    compared = find_echoes(dataset(claims)).compared
    assert number <= compared <= 2 * NEIGHBOURS * number


def test_a_claim_with_very_many_statements_is_no_trouble() -> None:
    people = [originator(f"o{n}") for n in range(500)]
    said = [statement(f"s{n}", originator=f"o{n}") for n in range(500)]
    found = find_echoes(dataset([claim("c1")], said, (), people))
    assert found.compared <= NEIGHBOURS * 500
