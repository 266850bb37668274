"""What the gazetteer page was asked in this session: one question behind its fields and its link.

Streamlit forgets a field's value once another page is shown, so the question is kept beside the
fields and put back into them when they are drawn again.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import streamlit as st

from dashboard.components.place_map import KEY as MAP_KEY
from dashboard.components.place_map import Spot, report_of
from dashboard.place_query import PlaceQuery, read_query, write_query

NAME: Final = "place_name"
CONTEXT: Final = "place_context"
COUNTRY: Final = "place_country"
"""Keys of the fields."""

_STATE: Final = "place_query"
_NEXT: Final = "place_query_next"
_SPOT: Final = "place_spot"


def current() -> PlaceQuery:
    """The question of this session; on its first run, what the address asks.

    Call it before the fields are drawn: it puts the question into them.
    """
    if _STATE not in st.session_state and _NEXT not in st.session_state:
        query = {name: st.query_params.get_all(name) for name in st.query_params}
        st.session_state[_NEXT] = read_query(query)
    if _NEXT in st.session_state:
        _fill(st.session_state.pop(_NEXT))
    asked: PlaceQuery = st.session_state[_STATE]
    st.session_state.setdefault(NAME, asked.name)
    st.session_state.setdefault(CONTEXT, asked.context)
    st.session_state.setdefault(COUNTRY, asked.country)
    return asked


def ask(asked: PlaceQuery) -> None:
    """Ask something else from the next run on."""
    st.session_state[_NEXT] = asked
    st.session_state.pop(_SPOT, None)


def take_question() -> None:
    """The reader changed a field: a new question, with no candidate chosen yet."""
    st.session_state[_STATE] = PlaceQuery(
        name=st.session_state.get(NAME) or "",
        context=st.session_state.get(CONTEXT) or "",
        country=st.session_state.get(COUNTRY),
    )
    st.session_state.pop(_SPOT, None)


def choose(place: str) -> None:
    """Look at another place than the answer."""
    st.session_state[_STATE] = replace(st.session_state[_STATE], chosen=place)


def take_report() -> None:
    """The reader did something on the map."""
    report = report_of(st.session_state.get(MAP_KEY))
    if report.place is not None:
        choose(report.place)
    if report.spot is not None:
        st.session_state[_SPOT] = report.spot


def spot() -> Spot | None:
    """Where the reader last pointed at on the map."""
    found: Spot | None = st.session_state.get(_SPOT)
    return found


def write_address(asked: PlaceQuery) -> None:
    """Bring the address line up to date; does nothing when it is so already."""
    wanted = write_query(asked)
    if dict(st.query_params) != wanted:
        st.query_params.from_dict(wanted)


def _fill(asked: PlaceQuery) -> None:
    st.session_state[_STATE] = asked
    st.session_state[NAME] = asked.name
    st.session_state[CONTEXT] = asked.context
    st.session_state[COUNTRY] = asked.country
