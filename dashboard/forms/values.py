"""The texts of a form, what is wrong with them, and how single fields are read."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeVar

from geo.claims.checks import ID_FORM, ID_REMEDY
from geo.claims.dates import EdtfDate, read_date
from geo.errors import DateError

Values = dict[str, str]
"""Everything a form holds is text, as it was typed; an empty text is an empty field."""

Word = TypeVar("Word", bound=StrEnum)

YES: Final = "yes"
"""A ticked box."""

MAX_TEXT: Final = 4_000
"""Longest text that a field takes."""


@dataclass(frozen=True, slots=True)
class FormProblem:
    """One field that cannot be saved as it is.

    `sheet` names the part of the form ("claim", "statement 2"), `field` the field in it, `label`
    what the reader sees above the field. `value` is empty when something is missing.
    """

    sheet: str
    field: str
    label: str
    value: str
    message: str
    remedy: str

    @property
    def missing(self) -> bool:
        """Whether the field is empty, rather than wrong."""
        return not self.value

    def words(self) -> str:
        """The problem beside its field: what was found, what to do."""
        if self.missing:
            said = self.message.removeprefix("is ")
            return f"{said[:1].upper()}{said[1:]} {self.remedy}".strip()
        value = self.value if len(self.value) <= 80 else f"{self.value[:79]}…"
        return f"“{value}” {self.message} {self.remedy}".strip()


class Reader:
    """Reads the fields of one sheet and notes every problem on the way."""

    def __init__(self, sheet: str, values: Mapping[str, str], labels: Mapping[str, str]) -> None:
        self.sheet = sheet
        self.values = values
        self.labels = labels
        self.problems: list[FormProblem] = []

    def refuse(self, field: str, message: str, remedy: str = "", *, value: str = "") -> None:
        """Note a problem of a field."""
        label = self.labels.get(field, field)
        self.problems.append(FormProblem(self.sheet, field, label, value, message, remedy))

    def text(self, field: str) -> str:
        """A field without the blanks around it."""
        return self.values.get(field, "").strip()

    def filled(self, field: str, remedy: str) -> str:
        """A field that must not be empty."""
        text = self.text(field)
        if not text:
            self.refuse(field, "is missing.", remedy)
        return text

    def word(self, field: str, vocabulary: type[Word], remedy: str) -> Word | None:
        """A word of a closed list."""
        text = self.text(field)
        if text in set(vocabulary):
            return vocabulary(text)
        self.refuse(field, "is missing." if not text else "is not on the list.", remedy, value=text)
        return None

    def date(self, field: str) -> EdtfDate | None:
        """A date, or ``None`` where the field is empty or no date."""
        text = self.text(field)
        if not text:
            return None
        try:
            return read_date(text)
        except DateError as error:
            # The message names the value already.
            self.refuse(field, str(error).removeprefix(f"{text!r} "), value=text)
            return None

    def number(self, field: str, *, least: float = 0.0, most: float = math.inf) -> float | None:
        """A number as people write it ("3,000", "1 500", "2.5"); ``None`` where there is none."""
        text = self.text(field)
        if not text:
            return None
        found = number_of(text)
        if found is None:
            self.refuse(field, "is not a number.", "Write digits, e.g. 3000 or 3,000.", value=text)
        elif not least <= found <= most:
            highest = "" if most == math.inf else f" and at most {most:,g}"
            self.refuse(field, "is out of range.", f"At least {least:,g}{highest}.", value=text)
        else:
            return found
        return None

    def whole(self, field: str, least: int) -> int | None:
        """A whole number from `least` on."""
        found = self.number(field, least=least)
        if found is not None and found != int(found):
            self.refuse(field, "is not a whole number.", "Round it.", value=self.text(field))
            return None
        return None if found is None else int(found)

    def id(self, proposed: str, taken: Callable[[str], bool]) -> str:
        """The id of a new record: what was typed, or what was made of its words."""
        typed = self.text("id")
        found = typed or proposed
        if found and not ID_FORM.fullmatch(found):
            self.refuse("id", "cannot be an id.", ID_REMEDY, value=typed)
        elif typed and taken(typed):
            self.refuse("id", "is taken already.", "Choose another, or empty it.", value=typed)
        return found

    def model(self, message: str) -> None:
        """Note what only the model itself noticed."""
        self.refuse("", message)


def number_of(text: str) -> float | None:
    """A number with or without thousands separators; ``None`` for anything else."""
    plain = text.strip().replace("\u202f", " ").replace("\u00a0", " ")
    groups = plain.replace(",", " ").split(" ")
    grouped = len(groups) > 1 and all(len(one.partition(".")[0]) == 3 for one in groups[1:])
    if len(groups) > 1 and not (grouped and len(groups[0]) <= 3):
        return None
    joined = "".join(groups)
    if not joined.replace(".", "", 1).isascii() or not joined.replace(".", "", 1).isdigit():
        return None
    found = float(joined)
    return found if math.isfinite(found) else None


def number_text(number: float | None) -> str:
    """A number as a field shows it."""
    if number is None:
        return ""
    return f"{number:.0f}" if number == int(number) else repr(number)


def lines_of(items: Iterable[str]) -> str:
    """A list as a field shows it: one a line."""
    return "\n".join(items)


def items_of(text: str) -> tuple[str, ...]:
    """The lines of a field, without blanks and empty ones."""
    return tuple(line for one in text.splitlines() if (line := one.strip()))
