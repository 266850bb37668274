"""A draft goes into the store: as one change, or not at all, and then with every reason."""

from __future__ import annotations

from dataclasses import replace

from dashboard import drafts, editing
from dashboard.editing import Action, Outcome
from dashboard.forms.conflict import Conflict, compare, take_theirs
from dashboard.forms.draft import REMOVED, Draft, Sheet, values_of
from dashboard.forms.reading import Reading
from dashboard.forms.values import YES
from dashboard.stores import StoreAt
from geo.claims.model import Claim
from geo.store import log
from geo.store.edits import add, edit, override_confidence
from geo.store.engine import Store, reading
from geo.store.records import By, Change, Record, RecordKind
from geo.store.versions import newest, referring


def save(store: StoreAt, draft: Draft, found: Reading, reason: str) -> Outcome:
    """Write what a draft stands for; the draft itself is left as it is."""
    return editing.change(store, _action(found), reason)


def _action(found: Reading) -> Action:
    if found.new and not found.edits and not found.removed:
        return lambda store, by: add(store, found.new, by)
    if not found.new and not found.removed and len(found.edits) == 1:
        record, based_on = found.edits[0]
        if isinstance(record, Claim):
            return lambda store, by: _edit_claim(store, record, based_on, by)
    return lambda store, by: edit(store, found.edits, by, new=found.new, gone=found.removed)


def _edit_claim(store: Store, claim: Claim, based_on: int, by: By) -> Change | None:
    """Edit a claim; where only its confidence was set by hand, the history calls it that."""
    with reading(store) as connection:
        old = newest(connection, RecordKind.CLAIM, [claim.id])[claim.id]
    same = replace(claim, override=None, reviewed=None)
    if isinstance(old.record, Claim) and same == replace(old.record, override=None, reviewed=None):
        return override_confidence(store, claim.id, claim.override, by, based_on=based_on)
    return edit(store, [(claim, based_on)], by)


def conflicts(store: Store, draft: Draft) -> list[Conflict]:
    """Sheets of a draft that somebody else has changed in the store since they were opened.

    Sheets that were not touched here are brought up to date on the way, and statements that were
    added to the claim meanwhile are put beside the others.
    """
    found: list[Conflict] = []
    with reading(store) as connection:
        for name, sheet in draft.sheets:
            if sheet.base is None:
                continue
            now = newest(connection, sheet.kind, [sheet.base.id])[sheet.base.id]
            if now.change == sheet.base.change:
                continue
            if not sheet.changed and now.live:
                _bring_up(sheet, take_theirs(sheet, now))
                continue
            who = log.change(connection, now.change)
            said = f"{who.author}, {who.recorded_at:%d %b %Y %H:%M} UTC: {who.reason}"
            found.append(compare(name, sheet, now, said))
        if draft.claim is not None and draft.claim.base is not None:
            here = {one.base.id for one in draft.statements if one.base}
            for one in referring(connection, RecordKind.STATEMENT, "claim", [draft.claim.base.id]):
                if one.id not in here:
                    draft.statements.append(Sheet(RecordKind.STATEMENT, values_of(one.record), one))
    drafts.renewed(draft)
    return found


def _bring_up(sheet: Sheet, fresh: Sheet) -> None:
    sheet.values, sheet.base = fresh.values, fresh.base


def written(found: Reading) -> tuple[RecordKind, str]:
    """The kind and id of the record that a saved draft was about."""
    if found.claim is not None:
        return RecordKind.CLAIM, found.claim.id
    records: list[Record] = [*found.documents.values(), *found.originators.values()]
    first = records[0]
    document = bool(found.documents)
    return (RecordKind.DOCUMENT if document else RecordKind.ORIGINATOR), first.id


def taken_out(draft: Draft) -> int:
    """How many statements would be taken out."""
    return sum(one.values.get(REMOVED) == YES for one in draft.statements)
