"""What goes into the map's script, and what is believed of what comes back."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from folium.template import Template
from hypothesis import given
from hypothesis import strategies as st

from dashboard.components.claim_map import chosen_rows
from dashboard.components.offline_map import script_json
from dashboard.routes import data_url

HERE = data_url("t")

HOSTILE = [
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<!--",
    "]]>",
    "`;alert(1);`",
    "${alert(1)}",
    "${1}",
    "$",
    "{{ 7 * 7 }}",
    "{{{{{",
    "{% include 'x' %}",
    "{# not shown #}",
    "\\{{",
    "\\`",
    "\u2028\u2029",
    "\u202eright to left",
    "&lt;script&gt;",
    "'\"\\",
    "\U0001f600 \ud800",
    "\0\x7f\n\r",
    "x" * 10_000,
]
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
    | st.text("<>&`${}%#\\\"'/\u2028\u2029", max_size=12)
    | st.sampled_from(HOSTILE),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
BREAKS_OUT = re.compile(r"[<>&`$\u2028\u2029\x00-\x1f]|[^\x00-\x7f]|\{\{|\{%|\{#")


def check(value: Any) -> None:
    written = script_json(value)
    assert BREAKS_OUT.search(written) is None
    assert json.loads(written) == value


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text)[:24])
def test_nothing_gets_out_of_a_script(text: str) -> None:
    check(text)
    check({text: [text, {"a": text}]})


@given(JSON)
def test_any_json_comes_back_the_same(value: Any) -> None:
    check(value)


@given(JSON)
def test_a_template_leaves_it_alone(value: Any) -> None:
    written = script_json(value)
    assert Template(written).render() == written


def test_what_is_no_json_is_refused() -> None:
    for value in (float("nan"), float("inf")):
        with pytest.raises(ValueError, match="JSON compliant"):
            script_json({"x": value})


@pytest.mark.parametrize(
    ("report", "rows"),
    [
        ({"event": "select", "data": HERE, "rows": [3, 1]}, (3, 1)),
        ({"event": "select", "data": HERE, "rows": []}, ()),
        ({"event": "select", "data": HERE, "rows": [0, 9, 10, -1]}, (0, 9)),
        ({"event": "select", "data": HERE, "rows": [True, "3", 3.0, None, [1], 2]}, (2,)),
        ({"event": "select", "data": HERE, "rows": [10**30]}, ()),
        ({"event": "select", "data": HERE, "rows": "123"}, ()),
        ({"event": "select", "data": HERE, "rows": {"0": 1}}, ()),
        ({"event": "select"}, ()),
        ({"event": "move", "rows": [1]}, ()),
        ({"rows": [1]}, ()),
        ({}, ()),
        (None, ()),
        ([1, 2], ()),
        ("select", ()),
        (7, ()),
    ],
)
def test_a_report_is_input_like_any_other(report: Any, rows: tuple[int, ...]) -> None:
    assert chosen_rows(report, "t", 10) == rows


@given(JSON, st.integers(0, 5))
def test_any_report_names_rows_of_the_table_or_none(report: Any, n: int) -> None:
    told = {"event": "select", "rows": report, "data": HERE}
    assert all(0 <= row < n for row in chosen_rows(report, "t", n))
    assert all(0 <= row < n for row in chosen_rows(told, "t", n))


def test_a_click_on_claims_drawn_before_names_nothing() -> None:
    told = {"event": "select", "rows": [3], "data": data_url("then")}
    assert chosen_rows(told, "then", 10) == (3,)
    assert chosen_rows(told, "now", 10) == ()
