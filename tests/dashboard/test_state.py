"""An address is input from anybody: what is good is taken, the rest dropped one by one."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.state import MAX_TEXT, PageState, View, read_query, read_view, write_query
from geo.claims.selection import Clock, Selection
from geo.claims.vocabulary import Confidence, Kind, Stance, Status
from geo.places.regions import BoundaryView

ORIGINS = ("nis", "kremlin", "united-states")

FULL = {
    "from": ["2024-10-01"],
    "to": ["2024-10-31"],
    "by": ["report"],
    "kind": ["deployment", "transfer"],
    "stance": ["denies"],
    "status": ["contested"],
    "confidence": ["low", "not-judged"],
    "who": ["kremlin"],
    "q": ["navy ships"],
    "known": ["2024-11-01"],
    "recorded": ["2026-11-25"],
    "borders": ["de-facto"],
    "claim": ["base-near-ussuriysk"],
    "view": ["48.5000,37.2000,6"],
}


def test_a_full_address_is_read_and_written_back() -> None:
    state = read_query(FULL, ORIGINS)
    assert state == PageState(
        selection=Selection(
            date_from=date(2024, 10, 1),
            date_to=date(2024, 10, 31),
            clock=Clock.REPORT,
            kinds=(Kind.DEPLOYMENT, Kind.TRANSFER),
            stances=(Stance.DENIES,),
            statuses=(Status.CONTESTED,),
            confidences=(Confidence.LOW, Confidence.NOT_JUDGED),
            origins=("kremlin",),
            text="navy ships",
        ),
        as_known=date(2024, 11, 1),
        as_recorded=date(2026, 11, 25),
        boundary=BoundaryView.DE_FACTO,
        claim="base-near-ussuriysk",
        view=View(48.5, 37.2, 6),
    )
    assert write_query(state) == FULL


def test_an_empty_address_is_the_plain_page() -> None:
    assert read_query({}, ORIGINS) == PageState()
    assert write_query(PageState()) == {}


HOSTILE = [
    "javascript:alert(1)",
    "<script>",
    "${alert(1)}",
    "NaN",
    "nan,nan,nan",
    "inf,0,3",
    "1e999,0,3",
    "0,0",
    "0,0,3,4",
    "90,0,3",
    "0,541,3",
    "0,0,99",
    "0,0,-1",
    "2024-13-40",
    "0000-00-00",
    "10000-01-01",
    "-1",
    "../../etc",
    "\0",
    "\u202e",
    "9" * 10_000,
    "DEPLOYMENT",
    "deployment ",
    "",
]


@pytest.mark.parametrize("name", [one for one in FULL if one not in ("q", "claim")])
@pytest.mark.parametrize("value", HOSTILE, ids=lambda text: repr(text)[:24])
def test_a_bad_value_is_dropped_and_the_others_stay(name: str, value: str) -> None:
    expected = write_query(read_query({k: v for k, v in FULL.items() if k != name}, ORIGINS))
    assert write_query(read_query(FULL | {name: [value]}, ORIGINS)) == expected


@pytest.mark.parametrize("name", ["kind", "stance", "status", "confidence", "who"])
@pytest.mark.parametrize("value", HOSTILE, ids=lambda text: repr(text)[:24])
def test_bad_words_of_a_list_are_dropped_one_by_one(name: str, value: str) -> None:
    mixed = FULL | {name: [value, *FULL[name], value, *FULL[name]]}
    assert write_query(read_query(mixed, ORIGINS)) == FULL


def test_a_reversed_range_is_no_range() -> None:
    state = read_query({"from": ["2024-10-31"], "to": ["2024-10-01"], "kind": ["other"]}, ORIGINS)
    assert state.selection == Selection(kinds=(Kind.OTHER,))


def test_long_text_is_cut() -> None:
    state = read_query({"q": ["x" * 10_000], "claim": ["y" * 10_000]}, ORIGINS)
    assert len(state.selection.text) == MAX_TEXT
    assert len(state.claim or "") == 80


def test_parameters_nobody_knows_are_not_written_back() -> None:
    assert write_query(read_query({"next": ["//evil.example"], "kind": []}, ORIGINS)) == {}


QUERIES = st.dictionaries(
    st.sampled_from([*FULL, "other"]),
    st.lists(st.text(max_size=30) | st.sampled_from(HOSTILE), max_size=4),
)


@given(QUERIES)
def test_any_address_gives_a_state_that_its_own_address_reopens(
    query: dict[str, list[str]],
) -> None:
    state = read_query(query, ORIGINS)
    assert read_query(write_query(state), ORIGINS) == state or state.view is not None
    # A view is written with four decimals, eleven metres; after that it stays.
    once = read_query(write_query(state), ORIGINS)
    assert read_query(write_query(once), ORIGINS) == once


def several(words: list[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(st.sampled_from(words), unique=True, max_size=3).map(tuple)


DAYS = st.dates(date(1000, 1, 1), date(2999, 12, 31))
SELECTIONS = st.builds(
    lambda days, **fields: Selection(date_from=min(days), date_to=max(days), **fields),
    st.tuples(DAYS, DAYS),
    clock=st.sampled_from(Clock),
    kinds=several(list(Kind)),
    stances=several(list(Stance)),
    statuses=several(list(Status)),
    confidences=several(list(Confidence)),
    origins=several(list(ORIGINS)),
    text=st.text(max_size=MAX_TEXT),
)
VIEWS = st.builds(
    View,
    st.integers(-850_000, 850_000).map(lambda n: n / 10_000),
    st.integers(-5_400_000, 5_400_000).map(lambda n: n / 10_000),
    st.integers(8, 40).map(lambda n: n / 4),
)
STATES = st.builds(
    PageState,
    selection=SELECTIONS,
    as_known=st.none() | DAYS,
    as_recorded=st.none() | DAYS,
    boundary=st.sampled_from(BoundaryView),
    claim=st.none() | st.from_regex(r"[a-z0-9][a-z0-9._-]{0,79}", fullmatch=True),
    view=st.none() | VIEWS,
)


@given(STATES)
def test_reading_undoes_writing(state: PageState) -> None:
    assert read_query(write_query(state), ORIGINS) == state


@pytest.mark.parametrize(
    ("text", "view"),
    [
        ("48.5,37.2,6", View(48.5, 37.2, 6)),
        (" 48.5 , 37.2 , 6 ", View(48.5, 37.2, 6)),
        ("-85,-540,2", View(-85, -540, 2)),
        ("85.1,0,3", None),
        ("48.5;37.2;6", None),
        ("a,b,c", None),
        ("", None),
    ],
)
def test_views(text: str, view: View | None) -> None:
    assert read_view(text) == view
