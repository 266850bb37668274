"""The dialog that adds a place to the store, or corrects one; each is a change with a history."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import Final

import streamlit as st

from dashboard import editing, notes, place_state
from dashboard.components.place_map import Spot
from dashboard.place_entry import LABELS, cells_of, empty_form, form_of, problem_words
from dashboard.place_query import PlaceQuery
from dashboard.place_records import put_place, withdraw_place
from dashboard.place_words import LEVELS
from dashboard.stores import StoreAt
from geo.places.country_bounds import COUNTRY_BOUNDS
from geo.places.labels import country_name
from geo.places.place import Level, Place
from geo.places.user_gazetteer import check_entry

_HELP: Final[dict[str, str]] = {
    "id": "Small letters, digits and hyphens. Left empty, it is made of the name.",
    "country": "Two for a border zone; none for a sea.",
    "admin1": "The GeoNames code, country first: UA.18. May stay empty.",
    "radius_km": "How far from the point something said to be in this place may have happened.",
    "area": "What is drawn instead of a circle: country:RU · admin1:UA.18 (several with commas) · "
    "border:RU-UA:30km. Empty for a town.",
    "names": "Language, colon, spelling: uk:Полтава. Without a language it counts as English; "
    "und: is a language not known.",
    "dispute": "One sentence for the reader, if there is anything.",
    "source": "Where position and names come from, with its licence.",
}


def add_dialog(store: StoreAt, taken: Collection[str], name: str, spot: Spot | None) -> None:
    """Ask for a new place, named as the reader asked, where the reader pointed."""
    form = empty_form(name, spot.lon if spot else None, spot.lat if spot else None, _today())
    st.dialog("Add a place", width="medium")(_dialog)(store, form, taken, None, own=False)


def correct_dialog(store: StoreAt, place: Place, *, own: bool, shipped: bool) -> None:
    """Ask for a correction of a place; `own` if the store has an entry for it, which may go.

    `shipped` tells that the program has one of its own, which then counts again.
    """
    form = form_of(place, _today())
    st.dialog("Correct a place", width="medium")(_dialog)(
        store, form, None, place, own=own, shipped=shipped
    )


def _today() -> dt.date:
    """The day by this machine's own calendar."""
    return dt.datetime.now().astimezone().date()


def _dialog(
    store: StoreAt,
    form: Mapping[str, str],
    taken: Collection[str] | None,
    place: Place | None,
    *,
    own: bool,
    shipped: bool = False,
) -> None:
    st.caption("It goes into your store and counts at once; the shipped gazetteer stays as it is.")
    above = st.container()
    with st.form("place_form", border=False):
        typed = _fields(form, id_fixed=place is not None)
        saved = st.form_submit_button("Save", type="primary", icon=":material/save:")
    if saved:
        _save(store, cells_of(typed, taken or ()), taken or (), above)
    if own and place is not None:
        label = "Back to the shipped entry" if shipped else "Withdraw this entry"
        if st.button(label, icon=":material/undo:" if shipped else ":material/delete:"):
            _remove(store, place, above, shipped=shipped)


def _save(
    store: StoreAt,
    cells: Mapping[str, str],
    taken: Collection[str],
    above: st.delta_generator.DeltaGenerator,
) -> None:
    place, problems = check_entry(cells, taken=taken)
    if place is None:
        _show(above, [problem_words(one) for one in problems])
        return
    outcome = editing.change(
        store, lambda opened, by: put_place(opened, place, by), f"Entry for {place.name}."
    )
    if not outcome.done:
        _show(above, [outcome.failure])
        return
    notes.leave_note("The entry is saved and counts from now on.")
    place_state.ask(PlaceQuery(name=place.name, chosen=place.id))
    st.rerun()


def _remove(
    store: StoreAt, place: Place, above: st.delta_generator.DeltaGenerator, *, shipped: bool
) -> None:
    outcome = editing.change(
        store,
        lambda opened, by: withdraw_place(opened, place.id, by, shipped=shipped),
        f"Entry for {place.name} withdrawn.",
    )
    if not outcome.done:
        _show(above, [outcome.failure])
        return
    notes.leave_note("The entry is gone.")
    place_state.ask(PlaceQuery(name=place.name))
    st.rerun()


def _fields(form: Mapping[str, str], *, id_fixed: bool) -> dict[str, str]:
    """Draw the fields and give their texts."""
    typed: dict[str, str] = {}

    def text(column: str, *, placeholder: str = "", disabled: bool = False) -> None:
        typed[column] = st.text_input(
            LABELS[column],
            form[column],
            key=f"entry_{column}",
            help=_HELP.get(column),
            placeholder=placeholder,
            disabled=disabled,
        )

    left, right = st.columns([2, 1])
    with left:
        text("name")
    with right:
        levels = list(Level)
        typed["level"] = st.selectbox(
            LABELS["level"],
            levels,
            index=levels.index(Level(form["level"])),
            format_func=LEVELS.__getitem__,
            key="entry_level",
        ).value
    codes = sorted(COUNTRY_BOUNDS, key=country_name)
    wide, *narrow = st.columns([2, 1, 1, 1])
    with wide:
        known = [code for code in form["country"].split("/") if code in COUNTRY_BOUNDS]
        chosen = st.multiselect(
            LABELS["country"],
            codes,
            known,
            format_func=country_name,
            key="entry_country",
            help=_HELP["country"],
            placeholder="which",
        )
        typed["country"] = "/".join(chosen)
    for cell, (column, example) in zip(
        narrow, (("lat", "48.0230"), ("lon", "37.8022"), ("radius_km", "5")), strict=True
    ):
        with cell:
            text(column, placeholder=example)
    typed["names"] = st.text_area(
        LABELS["names"],
        form["names"],
        key="entry_names",
        help=_HELP["names"],
        placeholder="en:Donetsk\nuk:Донецьк\nko:도네츠크",
        height=110,
    )
    left, right = st.columns([2, 1])
    with left:
        text("source", placeholder="OpenStreetMap, ODbL · own analysis of imagery of 3 October")
    with right:
        text("reviewed", placeholder="2026-11-22")
    with st.expander("More: area, admin-1, GeoNames, dispute, id"):
        left, right = st.columns(2)
        with left:
            text("area", placeholder="admin1:UA.18")
            text("geonames_id", placeholder="709717")
        with right:
            text("admin1", placeholder="UA.05")
            text("id", placeholder="made of the name", disabled=id_fixed)
        text("dispute")
    if id_fixed:
        typed["id"] = form["id"]
    return typed


def _show(where: st.delta_generator.DeltaGenerator, problems: Sequence[str]) -> None:
    with where:
        noun = "problem" if len(problems) == 1 else "problems"
        st.error(f"Nothing was saved: {len(problems)} {noun}.", icon=":material/report:")
        # Plain text, not Markdown: what was typed is shown as it is.
        st.text("\n".join(f"• {one}" for one in problems))
