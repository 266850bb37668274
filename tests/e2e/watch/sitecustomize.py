"""Imported by Python at its start: writes down every address this process connects to or binds.

The watch stands in the interpreter, so no library can go round it in Python.
"""

from __future__ import annotations

import os
import sys

_EVENTS = frozenset(
    {
        "socket.bind",
        "socket.connect",
        "socket.getaddrinfo",
        "socket.gethostbyname",
        "socket.gethostbyaddr",
        "socket.sendto",
        "urllib.Request",
    }
)


def _note(event: str, args: tuple[object, ...]) -> None:
    if event in _EVENTS:
        about = args[0] if event.startswith(("socket.get", "urllib")) else args[1]
        os.write(_log, f"{event} {about!r}\n".encode())


if "OUTGOING_LOG" in os.environ:
    # Opened once: opening is an event of its own, and the working folder may change.
    _log = os.open(os.environ["OUTGOING_LOG"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    sys.addaudithook(_note)
