"""Which pairs this user found to be no echoes, kept with their settings, for each store.

The store itself has no record for it (see ``docs/decisions/echoes.md``): a colleague is offered
the pair again.
"""

from __future__ import annotations

import hashlib
from typing import Final

from dashboard import settings
from dashboard.stores import StoreAt

_NAME: Final = "no_echoes"
_MOST: Final = 5_000
"""Pairs kept for one store; the oldest are offered again after that."""


def refused(store: StoreAt) -> frozenset[str]:
    """Keys of the pairs that are no echoes."""
    return frozenset(_pairs(store))


def refuse(store: StoreAt, key: str) -> bool:
    """Offer a pair no more; whether that could be kept."""
    kept = [one for one in _pairs(store) if one != key]
    return _keep(store, [*kept, key][-_MOST:])


def offer_all(store: StoreAt) -> bool:
    """Offer every pair again."""
    return _keep(store, [])


def _pairs(store: StoreAt) -> list[str]:
    found = _all().get(_of(store))
    return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []


def _keep(store: StoreAt, pairs: list[str]) -> bool:
    return settings.remember(_NAME, _all() | {_of(store): pairs})


def _all() -> dict[str, object]:
    found = settings.recall(_NAME)
    return found if isinstance(found, dict) else {}


def _of(store: StoreAt) -> str:
    """The store, without its address: that may hold a password."""
    return hashlib.sha256(store.name.encode()).hexdigest()[:16]
