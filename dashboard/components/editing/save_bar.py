"""The bar at the foot of the page: what is missing, why the change is made, in whose name."""

from __future__ import annotations

from typing import Final

import streamlit as st

from dashboard import editing
from dashboard.components.editing.page_guard import page_guard
from dashboard.forms.draft import Draft
from dashboard.forms.reading import Reading
from dashboard.forms.values import FormProblem

_MOST: Final = 5


def save_bar(draft: Draft, reading: Reading) -> bool:
    """Draw the bar; whether the analyst wants to save now."""
    page_guard(unsaved=draft.touched, look=draft.look_at, time=f"{draft.serial}/{draft.looked}")
    with st.bottom, st.container(key="save_bar"):
        said, reason, author, button = st.columns(
            [1.5, 1.5, 0.8, 0.5], gap="small", vertical_alignment="bottom"
        )
        with said, st.container(key="save_state"):
            st.markdown(state_words(draft, reading))
        with reason:
            key = f"edit/{draft.serial}/reason"
            if st.session_state.get(key, "") != draft.reason:
                st.session_state[key] = draft.reason

            def take() -> None:
                draft.reason = st.session_state[key][: editing.MAX_REASON]

            st.text_input(
                "Reason for the change",
                key=key,
                placeholder=default_reason(draft, reading) or "a later report gives the number",
                autocomplete="off",
                on_change=take,
            )
        with author:
            editing.author_field("edit")
        with button:
            return st.button(
                "Save", type="primary", icon=":material/save:", width="stretch", key="edit_save"
            )


def state_words(draft: Draft, reading: Reading) -> str:
    """What is missing or wrong, by the names of the fields; all words are ours."""
    problems = reading.problems
    if problems:
        names = list(dict.fromkeys(map(_where, problems)))
        more = f" and {len(names) - _MOST} more" if len(names) > _MOST else ""
        missing = all(one.missing for one in problems)
        head = "Still missing" if missing else "Missing or to be mended"
        colour = "red" if draft.tried else "gray"
        return f":{colour}[**{head}:** {' · '.join(names[:_MOST])}{more}]"
    if not draft.changed:
        return ":gray[Nothing is changed yet.]"
    if not default_reason(draft, reading) and not draft.reason.strip():
        colour = "red" if draft.tried else "gray"
        return f":{colour}[**Still missing:** Reason for the change]"
    count = reading.changes
    records = "1 record" if count == 1 else f"{count} records"
    return f":green[:material/check: **Ready to save**] :gray[· {records}, one change]"


def default_reason(draft: Draft, reading: Reading) -> str:
    """The reason that goes without saying: what is new was not there."""
    if not draft.is_new:
        return ""
    if draft.claim is not None:
        return "New claim."
    return "New document." if draft.documents else "New originator."


def _where(problem: FormProblem) -> str:
    """A field's name with its sheet, where that is not the claim itself."""
    role, _, which = problem.sheet.partition(" ")
    if role == "statement":
        return f"{problem.label} (statement {which})"
    # What follows the role of a source is its id, which is not ours to say here.
    return problem.label if role == "claim" else f"{problem.label} ({role})"
