"""From options to the claims that pass: what `claims` and `brief` have in common."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from datetime import date

import numpy as np

from dashboard.commands.filters import selection_of
from dashboard.commands.output import count, say
from dashboard.loading import load_claims
from dashboard.stores import store_at, without_password
from geo.claims.selection import Selected, Selection, select
from geo.claims.table import ClaimTable
from geo.errors import InputRefused, Problem
from geo.places.regions import BoundaryView


@dataclass(frozen=True, slots=True)
class Answer:
    """The table, the filter, and the rows that pass it in the table's order."""

    table: ClaimTable
    selection: Selection
    selected: Selected
    rows: tuple[int, ...]

    @property
    def left_out(self) -> list[str]:
        """Sentences on the claims that a filter could not judge."""
        sentences = []
        for mask, without, option in (
            (self.selected.undated, "a date", "undated"),
            (self.selected.unplaced, "a place", "unplaced"),
        ):
            number = int(mask.sum())
            if number:
                claims = count(number, "claim")
                them = "it" if number == 1 else "them"
                sentences.append(
                    f"{claims} without {without} left out; add --include-{option} to see {them}"
                )
        return sentences


def ask(args: argparse.Namespace) -> Answer:
    """Read the store, filter it, and say on stderr what was left out and why."""
    selection = selection_of(args)
    table = read_table(args.store, args.as_known, args.as_recorded, BoundaryView(args.boundary))
    selected = select(table, selection)
    rows = tuple(np.flatnonzero(selected.rows).tolist())
    answer = Answer(table, selection, selected, rows)
    say(f"{len(rows):,} of {count(table.n, 'claim')}")
    for sentence in answer.left_out:
        say(sentence)
    return answer


def read_table(
    name: str | None, as_known: date | None, as_recorded: date | None, boundary: BoundaryView
) -> ClaimTable:
    """The claims of a store in one state; what of it was refused is said on stderr."""
    store = store_at(name)
    if store.note:
        say(store.note)
    loaded = load_claims(store, as_recorded)
    say_refused((*loaded.gazetteer.problems, *loaded.problems), name)
    dataset = loaded.dataset
    if loaded.problems and not dataset.claims:
        raise InputRefused(loaded.problems)
    if as_known is not None:
        dataset = dataset.as_known(as_known)
    return ClaimTable(dataset, loaded.gazetteer, boundary)


def say_refused(problems: tuple[Problem, ...], store: str | None) -> None:
    """How many rows and values of the input are not in the answer, and where to read why."""
    rows = {(one.file, one.row) for one in problems if one.row is not None}
    whole = [one for one in problems if one.row is None]
    values = {(one.file, one.column, one.value) for one in whole if one.column is not None}
    files = {one.file for one in whole if one.column is None}
    kinds = ((rows, "row"), (values, "value"), (files, "file"))
    refused = [count(len(them), noun) for them, noun in kinds if them]
    if refused:
        option = f" --store {without_password(store)}" if store else ""
        say(f"{' and '.join(refused)} refused: run claim-atlas check{option}")
