"""All claims or statements of a store at once: rows as columns of the model.

The same records as `geo.store.decode` makes of single rows, which also has the word when a value
cannot be read; tests hold the two together. Each different value is read once.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, TypeVar

from geo.claims.column_checks import check
from geo.claims.columns import Records
from geo.claims.dates import read_date
from geo.claims.model import Claim, Figure, Grade, Override, Statement
from geo.claims.vocabulary import Confidence, Kind, Modality, Stance
from geo.errors import ClaimAtlasError
from geo.places.location import Relation
from geo.store.decode import record_of
from geo.store.records import RecordKind
from geo.store.tables import FIELDS

_Bulk = TypeVar("_Bulk")
_Row = Sequence[Any]


def records_of_rows(type_: type[_Bulk], portions: Iterable[Sequence[_Row]]) -> Records[_Bulk]:
    """The records of rows that hold the id, a record's columns and the change; in portions.

    Raises `ModelError` for the first row that makes none: another program changed the file.
    """
    kind, fields = _FIELDS[type_]
    names = ("record", *FIELDS[kind], "change")
    columns: dict[str, list[Any]] = {field: [] for field in fields}
    readers = {field: _Read(make) for field, (_, make) in fields.items()}
    for rows in filter(None, portions):
        written = dict(zip(names, zip(*rows, strict=True), strict=True))
        try:
            for field, (sources, make) in fields.items():
                values = [written[name] for name in sources]
                texts = values[0] if len(values) == 1 else zip(*values, strict=True)
                columns[field].extend(map(readers[field].__getitem__, texts) if make else texts)
        except (KeyError, TypeError, ValueError, ClaimAtlasError):
            for row in rows:
                record_of(kind, row[:-1])
            raise
    records = Records(type_, columns)
    check(records)
    return records


class _Read(dict[Any, Any]):
    """What a written value says, read when it first occurs and shared from then on."""

    def __init__(self, make: Callable[[Any], Any] | None) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, written: Any) -> Any:
        value = self[written] = self._make(written) if self._make else written
        return value


def _optional(make: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda written: None if written is None else make(written)


def _shared(written: Any) -> Any:
    """A text that many rows have: kept once."""
    return written


def _figure(written: tuple[float | None, float | None, bool | None, str | None]) -> Figure | None:
    low, high, approximate, unit = written
    return None if unit is None else Figure(low, high, bool(approximate), unit)


def _override(written: tuple[str | None, str | None]) -> Override | None:
    level, reason = written
    return None if level is None else Override(Confidence(level), reason or "")


def _grade(written: tuple[str, str]) -> Grade:
    return Grade(*written)


def _items(written: str) -> tuple[str, ...]:
    return tuple(json.loads(written))


_Field = tuple[tuple[str, ...], Callable[[Any], Any] | None]


def _as(make: Callable[[Any], Any] | None, *names: str) -> dict[str, _Field]:
    """Fields that stand in the column of their own name."""
    return {name: ((name,), make) for name in names}


_FIELDS: Final[dict[type[Any], tuple[RecordKind, dict[str, _Field]]]] = {
    Claim: (
        RecordKind.CLAIM,
        {
            "id": (("record",), None),
            **_as(Kind, "kind"),
            **_as(Modality, "modality"),
            **_as(Relation, "relation"),
            **_as(_optional(read_date), "date"),
            **_as(_optional(dt.date.fromisoformat), "reviewed"),
            "figure": (("figure_low", "figure_high", "figure_approx", "figure_unit"), _figure),
            "override": (("override_confidence", "override_reason"), _override),
            **_as(_shared, "place", "place_words", "date_basis", "actor", "part_of"),
            **_as(None, "summary", "near_km", "distance_km", "bearing_deg", "other_place"),
        },
    ),
    Statement: (
        RecordKind.STATEMENT,
        {
            "id": (("record",), None),
            **_as(Stance, "stance"),
            "grade": (("source_grade", "information_grade"), _grade),
            **_as(_items, "via"),
            **_as(_optional(read_date), "known", "retracted"),
            **_as(_shared, "claim", "document", "originator", "grade_basis"),
            **_as(None, "paragraph", "start", "end", "note"),
        },
    ),
}
"""For each field the columns it stands in, and what reads them; ``None`` leaves values as is."""
