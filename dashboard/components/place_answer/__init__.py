"""The gazetteer's answer beside the map: what was chosen, why, what else it might be."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import Final

import streamlit as st

from dashboard.place_words import answer_json
from geo import symbols
from geo.places.gazetteer import Gazetteer
from geo.places.place import Place
from geo.places.resolution import Resolution

KEY: Final = "place_answer"
_HERE: Final = Path(__file__).parent
_WEB: Final = Path(symbols.__file__).parent / "web"

_place_answer = st.components.v2.component(
    "place_answer",
    html='<div class="said" role="status"></div><div class="root"></div>',
    css=(_HERE / "place_answer.css").read_text("utf-8"),
    # The safe element makers of the map layer come first: one place decides how text gets in.
    js=(_WEB / "elements.js").read_text("utf-8") + (_HERE / "place_answer.js").read_text("utf-8"),
)


def place_answer(
    answer: Resolution | None,
    front: Place | None,
    gazetteer: Gazetteer,
    own: Collection[str],
    on_choose: Callable[[str], None],
) -> None:
    """Show an answer and the place looked at; `on_choose` is told the id of a chosen candidate.

    It is told before the script runs, so that list and map show the choice at once. `own` are the
    ids of the user's own entries, which are marked; `gazetteer` knows every spelling.
    """

    def heard() -> None:
        chosen = st.session_state[KEY].get("chosen")
        if isinstance(chosen, str):
            on_choose(chosen)

    names = gazetteer.names_of(front) if front is not None else ()
    data = answer_json(answer, front, names, own)
    _place_answer(key=KEY, data=data, on_chosen_change=heard)
