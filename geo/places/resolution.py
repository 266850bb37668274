"""The gazetteer's answer to a name: a place, the runners-up, and the reasons."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from geo.places.place import Place


class Status(StrEnum):
    """`ambiguous` keeps the best candidate in `place`, but no map plots it unreviewed."""

    RESOLVED = "resolved"
    AMBIGUOUS = "ambiguous"
    UNRESOLVED = "unresolved"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place the name may mean; `score` is between 0 and 1, higher is likelier.

    The score orders candidates of one name; it is not a probability.
    """

    place: Place
    score: float

    def to_json(self) -> dict[str, Any]:
        """The place with its score, rounded to three digits."""
        return {**self.place.to_json(), "score": round(self.score, 3)}


@dataclass(frozen=True, slots=True)
class Resolution:
    """What the gazetteer makes of `query`.

    `place` is None exactly when `status` is unresolved. `candidates` are ordered best first and
    include the chosen place. `reasons` are sentences for the analyst.
    """

    query: str
    status: Status
    place: Place | None
    candidates: tuple[Candidate, ...]
    reasons: tuple[str, ...]

    def to_json(self, id: str | None = None) -> dict[str, Any]:
        """The contract's JSON; `id` is that of the batch row or null."""
        return {
            "id": id,
            "query": self.query,
            "status": self.status.value,
            "place": None if self.place is None else self.place.to_json(),
            "candidates": [candidate.to_json() for candidate in self.candidates],
            "reasons": list(self.reasons),
        }
