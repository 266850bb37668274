"""Writers that can be killed: processes that add claims to one store, and say which are kept."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from geo.claims.dataset import Dataset
from geo.store.engine import Store

WRITERS = """
import itertools, os, sys
from geo.errors import StoreError
from geo.store.edits import add
from geo.store.opening import open_store
from geo.store.records import By
from tests.geo.store.store_makers import claim, statement

def say(*words):  # at once, so that lines of several writers do not mix
    os.write(1, (" ".join(map(str, words)) + "\\n").encode())

def write(name, number):
    store = open_store(sys.argv[1])
    for n in range(number) if number else itertools.count():
        id = f"{name}-{n}"
        voices = [statement(f"{id}-{k}", id, note="x" * 2000) for k in range(5)]
        made = add(store, [claim(id), *voices], By(name, "to try it"))
        say("made", made.id, id)

def write_until_told(name, number):
    try:
        write(name, number)
    except StoreError as error:
        say("refused", error)
        os._exit(7)

for line in sys.stdin:
    number, *names = line.split()
    children = []
    for name in names:
        child = os.fork()
        if not child:
            write_until_told(name, int(number))
            os._exit(0)
        children.append(child)
    say("started", *children)
    say("ended", *(os.waitpid(child, 0)[1] for child in children))
"""
"""Starts writers, each a process of its own, without loading everything anew for each.

One that is refused says so, and ends with 7.
"""


class Writers:
    """Processes that write to one store; what they report comes line by line."""

    def __init__(self, repo_root: Path, where: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", WRITERS, where],
            cwd=repo_root,
            env={**os.environ, "PYTHONPATH": str(repo_root)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.early: list[list[str]] = []

    def start(self, number: int, *names: str) -> list[int]:
        """Start writers of `number` claims each, without end for 0; their process ids."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{number} {' '.join(names)}\n")
        self.process.stdin.flush()
        line = self.line()
        while line[0] != "started":
            self.early.append(line)
            line = self.line()
        return [int(one) for one in line[1:]]

    def reports(self) -> Iterator[list[str]]:
        """What the writers say, until all have ended; that is the last line."""
        while self.early:
            yield self.early.pop(0)
        line: list[str] = []
        while not line or line[0] != "ended":
            line = self.line()
            yield line

    def close(self) -> None:
        """End the process when its writers have ended."""
        self.process.communicate()

    def line(self) -> list[str]:
        assert self.process.stdout is not None
        words = self.process.stdout.readline().split()
        assert words, "the writers died"
        return words


def where_is(store: Store) -> str:
    """What opens the same store again: its file, or its address with everything in it."""
    if store.path is not None:
        return str(store.path)
    return store.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)


def whole(found: Dataset) -> bool:
    """Every claim of a writer has all its statements."""
    return all(
        len(found.by_claim[one.id]) == 5 for one in found.claims if one.id not in ("c1", "c2", "c3")
    )
