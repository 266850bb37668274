"""A list of what happened, grouped under headings: each item opens to what it did, field by field.

Every text may be somebody else's and reaches the page through `textContent` alone. What an item
offers to do comes back by name, once, before the script runs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

import streamlit as st

from geo import symbols

_HERE: Final = Path(__file__).parent
_WEB: Final = Path(symbols.__file__).parent / "web"

_chronicle = st.components.v2.component(
    "claim_atlas.chronicle",
    html='<div class="root"></div>',
    css=(_HERE / "chronicle.css").read_text("utf-8"),
    # The safe element makers of the map layer come first: one place decides how text gets in.
    js=(_WEB / "elements.js").read_text("utf-8") + (_HERE / "chronicle.js").read_text("utf-8"),
)


@dataclass(frozen=True, slots=True)
class Act:
    """Something an item offers: what is done (`name`), to what (`value`), in which words."""

    name: str
    value: str
    label: str


@dataclass(frozen=True, slots=True)
class FieldLine:
    """One field before and after; either may be empty. Of a new record there is no before."""

    name: str
    before: str | None
    after: str


@dataclass(frozen=True, slots=True)
class Part:
    """One record that something happened to: what (`verb`), its kind, what it is called.

    `about` says what it belongs to. A `folded` part shows its fields only when it is opened.
    """

    tone: str
    verb: str
    kind: str
    title: str
    about: str = ""
    rows: tuple[FieldLine, ...] = ()
    folded: bool = False
    acts: tuple[Act, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that happened. `tone` is the colour of its mark, a word of the style sheet.

    `subject` says what it is about, `lines` more of it. `opens` says whether it can be opened and
    `open` whether it is: its `parts` are shown then, or always for one that cannot be.
    """

    id: str
    tone: str
    badge: str
    title: str
    meta: str = ""
    time: str = ""
    subject: str = ""
    lines: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    more: str = ""
    acts: tuple[Act, ...] = ()
    opens: bool = False
    open: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """What all the items are about: a word before it, what it is called, how it stands now."""

    kicker: str
    title: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Items under one heading."""

    head: str
    items: tuple[Item, ...]


def chronicle(
    groups: Sequence[Group],
    *,
    key: str,
    on_act: Callable[[str, str], None],
    empty: str,
    label: str,
    heading: Heading | None = None,
) -> None:
    """Show the groups; `on_act` is told the name and the value of what the reader pressed.

    To open or close an item is ``on_act("open", id)``.
    """

    def heard() -> None:
        act = st.session_state[key].get("act")
        if isinstance(act, Mapping):
            name, value = act.get("name"), act.get("value")
            if isinstance(name, str) and isinstance(value, str):
                on_act(name, value)

    data = {
        "groups": [asdict(one) for one in groups],
        "empty": empty,
        "label": label,
        "heading": asdict(heading) if heading else None,
    }
    _chronicle(key=key, data=data, on_act_change=heard)
