"""Where a claim comes from: its independent origins as trees, from the originator to the outlets.

The root of a tree is the originator at the top of the chain of parents; below it stand those who
speak for it, those through whom it was told, and the documents. One tree is one voice, however
many documents carry it: the trees that count for a stance are as many as `geo.claims.grading`
counts for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from geo.claims.dataset import Dataset
from geo.claims.grading import strength
from geo.claims.model import Grade, Statement
from geo.claims.vocabulary import Stance, label


class Role(StrEnum):
    """What somebody does on the way of a claim."""

    ORIGIN = "origin"
    SPEAKER = "speaker"
    VIA = "via"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Step:
    """One step on the way: who, in which role, and what lies further on.

    `id` is that of the originator or document, empty for those in between, who are known by name
    alone. `stances` are what is said at or below this step by statements that stand; `grade` is
    the one of its assertions that carries most. `statements` counts all below, those that were
    `taken_back` too. `published` is filled for documents.
    """

    role: Role
    name: str
    id: str = ""
    stances: tuple[Stance, ...] = ()
    grade: str = ""
    published: str = ""
    statements: int = 0
    taken_back: int = 0
    children: tuple[Step, ...] = ()

    @property
    def documents(self) -> int:
        """How many documents carry it."""
        return len({one.id for one in self.walk() if one.role is Role.DOCUMENT})

    def walk(self) -> Iterator[Step]:
        """This step and all below, the nearest to the root first."""
        yield self
        for child in self.children:
            yield from child.walk()

    def words(self) -> str:
        """The step on one line: name, what is said, date and grade of a document."""
        said = ", ".join(label(one) for one in self.stances) or "taken back"
        if self.role is Role.ORIGIN:
            return f"{self.name}: {said}"
        if self.role is Role.DOCUMENT:
            grade = f", {self.grade}" if self.grade else ""
            gone = " (taken back)" if not self.stances else ""
            return f"{self.name}, {self.published}{grade}{gone}"
        return self.name


@dataclass(slots=True)
class _Growing:
    """A step while its statements are gathered."""

    step: Step
    said: list[Statement] = field(default_factory=list)
    children: dict[tuple[Role, str], _Growing] = field(default_factory=dict)


def origins(statements: Sequence[Statement], dataset: Dataset) -> tuple[Step, ...]:
    """The independent origins of one claim's statements, in the order of the statements.

    Steps with the same beginning are one: an agency that ten outlets quote has ten documents below
    it. An origin of which every statement was taken back comes last and has no stance.
    """
    roots: dict[tuple[Role, str], _Growing] = {}
    for one in statements:
        here = roots
        for step in _way(one, dataset):
            growing = here.setdefault(_key(step), _Growing(step))
            growing.said.append(one)
            here = growing.children
    grown = [_grown(one) for one in roots.values()]
    return tuple(sorted(grown, key=lambda one: not one.stances))


def counted(trees: Sequence[Step], stance: Stance) -> int:
    """How many of the origins count for a stance, by the rule of `geo.claims.grading`.

    Whoever asserts it in one place is no doubter because of another.
    """
    return sum(
        stance in one.stances
        and not (stance is Stance.UNVERIFIED and Stance.ASSERTS in one.stances)
        for one in trees
    )


def lines(trees: Sequence[Step]) -> tuple[str, ...]:
    """The trees as indented text, two spaces a level, for files and terminals."""
    return tuple(line for tree in trees for line in _lines(tree, 0))


def _lines(step: Step, depth: int) -> Iterator[str]:
    yield "  " * depth + step.words()
    for child in step.children:
        yield from _lines(child, depth + 1)


def _way(one: Statement, dataset: Dataset) -> Iterator[Step]:
    """The steps of one statement from its root to its document."""
    chain = [dataset.originators[one.originator]]
    while chain[-1].parent is not None:
        chain.append(dataset.originators[chain[-1].parent])
    root, *speakers = reversed(chain)
    yield Step(Role.ORIGIN, root.name, root.id)
    for speaker in speakers:
        yield Step(Role.SPEAKER, speaker.name, speaker.id)
    for name in one.via:
        yield Step(Role.VIA, name)
    document = dataset.documents[one.document]
    yield Step(Role.DOCUMENT, document.outlet, document.id, published=document.published.words())


def _key(step: Step) -> tuple[Role, str]:
    """What makes two steps one. Roots go by name, as they do in grading."""
    return step.role, step.name if step.role is Role.ORIGIN else step.id or step.name


def _grown(growing: _Growing) -> Step:
    standing = [one for one in growing.said if one.retracted is None]
    stances = tuple(one for one in Stance if any(s.stance is one for s in standing))
    asserted = [one.grade for one in standing if one.stance is Stance.ASSERTS]
    graded = asserted or [one.grade for one in standing]
    return replace(
        growing.step,
        stances=stances,
        grade=str(min(graded, key=_weight)) if graded else "",
        statements=len(growing.said),
        taken_back=len(growing.said) - len(standing),
        children=tuple(map(_grown, growing.children.values())),
    )


def _weight(grade: Grade) -> tuple[int, str, str]:
    """Orders grades, the one that carries most first, as grading does."""
    order = ("strong", "fair", "weak", "unjudged")
    return order.index(strength(grade)), grade.information, grade.source
