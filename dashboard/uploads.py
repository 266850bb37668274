"""Files that come and go through the page, each in a folder of its own until it is not needed."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PureWindowsPath
from typing import Final
from weakref import WeakSet, finalize

_LONGEST_NAME_BYTES: Final = 120
_LONGEST_ENDING: Final = 12
_NOT_IN_NAMES: Final = frozenset('\\/:*?"<>|')


PATIENCE_S: Final = 180.0
"""How long a session must be gone; Streamlit itself forgets it after two minutes."""

_there: Final[WeakSet[OwnFile]] = WeakSet()


def remove_all() -> None:
    """Delete every file that is still there; for a server that ends, whoever ends it."""
    for one in list(_there):
        one.remove()


def sweep(alive: Callable[[str], bool], patience_s: float = PATIENCE_S) -> None:
    """Delete the files of sessions that are gone, and were at an earlier sweep so long ago.

    A browser that loses its connection for a moment finds its file again.
    """
    now = time.monotonic()
    for one in list(_there):
        if not one.owner or one.in_use or alive(one.owner):
            one.gone_since = None
        elif one.gone_since is None:
            one.gone_since = now
        elif now - one.gone_since >= patience_s:
            one.remove()


class OwnFile:
    """A place for one file in a folder of its own; gone when this object is, or after `remove`.

    `owner` is the session that it belongs to, if any: see `sweep`.
    """

    def __init__(self, name: str, owner: str = "") -> None:
        self.owner = owner
        self.in_use = 0
        self.gone_since: float | None = None
        folder = tempfile.mkdtemp(prefix="claim-atlas-")
        self._remove = finalize(self, shutil.rmtree, folder, ignore_errors=True)
        self.name = file_name(name)
        self.path = Path(folder) / self.name
        _there.add(self)

    def remove(self) -> None:
        """Delete it now."""
        self._remove()

    @contextmanager
    def held(self) -> Iterator[Path]:
        """The file, which is not given up before the block ends."""
        self.in_use += 1
        try:
            yield self.path
        finally:
            self.in_use -= 1


class Upload(OwnFile):
    """A file that was handed over, written to this machine's disk.

    `name` is what the reader called it, made harmless; `sha256` is the hash of its bytes.
    """

    def __init__(self, name: str, blocks: Iterable[bytes], owner: str = "") -> None:
        super().__init__(name, owner)
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
