"""The fields of the gazetteer page, and what to try when they are empty."""

from __future__ import annotations

from typing import Final

import streamlit as st

from dashboard import place_state
from dashboard.place_query import PlaceQuery
from geo.places.country_bounds import COUNTRY_BOUNDS
from geo.places.labels import country_name

PAUSE: Final = "40ms"
"""How long the reader must stop typing before the gazetteer is asked: it answers faster than keys
are struck, and a run that is overtaken by the next letter is given up."""

EXAMPLES: Final = (
    (PlaceQuery("в Курській області"), "a region, in a case form"),
    (PlaceQuery("우수리스크시에"), "Korean, with suffix and particle"),
    (PlaceQuery("Donetsk"), "a bare name with a namesake"),
    (PlaceQuery("Donetsk", "a depot in Rostov Oblast, Russia"), "the same, with its context"),
    (PlaceQuery("Tripoli in Libanon"), "a qualifier, in another language"),
    (PlaceQuery("40 km north of Kursk"), "a distance and a direction"),
)


def place_question() -> None:
    """Draw the fields: name, text around it, country. The answer follows the typing."""
    name, context, country = st.columns([1.1, 1.5, 0.8], vertical_alignment="bottom")
    name.text_input(
        "Place name",
        key=place_state.NAME,
        type="search",
        placeholder="in any script, as the report spells it",
        autocomplete="off",
        live=PAUSE,
        on_change=place_state.take_question,
    )
    context.text_input(
        "Text around it",
        key=place_state.CONTEXT,
        type="search",
        placeholder="the sentence or paragraph; it decides between namesakes",
        autocomplete="off",
        live=PAUSE,
        on_change=place_state.take_question,
    )
    country.selectbox(
        "Country",
        sorted(COUNTRY_BOUNDS, key=country_name),
        key=place_state.COUNTRY,
        format_func=country_name,
        placeholder="any",
        on_change=place_state.take_question,
    )


def examples() -> None:
    """What to try: each example asks itself when it is chosen."""
    st.markdown("**Type a name, or try one of these**")
    with st.container(key="place_examples"):
        for number, (question, note) in enumerate(EXAMPLES):
            around = f" — “{question.context}”" if question.context else ""
            st.button(
                f"“{question.name}”{around}",
                key=f"place_example_{number}",
                help=note,
                width="stretch",
                on_click=place_state.ask,
                args=(question,),
            )
    st.caption(
        "A name may be inflected, transliterated or misspelt. A bare name means the town, a region "
        "word the region; where nothing decides, the gazetteer says so."
    )
