"""Probable echoes on the sources page: what may be one report told twice; a person decides."""

from __future__ import annotations

from typing import Final

import streamlit as st

from dashboard import editing, notes
from dashboard.components.claim_actions import merge_dialog
from dashboard.components.echo_list import Pair, Side, echo_list
from dashboard.components.place_question import PAUSE
from dashboard.data import Stamp, lasting, loaded
from dashboard.loading import Loaded
from dashboard.place_words import where_said
from dashboard.stores import StoreAt
from geo.claims.card import NO_DATE, NO_PLACE
from geo.claims.dataset import Dataset
from geo.claims.echoes import (
    Echo,
    Echoes,
    EchoKind,
    find_echoes,
    origin_and_echo,
    with_origin,
)
from geo.claims.model import Claim, Statement
from geo.claims.vocabulary import label
from geo.store import browse
from geo.store.edits import edit
from geo.store.findings import no_echo, no_echoes
from geo.store.records import RecordKind

AT_ONCE: Final = 20_000
"""Claims up to which echoes are looked for without being asked: half a second."""

SHOWN: Final = 25
_WANTED: Final = "echo_wanted"
_ASKED: Final = "echo_asked"


def echoes_heading(store: StoreAt, stamp: Stamp) -> str:
    """What the list is called: with the number of pairs, where that is known already."""
    if not _looks(store, stamp):
        return "Probable echoes"
    return f"Probable echoes · {len(_open_pairs(store, stamp)):,}"


def probable_echoes(store: StoreAt, stamp: Stamp) -> None:
    """The pairs that nobody has decided on, and what can be decided about each."""
    st.caption(
        "Claims that may be one event under two ids, and statements that may be one report "
        "retold. The signs order them and are no probability; nothing is joined until a person "
        "says so."
    )
    now = loaded(store, stamp)
    dataset = now.dataset
    if not _looks(store, stamp):
        if st.button("Look for them", icon=":material/search:", type="primary"):
            st.session_state[_ASKED] = True
            st.rerun()
        st.caption(f"{len(dataset.claims):,} claims take some seconds.")
        return
    found = _open_pairs(store, stamp)
    obstacle = editing.why_not(store)
    if found:
        shown = found[:SHOWN]
        named = {key for one in shown for key in one.claims}
        claims = {one: dataset.claim_by_id[one] for one in named}
        echo_list([_pair(one, claims, now, not obstacle) for one in shown], _act)
    else:
        st.text("Nothing looks like an echo that nobody has decided on.")
    if len(found) > SHOWN:
        st.caption(f"The {SHOWN} strongest are shown.")
    if aside := _aside(store):
        pairs = "pair was found" if len(aside) == 1 else "pairs were found"
        st.caption(f"{len(aside):,} {pairs} to be no echo; the history can undo that.")
    if obstacle:
        st.text(obstacle)
        return
    wanted = st.session_state.pop(_WANTED, None)
    echo = next((one for one in found if wanted and one.key == wanted[1]), None)
    if echo is None:
        return
    if wanted[0] == "not":
        _set_aside(store, echo)
    elif wanted[0] == "merge":
        merge_dialog(echo.first, (echo.second,))
    elif wanted[0] == "origin":
        origin_dialog(store, dataset, echo)


def _looks(store: StoreAt, stamp: Stamp) -> bool:
    """Whether the pairs are looked for: in very many claims only when asked."""
    few = len(loaded(store, stamp).dataset.claims) <= AT_ONCE
    return few or bool(st.session_state.get(_ASKED))


def _open_pairs(store: StoreAt, stamp: Stamp) -> list[Echo]:
    aside = _aside(store)
    return [one for one in _found(store, stamp).found if one.pair not in aside]


def _aside(store: StoreAt) -> frozenset[tuple[str, str, str]]:
    return no_echoes(store.open()) if store.keeps_history else frozenset()


def _set_aside(store: StoreAt, echo: Echo) -> None:
    """Keep that a pair is none, in the store and its history."""
    outcome = editing.change(
        store, lambda opened, by: no_echo(opened, *echo.pair, by), "Looked at both: not an echo."
    )
    if outcome.done:
        notes.leave_note("Set aside. The history can undo it.")
    else:
        notes.leave_failure(outcome.failure)
    st.rerun()


def _act(name: str, key: str) -> None:
    st.session_state[_WANTED] = (name, key)


@st.cache_resource(show_spinner="Looking for echoes …", max_entries=2)
def _found(store: StoreAt, stamp: Stamp) -> Echoes:
    with lasting():
        return find_echoes(loaded(store, stamp).dataset)


@st.dialog("One origin for two statements", width="medium", icon=":material/graphic_eq:")
def origin_dialog(store: StoreAt, dataset: Dataset, echo: Echo) -> None:
    """Ask which statement names the origin, and why; the other one becomes its echo."""
    both = origin_and_echo(echo, dataset)
    by_id = {one.id: one for one in both}
    chosen = st.selectbox(
        "The origin",
        list(by_id),
        format_func=lambda one: (
            f"{_chain(by_id[one], dataset)}, in {dataset.documents[by_id[one].document].outlet}"
        ),
        key=f"origin_{echo.key}",
    )
    origin = by_id[chosen]
    passed = next(one for one in both if one.id != chosen)
    mended = with_origin(passed, origin, dataset)
    st.text(
        f"Statement {passed.id} in {dataset.documents[passed.document].outlet}:\n"
        f"before:  {_chain(passed, dataset)}\n"
        f"after:   {_chain(mended, dataset)}"
    )
    st.caption("Both then count as one origin. Its grade stays as it is; look at it afterwards.")
    editing.author_field("origin")
    reason = st.text_input(
        "Why it is one report", key=f"origin_why_{echo.key}", max_chars=editing.MAX_REASON,
        live=PAUSE, autocomplete="off", placeholder="the outlet quotes the agency word for word",
    )  # fmt: skip
    key = (RecordKind.STATEMENT, passed.id)
    version = browse.records(store.open(), [key])[key]
    if not st.button("Give it this origin", type="primary", disabled=not reason.strip()):
        return
    based_on = version.change if version.record == passed else -1
    outcome = editing.change(
        store, lambda opened, by: edit(opened, [(mended, based_on)], by), reason
    )
    if not outcome.done:
        editing.show_failure(outcome)
        return
    notes.leave_note("The two statements count as one origin now.")
    st.rerun()


def _pair(echo: Echo, claims: dict[str, Claim], held: Loaded, may_write: bool) -> Pair:
    """A pair in words, with what may be decided about it."""
    dataset = held.dataset
    if echo.kind is EchoKind.EVENT:
        what, about = "One event?", ""
        first, second = (_side_of_claim(claims[one], held) for one in (echo.first, echo.second))
        act = ("merge", "Same event: merge …")
    else:
        what, about = "One report?", claims[echo.claims[0]].summary
        said = {one.id: one for one in dataset.by_claim[echo.claims[0]]}
        first, second = (
            _side_of_statement(said[one], dataset) for one in (echo.first, echo.second)
        )
        act = ("origin", "Same origin …")
    return Pair(
        key=echo.key,
        what=what,
        about=about,
        strength=round(echo.score * 100),
        first=first,
        second=second,
        reasons=echo.reasons,
        against=echo.against,
        acts=(act, ("not", "Not an echo")) if may_write else (),
    )


def _side_of_claim(claim: Claim, held: Loaded) -> Side:
    dataset = held.dataset
    said = dataset.by_claim.get(claim.id, ())
    outlets = dict.fromkeys(dataset.documents[one.document].outlet for one in said)
    speakers = dict.fromkeys(dataset.root(one.originator).name for one in said)
    when = claim.date.words() if claim.date else NO_DATE
    return Side(
        claim.summary,
        (
            f"{where_said(claim, held.gazetteer) or NO_PLACE} · {when}",
            f"{', '.join(speakers)} · in {', '.join(outlets)}",
            f"{label(claim.kind)} · {claim.id}",
        ),
    )


def _side_of_statement(one: Statement, dataset: Dataset) -> Side:
    paper = dataset.documents[one.document]
    lines = (f"{paper.outlet}, {paper.published.words()} · grade {one.grade}", one.note)
    return Side(_chain(one, dataset), tuple(line for line in lines if line))


def _chain(one: Statement, dataset: Dataset) -> str:
    """Who says it, through whom."""
    steps = (dataset.originators[one.originator].name, *one.via)
    return f"{' → '.join(steps)} {label(one.stance)}"
