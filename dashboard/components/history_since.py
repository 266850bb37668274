"""What changed between two days, by what was published or by what was recorded here."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby
from typing import Final

import streamlit as st

from dashboard import data, filters, history_state
from dashboard.components.chronicle import Group, chronicle
from dashboard.data import Stamp
from dashboard.go import go_to_map
from dashboard.history_news import fates_of, names_of, news_item
from dashboard.history_state import Clock
from dashboard.loading import Loaded
from dashboard.stores import StoreAt
from geo.claims.changes import (
    NEWS_WORDS,
    ClaimNews,
    changes_between,
    published_between,
)
from geo.claims.dataset import Dataset
from geo.claims.dates import day_words
from geo.store import browse
from geo.store.browse import LogQuery
from geo.store.history import change_log

MOST: Final = 200
_EARLIEST, _LATEST = date(1000, 1, 1), date(2999, 12, 31)
_CLOCKS: Final = {Clock.PUBLISHED: "By publication", Clock.RECORDED: "By recording here"}
_GO: Final = "history_go_to_map"


def history_since(store: StoreAt, stamp: Stamp, loaded: Loaded) -> None:
    """Two days and a clock, and the claims that are not as they were, grouped by what happened."""
    clock, since, until = _asked(store, loaded)
    if since is None or until is None:
        st.caption("Choose two days.")
        return
    if until < since:
        since, until = until, since
    found = _found(store, stamp, clock, since, until)
    before, after = _states(store, stamp, loaded, clock, since, until)
    _summary(store, clock, since, until, found)
    told = found[:MOST]
    names, fates = names_of(told, before, after, loaded), fates_of(store, told)
    items = [
        (
            one.news,
            news_item(
                one,
                before,
                after,
                names,
                fates.get(one.claim.id, ""),
                keeps_history=store.keeps_history,
            ),
        )
        for one in told
    ]
    groups = [
        Group(
            f"{NEWS_WORDS[news]} · {sum(one.news is news for one in found):,}",
            tuple(item for _, item in some),
        )
        for news, some in groupby(items, key=lambda pair: pair[0])
    ]
    chronicle(
        groups,
        key="history_since",
        on_act=_act,
        empty="Nothing about any claim changed between these days.",
        label="What changed",
    )
    if len(found) > MOST:
        st.caption(f"The first {MOST} of {len(found):,} are shown: choose days closer together.")
    if claim := st.session_state.pop(_GO, None):
        filters.change(claim=claim)
        go_to_map()


def _act(name: str, value: str) -> None:
    if name == "map":
        st.session_state[_GO] = value
    elif name == "record":
        history_state.tell_written(value)


def _asked(store: StoreAt, loaded: Loaded) -> tuple[Clock, date | None, date | None]:
    clocks = list(_CLOCKS) if store.keeps_history else [Clock.PUBLISHED]
    by, first, second = st.columns([1.3, 1, 1], gap="small", vertical_alignment="bottom")
    clock = Clock.PUBLISHED
    if len(clocks) > 1:
        st.session_state.setdefault("since_clock", history_state.kept("clock", Clock.PUBLISHED))
        chosen = by.segmented_control(
            "Which clock",
            clocks,
            key="since_clock",
            required=True,
            format_func=lambda one: _CLOCKS[Clock(one)],
            help="By publication: what the documents brought. By recording: what was entered, "
            "corrected or retracted in this store.",
        )
        clock = Clock(chosen or Clock.PUBLISHED)
        history_state.keep("clock", clock)
    defaults = _first_days(store, loaded, clock)
    days = []
    for place, name, default in ((first, "After", defaults[0]), (second, "Up to", defaults[1])):
        key = f"since_{clock}_{name}"
        st.session_state.setdefault(key, history_state.kept(key, default))
        day = place.date_input(
            f"{name} the end of", key=key, value=None, format="YYYY-MM-DD",
            min_value=_EARLIEST, max_value=_LATEST,
        )  # fmt: skip
        days.append(history_state.days_of(day))
        history_state.keep(key, days[-1])
    return clock, days[0], days[1]


def _first_days(store: StoreAt, loaded: Loaded, clock: Clock) -> tuple[date | None, date | None]:
    """Days that show something: the last on which there was news, and the one before it."""
    if clock is Clock.RECORDED:
        log = browse.log_page(store.open(), LogQuery(), most=1).changes
        if not log:
            return None, None
        day = log[0].recorded_at.date()
        return day - timedelta(days=1), day
    last = loaded.dataset.last_news(date.max)
    if last is None:
        return None, None
    earlier = loaded.dataset.last_news(last - timedelta(days=1))
    return earlier or last - timedelta(days=1), last


@st.cache_resource(show_spinner="Comparing the two days …", max_entries=8)
def _found(
    store: StoreAt, stamp: Stamp, clock: Clock, since: date, until: date
) -> tuple[ClaimNews, ...]:
    with data.lasting():
        if clock is Clock.PUBLISHED:
            return published_between(data.loaded(store, stamp).dataset, since, until)
        return changes_between(
            data.loaded(store, stamp, since).dataset, data.loaded(store, stamp, until).dataset
        )


def _states(
    store: StoreAt, stamp: Stamp, loaded: Loaded, clock: Clock, since: date, until: date
) -> tuple[Dataset, Dataset]:
    """Where the names are of what was there on either day."""
    if clock is Clock.PUBLISHED:
        return loaded.dataset, loaded.dataset
    return data.loaded(store, stamp, since).dataset, data.loaded(store, stamp, until).dataset


def _summary(
    store: StoreAt, clock: Clock, since: date, until: date, found: tuple[ClaimNews, ...]
) -> None:
    noun = "claim is" if len(found) == 1 else "claims are"
    words = f"**{len(found):,} {noun} not as before**"
    if clock is Clock.RECORDED:
        number = len(change_log(store.open(), since, until))
        words += f" · {number:,} {'change' if number == 1 else 'changes'} recorded"
    with st.container(
        horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"
    ):
        st.markdown(words, width="content")
        with st.container(horizontal=True, width="content", gap="small"):
            for day in (since, until):
                if st.button(f"The map on {day_words(day)}", icon=":material/map:"):
                    recorded = clock is Clock.RECORDED
                    filters.change(
                        as_known=None if recorded else day, as_recorded=day if recorded else None
                    )
                    go_to_map()
