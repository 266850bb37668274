"""Everyday dates become proposals in EDTF; dates say which days filters take."""

from __future__ import annotations

import pytest

from dashboard.forms.dates import answer
from dashboard.forms.everyday import propose
from geo.claims.dates import read_date


@pytest.mark.parametrize(
    ("typed", "edtf"),
    [
        ("Oct 2024", "2024-10"),
        ("the night of 4 November 2024", "2024-11-04"),
        ("night of 4 to 5 November 2024", "2024-11-04/2024-11-05"),
        ("Monday, 4 November 2024", "2024-11-04"),
        ("on 4 November 2024, in the early morning", "2024-11-04"),
        ("late on Monday 4 Nov. 2024", "2024-11-04"),
        ("overnight to 5 November 2024", "2024-11-05"),
        ("October, 2024", "2024-10"),
        ("15 Oct 2024", "2024-10-15"),
        ("October 15th, 2024", "2024-10-15"),
        ("15.10.2024", "2024-10-15"),
        ("2024-1-5", "2024-01-05"),
        ("early October 2024", "2024-10-01~/2024-10-10~"),
        ("mid-October 2024", "2024-10-11~/2024-10-20~"),
        ("the end of February 2024", "2024-02-21~/2024-02-29~"),
        ("early to mid October 2024", "2024-10-01~/2024-10-20~"),
        ("mid-October to early November 2024", "2024-10-11~/2024-11-10~"),
        ("first half of 2024", "2024-01~/2024-06~"),
        ("Q3 2024", "2024-07/2024-09"),
        ("since Aug 2023", "2023-08/.."),
        ("since mid-August 2023", "2023-08-11~/.."),
        ("until 18 October 2024", "../2024-10-18"),
        ("between 1 and 15 October 2024", "2024-10-01/2024-10-15"),
        ("1–15 Oct 2024", "2024-10-01/2024-10-15"),
        ("from 28 September to 3 October 2024", "2024-09-28/2024-10-03"),
        ("October and November 2024", "2024-10/2024-11"),
        ("2024-10 to 2024-12", "2024-10/2024-12"),
        ("autumn 2024", "2024-23"),
        ("winter 2024", "2024-24"),
        ("about October 2024", "2024-10~"),
        ("probably October 2024", "2024-10?"),
        ("probably mid-October 2024", "2024-10-11%/2024-10-20%"),
        ("2020s", "202X"),
        ("13 жовтня 2024", "2024-10-13"),
        ("3 октября 2024 года", "2024-10-03"),
        ("12 Oktober 2024", "2024-10-12"),
        ("2024년 10월 3일", "2024-10-03"),
    ],
)
def test_everyday_words_propose_a_date(typed: str, edtf: str) -> None:
    proposals, hint = propose(typed)
    assert proposals[0].edtf == edtf
    assert proposals[0].words == read_date(edtf).words()
    assert hint == ""
    assert answer(typed).date is None, "a proposal is not taken by itself"


def test_both_orders_of_numbers_are_offered_where_both_exist() -> None:
    proposals, _ = propose("10/12/2024")
    assert [one.edtf for one in proposals] == ["2024-12-10", "2024-10-12"]
    assert [one.edtf for one in propose("25/12/2024")[0]] == ["2024-12-25"]


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("October", "Add the year"),
        ("yesterday", "Count back from the day of the report"),
        ("last week", "Count back"),
        ("31 Feb 2024", "There is no such day"),
        ("in due course", "Try"),
        ("<img src=x onerror=alert(1)>", "Try"),
    ],
)
def test_what_is_not_understood_gives_a_hint_of_our_own_words(typed: str, hint: str) -> None:
    proposals, said = propose(typed)
    assert proposals == ()
    assert hint in said
    assert typed not in said


def test_nothing_and_far_too_much_give_nothing() -> None:
    assert propose("") == ((), "")
    assert propose("1 " * 5_000) == ((), "")
    assert answer("  ").sentence == ""


@pytest.mark.parametrize(
    ("edtf", "sentence"),
    [
        ("2024-10~", "about Oct 2024: 1 to 31 Oct 2024 for filters"),
        ("2024-10-15", "15 Oct 2024, a Tuesday"),
        ("2024", "2024: 1 Jan to 31 Dec 2024 for filters"),
        ("2024-24", "winter 2024: 1 Dec 2024 to 28 Feb 2025 for filters"),
        ("2023-08/..", "since Aug 2023: 1 Aug 2023 to the newest report for filters"),
        ("../2024-10-18", "until 18 Oct 2024: any day up to 18 Oct 2024 for filters"),
    ],
)
def test_a_date_says_which_days_filters_take(edtf: str, sentence: str) -> None:
    said = answer(edtf)
    assert said.sentence == sentence
    assert said.date == read_date(edtf)
    assert said.proposals == ()


def test_what_was_meant_as_edtf_is_told_what_is_wrong_with_it() -> None:
    assert "Swap the two dates" in answer("2024-10-20/2024-10-01").sentence
    assert "does not exist" in answer("2024-13").sentence
