"""Bytes of a table as lines of text: what encoding they are in, cell by cell where it is mixed.

A file that is not UTF-8 throughout often holds rows of two programs: some UTF-8, some of a Windows
code page. So each cell is read as UTF-8 where it is that, and otherwise in the one older encoding
that its like in the file speak for. Nothing is held but a portion.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from charset_normalizer import from_bytes

from geo.errors import InputRefused, Problem

PORTION_BYTES: Final = 1 << 18
LONGEST_LINE_BYTES: Final = 16 << 20
"""A longer line is no row of a table; holding it would be holding the file."""

OLDER: Final = ("cp1251", "cp1252", "cp949")
"""Encodings before Unicode that are told apart. The Western and the Central European code page
differ in few letters and cannot be told apart by what is written, so the Western one is taken."""

NAMES: Final = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "cp1251": "Windows-1251 (Cyrillic)",
    "cp1252": "Windows-1252 (Western)",
    "cp949": "Windows-949 (Korean)",
}

_EVIDENCE_BYTES: Final = 65_536
_CELLS: Final = re.compile(rb'([,;|\t"]+)')
_SURROGATE: Final = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")
_BEYOND_ASCII: Final = re.compile(rb"[\x80-\xff]+")


@dataclass(frozen=True, slots=True)
class Encoding:
    """How the bytes of a file are read.

    `main` is UTF-8 or a form of UTF-16; `older` what lines that are not `main` are read as, or
    empty when there are none. `lines` counts the line ends, `returns` says that they are carriage
    returns alone.
    """

    main: str
    older: str
    lines: int
    returns: bool

    @property
    def name(self) -> str:
        """The encoding of the lines that are not plain ASCII, for a reader."""
        return NAMES.get(self.older or self.main, self.older or self.main)


def look(path: Path, older: str = "") -> Encoding:
    """Read through a file once and say how it is encoded; `older` is known to the caller, if any.

    Raises `InputRefused` when it cannot be read, or holds a line of more than 16 MB.
    """
    try:
        with path.open("rb") as file:
            return _look(path, file, older)
    except OSError as error:
        raise _refused(path, f"cannot be read ({error.strerror}).", "Check the file.") from error


def _look(path: Path, file: IO[bytes], older: str) -> Encoding:
    head = file.read(4_096)
    file.seek(0)
    if wide := _utf16(head):
        lines = sum(portion.count(b"\n\0" if wide.endswith("le") else b"\0\n")
                    for portion in iter(lambda: file.read(PORTION_BYTES), b""))  # fmt: skip
        return Encoding(wide, "", lines, returns=False)
    returns = _only_returns(file)
    file.seek(0)
    lines = 0
    evidence = bytearray()
    for portion in _portions(path, file, returns):
        lines += portion.count(b"\n")
        try:
            portion.decode()
        except UnicodeDecodeError:
            if len(evidence) < _EVIDENCE_BYTES:
                evidence += _not_utf8(portion)
    found = ""
    if evidence:
        found = older if older not in ("", "utf-8") else _older(bytes(evidence[:_EVIDENCE_BYTES]))
    return Encoding("utf-8", found, lines, returns)


def lines_of(path: Path, encoding: Encoding) -> Iterator[tuple[str, bool]]:
    """The lines of a file with their ends, and whether each had to be read in the older encoding.

    Bytes that have no meaning in either come as U+FFFD. NUL characters and byte-order marks within
    are dropped.
    """
    with path.open("rb") as file:
        if encoding.main != "utf-8":
            for line in _wide_lines(path, file, encoding.main):
                yield line, False
            return
        for portion in _portions(path, file, encoding.returns):
            try:
                text = portion.decode()
            except UnicodeDecodeError:
                for raw in portion.split(b"\n"):
                    yield _decoded(raw, encoding.older)
                continue
            for one in _clean(text).split("\n"):
                yield f"{one}\n", False


def _decoded(line: bytes, older: str) -> tuple[str, bool]:
    """One line, cell by cell where it is not UTF-8 as a whole."""
    try:
        return f"{_clean(line.decode())}\n", False
    except UnicodeDecodeError:
        cells = (_cell(one, older or "cp1252") for one in _CELLS.split(line))
        return f"{_clean(''.join(cells))}\n", True


def _cell(cell: bytes, older: str) -> str:
    """UTF-8 that is damaged keeps U+FFFD where it is: another encoding would make it nonsense."""
    try:
        return cell.decode()
    except UnicodeDecodeError:
        damaged = cell.decode("utf-8", "replace")
        good = sum(letter > "\x7f" and letter != "\ufffd" for letter in damaged)
        if good > damaged.count("\ufffd") or _SURROGATE.search(cell):
            return damaged
        return cell.decode(older, "replace")


def _clean(text: str) -> str:
    if "\0" in text:
        text = text.replace("\0", "")
    return text.replace("\ufeff", "") if "\ufeff" in text else text


def _portions(path: Path, file: IO[bytes], returns: bool) -> Iterator[bytes]:
    """Whole lines, without the end of the last one."""
    rest = b""
    while block := file.read(PORTION_BYTES):
        if returns:
            block = block.replace(b"\r", b"\n")
        head, end, tail = block.rpartition(b"\n")
        if end:
            yield rest + head
            rest = tail
        else:
            rest += block
            if len(rest) > LONGEST_LINE_BYTES:
                raise _refused(
                    path, "holds a line of more than 16 MB, so it is no table.",
                    "See whether it is the right file, and whether its line ends are there.",
                )  # fmt: skip
    if rest:
        yield rest


def _wide_lines(path: Path, file: IO[bytes], encoding: str) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    rest = ""
    while True:
        block = file.read(PORTION_BYTES)
        text = rest + decoder.decode(block, final=not block)
        *lines, rest = text.split("\n")
        for line in lines:
            yield f"{_clean(line)}\n"
        if len(rest) > LONGEST_LINE_BYTES:
            raise _refused(path, "holds a line of more than 16 MB.", "See whether it is a table.")
        if not block:
            if rest:
                yield f"{_clean(rest)}\n"
            return


def _utf16(head: bytes) -> str:
    """UTF-16 by its byte-order mark, or by NUL in every other byte, as in digits and commas."""
    if head.startswith(codecs.BOM_UTF16_LE):
        return "utf-16-le"
    if head.startswith(codecs.BOM_UTF16_BE):
        return "utf-16-be"
    if len(head) >= 8:
        for name, first in (("utf-16-le", 1), ("utf-16-be", 0)):
            half, other = head[first::2], head[1 - first :: 2]
            if half.count(0) > 0.2 * len(half) and other.count(0) < 0.02 * len(other):
                return name
    return ""


def _only_returns(file: IO[bytes]) -> bool:
    head = file.read(PORTION_BYTES)
    return b"\r" in head and b"\n" not in head


def _not_utf8(portion: bytes) -> bytes:
    found = bytearray()
    for line in portion.split(b"\n"):
        try:
            line.decode()
        except UnicodeDecodeError:
            found += line + b"\n"
    return bytes(found)


def _older(evidence: bytes) -> str:
    """The encoding before Unicode that lines are in.

    In Western text the letters beyond ASCII stand alone, in other scripts they make up words.
    """
    runs = _BEYOND_ASCII.findall(evidence)
    if sum(map(len, runs)) < 2 * len(runs):
        return "cp1252"
    best = from_bytes(evidence, cp_isolation=list(OLDER)).best()
    return best.encoding if best is not None and best.encoding in OLDER else "cp1252"


def _refused(path: Path, message: str, remedy: str) -> InputRefused:
    return InputRefused([Problem(path.name, None, None, "", message, remedy)])
