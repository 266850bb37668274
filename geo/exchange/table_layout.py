"""How a delimited text is laid out: what is between its cells, and what its columns are called."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from geo.errors import InputRefused, Problem

SEPARATORS: Final = ",;\t|"
MOST_COLUMNS: Final = 2_000


def stated_separator(sample: Sequence[str]) -> str:
    """The separator that Excel's own first line names: ``sep=;``."""
    first = sample[0].strip().strip('"').casefold() if sample else ""
    return first[4] if len(first) == 5 and first.startswith("sep=") else ""


def separator_of(sample: Sequence[str]) -> str:
    """The separator that divides most rows into the same number of cells, and into most."""
    best, best_key = "", (0.0, 0)
    for one in SEPARATORS:
        widths = [len(record) for record in sample_records(sample, one) if any(record)]
        usual = most_common(widths)
        if usual < 2:
            continue
        agreeing = round(widths.count(usual) / len(widths), 1)
        if (agreeing, usual) > best_key:
            best, best_key = one, (agreeing, usual)
    return best


def sample_records(sample: Sequence[str], separator: str) -> list[list[str]]:
    """The records of some lines, as far as their quotes can be read."""
    records: list[list[str]] = []
    with suppress(csv.Error):
        records.extend(csv.reader(sample, delimiter=separator))
    return records


def most_common(widths: Sequence[int]) -> int:
    """The most frequent of some numbers, 0 where there are none."""
    return Counter(widths).most_common(1)[0][0] if widths else 0


def header_of(path: Path, record: Sequence[str]) -> tuple[str, ...]:
    """Names of the columns, each one once; refused where they are values."""
    cells = [" ".join(cell.split())[:200] for cell in record]
    if len(cells) > MOST_COLUMNS:
        raise no_table(path, f"has {len(cells):,} columns.", f"Keep {MOST_COLUMNS:,} at most.")
    if sum(_is_value(cell) for cell in cells) * 2 > len(cells):
        raise no_table(
            path, "begins with values, not with the names of its columns.",
            "Add a header as the first row.",
        )  # fmt: skip
    names: list[str] = []
    taken: set[str] = set()
    for position, cell in enumerate(cells, 1):
        name = cell or f"column {position}"
        again = 2
        while name in taken:
            name = f"{cell or 'column'} ({again})"
            again += 1
        taken.add(name)
        names.append(name)
    return tuple(names)


def _is_value(cell: str) -> bool:
    digits = sum(letter.isdigit() for letter in cell)
    return digits > 0 and not any(letter.isalpha() for letter in cell)


def spoken(separator: str) -> str:
    """A separator for a reader."""
    return {",": "a comma", ";": "a semicolon", "\t": "a tab"}.get(separator, repr(separator))


def no_table(path: Path, message: str, remedy: str) -> InputRefused:
    """The refusal of a file as a whole."""
    return InputRefused([Problem(path.name, None, None, "", message, remedy)])
