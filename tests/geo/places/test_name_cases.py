"""A table of names as this year's news writes them, with what an analyst expects of each.

`cases/names.csv` was written down before any answer was seen; where table and program differed,
either the rule was mended or, with a reason in `why`, the expectation. `expected_place` is an id of
gazetteer.csv or a part of the shown name (several with |), `expected_country` a country or an
admin-1 code. `status` may also be `either` (resolved or ambiguous) and `notresolved` (ambiguous or
unresolved).
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from geo.places import Resolution, load_gazetteer
from geo.places.names import normalise

GAZETTEER = load_gazetteer()
IDS = {place.id for place in GAZETTEER.places}
ALLOWED = {
    "resolved": {"resolved"},
    "ambiguous": {"ambiguous"},
    "unresolved": {"unresolved"},
    "either": {"resolved", "ambiguous"},
    "notresolved": {"ambiguous", "unresolved"},
}
with (Path(__file__).parent / "cases" / "names.csv").open(encoding="utf-8", newline="") as file:
    CASES = list(csv.DictReader(file))


def test_the_table_is_a_table() -> None:
    assert len(CASES) > 1000
    keys = [(case["name"], case["context"], case["country"]) for case in CASES]
    assert len(keys) == len(set(keys))
    assert all(case["status"] in ALLOWED and case["why"] for case in CASES)


IDS_OF_CASES = [f"{number}-{case['name'][:40]!a}" for number, case in enumerate(CASES, 2)]


@pytest.mark.parametrize("case", CASES, ids=IDS_OF_CASES)
def test_an_analyst_gets_what_is_expected(case: dict[str, str]) -> None:
    answer = GAZETTEER.resolve(
        case["name"], context=case["context"] or None, country=case["country"] or None
    )
    told = (case, answer.place, answer.reasons)
    assert answer.status.value in ALLOWED[case["status"]], told
    assert _is_expected(case, answer), told
    assert answer.reasons
    assert all(reason.endswith(".") for reason in answer.reasons), told


def _is_expected(case: dict[str, str], answer: Resolution) -> bool:
    place, wanted = answer.place, case["expected_place"]
    if place is None:
        return case["status"] in ("unresolved", "notresolved")
    if wanted in IDS:
        named = place.id == wanted
    else:
        shown = normalise(place.name)
        named = not wanted or any(normalise(part) in shown for part in wanted.split("|"))
    where = case["expected_country"]
    there = not where or where in (place.country, place.admin1)
    return named and there and case["level"] in ("", place.level.value)
