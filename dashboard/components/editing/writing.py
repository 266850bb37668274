"""A draft on the page: what it was read as, and what the store holds beside it."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.components.editing.fields import Fields, fields_of
from dashboard.forms.draft import Draft, Sheet
from dashboard.forms.ids import propose_id
from dashboard.forms.reading import Known, Reading
from dashboard.forms.sources import ORIGINATOR_KINDS
from dashboard.forms.suggest import Suggestion
from geo.store.records import RecordKind


@dataclass(frozen=True)
class Writing:
    """A draft with what it was read as and what the store holds beside it."""

    draft: Draft
    reading: Reading
    known: Known

    def fields(self, name: str, sheet: Sheet, labels: dict[str, str]) -> Fields:
        """The fields of one sheet, with its problems."""
        return fields_of(self.draft, name, sheet, labels, self.reading.problems)

    def proposed(self, kind: RecordKind, words: str) -> str:
        """The id that a new record would get."""
        return propose_id(words, lambda key: self.known.taken(kind, key), str(kind))

    def originator(self, key: str) -> Suggestion | None:
        """How an originator is shown, by id or, for a new one, by its key."""
        known = self.known.originators.get(key)
        if known is not None:
            parent = self.known.originators.get(known.parent or "")
            speaks = f" · speaks for {parent.name}" if parent else ""
            return Suggestion(key, known.name, f"{ORIGINATOR_KINDS[known.kind]}{speaks}")
        new = self.draft.originators.get(key)
        if new is None:
            return None
        name = new.values.get("name", "").strip()
        return Suggestion(key, name or "A new originator", "new, saved with the claim")

    def document(self, key: str) -> Suggestion | None:
        """How a document is shown, by id or, for a new one, by its key."""
        known = self.known.documents.get(key)
        if known is not None:
            about = f" · {known.description}" if known.description else ""
            return Suggestion(key, known.outlet, f"{known.published.words()}{about}")
        new = self.draft.documents.get(key)
        if new is None:
            return None
        outlet = new.values.get("outlet", "").strip()
        return Suggestion(key, outlet or "A new document", "new, saved with the claim")
