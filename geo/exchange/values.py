"""The fields of one record of a file, whatever the format gave them as: text, number or JSON.

A cell of CSV or KML is text, a property of GeoJSON has a type, a column of a GeoPackage may be
either. Each reading method takes all of them and notes what it cannot use as a `Problem`.
"""

from __future__ import annotations

import datetime as dt
import json
import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import Any, Final, NoReturn, TypeVar

from geo.claims.dates import EdtfDate, read_date
from geo.errors import DateError, Problem

_Word = TypeVar("_Word", bound=StrEnum)
_T = TypeVar("_T")

_NUMBER: Final = re.compile(r"-?\d+(\.\d+)?([eE][-+]?\d{1,3})?", re.ASCII)
_WHOLE: Final = re.compile(r"-?\d{1,15}(\.0+)?", re.ASCII)
_MANY: Final = 10**15
_YES: Final = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


@dataclass(slots=True)
class Values:
    """Named values of record `number` in `file`; `prefix` goes before a name in problems."""

    file: str
    number: int
    values: Mapping[str, Any]
    prefix: str = ""
    problems: list[Problem] = field(default_factory=list)

    def refuse(self, name: str | None, message: str, remedy: str) -> None:
        """Note a problem with one field, or with the record when `name` is ``None``."""
        value = shown(self.values.get(name)) if name else ""
        column = f"{self.prefix}{name}" if name else self.prefix.rstrip(".") or None
        self.problems.append(Problem(self.file, self.number, column, value, message, remedy))

    def inner(self, name: str, values: Mapping[str, Any]) -> Values:
        """The fields of an object inside this one; its problems are noted here as well."""
        return Values(self.file, self.number, values, f"{self.prefix}{name}.", self.problems)

    def text(self, name: str) -> str:
        """The value as text, empty where there is none; refused, it counts as empty."""
        value = self.values.get(name)
        if value is None:
            return ""
        if type(value) is str and value.isascii() and "\0" not in value:
            return value
        text = value if type(value) is str else shown(value)
        return self._sound(name, text)

    def needed(self, name: str, what: str) -> str:
        """A text that must not be empty; `what` completes "Give …"."""
        value = self.text(name)
        if not value:
            self.refuse(name, "is empty.", f"Give {what}.")
        return value

    def word(self, name: str, words: type[_Word], default: _Word | None = None) -> _Word | None:
        """A word of a closed list; nothing means `default` where there is one."""
        value = self.text(name)
        if not value and default is not None:
            return default
        found: _Word | None = _by_value(words).get(value)
        if found is None:
            self.refuse(name, "is not in the vocabulary.", f"Use one of: {', '.join(words)}.")
        return found

    def date(self, name: str) -> EdtfDate | None:
        """An EDTF date, or ``None`` for nothing or a refused one."""
        value = self.text(name)
        try:
            return read_date(value) if value else None
        except DateError as error:
            self.refuse(name, "cannot be used:", str(error))
            return None

    def day(self, name: str) -> dt.date | None:
        """A day, or ``None`` for nothing or a refused one."""
        return self._read(name, dt.date.fromisoformat, "Write a day as 2024-10-15.")

    def number_of(self, name: str) -> float | None:
        """A finite number, or ``None`` for nothing or a refused one."""
        given = self.values.get(name)
        if given is None or (type(given) is float and math.isfinite(given)):
            return given
        if type(given) is int and abs(given) < _MANY:
            return float(given)

        def read(text: str) -> float:
            number = float(text) if _NUMBER.fullmatch(text) else math.nan
            if not math.isfinite(number):
                raise ValueError(text)
            return number

        return self._read(name, read, "Give a number such as 1500 or 0.5, or leave it empty.")

    def whole(self, name: str) -> int | None:
        """A whole number, or ``None`` for nothing or a refused one."""
        given = self.values.get(name)
        if type(given) is int and abs(given) < _MANY:
            return given

        def read(text: str) -> int:
            if not _WHOLE.fullmatch(text):
                raise ValueError(text)
            return int(text.partition(".")[0])

        return self._read(name, read, "Give a whole number of at most 15 digits, or nothing.")

    def yes(self, name: str) -> bool:
        """A truth value; nothing means no."""
        given = self.values.get(name)
        if given is None or type(given) is bool:
            return bool(given)
        return self._read(name, lambda text: _YES[text.lower()], "Write true or false.") or False

    def listed(self, name: str) -> tuple[Any, ...]:
        """The items of a list, given as such or as JSON; empty for nothing or a refused one."""
        value = self.values.get(name)
        if isinstance(value, str) and value:
            try:
                value = read_json(value)
            except ValueError as error:
                self.refuse(name, f"is not JSON ({error}).", "Restore the cell as it was exported.")
                return ()
        if value is None or value == "":
            return ()
        if not isinstance(value, list | tuple):
            self.refuse(name, "is not a list.", "Restore the cell as it was exported.")
            return ()
        return tuple(value)

    def texts(self, name: str) -> tuple[str, ...]:
        """The items of a list of texts."""
        items = self.listed(name)
        if all(type(item) is str for item in items):
            return tuple(self._sound(name, item) for item in items)
        self.refuse(name, "is not a list of texts.", "Restore the cell as it was exported.")
        return ()

    def objects(self, name: str) -> list[dict[str, Any]]:
        """The items of a list of objects."""
        items = self.listed(name)
        if all(isinstance(item, dict) for item in items):
            return list(items)
        self.refuse(name, "is not a list of objects.", "Restore the cell as it was exported.")
        return []

    def _read(self, name: str, read: Callable[[str], _T], remedy: str) -> _T | None:
        if self.values.get(name) is None:
            return None
        value = self.text(name)
        if not value:
            return None
        try:
            return read(value)
        except (ValueError, KeyError):
            self.refuse(name, "cannot be used.", remedy)
            return None

    def _sound(self, name: str, text: str) -> str:
        """The text, unless no database could hold it."""
        try:
            text.encode()
        except UnicodeEncodeError:
            self.refuse(name, "holds half a character (a lone surrogate).", "Type it again.")
            return ""
        if "\0" in text:
            self.refuse(name, "holds a NUL character.", "Take it out.")
            return ""
        return text


def shown(value: Any) -> str:
    """A value as text: plain text as it is, whole numbers without ``.0``, the rest as JSON."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    try:
        return json.dumps(value, ensure_ascii=False, default=str)
    except (RecursionError, ValueError):
        return "…"


@cache
def _by_value(words: type[_Word]) -> dict[str, _Word]:
    return {word.value: word for word in words}


def read_json(text: str) -> Any:
    """JSON as RFC 8259 has it. Raises `ValueError` for anything else, NaN and depth included."""
    try:
        return _JSON.decode(text)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a JSON number")


_JSON: Final = json.JSONDecoder(parse_constant=_no_constant)
"""Made once: `json.loads` would make one for each text."""


def first_problem(problems: Iterable[Problem]) -> str:
    """What is wrong in one sentence, for a record that is refused because of another."""
    return next((f"{one.column}: {one.message}" for one in problems), "")
