"""Who says it: the statements of a claim, one of them open."""

from __future__ import annotations

from typing import Final

import streamlit as st

from dashboard import drafts
from dashboard.components.choices import Choice, choices
from dashboard.components.editing.claim_sections import date_field, section
from dashboard.components.editing.fields import Fields
from dashboard.components.editing.finder import Finder, finder
from dashboard.components.editing.source_sections import document_fields, originator_fields
from dashboard.components.editing.writing import Writing
from dashboard.forms.draft import REMOVED, Draft, Sheet
from dashboard.forms.sources import (
    DOCUMENT_LABELS,
    ORIGINATOR_LABELS,
    empty_document,
    empty_originator,
)
from dashboard.forms.statement import LABELS
from dashboard.forms.suggest import Suggestion, suggest_documents, suggest_originators
from dashboard.forms.values import YES
from geo.claims.vocabulary import INFORMATION_GRADES, SOURCE_GRADES, Stance, label
from geo.store.records import RecordKind

STANCES: Final = {one.value: label(one) for one in Stance}
SOURCES: Final = {grade: f"{grade} · {words}" for grade, words in SOURCE_GRADES.items()}
INFORMATION: Final = {grade: f"{grade} · {words}" for grade, words in INFORMATION_GRADES.items()}


def statement_section(writing: Writing) -> None:
    """The list of statements, and the form of the one that is open."""
    draft = writing.draft
    draft.open = min(max(draft.open, 0), len(draft.statements) - 1)
    with section("Who says it", "a claim counts by its statements"):
        if len(draft.statements) > 1:
            _list(writing)
        if draft.statements:
            with st.container(key="edit-statement"):
                _statement(writing, draft.open)
        with st.container(horizontal=True, gap="small"):
            st.button(
                "Add a statement",
                icon=":material/add:",
                on_click=drafts.more_statement,
                args=(draft,),
                help="A further voice on the same claim: one who asserts, denies or cannot "
                "confirm it.",
            )
            if len(draft.statements) > 1:
                _removal(draft)


def _list(writing: Writing) -> None:
    draft = writing.draft
    wrong = {one.sheet for one in writing.reading.problems}
    lines = []
    for number, sheet in enumerate(draft.statements, start=1):
        values = sheet.values
        who = writing.originator(values.get("originator", ""))
        where = writing.document(values.get("document", ""))
        removed = values.get(REMOVED) == YES
        bad = f"statement {number}" in wrong and not removed
        grade = f"{values.get('source', '')}{values.get('information', '')}"
        lines.append(
            Choice(
                str(number),
                f"{who.title if who else 'Nobody yet'} "
                f"{STANCES.get(values.get('stance', ''), 'asserts')}",
                f"{where.title}, {where.note}" if where else "no document yet",
                number=str(number),
                mark="taken out" if removed else "incomplete" if bad else grade,
                pressed=number - 1 == draft.open,
                tone="wrong" if bad else "",
            )
        )

    def heard(key: str) -> None:
        draft.open = int(key) - 1

    choices("Statements", lines, heard, key=f"edit/{draft.serial}/statements", height_px=260)


def _removal(draft: Draft) -> None:
    sheet = draft.statements[draft.open]
    if sheet.values.get(REMOVED) == YES:
        st.button("Keep this statement", icon=":material/undo:", on_click=_keep, args=(sheet,))
        return
    st.button(
        "Take this statement out",
        icon=":material/remove:",
        type="tertiary",
        on_click=_remove,
        args=(draft,),
        help="Its history stays, and it can be brought back.",
    )


def _keep(sheet: Sheet) -> None:
    sheet.values[REMOVED] = ""


def _remove(draft: Draft) -> None:
    sheet = draft.statements[draft.open]
    if sheet.base is None:
        draft.statements.pop(draft.open)
        drafts.renewed(draft)
    else:
        sheet.values[REMOVED] = YES


def _statement(writing: Writing, number: int) -> None:
    sheet = writing.draft.statements[number]
    if sheet.values.get(REMOVED) == YES:
        st.caption("This statement is taken out when you save.")
        return
    fields = writing.fields(f"statement {number + 1}", sheet, LABELS)
    who, where = st.columns(2, gap="small")
    with who:
        _find_originator(writing, fields)
    with where:
        _find_document(writing, fields)
    _new_sources(writing, fields)
    stance, source, information = st.columns([0.8, 1, 1], gap="small")
    with stance:
        fields.select("stance", STANCES)
    with source:
        fields.select("source", SOURCES, help="Admiralty scale: how reliable who says it is.")
    with information:
        fields.select("information", INFORMATION, help="Admiralty scale: how far what is said.")
    fields.text(
        "grade_basis",
        placeholder="A service at war with Russia, speaking unnamed; the place agrees with others.",
        help="One sentence, also where neither can be judged.",
    )
    with st.expander("More: through whom, where in the text, when it was said, note"):
        left, middle, right = st.columns([1.2, 0.8, 1], gap="small")
        with left:
            fields.area("via", height=122, placeholder="Yonhap\nReuters")
        with middle:
            fields.text("paragraph", placeholder="3", most=10)
            fields.text("start", placeholder="0", most=12)
            fields.text("end", placeholder="188", most=12)
        with right:
            date_field(fields, "known", placeholder="13 Oct 2024")
            date_field(fields, "retracted", placeholder="only if taken back")
        fields.text("note", placeholder="Worded as a possibility.")
        if sheet.base is None:
            fields.text("id", placeholder="made of the words", most=80)
        else:
            st.text(f"Id: {sheet.base.id}")


def _find_originator(writing: Writing, fields: Fields) -> None:
    draft, known = writing.draft, writing.known.originators

    def found(typed: str) -> list[Suggestion]:
        new = [one for key in draft.originators if (one := writing.originator(key))]
        return [*new, *suggest_originators(typed, known, usual=writing.known.usual)]

    def begin(typed: str) -> None:
        key = draft.new_key()
        draft.originators[key] = Sheet(RecordKind.ORIGINATOR, empty_originator(typed))
        fields.put(originator=key)

    chosen = writing.originator(fields.get("originator"))
    look = Finder("originator", "originator", "name, office, agency …", found, chosen, begin)
    finder(fields, look)


def _find_document(writing: Writing, fields: Fields) -> None:
    draft, known = writing.draft, writing.known.documents

    def found(typed: str) -> list[Suggestion]:
        new = [one for key in draft.documents if (one := writing.document(key))]
        return [*new, *suggest_documents(typed, known)]

    def begin(typed: str) -> None:
        key = draft.new_key()
        draft.documents[key] = Sheet(RecordKind.DOCUMENT, empty_document(typed))
        fields.put(document=key)

    chosen = writing.document(fields.get("document"))
    finder(fields, Finder("document", "document", "outlet, subject, day …", found, chosen, begin))


def _new_sources(writing: Writing, fields: Fields) -> None:
    """The forms of a new originator and document, below the statement that names them."""
    draft = writing.draft
    if new := draft.originators.get(fields.get("originator")):
        with st.container(border=True, key=f"edit-new-originator-{draft.serial}"):
            st.markdown("**New originator**")
            name = f"originator {fields.get('originator')}"
            own = writing.fields(name, new, ORIGINATOR_LABELS)
            proposed = writing.proposed(RecordKind.ORIGINATOR, own.get("name"))
            originator_fields(own, writing.known.originators, proposed=proposed)
    if new := draft.documents.get(fields.get("document")):
        with st.container(border=True, key=f"edit-new-document-{draft.serial}"):
            st.markdown("**New document**")
            own = writing.fields(f"document {fields.get('document')}", new, DOCUMENT_LABELS)
            words = f"{own.get('outlet')} {own.get('published')[:7]}"
            document_fields(own, proposed=writing.proposed(RecordKind.DOCUMENT, words))
