"""Start and stop the three apps, and ask how much memory a process holds."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 90


class ServerDiedError(RuntimeError):
    """A server ended or never answered; the message holds the end of what it printed."""


@dataclass(frozen=True)
class Server:
    """A running app."""

    url: str
    process: subprocess.Popen[bytes] = field(repr=False)
    log: Path

    def rss_mb(self) -> float | None:
        """Resident memory of the server in MB."""
        return rss_mb(self.process.pid)


@contextmanager
def served(app: str, store: Path | None = None) -> Iterator[Server]:
    """`app` ("atlas", "plain" or "empty") on a store, on a free port, until the block ends.

    Raises `ServerDiedError` when it does not answer.
    """
    with tempfile.TemporaryDirectory() as folder:
        port = _free_port()
        log = Path(folder) / "server.log"
        with log.open("wb") as out:
            process = subprocess.Popen(
                [sys.executable, "-m", "benchmarks.serve", app, str(port), str(store or "")],
                cwd=folder,
                env={**os.environ, "PYTHONPATH": str(ROOT)},
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
            )
        server = Server(f"http://127.0.0.1:{port}/", process, log)
        try:
            _wait(server)
            yield server
        finally:
            process.terminate()
            try:
                process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def rss_mb(pid: int) -> float | None:
    """Resident memory of a process in MB, where ``ps`` can tell."""
    try:
        told = subprocess.run(
            ["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, text=True, check=False
        ).stdout.strip()
    except FileNotFoundError:
        return None
    return int(told) / 1024 if told.isdigit() else None


def _wait(server: Server) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.process.poll() is None:
        try:
            with urllib.request.urlopen(f"{server.url}_stcore/health", timeout=5) as answer:  # noqa: S310
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    printed = server.log.read_text("utf-8", "replace")[-2_000:]
    raise ServerDiedError(f"the server did not start:\n{printed}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
