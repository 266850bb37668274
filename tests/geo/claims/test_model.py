"""What may exist as a document, originator, claim or statement, and what may not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import FrozenInstanceError
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.claims.dates import read_date
from geo.claims.model import Figure, Grade, Override
from geo.claims.vocabulary import INFORMATION_GRADES, SOURCE_GRADES, Confidence
from geo.errors import ModelError
from tests.geo.claims.builders import claim, document, originator, statement

NAN, INFINITY = float("nan"), float("inf")


@pytest.mark.parametrize(
    ("low", "high", "approximate", "unit", "words"),
    [
        (3000, 3000, True, "soldiers", "about 3,000 soldiers"),
        (None, 3000, False, "soldiers", "under 3,000 soldiers"),
        (11000, None, False, "soldiers", "11,000 or more soldiers"),
        (8e6, None, False, "rounds", "8,000,000 or more rounds"),
        (1500, 3000, False, "soldiers", "1,500 to 3,000 soldiers"),
        (6, 6, False, "officers", "6 officers"),
        (0, 0, False, "losses", "0 losses"),
        (0, 5, True, "ships", "about 0 to 5 ships"),
        (2.5, None, False, "tonnes", "2.5 or more tonnes"),
        (1e15, 1e15, False, "shells", "1,000,000,000,000,000 shells"),
        (12_345_678_901, None, False, "won", "12,345,678,901 or more won"),
    ],
)
def test_a_figure_in_words(
    low: float | None, high: float | None, approximate: bool, unit: str, words: str
) -> None:
    assert Figure(low, high, approximate, unit).words() == words


@given(st.integers(0, 10**15), st.integers(0, 10**15), st.booleans())
def test_no_figure_is_written_with_an_exponent(one: int, other: int, approximate: bool) -> None:
    words = Figure(min(one, other), max(one, other), approximate, "men").words()
    assert f"{min(one, other):,}" in words
    assert f"{max(one, other):,}" in words


@pytest.mark.parametrize(
    ("low", "high", "unit"),
    [
        (None, None, "soldiers"),
        (3000, 1500, "soldiers"),
        (-1, None, "soldiers"),
        (None, -0.5, "soldiers"),
        (NAN, None, "soldiers"),
        (None, INFINITY, "soldiers"),
        (1, 2, ""),
        (1, 2, "  "),
    ],
)
def test_what_is_no_figure(low: float | None, high: float | None, unit: str) -> None:
    with pytest.raises(ModelError):
        Figure(low, high, False, unit)


def test_a_grade_defaults_to_cannot_be_judged() -> None:
    assert str(Grade()) == "F6"
    assert Grade().words() == "reliability cannot be judged; truth cannot be judged"


def test_every_grade_has_words() -> None:
    for source, reliability in SOURCE_GRADES.items():
        for information, credibility in INFORMATION_GRADES.items():
            grade = Grade(source, information)
            assert str(grade) == source + information
            assert grade.words() == f"{reliability}; {credibility}"


@pytest.mark.parametrize(("source", "information"), [("G", "1"), ("A", "7"), ("a", "1"), ("", "")])
def test_a_grade_off_the_scale_is_refused(source: str, information: str) -> None:
    with pytest.raises(ModelError, match="does not exist"):
        Grade(source, information)


REFUSED: list[tuple[Callable[..., Any], dict[str, Any], str]] = [
    (document, dict(id="Doc"), "Doc"),
    (document, dict(id=""), "id"),
    (document, dict(id="../secrets"), "cannot be used"),
    (document, dict(id="d" * 81), "at most 80"),
    (document, dict(outlet=" "), "outlet"),
    (document, dict(published_basis=""), "published_basis"),
    (document, dict(published="2024-10/.."), "open-ended"),
    (document, dict(published="../2024-10"), "open-ended"),
    (document, dict(url="javascript:alert(1)"), "javascript:alert"),
    (document, dict(url="data:text/html,x"), "web address"),
    (document, dict(url="//example.org"), "web address"),
    (document, dict(url="https://"), "web address"),
    (document, dict(url="https://example.org/ onclick=x"), "web address"),
    (document, dict(sha256="abc"), "SHA-256"),
    (document, dict(sha256="A" * 64), "SHA-256"),
    (originator, dict(name=""), "name"),
    (originator, dict(id="a", parent="a"), "own parent"),
    (claim, dict(summary="\t"), "summary"),
    (claim, dict(date="2024-10", date_basis=""), "date_basis"),
    (claim, dict(id="a", part_of="a"), "part of itself"),
    (statement, dict(grade_basis=""), "grade_basis"),
    (statement, dict(paragraph=0), "1 or more"),
    (statement, dict(start=4), "both ends"),
    (statement, dict(end=4), "both ends"),
    (statement, dict(start=4, end=4), "reversed"),
    (statement, dict(start=9, end=4), "reversed"),
    (statement, dict(start=-1, end=4), "reversed"),
    (Override, dict(confidence=Confidence.HIGH, reason=""), "reason"),
]


@pytest.mark.parametrize(("make", "fields", "named"), REFUSED)
def test_what_may_not_exist(make: Callable[..., Any], fields: dict[str, Any], named: str) -> None:
    with pytest.raises(ModelError) as refused:
        make(**fields)
    assert named in str(refused.value)


@pytest.mark.parametrize("url", ["https://example.org/a?b=c#d", "http://example.org", None])
def test_web_addresses_are_kept(url: str | None) -> None:
    assert document(url=url).url == url


def test_a_message_does_not_carry_ten_thousand_characters() -> None:
    with pytest.raises(ModelError) as refused:
        document(id="X" * 10_000)
    assert len(str(refused.value)) < 400


def test_what_exists_cannot_be_changed() -> None:
    for made in (document(), originator(), claim(), statement("s"), Grade()):
        with pytest.raises((FrozenInstanceError, TypeError)):
            made.id = "other"  # type: ignore[union-attr,misc]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "place in the document not recorded"),
        ({"paragraph": 3}, "paragraph 3"),
        ({"start": 0, "end": 5}, "characters 0–5"),
        ({"paragraph": 3, "start": 651, "end": 798}, "paragraph 3, characters 651–798"),
    ],
)
def test_a_locator_in_words(fields: dict[str, Any], words: str) -> None:
    assert statement("s", **fields).locator() == words


def test_when_it_was_said_and_when_taken_back_are_kept_as_dates() -> None:
    one = statement("s", known=read_date("2024-10-13"), retracted=read_date("2024-11~"))
    assert one.known is not None
    assert one.known.words() == "13 Oct 2024"
    assert one.retracted is not None
    assert one.retracted.approximate
