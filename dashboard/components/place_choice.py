"""The dialog in which an analyst says that a claim means another place, and why."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from dashboard import place_state
from dashboard.components.place_question import PAUSE
from dashboard.loading import Loaded
from dashboard.place_reasons import place_words
from geo.claims.model import Claim
from geo.claims.place_choices import (
    MAX_REASON,
    PlaceChoice,
    Scope,
    concerning,
    forget_choices,
    save_choices,
)
from geo.errors import ClaimAtlasError, UnknownPlaceError
from geo.places.gazetteer import Gazetteer
from geo.places.labels import where
from geo.places.place import Place


@dataclass(frozen=True, slots=True)
class Choosing:
    """A claim whose place is to be chosen, and the file that keeps choices."""

    claim: Claim
    loaded: Loaded
    gazetteer: Gazetteer
    path: Path

    @property
    def given(self) -> Place | None:
        """The place that the data give the claim, if any."""
        key = self.loaded.given(self.claim)
        return self.gazetteer.place(key) if key else None

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents that speak of the claim, each once."""
        spoken = self.loaded.dataset.by_claim.get(self.claim.id, ())
        return tuple(dict.fromkeys(one.document for one in spoken))


def undo_choice(choosing: Choosing) -> None:
    """Take back what was chosen for a claim; a failure is told on the page."""
    claim = choosing.claim
    given = choosing.loaded.given(claim)
    try:
        forget_choices(
            choosing.path,
            concerning(choosing.loaded.choices, claim.id, choosing.documents, given),
        )
    except ClaimAtlasError as error:
        place_state.leave_failure(str(error))
    else:
        place_state.leave_note("The choice is taken back.")


@st.dialog("Another place for this claim", width="medium")
def place_choice_dialog(choosing: Choosing, wanted: str) -> None:
    """Ask which place is meant (`wanted` is the id suggested, or empty), how far, and why."""
    claim, given = choosing.claim, choosing.given
    words = place_words(claim, given, choosing.gazetteer)
    wording = claim.place_words or (given.name if given else "none")
    st.text(f"{claim.summary}\nIts wording: “{wording}”")
    typed = st.text_input(
        "Which place is meant", words if given else "", live=PAUSE, type="search",
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
    scope = _scope(choosing)
    reason = st.text_input(
        "Why", key="choice_reason", max_chars=MAX_REASON,
        placeholder="the paragraph before names Rostov Oblast",
    )  # fmt: skip
    if not st.button("Save", type="primary", icon=":material/save:"):
        return
    today = dt.datetime.now().astimezone().date()
    targets = (claim.id,) if scope is Scope.CLAIM else choosing.documents
    try:
        instead_of = given.id if given else ""
        choices = [
            PlaceChoice(scope, of, words, instead_of, place, reason, today) for of in targets
        ]
        save_choices(choosing.path, choices)
    except ClaimAtlasError as error:
        st.error("Nothing was saved.", icon=":material/report:")
        st.text(str(error))
        return
    place_state.leave_note("The choice is saved; the map shows it.")
    st.rerun()


def _scope(choosing: Choosing) -> Scope:
    """How far the choice reaches: a claim without a place is chosen for by itself."""
    if choosing.given is None:
        return Scope.CLAIM
    count = len(choosing.documents)
    everywhere = (
        "everywhere in its document" if count == 1 else f"everywhere in its {count} documents"
    )
    scope = st.radio(
        "How far it reaches",
        list(Scope),
        format_func={Scope.DOCUMENT: everywhere, Scope.CLAIM: "this claim alone"}.__getitem__,
        horizontal=True,
        key="choice_scope",
        help="In a document, all claims that the data put at the same place move together.",
    )
    return scope or Scope.DOCUMENT


def _options(choosing: Choosing, typed: str, wanted: str) -> dict[str, Place]:
    """The places to choose from, the suggested one first; never the one that counts now."""
    gazetteer, claim = choosing.gazetteer, choosing.claim
    answer = gazetteer.resolve(typed, context=f"{claim.place_words}. {claim.summary}")
    found = {one.place.id: one.place for one in answer.candidates}
    if wanted:
        with suppress(UnknownPlaceError):  # from a browser; an own entry may be gone by now
            found = {wanted: gazetteer.place(wanted), **found}
    given = choosing.given
    taken = (claim.place, given.id if given else None)
    return {key: place for key, place in found.items() if key not in taken}


def _label(place: Place) -> str:
    return f"{where(place)} ({place.level.value}) [{place.id}]"
