"""A claim as its form holds it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import Any, Final

from dashboard.forms.ids import propose_id
from dashboard.forms.sources import untouched
from dashboard.forms.values import YES, FormProblem, Reader, Values, number_text
from geo.claims.model import Claim, Figure, Override
from geo.claims.vocabulary import Confidence, Kind, Modality
from geo.errors import ModelError
from geo.places.location import OFF_COAST_MAX_KM, Relation

LABELS: Final[dict[str, str]] = {
    "summary": "What is claimed",
    "kind": "Kind",
    "modality": "It is said",
    "actor": "Who acts",
    "place": "Place",
    "place_words": "Where, in the words of the report",
    "relation": "It is said to be",
    "near_km": "How near, km",
    "distance_km": "Distance, km",
    "bearing_deg": "Direction",
    "other_place": "The other place",
    "date": "Date",
    "date_basis": "How the date is known",
    "figure_low": "At least",
    "figure_high": "At most",
    "figure_about": "About",
    "figure_unit": "Of what",
    "part_of": "Part of the total of another claim",
    "confidence": "Confidence set by hand",
    "override_reason": "Why set by hand",
    "id": "Id",
}

_FIELDS: Final = {
    "summary": "summary", "kind": "kind", "modality": "modality", "actor": "actor",
    "place": "place", "place_words": "place_words", "relation": "relation", "near_km": "near_km",
    "distance_km": "distance_km", "bearing_deg": "bearing_deg", "other_place": "other_place",
    "date": "date", "date_basis": "date_basis", "figure_low": "figure", "figure_high": "figure",
    "figure_about": "figure", "figure_unit": "figure", "part_of": "part_of",
    "confidence": "override", "override_reason": "override",
}  # fmt: skip

_WHERE: Final = {"place", "relation", "near_km", "distance_km", "bearing_deg", "other_place"}

PLACE_TYPED: Final = "place_typed"
OTHER_TYPED: Final = "other_typed"
"""What was typed to look for a place; not part of the claim."""


def empty_claim() -> Values:
    """A form for a new claim. The kind is left to be chosen: it decides what the map draws."""
    empty = dict.fromkeys((*LABELS, PLACE_TYPED, OTHER_TYPED), "")
    return empty | {
        "modality": Modality.HAPPENED.value,
        "relation": Relation.IN.value,
    }


def claim_values(one: Claim) -> Values:
    """A claim as its form shows it."""
    figure, override = one.figure, one.override
    return {
        "id": one.id,
        "summary": one.summary,
        "kind": one.kind.value,
        "modality": one.modality.value,
        "actor": one.actor,
        "place": one.place or "",
        "place_words": one.place_words,
        "relation": one.relation.value,
        "near_km": number_text(one.near_km),
        "distance_km": number_text(one.distance_km),
        "bearing_deg": number_text(one.bearing_deg),
        "other_place": one.other_place or "",
        "date": one.date.text if one.date else "",
        "date_basis": one.date_basis,
        "figure_low": number_text(figure.low) if figure else "",
        "figure_high": number_text(figure.high) if figure else "",
        "figure_about": YES if figure and figure.approximate else "",
        "figure_unit": figure.unit if figure else "",
        "part_of": one.part_of or "",
        "confidence": override.confidence.value if override else "",
        "override_reason": override.reason if override else "",
        PLACE_TYPED: "",
        OTHER_TYPED: "",
    }


def read_claim(
    values: Mapping[str, str],
    base: Claim | None,
    taken: Callable[[str], bool],
    claims: Collection[str],
    today: dt.date,
) -> tuple[Claim | None, list[FormProblem]]:
    """The claim of a form, or every reason why there is none.

    `claims` are the ids of all claims, `today` the day of review that a change brings.
    """
    reader = Reader("claim", values, LABELS)
    summary = reader.filled("summary", "Say in one sentence what is claimed.")
    kind = reader.word("kind", Kind, "Choose one.")
    modality = reader.word("modality", Modality, "Choose one.")
    where = _where(reader)
    date = reader.date("date")
    basis = reader.text("date_basis")
    if reader.text("date") and not basis:
        reader.refuse("date_basis", "is missing.", "Say how the date is known; or empty the date.")
    figure = _figure(reader)
    override = _override(reader)
    part_of = reader.text("part_of") or None
    key = base.id if base else reader.id(propose_id(summary, taken, "claim"), taken)
    if part_of is not None and part_of == key:
        reader.refuse("part_of", "is this claim itself.", "Choose another.", value=part_of)
    elif part_of is not None and part_of not in claims:
        reader.refuse("part_of", "is not there any more.", "Choose another.", value=part_of)
    if reader.problems or kind is None or modality is None:
        return None, reader.problems
    try:
        made = Claim(
            key, kind, modality, summary, place_words=reader.text("place_words"), date=date,
            date_basis=basis, figure=figure, actor=reader.text("actor"), part_of=part_of,
            override=override, reviewed=today, **where,
        )  # fmt: skip
    except ModelError as error:
        reader.model(str(error))
        return None, reader.problems
    if base is not None:
        kept = untouched(values, claim_values(base), base, _FIELDS)
        if not kept.keys() >= _WHERE:
            # A distance goes with its relation, although nobody emptied its field.
            kept = {field: value for field, value in kept.items() if field not in _WHERE}
        made = replace(made, **kept)
        if replace(made, reviewed=base.reviewed) == base:
            made = base  # looked at, and left as it was
    return made, []


def _where(reader: Reader) -> dict[str, Any]:
    """Place, relation and what belongs to the relation; nothing of what belongs to another."""
    relation = reader.word("relation", Relation, "Choose one.") or Relation.IN
    place, typed = reader.text("place"), reader.text(PLACE_TYPED)
    if typed and not place:
        reader.refuse(
            "place",
            "is not settled: choose one of the places below it.",
            "Or empty the field; the claim then has no place.",
        )
    if not place:
        return {"place": None, "relation": Relation.IN}
    found: dict[str, Any] = {"place": place, "relation": relation}
    if relation is Relation.NEAR:
        found["near_km"] = reader.number("near_km", least=1, most=2_000)
    if relation is Relation.OFF_COAST:
        found["distance_km"] = reader.number("distance_km", least=1, most=OFF_COAST_MAX_KM)
    if relation is Relation.KM_DIRECTION:
        found["distance_km"] = reader.number("distance_km", least=1, most=2_000)
        if not reader.text("bearing_deg"):
            reader.refuse("bearing_deg", "is missing.", "Choose a direction, or “near”.")
        found["bearing_deg"] = reader.number("bearing_deg", most=360)
    if relation is Relation.BETWEEN:
        other = reader.text("other_place")
        if not other:
            reader.refuse("other_place", "is missing.", "Name the second place, or use “near”.")
        elif other == place:
            reader.refuse("other_place", "is the same place.", "Name another.", value=other)
        found["other_place"] = other or None
    return found


def _figure(reader: Reader) -> Figure | None:
    low, high = reader.number("figure_low"), reader.number("figure_high")
    unit, about = reader.text("figure_unit"), reader.text("figure_about") == YES
    if low is None and high is None:
        typed = reader.text("figure_low") or reader.text("figure_high")
        if unit and not typed:
            remedy = "Give at least one number, or empty “Of what”."
            reader.refuse("figure_low", "is missing.", remedy)
        return None
    if not unit:
        reader.refuse("figure_unit", "is missing.", "Say what is counted, e.g. soldiers.")
    if low is not None and high is not None and low > high:
        found = f"{low:,g} to {high:,g}"
        reader.refuse("figure_high", "is less than the first.", "Swap the two.", value=found)
        return None
    return Figure(low, high, about, unit) if unit else None


def _override(reader: Reader) -> Override | None:
    level, reason = reader.text("confidence"), reader.text("override_reason")
    if not level:
        return None
    word = reader.word("confidence", Confidence, "Choose one, or leave it to the rule.")
    if not reason:
        reader.refuse("override_reason", "is missing.", "Say in one sentence why.")
    return Override(word, reason) if word and reason else None


def figure_words(values: Mapping[str, str]) -> str:
    """How a reader will see the figure; empty while there is none to show."""
    reader = Reader("claim", values, LABELS)
    figure = _figure(reader)
    return figure.words() if figure else ""
