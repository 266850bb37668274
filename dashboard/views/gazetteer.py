"""The gazetteer page: a name in any script, what it means, why, and the store's own places."""

from __future__ import annotations

import streamlit as st

from dashboard import data, editing, filters, notes, place_state
from dashboard.components.own_entries import own_entries
from dashboard.components.place_answer import place_answer
from dashboard.components.place_form import add_dialog, correct_dialog
from dashboard.components.place_map import PlaceView, place_map
from dashboard.components.place_question import examples, place_question
from dashboard.components.place_relation import place_relation
from dashboard.components.problems import show_problems
from dashboard.components.world_wait import world_is_ready
from dashboard.stores import store_at
from geo.errors import UnknownPlaceError
from geo.places.gazetteer import Gazetteer
from geo.places.place import Place
from geo.places.resolution import Resolution

LIKELY = 0.1
"""Candidates that score this share of the best are looked at by the map; the others are a click
away, and a second Paris in Texas does not take the first one out of sight."""


def found(somewhere: Gazetteer, key: str | None) -> Place | None:
    """The place with an id, if that gazetteer has it."""
    try:
        return somewhere.place(key) if key else None
    except UnknownPlaceError:
        return None


def likely(answer: Resolution) -> list[Place]:
    """The candidates that the map looks at."""
    best = max((one.score for one in answer.candidates), default=0.0)
    return [one.place for one in answer.candidates if one.score >= LIKELY * best]


store = store_at()
loaded = data.loaded(store, data.stamp(store))
gazetteer, own = loaded.gazetteer, loaded.dataset.places
asked = place_state.current()
notes.show_notes()

place_question()
side, map_column = st.columns([0.74, 1], gap="small")
with side:
    ready = world_is_ready()
answer = said = None
if ready and asked.name.strip():
    context = asked.context or None
    said = gazetteer.related(asked.name, context=context, country=asked.country)
    answer = (
        gazetteer.resolve(asked.name, context=context, country=asked.country)
        if said is None
        else said.answer
    )
chosen = found(gazetteer, asked.chosen) if ready else None
front = chosen or (answer.place if answer else None)
candidates = [one.place for one in answer.candidates] if answer else []
shown = candidates if front is None or front in candidates else [*candidates, front]
looks_at = likely(answer) if answer and chosen is None else [front] if front else []
boundary = filters.boundary_view()
spot = place_state.spot()

with side, st.container(key="place_side"):
    if ready and answer is None and front is None:
        examples()
    elif ready:
        place_answer(answer, front, gazetteer, frozenset(own), place_state.choose)
    with st.container(horizontal=True, gap="small"):
        obstacle = editing.why_not(store)
        if st.button(
            "Add a place here" if spot else "Add a place",
            icon=":material/add_location_alt:",
            disabled=bool(obstacle),
            help="Click the map first to take a position from it.",
        ):
            add_dialog(store, {one.id for one in gazetteer.places}, asked.name, spot)
        if front is not None and st.button(
            "Correct this entry", icon=":material/edit_location_alt:", disabled=bool(obstacle)
        ):
            shipped = found(data.shipped(), front.id) is not None
            correct_dialog(store, front, own=front.id in own, shipped=shipped)
    if obstacle:
        st.text(obstacle)
with map_column:
    measured = said if said and not said.phrase.is_border and front == said.answer.place else None
    drawn = place_relation(front, measured, gazetteer if ready else None, boundary)
    with st.container(key="place_map_frame"):
        place_map(PlaceView(shown, front, looks_at, drawn, spot, boundary), place_state.take_report)

own_entries(own)
show_problems((*gazetteer.problems, *loaded.problems))
if not asked.fits_address:
    st.caption("This question is too long for a link; the address holds what fits.")
place_state.write_address(asked)
