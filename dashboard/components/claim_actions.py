"""Dialogs that change a whole claim: merge it with others that are the same event, retract it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import streamlit as st

from dashboard import data, editing, filters, notes
from dashboard.components.claim_card import card_preview
from dashboard.components.place_question import PAUSE
from dashboard.loading import Loaded
from dashboard.place_words import where_said
from dashboard.stores import StoreAt, store_at
from geo.claims.card import NO_DATE, NO_PLACE
from geo.claims.columns import column
from geo.claims.echoes import Echo, like
from geo.claims.merging import as_one
from geo.claims.model import Claim
from geo.claims.table import ClaimTable
from geo.store import browse
from geo.store.edits import retract
from geo.store.records import RecordKind
from geo.store.reversal import merge_claims

MOST_FOUND: Final = 30
"""Claims offered for one search; more are found by more words."""


@dataclass(frozen=True, slots=True)
class _Acting:
    """A claim that something is done to, and the store that keeps it."""

    claim: Claim
    claims: Mapping[str, Claim]
    loaded: Loaded
    store: StoreAt

    def named(self, id: str) -> str:
        """A claim for a list of options: what, where, when."""
        one = self.claims[id]
        when = one.date.words() if one.date else NO_DATE
        return f"{one.summary} · {self.where(one) or NO_PLACE} · {when} [{one.id}]"

    def where(self, one: Claim) -> str:
        """Where a claim says it is, for a list of options and for a search in it."""
        return where_said(one, self.loaded.gazetteer)

    def on_screen(self, ids: list[str]) -> dict[str, int]:
        """The versions of these claims that the reader saw when the button was pressed.

        They are those of the run before: the press itself reads the store again, and an edit that
        somebody made in between must not pass as seen.
        """
        found = browse.records(self.store.open(), [(RecordKind.CLAIM, one) for one in ids])
        now = {key: version.change for (_, key), version in found.items()}
        key = f"seen_{self.claim.id}"
        before: dict[str, int] = st.session_state.get(key, {})
        st.session_state[key] = now
        return now | {one: before[one] for one in now if one in before}


@st.dialog("Merge claims that are one event", width="large", icon=":material/merge:")
def merge_dialog(claim_id: str, others: tuple[str, ...] = ()) -> None:
    """Ask which claims are the same event, which of them is kept, and why; then merge them.

    `others` are chosen at first. The claims that go keep their history and can be split off again.
    """
    acting = _acting(claim_id)
    if acting is None:
        return
    alike = {one.second if one.first == claim_id else one.first: one for one in _alike(acting)}
    left, right = st.columns([1, 0.85], gap="medium")
    with left:
        st.text(acting.claim.summary)
        words = st.text_input(
            "Find others by words", live=PAUSE, type="search", key=f"merge_words_{claim_id}",
            placeholder="words of the summary, a place, or an id", autocomplete="off",
            help="The claims most like this one are offered already; search for others here.",
        )  # fmt: skip
        chosen = _choose(acting, alike, words, others)
    if not chosen:
        right.caption(
            "Choose the claims that tell the same event. Their statements move to the claim that "
            "is kept; the others go, keep their history, and can be split off again."
        )
        return
    together = [claim_id, *chosen]
    with left:
        _say_why(alike, chosen)
        kept = st.selectbox(
            "Which one is kept", together, format_func=acting.named, key=f"merge_kept_{claim_id}",
            help="Its summary, place, date and figure stand; the others' are in their history.",
        )  # fmt: skip
        editing.author_field("merge")
        reason = st.text_input(
            "Why they are one event", key=f"merge_reason_{claim_id}",
            max_chars=editing.MAX_REASON, live=PAUSE, autocomplete="off",
            placeholder="same ships, same days, both from the briefing in Seoul",
        )  # fmt: skip
        wanted = st.button(
            f"Merge {len(together)} claims", type="primary", icon=":material/merge:",
            disabled=not reason.strip(),
        )  # fmt: skip
    gone = [one for one in together if one != kept]
    with right:
        _preview(acting, kept, gone)
    versions = acting.on_screen(together)
    if not wanted:
        return
    outcome = editing.change(
        acting.store,
        lambda opened, by: merge_claims(opened, kept, gone, by, based_on=versions),
        reason,
    )
    if not outcome.done:
        editing.show_failure(outcome)
        return
    filters.change(claim=kept)
    notes.leave_note(f"{len(together)} claims are one now. The history can split them again.")
    st.rerun()


@st.dialog("Retract this claim", width="medium", icon=":material/delete:")
def retract_dialog(claim_id: str) -> None:
    """Say what goes along with a claim, ask why, and retract it; its history brings it back."""
    acting = _acting(claim_id)
    if acting is None:
        return
    dataset = acting.loaded.dataset
    st.text(acting.claim.summary)
    said = len(dataset.by_claim.get(claim_id, ()))
    parts = [one for one in column(dataset.claims, "part_of") if one == claim_id]
    along = f"- {said:,} {'statement goes' if said == 1 else 'statements go'} with it."
    if parts:
        share = "claim shares" if len(parts) == 1 else "claims share"
        along += f"\n- {len(parts):,} {share} its figure, and will stand alone."
    st.markdown(
        f"{along}\n- Nothing is deleted: it stays in the history, with your reason, and can be "
        "restored there. Documents and originators stay."
    )
    editing.author_field("retract")
    reason = st.text_input(
        "Why it is retracted", key=f"retract_reason_{claim_id}",
        max_chars=editing.MAX_REASON, live=PAUSE, autocomplete="off",
        placeholder="the outlet withdrew the report",
    )  # fmt: skip
    version = acting.on_screen([claim_id]).get(claim_id)
    if not st.button(
        "Retract", type="primary", icon=":material/delete:", disabled=not reason.strip()
    ):
        return
    outcome = editing.change(
        acting.store,
        lambda opened, by: retract(opened, RecordKind.CLAIM, claim_id, by, based_on=version),
        reason,
    )
    if not outcome.done:
        editing.show_failure(outcome)
        return
    filters.change(claim=None)
    notes.leave_note("The claim is retracted. The history can restore it.")
    st.rerun()


def _acting(claim_id: str) -> _Acting | None:
    """The claim as the store has it now; says why when nothing can be done to it."""
    store = store_at()
    if obstacle := editing.why_not(store):
        st.info("Nothing can be changed here.", icon=":material/lock:")
        st.text(obstacle)  # may hold the name of a file or of a role
        return None
    loaded = data.loaded(store, data.stamp(store))
    claims = loaded.dataset.claim_by_id
    claim = claims.get(claim_id)
    if claim is None:
        st.info("This claim is no longer there: it was retracted or merged meanwhile.")
        return None
    return _Acting(claim, claims, loaded, store)


def _alike(acting: _Acting) -> tuple[Echo, ...]:
    return like(acting.loaded.dataset, acting.claim.id)


def _choose(
    acting: _Acting, alike: dict[str, Echo], words: str, others: tuple[str, ...]
) -> list[str]:
    """The claims to merge with; what was chosen stays an option whatever is searched for."""
    known = acting.claims.keys() - {acting.claim.id}
    key = f"merge_others_{acting.claim.id}"
    kept = [one for one in st.session_state.get(key, others) if one in known]
    found = [one for one in _search(acting, words) if one in known]
    options = list(dict.fromkeys((*kept, *found, *alike)))
    if words.strip() and not found:
        st.caption("No other claim holds these words.")
    if not options:
        return []
    st.session_state[key] = kept
    return st.multiselect(
        "The same event as",
        options,
        key=key,
        format_func=acting.named,
        placeholder="the most alike come first" if alike else "choose from what was found",
    )


def _search(acting: _Acting, words: str) -> list[str]:
    wanted = words.casefold().split()
    if not wanted:
        return []
    found = []
    for one in acting.loaded.dataset.claims:
        text = (
            f"{one.id} {one.summary} {acting.where(one)} {one.place or ''} {one.actor}".casefold()
        )
        if all(word in text for word in wanted):
            found.append(one.id)
            if len(found) == MOST_FOUND:
                break
    return found


def _say_why(alike: dict[str, Echo], chosen: list[str]) -> None:
    """What speaks for the chosen ones being the same, and what against it."""
    lines = []
    for one in chosen:
        if one in alike:
            echo = alike[one]
            lines.append(f"[{one}] {' '.join(echo.reasons)}")
            lines += [f"    But: {why}" for why in echo.against]
    if lines:
        st.text("\n".join(lines))


def _preview(acting: _Acting, kept: str, gone: list[str]) -> None:
    """The card that the kept claim would have."""
    together = as_one(acting.loaded.dataset, kept, gone)
    table = ClaimTable(together, acting.loaded.gazetteer, filters.boundary_view())
    st.caption("The claim as it would be")
    card_preview(table, 0, key="merge_preview", note="Nothing is merged yet.")
