"""The rule over columns gives what the rule gives for one claim."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.claims.grading import Voice, assess
from geo.claims.levels import levels, strength_code
from geo.claims.model import Grade
from geo.claims.vocabulary import Stance, code

VOICES = st.builds(
    Voice,
    st.sampled_from("ABC"),
    st.sampled_from(Stance),
    st.builds(Grade, st.sampled_from("ACF"), st.sampled_from("12346")),
)


@settings(max_examples=150)
@given(st.lists(st.lists(VOICES, max_size=5), min_size=1, max_size=6))
def test_levels_are_those_of_assess(claims: list[list[Voice]]) -> None:
    told = [(row, one) for row, voices in enumerate(claims) for one in voices]
    status, confidence = levels(
        len(claims),
        np.array([row for row, _ in told], np.int32),
        np.array(["ABC".index(one.root) for _, one in told], np.int32),
        np.array([code(one.stance) for _, one in told], np.uint8),
        np.array([strength_code(one.grade) for _, one in told], np.uint8),
    )
    expected = [assess(tuple(voices)) for voices in claims]
    assert status.tolist() == [code(one.status) for one in expected]
    assert confidence.tolist() == [code(one.confidence) for one in expected]
