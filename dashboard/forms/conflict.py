"""Two people changed one record: field by field, what it was, what each of them wrote."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from dashboard.forms import claim, sources, statement
from dashboard.forms.draft import Draft, Sheet, values_of
from dashboard.forms.values import Values
from geo.store.records import RecordKind, Version


@dataclass(frozen=True, slots=True)
class FieldConflict:
    """One field in which the version in the store is not what the form was opened with.

    `both` tells that the analyst changed it as well, to something else.
    """

    field: str
    label: str
    was: str
    theirs: str
    yours: str
    both: bool


@dataclass(frozen=True, slots=True)
class Conflict:
    """A sheet whose record has a newer version. `who` says whose, `gone` that it is retracted."""

    sheet: str
    theirs: Version
    who: str
    fields: tuple[FieldConflict, ...]
    yours: tuple[FieldConflict, ...]

    @property
    def gone(self) -> bool:
        """Whether the record was retracted, or merged into another one, meanwhile."""
        return not self.theirs.live


_LABELS: Final[dict[RecordKind, Mapping[str, str]]] = {
    RecordKind.CLAIM: claim.LABELS,
    RecordKind.STATEMENT: statement.LABELS,
    RecordKind.DOCUMENT: sources.DOCUMENT_LABELS,
    RecordKind.ORIGINATOR: sources.ORIGINATOR_LABELS,
}


def compare(name: str, sheet: Sheet, theirs: Version, who: str) -> Conflict:
    """What somebody else changed since a sheet was opened, and what the sheet changed itself."""
    was, now, labels = sheet.before, values_of(theirs.record), _LABELS[sheet.kind]
    fields, yours = [], []
    for field, old in was.items():
        new, own = now.get(field, ""), sheet.values.get(field, "")
        one = FieldConflict(
            field, labels.get(field, field), old, new, own, old != own and new != own
        )
        if new != old:
            fields.append(one)
        elif own != old:
            yours.append(one)
    return Conflict(name, theirs, who, tuple(fields), tuple(yours))


def take_theirs(sheet: Sheet, theirs: Version) -> Sheet:
    """The sheet as it stands in the store now; what was typed is given up."""
    return Sheet(sheet.kind, values_of(theirs.record), theirs)


def put_together(sheet: Sheet, conflict: Conflict, mine: Mapping[str, bool]) -> Sheet:
    """Their changes and one's own; where both changed a field, `mine` says whose it is."""
    values: Values = dict(sheet.values)
    for one in conflict.fields:
        if not one.both or not mine.get(one.field, False):
            values[one.field] = one.theirs
    return Sheet(sheet.kind, values, conflict.theirs)


def replace_sheet(draft: Draft, name: str, new: Sheet) -> None:
    """Put another sheet in place of the one of that name."""
    role, _, which = name.partition(" ")
    if role == "claim":
        draft.claim = new
    elif role == "statement":
        draft.statements[int(which) - 1] = new
    elif role == "document":
        draft.documents[which] = new
    else:
        draft.originators[which] = new
