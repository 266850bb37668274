"""The page of one draft: its form, the card as readers will see it, and the bar to save it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Final

import streamlit as st

from dashboard import data, drafts, filters
from dashboard.components.claim_card import draft_preview
from dashboard.components.editing.claim_sections import (
    confidence_section,
    figure_section,
    more_section,
    what_section,
    when_section,
)
from dashboard.components.editing.conflict_panel import conflict_panel
from dashboard.components.editing.lists import claims_leaning_on
from dashboard.components.editing.page_guard import FIRST_PROBLEM
from dashboard.components.editing.place_section import place_section
from dashboard.components.editing.save_bar import default_reason, save_bar
from dashboard.components.editing.saved import Saved, leave_saved
from dashboard.components.editing.source_sections import document_fields, originator_fields
from dashboard.components.editing.statement_section import statement_section
from dashboard.components.editing.writing import Writing
from dashboard.data import Stamp
from dashboard.forms.claim import LABELS
from dashboard.forms.conflict import Conflict
from dashboard.forms.draft import Draft
from dashboard.forms.placing import settle
from dashboard.forms.preview import preview
from dashboard.forms.reading import Known, Reading, read_draft
from dashboard.forms.sources import DOCUMENT_LABELS, ORIGINATOR_LABELS
from dashboard.forms.suggest import MOST, suggest_claims
from dashboard.go import go_to_history
from dashboard.history_state import ASKED
from dashboard.loading import Loaded
from dashboard.saving import conflicts, save, written
from dashboard.stores import StoreAt
from dashboard.world import start as world
from geo.claims.columns import column
from geo.claims.model import Claim
from geo.claims.placing import Placer
from geo.claims.table import ClaimTable
from geo.errors import ClaimAtlasError
from geo.places.regions import BoundaryView, load_regions
from geo.store.engine import reading as reading_store
from geo.store.records import RecordKind
from geo.store.versions import newest

_CONFLICTS: Final = "edit_conflicts"
_FAILURE: Final = "edit_failure"


def edit_claim_page(
    store: StoreAt, stamp: Stamp, loaded: Loaded, table: ClaimTable, key: str, draft: Draft
) -> None:
    """The page of a claim with its statements."""
    assert draft.claim is not None  # noqa: S101  # the caller looked
    view = filters.boundary_view()
    if world().done():
        settle(draft.claim.values, loaded.gazetteer)
    known = known_beside(store, stamp, loaded)
    found = read_draft(draft, known, today())
    writing = Writing(draft, found, known)
    shown = preview(draft, found, known, _placer(store, stamp, view))
    new = draft.claim.base is None
    _head("New claim" if new else "Edit a claim", key, draft)
    _obstacles(key, draft)
    form, side = st.columns([1, 0.5], gap="small")
    fields = writing.fields("claim", draft.claim, LABELS)
    with form:
        what_section(fields)
        place_section(fields, loaded.gazetteer, view)
        when_section(fields)
        figure_section(fields)
        statement_section(writing)
        confidence_section(fields, shown.card)
        own = None if draft.claim.base is None else draft.claim.base.id
        more_section(
            fields,
            lambda typed: suggest_claims(typed, table, loaded.gazetteer, beside=own),
            writing.proposed(RecordKind.CLAIM, fields.get("summary")),
        )
    with side, st.container(key="edit_preview"):
        note = "Preview: as readers will see it."
        draft_preview(shown.card, shown.location, shown.origins, note)
        if shown.unplaced:
            st.text(f"It cannot be drawn: {shown.unplaced}")
    if save_bar(draft, found):
        document = next(iter(found.statements.values())).document if found.statements else ""
        _save(store, key, draft, found, document if new else "")


def edit_source_page(store: StoreAt, stamp: Stamp, loaded: Loaded, key: str, draft: Draft) -> None:
    """The page of a document or an originator, and the claims that lean on it."""
    known = known_beside(store, stamp, loaded)
    found = read_draft(draft, known, today())
    writing = Writing(draft, found, known)
    is_document = bool(draft.documents)
    noun = "document" if is_document else "originator"
    [(which, sheet)] = (draft.documents if is_document else draft.originators).items()
    title = f"New {noun}" if sheet.base is None else f"Edit {'a' if is_document else 'an'} {noun}"
    _head(title, key, draft)
    _obstacles(key, draft)
    form, side = st.columns([1, 0.5], gap="small")
    with form, st.container(border=True, key=f"edit-section-{noun}"):
        if is_document:
            fields = writing.fields(f"document {which}", sheet, DOCUMENT_LABELS)
            words = f"{fields.get('outlet')} {fields.get('published')[:7]}"
            document_fields(fields, proposed=writing.proposed(RecordKind.DOCUMENT, words))
        else:
            fields = writing.fields(f"originator {which}", sheet, ORIGINATOR_LABELS)
            proposed = writing.proposed(RecordKind.ORIGINATOR, fields.get("name"))
            originator_fields(fields, known.originators, proposed=proposed)
    with side:
        if sheet.base is not None:
            claims_leaning_on(store, loaded, sheet.base.id, document=is_document)
    if save_bar(draft, found):
        _save(store, key, draft, found, "")


def known_beside(store: StoreAt, stamp: Stamp, loaded: Loaded) -> Known:
    """What the store holds beside a draft; ids are looked for among retracted records too."""
    return Known(
        loaded.dataset.documents,
        loaded.dataset.originators,
        _claim_ids(store, stamp),
        lambda kind, which: _taken(store, stamp, kind, which),
        lambda claim: _undrawable(claim, _placer(store, stamp, filters.boundary_view())),
        _usual(store, stamp),
    )


@st.cache_resource(show_spinner=False, max_entries=2)
def _claim_ids(store: StoreAt, stamp: Stamp) -> frozenset[str]:
    return frozenset(column(data.loaded(store, stamp).dataset.claims, "id"))


@st.cache_resource(show_spinner=False, max_entries=2)
def _usual(store: StoreAt, stamp: Stamp) -> tuple[str, ...]:
    """Originators that speak most often; a claim's voice is most likely one of them."""
    spoken = Counter(column(data.loaded(store, stamp).dataset.statements, "originator"))
    return tuple(key for key, _ in spoken.most_common(MOST))


@st.cache_data(show_spinner=False, max_entries=2_000)
def _taken(store: StoreAt, stamp: Stamp, kind: RecordKind, id: str) -> bool:
    with reading_store(store.open()) as connection:
        return bool(newest(connection, kind, [id]))


@st.cache_resource(show_spinner=False, max_entries=4)
def _placer(store: StoreAt, stamp: Stamp, view: BoundaryView) -> Placer:
    """Kept: a margin around a long coast takes seconds, and every run asks again."""
    return Placer(data.loaded(store, stamp).gazetteer, load_regions(view))


def _undrawable(claim: Claim, placer: Placer) -> str:
    try:
        placer.location(claim)
    except ClaimAtlasError as error:
        return str(error)
    return ""


def today() -> dt.date:
    """The day by this machine's own calendar."""
    return dt.datetime.now().astimezone().date()


def _head(title: str, key: str, draft: Draft) -> None:
    with st.container(
        horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"
    ):
        st.subheader(title, anchor=False, width="content")
        with st.container(horizontal=True, width="content", gap="small"):
            if st.button(
                "Back to the lists",
                icon=":material/arrow_back:",
                help="What you typed stays until you save it or give it up.",
            ):
                drafts.show(None)
                st.rerun()
            kind, _, which = key.partition(":")
            if which != drafts.NEW and st.button("History", icon=":material/history:"):
                st.session_state[ASKED] = (kind, which)
                go_to_history()
            if draft.touched:
                with st.popover("Give up", icon=":material/delete:", type="tertiary"):
                    st.caption("What you typed here is gone then; the store stays as it is.")
                    if st.button("Give up what I typed", key=f"edit/{draft.serial}/give-up"):
                        drafts.discard(key)
                        _all_conflicts().pop(key, None)
                        st.rerun()


def _all_conflicts() -> dict[str, list[Conflict]]:
    found: dict[str, list[Conflict]] = st.session_state.setdefault(_CONFLICTS, {})
    return found


def _obstacles(key: str, draft: Draft) -> None:
    """What kept the draft from being saved, until it is dealt with."""
    if failure := st.session_state.pop(_FAILURE, ""):
        st.error("Nothing was saved; what you typed is still here.", icon=":material/report:")
        st.text(failure)
    found = _all_conflicts().get(key, [])
    if found:
        conflict_panel(draft, found, lambda one: _all_conflicts()[key].remove(one))


def _save(store: StoreAt, key: str, draft: Draft, found: Reading, document: str) -> None:
    """Save a draft, or say what is in the way; runs the page again in either case."""
    draft.tried = True
    reason = draft.reason.strip() or default_reason(draft, found)
    if found.problems or not draft.changed or not reason:
        # The open statement is one with a problem, so that it is seen.
        wrong = [one.sheet for one in found.problems]
        if wrong and not {"claim", f"statement {draft.open + 1}"} & set(wrong):
            numbers = [int(one.split()[1]) for one in wrong if one.startswith("statement ")]
            draft.open = numbers[0] - 1 if numbers else draft.open
        draft.look(FIRST_PROBLEM)
        st.rerun()
    outcome = save(store, draft, found, reason)
    if outcome.done:
        kind, which = written(found) if found.changes else (RecordKind.CLAIM, "")
        drafts.discard(key)
        _all_conflicts().pop(key, None)
        made = outcome.made.id if outcome.made else None
        words = found.claim.summary if found.claim else which
        leave_saved(Saved(kind, which, made, words, document))
        st.rerun()
    if outcome.conflict is not None:
        _all_conflicts()[key] = conflicts(store.open(), draft)
        if not _all_conflicts()[key]:  # only what was not touched here: it is up to date now
            st.session_state[_FAILURE] = (
                "Somebody else changed a record beside yours. It is up to date now: save again."
            )
    else:
        st.session_state[_FAILURE] = outcome.failure
    st.rerun()
