"""The step of an import in which the reader says what the columns of a table mean."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

import streamlit as st

from dashboard.import_columns import (
    ENCODINGS,
    GROUPS,
    LABELS,
    OF_A_GEOMETRY,
    Columns,
    chosen_mapping,
)
from geo.claims.vocabulary import Kind, label
from geo.exchange.cell_dates import Order
from geo.exchange.mapping import Mapping as ColumnMapping
from geo.places.country_bounds import COUNTRY_BOUNDS
from geo.places.labels import country_name

_NONE: Final = ""
_NOTHING: Final = "–"

_ORDERS: Final = {
    Order.UNKNOWN.value: "as the column tells",
    Order.DAY_FIRST.value: "day first: 5/10/2024 is 5 October",
    Order.MONTH_FIRST.value: "month first: 5/10/2024 is 10 May",
}

_WIDTHS: Final = [0.62, 1, 1.15]


def columns_form(columns: Columns, before: ColumnMapping | None, number: int) -> ColumnMapping:
    """Ask for the meaning of columns; gives the mapping as it is chosen.

    `before` is what was chosen when the form was last shown: Streamlit forgets it in between.
    `number` tells one table from the next, so that none inherits the choices of another.
    """
    columns = replace(columns, mapping=before or columns.mapping)
    left, right = st.columns([1.9, 1], gap="medium")
    with left, st.container(key="import_columns"):
        chosen = _meanings(columns, number)
    with right, st.container(border=True, key="import_values"):
        values = _values(columns, number)
    return chosen_mapping(columns.mapping, chosen, values)


def _meanings(columns: Columns, number: int) -> dict[str, str]:
    chosen: dict[str, str] = {}
    for group, meanings in GROUPS.items():
        first = [one for one in meanings if one in columns.asked_first]
        if first:
            st.markdown(f"**{group}**")
        for meaning in first:
            chosen[meaning] = _meaning(columns, meaning, number)
    without = {*columns.asked_first, *(OF_A_GEOMETRY if columns.drawn else ())}
    rest = [one for some in GROUPS.values() for one in some if one not in without]
    with st.expander(f"{len(rest)} more meanings"):
        for meaning in rest:
            chosen[meaning] = _meaning(columns, meaning, number)
    return chosen


def _meaning(columns: Columns, meaning: str, number: int) -> str:
    """One meaning, the column that has it, and some values of that column."""
    name, explained = LABELS[meaning]
    options = [_NONE, *columns.header]
    before = getattr(columns.mapping, meaning)
    what, which, examples = st.columns(_WIDTHS, vertical_alignment="center")
    with what:
        st.markdown(name, help=explained)
    with which:
        # Options are text to Streamlit, so a column's name is shown as it is.
        column = st.selectbox(
            name,
            options,
            index=options.index(before) if before in options else 0,
            format_func=lambda one: one or _NOTHING,
            key=f"column_{number}_{meaning}",
            label_visibility="collapsed",
        )
    with examples:
        st.text(" · ".join(columns.examples.get(column, ())))
    return column


def _values(columns: Columns, number: int) -> dict[str, Any]:
    """What holds for the whole file, where no column says it."""
    mapping = columns.mapping
    st.markdown("**Where no column says it**")
    values: dict[str, Any] = {
        "default_source": st.text_input(
            "Source of the file", mapping.default_source, key=f"default_source_{number}",
            placeholder="who published it", max_chars=200,
        ).strip(),
        "default_published": st.text_input(
            "Published on", mapping.default_published, key=f"default_published_{number}",
            placeholder="2024-10-15, 2024-10 or 2024-10-01/2024-10-15", max_chars=80,
            help="Otherwise the day of the event counts as the earliest day of the report.",
        ).strip(),
    }  # fmt: skip
    kinds = [one.value for one in Kind]
    kind, unit = st.columns(2)
    with kind:
        values["default_kind"] = st.selectbox(
            "Kind", kinds, key=f"default_kind_{number}", index=_index(kinds, mapping.default_kind),
            format_func=lambda one: label(Kind(one)),
        )  # fmt: skip
    with unit:
        values["default_unit"] = st.text_input(
            "What is counted", mapping.default_unit, key=f"default_unit_{number}", max_chars=80
        ).strip()
    country, language = st.columns(2)
    with country:
        codes = ["", *sorted(COUNTRY_BOUNDS, key=country_name)]
        values["default_country"] = st.selectbox(
            "Country", codes, key=f"default_country_{number}",
            index=_index(codes, mapping.default_country),
            format_func=lambda one: country_name(one) if one else "any",
        )  # fmt: skip
    with language:
        values["default_language"] = st.text_input(
            "Language", mapping.default_language, key=f"default_language_{number}", max_chars=20,
            help="Of the reports, as a code: en, uk, id. Not known is und.",
        ).strip() or "und"  # fmt: skip
    values["default_radius_km"] = st.number_input(
        "Points are exact to, km", 0.1, 2_000.0, float(mapping.default_radius_km), 1.0,
        key=f"default_radius_{number}", format="%g",
        help="Drawn around each point. A point is never more exact than that.",
    )  # fmt: skip
    orders = list(_ORDERS)
    values["date_order"] = st.selectbox(
        "Dates such as 5/10/2024", orders, key=f"date_order_{number}",
        index=_index(orders, mapping.date_order), format_func=_ORDERS.__getitem__,
    )  # fmt: skip
    if not columns.drawn:
        encodings = list(ENCODINGS)
        values["encoding"] = st.selectbox(
            "Encoding, where it is not UTF-8", encodings, key=f"encoding_{number}",
            index=_index(encodings, mapping.encoding), format_func=ENCODINGS.__getitem__,
        )  # fmt: skip
    values["others"] = tuple(
        st.multiselect(
            "Keep as text in the note",
            columns.header,
            [one for one in mapping.others if one in columns.header],
            key=f"others_{number}",
            placeholder="more columns",
        )
    )
    return values


def _index(options: list[str], value: str) -> int:
    return options.index(value) if value in options else 0
