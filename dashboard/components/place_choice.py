"""The dialog in which an analyst says that a claim means another place, and why."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

import streamlit as st

from dashboard import editing, notes
from dashboard.components.place_question import PAUSE
from dashboard.loading import Loaded
from dashboard.place_moves import PlaceChange, Reach, meant_claims, move
from dashboard.place_reasons import place_words
from dashboard.stores import StoreAt
from geo.claims.model import Claim
from geo.errors import UnknownPlaceError
from geo.places.gazetteer import Gazetteer
from geo.places.labels import where
from geo.places.place import Place
from geo.store.reversal import undo


@dataclass(frozen=True, slots=True)
class Choosing:
    """A claim whose place is to be chosen, and the store that keeps it."""

    claim: Claim
    loaded: Loaded
    store: StoreAt

    @property
    def gazetteer(self) -> Gazetteer:
        """Where places are found."""
        return self.loaded.gazetteer

    @property
    def now(self) -> Place | None:
        """Where the claim stands, if anywhere."""
        return self.gazetteer.place(self.claim.place) if self.claim.place else None


def undo_move(store: StoreAt, moved: PlaceChange) -> None:
    """Take back what moved a claim; a failure is told on the page."""
    outcome = editing.change(
        store,
        lambda opened, by: undo(opened, moved.change, by),
        f"Back to the place before change {moved.change}.",
    )
    if outcome.done:
        notes.leave_note("The choice is taken back.")
    else:
        notes.leave_failure(outcome.failure)


@st.dialog("Another place for this claim", width="medium")
def place_choice_dialog(choosing: Choosing, wanted: str) -> None:
    """Ask which place is meant (`wanted` is the id suggested, or empty), how far, and why."""
    claim, now = choosing.claim, choosing.now
    words = place_words(claim, now, choosing.gazetteer)
    wording = claim.place_words or (now.name if now else "none")
    st.text(f"{claim.summary}\nIts wording: “{wording}”")
    typed = st.text_input(
        "Which place is meant", words if now else "", live=PAUSE, type="search",
        key="choice_name", help="Any name of the gazetteer, in any script.",
        placeholder="a name, as the gazetteer page takes it", autocomplete="off",
    )  # fmt: skip
    places = _options(choosing, typed, wanted)
    if not places:
        st.info(
            "The gazetteer knows no other place of this name. Add it on the gazetteer page first."
            if typed.strip()
            else "Type the name of the place."
        )
        return
    place = st.selectbox(
        "Place",
        list(places),
        format_func=lambda key: _label(places[key]),
        key="choice_place",
    )
    reach = _reach(choosing)
    reason = st.text_input(
        "Why", key="choice_reason", max_chars=editing.MAX_REASON,
        placeholder="the paragraph before names Rostov Oblast",
    )  # fmt: skip
    editing.author_field("choice")
    if not st.button("Save", type="primary", icon=":material/save:"):
        return
    claims = meant_claims(choosing.loaded.dataset, claim, reach)
    outcome = editing.change(
        choosing.store,
        lambda opened, by: move(opened, claims, place, choosing.gazetteer, by),
        reason,
    )
    if not outcome.done:
        editing.show_failure(outcome)
        return
    notes.leave_note("The choice is saved; the map shows it.")
    st.rerun()


def _reach(choosing: Choosing) -> Reach:
    """How far the choice reaches, asked where it makes a difference."""
    everywhere = len(meant_claims(choosing.loaded.dataset, choosing.claim, Reach.DOCUMENT))
    if everywhere == 1:
        return Reach.CLAIM
    words = {
        Reach.DOCUMENT: f"all {everywhere} claims of its documents at this place",
        Reach.CLAIM: "this claim alone",
    }
    reach = st.radio(
        "How far it reaches",
        list(words),
        format_func=lambda one: words[Reach(one)],
        horizontal=True,
        key="choice_reach",
        help="In a document, what stands at one place is moved together.",
    )
    return Reach(reach or Reach.DOCUMENT)


def _options(choosing: Choosing, typed: str, wanted: str) -> dict[str, Place]:
    """The places to choose from, the suggested one first; never the one that counts now."""
    gazetteer, claim = choosing.gazetteer, choosing.claim
    answer = gazetteer.resolve(typed, context=f"{claim.place_words}. {claim.summary}")
    found = {one.place.id: one.place for one in answer.candidates}
    if wanted:
        with suppress(UnknownPlaceError):  # from a browser; the entry may be gone by now
            found = {wanted: gazetteer.place(wanted), **found}
    return {key: place for key, place in found.items() if key != claim.place}


def _label(place: Place) -> str:
    return f"{where(place)} ({place.level.value}) [{place.id}]"
