"""The fields of a document and of an originator, alone or inside a statement."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from dashboard.components.editing.claim_sections import date_field
from dashboard.components.editing.fields import Fields
from dashboard.components.editing.finder import Finder, finder
from dashboard.forms.sources import ORIGINATOR_KINDS
from dashboard.forms.suggest import Suggestion, suggest_originators
from geo.claims.model import Originator
from geo.places.labels import language_name

LANGUAGES = ("en", "uk", "ru", "id", "ko", "ja", "zh", "de", "fr", "es", "pl", "it", "ar", "tr")


def document_fields(fields: Fields, *, proposed: str) -> None:
    """Everything of a document; what is seldom known comes last."""
    outlet, language = st.columns([1.5, 1], gap="small")
    with outlet:
        fields.text("outlet", placeholder="Kontan.co.id")
    with language:
        fields.select("language", {one: language_name(one) for one in LANGUAGES})
    date, basis = st.columns([1, 1.4], gap="small")
    with date:
        date_field(fields, "published", placeholder="2024-10-18, or “18 Oct 2024”")
    with basis:
        fields.area(
            "published_basis", height=68, placeholder="Printed. Or: not printed, inferred from …"
        )
    fields.text("description", placeholder="On the South Korean briefing about special forces")
    fields.text("url", placeholder="https://…", help="May stay empty.")
    with st.expander("More: built from other media, hash of the text, id"):
        via, rest = st.columns(2, gap="small")
        with via:
            fields.area(
                "via",
                height=110,
                placeholder="Yonhap\nReuters",
                help="The chain it was built from, nearest to the origin first.",
            )
        with rest:
            fields.text("sha256", placeholder="64 hexadecimal digits", most=80)
            _id_field(fields, proposed)


def originator_fields(fields: Fields, known: Mapping[str, Originator], *, proposed: str) -> None:
    """Everything of an originator."""
    name, kind = st.columns([1.5, 1], gap="small")
    with name:
        fields.text("name", placeholder="South Korea's National Intelligence Service (NIS)")
    with kind:
        fields.select("kind", {one.value: words for one, words in ORIGINATOR_KINDS.items()})
    if fields.sheet.base is None:
        same = [one for one in suggest_originators(fields.get("name"), known) if one.same]
        if same:
            st.text(f"Perhaps it is there already: {same[0].title} ({same[0].note}).")
    key = fields.get("parent")
    chosen = known.get(key)
    finder(
        fields,
        Finder(
            "parent",
            "originator",
            "for whom it speaks, if for anybody",
            lambda typed: [
                one
                for one in suggest_originators(typed, known)
                if fields.sheet.base is None or one.id != fields.sheet.base.id
            ],
            Suggestion(key, chosen.name, ORIGINATOR_KINDS[chosen.kind]) if chosen else None,
            none="Nobody, or another originator",
        ),
    )
    with st.expander("More: other names, id"):
        aliases, rest = st.columns(2, gap="small")
        with aliases:
            fields.area("aliases", height=110, placeholder="NIS\n국가정보원")
        with rest:
            _id_field(fields, proposed)


def _id_field(fields: Fields, proposed: str) -> None:
    if fields.sheet.base is None:
        fields.text("id", placeholder=proposed, most=80, help="Made of the words if empty.")
    else:
        st.text(f"Id: {fields.sheet.base.id}")
