"""Where: a name becomes a place, with the reasons, what it may mean otherwise, and a small map."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from dashboard import place_state
from dashboard.components.choices import NONE, Choice, choices
from dashboard.components.editing.claim_sections import section
from dashboard.components.editing.fields import PAUSE, Fields
from dashboard.components.place_map import KEY as MAP_KEY
from dashboard.components.place_map import PlaceView, place_map, report_of
from dashboard.components.world_wait import world_is_ready
from dashboard.forms.claim import OTHER_TYPED, PLACE_TYPED
from dashboard.forms.placing import Found, choose, forget, look_up
from dashboard.forms.values import number_of
from dashboard.go import go_to_gazetteer
from dashboard.place_query import PlaceQuery
from dashboard.place_relation import DIRECTIONS, Drawn, Wording, drawn
from dashboard.place_words import STATUS_NOTES, admin1, described
from geo.errors import UnknownPlaceError
from geo.places.gazetteer import Gazetteer
from geo.places.labels import where
from geo.places.location import NEAR_RADIUS_KM, OFF_COAST_KM, Relation
from geo.places.place import Place
from geo.places.regions import BoundaryView
from geo.places.resolution import Status

RELATIONS: Final = {
    Relation.IN.value: "in",
    Relation.AT.value: "at",
    Relation.NEAR.value: "near",
    Relation.KM_DIRECTION.value: "at a distance",
    Relation.BETWEEN.value: "between",
    Relation.OFF_COAST.value: "off the coast",
}
_COMPASS: Final = {f"{degrees:.0f}": word for word, degrees in DIRECTIONS.items()}
_MOST: Final = 5


def place_section(fields: Fields, gazetteer: Gazetteer, view: BoundaryView) -> None:
    """Draw the section; what was typed has been settled by `dashboard.forms.placing.settle`."""
    with section("Where"):
        name, words = st.columns([1, 1], gap="small")
        with name:
            fields.text(
                PLACE_TYPED,
                label="Place",
                live=PAUSE,
                type="search",
                placeholder="a name in any script, or “40 km north of Kursk”",
                help="What the gazetteer takes: any spelling, case form or script.",
            )
        with words:
            fields.text("place_words", placeholder="a military base near Ussuriysk")
        if not world_is_ready():
            return
        found = look_up(fields.get(PLACE_TYPED), fields.sheet.values, gazetteer)
        front = _place(gazetteer, fields.get("place"))
        listed = _listed(found, front, fields, gazetteer)
        side, beside = st.columns([1, 1], gap="small")
        with side:
            _candidates(fields, found, front, listed)
            fields.problem("place")
        with beside, st.container(key="edit_map"):
            shape = _drawn(fields, front, gazetteer, view)
            place_map(
                PlaceView(listed, front, [front] if front else listed, shape, None, view),
                lambda: _pointed(fields, found, listed),
            )
        if front is not None:
            _relation(fields, gazetteer)


def _listed(
    found: Found | None, front: Place | None, fields: Fields, gazetteer: Gazetteer
) -> list[Place]:
    """Places to choose from: those of the answer, the chosen one, and the one it was before."""
    places = [one.place for one in found.answer.candidates[:_MOST]] if found else []
    before = _place(gazetteer, fields.sheet.before.get("place", ""))
    for one in (front, before):
        if one is not None and one not in places:
            places.append(one)
    return places


def _candidates(
    fields: Fields, found: Found | None, front: Place | None, listed: Sequence[Place]
) -> None:
    if found is None and front is None and not listed:
        st.caption(
            "Without a place the claim is listed, not drawn. Add places that nobody knows on the "
            "Gazetteer page."
        )
        return
    scores = {one.place.id: one.score for one in found.answer.candidates} if found else {}
    before = fields.sheet.before.get("place", "")
    lines = [
        Choice(
            one.id,
            where(one),
            " · ".join(filter(None, (described(one), admin1(one)))),
            why=_why(one, found, front),
            mark="as it was" if one.id == before and one != front else "",
            number=str(number),
            pressed=one == front,
        )
        for number, one in enumerate(listed, start=1)
    ]
    if front is not None:
        lines.append(Choice(NONE, "No place", "listed beside the map, not drawn"))
    if found is not None and front is None:
        status = found.answer.status
        words = {
            Status.AMBIGUOUS: "May be several places: **choose which is meant.**",
            Status.UNRESOLVED: "The gazetteer knows no such place.",
        }.get(status, STATUS_NOTES[status])
        st.markdown(f":small[{words}]")
        if status is Status.UNRESOLVED and st.button(
            "Add it on the Gazetteer page",
            icon=":material/add_location_alt:",
            key=fields.key("place_add"),
            help="What you typed here stays.",
        ):
            place_state.ask(PlaceQuery(name=fields.get(PLACE_TYPED).strip()))
            go_to_gazetteer()

    def heard(key: str) -> None:
        if key != NONE:
            choose(fields.sheet.values, key, found if key in scores else None)
        else:
            forget(fields.sheet.values)

    choices("Places", lines, heard, key=fields.key("places"), height_px=250)


def _why(one: Place, found: Found | None, front: Place | None) -> str:
    """The gazetteer's first reason, beside the place that it speaks of."""
    if found is None or found.answer.place != one or front not in (None, one):
        return ""
    return next(iter(found.answer.reasons), "")


def _relation(fields: Fields, gazetteer: Gazetteer) -> None:
    fields.segments("relation", RELATIONS)
    relation = fields.get("relation")
    first, second, _ = st.columns([1, 1, 1], gap="small")
    if relation == Relation.NEAR:
        with first:
            fields.text("near_km", placeholder=f"{NEAR_RADIUS_KM:g} unless said", most=20)
    elif relation == Relation.OFF_COAST:
        with first:
            fields.text("distance_km", placeholder=f"{OFF_COAST_KM:g} unless said", most=20)
    elif relation == Relation.KM_DIRECTION:
        with first:
            fields.text("distance_km", placeholder="not said", most=20)
        with second:
            compass = dict(_COMPASS)
            now = fields.get("bearing_deg")
            if now and now not in compass:
                compass[now] = f"{now}° from north"
            fields.select("bearing_deg", compass)
    elif relation == Relation.BETWEEN:
        _other(fields, gazetteer)


def _other(fields: Fields, gazetteer: Gazetteer) -> None:
    fields.text(OTHER_TYPED, label="The other place", live=PAUSE, type="search")
    found = look_up(fields.get(OTHER_TYPED), fields.sheet.values, gazetteer)
    front = _place(gazetteer, fields.get("other_place"))
    places = [one.place for one in found.answer.candidates[:3]] if found else []
    if front is not None and front not in places:
        places.append(front)
    choices(
        "The other place",
        [Choice(one.id, where(one), described(one), pressed=one == front) for one in places],
        lambda key: choose(fields.sheet.values, key, None, "other_place"),
        key=fields.key("other_places"),
    )
    fields.problem("other_place")


def _pointed(fields: Fields, found: Found | None, listed: Sequence[Place]) -> None:
    """The reader chose a place on the map."""
    report = report_of(st.session_state.get(MAP_KEY))
    if report.place in {one.id for one in listed}:
        choose(fields.sheet.values, str(report.place), found)


def _drawn(
    fields: Fields, front: Place | None, gazetteer: Gazetteer, view: BoundaryView
) -> Drawn | None:
    """What the claim would draw, as far as its fields say."""
    relation = Relation(fields.get("relation") or Relation.IN)
    if front is None or relation in (Relation.IN, Relation.AT):
        return None
    distance_km = number_of(fields.get("distance_km"))
    bearing_deg = number_of(fields.get("bearing_deg"))
    near_km = number_of(fields.get("near_km")) or NEAR_RADIUS_KM
    if relation is Relation.KM_DIRECTION and (distance_km is None or bearing_deg is None):
        return None
    direction = next((w for w, d in DIRECTIONS.items() if d == bearing_deg), "north")
    return drawn(
        front,
        Wording(
            relation,
            near_km=near_km,
            coast_km=distance_km or OFF_COAST_KM,
            distance_km=distance_km or 40.0,
            direction=direction,
            other=_place(gazetteer, fields.get("other_place")),
        ),
        view,
    )


def _place(gazetteer: Gazetteer, key: str) -> Place | None:
    try:
        return gazetteer.place(key) if key else None
    except UnknownPlaceError:
        return None
