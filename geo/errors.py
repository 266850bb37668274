"""Every error Claim Atlas raises on purpose.

A message names the value that was refused and what to do about it, because the person who reads
it is usually looking at a spreadsheet, not at this code. Readers of files collect a `Problem` for
each refused value and go on; `InputRefused` carries them all, so that nobody has to mend a file
one error at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


class ClaimAtlasError(Exception):
    """Root of all errors raised on purpose by Claim Atlas."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One refused value of an input file.

    `row` counts lines as a spreadsheet does (the header is row 1) and is ``None`` when the
    problem is the file itself; `column` is ``None`` when it is the row as a whole.
    """

    file: str
    row: int | None
    column: str | None
    value: str
    message: str
    remedy: str

    def sentence(self) -> str:
        """The problem on one line: where, what was found, why it is refused, what to do."""
        where = self.file
        if self.row is not None:
            where += f", row {self.row}"
        if self.column is not None:
            where += f", column {self.column}"
        shown = _shorten(self.value)
        found = f" {shown!r}:" if shown else ""
        return f"{where}:{found} {self.message} {self.remedy}".strip()


class InputRefused(ClaimAtlasError):
    """An input holds values that cannot be used; `problems` lists every one of them."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        noun = "problem" if len(self.problems) == 1 else "problems"
        lines = [f"{len(self.problems)} {noun} found:"]
        lines += [f"  {problem.sentence()}" for problem in self.problems]
        super().__init__("\n".join(lines))


class DateError(ClaimAtlasError, ValueError):
    """A date is not EDTF level 1, does not exist, or its interval is reversed."""


class ModelError(ClaimAtlasError, ValueError):
    """A claim, statement, document or originator breaks a rule of the model."""


class UnknownPlaceError(ClaimAtlasError, LookupError):
    """A place id is not in the gazetteer."""


class UnknownAreaError(ClaimAtlasError, LookupError):
    """An area specification names no known polygon or cannot be read."""


class DataFileError(ClaimAtlasError):
    """A reference data file is missing, damaged or of another version."""


class ExportError(ClaimAtlasError, ValueError):
    """An export was asked for that cannot be made (size, format, target file)."""


class QueryError(ClaimAtlasError, ValueError):
    """A filter holds a value that does not exist or contradicts itself."""


class StoreError(ClaimAtlasError):
    """A store is missing, foreign, damaged, of a newer version, or cannot be written."""


class StoreReadOnly(StoreError):
    """A store that can only be read was asked to take a change."""


class Cancelled(ClaimAtlasError):
    """A person stopped a long piece of work; what it was changing is as it was before."""


class EditConflict(StoreError):
    """Somebody else changed the same record after it was read; nothing has been written.

    `based_on` is the number of the version that the edit started from, `theirs` the newest
    version in the store, `yours` what was to be written. `differing` maps each field in which the
    two differ to the pair (theirs, yours).
    """

    def __init__(
        self,
        record: str,
        based_on: int | None,
        theirs: object,
        yours: object,
        differing: Mapping[str, tuple[object, object]],
        who: str,
    ) -> None:
        self.record = record
        self.based_on = based_on
        self.theirs = theirs
        self.yours = yours
        self.differing = dict(differing)
        fields = ", ".join(self.differing) or "nothing but its version"
        super().__init__(
            f"{record} was changed by {who} since you read it; it differs from yours in: {fields}. "
            "Nothing was written. Look at the newer version and make your change again on it."
        )


def _shorten(text: str, limit: int = 120) -> str:
    """Cut a value for a message, so that a cell of 10,000 characters does not fill the screen."""
    return text if len(text) <= limit else f"{text[: limit - 1]}…"
