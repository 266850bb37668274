"""A list to choose from, by mouse or keyboard, whose words may be anybody's.

Labels of Streamlit's own buttons are Markdown; here every text goes in by ``textContent``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import streamlit as st

from geo import symbols

_HERE: Final = Path(__file__).parent
_WEB: Final = Path(symbols.__file__).parent / "web"

MOST_CHARACTERS: Final = 240
"""A line shows no more; what is longer is for the card."""

NONE: Final = "-"
"""Id of a line that stands for no choice; no record can have it."""

_choices = st.components.v2.component(
    "choices",
    html='<div class="root"></div>',
    css=(_HERE / "choices.css").read_text("utf-8"),
    # The safe element makers of the map layer come first: one place decides how text gets in.
    js=(_WEB / "elements.js").read_text("utf-8") + (_HERE / "choices.js").read_text("utf-8"),
)


@dataclass(frozen=True, slots=True)
class Choice:
    """One line: what it is called, what else tells it apart, why it is offered.

    `mark` is a short word of ours at its end, `number` stands before it, `tone` is ``new`` for what
    would be added and ``wrong`` for what has a problem.
    """

    id: str
    title: str
    note: str = ""
    why: str = ""
    mark: str = ""
    number: str = ""
    pressed: bool = False
    tone: str = ""


def choices(
    label: str,
    lines: Sequence[Choice],
    on_choose: Callable[[str], None],
    *,
    key: str,
    empty: str = "",
    height_px: int = 0,
) -> None:
    """Show the lines; `on_choose` is told the id of a chosen one before the script runs.

    What a browser sends that is no id of these lines is not told. `height_px` is how high the list
    may grow before it scrolls; 0 for as high as it likes.
    """
    offered = {one.id for one in lines}

    def heard() -> None:
        chosen = st.session_state[key].get("chosen")
        if isinstance(chosen, str) and chosen in offered:
            on_choose(chosen)

    data: dict[str, Any] = {
        "label": label,
        "lines": [
            {name: _shortened(one) if isinstance(one, str) else one for name, one in line.items()}
            | {"id": line["id"]}
            for line in map(asdict, lines)
        ],
        "empty": empty,
        "height": height_px,
    }
    _choices(key=key, data=data, on_chosen_change=heard)


def _shortened(text: str) -> str:
    return text if len(text) <= MOST_CHARACTERS else f"{text[: MOST_CHARACTERS - 1]}…"
