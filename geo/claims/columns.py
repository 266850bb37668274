"""Many records of one type held as columns, so that a store of any size opens quickly.

A hundred thousand objects take a second to make and the map looks at none of them: it goes by
columns. A record is made when somebody asks for it, and is the same object from then on.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import fields
from operator import attrgetter, itemgetter
from typing import Any, Generic, TypeVar, overload

import numpy as np

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
            made = dict(self._made)  # at one go: others may be asking for more
            records._made = {row: one for row, one in made.items() if row not in changed}
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


class ById(Mapping[str, _One], Generic[_One]):
    """Records by their ids, made when asked for."""

    def __init__(self, records: Records[_One]) -> None:
        self._records = records

    def __getitem__(self, key: str) -> _One:
        return self._records[self._records.row_of[key]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._records.row_of)

    def __len__(self) -> int:
        return len(self._records)

    def __contains__(self, key: object) -> bool:
        return key in self._records.row_of


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
