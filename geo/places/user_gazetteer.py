"""Entries of one's own: a second gazetteer.csv beside the claims, which wins over the shipped one.

The shipped file is never written. An entry with the id of a shipped place corrects it, any other
adds a place. Rows are checked as those of the shipped file are; see `geo.places.rows`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from geo.errors import DataFileError, InputRefused, Problem, UnknownAreaError
from geo.places import gazetteer, table
from geo.places.gazetteer import Gazetteer
from geo.places.kept_csv import changing
from geo.places.place import Place
from geo.places.regions import load_regions
from geo.places.rows import COLUMNS, read_row, write_row
from geo.places.world_index import WorldIndex, load_world_index

FILE = "gazetteer.csv"

_FORM = "entry"  # stands for the file in problems of something that is not in one yet


@dataclass(frozen=True, slots=True)
class OwnEntries:
    """What a user's gazetteer holds, and which of its rows were refused."""

    places: tuple[Place, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def ids(self) -> frozenset[str]:
        """The ids of the accepted entries."""
        return frozenset(place.id for place in self.places)


def read_own(path: Path) -> OwnEntries:
    """The entries in `path`; none when there is no file.

    A file that cannot be read is a problem, not an error: the shipped places are still of use.
    """
    if not path.exists():
        return OwnEntries()
    try:
        places, problems = table.read_places(path)
    except DataFileError as error:
        return OwnEntries((), (Problem(str(path), None, None, "", str(error), ""),))
    # Both gazetteers have the same name: the folder tells which one is meant.
    told = (replace(one, file=str(path)) for one in problems)
    usable, unknown = _with_known_areas(str(path), places)
    return OwnEntries(tuple(usable), (*told, *unknown))


def with_own(
    shipped: Gazetteer, own: OwnEntries, world: Callable[[], WorldIndex] = load_world_index
) -> Gazetteer:
    """The shipped places with one's own; these win on equal ids, and problems of both are kept.

    `world` opens the index that lies under both.
    """
    if not own.places and not own.problems:
        return shipped
    kept = [place for place in shipped.places if place.id not in own.ids]
    problems = (*shipped.problems, *own.problems)
    return Gazetteer((*own.places, *kept), problems, world)


def load_with_own(path: Path) -> Gazetteer:
    """`load_gazetteer` with the user's gazetteer in `path`, which need not exist."""
    return with_own(gazetteer.load_gazetteer(), read_own(path))


def check_entry(cells: Mapping[str, str]) -> tuple[Place | None, list[Problem]]:
    """Check one entry as a row of a gazetteer: the place, or every problem with its remedy.

    `cells` maps each column of `geo.places.rows.COLUMNS` to its text.
    """
    row = {column: " ".join(cells.get(column, "").split()) for column in COLUMNS}
    place, problems = read_row(_FORM, 0, row)
    if place is not None and not problems:
        _, problems = _with_known_areas(_FORM, [place])
    found = [replace(one, row=None) for one in problems]
    return (None if found else place), found


def save_entry(
    path: Path, cells: Mapping[str, str], *, taken: Collection[str] | None = None
) -> Place:
    """Write an entry to the user's gazetteer in `path`, in place of the one with its id.

    For a new place give the ids in use as `taken`: neither one of these nor that of any row of
    the file, even a refused one, is put aside unseen. Raises `InputRefused` with every problem,
    `DataFileError` when the file cannot be changed; nothing is written then.
    """
    place, problems = check_entry(cells)
    if place is None:
        raise InputRefused(problems)
    if taken is not None and place.id in taken:
        raise InputRefused([_taken(place.id)])
    with changing(path, COLUMNS) as kept:
        if taken is not None and any(one.cells["id"] == place.id for one in kept.records):
            raise InputRefused([_taken(place.id)])
        kept.put(write_row(place), key=("id",))
    return place


def _taken(id: str) -> Problem:
    return Problem(
        _FORM, None, "id", id, "is the id of another entry.",
        "Choose another id, or open that entry and correct it.",
    )  # fmt: skip


def remove_entry(path: Path, id: str) -> bool:
    """Take an entry out of the user's gazetteer; false when it holds none of this id.

    Raises `DataFileError` when the file cannot be changed.
    """
    if not path.exists():
        return False
    with changing(path, COLUMNS) as kept:
        return kept.drop({"id": id}) > 0


def _with_known_areas(file: str, places: Iterable[Place]) -> tuple[list[Place], list[Problem]]:
    """Places whose area some polygon answers to, and a problem for each of the others."""
    usable: list[Place] = []
    problems: list[Problem] = []
    for place in places:
        try:
            if place.area:
                load_regions().area(place.area)
            usable.append(place)
        except UnknownAreaError as error:
            message = f"(of {place.id}) names no known area."
            problems.append(Problem(file, None, "area", place.area, message, str(error)))
    return usable, problems
