"""What an analyst is writing: one claim with its statements, or a source, not saved yet.

A draft is a set of sheets. A sheet is the form of one record, new or based on a version of the
store. A draft outlives visits to other pages and every error.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, TypeVar

from dashboard.forms.claim import claim_values
from dashboard.forms.sources import (
    document_values,
    originator_values,
)
from dashboard.forms.statement import NEW, statement_values
from dashboard.forms.values import YES, Values
from geo.claims.model import Claim, Document, Originator, Statement
from geo.store.records import Record, RecordKind, Version

_Record = TypeVar("_Record", Claim, Document, Originator, Statement)

REMOVED: Final = "removed"
"""Field of a statement's sheet: ticked when it is to be taken out of the claim."""


@dataclass
class Sheet:
    """The form of one record. `base` is the version that it edits, ``None`` for a new record."""

    kind: RecordKind
    values: Values
    base: Version | None = None
    opened_with: Values = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.opened_with = dict(self.values)

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


@dataclass
class Draft:
    """Sheets by role. `documents` and `originators` are by id, new ones by a key of their own.

    `open` is the statement whose form is shown. `tried` tells that the analyst wanted to save, so
    that what is missing is marked at its field. `look_at` is the part of the page that was last to
    be brought into view, `looked` how often something was.
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
    look_at: str = ""
    looked: int = 0

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

    @property
    def touched(self) -> bool:
        """Whether anything was typed or chosen that is not in the store."""
        return any(
            sheet.changed if sheet.base else sheet.values != sheet.opened_with
            for _, sheet in self.sheets
        )

    def look(self, selector: str) -> None:
        """Have a part of the page brought into view by the next run."""
        self.look_at = selector
        self.looked += 1

    def new_key(self) -> str:
        """A key for a document or originator that is not in the store yet."""
        self.numbered += 1
        return f"{NEW}{self.numbered}"


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
