"""One claim as the flat record that every outgoing file carries.

The first fields are a contract with other programs. After them comes all that the model knows
besides, so that `geo.exchange.rebuild` can make the same claim of it again. A record stands by
itself: it holds the documents, originators and places it refers to, because a file is cut to
pieces, filtered and joined in other programs before it comes back.

Dates are ISO 8601 (EDTF where a claim's own date is meant), countries ISO 3166 alpha-2, figures
plain numbers; what is not known is ``None``.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any, Final

from geo.claims.model import Claim, Statement
from geo.claims.table import NO_DAY, ClaimTable, day_of
from geo.exchange.whole import document_json, originator_json, place_json
from geo.places.location import Location

CONTRACT: Final = (
    "id", "kind", "modality", "status", "summary", "place", "place_level", "country", "date",
    "date_from", "date_to", "figure_low", "figure_high", "figure_approx", "figure_unit", "actor",
    "confidence", "confidence_reasons", "origins", "statements",
)  # fmt: skip
"""The first fields; `place` is the English name, `statements` one voice each."""

FIELDS: Final = (
    *CONTRACT, "place_id", "relation", "place_words", "near_km", "distance_km", "bearing_deg",
    "other_place", "date_basis", "part_of", "confidence_override", "override_reason", "reviewed",
    "places",
)  # fmt: skip
"""Names of a record's fields, in the order they are written; `places` are whole entries."""

NESTED: Final = ("confidence_reasons", "statements", "places")
"""Fields that hold lists: JSON wherever a format has only cells."""

DERIVED: Final = (
    "status", "place", "place_level", "country", "date_from", "date_to", "confidence",
    "confidence_reasons", "origins",
)  # fmt: skip
"""Fields that follow from the others; nobody reads them back."""


class Recorder:
    """Makes the records of a table; documents, originators and places are written out once."""

    def __init__(self, table: ClaimTable) -> None:
        self._table = table
        data = table.dataset
        self._documents = {key: document_json(one) for key, one in data.documents.items()}
        self._originators = {key: originator_json(one) for key, one in data.originators.items()}
        self._chains = {key: self._chain(key) for key in data.originators}
        self._own = frozenset(data.places)
        self._places: dict[str, dict[str, Any]] = {}

    def record(self, row: int) -> dict[str, Any]:
        """The claim at `row`: `FIELDS` to values that JSON can hold.

        Inner lists and objects are shared between records: not to be changed. `origins` counts
        the independent originators that assert the claim. `date_from` and `date_to` are the
        strict bounds that filters go by; an open start stays ``None``, an open end is the newest
        publication that speaks of the claim.
        """
        table = self._table
        claim = table.claims[row]
        location = table.locations[row]
        place = location.place if location is not None else None
        assessment = table.assessment(row)
        first, last = _days(table, row)
        low, high, approximate, unit = _figure(claim)
        voices = table.dataset.by_claim.get(claim.id, ())
        return {
            "id": claim.id,
            "kind": claim.kind.value,
            "modality": claim.modality.value,
            "status": assessment.status.value,
            "summary": claim.summary,
            "place": place.name if place else None,
            "place_level": place.level.value if place else None,
            "country": (place.country or None) if place else None,
            "date": claim.date.text if claim.date else None,
            "date_from": first,
            "date_to": last,
            "figure_low": low,
            "figure_high": high,
            "figure_approx": approximate,
            "figure_unit": unit,
            "actor": claim.actor or None,
            "confidence": assessment.confidence.value,
            "confidence_reasons": list(assessment.reasons),
            "origins": len(assessment.asserting),
            "statements": [self._statement(one) for one in voices],
            "place_id": claim.place,
            "relation": claim.relation.value,
            "place_words": claim.place_words or None,
            "near_km": claim.near_km,
            "distance_km": claim.distance_km,
            "bearing_deg": claim.bearing_deg,
            "other_place": claim.other_place,
            "date_basis": claim.date_basis or None,
            "part_of": claim.part_of,
            "confidence_override": claim.override.confidence.value if claim.override else None,
            "override_reason": claim.override.reason if claim.override else None,
            "reviewed": claim.reviewed.isoformat() if claim.reviewed else None,
            "places": self._places_of(claim, location),
        }

    def _statement(self, one: Statement) -> dict[str, Any]:
        """One voice. `retracted` is there only when the statement was taken back."""
        document = self._table.dataset.documents[one.document]
        fields: dict[str, Any] = {
            "originator": self._table.dataset.originators[one.originator].name,
            "via": list(one.via),
            "stance": one.stance.value,
            "grade": str(one.grade),
            "document": document.id,
            "outlet": document.outlet,
            "published": document.published.text,
            "locator": one.locator(),
        }
        if one.retracted is not None:
            fields["retracted"] = one.retracted.text
        fields |= {
            "id": one.id,
            "grade_basis": one.grade_basis,
            "paragraph": one.paragraph,
            "start": one.start,
            "end": one.end,
            "known": one.known.text if one.known else None,
            "note": one.note,
            "originator_chain": self._chains[one.originator],
            "document_record": self._documents[one.document],
        }
        return fields

    def _chain(self, originator: str) -> list[dict[str, Any]]:
        """The originator, the one it speaks for, and so on to the root."""
        chain = []
        step: str | None = originator
        while step is not None:
            chain.append(self._originators[step])
            step = self._table.dataset.originators[step].parent
        return chain

    def _places_of(self, claim: Claim, location: Location | None) -> list[dict[str, Any]]:
        """Whole entries of the claim's place and the other one, where it has them."""
        found = []
        for key in (claim.place, claim.other_place):
            if key is None or location is None:
                continue
            if key not in self._places:
                place = location.place if key == claim.place else self._table.gazetteer.place(key)
                self._places[key] = place_json(place, own=key in self._own)
            found.append(self._places[key])
        return found


def dump(value: object) -> str:
    """A value of a record as JSON (RFC 8259) on one line."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def flat(fields: dict[str, Any]) -> dict[str, Any]:
    """A record for a format that has only cells: lists become JSON."""
    return fields | {name: dump(fields[name]) for name in NESTED}


def _days(table: ClaimTable, row: int) -> tuple[str | None, str | None]:
    """Strict bounds as ISO days; years before 1000 keep their four digits."""
    if table.first_day[row] == NO_DAY:
        return None, None
    first, last = day_of(int(table.first_day[row])), day_of(int(table.last_day[row]))
    return (None if first == date.min else first.isoformat()), last.isoformat()


def _figure(
    claim: Claim,
) -> tuple[float | int | None, float | int | None, bool | None, str | None]:
    figure = claim.figure
    if figure is None:
        return None, None, None, None
    return _plain(figure.low), _plain(figure.high), figure.approximate, figure.unit


def _plain(number: float | None) -> float | int | None:
    """A whole number without its ``.0``: soldiers are counted."""
    return int(number) if number is not None and float(number).is_integer() else number
