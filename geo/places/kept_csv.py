"""A CSV file that people and the program both write: changed row by row, never lost.

A change is made under a lock between processes, to the file as it is at that moment, and put in
place of the old file in one step. Every other record keeps its bytes, also one that no reader
accepts and columns that nobody knows; a file that cannot be split into records for certain is not
changed at all.
"""

from __future__ import annotations

import contextlib
import csv
import io
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from geo.errors import DataFileError

_BOM = "\ufeff"
_NEW_FILE_MODE = 0o644


@dataclass(frozen=True, slots=True)
class Record:
    """One record of the file: its text with the line end, and its cells by column, stripped."""

    raw: str
    cells: Mapping[str, str]


class KeptCsv:
    """The records of a file; `put` and `drop` change them, `text` gives the whole again."""

    def __init__(self, name: str, text: str, columns: Sequence[str]) -> None:
        """Split `text`; an empty one gets the header `columns`.

        Raises `DataFileError` when a quote is left open or a column is missing.
        """
        self._bom = _BOM if text.startswith(_BOM) else ""
        text = text.removeprefix(_BOM)
        self._end = "\r\n" if "\r\n" in text else "\n"
        pieces = list(_split(name, text))
        if not pieces:
            pieces = [(_line(columns, self._end), list(columns))]
        self._head, first = pieces[0]
        self.header = [cell.strip() for cell in first]
        missing = [column for column in columns if column not in self.header]
        if missing:
            raise DataFileError(
                f"{name} lacks the columns {', '.join(missing)}, so nothing was written. Mend its "
                f"first row: {','.join(columns)}."
            )
        self.records = [Record(raw, self._named(cells)) for raw, cells in pieces[1:]]

    def _named(self, cells: Sequence[str]) -> dict[str, str]:
        named = dict.fromkeys(self.header, "")
        named.update((c, cell.strip()) for c, cell in zip(self.header, cells, strict=False))
        return named

    def put(self, cells: Mapping[str, str], key: Sequence[str]) -> None:
        """Replace the first record that agrees in the columns `key`, or add one at the end.

        Columns that `cells` does not name keep what they hold.
        """
        for position, record in enumerate(self.records):
            if all(record.cells[column] == cells[column] for column in key):
                self.records[position] = self._record({**record.cells, **cells})
                return
        self.records.append(self._record({**dict.fromkeys(self.header, ""), **cells}))

    def drop(self, values: Mapping[str, str]) -> int:
        """Take out every record with these values; says how many there were."""
        kept = [r for r in self.records if any(r.cells[c] != v for c, v in values.items())]
        dropped = len(self.records) - len(kept)
        self.records = kept
        return dropped

    def _record(self, cells: Mapping[str, str]) -> Record:
        return Record(_line([cells[column] for column in self.header], self._end), cells)

    def text(self) -> str:
        """The file's text; a record without a line end gets one when another follows."""
        parts = [self._head, *(record.raw for record in self.records)]
        ended = [part if part.endswith(("\n", "\r")) else part + self._end for part in parts]
        return self._bom + "".join(ended)


@contextlib.contextmanager
def changing(path: Path, columns: Sequence[str]) -> Iterator[KeptCsv]:
    """The file for a change; written when the block ends without an exception.

    A missing file is made, with its folder. Raises `DataFileError` when the file cannot be read,
    split or written; nothing is changed then.
    """
    target = path.resolve()  # of a link, the file behind it is replaced and not the link
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with _locked(target):
            try:
                text = target.read_bytes().decode("utf-8")
            except FileNotFoundError:
                text = ""
            kept = KeptCsv(path.name, text, columns)
            before = kept.text()
            yield kept
            if kept.text() != before or not target.exists():
                _replace(target, kept.text())
    except UnicodeError as error:
        raise DataFileError(
            f"{path} is not UTF-8, so nothing was written. Save it as CSV UTF-8."
        ) from error
    except OSError as error:
        raise DataFileError(
            f"{path} cannot be written ({error.strerror}). Give yourself the right to write "
            f"there, or use a store in a folder of your own."
        ) from error


def _split(name: str, text: str) -> Iterator[tuple[str, list[str]]]:
    lines = list(io.StringIO(text, newline=""))
    reader = csv.reader(lines, strict=True)
    start = 0
    try:
        for cells in reader:
            yield "".join(lines[start : reader.line_num]), cells
            start = reader.line_num
    except csv.Error as error:
        raise DataFileError(
            f"{name}, row {start + 1}: not CSV ({error}), so nothing was written. Mend its quotes."
        ) from error


def _line(cells: Iterable[str], end: str) -> str:
    row = list(cells)
    # By itself the writer leaves a line break bare that is not the one it ends rows with.
    broken = any("\r" in cell or "\n" in cell for cell in row)
    out = io.StringIO()
    if broken:
        csv.writer(out, lineterminator=end, quoting=csv.QUOTE_ALL).writerow(row)
    else:
        csv.writer(out, lineterminator=end).writerow(row)
    return out.getvalue()


def _replace(target: Path, text: str) -> None:
    """Write beside the file, then rename: a reader sees the old text or the new, never half."""
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".tmp", dir=target.parent)
    written = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(text.encode("utf-8"))
            out.flush()
            os.fsync(out.fileno())
        written.chmod(target.stat().st_mode & 0o777 if target.exists() else _NEW_FILE_MODE)
        written.replace(target)
    except BaseException:
        written.unlink(missing_ok=True)
        raise


@contextlib.contextmanager
def _locked(target: Path) -> Iterator[None]:
    """Hold the lock of a file against other processes and threads; waits for it."""
    with target.with_name(f".{target.name}.lock").open("a+b") as lock:
        if sys.platform == "win32":
            import msvcrt

            lock.seek(0)
            msvcrt.locking(lock.fileno(), msvcrt.LK_LOCK, 1)
            try:
                yield
            finally:
                lock.seek(0)
                msvcrt.locking(lock.fileno(), msvcrt.LK_UNLCK, 1)
        else:
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX)
            yield  # closing the file gives the lock back
