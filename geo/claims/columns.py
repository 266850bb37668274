"""Many records of one type held as columns, so that a store of any size opens quickly.

A hundred thousand objects take a second to make and the map looks at none of them: it goes by
columns. A record is made when somebody asks for it, and is the same object from then on.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from operator import attrgetter, itemgetter
from typing import Any, Final, Generic, TypeVar, overload

import numpy as np
from numpy.typing import NDArray

from geo.claims.checks import ID_FORM
from geo.claims.model import Claim, Statement
from geo.errors import ModelError

_One = TypeVar("_One")
_Any = TypeVar("_Any")
_Number = TypeVar("_Number", bound=np.generic)
Column = Sequence[Any]


class Records(Sequence[_One]):
    """Records of one type in their order; `columns` holds a list for each field of the type.

    Nothing is checked here: see `check`.
    """

    def __init__(self, kind: type[_One], columns: Mapping[str, Column]) -> None:
        self.kind = kind
        self._make: Callable[..., _One] = kind
        self._columns = {name: columns[name] for name in field_names(kind)}
        self._n = len(self._columns["id"])
        self._made: dict[int, _One] = {}
        self._derived: dict[tuple[Callable[..., Any], tuple[str, ...]], Any] = {}

    def column(self, name: str) -> Column:
        """The values of one field, in order. Must not be changed."""
        return self._columns[name]

    def derived(self, make: Callable[..., _Any], *names: str) -> _Any:
        """What `make` works out from some columns; kept, also by records with the same columns."""
        key = (make, names)
        if key not in self._derived:
            self._derived[key] = make(*map(self.column, names))
        found: _Any = self._derived[key]
        return found

    @property
    def row_of(self) -> Mapping[str, int]:
        """Row of each id."""
        return self.derived(_rows, "id")

    def take(self, rows: Sequence[int]) -> Records[_One]:
        """Some of the records, in the order of `rows`."""
        if len(rows) < 2:  # itemgetter gives no tuple then
            return Records(
                self.kind, {k: [c[row] for row in rows] for k, c in self._columns.items()}
            )
        pick = itemgetter(*rows)
        return Records(self.kind, {name: pick(one) for name, one in self._columns.items()})

    def with_column(self, name: str, values: Column) -> Records[_One]:
        """The same records with other values in one field."""
        return Records(self.kind, {**self._columns, name: values})

    def with_changes(
        self,
        changed: Mapping[int, _One],
        removed: Collection[int] = (),
        added: Sequence[tuple[int, _One]] = (),
    ) -> Records[_One]:
        """The same records, those of some rows in place of the old, without some, and with others.

        Those that are added stand after the old row that goes with each, -1 for the beginning.
        """
        columns = {}
        for name, old in self._columns.items():
            value = attrgetter(name)
            if not added and all(old[row] == value(one) for row, one in changed.items()):
                columns[name] = old
                continue
            column = columns[name] = list(old)
            for row, one in changed.items():
                column[row] = value(one)
            column.extend(value(one) for _, one in added)
        records = Records(self.kind, columns)
        same = {name for name, one in columns.items() if one is self._columns[name]}
        for key, found in self._derived.items():
            if same.issuperset(key[1]):
                records._derived[key] = found
        if not removed and all(after == self._n - 1 for after, _ in added):
            return records
        following: dict[int, list[int]] = {}
        for number, (after, _) in enumerate(added, self._n):
            following.setdefault(after, []).append(number)
        gone = {-1, *removed}
        kept = (
            number
            for row in range(-1, self._n)
            for number in ([] if row in gone else [row]) + following.get(row, [])
        )
        return records.take(list(kept))

    def __len__(self) -> int:
        return self._n

    @overload
    def __getitem__(self, row: int) -> _One: ...
    @overload
    def __getitem__(self, row: slice) -> tuple[_One, ...]: ...
    def __getitem__(self, row: int | slice) -> _One | tuple[_One, ...]:
        if isinstance(row, slice):
            return tuple(self[one] for one in range(*row.indices(self._n)))
        row = range(self._n)[row]  # counts from the end, and refuses, as a tuple does
        made = self._made.get(row)
        if made is None:
            values = [column[row] for column in self._columns.values()]
            # Two threads that ask at once get one object.
            made = self._made.setdefault(row, self._make(*values))
        return made

    def __iter__(self) -> Iterator[_One]:
        return map(self.__getitem__, range(self._n))

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Records):
            return all(
                list(self.column(name)) == list(other.column(name)) for name in self._columns
            )
        return tuple(self) == other if isinstance(other, tuple) else NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return repr(tuple(self))


def field_names(kind: Any) -> tuple[str, ...]:
    """The fields of a type in the order in which it is made."""
    return tuple(one.name for one in fields(kind))


def column(records: Sequence[Any], name: str) -> Column:
    """One field of some records, however they are held."""
    if isinstance(records, Records):
        return records.column(name)
    return list(map(attrgetter(name), records))


def as_records(kind: type[_One], records: Sequence[_One]) -> Records[_One]:
    """Some records as columns."""
    if isinstance(records, Records):
        return records
    return Records(kind, {name: column(records, name) for name in field_names(kind)})


def _rows(ids: Column) -> Mapping[str, int]:
    return dict(zip(ids, range(len(ids)), strict=True))


class Shared:
    """A column of which many rows share few values: work is done once for each, then spread.

    `values` are the different ones, `number` says for each row which it has.
    """

    def __init__(self, values: Sequence[Any], number: NDArray[np.int32]) -> None:
        self.values = values
        self.number = number

    def spread(self, tell: Callable[[Any], Any], dtype: type[_Number]) -> NDArray[_Number]:
        """What `tell` says of the value in each row."""
        return np.fromiter(map(tell, self.values), dtype, len(self.values))[self.number]


def shared(records: Sequence[Any], name: str) -> Shared:
    """One field of some records as a `Shared`, by identity.

    Not by equality: hashing an object of the model takes longer than all the rest.
    """
    if isinstance(records, Records):
        return records.derived(_shared_objects, name)
    return _shared_objects(column(records, name))


def _shared_objects(values: Column) -> Shared:
    ids = np.fromiter(map(id, values), np.int64, len(values))
    distinct, number = np.unique(ids, return_inverse=True)
    any_row = np.zeros(len(distinct), np.int64)
    any_row[number] = np.arange(len(values))
    return Shared([values[row] for row in any_row.tolist()], number.astype(np.int32))


def shared_tuples(records: Sequence[Any], *names: str) -> Shared:
    """Several fields together as a `Shared` of tuples, by equality, in the order they come."""
    if isinstance(records, Records):
        return records.derived(_shared_tuples, *names)
    return _shared_tuples(*(column(records, name) for name in names))


def _shared_tuples(*columns: Column) -> Shared:
    tuples = list(zip(*columns, strict=True))
    number = {one: number for number, one in enumerate(dict.fromkeys(tuples))}
    rows = np.fromiter(map(number.__getitem__, tuples), np.int32, len(tuples))
    return Shared(list(number), rows)


class Grouped(Mapping[str, tuple[_One, ...]], Generic[_One]):
    """Records by the value that one of their fields has, in their order."""

    def __init__(self, records: Sequence[_One], name: str) -> None:
        self._records = records
        self._rows: dict[str, list[int]] = {}
        rows_of = self._rows.setdefault
        for row, key in enumerate(column(records, name)):
            rows_of(key, []).append(row)

    def __getitem__(self, key: str) -> tuple[_One, ...]:
        return tuple([self._records[row] for row in self._rows[key]])

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


def check(records: Records[_One]) -> None:
    """Raise the `ModelError` of the first record that its type would refuse.

    Whole columns are looked at by the rules of the type. Where one does not hold, each record is
    made, which says exactly what is wrong; a value of a kind that no field takes is refused too.
    """
    try:
        if _right_kinds(records) and all(rule(records) for rule in _RULES[records.kind]):
            return
        for _ in records:
            pass
    except (TypeError, AttributeError):
        pass  # a text where a number belongs, or nothing where something must be
    raise ModelError(f"a {records.kind.__name__.lower()} holds a value of a wrong kind.")


_TEXT: Final = frozenset({str})
_TEXT_OR_NONE: Final = _TEXT | {type(None)}
_WHOLE: Final = frozenset({int, type(None)})
_REAL: Final = _WHOLE | {float}

_KINDS: Final[dict[type[Any], dict[str, frozenset[type]]]] = {
    Claim: {
        **dict.fromkeys(("summary", "place_words", "date_basis", "actor"), _TEXT),
        **dict.fromkeys(("place", "part_of", "other_place"), _TEXT_OR_NONE),
        **dict.fromkeys(("near_km", "distance_km", "bearing_deg"), _REAL),
    },
    Statement: {
        **dict.fromkeys(("claim", "document", "originator", "grade_basis", "note"), _TEXT),
        **dict.fromkeys(("paragraph", "start", "end"), _WHOLE),
    },
}
"""Fields that hold what a database gave; a database that is SQLite gives anything."""


def _right_kinds(records: Records[Any]) -> bool:
    kinds = _KINDS[records.kind].items()
    return all(kind.issuperset(map(type, records.column(name))) for name, kind in kinds)


def _ids_have_the_form(records: Records[Any]) -> bool:
    return all(map(ID_FORM.fullmatch, records.column("id")))


def _filled(name: str) -> Callable[[Records[Any]], bool]:
    return lambda records: all(map(str.strip, records.column(name)))


def _dates_have_a_basis(claims: Records[Claim]) -> bool:
    dated = zip(claims.column("date"), claims.column("date_basis"), strict=True)
    return all(basis.strip() for date, basis in dated if date is not None)


def _not_part_of_itself(claims: Records[Claim]) -> bool:
    return not any(map(str.__eq__, claims.column("id"), _or_empty(claims.column("part_of"))))


def _or_empty(values: Iterable[str | None]) -> Iterator[str]:
    return (value or "" for value in values)


def _paragraphs_count_from_one(statements: Records[Statement]) -> bool:
    return all(one >= 1 for one in statements.column("paragraph") if one is not None)


def _spans_are_spans(statements: Records[Statement]) -> bool:
    spans = zip(statements.column("start"), statements.column("end"), strict=True)
    given = [(start, end) for start, end in spans if start is not None or end is not None]
    return all(None not in span and 0 <= span[0] < span[1] for span in given)


_RULES: Final[dict[type[Any], tuple[Callable[[Records[Any]], bool], ...]]] = {
    Claim: (
        _ids_have_the_form,
        _filled("summary"),
        _dates_have_a_basis,
        _not_part_of_itself,
    ),
    Statement: (
        _ids_have_the_form,
        _filled("grade_basis"),
        _paragraphs_count_from_one,
        _spans_are_spans,
    ),
}
"""What `__post_init__` of each type asks for; tests hold the two together."""
