"""A folder of four CSV files in, a checked dataset and every refused row out.

The columns are explained in ``seeds/README.md``. A refused row never takes good ones with it,
except those that make no sense without it: the statements on a refused claim, and a claim that
is left without any statement.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Protocol, TypeVar

from geo.claims.dataset import Dataset, parent_problem
from geo.claims.model import Claim, Originator, Statement
from geo.claims.placing import Placer
from geo.errors import ModelError, Problem
from geo.exchange import seed_rows
from geo.exchange.sheet import Row, read_sheet
from geo.places.gazetteer import Gazetteer
from geo.places.regions import load_regions
from geo.places.user_gazetteer import FILE, read_own, with_places
from geo.places.world_index import WorldIndex, load_world_index

FILES: Final = ("documents.csv", "originators.csv", "claims.csv", "statements.csv")


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


_Thing = TypeVar("_Thing", bound=_Identified)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a folder holds: the dataset of its good rows, and a problem for each refused one."""

    dataset: Dataset
    problems: tuple[Problem, ...]


def bundled_folder() -> Path:
    """The folder of claims that comes with the program, in a checkout or installed."""
    checkout = Path(__file__).parents[2] / "seeds"
    installed = Path(__file__).parents[1] / "data" / "bundled" / "seeds"
    return checkout if checkout.is_dir() else installed


def read_folder(folder: Path, gazetteer: Gazetteer) -> Reading:
    """Read documents, originators, claims and statements; see the module's docstring."""
    problems: list[Problem] = []

    def rows(name: str, columns: tuple[str, ...]) -> list[Row]:
        found, broken = read_sheet(folder / name, columns)
        problems.extend(broken)
        return found

    documents = _collect(
        rows("documents.csv", seed_rows.DOCUMENT_COLUMNS), seed_rows.document, problems
    )
    originator_rows = rows("originators.csv", seed_rows.ORIGINATOR_COLUMNS)
    originators = _with_sound_parents(
        _collect(originator_rows, seed_rows.originator, problems),
        _first_rows(originator_rows),
        problems,
    )
    claim_rows = rows("claims.csv", seed_rows.CLAIM_COLUMNS)
    placer = Placer(gazetteer, load_regions())
    claims = _collect(claim_rows, lambda row: seed_rows.claim(row, gazetteer, placer), problems)

    def statement(row: Row) -> Statement | None:
        _refer(row, "claim", claims, "claims.csv")
        _refer(row, "document", documents, "documents.csv")
        _refer(row, "originator", originators, "originators.csv")
        return seed_rows.statement(row)

    statement_rows = rows("statements.csv", seed_rows.STATEMENT_COLUMNS)
    statements = _collect(statement_rows, statement, problems)
    refused = Counter(row.text("claim") for row in statement_rows if row.problems)
    voiced = {one.claim for one in statements.values()}
    kept = _with_sources(claims, voiced, _first_rows(claim_rows), problems)
    dataset = Dataset(
        documents=documents,
        originators=originators,
        claims=tuple(kept.values()),
        statements=tuple(one for one in statements.values() if one.claim in kept),
        refused={claim: number for claim, number in refused.items() if claim in kept},
    )
    return Reading(dataset, tuple(problems))


def _collect(
    rows: list[Row], make: Callable[[Row], _Thing | None], problems: list[Problem]
) -> dict[str, _Thing]:
    """Make one thing of each row; refuse rows with problems and ids that were used before."""
    things: dict[str, _Thing] = {}
    first_row = _first_rows(rows)
    for row in rows:
        try:
            thing = make(row)
        except ModelError as error:
            row.refuse(None, str(error), "")
            thing = None
        name = row.text("id")
        if name and first_row[name] != row.number:
            earlier = f"is used in row {first_row[name]} already."
            row.refuse("id", earlier, "Give each row an id of its own.")
        problems.extend(row.problems)
        if thing is not None and not row.problems:
            things[thing.id] = thing
    return things


def _first_rows(rows: list[Row]) -> dict[str, int]:
    """Number of the row that has the first claim to each id."""
    numbers: dict[str, int] = {}
    for row in rows:
        numbers.setdefault(row.text("id"), row.number)
    return numbers


def _refer(row: Row, column: str, known: Container[str], file: str) -> None:
    """Refuse a reference to something that does not exist, or that was refused itself."""
    value = row.needed(column, f"an id from {file}")
    if value and value not in known:
        row.refuse(
            column,
            f"is not among the accepted rows of {file}.",
            "Correct the id, or mend the row it names if that was refused.",
        )


def _with_sound_parents(
    originators: dict[str, Originator], row_of: dict[str, int], problems: list[Problem]
) -> dict[str, Originator]:
    """Drop originators whose chain of parents is broken, and those above whom one was dropped."""
    sound = dict(originators)
    while broken := {k: why for k, one in sound.items() if (why := parent_problem(one, sound))}:
        for name, why in broken.items():
            parent = sound.pop(name).parent or ""
            remedy = "Name an accepted id from originators.csv or empty it."
            problems.append(Problem("originators.csv", row_of[name], "parent", parent, why, remedy))
    return sound


def _with_sources(
    claims: dict[str, Claim], voiced: set[str], row_of: dict[str, int], problems: list[Problem]
) -> dict[str, Claim]:
    """Drop claims nobody speaks to, and claims that are part of one that was dropped."""
    kept = dict(claims)
    while True:
        lost = [
            one
            for one in kept.values()
            if one.id not in voiced or (one.part_of is not None and one.part_of not in kept)
        ]
        if not lost:
            return kept
        for one in lost:
            number = row_of[one.id]
            if one.id not in voiced:
                message = "has no accepted statement, so no source."
                remedy = "Add a row for it to statements.csv, or mend the refused one."
                problems.append(Problem("claims.csv", number, "id", one.id, message, remedy))
            else:
                message = f"({one.id}) is part of a claim that is missing or was refused."
                remedy = "Mend that claim or empty part_of."
                problems.append(
                    Problem("claims.csv", number, "part_of", one.part_of or "", message, remedy)
                )
            del kept[one.id]


def read_claims_folder(
    folder: Path, shipped: Gazetteer, world: Callable[[], WorldIndex] = load_world_index
) -> tuple[Reading, Gazetteer]:
    """A folder of claims, with the places that a ``gazetteer.csv`` in it adds to the shipped ones.

    The folder that comes with the program has none beside its claims.
    """
    own = read_own(folder / FILE)
    gazetteer = with_places(shipped, own.places, world)
    reading = read_folder(folder, gazetteer)
    dataset = replace(reading.dataset, places={one.id: one for one in own.places})
    return Reading(dataset, (*own.problems, *reading.problems)), gazetteer
