"""The index of the world's places: opened once a process, on a new machine built in the background.

Building takes half a minute. It is done by a process of its own, so that the pages stay quick and
the memory it needs is given back; until it is done they say so and show everything else.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from concurrent.futures import Future
from pathlib import Path
from typing import Final

from geo.places.world_index import WorldIndex, index_folder, load_world_index

_BUILD: Final = "from geo.places.world_index import load_world_index; load_world_index()"

_lock = threading.Lock()
_opening: Future[WorldIndex] | None = None
_since = 0.0


def start(*, again: bool = False) -> Future[WorldIndex]:
    """Open the index, or build it first, without waiting for it.

    It is done once; `again` repeats what has failed.
    """
    global _opening, _since
    with _lock:
        failed = _opening is not None and _opening.done() and _opening.exception() is not None
        if _opening is None or (failed and again):
            _opening, _since = Future(), time.monotonic()
            threading.Thread(target=_open, args=(_opening,), daemon=True).start()
        return _opening


def opened() -> WorldIndex:
    """The index, waited for. Raises `DataFileError` when it can be neither read nor built."""
    return start().result()


def seconds_so_far() -> float:
    """How long the opening has been going on."""
    return time.monotonic() - _since


def _open(opening: Future[WorldIndex]) -> None:
    try:
        if not (index_folder() / "facts.json").is_file():
            _build_apart()
        opening.set_result(load_world_index())
    except Exception as error:
        # Whoever waits is told, whatever it was: otherwise they would wait for good.
        opening.set_exception(error)


def _build_apart() -> None:
    """Build it in a process of its own; should that fail, the caller's own attempt tells why."""
    search = os.pathsep.join(path or str(Path.cwd()) for path in sys.path)
    subprocess.run(  # noqa: S603 - this very Python with words of ours
        [sys.executable, "-c", _BUILD],
        stdin=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": search},
        check=False,
    )
