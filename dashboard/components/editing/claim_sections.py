"""The sections of a claim's form: what, when, how many, and how far it is trusted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import streamlit as st

from dashboard.components.choices import NONE, Choice, choices
from dashboard.components.editing.fields import PAUSE, Fields
from dashboard.forms.claim import figure_words
from dashboard.forms.dates import HELP, answer
from dashboard.forms.suggest import Suggestion
from geo.claims.card import ClaimCard
from geo.claims.vocabulary import Confidence, Kind, Modality, label

KINDS: Final = {one.value: label(one) for one in Kind}
MODALITIES: Final = {
    Modality.HAPPENED.value: "to have happened",
    Modality.ONGOING.value: "to be going on",
    Modality.PLANNED.value: "to be planned",
    Modality.EXPECTED.value: "only expected",
}
LEVELS: Final = {"": "by the rule, from the statements"} | {
    one.value: label(one).lower() for one in Confidence
}


def section(title: str, note: str = "") -> st.delta_generator.DeltaGenerator:
    """A framed part of the form; both texts are ours."""
    frame = st.container(border=True, key=f"edit-section-{title.lower().replace(' ', '-')}")
    frame.markdown(f"**{title}**" + (f" :small[{note}]" if note else ""))
    return frame


def what_section(fields: Fields) -> None:
    """What is claimed, by whom it is done, and what sort of thing it is."""
    with section("What"):
        fields.area(
            "summary",
            height=76,
            placeholder="North Korean soldiers are stationed at a military base near Ussuriysk.",
            help="A paraphrase, not a quotation: one sentence that says what is alleged.",
        )
        kind, modality, actor = st.columns([0.75, 1, 1.1], gap="small")
        with kind:
            fields.select("kind", KINDS)
        with modality:
            fields.select("modality", MODALITIES)
        with actor:
            fields.text("actor", placeholder="North Korea")


def when_section(fields: Fields) -> None:
    """The date of the event, how it reads, and how it is known."""
    with section("When", "of the event, not of the report"):
        date, basis = st.columns([1, 1.25], gap="small")
        with date:
            date_field(fields, "date", placeholder="2024-10-15, or “early October 2024”")
        with basis:
            fields.area(
                "date_basis",
                height=68,
                placeholder="“Early this month”, in a report of 18 October 2024",
            )


def date_field(fields: Fields, name: str, *, placeholder: str) -> None:
    """A date with what it means right below, and proposals for everyday words."""
    said = answer(fields.get(name))
    proposed = bool(said.proposals)
    fields.text(name, live=PAUSE, most=120, help=HELP, placeholder=placeholder, marked=not proposed)
    if said.date is not None:
        with st.container(key=fields.key(f"{name}-reads").replace("/", "-")):
            st.markdown(f":material/check: :small[{said.sentence}]")
        return
    if proposed:
        st.caption(said.sentence)
        for number, one in enumerate(said.proposals[:2]):
            st.button(
                f"{one.words}: {one.edtf}",
                key=fields.key(f"{name}-take-{number}"),
                icon=":material/event_available:",
                on_click=_take,
                args=(fields, name, one.edtf),
                width="stretch",
            )
    elif said.sentence and name not in fields.problems:
        st.text(said.sentence)


def _take(fields: Fields, name: str, text: str) -> None:
    fields.put(**{name: text})


def figure_section(fields: Fields) -> None:
    """How many of what."""
    with section("How many", "leave it empty where the report gives no number"):
        low, high, unit, about = st.columns(
            [0.7, 0.7, 1.4, 0.6], gap="small", vertical_alignment="bottom"
        )
        with low:
            fields.text("figure_low", placeholder="3,000", most=40)
        with high:
            fields.text("figure_high", placeholder="3,000", most=40)
        with unit:
            fields.text("figure_unit", placeholder="soldiers", most=200)
        with about:
            fields.tick("figure_about")
        words = figure_words(fields.sheet.values)
        if words:
            st.text(f"Reads: {words}")
        else:
            st.caption("One number in both fields is exact; “at least” alone means “or more”.")


def confidence_section(fields: Fields, card: ClaimCard) -> None:
    """What the rule makes of the statements, and the way to set it by hand."""
    with section("Confidence"):
        chosen, why = st.columns([1, 1.6], gap="small")
        with chosen:
            fields.select("confidence", LEVELS)
        with why:
            if fields.get("confidence"):
                fields.text(
                    "override_reason", placeholder="what the grades do not say, in one sentence"
                )
            else:
                st.markdown(f":small[The rule says: {card.confidence_label.lower()}]")
                st.text("\n".join(card.confidence_reasons))


def more_section(
    fields: Fields, found: Callable[[str], tuple[Suggestion, ...]], proposed: str
) -> None:
    """What is seldom needed: the total that this claim shares, and the id."""
    with st.expander("More: part of a total, id"):
        key = fields.get("part_of")
        typed = st.text_input(
            "Part of the total of another claim",
            key=fields.key("part_of_typed"),
            live=PAUSE,
            type="search",
            autocomplete="off",
            placeholder="words of that claim",
            help="So that one figure is never counted twice.",
        )
        offered = [Choice(NONE, "Stands alone", "shares no total", pressed=not key)]
        listed = found(typed) if typed.strip() else ()
        if key and all(one.id != key for one in listed):
            listed = (*found(key)[:1], *listed)
        offered += [Choice(one.id, one.title, one.note, pressed=one.id == key) for one in listed]
        choices(
            "Part of",
            offered,
            lambda chosen: fields.put(part_of="" if chosen == NONE else chosen),
            key=fields.key("part_of_list"),
        )
        fields.problem("part_of")
        if fields.sheet.base is None:
            fields.text("id", placeholder=proposed, most=80, help="Made of the words if empty.")
        else:
            st.text(f"Id: {fields.sheet.base.id}")
