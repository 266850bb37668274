from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.place_query import MAX_CONTEXT_IN_ADDRESS, PlaceQuery, read_query, write_query
from geo.places.country_bounds import COUNTRY_BOUNDS
from geo.places.names import MAX_NAME_LENGTH

QUESTIONS = st.builds(
    PlaceQuery,
    name=st.text(max_size=MAX_NAME_LENGTH),
    context=st.text(max_size=MAX_CONTEXT_IN_ADDRESS),
    country=st.none() | st.sampled_from(sorted(COUNTRY_BOUNDS)),
    chosen=st.none() | st.text(min_size=1, max_size=200),
)


@given(QUESTIONS)
def test_a_question_comes_back_from_its_address(asked: PlaceQuery) -> None:
    query = {name: [value] for name, value in write_query(asked).items()}
    assert read_query(query) == asked


@pytest.mark.parametrize(
    "query",
    [
        {"country": ["QQ"]},
        {"country": ["<script>"]},
        {"chosen": [""]},
        {"name": []},
        {"from": ["2024-10-01"]},
    ],
)
def test_what_is_no_question_is_dropped(query: dict[str, list[str]]) -> None:
    assert read_query(query) == PlaceQuery()


def test_good_values_beside_bad_ones_are_kept() -> None:
    asked = read_query({"name": ["Donetsk", "Kursk"], "country": ["ru"], "chosen": ["x" * 900]})
    assert asked.name == "Donetsk"
    assert asked.country == "RU"
    assert len(asked.chosen or "") == 200


def test_a_long_question_is_left_out_whole() -> None:
    asked = PlaceQuery(name="x" * 10_000, context="y" * 10_000, country="UA")
    assert write_query(asked) == {"country": "UA"}
    assert not asked.fits_address
