"""Mappings of columns that were used before, remembered by the header they belong to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from dashboard import settings
from geo.errors import InputRefused
from geo.exchange.columns import guess_columns, peek_columns
from geo.exchange.incoming import Format
from geo.exchange.mapping import Mapping, fingerprint, from_json, problems

_SETTING: Final = "mappings"
MOST: Final = 50
"""Headers that are remembered; the one used longest ago is forgotten first."""


def mapping_for(
    path: Path, chosen: Format, named: str | None
) -> tuple[tuple[str, ...], Mapping | None]:
    """The columns of a file, and the mapping in the file `named`, else the one used before for
    such columns, else a guess.

    Features of our own making have no columns to map, and no mapping. Raises `InputRefused` where
    the named mapping does not fit.
    """
    header, sample = peek_columns(path, chosen)
    if not header and not named:
        return (), None
    if named is not None:
        text = Path(named).expanduser().read_bytes().decode("utf-8-sig", "replace")
        mapping = from_json(text)
        if found := problems(mapping, header):
            raise InputRefused(replace(one, file=Path(named).name) for one in found)
        return header, mapping
    if (before := recalled(header)) is not None:
        return header, before
    return header, guess_columns(chosen, header, sample, path.name)


def recalled(header: Sequence[str]) -> Mapping | None:
    """The mapping that was used for a table with these columns, if it still fits."""
    text = _all().get(fingerprint(header))
    if text is None:
        return None
    try:
        mapping = from_json(text)
    except InputRefused:
        return None
    return None if problems(mapping, header) else mapping


def remember(header: Sequence[str], mapping: Mapping) -> bool:
    """Keep a mapping for tables with these columns; whether that could be done."""
    kept = _all()
    key = fingerprint(header)
    kept.pop(key, None)
    kept[key] = mapping.to_json()
    newest = list(kept.items())[-MOST:]
    return settings.remember(_SETTING, newest)


def _all() -> dict[str, str]:
    """Pairs in the order of their use; JSON objects are written sorted, so a list is kept."""
    found = settings.recall(_SETTING)
    pairs = found if isinstance(found, list) else []
    return {
        one[0]: one[1]
        for one in pairs
        if isinstance(one, list) and len(one) == 2 and all(isinstance(part, str) for part in one)
    }
