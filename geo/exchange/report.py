"""What reading a file brought to light: rows taken, rows refused with remedies, and notes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from geo.claims.model import Claim, Document, Originator, Statement
from geo.errors import InputRefused, Problem
from geo.places.place import Place

Record = Document | Originator | Claim | Statement | Place
"""What files hold, whatever their format."""

Tick = Callable[[int, int | None], None]
"""Told rows done and rows in all (``None`` if not known); may raise `geo.errors.Cancelled`."""

MAX_REFUSED: Final = 100_000
"""Refused values that are told one by one; a file with more is of another kind than was thought."""

_LONGEST_VALUE: Final = 500


@dataclass
class Report:
    """Filled while a file is read; complete when its records are used up.

    `rows` counts rows of data, without headers and empty ones; `taken` those that became a claim
    (or another record of their own); `problems` names each value or row that was refused; `notes`
    maps plain sentences to the number of rows they apply to.
    """

    file: str = ""
    rows: int = 0
    taken: int = 0
    problems: list[Problem] = field(default_factory=list)
    notes: dict[str, int] = field(default_factory=dict)

    def refuse(
        self, row: int | None, column: str | None, value: str, message: str, remedy: str
    ) -> None:
        """Note one refused value; long ones are cut, so that a report stays small.

        Raises `InputRefused` with what was found so far when nearly everything is refused.
        """
        if len(value) > _LONGEST_VALUE:
            value = f"{value[: _LONGEST_VALUE - 1]}…"
        self.problems.append(Problem(self.file, row, column, value, message, remedy))
        if len(self.problems) >= MAX_REFUSED:
            raise InputRefused(
                [
                    Problem(
                        self.file, row, None, "",
                        f"is the {MAX_REFUSED:,}th refusal, so the file was not read further.",
                        "See whether it is read as the right format and with the right columns.",
                    ),
                    *self.problems[:20],
                ]
            )  # fmt: skip

    def note(self, sentence: str, rows: int = 1) -> None:
        """Count `rows` more rows to which a sentence applies."""
        self.notes[sentence] = self.notes.get(sentence, 0) + rows


def no_tick(done: int, total: int | None) -> None:
    """A `Tick` for when nobody watches."""
