"""Pairs that may be one report told twice, side by side, with what a person may decide."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

import streamlit as st

from geo import symbols

KEY: Final = "echo_list"
_HERE: Final = Path(__file__).parent
_WEB: Final = Path(symbols.__file__).parent / "web"

_echo_list = st.components.v2.component(
    "claim_atlas.echo_list",
    html='<div class="root"></div>',
    css=(_HERE / "echo_list.css").read_text("utf-8"),
    # The safe element makers of the map layer come first: one place decides how text gets in.
    js=(_WEB / "elements.js").read_text("utf-8") + (_HERE / "echo_list.js").read_text("utf-8"),
)


@dataclass(frozen=True, slots=True)
class Side:
    """One half of a pair: a heading and lines below it."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """A pair as it is shown. `acts` are what may be decided: names and the buttons' words."""

    key: str
    what: str
    about: str
    strength: int
    first: Side
    second: Side
    reasons: tuple[str, ...]
    against: tuple[str, ...]
    acts: tuple[tuple[str, str], ...]


def echo_list(pairs: Sequence[Pair], on_act: Callable[[str, str], None]) -> None:
    """Show the pairs; `on_act` is told the name of what was decided and the key of the pair."""

    def heard() -> None:
        act = st.session_state[KEY].get("act")
        if isinstance(act, Mapping):
            name, value = act.get("name"), act.get("value")
            if isinstance(name, str) and isinstance(value, str):
                on_act(name, value)

    _echo_list(key=KEY, data={"pairs": [asdict(one) for one in pairs]}, on_act_change=heard)
