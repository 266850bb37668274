"""Which mentions of a document mean one thing: the same name with the same qualifier, or none."""

from __future__ import annotations

from dataclasses import dataclass, field

from geo.places.candidates import Candidates
from geo.places.qualifiers import Reading


@dataclass(frozen=True, slots=True)
class Prepared:
    """A spelling, read and weighed."""

    reading: Reading
    candidates: Candidates


@dataclass(slots=True)
class Group:
    """Mentions that mean one thing: how they were read, and the areas named beside them."""

    prepared: Prepared
    areas: dict[int, float] = field(default_factory=dict)  # row -> bonus
    mentions: int = 0
    qualified: str = ""  # the text of a mention that has its qualifier inside


@dataclass(slots=True)
class Item:
    """One mention: its name before any qualifier, how it was read, the areas beside it."""

    name: str
    head: str
    prepared: Prepared
    areas: dict[int, float]
    key: tuple[str, ...]
    inside: bool = False  # qualified inside the name


def grouped(items: list[Item]) -> tuple[list[Group], list[int], list[bool]]:
    """Groups, the group of each item, and whether the item joined one that is better qualified."""
    numbers: dict[tuple[str, ...], int] = {}
    groups: list[Group] = []
    counts: dict[str, dict[int, int]] = {}
    for item in items:
        if item.key not in numbers:
            numbers[item.key] = len(groups)
            groups.append(Group(item.prepared))
        group = groups[numbers[item.key]]
        group.mentions += 1
        for row, bonus in item.areas.items():
            group.areas[row] = max(bonus, group.areas.get(row, 0.0))
        if len(item.key) > 1:
            if item.inside:
                group.qualified = item.name
            mine = counts.setdefault(item.head, {})
            mine[numbers[item.key]] = mine.get(numbers[item.key], 0) + 1
    of_item, joined = [], []
    for item in items:
        number = numbers[item.key]
        better = counts.get(item.head) if len(item.key) == 1 else None
        if better:
            number = max(better, key=lambda n: better[n])
        of_item.append(number)
        joined.append(bool(better))
    used = sorted(set(of_item))
    renumbered = {old: new for new, old in enumerate(used)}
    return [groups[old] for old in used], [renumbered[number] for number in of_item], joined
