"""What a command writes: data to stdout or a file, everything else to stderr."""

from __future__ import annotations

import os
import secrets
import shutil
import stat
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sized
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Final, TypeVar

from geo.errors import ClaimAtlasError
from geo.exchange.plain_text import plain

STDOUT: Final = "-"
_T = TypeVar("_T")


class OutputRefused(ClaimAtlasError):
    """The place that was named for the output cannot take a file."""


def prepare_streams() -> None:
    """UTF-8 with plain line feeds, whatever the locale or PYTHONIOENCODING say."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def say(message: str) -> None:
    """One message on stderr, each of its lines harmless to a terminal."""
    for line in message.splitlines():
        indent = line[: len(line) - len(line.lstrip(" "))]
        sys.stderr.write(f"{indent}{plain(line)}\n")
    sys.stderr.flush()


def count(number: int, one: str, many: str | None = None) -> str:
    """``1 claim``, ``2 claims``, ``1,000 claims``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def terminal_columns() -> int | None:
    """Columns of the terminal that stdout is, ``None`` where it is a file or a pipe."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def check_output(target: str | None) -> None:
    """Raise `OutputRefused` where `target` cannot become a file; called before the work."""
    if target is None or target == STDOUT:
        return
    path = Path(target)
    if not target or path.is_dir():
        raise OutputRefused(f"{target!r} is a folder. Name a file in it: -o {path / 'claims.out'}")
    if not path.parent.is_dir():
        raise OutputRefused(
            f"the folder {str(path.parent)!r} does not exist. Make it first, or name another file."
        )


@contextmanager
def text_output(target: str | None) -> Iterator[IO[str]]:
    """Standard output for ``None`` and ``-``, otherwise a file that appears whole or not at all."""
    if target is None or target == STDOUT:
        yield sys.stdout
        return
    with _file_output(Path(target), "w") as out:
        yield out


def write_bytes(target: str, content: bytes) -> None:
    """Write a binary file whole, or stdout for ``-``."""
    if target == STDOUT:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    with _file_output(Path(target), "wb") as out:
        out.write(content)


@contextmanager
def binary_output(target: str) -> Iterator[IO[bytes]]:
    """As `text_output`, for bytes."""
    if target == STDOUT:
        sys.stdout.flush()
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    with _file_output(Path(target), "wb") as out:
        yield out


@contextmanager
def made_elsewhere(target: str, name: str) -> Iterator[Path]:
    """A path for a library that writes a file by itself; it goes to `target` when it is whole.

    `name` is the file's name in a folder of its own, which is gone afterwards.
    """
    with tempfile.TemporaryDirectory(prefix="claim-atlas-") as folder:
        made = Path(folder) / name
        yield made
        with made.open("rb") as content, binary_output(target) as out:
            shutil.copyfileobj(content, out)


@contextmanager
def _file_output(path: Path, mode: str) -> Iterator[IO[Any]]:
    """A new file beside `path` that takes its place when all has been written.

    A link is followed, so that it stays a link; a device or pipe such as /dev/null is written to.
    An existing file keeps its permissions. Raises `OutputRefused` when the disk refuses.
    """
    text: dict[str, str] = {} if "b" in mode else {
        "encoding": "utf-8", "errors": "backslashreplace", "newline": "\n",
    }  # fmt: skip
    path = path.resolve()
    try:
        if path.exists() and not path.is_file():
            with path.open(mode, **text) as out:  # type: ignore[call-overload]
                yield out
            return
        new = path.with_name(f".{path.name[:100]}.{secrets.token_hex(4)}.tmp")
        try:
            with new.open(mode.replace("w", "x"), **text) as out:  # type: ignore[call-overload]
                yield out
                out.flush()
                os.fsync(out.fileno())
            if path.exists():
                new.chmod(stat.S_IMODE(path.stat().st_mode))
            new.replace(path)
        finally:
            new.unlink(missing_ok=True)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputRefused(
            f"cannot write {str(path)!r}: {error.strerror}. Name another file with -o."
        ) from error


def progress(items: Iterable[_T], label: str, total: int | None = None) -> Iterator[_T]:
    """Pass `items` on with a bar on stderr, when that is a terminal and it takes a while.

    `total` is how many there will be, asked of `items` where it knows.
    """
    if not sys.stderr.isatty():
        yield from items
        return
    if total is None and isinstance(items, Sized):
        total = len(items)
    started = shown = time.monotonic()
    drawn = False
    try:
        for number, item in enumerate(items):
            now = time.monotonic()
            if now - started > 0.5 and now - shown > 0.1:
                sys.stderr.write(f"\r{_bar(label, number, total)}\x1b[K")
                sys.stderr.flush()
                shown, drawn = now, True
            yield item
    finally:
        if drawn:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


@contextmanager
def ticking(label: str) -> Iterator[Callable[[int, int | None], None]]:
    """Something to tell how far a piece of work is: a bar on stderr when that is a terminal."""
    started = shown = time.monotonic()
    drawn = False

    def tick(done: int, total: int | None) -> None:
        nonlocal shown, drawn
        now = time.monotonic()
        if sys.stderr.isatty() and now - started > 0.5 and now - shown > 0.1:
            sys.stderr.write(f"\r{_bar(label, done, total)}\x1b[K")
            sys.stderr.flush()
            shown, drawn = now, True

    try:
        yield tick
    finally:
        if drawn:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


def _bar(label: str, number: int, total: int | None) -> str:
    if not total:
        return f"{label} {number:,}"
    done = min(20, number * 20 // total)
    return f"{label} {'█' * done}{'·' * (20 - done)} {number:,} of {total:,}"
