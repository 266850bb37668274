"""A page with nothing but the table of claims: 120 of them, some with hostile text."""

from __future__ import annotations

import streamlit as st

from dashboard.components.claim_table import TableEvent, claim_table
from geo import symbols
from geo.claims.vocabulary import Confidence, Kind, Modality, Status, label

TOTAL = 120
PAGE_SIZE = 50
TEXTS = (
    "Up to 1,500 special forces moved by ship to Vladivostok and put up at four bases",
    '<img src=x onerror="window.hacked=1">${window.hacked=2}`x`<script>window.hacked=3</script>',
    "x" * 10_000,
    "قال مصدر عسكري إن القوات وصلت إلى الميناء وإنها تتدرب هناك",
    "8 million artillery rounds said to have been shipped by rail and by sea",
    "\u202eturned round\u202e for good, and javascript:alert(1)",
)

state = st.session_state
state.setdefault("selected", None)
state.setdefault("page", 1)
state["events"] = state.get("events", 0)
state["runs"] = state.get("runs", 0) + 1


def heard(event: TableEvent) -> None:
    state["events"] += 1
    if event.kind == "page":
        state["page"] = event.page
    else:
        state["selected"] = event.id


def row(number: int) -> dict[str, str]:
    kind = list(Kind)[number % 6]
    confidence = list(Confidence)[number % 4]
    status = list(Status)[number // 2 % 4]
    modality = list(Modality)[number // 3 % 4]
    return {
        "id": f"claim-{number}",
        "symbol_svg": symbols.svg(kind, confidence, status, modality),
        "what": TEXTS[number % len(TEXTS)],
        "kind": label(kind),
        "where": ("near Ussuriysk", "Donetsk oblast", "no place given")[number % 3],
        "when": ("about 3 Oct 2024", "1–15 Oct 2024", "no date given")[number % 3],
        "figure": ("", "about 1,500", "more than 11,000")[number % 3],
        "confidence": label(confidence),
        "status": label(status),
        "says": "3 assert · 1 denies",
    }


st.set_page_config(layout="wide")
none = st.checkbox("No claims")
st.button("Run again")
st.button("Select claim-30", on_click=lambda: state.update(selected="claim-30"))
first = (state["page"] - 1) * PAGE_SIZE
rows = [] if none else [row(n) for n in range(first, min(TOTAL, first + PAGE_SIZE))]
claim_table(
    rows,
    selected=state["selected"],
    key="table",
    total=0 if none else TOTAL,
    page=1 if none else state["page"],
    pages=1 if none else 3,
    on_event=heard,
)
st.text(
    f"selected={state['selected']} page={state['page']} "
    f"events={state['events']} runs={state['runs']}"
)
