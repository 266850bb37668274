"""The table of claims, which is also how keyboard and screen-reader users reach the map's claims.

``st.dataframe`` draws on a canvas and did not select a row by keyboard when tried; this is a real
table. Its markup, style and script stand beside this module, in the folder ``claim_table``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

MAX_ROWS: Final = 100
"""Rows of one page. More would be slow to read and to draw."""

MAX_CHARACTERS: Final = 600
"""A cell shows two lines; what is longer is for the card."""

FIELDS: Final = ("what", "kind", "where", "when", "figure", "confidence", "status", "says")
"""Texts of a row, beside its `id` and `symbol_svg`."""

_FILES: Final = Path(__file__).with_name("claim_table")


@dataclass(frozen=True, slots=True)
class TableEvent:
    """What the reader has just done with the table; false when nothing."""

    kind: Literal["none", "select", "clear", "page"] = "none"
    id: str | None = None
    page: int | None = None

    def __bool__(self) -> bool:
        return self.kind != "none"


NOTHING: Final = TableEvent()


def claim_table(
    rows: Sequence[Mapping[str, str]],
    *,
    selected: str | None,
    key: str,
    total: int,
    page: int,
    pages: int,
    page_size: int = 50,
    on_event: Callable[[TableEvent], None] | None = None,
    height_px: int = 336,
    caption: str = "Claims that pass the filters",
    empty: str = "No claim passes these filters. Widen the dates or clear a filter.",
) -> TableEvent:
    """Show one page of claims; give back what the reader did, once.

    `rows` are those of the page: `id`, `symbol_svg` (from `geo.symbols.svg`, nothing else) and
    the texts of `FIELDS`, which may hold anything. `page` counts from 1, `total` is claims on all
    pages. The caller owns selection and page and hands them in. With `on_event` it is told before
    the script runs, so that everything on the page already shows the change and no second run is
    needed; without, the event is returned by the run that it caused. An event is told only once.

    Raises `ValueError` if there are more than `MAX_ROWS` rows.
    """
    if len(rows) > MAX_ROWS:
        raise ValueError(f"{len(rows)} rows: show at most {MAX_ROWS} on a page.")

    def heard() -> None:
        event = _news(key)
        if event and on_event is not None:
            on_event(event)

    _component()(
        key=key,
        data=_payload(rows) | {
            "selected": selected,
            "total": total,
            "page": page,
            "pages": max(1, pages),
            "first": (page - 1) * page_size + 1,
            "height": height_px,
            "caption": caption,
            "empty": empty,
        },
        default={"event": None},
        on_event_change=heard if on_event is not None else _ignore,
    )  # fmt: skip
    event = _news(key)
    if event and on_event is not None:
        # Set from outside rather than by the browser, as AppTest does: no callback ran.
        on_event(event)
    return event


@cache
def _component() -> ComponentRenderer:
    html, css, js = (
        (_FILES / f"claim_table.{suffix}").read_text("utf-8") for suffix in ("html", "css", "js")
    )
    return st.components.v2.component("claim_atlas.claim_table", html=html, css=css, js=js)


def _payload(rows: Sequence[Mapping[str, str]]) -> dict[str, Any]:
    """Rows as the script reads them; each different symbol is sent once."""
    symbols: dict[str, int] = {}
    lines = []
    for row in rows:
        line: dict[str, object] = {name: _shortened(row.get(name) or "") for name in FIELDS}
        line["id"] = row["id"]
        line["symbol"] = symbols.setdefault(row["symbol_svg"], len(symbols))
        lines.append(line)
    return {"symbols": list(symbols), "rows": lines}


def _news(key: str) -> TableEvent:
    """The event in the component's state, unless it was told before."""
    state = st.session_state.get(key)
    told = f"{key}:told"
    raw = state.get("event") if isinstance(state, Mapping) else None
    if not isinstance(raw, Mapping) or raw.get("number") == st.session_state.get(told):
        return NOTHING
    st.session_state[told] = raw.get("number")
    return read_event(raw)


def read_event(raw: Mapping[str, object]) -> TableEvent:
    """An event as the browser sent it; whatever it should not be is nothing."""
    kind, claim, page = raw.get("kind"), raw.get("id"), raw.get("page")
    if kind == "clear":
        return TableEvent("clear")
    if kind == "select" and isinstance(claim, str) and claim:
        return TableEvent("select", id=claim)
    if kind == "page" and isinstance(page, int) and not isinstance(page, bool) and page >= 1:
        return TableEvent("page", page=page)
    return NOTHING


def _shortened(text: str) -> str:
    return text if len(text) <= MAX_CHARACTERS else text[: MAX_CHARACTERS - 1] + "…"


def _ignore() -> None:
    """A state of the component must have a callback to exist."""
