"""A field that finds a record by a few letters, offers what is nearly so called, or a new one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from dashboard.components.choices import NONE, Choice, choices
from dashboard.components.editing.fields import PAUSE, Fields
from dashboard.forms.suggest import Suggestion

_NEW = "+"
"""Id of the line that begins a new record; no record can have it."""


@dataclass(frozen=True, slots=True)
class Finder:
    """What a field looks for. `begin` starts a new record of the name that was typed, if it may.

    `chosen` is the record that the field holds now, `noun` what a new one is called, `none` the
    line that empties the field, where "another" does not say it.
    """

    field: str
    noun: str
    placeholder: str
    found: Callable[[str], Sequence[Suggestion]]
    chosen: Suggestion | None
    begin: Callable[[str], None] | None = None
    none: str = ""


def finder(fields: Fields, look: Finder) -> None:
    """Draw the field: what is chosen, or a search with its suggestions."""
    label = fields.labels.get(look.field, look.field)
    typed_as = f"{look.field}_typed"

    def heard(key: str) -> None:
        if key == _NEW and look.begin is not None:
            look.begin(fields.get(typed_as).strip())
        else:
            fields.put(**{look.field: "" if key == NONE else key})
        fields.put(**{typed_as: ""})

    if look.chosen is not None:
        st.markdown(f":small[{label}]")
        one = look.chosen
        lines = [
            Choice(one.id, one.title, one.note, pressed=True, mark="new" if one.same else ""),
            Choice(NONE, look.none or f"Another {look.noun}"),
        ]
        choices(label, lines, heard, key=fields.key(f"{look.field}_chosen"))
        fields.problem(look.field)
        return
    fields.text(
        typed_as,
        label=label,
        live=PAUSE,
        type="search",
        placeholder=look.placeholder,
        most=200,
    )
    typed = fields.get(typed_as).strip()
    # A field that may stay empty offers nobody before it is asked.
    listed = look.found(typed) if typed or look.begin is not None else ()
    lines = [
        Choice(one.id, one.title, one.note, one.why, mark="the same?" if one.same else "")
        for one in listed
    ]
    title = f"New {look.noun} “{typed}”" if typed else f"New {look.noun}"
    if look.begin is not None:
        lines.append(Choice(_NEW, title, tone="new"))
    choices(label, lines, heard, key=fields.key(f"{look.field}_found"), height_px=230)
    fields.problem(look.field)
