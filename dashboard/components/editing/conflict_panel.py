"""Somebody else changed the same record: both versions field by field, and the way on."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from dashboard import drafts
from dashboard.forms.conflict import Conflict, FieldConflict, put_together, replace_sheet
from dashboard.forms.conflict import take_theirs as as_theirs
from dashboard.forms.draft import Draft

_THEIRS, _MINE = "theirs", "mine"


def conflict_panel(
    draft: Draft, found: list[Conflict], settled: Callable[[Conflict], None]
) -> None:
    """Show each conflict; `settled` is told when the analyst has decided one."""
    with st.container(border=True, key="edit_conflict"):
        st.markdown(
            ":material/merge_type: **Somebody else changed this while you wrote. Nothing was "
            "saved, and nothing you typed is lost.**"
        )
        for conflict in found:
            _one(draft, conflict, settled)


def _one(draft: Draft, conflict: Conflict, settled: Callable[[Conflict], None]) -> None:
    sheet = next(one for name, one in draft.sheets if name == conflict.sheet)
    key = f"edit/{draft.serial}/conflict/{conflict.sheet}".replace(" ", "-")
    st.text(f"{conflict.sheet.capitalize()}, changed by {conflict.who}")
    mine: dict[str, bool] = {}

    def take_theirs() -> None:
        replace_sheet(draft, conflict.sheet, as_theirs(sheet, conflict.theirs))
        drafts.renewed(draft)
        settled(conflict)

    def together() -> None:
        chosen = {one.field: st.session_state.get(f"{key}/{one.field}") for one in conflict.fields}
        wanted = {field: choice == _MINE for field, choice in chosen.items()}
        replace_sheet(draft, conflict.sheet, put_together(sheet, conflict, wanted))
        drafts.renewed(draft)
        settled(conflict)

    if conflict.gone:
        into = conflict.theirs.merged_into
        st.text(
            f"It was merged into {into}." if into else "It was retracted.",
        )
        st.caption("Bring it back on the History page and save again, or close it here.")
        return
    for field in conflict.fields:
        _field(field, key)
        mine[field.field] = True
    for field in conflict.yours:
        st.text(f"{field.label}: only you changed it. It stays “{_shown(field.yours)}”.")
    with st.container(horizontal=True, gap="small"):
        st.button(
            "Put both together",
            type="primary",
            icon=":material/merge_type:",
            key=f"{key}/together",
            on_click=together,
            help="Their changes and yours; nothing is saved until you press Save.",
        )
        st.button(
            "Take theirs", key=f"{key}/theirs", on_click=take_theirs, help="Gives up your changes."
        )


def _field(one: FieldConflict, key: str) -> None:
    label, theirs, yours = st.columns([0.8, 1, 1], gap="small")
    with label:
        st.text(one.label)
        if one.both:
            st.segmented_control(
                "Whose counts",
                [_THEIRS, _MINE],
                default=_MINE,
                required=True,
                key=f"{key}/{one.field}",
                format_func={_THEIRS: "Theirs", _MINE: "Mine"}.__getitem__,
                label_visibility="collapsed",
            )
    with theirs:
        st.caption("Theirs")
        st.text(_shown(one.theirs))
    with yours:
        st.caption("Yours" if one.both else "Before")
        st.text(_shown(one.yours if one.both else one.was))


def _shown(text: str) -> str:
    return text or "(empty)"
