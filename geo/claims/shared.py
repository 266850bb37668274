"""Columns of which many rows share few values, so that work is done once for each value."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from geo.claims.columns import Column, Records, column

_Number = TypeVar("_Number", bound=np.generic)


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
