"""Records that somebody may mean who types a few letters, best first, with the reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

import numpy as np
from rapidfuzz import fuzz, process, utils

from dashboard.forms.sources import ORIGINATOR_KINDS
from dashboard.place_words import where_said
from geo.claims.model import Claim, Document, Originator
from geo.claims.selection import Selection, select
from geo.claims.table import ClaimTable
from geo.claims.vocabulary import label
from geo.places.gazetteer import Gazetteer

MOST: Final = 6
"""Suggestions that are looked at; who finds none among them types another letter."""

NEARLY: Final = 84.0
"""Similarity (0 to 100) from which two spellings are taken for one name misspelt."""

_MOST_TYPED: Final = 120

_Record = TypeVar("_Record", Document, Originator)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One record to choose: what it is called, what else tells it apart, why it is offered.

    `same` tells that the name is there already, under this spelling or one very like it.
    """

    id: str
    title: str
    note: str
    why: str = ""
    same: bool = False


def suggest_originators(
    typed: str,
    known: Mapping[str, Originator],
    *,
    most: int = MOST,
    usual: Sequence[str] = (),
) -> tuple[Suggestion, ...]:
    """Originators by name, other name, or a spelling that is nearly theirs.

    Without any letters the `usual` ones, or the newest of the store.
    """
    spellings = [(text, one) for one in known.values() for text in (one.name, *one.aliases) if text]

    def suggestion(one: Originator, text: str, nearly: bool, same: bool) -> Suggestion:
        parent = known.get(one.parent or "")
        speaks = f" · speaks for {parent.name}" if parent else ""
        why = "" if text == one.name and not nearly else f"also called {text}"
        if nearly:
            why = f"spelled almost like {text}"
        return Suggestion(one.id, one.name, f"{ORIGINATOR_KINDS[one.kind]}{speaks}", why, same)

    if not typed.strip():
        first = [known[key] for key in usual if key in known] or list(known.values())[::-1]
        return tuple(suggestion(one, one.name, False, False) for one in first[:most])
    return _found(typed, spellings, lambda one: one.id, suggestion, most)


def suggest_documents(
    typed: str, known: Mapping[str, Document], *, most: int = MOST
) -> tuple[Suggestion, ...]:
    """Documents by outlet, subject, day or id; without any letters the newest of the store."""

    def suggestion(one: Document, text: str, nearly: bool, same: bool) -> Suggestion:
        about = f" · {one.description}" if one.description else ""
        return Suggestion(one.id, one.outlet, f"{one.published.words()}{about}")

    if not typed.strip():
        newest = list(known.values())[-most:][::-1]
        return tuple(suggestion(one, "", False, False) for one in newest)
    texts = [
        (" ".join((one.outlet, one.published.words(), one.published.text, one.description, key)),
         one)
        for key, one in known.items()
    ]  # fmt: skip
    return _found(typed, texts, lambda one: one.id, suggestion, most)


def suggest_claims(
    typed: str,
    table: ClaimTable,
    gazetteer: Gazetteer,
    *,
    beside: str | None = None,
    most: int = MOST,
) -> tuple[Suggestion, ...]:
    """Claims by words of their summary, place, voices or id, the newest first."""
    text = typed.strip()[:_MOST_TYPED]
    rows = np.flatnonzero(select(table, Selection(text=text)).rows)[::-1]
    chosen = [table.claims[row] for row in rows[: most + 1]]
    exact = table.row_of.get(text)
    if exact is not None and table.claims[exact] not in chosen:
        chosen.insert(0, table.claims[exact])
    return tuple(
        Suggestion(one.id, one.summary, claim_note(one, gazetteer))
        for one in chosen
        if one.id != beside
    )[:most]


def claim_note(one: Claim, gazetteer: Gazetteer) -> str:
    """Kind, place and date of a claim on one line."""
    when = one.date.words() if one.date else "no date"
    return " · ".join(filter(None, (label(one.kind), where_said(one, gazetteer), when)))


def _found(
    typed: str,
    texts: Iterable[tuple[str, _Record]],
    key: Callable[[_Record], str],
    suggestion: Callable[[_Record, str, bool, bool], Suggestion],
    most: int = MOST,
) -> tuple[Suggestion, ...]:
    """Those that hold every word typed, then those that are spelled nearly so."""
    plain = utils.default_process(typed[:_MOST_TYPED])
    words = plain.split()
    if not words:
        return ()
    listed = [(text, utils.default_process(text), one) for text, one in texts]
    hits = [(text, own, one) for text, own, one in listed if all(word in own for word in words)]
    # A name that is what was typed, then one that begins so, then any that holds the words.
    hits.sort(key=lambda hit: (hit[1] != plain, not hit[1].startswith(plain), len(hit[1])))
    chosen: dict[str, Suggestion] = {}
    for text, own, one in hits:
        chosen.setdefault(key(one), suggestion(one, text, False, own == plain))
        if len(chosen) == most:
            return tuple(chosen.values())
    near = process.extract(
        plain, [own for _, own, _ in listed], scorer=fuzz.ratio, score_cutoff=NEARLY, limit=most
    )
    for _, _, position in near:
        text, _, one = listed[position]
        chosen.setdefault(key(one), suggestion(one, text, True, True))
    return tuple(chosen.values())[:most]
