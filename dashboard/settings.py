"""What is remembered for this user between sessions: a small JSON file in their folder.

It holds conveniences alone (a name, how the columns of a table were read last time). What cannot
be read is as good as empty, and what cannot be written is not kept: nothing depends on it.
"""

from __future__ import annotations

import json
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from dashboard.home import home

FILE: Final = "settings.json"
MAX_BYTES: Final = 1_000_000


def path() -> Path:
    """Where the settings are."""
    return home() / FILE


def recall(name: str) -> Any:
    """What was remembered under `name`; ``None`` for nothing."""
    return _read().get(name)


def remember(name: str, value: Any) -> bool:
    """Keep a value that JSON can hold, in place of the one before; whether that could be done."""
    settings = _read() | {name: value}
    text = json.dumps(settings, ensure_ascii=False, indent=1, sort_keys=True)
    if len(text) > MAX_BYTES:
        return False
    target = path()
    new = target.with_name(f".{FILE}.{secrets.token_hex(4)}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        new.write_text(text, "utf-8")
        new.replace(target)
    except OSError:
        with suppress(OSError):
            new.unlink(missing_ok=True)
        return False
    return True


def _read() -> dict[str, Any]:
    try:
        if path().stat().st_size > MAX_BYTES:
            return {}
        read = json.loads(path().read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return read if isinstance(read, dict) else {}
