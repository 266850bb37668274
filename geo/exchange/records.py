"""One claim as the flat record that every outgoing file carries: names and types of one contract.

Dates are ISO 8601 (EDTF where a claim's own date is meant), countries ISO 3166 alpha-2, figures
plain numbers; what is not known is ``None``.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from geo.claims.model import Claim, Statement
from geo.claims.table import NO_DAY, ClaimTable, day_of

FIELDS: Final = (
    "id", "kind", "modality", "status", "summary", "place", "place_level", "country", "date",
    "date_from", "date_to", "figure_low", "figure_high", "figure_approx", "figure_unit", "actor",
    "confidence", "confidence_reasons", "origins", "statements",
)  # fmt: skip
"""Names of a record's fields, in the order they are written."""


def record(table: ClaimTable, row: int) -> dict[str, Any]:
    """The claim at `row`: `FIELDS` to values that JSON can hold.

    `place` is the gazetteer's English name; `origins` counts the independent originators that
    assert the claim. `date_from` and `date_to` are the strict bounds that filters go by; an open
    start stays ``None``, an open end is the newest publication that speaks of the claim.
    """
    claim = table.claims[row]
    location = table.locations[row]
    place = location.place if location is not None else None
    assessment = table.assessment(row)
    first, last = _days(table, row)
    low, high, approximate, unit = _figure(claim)
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
        "statements": [_statement(table, one) for one in table.dataset.by_claim.get(claim.id, ())],
    }


def _statement(table: ClaimTable, one: Statement) -> dict[str, Any]:
    """One voice. `retracted` is there only when the statement was taken back."""
    document = table.dataset.documents[one.document]
    fields: dict[str, Any] = {
        "originator": table.dataset.originators[one.originator].name,
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
    return fields


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
