"""The row above the map of places: what a claim about the place in front would draw."""

from __future__ import annotations

from typing import Final

import streamlit as st

from dashboard.components.place_question import PAUSE
from dashboard.place_relation import DIRECTIONS, LARGEST_KM, RELATIONS, Drawn, Wording, drawn
from geo.places.gazetteer import Gazetteer
from geo.places.labels import where
from geo.places.location import NEAR_RADIUS_KM, Relation
from geo.places.place import Place
from geo.places.regions import BoundaryView

_RELATION: Final = "place_relation"
_HELP: Final = "How the wording ties an event to the place, and what the map draws for it."


def place_relation(
    front: Place | None, gazetteer: Gazetteer | None, view: BoundaryView
) -> Drawn | None:
    """Draw the row; gives the shape for the place in `front`, None for the place itself.

    Without a `gazetteer` no second place can be asked for yet.
    """
    with st.container(
        horizontal=True, vertical_alignment="center", gap="small", key="place_relation_row"
    ):
        st.markdown("Said to be", width="content")
        relation = st.segmented_control(
            "What a claim would draw",
            list(RELATIONS),
            default=Relation.IN,
            required=True,
            format_func=RELATIONS.__getitem__,
            key=_RELATION,
            label_visibility="collapsed",
            disabled=front is None,
            help=_HELP,
        )
        wording = _details(relation or Relation.IN, front, gazetteer)
    return None if front is None else drawn(front, wording, view)


def _details(relation: Relation, front: Place | None, gazetteer: Gazetteer | None) -> Wording:
    if front is None or relation is Relation.IN:
        return Wording()
    if relation is Relation.NEAR:
        near_km = _kilometres("Radius of “near” in km", NEAR_RADIUS_KM, "place_near_km")
        st.markdown("km", width="content")
        return Wording(relation, near_km=near_km)
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


def _kilometres(label: str, value: float, key: str) -> float:
    found = st.number_input(
        label, 1.0, LARGEST_KM, value, 5.0, "%.0f", key=key, label_visibility="collapsed", width=130
    )
    return float(found)


def _other(typed: str, front: Place, gazetteer: Gazetteer | None) -> Place | None:
    """The second place of "between", looked for with the first as its context."""
    if gazetteer is None or not typed.strip():
        return None
    answer = gazetteer.resolve(typed, context=where(front))
    return answer.place
