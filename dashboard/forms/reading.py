"""What a draft stands for: the records that would be written, and every problem of its sheets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Final

from dashboard.forms.claim import LABELS, read_claim
from dashboard.forms.draft import REMOVED, Draft, Sheet
from dashboard.forms.sources import read_document, read_originator
from dashboard.forms.statement import NEW, read_statement
from dashboard.forms.values import YES, FormProblem
from geo.claims.model import Claim, Document, Originator, Statement
from geo.store.records import Record, RecordKind

Taken = Callable[[RecordKind, str], bool]
"""Whether an id of a kind is in use, by a live record or a retracted one."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the store holds beside the draft.

    `undrawable` says why a claim's place and relation make no shape, or nothing. `usual` are the
    originators that speak most often.
    """

    documents: Mapping[str, Document]
    originators: Mapping[str, Originator]
    claims: frozenset[str]
    taken: Taken
    undrawable: Callable[[Claim], str] = lambda _: ""
    usual: tuple[str, ...] = ()


@dataclass
class Reading:
    """The records that a draft stands for, as far as they could be read, and every problem."""

    claim: Claim | None = None
    statements: dict[int, Statement] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    originators: dict[str, Originator] = field(default_factory=dict)
    problems: list[FormProblem] = field(default_factory=list)
    new: list[Record] = field(default_factory=list)
    edits: list[tuple[Record, int]] = field(default_factory=list)
    removed: list[tuple[Record, int]] = field(default_factory=list)

    @property
    def changes(self) -> int:
        """How many records would be written."""
        return len(self.new) + len(self.edits) + len(self.removed)


_REFERENCES: Final = ("document", "originator")


def read_draft(draft: Draft, known: Known, today: dt.date) -> Reading:
    """Everything the draft stands for; new sources that no statement names are left out."""
    found = Reading()
    used = {one.values.get(name) for one in draft.statements for name in _REFERENCES}
    _read_originators(draft, known, found, used)
    _read_documents(draft, known, found, used)
    if draft.claim is not None:
        _read_claim(draft.claim, draft.statements, known, found, today)
    _read_statements(draft, known, found)
    return found


def _read_originators(draft: Draft, known: Known, found: Reading, used: Iterable[object]) -> None:
    named = set(used) | {one.values.get("parent") for one in draft.originators.values()}
    for key, sheet in draft.originators.items():
        if sheet.base is None and key.startswith(NEW) and draft.claim and key not in named:
            continue
        others = {other: one for other, one in known.originators.items() if other != key}
        taken = _taken(known, RecordKind.ORIGINATOR, found.new)
        made, problems = read_originator(
            sheet.values, sheet.old(Originator), others, taken, f"originator {key}"
        )
        found.problems += problems
        if made is not None:
            found.originators[key] = made
            _note(sheet, made, found)


def _read_documents(draft: Draft, known: Known, found: Reading, used: Iterable[object]) -> None:
    named = set(used)
    for key, sheet in draft.documents.items():
        if sheet.base is None and draft.claim and key not in named:
            continue
        taken = _taken(known, RecordKind.DOCUMENT, found.new)
        made, problems = read_document(sheet.values, sheet.old(Document), taken, f"document {key}")
        found.problems += problems
        if made is not None:
            found.documents[key] = made
            _note(sheet, made, found)


def _read_claim(
    sheet: Sheet, statements: list[Sheet], known: Known, found: Reading, today: dt.date
) -> None:
    taken = _taken(known, RecordKind.CLAIM, ())
    claim, problems = read_claim(sheet.values, sheet.old(Claim), taken, known.claims, today)
    found.problems = problems + found.problems
    found.claim = claim
    if claim is not None:
        _note(sheet, claim, found)
        old = sheet.old(Claim)
        # Where it stands already it may stay, although the gazetteer has lost the place since.
        where = attrgetter("place", "relation", "near_km", "distance_km", "bearing_deg")
        moved = old is None or where(old) != where(claim) or old.other_place != claim.other_place
        if moved and (why := known.undrawable(claim)):
            found.problems.append(
                FormProblem("claim", "place", LABELS["place"], claim.place or "", why, "")
            )
    if all(one.values.get(REMOVED) == YES for one in statements):
        found.problems.append(
            FormProblem(
                "claim", "statements", "Who says it", "", "is missing.",
                "A claim needs a statement: somebody who says it, in a document.",
            )
        )  # fmt: skip


def _read_statements(draft: Draft, known: Known, found: Reading) -> None:
    keys = {
        "document": {one: one for one in known.documents}
        | {key: one.id for key, one in found.documents.items()},
        "originator": {one: one for one in known.originators}
        | {key: one.id for key, one in found.originators.items()},
    }
    claim = found.claim.id if found.claim else "claim"
    for number, sheet in enumerate(draft.statements):
        old = sheet.old(Statement)
        if sheet.values.get(REMOVED) == YES:
            if old is not None and sheet.base is not None:
                found.removed.append((old, sheet.base.change))
            continue
        taken = _taken(known, RecordKind.STATEMENT, found.new)
        # A statement stays with its claim, whatever became of that claim's own form.
        of = old.claim if old is not None else claim
        made, problems = read_statement(
            sheet.values, old, of, keys, taken, f"statement {number + 1}"
        )
        found.problems += problems
        if made is not None:
            found.statements[number] = made
            _note(sheet, made, found)


def _taken(known: Known, kind: RecordKind, beside: Iterable[Record]) -> Callable[[str], bool]:
    """Whether an id is in use, in the store or by an earlier sheet of the draft."""
    type_ = _TYPES[kind]
    here = {one.id for one in beside if isinstance(one, type_)}
    return lambda key: key in here or known.taken(kind, key)


_TYPES: Final[dict[RecordKind, type[Claim | Statement | Document | Originator]]] = {
    RecordKind.CLAIM: Claim,
    RecordKind.STATEMENT: Statement,
    RecordKind.DOCUMENT: Document,
    RecordKind.ORIGINATOR: Originator,
}


def _note(sheet: Sheet, made: Record, found: Reading) -> None:
    if sheet.base is None:
        found.new.append(made)
    elif made != sheet.base.record:
        found.edits.append((made, sheet.base.change))
