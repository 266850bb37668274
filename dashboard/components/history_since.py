"""What changed between two days, by what was published or by what was recorded here."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, timedelta
from itertools import groupby
from typing import Final

import streamlit as st

from dashboard import data, filters, history_state
from dashboard.components.chronicle import Act, Group, Item, Part, chronicle
from dashboard.data import Stamp
from dashboard.go import go_to_map
from dashboard.history_fields import Names, claim_rows, name_of
from dashboard.history_state import Clock
from dashboard.loading import Loaded
from dashboard.stores import StoreAt
from geo.claims.changes import CORRECTED, NEWS_WORDS, ClaimNews, News, changes_between
from geo.claims.dataset import Dataset
from geo.claims.model import Statement
from geo.claims.vocabulary import label
from geo.errors import DataFileError, UnknownPlaceError
from geo.store import browse
from geo.store.browse import RecordKey
from geo.store.history import change_log
from geo.store.records import RecordKind

MOST: Final = 200
_EARLIEST, _LATEST = date(1000, 1, 1), date(2999, 12, 31)
_CLOCKS: Final = {Clock.PUBLISHED: "By publication", Clock.RECORDED: "By recording here"}
_GO: Final = "history_go_to_map"

_TONES: Final[dict[News, tuple[str, str]]] = {
    News.NEW: ("add", "New"),
    News.STATUS: ("join", "Status"),
    News.CONFIDENCE: ("edit", "Confidence"),
    News.TAKEN_BACK: ("gone", "Taken back"),
    News.STATEMENTS: ("add", "More said"),
    News.EDITED: ("edit", "Corrected"),
    News.GONE: ("gone", "Gone"),
}


def history_since(store: StoreAt, stamp: Stamp, loaded: Loaded) -> None:
    """Two days and a clock, and the claims that are not as they were, grouped by what happened."""
    clock, since, until = _asked(store, loaded)
    if since is None or until is None:
        st.caption("Choose two days.")
        return
    if until < since:
        since, until = until, since
    before, after = _states(store, stamp, loaded, clock, since, until)
    found = changes_between(before, after)
    _summary(store, clock, since, until, found)
    told = found[:MOST]
    names, fates = _names(told, before, after, loaded), _fates(store, told)
    items = [
        (one.news, _item(one, before, after, names, fates.get(one.claim.id, ""))) for one in told
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
        log = change_log(store.open())
        last = log[-1].recorded_at.date() if log else None
        return (last - timedelta(days=1), last) if last else (None, None)
    last = loaded.dataset.last_news(date.max)
    if last is None:
        return None, None
    earlier = loaded.dataset.last_news(last - timedelta(days=1))
    return earlier or last - timedelta(days=1), last


def _states(
    store: StoreAt, stamp: Stamp, loaded: Loaded, clock: Clock, since: date, until: date
) -> tuple[Dataset, Dataset]:
    if clock is Clock.PUBLISHED:
        return loaded.dataset.as_known(since), loaded.dataset.as_known(until)
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
                if st.button(f"The map on {day.isoformat()}", icon=":material/map:"):
                    recorded = clock is Clock.RECORDED
                    filters.change(
                        as_known=None if recorded else day, as_recorded=day if recorded else None
                    )
                    go_to_map()


def _item(one: ClaimNews, before: Dataset, after: Dataset, names: Names, fate: str) -> Item:
    """One claim, with what its statements brought and what of it was corrected."""
    tone, badge = _TONES[one.news]
    rows = claim_rows(one.was, one.claim, names) if one.was is not None else ()
    lines = [said for said in one.sentences() if not (rows and said == CORRECTED)]
    if fate:
        lines = [fate]
    lines += [_said(said, after, "New") for said in one.added[:5] if one.before is not None]
    lines += [_said(said, after, "Taken back") for said in one.taken_back[:5]]
    lines += [_said(said, before, "Gone") for said in one.gone[:5] if one.after is not None]
    acts = [Act("record", f"claim:{one.claim.id}", "Its history")]
    if one.after is not None:
        acts.insert(0, Act("map", one.claim.id, "Show on the map"))
    corrected = Part("edit", "", "claim", "", rows=rows)
    return Item(
        id=one.claim.id,
        tone=tone,
        badge=badge,
        title=one.claim.summary,
        lines=tuple(lines),
        parts=(corrected,) if rows else (),
        acts=tuple(acts),
    )


def _names(found: Sequence[ClaimNews], before: Dataset, after: Dataset, loaded: Loaded) -> Names:
    """What the claims and places are called that corrected claims name."""
    names: dict[RecordKey, str] = {}
    for one in found:
        for claim in (one.was, one.claim) if one.was is not None else ():
            for place in (claim.place, claim.other_place):
                if place is not None:
                    with suppress(UnknownPlaceError, DataFileError):  # its id has to do then
                        names[RecordKind.PLACE, place] = loaded.gazetteer.place(place).name
    totals = {
        key
        for one in found
        for claim in (one.was, one.claim)
        if claim is not None and (key := claim.part_of) is not None
    }
    for dataset in (before, after):
        for claim in dataset.claims if totals else ():
            if claim.id in totals:
                names[RecordKind.CLAIM, claim.id] = f"“{claim.summary}”"
    return names


def _fates(store: StoreAt, found: Sequence[ClaimNews]) -> dict[str, str]:
    """What became of the claims that are gone, where the store knows."""
    gone = [(RecordKind.CLAIM, one.claim.id) for one in found if one.news is News.GONE]
    if not gone or not store.keeps_history:
        return {}
    versions = browse.records(store.open(), gone)
    into = browse.records(
        store.open(),
        [(RecordKind.CLAIM, one.merged_into) for one in versions.values() if one.merged_into],
    )
    fates = {}
    for (_, key), one in versions.items():
        if one.merged_into is not None:
            kept = into[RecordKind.CLAIM, one.merged_into]
            fates[key] = f"Merged into {name_of(kept)}."
        elif not one.live:
            fates[key] = "Retracted."
    return fates


def _said(one: Statement, dataset: Dataset, which: str) -> str:
    speaker = dataset.originators[one.originator].name
    paper = dataset.documents[one.document]
    return f"{which}: {speaker} {label(one.stance)}, {paper.outlet}, {paper.published.words()}"
