"""What the gazetteer page was asked, as it stands in the address line: read, checked, written back.

An address is input from anybody: an unknown country or an id that cannot be one is dropped, the
good values beside it are kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from geo.places.country_bounds import COUNTRY_BOUNDS
from geo.places.names import MAX_NAME_LENGTH

MAX_CONTEXT_IN_ADDRESS: Final = 1_000
"""Longest context that an address holds, in characters; browsers and servers refuse long ones."""

MAX_ID: Final = 200


@dataclass(frozen=True, slots=True)
class PlaceQuery:
    """A name with the text around it, a country as a filter, and the place looked at."""

    name: str = ""
    context: str = ""
    country: str | None = None
    chosen: str | None = None

    @property
    def fits_address(self) -> bool:
        """Whether a link can hold the question as it is."""
        return len(self.name) <= MAX_NAME_LENGTH and len(self.context) <= MAX_CONTEXT_IN_ADDRESS


def read_query(query: Mapping[str, Sequence[str]]) -> PlaceQuery:
    """The question of an address. `query` maps each parameter to all of its values."""
    country = _first(query, "country").upper()
    return PlaceQuery(
        name=_first(query, "name")[:MAX_NAME_LENGTH],
        context=_first(query, "context")[:MAX_CONTEXT_IN_ADDRESS],
        country=country if country in COUNTRY_BOUNDS else None,
        chosen=_first(query, "chosen")[:MAX_ID] or None,
    )


def write_query(asked: PlaceQuery) -> dict[str, str]:
    """The shortest query that `read_query` turns back into `asked`.

    A name or context too long for an address is left out whole: half of it would ask something
    else.
    """
    values = {
        "name": asked.name if len(asked.name) <= MAX_NAME_LENGTH else "",
        "context": asked.context if len(asked.context) <= MAX_CONTEXT_IN_ADDRESS else "",
        "country": asked.country or "",
        "chosen": asked.chosen or "",
    }
    return {name: value for name, value in values.items() if value}


def _first(query: Mapping[str, Sequence[str]], name: str) -> str:
    values = query.get(name, ())
    return values[0] if values else ""
