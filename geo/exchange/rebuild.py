"""Full records back into claims, statements, documents, originators and places, each once.

A file of many records says the same document many times. The first one counts; where a later one
says something else under the same id, that is told and the first one stands.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final, Generic, TypeVar

from geo.claims.model import Claim, Document, Originator, Statement
from geo.errors import ClaimAtlasError
from geo.exchange import rebuild_parts as parts
from geo.exchange.report import Record, Report
from geo.exchange.values import Values
from geo.exchange.whole import place_json
from geo.places.gazetteer import Gazetteer
from geo.places.location import Relation, locate
from geo.places.place import Place
from geo.places.regions import Regions

_Thing = TypeVar("_Thing", Document, Originator, Place)

_MARKS: Final = frozenset({"modality", "statements", "relation"})
_RESTORE: Final = "Restore the record as it was exported."


def is_full(values: Mapping[str, Any]) -> bool:
    """Whether the fields of a record are those that Claim Atlas writes."""
    return values.keys() >= _MARKS


class _Shelf(Generic[_Thing]):
    """Things of one kind by id; the first record that brings one decides."""

    def __init__(self) -> None:
        self.things: dict[str, _Thing] = {}
        self._written: dict[str, Mapping[str, Any]] = {}

    def put(
        self, values: Values, make: Callable[[], _Thing | None], new: list[Record]
    ) -> _Thing | None:
        """The thing that stands under the id of `values`, made and added to `new` if need be."""
        key = values.text("id")
        first = self.things.get(key)
        if first is not None and self._written[key] == values.values:
            return first
        made = make()
        if first is not None:
            if made is not None and made != first:
                message = "is described differently in an earlier record, which stands."
                values.refuse("id", message, "Make the two the same.")
            return first
        if made is not None:
            self.things[key] = made
            self._written[key] = values.values
            new.append(made)
        return made

    def forget(self, one: Record) -> None:
        """Take a thing off again, if it is one of these."""
        if self.things.get(one.id) is one:
            del self.things[one.id]
            del self._written[one.id]


class Rebuilder:
    """Takes the full records of one file, one after the other."""

    def __init__(self, gazetteer: Gazetteer, regions: Regions, report: Report) -> None:
        self._gazetteer = gazetteer
        self._regions = regions
        self._report = report
        self._documents = _Shelf[Document]()
        self._originators = _Shelf[Originator]()
        self._places = _Shelf[Place]()
        self._known: dict[str, Place | None] = {}
        self._claims: dict[str, int] = {}
        self._statements: dict[str, int] = {}
        self._drawable: set[tuple[object, ...]] = set()

    def records(self, number: int, fields: Mapping[str, Any]) -> list[Record]:
        """What record `number` of the file brings that no earlier one brought.

        Nothing of it refers to what comes later, but a claim may be part of one that does. What
        is refused is in the report; a claim that is left without a statement is refused too.
        """
        values = Values(self._report.file, number, fields)
        new: list[Record] = []
        claim = self._claim(values, new)
        voices = self._voices(values, claim, new) if claim is not None else []
        if claim is not None and not voices and not values.problems:
            values.refuse("statements", "is empty, so the claim has no source.", _RESTORE)
        for one in values.problems:
            self._report.refuse(one.row, one.column, one.value, one.message, one.remedy)
        if claim is None or not voices:
            self._forget(new)
            return []
        self._claims[claim.id] = number
        for voice in voices:
            self._statements[voice.id] = number
        return [*new, claim, *voices]

    def _forget(self, new: list[Record]) -> None:
        """Put back what a refused record brought, so that a later one can bring it."""
        for one in new:
            for shelf in (self._documents, self._originators, self._places):
                shelf.forget(one)

    def _claim(self, values: Values, new: list[Record]) -> Claim | None:
        made = parts.claim(values)
        if made is None:
            return None
        if made.id in self._claims:
            earlier = f"is the id of record {self._claims[made.id]} already."
            values.refuse("id", earlier, "Keep one of the two, or give each an id of its own.")
            return None
        for fields in values.objects("places"):
            self._take_place(values.inner("places", fields), new)
        return made if self._can_be_drawn(made, values) else None

    def _take_place(self, values: Values, new: list[Record]) -> None:
        """Take an entry that belongs to the claims, or that the program has not."""
        key = values.text("id")
        if key not in self._places.things:
            known = self._in_gazetteer(key)
            if known is not None and (not values.yes("own") or _is_same(values, known)):
                return
        self._places.put(values, partial(parts.place, values, self._regions), new)

    def _in_gazetteer(self, id: str) -> Place | None:
        if id not in self._known:
            self._known[id] = self._gazetteer.find(id)
        return self._known[id]

    def _place(self, id: str) -> Place | None:
        return self._places.things.get(id) or self._in_gazetteer(id)

    def _can_be_drawn(self, one: Claim, values: Values) -> bool:
        """Whether its places are known, and relation and distances make a shape on the ground."""
        wording = (
            one.place, one.relation, one.near_km, one.distance_km, one.bearing_deg, one.other_place,
        )  # fmt: skip
        if wording in self._drawable:
            return True
        for name in ("place_id", "other_place"):
            key = values.text(name)
            if key and self._place(key) is None:
                values.refuse(
                    name, "is neither in the file nor in the gazetteer.",
                    "Add the place to the gazetteer first, or export the claims anew.",
                )  # fmt: skip
                return False
        place = self._place(one.place) if one.place else None
        simple = one.relation in (Relation.IN, Relation.AT) and one.near_km is None
        if place is not None and not simple:
            try:
                locate(
                    place,
                    one.relation,
                    self._regions,
                    near_radius_km=one.near_km,
                    distance_km=one.distance_km,
                    bearing_deg=one.bearing_deg,
                    other=self._place(one.other_place) if one.other_place else None,
                )
            except (ClaimAtlasError, ValueError) as error:
                values.refuse("relation", "cannot be put on the map:", str(error))
                return False
        self._drawable.add(wording)
        return True

    def _voices(self, values: Values, claim: Claim, new: list[Record]) -> list[Statement]:
        voices: dict[str, Statement] = {}
        for fields in values.objects("statements"):
            inner = values.inner("statements", fields)
            document = self._take_document(inner, new)
            originator = self._take_chain(inner, new)
            if document is None or originator is None:
                continue
            made = parts.statement(inner, claim.id, originator)
            if made is None:
                continue
            if made.id in self._statements or made.id in voices:
                message = "is the id of an earlier statement."
                inner.refuse("id", message, "Give each statement an id of its own.")
            else:
                voices[made.id] = made
        return list(voices.values())

    def _take_document(self, statement: Values, new: list[Record]) -> Document | None:
        fields = statement.values.get("document_record")
        if not isinstance(fields, dict) or fields.get("id") != statement.values.get("document"):
            statement.refuse("document", "comes without its whole record.", _RESTORE)
            return None
        values = statement.inner("document_record", fields)
        return self._documents.put(values, partial(parts.document, values), new)

    def _take_chain(self, statement: Values, new: list[Record]) -> str | None:
        """The id of the originator, after all above it, from the root down."""
        chain = statement.objects("originator_chain")
        if not chain:
            statement.refuse("originator", "comes without its whole record.", _RESTORE)
            return None
        for fields in reversed(chain):
            values = statement.inner("originator_chain", fields)
            parent = values.text("parent")
            if parent and parent not in self._originators.things:
                values.refuse("parent", "does not come before it in the chain.", _RESTORE)
                return None
            if self._originators.put(values, partial(parts.originator, values), new) is None:
                return None
        return str(chain[0]["id"])


def _is_same(values: Values, known: Place) -> bool:
    """Whether the fields of an entry are those of a known one."""
    return {**values.values, "own": True} == place_json(known, own=True)
