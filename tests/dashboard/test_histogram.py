"""Bars of claims over time, against a count by brute force."""

from __future__ import annotations

import re
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.components.histogram import LEAST_BAR_PERCENT, claims_per_bin, histogram_html
from dashboard.filters import day_range
from geo.claims.selection import Clock
from geo.claims.table import NO_DAY, ClaimTable, day_number
from geo.exchange.seeds import bundled_folder, read_folder
from geo.places.gazetteer import load_gazetteer
from tests.geo.claims.builders import claim, dataset, document, statement

GAZETTEER = load_gazetteer()
SEEDS = ClaimTable(read_folder(bundled_folder(), GAZETTEER).dataset, GAZETTEER)

PAPERS = [
    document("a", "2024-10-01"),
    document("b", "2024-10-05/2024-10-20"),
    document("c", "2024-10-18"),
    document("d", "2025-02-27"),
]


def brute_force(
    table: ClaimTable, mask: np.ndarray[tuple[int], np.dtype[np.bool_]], clock: Clock,
    domain: tuple[date, date], bins: int,
) -> list[int]:  # fmt: skip
    """Which claims touch which slice, one day after the other."""
    start = day_number(domain[0])
    days = day_number(domain[1]) - start + 1
    found: list[set[int]] = [set() for _ in range(bins)]
    for row in np.flatnonzero(mask).tolist():
        if clock is Clock.EVENT:
            spans = [(table.first_day[row], table.last_day[row])]
        else:
            mine = table.voice_row == row
            spans = list(zip(table.voice_first_day[mine], table.voice_last_day[mine], strict=True))
        for first, last in spans:
            if first == NO_DAY:
                continue
            one, other = (
                min(max((int(day) - start) * bins // days, 0), bins - 1) for day in (first, last)
            )
            for number in range(one, other + 1):
                found[number].add(row)
    return [len(rows) for rows in found]


@pytest.mark.parametrize("clock", Clock)
@pytest.mark.parametrize("bins", [1, 7, 48, 500])
def test_the_bundled_claims_are_counted_as_by_hand(clock: Clock, bins: int) -> None:
    domain = day_range(SEEDS, clock)
    assert domain is not None
    for mask in (np.ones(SEEDS.n, np.bool_), SEEDS.kind == 2, np.zeros(SEEDS.n, np.bool_)):
        counted = claims_per_bin(SEEDS, mask, clock, domain, bins)
        assert counted.tolist() == brute_force(SEEDS, mask, clock, domain, bins)


DATES = st.sampled_from(
    [None, "2024-10-05", "2024-10~", "2023-08/..", "2024-10-10/2025-01-10", "../2024-12", "2024"]
)


@settings(max_examples=40)
@given(
    dates=st.lists(DATES, min_size=1, max_size=6),
    told=st.lists(st.tuples(st.integers(0, 5), st.sampled_from("abcd")), min_size=1, max_size=20),
    bins=st.integers(1, 60),
    clock=st.sampled_from(Clock),
    seed=st.integers(0, 2**32 - 1),
)
def test_any_claims_are_counted_as_by_hand(
    dates: list[str | None], told: list[tuple[int, str]], bins: int, clock: Clock, seed: int
) -> None:
    claims = [claim(f"c{n}", one) for n, one in enumerate(dates)]
    voices = [
        statement(f"s{n}", f"c{about % len(claims)}", document=paper)
        for n, (about, paper) in enumerate(told)
    ]
    table = ClaimTable(dataset(claims, voices, PAPERS), GAZETTEER)
    mask = np.random.default_rng(seed).random(table.n) < 0.8
    domain = day_range(table, clock) or (date(2024, 1, 1), date(2024, 12, 31))
    counted = claims_per_bin(table, mask, clock, domain, bins)
    assert counted.tolist() == brute_force(table, mask, clock, domain, bins)
    assert counted.max(initial=0) <= np.count_nonzero(mask)


def test_a_claim_told_five_times_on_one_day_is_one_claim() -> None:
    voices = [statement(f"s{n}", document="a") for n in range(5)] + [statement("s9", document="d")]
    table = ClaimTable(dataset([claim()], voices, PAPERS), GAZETTEER)
    domain = (date(2024, 10, 1), date(2025, 2, 27))
    counted = claims_per_bin(table, np.ones(1, np.bool_), Clock.REPORT, domain, 10)
    assert counted.tolist() == [1, 0, 0, 0, 0, 0, 0, 0, 0, 1]


def test_one_day_is_one_bar() -> None:
    table = ClaimTable(dataset([claim(date="2024-10-05")]), GAZETTEER)
    day = date(2024, 10, 5)
    counted = claims_per_bin(table, np.ones(1, np.bool_), Clock.EVENT, (day, day), 48)
    assert counted[0] == 1


@pytest.mark.parametrize("clock", Clock)
def test_no_claims_are_no_bars(clock: Clock) -> None:
    table = ClaimTable(dataset([]), GAZETTEER)
    assert day_range(table, clock) is None
    domain = (date(2024, 1, 1), date(2024, 12, 31))
    assert claims_per_bin(table, np.zeros(0, np.bool_), clock, domain).sum() == 0


def test_bars_are_numbers_and_those_outside_the_range_are_pale() -> None:
    html = histogram_html(np.array([0, 1, 100, 4]), (0.25, 0.75))
    bars = re.findall(r"height:([\d.]+)%;opacity:([\d.]+)", html)
    assert bars == [("0.0", "0.22"), ("10.0", "0.85"), ("100.0", "0.85"), ("20.0", "0.22")]
    assert 'role="img"' in html
    small = histogram_html(np.array([1, 1_000_000]), (0, 1))
    assert f"height:{LEAST_BAR_PERCENT:.1f}%" in small


def test_nothing_at_all_can_be_drawn() -> None:
    assert "height:0.0%" in histogram_html(np.zeros(3, np.int64), (0, 1))


def test_the_slider_covers_every_known_day() -> None:
    for clock in Clock:
        domain = day_range(SEEDS, clock)
        assert domain is not None
        first, last = (
            (SEEDS.first_day, SEEDS.last_day)
            if clock is Clock.EVENT
            else (SEEDS.voice_first_day, SEEDS.voice_last_day)
        )
        known = (first != NO_DAY) & (first != day_number(date.min))
        assert day_number(domain[0]) <= first[known].min()
        assert day_number(domain[1]) == last[known].max()
        assert domain[1] - domain[0] < timedelta(days=366 * 60)
