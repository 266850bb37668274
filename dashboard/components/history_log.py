"""The log of changes: newest first, narrowed by author, kind and words, each opening in place."""

from __future__ import annotations

from typing import Final

import streamlit as st

from dashboard import history_state
from dashboard.components.chronicle import chronicle
from dashboard.components.place_question import PAUSE
from dashboard.components.undo_dialog import undo_dialog
from dashboard.history_words import CHANGE_WORDS, by_day, change_item, names_for, versions_of
from dashboard.loading import Loaded
from dashboard.stores import StoreAt
from geo.store import browse
from geo.store.browse import LogQuery
from geo.store.records import ChangeKind

PAGE_SIZE: Final = 25
_UNDO: Final = "history_undo"
_MAX_WORDS: Final = 200


def history_log(store: StoreAt, loaded: Loaded, *, may_write: bool) -> None:
    """Draw the filters, one page of the log, and the way to other pages."""
    opened = store.open()
    if (wanted := history_state.take_wanted()) is not None:
        _go_to(wanted, browse.log_page(opened, LogQuery(), most=1).total)
    query = _filters(browse.authors(opened))
    number = history_state.page()
    page = browse.log_page(opened, query, first=(number - 1) * PAGE_SIZE, most=PAGE_SIZE)
    pages = max(1, -(-page.total // PAGE_SIZE))
    if number > pages:
        number = pages
        page = browse.log_page(opened, query, first=(number - 1) * PAGE_SIZE, most=PAGE_SIZE)
    shown = history_state.opened()
    made = browse.made(opened, shown) if shown in {one.id for one in page.changes} else None
    subjects = browse.subjects(opened, [one.id for one in page.changes])
    told = [*subjects.values(), *(made.shown if made else ())]
    names = names_for(opened, versions_of(told), loaded.gazetteer)
    items = [
        change_item(
            one,
            undone_by=page.undone_by.get(one.id),
            made=made if made is not None and made.change.id == one.id else None,
            names=names,
            may_undo=may_write,
            subject=subjects.get(one.id),
        )
        for one in page.changes
    ]
    chronicle(
        by_day(page.changes, items),
        key="history_log",
        on_act=_act,
        empty="No change passes these filters.",
        label="Changes",
    )
    _pager(number, pages, page.total)
    if may_write and (wanted := st.session_state.pop(_UNDO, None)):
        undo_dialog(store, loaded, wanted)


def _act(name: str, value: str) -> None:
    if name == "open" and value.isdecimal():
        history_state.open_change(int(value))
    elif name == "undo" and value.isdecimal():
        st.session_state[_UNDO] = int(value)
    elif name == "record":
        history_state.tell_written(value)


def _filters(authors: tuple[str, ...]) -> LogQuery:
    """Three fields in one line; whatever is changed begins at the first page."""
    words, who, kinds = st.columns([1.2, 1, 1.4], gap="small")
    for key, value in (("words", ""), ("who", []), ("kinds", [])):
        st.session_state.setdefault(f"log_{key}", history_state.kept(key, value))
    st.session_state["log_who"] = [one for one in st.session_state["log_who"] if one in authors]
    text = words.text_input(
        "Words",
        key="log_words",
        max_chars=_MAX_WORDS,
        live=PAUSE,
        type="search",
        placeholder="in reasons, claims, places, names, ids",
        on_change=_from_the_first,
        autocomplete="off",
    )
    chosen = who.multiselect(
        "Who", authors, key="log_who", placeholder="anyone", on_change=_from_the_first
    )
    done = kinds.multiselect(
        "What",
        list(ChangeKind),
        key="log_kinds",
        placeholder="anything",
        format_func=lambda one: CHANGE_WORDS[ChangeKind(one)],
        on_change=_from_the_first,
    )
    history_state.keep("words", text)
    history_state.keep("who", chosen)
    history_state.keep("kinds", done)
    return LogQuery(tuple(chosen), tuple(map(ChangeKind, done)), text)


def _go_to(number: int, total: int) -> None:
    """Take every filter off and open one change; changes are numbered from 1 without a gap."""
    for key, value in (("words", ""), ("who", []), ("kinds", [])):
        st.session_state[f"log_{key}"] = value
    history_state.turn_to((total - number) // PAGE_SIZE + 1)
    history_state.open_change(number)


def _from_the_first() -> None:
    history_state.turn_to(1)


def _pager(number: int, pages: int, total: int) -> None:
    noun = "change" if total == 1 else "changes"
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if pages > 1:
            st.button(
                "Newer",
                icon=":material/chevron_left:",
                disabled=number == 1,
                on_click=history_state.turn_to,
                args=(number - 1,),
            )
            st.button(
                "Older",
                icon=":material/chevron_right:",
                disabled=number == pages,
                on_click=history_state.turn_to,
                args=(number + 1,),
            )
        where = f" · page {number:,} of {pages:,}" if pages > 1 else ""
        st.caption(f"{total:,} {noun}{where}", width="content")
