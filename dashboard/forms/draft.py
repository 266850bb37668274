"""What an analyst is writing: one claim with its statements, or a source, not saved yet.

A draft is a set of sheets. A sheet is the form of one record, new or based on a version of the
store. A draft outlives visits to other pages and every error.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeVar

from dashboard.forms.claim import claim_values, read_claim
from dashboard.forms.sources import (
    document_values,
    originator_values,
    read_document,
    read_originator,
)
from dashboard.forms.statement import NEW, read_statement, statement_values
from dashboard.forms.values import YES, FormProblem, Values
from geo.claims.model import Claim, Document, Originator, Statement
from geo.store.records import Record, RecordKind, Version

Taken = Callable[[RecordKind, str], bool]
"""Whether an id of a kind is in use, by a live record or a retracted one."""

_Record = TypeVar("_Record", Claim, Document, Originator, Statement)

REMOVED: Final = "removed"
"""Field of a statement's sheet: ticked when it is to be taken out of the claim."""


@dataclass
class Sheet:
    """The form of one record. `base` is the version that it edits, ``None`` for a new record."""

    kind: RecordKind
    values: Values
    base: Version | None = None

    @property
    def before(self) -> Values:
        """What the form held when it was opened; empty for a new record."""
        return values_of(self.base.record) if self.base else {}

    @property
    def changed(self) -> bool:
        """Whether there is anything to save."""
        if self.base is None:
            return True
        before = self.before
        return any(self.values.get(one, "") != text for one, text in before.items()) or (
            self.values.get(REMOVED) == YES
        )

    def old(self, type_: type[_Record]) -> _Record | None:
        """The record that it edits."""
        if self.base is None:
            return None
        assert isinstance(self.base.record, type_)  # noqa: S101  # a sheet knows its kind
        return self.base.record


@dataclass(frozen=True, slots=True)
class Known:
    """What the store holds beside the draft."""

    documents: Mapping[str, Document]
    originators: Mapping[str, Originator]
    claims: frozenset[str]
    taken: Taken


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


@dataclass
class Draft:
    """Sheets by role. `documents` and `originators` are by id, new ones by a key of their own.

    `open` is the statement whose form is shown. `tried` tells that the analyst wanted to save, so
    that what is missing is marked at its field.
    """

    claim: Sheet | None = None
    statements: list[Sheet] = field(default_factory=list)
    documents: dict[str, Sheet] = field(default_factory=dict)
    originators: dict[str, Sheet] = field(default_factory=dict)
    open: int = 0
    tried: bool = False
    reason: str = ""
    serial: int = 0
    numbered: int = 0

    @property
    def sheets(self) -> list[tuple[str, Sheet]]:
        """All sheets with the names that problems give them."""
        claim = [("claim", self.claim)] if self.claim else []
        statements = [(f"statement {n}", one) for n, one in enumerate(self.statements, start=1)]
        documents = [(f"document {key}", one) for key, one in self.documents.items()]
        originators = [(f"originator {key}", one) for key, one in self.originators.items()]
        return [*claim, *statements, *documents, *originators]

    @property
    def is_new(self) -> bool:
        """Whether nothing in it stands in the store yet."""
        return all(sheet.base is None for _, sheet in self.sheets)

    @property
    def changed(self) -> bool:
        """Whether anything was changed; a new draft always was."""
        return any(sheet.changed for _, sheet in self.sheets)

    def new_key(self) -> str:
        """A key for a document or originator that is not in the store yet."""
        self.numbered += 1
        return f"{NEW}{self.numbered}"

    def read(self, known: Known, today: dt.date) -> Reading:
        """Everything the draft stands for; new sources that no statement names are left out."""
        found = Reading()
        used = {one.values.get(name) for one in self.statements for name in _REFERENCES}
        _read_originators(self, known, found, used)
        _read_documents(self, known, found, used)
        if self.claim is not None:
            _read_claim(self.claim, self.statements, known, found, today)
        _read_statements(self, known, found)
        return found


_REFERENCES: Final = ("document", "originator")


def values_of(record: Record) -> Values:
    """A record as its form shows it."""
    if isinstance(record, Claim):
        return claim_values(record)
    if isinstance(record, Statement):
        return statement_values(record)
    if isinstance(record, Document):
        return document_values(record)
    if isinstance(record, Originator):
        return originator_values(record)
    raise TypeError(f"no form for {record!r}")


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
