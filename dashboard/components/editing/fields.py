"""Widgets that write into the sheet of a draft, with what is wrong right below them.

Streamlit forgets a widget's value once a page without it is shown, so the sheet is what counts and
is put back into the widgets when they are drawn again.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import streamlit as st

from dashboard.forms.draft import Draft, Sheet
from dashboard.forms.values import MAX_TEXT, YES, FormProblem

PAUSE: Final = "150ms"
"""How long the reader must stop typing before a field is answered while it is typed in."""

_NOTHING: Final = object()

_PUSHED: Final = "edit_pushed"
_UNHEARD_S: Final = 1.5
"""How long a browser may not have heard of a value that the page put into its field."""


@dataclass(frozen=True)
class Fields:
    """The fields of one sheet. `name` is what problems call the sheet."""

    name: str
    sheet: Sheet
    labels: Mapping[str, str]
    serial: int
    problems: Mapping[str, FormProblem] = field(default_factory=dict)

    def key(self, name: str) -> str:
        """The key of a widget: another one for every sheet that is opened."""
        return f"edit/{self.serial}/{self.name}/{name}".replace(" ", "-")

    def get(self, name: str) -> str:
        """What stands in a field."""
        return self.sheet.values.get(name, "")

    def put(self, **values: str) -> None:
        """Set fields from a callback, before widgets are drawn."""
        self.sheet.values.update(values)

    def text(
        self,
        name: str,
        *,
        label: str = "",
        most: int = MAX_TEXT,
        marked: bool = True,
        **options: Any,
    ) -> None:
        """A line of text, cut after `most` characters; its problem stands below if `marked`."""
        key = self._kept(name)
        st.text_input(
            label or self.labels.get(name, name),
            key=key,
            autocomplete="off",
            on_change=self._take,
            args=(name, most),
            **options,
        )
        if marked:
            self.problem(name)

    def area(self, name: str, *, height: int = 80, **options: Any) -> None:
        """Several lines of text."""
        key = self._kept(name)
        st.text_area(
            self.labels.get(name, name),
            key=key,
            height=height,
            on_change=self._take,
            args=(name, MAX_TEXT),
            **options,
        )
        self.problem(name)

    def select(
        self,
        name: str,
        options: Mapping[str, str],
        **more: Any,
    ) -> None:
        """One of some words, with their wordings."""
        offered = list(options)
        now = self.get(name)
        if now not in offered:
            offered = [now, *offered]
        key = self._kept(name)
        st.selectbox(
            self.labels.get(name, name),
            offered,
            key=key,
            format_func=lambda one: options.get(one, one) or "choose",
            on_change=self._take,
            args=(name, MAX_TEXT),
            **more,
        )
        self.problem(name)

    def segments(self, name: str, options: Mapping[str, str], **more: Any) -> None:
        """One of a few words, side by side; wordings must be ours, they are Markdown."""
        key = self._kept(name)
        st.segmented_control(
            self.labels.get(name, name),
            list(options),
            key=key,
            required=True,
            format_func=lambda one: options.get(one, one),
            on_change=self._take,
            args=(name, MAX_TEXT),
            **more,
        )
        self.problem(name)

    def tick(self, name: str, **more: Any) -> None:
        """A box to tick."""
        key = self.key(name)
        _keep(key, self.get(name) == YES)
        st.checkbox(
            self.labels.get(name, name),
            key=key,
            on_change=self._take,
            args=(name, MAX_TEXT),
            **more,
        )

    def problem(self, name: str) -> None:
        """What is wrong with a field, as plain text below it."""
        if found := self.problems.get(name):
            with st.container(key=f"problem/{self.key(name)}".replace("/", "-")):
                st.text(found.words())

    def _kept(self, name: str) -> str:
        key = self.key(name)
        _keep(key, self.get(name))
        return key

    def _take(self, name: str, most: int) -> None:
        value = st.session_state.get(self.key(name))
        if _stale(self.key(name), value):
            return
        text = (YES if value else "") if isinstance(value, bool) else str(value or "")
        # Not by the widget: it would count the characters inside the field.
        self.sheet.values[name] = text[:most]


def fields_of(
    draft: Draft,
    name: str,
    sheet: Sheet,
    labels: Mapping[str, str],
    problems: Iterable[FormProblem],
) -> Fields:
    """The fields of a sheet; problems are marked once the analyst has tried to save."""
    found: dict[str, FormProblem] = {}
    for one in problems:
        # What is wrong is told at once; what is only missing when somebody wants to save.
        if one.sheet == name and (draft.tried or not one.missing):
            found.setdefault(one.field, one)
    return Fields(name, sheet, labels, draft.serial, found)


@dataclass(frozen=True, slots=True)
class _Pushed:
    """What a widget held when the page put something else into it, and when (monotonic, s)."""

    before: object
    at: float


def _keep(key: str, value: object) -> None:
    """Put the sheet's value into a widget before it is drawn."""
    held = st.session_state.get(key, _NOTHING)
    if held != value:
        st.session_state[key] = value
        if held is not _NOTHING:
            pushed: dict[str, _Pushed] = st.session_state.setdefault(_PUSHED, {})
            pushed[key] = _Pushed(held, time.monotonic())


def _stale(key: str, value: object) -> bool:
    """Whether a value is what the browser still held when it had not yet heard of a new one.

    Somebody who takes a proposal and goes on to the next field at once has the browser send the
    old text once more.
    """
    pushed: dict[str, _Pushed] = st.session_state.get(_PUSHED, {})
    last = pushed.get(key)
    return last is not None and last.before == value and time.monotonic() - last.at < _UNHEARD_S
