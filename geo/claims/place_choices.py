"""An analyst's choice of another place than the data give, kept beside the data.

A choice says: in this document (or for this claim alone), what the data take for one place means
another. It goes by the place that the data give, not by the spelling, so that "Donetsk" and "the
town of Donetsk" in one document move together, and it ends by itself when the data are corrected.
A choice for a claim goes before one for its document; of several documents the newest choice
counts. A claim without a place can be given one, by itself only: what one document leaves open in
two claims need not be one place. The claims themselves are never written.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Final

from geo.claims.dataset import Dataset
from geo.claims.model import Claim
from geo.claims.placing import Placer
from geo.errors import ClaimAtlasError, DataFileError, ModelError, Problem
from geo.places.gazetteer import Gazetteer
from geo.places.kept_csv import KeptCsv, changing
from geo.places.regions import load_regions

FILE: Final = "place_choices.csv"
COLUMNS: Final = ("scope", "of", "name", "instead_of", "place", "reason", "date")
KEY: Final = ("scope", "of", "instead_of")

MAX_REASON: Final = 500
"""Longest reason that is kept, in characters."""


class Scope(StrEnum):
    """How far a choice reaches."""

    DOCUMENT = "document"
    CLAIM = "claim"


@dataclass(frozen=True, slots=True)
class PlaceChoice:
    """One choice: in the document or claim `of`, `place` is meant `instead_of` the data's place.

    `name` is the wording that was judged, `reason` why, `date` when; `instead_of` is empty where
    the data give no place. Raises `ModelError` for a choice without a reason, one that changes
    nothing, or one for all that a document leaves without a place.
    """

    scope: Scope
    of: str
    name: str
    instead_of: str
    place: str
    reason: str
    date: dt.date

    def __post_init__(self) -> None:
        if not self.reason.strip():
            raise ModelError("a choice of place needs a reason. Say why in one sentence.")
        if len(self.reason) > MAX_REASON:
            raise ModelError(
                f"the reason has {len(self.reason):,} characters. Give at most {MAX_REASON}."
            )
        if self.place == self.instead_of:
            raise ModelError(f"{self.place!r} is the place already. Choose another or leave it.")
        if not self.instead_of and self.scope is not Scope.CLAIM:
            raise ModelError(
                f"document {self.of!r}: claims without a place cannot be placed together. Choose "
                f"for each claim alone."
            )

    def row(self) -> dict[str, str]:
        """The choice as a row of the file, on one line."""
        cells = (self.scope.value, self.of, self.name, self.instead_of, self.place, self.reason)
        plain = (" ".join(cell.split()) for cell in cells)
        return dict(zip(COLUMNS, (*plain, self.date.isoformat()), strict=True))


@dataclass(frozen=True, slots=True)
class Chosen:
    """The choices of a file, and the rows that were refused."""

    choices: tuple[PlaceChoice, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Applied:
    """A dataset after its choices: `made` holds, by claim id, the choice that moved it."""

    dataset: Dataset
    made: Mapping[str, PlaceChoice]
    problems: tuple[Problem, ...]


def read_choices(path: Path) -> Chosen:
    """The choices in `path`; none without a file. What cannot be read is a problem, no error."""
    try:
        text = path.read_bytes().decode("utf-8")
        records = KeptCsv(str(path), text, COLUMNS).records
    except FileNotFoundError:
        return Chosen()
    except UnicodeDecodeError:
        return Chosen((), (_problem(path, None, "", "is not UTF-8.", "Save it as CSV UTF-8."),))
    except (OSError, DataFileError) as error:
        return Chosen((), (_problem(path, None, "", str(error), "Mend the file."),))
    choices: list[PlaceChoice] = []
    problems: list[Problem] = []
    for number, record in enumerate(records, start=2):
        cells = record.cells
        if not any(cells.values()):
            continue
        try:
            choices.append(
                PlaceChoice(
                    Scope(cells["scope"]), cells["of"], cells["name"], cells["instead_of"],
                    cells["place"], cells["reason"], dt.date.fromisoformat(cells["date"]),
                )
            )  # fmt: skip
        except ModelError as error:
            problems.append(_problem(path, number, cells["of"], str(error), ""))
        except ValueError:
            remedy = f"scope is one of {', '.join(Scope)}, date a day such as 2026-11-22."
            problems.append(_problem(path, number, cells["of"], "is no choice.", remedy))
    return Chosen(tuple(choices), tuple(problems))


def save_choices(path: Path, choices: Iterable[PlaceChoice]) -> None:
    """Remember choices, each in place of an earlier one for the same.

    Raises `DataFileError` when the file cannot be changed; nothing is written then.
    """
    with changing(path, COLUMNS) as kept:
        for choice in choices:
            kept.put(choice.row(), key=KEY)


def forget_choices(path: Path, choices: Iterable[PlaceChoice]) -> None:
    """Take choices back. Raises `DataFileError` when the file cannot be changed."""
    with changing(path, COLUMNS) as kept:
        for choice in choices:
            row = choice.row()
            kept.drop({column: row[column] for column in KEY})


def concerning(
    choices: Sequence[PlaceChoice], claim: str, documents: Iterable[str], place: str | None
) -> tuple[PlaceChoice, ...]:
    """The choices on a claim whose data give `place` (or none), the one that counts first."""
    spoken = set(documents)
    fitting = [
        (choice.scope is Scope.CLAIM, choice.date, number, choice)
        for number, choice in enumerate(choices)
        if choice.instead_of == (place or "")
        and (choice.of == claim if choice.scope is Scope.CLAIM else choice.of in spoken)
    ]
    return tuple(one[-1] for one in sorted(fitting, key=lambda one: one[:3], reverse=True))


def apply_choices(
    dataset: Dataset, choices: Sequence[PlaceChoice], gazetteer: Gazetteer, file: str = FILE
) -> Applied:
    """The dataset with every choice carried out; a choice that cannot be is a problem."""
    wanted = {choice.instead_of for choice in choices}
    if not wanted:
        return Applied(dataset, {}, ())
    placer = Placer(gazetteer, load_regions())
    made: dict[str, PlaceChoice] = {}
    problems: list[Problem] = []
    claims: list[Claim] = []
    for claim in dataset.claims:
        claims.append(claim)
        if (claim.place or "") not in wanted:
            continue
        documents = {one.document for one in dataset.by_claim.get(claim.id, ())}
        found = concerning(choices, claim.id, documents, claim.place)
        if not found:
            continue
        moved = replace(claim, place=found[0].place)
        try:
            placer.location(moved)
        except ClaimAtlasError as error:
            message = f"(chosen for claim {claim.id}) cannot be drawn."
            problems.append(Problem(file, None, "place", found[0].place, message, str(error)))
            continue
        claims[-1] = moved
        made[claim.id] = found[0]
    if made:
        dataset = replace(dataset, claims=tuple(claims), known_revision="")
    return Applied(dataset, made, tuple(problems))


def _problem(path: Path, row: int | None, value: str, message: str, remedy: str) -> Problem:
    return Problem(str(path), row, None, value, message, remedy)
