"""Files that come and go through the page, each in a folder of its own until it is not needed."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import unicodedata
import weakref
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PureWindowsPath
from typing import Final

_LONGEST_NAME_BYTES: Final = 120
_LONGEST_ENDING: Final = 12
_NOT_IN_NAMES: Final = frozenset('\\/:*?"<>|')


class OwnFile:
    """A place for one file in a folder of its own; gone when this object is, or after `remove`."""

    def __init__(self, name: str) -> None:
        folder = tempfile.mkdtemp(prefix="claim-atlas-")
        self._remove = weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        self.name = file_name(name)
        self.path = Path(folder) / self.name

    def remove(self) -> None:
        """Delete it now."""
        self._remove()

    @contextmanager
    def held(self) -> Iterator[Path]:
        """The file, which is not given up before the block ends."""
        yield self.path


class Upload(OwnFile):
    """A file that was handed over, written to this machine's disk.

    `name` is what the reader called it, made harmless; `sha256` is the hash of its bytes.
    """

    def __init__(self, name: str, blocks: Iterable[bytes]) -> None:
        super().__init__(name)
        digest = hashlib.sha256()
        with self.path.open("xb") as out:
            for block in blocks:
                digest.update(block)
                out.write(block)
        self.bytes = self.path.stat().st_size
        self.sha256 = digest.hexdigest()


def file_name(name: str) -> str:
    """The last part of a name, without what no file system or page should be given.

    The ending stays, because it helps to tell formats apart.
    """
    clean = "".join(
        "_" if unicodedata.category(letter)[0] == "C" or letter in _NOT_IN_NAMES else letter
        for letter in PureWindowsPath(name).name  # knows both slashes
    ).strip(" .")
    stem, dot, ending = clean.rpartition(".")
    if not stem or len(ending) > _LONGEST_ENDING:
        stem, dot, ending = clean, "", ""
    room = _LONGEST_NAME_BYTES - len((dot + ending).encode())
    short = stem.encode()[:room].decode("utf-8", "ignore").strip()
    return f"{short or 'file'}{dot}{ending}"


def size_words(number: int) -> str:
    """``655 KB``, ``1.2 MB``: bytes for a reader, by thousands."""
    if number < 1_000:
        return f"{number} bytes"
    size, unit = (number / 1e3, "KB") if number < 1e6 else (number / 1e6, "MB")
    return f"{size:,.0f} {unit}" if size >= 10 else f"{size:.1f} {unit}"
