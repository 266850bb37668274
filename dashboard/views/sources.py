"""The sources page: documents, voices and what they say, and what may be one report told twice."""

from __future__ import annotations

from typing import Final

import pandas as pd
import streamlit as st

from dashboard import data, filters, notes
from dashboard.components.echoes import echoes_heading, probable_echoes
from dashboard.stores import store_at
from geo.claims.columns import column
from geo.claims.dataset import Dataset
from geo.claims.vocabulary import label

_SOURCES: Final = "sources"
_ECHOES: Final = "echoes"


def documents(dataset: Dataset) -> None:
    """Every document, and how its date is known."""
    st.subheader("Documents")
    st.caption(
        f"{len(dataset.documents):,} documents carry {len(dataset.statements):,} statements on "
        f"{len(dataset.claims):,} claims. How each date is known stands beside it."
    )
    spoken = pd.Series(column(dataset.statements, "document"), dtype=object).value_counts()
    st.dataframe(
        pd.DataFrame(
            {
                "Outlet": one.outlet,
                "Published": one.published.words(),
                "How the date is known": one.published_basis,
                "About": one.description,
                "Via": ", ".join(one.via),
                "Language": one.language,
                "Statements": int(spoken.get(key, 0)),
                "Id": key,
                "SHA-256 of the text": one.sha256 or "",
            }
            for key, one in dataset.documents.items()
        ),
        hide_index=True,
        width="stretch",
    )


def who_says_what(dataset: Dataset) -> None:
    """Every voice in them, and with whom it counts as one."""
    st.subheader("Who says what")
    names = {key: one.name for key, one in dataset.originators.items()}
    roots = {key: dataset.root(key).name for key in dataset.originators}
    chosen = st.multiselect(
        "Independent origins",
        sorted(set(roots.values()), key=str.casefold),
        placeholder="all",
        help="Statements that go back to one origin count once, however many outlets carry them.",
    )
    summaries = {claim.id: claim.summary for claim in dataset.claims}
    statements = [
        one for one in dataset.statements if not chosen or roots[one.originator] in chosen
    ]
    st.caption(f"{len(statements):,} statements")
    st.dataframe(
        pd.DataFrame(
            {
                "Originator": names[one.originator],
                "Counts as": roots[one.originator],
                "Stance": label(one.stance),
                "Claim": summaries[one.claim],
                "Grade": str(one.grade),
                "Why this grade": one.grade_basis,
                "Via": ", ".join(one.via),
                "Outlet": dataset.documents[one.document].outlet,
                "Where in it": one.locator(),
                "Note": one.note,
            }
            for one in statements[:5_000]
        ),
        hide_index=True,
        width="stretch",
        height=520,
    )
    if len(statements) > 5_000:
        st.caption("The first 5,000 are shown; `claim-atlas claims --format csv` writes all.")


store = store_at()
stamp = data.stamp(store)
dataset = data.loaded(store, stamp).dataset
filters.current(tuple(dataset.originators))
words = {_SOURCES: "Documents and statements", _ECHOES: echoes_heading(store, stamp)}
shown = st.segmented_control(
    "What to show",
    list(words),
    key="sources_view",
    default=_SOURCES,
    required=True,
    label_visibility="collapsed",
    format_func=words.__getitem__,
)
if shown == _ECHOES:
    probable_echoes(store, stamp)
else:
    documents(dataset)
    who_says_what(dataset)
notes.show_notes()
