"""What passes a filter, and what is counted as set aside."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.claims.counts import Counts, count, range_words
from geo.claims.selection import Clock, Selection, select, without_dates
from geo.claims.table import NO_DAY, ClaimTable, day_of
from geo.claims.vocabulary import Confidence, Kind, Stance, Status
from geo.errors import QueryError
from geo.places.gazetteer import load_gazetteer
from geo.places.location import Relation
from tests.geo.claims.builders import claim, dataset, document, originator, statement

GAZETTEER = load_gazetteer()
PEOPLE = [
    originator("south-korea"),
    originator("agency", "south-korea"),
    originator("russia"),
    originator("kremlin", "russia"),
    originator("peskov", "kremlin"),
]
PAPERS = [document("oct", "2024-10-18"), document("feb", "2025-02-27~/2025-03-01~")]


def example() -> ClaimTable:
    """Seven claims that differ in date, place, kind and voices."""
    claims = [
        claim("day", "2024-10-15", place="vladivostok", actor="North Korea"),
        claim("about", "2024-10~", place="ussuriysk", relation=Relation.NEAR, kind=Kind.SIGHTING),
        claim("since", "2023-08/..", place="russia", kind=Kind.TRANSFER),
        claim("undated", place="poltava-oblast", kind=Kind.INCIDENT),
        claim("nowhere", "2024-10-20", place_words="the battlefield"),
        claim("neither", summary="Straße and ДОНЕЦЬК in one sentence."),
        claim("old", "1968", place="vietnam"),
    ]
    told = [
        statement("s1", "day", document="oct", originator="agency"),
        statement("s2", "day", document="feb", originator="peskov", stance=Stance.DENIES),
        statement("s3", "about", document="oct", originator="agency"),
        statement("s4", "since", document="feb", originator="agency"),
        statement("s5", "undated", document="oct", originator="russia", note="Cites a poster"),
        statement("s6", "nowhere", document="oct", originator="peskov", stance=Stance.UNVERIFIED),
        statement("s7", "neither", document="oct", originator="agency", grade="F6"),
        statement("s8", "old", document="oct", originator="agency", via=("Yonhap",)),
    ]
    return ClaimTable(dataset(claims, told, PAPERS, PEOPLE), GAZETTEER)


TABLE = example()


def passing(**fields: Any) -> set[str]:
    return names(select(TABLE, Selection(**fields)).rows)


def names(mask: Any) -> set[str]:
    return {TABLE.ids[row] for row in np.flatnonzero(mask)}


EVERY = set(TABLE.ids)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, EVERY),
        ({"date_from": date(2024, 10, 15), "date_to": date(2024, 10, 15)}, "day about since"),
        ({"date_from": date(2024, 10, 16)}, "about since nowhere"),
        ({"date_to": date(2024, 10, 14)}, "about since old"),
        ({"date_from": date(2024, 11, 1)}, "since"),
        ({"date_from": date(2025, 3, 1)}, "since"),
        ({"date_from": date(2025, 3, 2)}, ""),  # the open end stops at the newest report
        ({"date_to": date(2023, 7, 31)}, "old"),
        ({"date_to": date(2023, 8, 1)}, "since old"),
        ({"date_from": date(2024, 10, 31), "date_to": date(2024, 10, 31)}, "about since"),
        ({"clock": Clock.REPORT, "date_from": date(2025, 1, 1)}, "day since"),
        ({"clock": Clock.REPORT, "date_to": date(2024, 10, 18)}, EVERY - {"since"}),
        ({"clock": Clock.REPORT, "date_to": date(2024, 10, 17)}, ""),
        ({"clock": Clock.REPORT, "date_from": date(2025, 3, 1)}, "day since"),
        ({"kinds": (Kind.SIGHTING, Kind.TRANSFER)}, "about since"),
        ({"stances": (Stance.DENIES,)}, "day"),
        ({"stances": (Stance.DENIES, Stance.UNVERIFIED)}, "day nowhere"),
        ({"origins": ("agency",)}, "day about since neither old"),
        ({"origins": ("south-korea",)}, "day about since neither old"),
        ({"origins": ("russia",)}, "day undated nowhere"),
        ({"origins": ("kremlin",)}, "day nowhere"),
        ({"origins": ("kremlin", "south-korea")}, "day about since nowhere neither old"),
        # One statement must have both: the agency asserts, so it is not who denies.
        ({"origins": ("agency",), "stances": (Stance.DENIES,)}, ""),
        ({"origins": ("russia",), "stances": (Stance.ASSERTS,)}, "undated"),
        ({"statuses": (Status.CONTESTED,)}, "day"),
        ({"statuses": (Status.UNVERIFIED,)}, "nowhere"),
        ({"confidences": (Confidence.NOT_JUDGED,)}, "nowhere neither"),
        ({"text": "strasse"}, "neither"),
        ({"text": "  донецьк  ONE "}, "neither"),
        ({"text": "донецьк two"}, ""),
        ({"text": "poster"}, "undated"),  # the note of a statement
        ({"text": "yonhap"}, "old"),
        ({"text": "peskov"}, "day nowhere"),
        ({"text": "Владивосток"}, "day"),  # a name of the place in another language
        ({"text": "battlefield"}, "nowhere"),
        ({"text": ".*"}, ""),  # words, not patterns
        ({"text": "%"}, ""),
    ],
    ids=lambda value: None if isinstance(value, (dict, set)) else value.replace(" ", "+") or "none",
)
def test_what_passes(fields: dict[str, Any], expected: str | set[str]) -> None:
    wanted = expected if isinstance(expected, set) else set(expected.split())
    assert passing(**fields) == wanted


@pytest.mark.parametrize(
    ("box", "expected"),
    [
        ((131.0, 42.0, 133.0, 45.0), "day about since"),
        ((131.88, 43.8, 133.0, 44.0), "about since"),  # inside the ring, off its centre
        ((132.2, 43.7, 132.3, 43.9), "about since"),
        ((30.0, 47.0, 37.0, 52.0), "since undated"),
        ((170.0, 60.0, -170.0, 70.0), "since"),  # Chukotka lies on both sides of 180
        ((-175.0, 60.0, -170.0, 70.0), "since"),
        ((175.0, -20.0, -175.0, -10.0), ""),
        ((-180.0, -90.0, 180.0, 90.0), "day about since undated old"),
        ((34.0, 49.5, 34.001, 49.501), "undated"),  # the whole oblast counts, not its label
    ],
)
def test_a_box_meets_the_shape_on_the_ground(
    box: tuple[float, float, float, float], expected: str
) -> None:
    assert passing(bbox=box) == set(expected.split())


def test_undated_and_unplaced_are_set_aside_and_counted() -> None:
    october: dict[str, Any] = {"date_from": date(2024, 10, 1), "date_to": date(2024, 10, 31)}
    box = (131.0, 42.0, 133.0, 45.0)
    found = select(TABLE, Selection(**october, bbox=box))
    assert names(found.rows) == {"day", "about", "since"}
    # The undated claim in Poltava lies outside the box, so it is not missing for its date.
    assert names(found.undated) == {"neither"}
    assert names(found.unplaced) == {"nowhere", "neither"}
    kept = select(
        TABLE, Selection(**october, bbox=box, include_undated=True, include_unplaced=True)
    )
    assert names(kept.rows) == {"day", "about", "since", "nowhere", "neither"}
    assert not kept.undated.any()
    assert not kept.unplaced.any()


def test_undated_claims_are_no_loss_by_report_date() -> None:
    found = select(TABLE, Selection(clock=Clock.REPORT, date_to=date(2024, 10, 18)))
    assert "undated" in names(found.rows)
    assert not found.undated.any()


def test_other_filters_decide_first_what_is_set_aside() -> None:
    found = select(TABLE, Selection(date_from=date(2024, 1, 1), kinds=(Kind.INCIDENT,)))
    assert names(found.undated) == {"undated"}
    assert names(found.rows) == set()


@pytest.mark.parametrize(
    "fields",
    [
        {"date_from": date(2024, 10, 2), "date_to": date(2024, 10, 1)},
        {"bbox": (0.0, 10.0, 1.0, 10.0)},
        {"bbox": (0.0, 10.0, 1.0, 5.0)},
        {"bbox": (0.0, -91.0, 1.0, 5.0)},
        {"bbox": (0.0, 0.0, 181.0, 5.0)},
        {"bbox": (float("nan"), 0.0, 1.0, 5.0)},
        {"bbox": (0.0, 0.0, float("inf"), 5.0)},
    ],
)
def test_filters_that_contradict_themselves(fields: dict[str, Any]) -> None:
    with pytest.raises(QueryError):
        Selection(**fields)


def test_an_originator_that_does_not_exist_is_named() -> None:
    with pytest.raises(QueryError, match="nobody"):
        select(TABLE, Selection(origins=("nobody",)))


def test_everything_is_everything() -> None:
    assert Selection().is_everything
    assert not Selection(text="a").is_everything
    dated = Selection(date_from=date(2024, 1, 1), date_to=date(2024, 2, 1), text="a")
    assert without_dates(dated) == Selection(text="a")


DAYS = st.dates(date(2023, 1, 1), date(2025, 12, 31))


@settings(max_examples=40)
@given(DAYS, st.integers(0, 400), st.sampled_from(Clock))
def test_a_range_passes_what_overlaps_it(start: date, length: int, clock: Clock) -> None:
    end = start + timedelta(days=length)
    expected = set()
    for row, name in enumerate(TABLE.ids):
        if clock is Clock.EVENT:
            spans = [(TABLE.first_day[row], TABLE.last_day[row])]
        else:
            mine = TABLE.voice_row == row
            spans = list(zip(TABLE.voice_first_day[mine], TABLE.voice_last_day[mine], strict=True))
        if any(a != NO_DAY and day_of(a) <= end and day_of(b) >= start for a, b in spans):
            expected.add(name)
    assert passing(date_from=start, date_to=end, clock=clock) == expected


@settings(max_examples=40)
@given(st.text(max_size=12))
def test_any_search_text_is_answered(text: str) -> None:
    found = passing(text=text)
    assert found <= EVERY
    if not text.strip():
        assert found == EVERY


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        (
            (37, 14, 3, 1, 20, 20),
            "14 of 37 claims · 3 country level · 1 no place · 20 no date, left out",
        ),
        ((37, 37, 0, 0, 20, 0), "37 of 37 claims · 20 no date"),
        ((1, 0, 0, 0, 0, 0), "0 of 1 claim"),
        ((0, 0, 0, 0, 0, 0), "0 of 0 claims"),
        ((1_000_000, 10_000, 0, 0, 0, 0), "10,000 of 1,000,000 claims"),
    ],
)
def test_counts_in_words(numbers: tuple[int, ...], words: str) -> None:
    assert Counts(*numbers).words() == words


def test_what_is_counted_is_claims() -> None:
    october = Selection(date_from=date(2024, 10, 1), date_to=date(2024, 10, 31))
    counted = count(TABLE, select(TABLE, october))
    assert counted == Counts(
        total=7, shown=4, country_level=1, unplaced=1, undated=2, undated_left_out=2
    )
    everything = count(TABLE, select(TABLE, Selection()))
    assert everything == Counts(
        total=7, shown=7, country_level=2, unplaced=2, undated=2, undated_left_out=0
    )


def test_the_range_in_words() -> None:
    first, last = date(2024, 10, 1), date(2024, 10, 31)
    assert range_words(Selection()) == "all dates"
    assert range_words(Selection(date_from=first)) == "events since 1 Oct 2024"
    assert range_words(Selection(date_to=last)) == "events until 31 Oct 2024"
    assert range_words(Selection(date_from=first, date_to=first)) == "events of 1 Oct 2024"
    both = Selection(date_from=first, date_to=last, clock=Clock.REPORT)
    assert range_words(both) == "reports 1 Oct 2024 – 31 Oct 2024"
