from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.exchange.plain_text import pad, plain, shorten, width


@given(st.text())
def test_nothing_that_steers_a_terminal_gets_through(text: str) -> None:
    safe = plain(text)
    forbidden = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
    assert not any(unicodedata.category(letter) in forbidden for letter in safe)
    assert plain(safe) == safe


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("\x1b[2J\x1b]0;title\x07gone", "\ufffd[2J\ufffd]0;title\ufffdgone"),
        ("\u009b31mred", "\ufffd31mred"),
        ("safe\u202egnp.exe", "safegnp.exe"),
        ("two\nlines\tand\r\nmore\u2028here", "two lines and more here"),
        ("Донецьк 한국", "Донецьк 한국"),
    ],
)
def test_known_tricks(text: str, safe: str) -> None:
    assert plain(text) == safe


def test_marks_cannot_climb_over_other_lines() -> None:
    assert len(plain("a" + "\u0301" * 50)) == 5


def test_width_counts_terminal_columns() -> None:
    assert width("Donetsk") == 7
    assert width("도네츠크") == 8
    assert width("e\u0301") == 1
    assert width("\u1112\u1161\u11ab") == 2  # one syllable in three pieces


@given(st.text().map(plain), st.integers(1, 30))
def test_shortened_text_fits(text: str, columns: int) -> None:
    cut = shorten(text, columns)
    assert width(cut) <= columns
    assert cut == text or cut.endswith("…")
    assert width(pad(cut, columns)) == columns


def test_there_may_be_no_room_at_all() -> None:
    assert shorten("text", 0) == ""
