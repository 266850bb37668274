"""The row above the map of places: what a claim about the place in front would draw."""

from __future__ import annotations

from typing import Final

import streamlit as st

from dashboard.components.place_question import PAUSE
from dashboard.place_relation import (
    DIRECTIONS,
    LARGEST_COAST_KM,
    LARGEST_KM,
    RELATIONS,
    Drawn,
    Wording,
    drawn,
    drawn_as_said,
)
from geo.places.gazetteer import Gazetteer
from geo.places.labels import where
from geo.places.location import NEAR_RADIUS_KM, OFF_COAST_KM, Relation
from geo.places.place import Place
from geo.places.regions import BoundaryView
from geo.places.related import Related

_AS_SAID: Final = "as said"
_HELP: Final = "How the wording ties an event to the place, and what the map draws for it."


def place_relation(
    front: Place | None, said: Related | None, gazetteer: Gazetteer | None, view: BoundaryView
) -> Drawn | None:
    """Draw the row; gives the shape for the place in `front`, None for the place itself.

    `said` is the phrase that was asked, where it was one and `front` is what it is measured from:
    it comes before what can be picked. Without a `gazetteer` no second place can be asked for yet.
    """
    options: list[Relation | str] = [*RELATIONS] if said is None else [_AS_SAID, *RELATIONS]
    with st.container(
        horizontal=True, vertical_alignment="center", gap="small", key="place_relation_row"
    ):
        st.markdown("Said to be", width="content")
        # Two rows of buttons for two kinds of question: each keeps what was picked in it.
        relation = st.segmented_control(
            "What a claim would draw",
            options,
            default=options[0],
            required=True,
            format_func=lambda one: RELATIONS[one] if isinstance(one, Relation) else one,
            key="place_relation" if said is None else "place_relation_said",
            label_visibility="collapsed",
            disabled=front is None,
            help=_HELP,
        )
        picked = relation if isinstance(relation, Relation) else Relation.IN
        wording = _details(picked, front, gazetteer)
    if front is None:
        return None
    if said is not None and not isinstance(relation, Relation):
        return drawn_as_said(said, view)
    return drawn(front, wording, view)


def _details(relation: Relation, front: Place | None, gazetteer: Gazetteer | None) -> Wording:
    if front is None or relation is Relation.IN:
        return Wording()
    if relation is Relation.NEAR:
        near_km = _kilometres("Radius of “near” in km", NEAR_RADIUS_KM, "place_near_km")
        st.markdown("km", width="content")
        return Wording(relation, near_km=near_km)
    if relation is Relation.OFF_COAST:
        coast_km = _kilometres(
            "How far out in km", OFF_COAST_KM, "place_coast_km", LARGEST_COAST_KM
        )
        st.markdown("km", width="content")
        return Wording(relation, coast_km=coast_km)
    if relation is Relation.KM_DIRECTION:
        distance_km = _kilometres("Distance in km", 40.0, "place_distance_km")
        st.markdown("km", width="content")
        direction = st.selectbox(
            "Direction",
            list(DIRECTIONS),
            key="place_direction",
            label_visibility="collapsed",
            width=140,
        )
        return Wording(relation, distance_km=distance_km, direction=direction)
    st.markdown("it and", width="content")
    typed = st.text_input(
        "The other place",
        key="place_other",
        placeholder="the other place",
        label_visibility="collapsed",
        live=PAUSE,
        width=200,
        type="search",
        autocomplete="off",
    )
    return Wording(relation, other=_other(typed, front, gazetteer))


def _kilometres(label: str, value: float, key: str, largest: float = LARGEST_KM) -> float:
    found = st.number_input(
        label, 1.0, largest, value, 5.0, "%.0f", key=key, label_visibility="collapsed", width=130
    )
    return float(found)


def _other(typed: str, front: Place, gazetteer: Gazetteer | None) -> Place | None:
    """The second place of "between", looked for with the first as its context."""
    if gazetteer is None or not typed.strip():
        return None
    answer = gazetteer.resolve(typed, context=where(front))
    return answer.place
