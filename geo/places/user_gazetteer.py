"""Places that come with the claims: entries an analyst made, and what imports brought.

They lie over the shipped gazetteer, which is never written. An entry with the id of a shipped
place corrects it, any other adds a place. Rows are checked as those of the shipped file are; see
`geo.places.rows`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from geo.errors import DataFileError, InputRefused, Problem, UnknownAreaError
from geo.places import table
from geo.places.gazetteer import Gazetteer
from geo.places.place import Place
from geo.places.regions import load_regions
from geo.places.rows import COLUMNS, read_row
from geo.places.world_index import WorldIndex, load_world_index

FILE = "gazetteer.csv"

_FORM = "entry"  # stands for the file in problems of something that is not in one


@dataclass(frozen=True, slots=True)
class OwnEntries:
    """What a gazetteer beside some claims holds, and which of its rows were refused."""

    places: tuple[Place, ...] = ()
    problems: tuple[Problem, ...] = ()


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


def with_places(
    shipped: Gazetteer,
    own: Iterable[Place],
    world: Callable[[], WorldIndex] = load_world_index,
) -> Gazetteer:
    """The shipped places with those of some claims, which win on equal ids.

    `world` opens the index that lies under both.
    """
    added = tuple(own)
    if not added:
        return shipped
    ids = {place.id for place in added}
    kept = [place for place in shipped.places if place.id not in ids]
    return Gazetteer((*added, *kept), shipped.problems, world)


def check_entry(
    cells: Mapping[str, str], *, taken: Collection[str] = ()
) -> tuple[Place | None, list[Problem]]:
    """Check one entry as a row of a gazetteer: the place, or every problem with its remedy.

    `cells` maps each column of `geo.places.rows.COLUMNS` to its text; `taken` are ids that a new
    place may not have.
    """
    row = {column: " ".join(cells.get(column, "").split()) for column in COLUMNS}
    place, problems = read_row(_FORM, 0, row)
    if place is not None and not problems:
        _, problems = _with_known_areas(_FORM, [place])
    found = [replace(one, row=None) for one in problems]
    if row["id"] in taken:
        found.append(_taken(row["id"]))
    return (None if found else place), found


def checked_entry(cells: Mapping[str, str], *, taken: Collection[str] = ()) -> Place:
    """The place that `cells` describe. Raises `InputRefused` with every problem."""
    place, problems = check_entry(cells, taken=taken)
    if place is None:
        raise InputRefused(problems)
    return place


def _taken(id: str) -> Problem:
    return Problem(
        _FORM, None, "id", id, "is the id of another entry.",
        "Choose another id, or open that entry and correct it.",
    )  # fmt: skip


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
