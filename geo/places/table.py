"""gazetteer.csv in and out: the good rows as places, everything else as problems."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from geo.errors import DataFileError, Problem
from geo.places.place import Place
from geo.places.rows import COLUMNS, read_row, write_row

_PACKAGE = Path(__file__).resolve().parent.parent


def bundled_path() -> Path:
    """Where the curated gazetteer is: beside the package in a clone, inside it once installed."""
    for path in (
        _PACKAGE.parent / "gazetteer.csv",
        _PACKAGE / "data" / "bundled" / "gazetteer.csv",
    ):
        if path.is_file():
            return path
    raise DataFileError(
        "gazetteer.csv is missing: expected at the top of the repository or in the installed "
        "package. Restore it (git checkout gazetteer.csv) or install claim-atlas again."
    )


def read_places(path: Path) -> tuple[list[Place], list[Problem]]:
    """Read a gazetteer: UTF-8 with or without BOM, any line end, quoted line breaks.

    Row numbers count lines of the file, so they match an editor; a spreadsheet agrees unless a
    cell holds a line break. Raises `DataFileError` when the file cannot be read at all.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise DataFileError(f"{path}: {error.strerror}. Name a gazetteer file.") from error
    except UnicodeDecodeError as error:
        raise DataFileError(
            f"{path}: byte {error.start} is not UTF-8. Save the file as CSV UTF-8."
        ) from error
    return parse_places(text, path.name)


def parse_places(text: str, file: str) -> tuple[list[Place], list[Problem]]:
    """As `read_places`, from text; `file` is the name used in problems."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    places: list[Place] = []
    problems: list[Problem] = []
    ids: dict[str, int] = {}
    header: list[str] | None = None
    number = 1
    try:
        for cells in reader:
            if header is None:
                header = [cell.strip() for cell in cells]
                missing = [column for column in COLUMNS if column not in header]
                if missing:
                    return [], [_no_columns(file, missing)]
            elif any(cell.strip() for cell in cells):
                _add(file, number, header, cells, ids, places, problems)
            number = reader.line_num + 1
    except csv.Error as error:
        problems.append(
            Problem(file, number, None, "", f"The row is not CSV: {error}.", "Mend its quotes.")
        )
    if header is None:
        problems.append(_no_columns(file, list(COLUMNS)))
    return places, problems


def format_places(places: Iterable[Place]) -> str:
    """The CSV text of places, readable by `parse_places`."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(write_row(place) for place in places)
    return out.getvalue()


def _add(
    file: str,
    number: int,
    header: list[str],
    cells: list[str],
    ids: dict[str, int],
    places: list[Place],
    problems: list[Problem],
) -> None:
    if len(cells) > len(header):
        problems.append(
            Problem(
                file, number, None, cells[0],
                f"has {len(cells)} cells, the header {len(header)}.",
                "Put text that holds commas in double quotes.",
            )
        )  # fmt: skip
        return
    row = dict.fromkeys(COLUMNS, "") | {
        column: cell.strip() for column, cell in zip(header, cells, strict=False)
    }
    place, found = read_row(file, number, row)
    first = ids.setdefault(row["id"], number)
    if first != number:
        found.append(
            Problem(
                file, number, "id", row["id"], f"is already the id of row {first}.",
                "Give every place an id of its own.",
            )
        )  # fmt: skip
    elif place is not None:
        places.append(place)
    problems.extend(found)


def _no_columns(file: str, missing: list[str]) -> Problem:
    return Problem(
        file, 1, None, "", f"lacks the columns {', '.join(missing)}.",
        f"The first row names the columns {','.join(COLUMNS)}.",
    )  # fmt: skip
