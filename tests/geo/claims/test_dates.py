"""EDTF level 1 as analysts write it; the rules stand in docs/decisions/dates.md."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.claims.dates import NORTHERN_SEASON_MONTHS, day_words, read_date
from geo.errors import DateError

DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))
MARKS = st.sampled_from(["", "~", "?", "%"])
MONTHS = st.builds(
    lambda year, month: f"{year:04d}-{month:02d}", st.integers(1, 9999), st.integers(1, 12)
)
SINGLE = st.one_of(
    DAYS.map(date.isoformat),
    MONTHS,
    st.integers(1, 9999).map(lambda year: f"{year:04d}"),
    st.integers(1, 999).map(lambda decade: f"{decade:03d}X"),
    st.integers(1, 99).map(lambda century: f"{century:02d}XX"),
    MONTHS.map(lambda month: f"{month}-XX"),
    st.integers(1, 9999).map(lambda year: f"{year:04d}-XX"),
    st.integers(1, 9999).map(lambda year: f"{year:04d}-XX-XX"),
    st.builds(lambda year, s: f"{year:04d}-{s}", st.integers(1, 9998), st.integers(21, 24)),
)


@pytest.mark.parametrize(
    ("text", "first", "last", "words"),
    [
        ("2024-10-05", "2024-10-05", "2024-10-05", "5 Oct 2024"),
        ("2024-02-29", "2024-02-29", "2024-02-29", "29 Feb 2024"),
        ("2024-10", "2024-10-01", "2024-10-31", "Oct 2024"),
        ("2024", "2024-01-01", "2024-12-31", "2024"),
        ("2024-10~", "2024-10-01", "2024-10-31", "about Oct 2024"),
        ("2024-10?", "2024-10-01", "2024-10-31", "Oct 2024 (uncertain)"),
        ("2024-10%", "2024-10-01", "2024-10-31", "about Oct 2024 (uncertain)"),
        ("2024-10-05~", "2024-10-05", "2024-10-05", "about 5 Oct 2024"),
        ("202X", "2020-01-01", "2029-12-31", "2020s"),
        ("200X", "2000-01-01", "2009-12-31", "2000s"),
        ("20XX", "2000-01-01", "2099-12-31", "2000–2099"),
        ("2024-XX", "2024-01-01", "2024-12-31", "2024"),
        ("2024-XX-XX", "2024-01-01", "2024-12-31", "2024"),
        ("2023-02-XX", "2023-02-01", "2023-02-28", "Feb 2023"),
        ("2024-02-XX", "2024-02-01", "2024-02-29", "Feb 2024"),
        ("2024-21", "2024-03-01", "2024-05-31", "spring 2024"),
        ("2024-22", "2024-06-01", "2024-08-31", "summer 2024"),
        ("2023-23", "2023-09-01", "2023-11-30", "autumn 2023"),
        ("2023-24", "2023-12-01", "2024-02-29", "winter 2023"),
        ("2024-24~", "2024-12-01", "2025-02-28", "about winter 2024"),
        ("2024-10-01/2024-10-15", "2024-10-01", "2024-10-15", "1–15 Oct 2024"),
        ("2024-10-01~/2024-10-15~", "2024-10-01", "2024-10-15", "about 1–15 Oct 2024"),
        ("2024-09-30/2024-10-02", "2024-09-30", "2024-10-02", "30 Sep – 2 Oct 2024"),
        ("2023-12-31/2024-01-01", "2023-12-31", "2024-01-01", "31 Dec 2023 – 1 Jan 2024"),
        ("2024-08/2024-10", "2024-08-01", "2024-10-31", "Aug – Oct 2024"),
        ("2023/2024", "2023-01-01", "2024-12-31", "2023 – 2024"),
        ("2024-21/2024-23", "2024-03-01", "2024-11-30", "spring – autumn 2024"),
        ("2024-10/2024-10-15", "2024-10-01", "2024-10-15", "Oct 2024 – 15 Oct 2024"),
        ("2023-08/..", "2023-08-01", None, "since Aug 2023"),
        ("2023-23/..", "2023-09-01", None, "since autumn 2023"),
        ("2023-08~/..", "2023-08-01", None, "since about Aug 2023"),
        ("../2024-10-18", None, "2024-10-18", "until 18 Oct 2024"),
        ("../2024-10~", None, "2024-10-31", "until about Oct 2024"),
        ("2024-10-15/2024-10-15", "2024-10-15", "2024-10-15", "15 Oct 2024"),
        ("2024-10/2024-10~", "2024-10-01", "2024-10-31", "about Oct 2024"),
    ],
)
def test_what_a_date_means(text: str, first: str | None, last: str | None, words: str) -> None:
    found = read_date(text)
    assert found.first == (date.fromisoformat(first) if first else None)
    assert found.last == (date.fromisoformat(last) if last else None)
    assert found.words() == words
    assert found.text == text


@pytest.mark.parametrize(
    "text",
    [
        "2024-13-40",
        "2024-02-30",
        "2023-02-29",
        "2024-13",
        "2024-00",
        "2024-10-00",
        "2024-06-31?",
        "2024-02-30~",
        "2024-25",  # level 1 knows four seasons
        "2024-10-15/2024-10-01",
        "2025/2024",
        "../..",
        "..",
        "",
        " 2024",
        "2024-10-15\n",
        "2024/",  # "end unknown" is no bound that a filter could use
        "/2024",
        "2024-10-2X",  # level 2
        "2024-1X",
        "2024-XX-15",
        "?2024-10",
        "2024-10-15T10:00:00",
        "Y12024",
        "-2024",
        "0000",
        "000X",
        "9999-24",  # ends in the year 10000
        "0000-21",
        "15/10/2024",
        "October 2024",
        "2024-10-15..2024-10-20",
        "2024-10/2024-11/2024-12",
        "２０２４-21",
        "２０２４-10-15",
        "=2024",
        "2024" * 2_500,
    ],
)
def test_what_is_refused_with_value_and_remedy(text: str) -> None:
    with pytest.raises(DateError) as refused:
        read_date(text)
    message = str(refused.value)
    assert repr(text)[:20] in message or text[:4] in message
    assert any(word in message for word in ("Write a date as", "Swap the two", "Leave the date"))


def test_a_reversed_interval_is_shown_the_right_way_round() -> None:
    with pytest.raises(DateError, match="Swap the two dates: 2024-10-01/2024-10-15"):
        read_date("2024-10-15/2024-10-01")


@given(SINGLE, MARKS)
def test_a_mark_is_shown_and_never_widens(text: str, mark: str) -> None:
    plain, marked = read_date(text), read_date(text + mark)
    assert (marked.first, marked.last) == (plain.first, plain.last)
    assert marked.approximate == (mark in ("~", "%"))
    assert marked.uncertain == (mark in ("?", "%"))
    assert plain.words() in marked.words()


@given(SINGLE, SINGLE)
def test_an_interval_has_the_outer_bounds_or_is_refused(start: str, end: str) -> None:
    first, last = read_date(start).first, read_date(end).last
    assert first is not None
    assert last is not None
    if last < first:
        with pytest.raises(DateError):
            read_date(f"{start}/{end}")
    else:
        both = read_date(f"{start}/{end}")
        assert (both.first, both.last) == (first, last)


@given(SINGLE, MARKS)
def test_the_text_is_kept_and_reads_back_the_same(text: str, mark: str) -> None:
    for whole in (text + mark, f"{text}{mark}/..", f"../{text}{mark}"):
        once = read_date(whole)
        assert once.text == whole
        assert read_date(once.text) == once


@given(st.text(max_size=40) | st.text("0123456789X-/.~?%", max_size=24))
def test_any_text_is_a_date_or_a_date_error(text: str) -> None:
    try:
        found = read_date(text)
    except DateError:
        return
    assert found.first is None or found.last is None or found.first <= found.last
    assert found.words()


@given(st.integers(1, 9998), st.sampled_from(sorted(NORTHERN_SEASON_MONTHS)))
def test_a_season_has_three_whole_months(year: int, season: int) -> None:
    found = read_date(f"{year:04d}-{season}")
    assert found.first is not None
    assert found.last is not None
    assert found.first.day == 1
    assert found.first.month == NORTHERN_SEASON_MONTHS[season][0]
    assert (found.last + timedelta(days=1)).day == 1
    assert 89 <= (found.last - found.first).days + 1 <= 92


@given(st.integers(1, 9999), st.integers(1, 12))
def test_a_month_ends_with_its_last_day(year: int, month: int) -> None:
    found = read_date(f"{year:04d}-{month:02d}")
    assert found.last == date(year, month, calendar.monthrange(year, month)[1])


@given(DAYS)
def test_an_open_end_stops_where_it_was_reported(reported: date) -> None:
    since = read_date("2023-08/..")
    first, last = since.bounds(open_end=reported)
    assert first == date(2023, 8, 1)
    assert last == max(reported, first)
    assert read_date("../2024-10-18").bounds(open_end=reported) == (date.min, date(2024, 10, 18))


@given(DAYS, DAYS)
def test_closed_bounds_do_not_depend_on_the_report(day: date, reported: date) -> None:
    assert read_date(day.isoformat()).bounds(open_end=reported) == (day, day)


def test_day_words_follow_no_locale() -> None:
    assert day_words(date(2024, 3, 5)) == "5 Mar 2024"
