"""The closed word lists of the model: kinds, modalities, stances, statuses, grades, confidences.

The order of members is part of the contract with the map layer, which is sent the position of a
member and not its name: append, never reorder.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache


class Kind(StrEnum):
    """What sort of thing is alleged."""

    DEPLOYMENT = "deployment"
    INCIDENT = "incident"
    TRANSFER = "transfer"
    SIGHTING = "sighting"
    WITHDRAWAL = "withdrawal"
    OTHER = "other"


class Modality(StrEnum):
    """Whether the thing is said to have happened, to go on, to be planned, or to be expected."""

    HAPPENED = "happened"
    ONGOING = "ongoing"
    PLANNED = "planned"
    EXPECTED = "expected"


class Stance(StrEnum):
    """What one voice does with a claim. A refusal to comment is `unverified`, never a denial."""

    ASSERTS = "asserts"
    DENIES = "denies"
    UNVERIFIED = "unverified"


class Status(StrEnum):
    """What a claim's statements amount to; derived, never entered."""

    ASSERTED = "asserted"
    CONTESTED = "contested"
    UNVERIFIED = "unverified"
    DENIED = "denied"


class Confidence(StrEnum):
    """How far the claim can be relied on; derived by `geo.claims.grading`."""

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"
    NOT_JUDGED = "not-judged"


class OriginatorKind(StrEnum):
    """What an originator is."""

    STATE = "state"
    AGENCY = "agency"
    OFFICE = "office"
    UNIT = "unit"
    PERSON = "person"
    ANALYST = "analyst"
    WITNESS = "witness"
    MEDIA = "media"
    ALLIANCE = "alliance"
    GROUP = "group"
    UNNAMED = "unnamed"


_LABELS: dict[type[StrEnum], tuple[str, ...]] = {
    Kind: ("Deployment", "Incident", "Transfer", "Sighting", "Withdrawal", "Other"),
    Modality: (
        "said to have happened",
        "said to be going on",
        "said to be planned",
        "expected, not said to have happened",
    ),
    Stance: ("asserts", "denies", "cannot confirm"),
    Status: ("Asserted", "Contested", "Unverified", "Denied"),
    Confidence: ("High confidence", "Moderate confidence", "Low confidence", "Not judged"),
}
"""How each word is shown to a reader, in the order of its list.

Not one dict over all words: ``Stance.UNVERIFIED`` and ``Status.UNVERIFIED`` are equal strings.
"""

STATUS_NOTES: dict[Status, str] = {
    Status.ASSERTED: "somebody asserts it and nobody denies it",
    Status.CONTESTED: "asserted by some and denied by others",
    Status.UNVERIFIED: "nobody but doubters: no source here asserts it",
    Status.DENIED: "denied, and no source here asserts it",
}

SOURCE_GRADES: dict[str, str] = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}
"""Admiralty scale, reliability of the source (NATO AJP-2.1, annex on evaluation)."""

INFORMATION_GRADES: dict[str, str] = {
    "1": "confirmed by other sources",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "truth cannot be judged",
}
"""Admiralty scale, credibility of the information (NATO AJP-2.1, annex on evaluation)."""


def code(word: StrEnum) -> int:
    """Position of a word in its list, as columns hold it and the map layer is sent it."""
    return _positions(type(word))[word]


@cache
def _positions(vocabulary: type[StrEnum]) -> dict[StrEnum, int]:
    return {word: position for position, word in enumerate(vocabulary)}


def label(word: StrEnum) -> str:
    """The reader's wording of a word of the model; its own value where it has none."""
    wordings = _LABELS.get(type(word))
    return wordings[code(word)] if wordings else word.value
